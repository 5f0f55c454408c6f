"""The cases that are multiplied: a handful, each carried some way by the verbs, as the demo's stories are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from helhet.people import actions as people
from helhet.process.follow_up import actions as follow_up
from helhet.workshop.world.ground import MAKER, World
from helhet.workshop.world.planning import Goal, Plan, Task, established, handed_out, reported, written
from helhet.workshop.world.synthetic.names import person_number
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, workday

GIVEN, FAMILY = "Mallgiven", "Mallfamilj"  # words that stand nowhere else: they are replaced in every copy


@dataclass(frozen=True)
class Stage:
    """A case made by the verbs as it stands at one step, and which part of the copies is to look like it."""

    case: UUID
    person: int
    share: int


def stages(world: World, first_number: int) -> Iterator[Stage]:
    """Carry two cases along the process, and stop where copies are to be taken. Read each stage before the next.

    ``first_number`` is the first synthetic number that is free.
    """
    for i, (days, steps) in enumerate(TALES):
        tale = Tale(world, f"template{i}", world["clinic0"])
        _person(tale, first_number + i, days)
        for share, step in steps:
            step(tale, days)
            yield Stage(tale.ref, tale.individual, share)


def _person(tale: Tale, number: int, ago: int) -> None:
    with tale.world.on(ago + 1):
        person = tale.world.persons[tale.key] = people.register(
            number=person_number(number)[1], given_name=f"{GIVEN}{number}", family_name=f"{FAMILY}{number}", by=MAKER,
            address="Provgatan 1, Kungälv", phone="070-174 06 00")
        people.add_relation(individual=person, kind="next_of_kin", name="Någon Nära", label="syster", by=MAKER,
                            phone="070-174 06 09", participation=True)


def _started(tale: Tale, ago: int) -> None:
    tale.noticed(ago, who="regional_health_care", triggers="both_principals who_answers",
                 why="Flera håller i delar, och ingen ser helheten.")
    tale.assessed(ago)
    tale.informed(ago - 1, "Vi pratade på mottagningen.", "Berättade med egna ord.")


def _preparing(tale: Tale, ago: int) -> None:
    """Consent is given and the mapping begun."""
    tale.consented(ago - 1, {"social0": EVERYTHING, "centre0": PLAN}, no={"centre0": "mapping"}, digital=False,
                   how="Vi läste igenom raderna tillsammans.", not_agreed="Inget om familjen.")
    tale.matters(ago - 2, "Att få vardagen att gå ihop och slippa berätta samma sak flera gånger.")
    tale.mapped(ago - 2, {
        "home": {"needs": "Hinner inte med allt hemma.", "wishes": "Lite hjälp en gång i veckan."},
        "occupation": {"needs": "Är sjukskriven.", "wishes": "Börja arbeta en dag i veckan.",
                       "resources": "Är noggrann och lugn."},
        "sleep": {"needs": "Vaknar tidigt.", "view": "Kan ha med oron att göra."},
    })
    tale.prepared(ago - 2, purpose="Reda ut vem som gör vad.", questions="Vem ringer? Vem följer med?")


def _called(tale: Tale, ago: int) -> None:
    """The call is out and answered by one of two."""
    tale.takes_part(ago - 2)
    tale.booked(ago - 2, ago - 10, "Mottagningen, rum 4", reason="Personen orkar inte tidigare.")
    tale.listed(ago - 2, Asked("social0", "Ni känner vardagen.", "Berätta vilket stöd som finns."),
                Asked("centre0", "Ni skriver ut medicinen.", "Vad ni kan följa upp."))
    tale.called(ago - 2, purpose="Komma överens om vem som gör vad.", questions="Hemmet, arbetet och sömnen.")
    tale.answered(ago - 3, "social0")


def _documenting(tale: Tale, ago: int) -> None:
    """The meeting is held, the draft is written and not yet established."""
    tale.answered(ago - 4, "centre0")
    tale.sat_down(ago - 10)
    tale.rose(ago - 10, "Alla var överens om vad som kommer först.")
    written(tale, ago - 11, PLAN_OF_SIX, hour=9)


def _active(tale: Tale, ago: int) -> None:
    """The plan is established, handed out and under way."""
    established(tale, ago - 11, hour=9)
    handed_out(tale, ago - 11, ("individual", ""))
    reported(tale, ago - 12, "social0", "Hjälp", "ongoing")
    tale.read(ago - 13, "social0")
    tale.read(ago - 13, "clinic0")


def _following_up(tale: Tale, ago: int) -> None:
    """The main responsible has called to a follow-up, since something has changed."""
    by, starts = tale.world["social0"], tale.world.moment(workday(tale.world, -6), 13)
    others = frozenset(f"unit:{tale.unit(key)}" for key in ("clinic0", "centre0"))
    with tale.on(2):
        follow_up.call(
            tale.ref, what_changed="Har bytt bostad.", by=by,
            sitting=follow_up.Sitting(starts, starts + timedelta(hours=1), "Mottagningen, rum 4", "physical", True),
            letter=follow_up.Letter(others, "Se hur det har gått.", "Blev det som vi tänkt?", True, by.name, by.phone,
                                    by.unit_name, spoken=True))


PLAN_OF_SIX = Plan(
    before="Det senaste året har flera kontakter bytts ut.",
    goals=(
        Goal("home", "Hemmet är i ordning på fredagar", "Vi frågar vid uppföljningen", (
            Task("Hjälp hemma med tvätt och städning", "social0", "weekly", "home", when="Onsdagar", starts=4),
            Task("Ställa fram det som ska tvättas", "Personen", "weekly", "home", owner="own", when="Tisdagar"),
        )),
        Goal("occupation", "Jag arbetar en dag i veckan", "Arbetsgivaren och jag stämmer av", (
            Task("Samtal om att börja arbeta igen", "clinic0", "fortnightly", "unit", when="Måndagar", starts=5),
            Task("Följa med till arbetsgivaren", "social0", "once", "work", when="Första dagen", starts=-5),
        ), {"aim": "Komma igång igen.", "measure": "En dag i veckan i två månader."}),
        Goal("sleep", "Jag sover till sex", "Sömndagbok", (
            Task("Gå igenom medicinen", "centre0", "monthly", "unit", when="Första torsdagen", starts=3),
            Task("Ringa och höra hur nätterna har varit", "clinic0", "weekly", "phone", when="Fredagar", starts=5),
        )),
    ),
    soon="Först hemmet och sömnen.", later="Inom ett år: arbeta och orka.", help="En person att ringa.",
    own=(("individual", "Personen", "Säger till när det blir för mycket."),), main="social0", next=60,
    place="Mottagningen, rum 4", wish="Den som är lättast att nå.", participants="Alla som var med i dag",
    kin="none", adapted="Vi tog paus efter en halvtimme.",
)

# How many days ago a case began; then step by step: its share of the copies, and the verbs that lead there.
Step = Callable[[Tale, int], None]
TALES: tuple[tuple[int, tuple[tuple[int, Step], ...]], ...] = (
    (6, ((5, _started), (12, _preparing), (10, _called))),
    (40, ((0, _started), (0, _preparing), (0, _called), (5, _documenting), (58, _active), (10, _following_up))),
)
