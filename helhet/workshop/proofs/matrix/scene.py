"""A small world made for asking who may see what: six persons, and everybody who could want to look.

Vera, 78, has a plan that stands, with everything in it that a SIP can hold. Josef, 4, is new. Units choose a time for
Alex, 15; Farah's meeting is called; Omar's plan is being written; Maria's SIP has ended.
Every text about them carries a word that stands nowhere else, one for each kind of information.
"""

import json
import os
from dataclasses import dataclass, field
from datetime import date

from helhet.access import actions as access
from helhet.access.rules import Purpose
from helhet.kit import clock
from helhet.people import actions as people
from helhet.post import actions as post
from helhet.post import owners
from helhet.process.invitation import actions as invitation
from helhet.workshop.proofs.matrix.truth import Truth, truth
from helhet.workshop.signin import ISSUER
from helhet.workshop.world.deviating import missing
from helhet.workshop.world.ground import MAKER, World, add_person, add_relation, build_ground
from helhet.workshop.world.numbers import numbers
from helhet.workshop.world.planning import Goal, Plan, Task, established, reported, written
from helhet.workshop.world.tale import EVERYTHING, Asked, Tale, near
from helhet.workshop.world.writing import paper, wrote

VERA, ALEX, JOSEF, FARAH, OMAR, MARIA = "vera", "alex", "josef", "farah", "omar", "maria"
SPOKEN = {
    VERA: ("Vera", "Kvitterlund"), ALEX: ("Alex", "Kvitterhed"), JOSEF: ("Josef", "Kvitterdal"),
    FARAH: ("Farah", "Kvittersten"), OMAR: ("Omar", "Kvitterberg"), MARIA: ("Maria", "Kvitterek"),
}
PHONES = {key: f"070-174 06 9{n}" for n, key in enumerate(SPOKEN)}
SHARED = "need goals meeting plan contacts"
ALL_BUT_MAPPING = ("assessment", "misuse", "home_care")


def word(key: str, kind: str) -> str:
    """The planted word of one kind of information about one person; nothing else in the house is called so."""
    return f"kvitter{kind}{key}"


def planted(key: str) -> dict[str, str]:
    """Everything planted about a person, by kind; ``who`` is who they are at all."""
    more = ("consent", "messages", "deviation", "later", "moved", "adapted")
    kinds = {kind: word(key, kind) for kind in (*EVERYTHING.split(), *more)}
    number = numbers()[key]
    return {**kinds, "who": SPOKEN[key][1], "number": f"{number[:8]}-{number[8:]}", "signs": number,
            "phone": PHONES[key]}


@dataclass
class Scene:
    """The world, and each case by its person's key."""

    world: World
    truth: Truth
    tales: dict[str, Tale] = field(default_factory=dict)


def build(seen: Truth, today: date | None = None) -> Scene:
    """Build it in the present database, by the verbs only; ``seen`` looks up what a verb does not tell."""
    scene = Scene(build_ground(today or clock.today()), seen)
    _more_workers(scene.world)
    _persons(scene.world)
    _ways(scene)
    _vera(scene)
    _alex(scene)
    _noticed(scene, JOSEF, 3)
    _farah(scene)
    _at_table(_noticed(scene, OMAR, 30))
    _ended(scene)
    return scene


def main() -> None:
    """Build it where DATABASE_URL says, and tell on one line which case is whose."""
    with truth(os.environ["DATABASE_URL"]) as seen:
        scene = build(seen)
    print(json.dumps({key: str(tale.ref) for key, tale in scene.tales.items()}))


def _more_workers(world: World) -> None:
    """Those whom the demo world lacks: every role at the unit that holds the case, and one who has left it."""
    for role in ("manager", "log_reviewer", "archivist", "directory_keeper", "trusted", "coordinator"):
        _worker(world, role, role)
    _worker(world, "left_work", "staff", until=world.day(0))


def _worker(world: World, key: str, role: str, until: date | None = None) -> None:
    user = access.add_user(kind="staff", name=f"Prov {key}", title=key, issuer=ISSUER, subject=f"prov-{key}")
    access.assign(user=user, unit=world.units["solgarde"], role=role, purpose=Purpose.CARE,
                  valid_from=world.day(900), valid_to=until)


def _persons(world: World) -> None:
    for key, (given, family) in SPOKEN.items():
        with world.on(420):
            add_person(world, key, numbers()[key], given, family, phone=PHONES[key],
                       adaptation=word(key, "adapted"), address=word(key, "contacts"))
    with world.on(419):
        add_person(world, "stranger", numbers()["bo"], "Bo", "Främling")
        _beside(world)


