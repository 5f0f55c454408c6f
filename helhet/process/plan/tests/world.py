"""A case at the table: consent given, units called and there, and a plan filled in step by step."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.kit import clock
from helhet.process.case import actions as cases
from helhet.process.case.models import Case
from helhet.process.case.rules import ParticipantKind, State
from helhet.process.consent import actions as consent
from helhet.process.consent.actions import Item
from helhet.process.mapping import actions as mapping
from helhet.process.meeting.models import Attendance, Meeting
from helhet.process.plan import actions
from helhet.process.plan.actions.rows import Doing
from helhet.process.tests.cast import Cast

KINDS = frozenset({"need", "plan", "goals", "meeting", "contacts", "mapping"})
WORDS = "Att orka gå till skolan igen, och att någon frågar innan det blir för mycket."


def at_meeting(
    cast: Cast, *, individual: int | None = None, kind: str = "new", part_b: bool = True, by: str = "psychiatry",
    others: tuple[str, ...] = ("social", "health_centre"), state: str = State.MEETING, away: str = "",
) -> Case:
    """A case whose meeting goes on: ``by`` convenes, ``others`` are called, covered and there, but ``away``."""
    actor = cast.actors[by]
    with transaction.atomic():
        case = cases.start(individual=individual or cast.adult, verb="need.notice", to=State.NOTICED, by=actor,
                           discovered_on=clock.today(), sip_kind=kind)
    consent.inform(case.ref, by=actor, informed_on=clock.today(), how="Muntligt", understood="Ja", offered=True)
    child = individual == cast.child
    consent.record(
        case.ref, by=actor, part_a=True, part_b=part_b, form="oral", giver="individual",
        items=[Item(cast.unit(u), kinds=KINDS) for u in others], maturity="Förstår helheten" if child else "",
        valid_until=clock.today() + timedelta(days=300))
    if by == "orebro":
        mapping.create_base(case.ref, unit=cast.unit(by), by=actor)
    mapping.say_what_matters(case.ref, words=WORDS, seen=0, by=actor)
    case.refresh_from_db()
    with transaction.atomic():
        for unit in others:
            cases.add_participant(case, kind=ParticipantKind.SUMMONED, unit=cast.unit(unit))
        case.state = state
        case.save()
        consent.rewrite_reach(case)
        sit(cast, case, tuple(u for u in (by, *others) if u != away))
        cases.touch(case)
    return case


def sit(cast: Cast, case: Case, units: tuple[str, ...]) -> None:
    now = clock.now()
    meeting = Meeting.objects.create(
        case=case, number=1, kind="new", state="open", starts_at=now, ends_at=now + timedelta(hours=1), place="Rum 2",
        form="physical", participation="whole", leader_name="Jonas Lind", documenter_name="Jonas Lind",
        planned_at=now, opened_at=now)
    Attendance.objects.create(meeting=meeting, position=1, who="individual", name="", presence="there")
    for n, unit in enumerate(units, 2):
        Attendance.objects.create(meeting=meeting, position=n, who="unit", unit_id=cast.unit(unit), presence="there")


def texts(**said: str) -> dict[str, str]:
    return said


def sub_goal(case: Case, by: Actor, title: str = "Vara i skolan alla dagar den här månaden") -> UUID:
    return actions.add_sub_goal(case.ref, area="occupation", by=by, texts=texts(
        title=title, follow_up="Vi frågar varje fredag", measure="Närvaron", by_when="Till jul"))


def intervention(case: Case, by: Actor, goal: UUID | None, what: str, **doing: Any) -> UUID:
    values = {"owner": "unit", "unit": by.unit_id, "status": "decided", "sub_goal": goal, "responsible": by.name,
              "starts_on": clock.today(), "how_often": "weekly", "where": "unit", **doing}
    return actions.add_intervention(case.ref, doing=Doing(**values), texts=texts(what=what, when="måndagar"), by=by)


def fill(cast: Cast, case: Case, *, by: Actor | None = None) -> dict[str, UUID]:
    """Write everything a plan needs; gives the refs of the rows."""
    pen, social = by or cast.nurse, cast.social
    goal = sub_goal(case, pen)
    mine = intervention(case, pen, goal, "Samtal om hur det är")
    theirs = intervention(case, social, goal, "Stöd att komma upp på morgonen", where="home")
    actions.write_way(case.ref, by=pen, seen={}, texts=texts(
        help="Att somna i tid", how_short="Vi börjar med tre dagar i veckan", how_long="Vi ökar till hela veckan"))
    actions.add_own_part(case.ref, who="individual", name="", what="Säger till när det blir för mycket", by=pen)
    actions.state_no_others(case.ref, none=True, by=pen)
    actions.write_contact(case.ref, unit=cast.unit("social"), name="Amina Berg", function="handläggare",
                          phone="0303-23 80 10", by=social)
    actions.write_contact(case.ref, unit=pen.unit_id or 0, name=pen.name, function="", phone=pen.phone, by=pen)
    actions.choose_main_responsible(case.ref, unit=cast.unit("social"), name="Amina Berg", phone="0303-23 80 10",
                                    wish="Helst Amina", by=pen)
    actions.write_follow_up(case.ref, starts_at=clock.at(clock.today() + timedelta(days=40), 14), ends_at=None,
                            texts=texts(place="Ytterbyskolan, det lilla rummet", participants=""), seen={}, by=pen)
    actions.write_together(case.ref, took_part="whole", kin="offered", seen={}, by=pen,
                           texts=texts(why_absent="", adapted="Korta meningar", kin_why=""))
    if case.individual_id == cast.child:
        actions.write_child(
            case.ref, heard=True, prepared=True, took_part=True, placed=False, seen={}, by=pen,
            texts=texts(heard_how="Eget samtal före mötet", prepared_why="", took_part_why=""))
    return {"goal": goal, "mine": mine, "theirs": theirs}


def established(cast: Cast, **choices: Any) -> tuple[Case, dict[str, UUID]]:
    case = at_meeting(cast, **choices)
    rows = fill(cast, case)
    actions.establish(case.ref, read_back=True, consent_to_planning=True, by=cast.nurse)
    case.refresh_from_db()
    return case, rows