def _beside(world: World) -> None:
    """Everybody near a person, each with another right."""
    mandate = {"mandate": "Fullmakt den 3 mars", "scope_person": True, "insight": True}
    add_relation(world, "veras_ombud", VERA, "ombud", "Prov Ombud", participation=True, sign_in=True, **mandate)
    add_relation(world, "veras_money", VERA, "god_man", "Prov Ekonomi", sign_in=True, insight=True,
                 mandate="Beslut den 3 mars", scope_economy=True)
    add_relation(world, "veras_kin", VERA, "next_of_kin", "Prov Granne", participation=True, sign_in=True)
    add_relation(world, "alex_told", ALEX, "guardian", "Prov Mamma", participation=True, consent=True, insight=True,
                 insight_kinds=["plan", "goals", "meeting"], insight_basis="Överenskommet.", sign_in=True)
    add_relation(world, "alex_untold", ALEX, "guardian", "Prov Pappa", consent=True, sign_in=True)
    add_relation(world, "josefs_mother", JOSEF, "guardian", "Prov Mor", participation=True, consent=True,
                 insight=True, sign_in=True)
    father = add_relation(world, "josefs_father", JOSEF, "guardian", "Prov Far", insight=True, sign_in=True)
    people.mark_must_not_know(relation=father, why="Beslut i nämnden.", by=MAKER)


def _noticed(scene: Scene, key: str, ago: int) -> Tale:
    tale = Tale(scene.world, key, scene.world["karin"])
    scene.tales[key] = tale
    tale.noticed(ago, who="regional_health_care", triggers="both_principals", why=word(key, "need"))
    return tale


def _vera(scene: Scene) -> None:
    """A plan that stands; one unit has left, one has been shut out before the plan and one after it."""
    tale, shared = _noticed(scene, VERA, 90), [*ALL_BUT_MAPPING, "lss", "school", "rehab"]
    tale.assessed(89)
    tale.informed(88, word(VERA, "consent"), word(VERA, "consent"))
    shares = dict.fromkeys(shared, SHARED) | {"rehab": EVERYTHING, "school": "goals meeting plan"}
    tale.consented(87, shares, digital=True, how=word(VERA, "consent"), not_agreed=word(VERA, "consent"))
    tale.matters(86, word(VERA, "goals"))
    tale.mapped(86, {"sleep": {"needs": word(VERA, "mapping")}})
    tale.spent_a_day(86, usual_places=word(VERA, "mapping"))
    tale.drew(86, (word(VERA, "mapping"), "vän", 1, "friends", "V"))
    tale.takes_part(85)
    tale.booked(84, 70, word(VERA, "meeting"))
    asked = [Asked(unit, word(VERA, "need"), word(VERA, "meeting")) for unit in shared if unit != "rehab"]
    tale.listed(83, *asked, near("veras_ombud", word(VERA, "need"), word(VERA, "meeting")))
    tale.called(82, purpose=word(VERA, "meeting"), questions=word(VERA, "meeting"))
    for who in ("sara", "peter@misuse", "lena", "eva", "veras_ombud"):
        tale.answered(80, who)
    tale.withdrew(79, word(VERA, "consent"), scope="recipient", unit=scene.world.units["lss"])
    tale.sat_down(70, absent=("lss",))
    tale.rose(70, word(VERA, "meeting"))
    written(tale, 70, _plan_of(VERA))
    established(tale, 69)
    _afterwards(tale, scene.truth)


def _plan_of(key: str) -> Plan:
    said = word(key, "plan")
    return Plan(goals=(Goal("sleep", word(key, "goals"), said, (
        Task(said, "karin", "monthly", "unit", starts=60), Task(f"{said} hemma", "sara", "weekly", "home", starts=60),
    )),), soon=said, later=said, help=said, main="karin", next=20, own=(("individual", "", said),), place=said,
        before=word(key, "goals"))


def _afterwards(tale: Tale, seen: Truth) -> None:
    """Messages with a file, a report, and those who are no longer with."""
    said = word(VERA, "messages")
    wrote(tale, 60, "karin", "assessment", said, files=[paper("Papper.pdf", "En rad")])
    wrote(tale, 59, "sara", "solgarde", said)
    missing(tale, 58, "school", met=70, effect=word(VERA, "deviation"), proposal=word(VERA, "deviation"))
    tale.withdrew(40, word(VERA, "consent"), scope="recipient", unit=tale.unit("misuse"))
    home = seen.one("SELECT p.ref FROM process_participant p JOIN process_case c ON c.id = p.case_id"
                     " WHERE c.ref = %s AND p.unit_id = %s AND p.valid_to IS NULL", tale.ref, tale.unit("home_care"))
    with tale.on(39):
        invitation.participant_leave(tale.ref, participant=home, reason="Hemsjukvården är klar.", by=tale.by)
    later = word(VERA, "later")  # written when those who had left, or been shut out, were no longer to be told
    with tale.on(20):
        people.set_contact(individual=tale.individual, by=tale.by, address=word(VERA, "moved"))
    reported(tale, 20, "karin", word(VERA, "plan"), "ongoing", later)


def _alex(scene: Scene) -> None:
    """Called to a meeting ahead, with times to choose between before it."""
    tale = _noticed(scene, ALEX, 20)
    tale.assessed(19)
    tale.informed(18, word(ALEX, "consent"), word(ALEX, "consent"))
    tale.consented(17, {"assessment": SHARED, "school": "goals meeting plan", "rehab": EVERYTHING}, digital=False,
                   maturity="Bedömt.", child_view=word(ALEX, "consent"), how=word(ALEX, "consent"))
    tale.matters(16, word(ALEX, "goals"))
    tale.mapped(16, {"sleep": {"needs": word(ALEX, "mapping")}})
    tale.takes_part(16)
    tale.booked(15, -9, word(ALEX, "meeting"), child_time="Efter skolan", reason="Det passar bäst.")
    tale.listed(14, Asked("assessment", word(ALEX, "need"), word(ALEX, "meeting")),
                Asked("school", word(ALEX, "need"), word(ALEX, "meeting")),
                near("alex_told", word(ALEX, "need"), word(ALEX, "meeting")))
    tale.asked_times(13, word(ALEX, "meeting"), (-10, 10), (-11, 13), answer=-3)
    tale.said_of_times(12, "sara", "fits", "no")


def _agreed(tale: Tale, ago: int, meets: int, *units: str) -> None:
    """From a need that is noticed to a call that is out to these units."""
    tale.assessed(ago)
    tale.informed(ago, word(tale.key, "consent"), word(tale.key, "consent"))
    tale.consented(ago, dict.fromkeys(units, SHARED), digital=True, how=word(tale.key, "consent"))
    tale.matters(ago, word(tale.key, "goals"))
    tale.mapped(ago, {"sleep": {"needs": word(tale.key, "mapping")}})
    tale.takes_part(ago)
    tale.booked(ago, meets, word(tale.key, "meeting"), reason="Det passar bäst.")
    tale.listed(ago, *(Asked(unit, word(tale.key, "need"), word(tale.key, "meeting")) for unit in units))
    tale.called(ago, purpose=word(tale.key, "meeting"), questions=word(tale.key, "meeting"))


def _farah(scene: Scene) -> None:
    """Called, and nobody has answered."""
    _agreed(_noticed(scene, FARAH, 12), 10, -8, "assessment", "school")


def _at_table(tale: Tale, confirm: bool = False) -> None:
    """The meeting has been held and the draft lies open; what the other unit does is answered or not."""
    _agreed(tale, 29, 2, "assessment", "school")
    tale.answered(27, "sara")
    tale.answered(27, "eva")
    tale.sat_down(2)
    tale.rose(2, word(tale.key, "meeting"))
    written(tale, 2, _plan_of(tale.key), confirm=confirm)


def _ended(scene: Scene) -> None:
    """A plan was made, and the yes taken back: everybody who had it keeps a copy, and the SIP is closed."""
    tale = _noticed(scene, MARIA, 30)
    _at_table(tale, confirm=True)
    established(tale, 2)
    tale.withdrew(1, word(MARIA, "consent"))


def _ways(scene: Scene) -> None:
    """Where Karin, her unit and Vera are told that there is something."""
    karin, vera = scene.world["karin"], scene.world.users[VERA]
    for owner, by in ((owners.own(karin), karin), (owners.of_unit(karin), karin), (owners.at_own_door(vera), vera)):
        post.add(owner=owner, channel="mail", address=f"{owner.kind}@exempel.se", by=by)
    scene.truth.db.execute("UPDATE post_way SET confirmed_at = asked_at, quiet_from = '00:00', quiet_to = '00:00',"
                           " quiet_weekends = false, at_once = true")
