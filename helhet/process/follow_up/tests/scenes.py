"""A plan in force, called to follow-up, its meeting open, and the answers of a follow-up."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from helhet.access.actor import Actor
from helhet.kit import clock
from helhet.process.case.models import Case
from helhet.process.follow_up import actions
from helhet.process.follow_up.actions import Letter, Next, Said, Sitting, Together
from helhet.process.follow_up.rules import EffortSaid, GoalSaid
from helhet.process.meeting import actions as meeting
from helhet.process.meeting.models import Meeting
from helhet.process.meeting.sitting import Attendee
from helhet.process.plan import actions as plan_actions
from helhet.process.plan import door as plan
from helhet.process.plan.tests import world
from helhet.process.tests.cast import Cast

WELL = EffortSaid("yes", "yes", "partly", "goes_on")
ENOUGH = EffortSaid("yes", "yes", "yes", "enough")


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def in_force(cast: Cast, **choices: Any) -> Case:
    """An established plan in Kungälv: the clinic convened, the municipality's intake unit is main responsible."""
    case, _rows = world.established(cast, **choices)
    return case


def in_vetlanda(cast: Cast) -> Case:
    """An established plan in Jönköping's county: the municipality convened and is main responsible."""
    social, clinic = cast.actors["vetlanda"], cast.actors["vetlanda_clinic"]
    case = world.at_meeting(cast, individual=cast.elder, by="vetlanda", others=("vetlanda_clinic",))
    goal = world.sub_goal(case, social)
    world.intervention(case, social, goal, "Hemtjänst på morgonen", where="home")
    world.intervention(case, clinic, goal, "Läkarsamtal varje månad")
    plan_actions.state_no_others(case.ref, none=True, by=social)
    plan_actions.choose_main_responsible(case.ref, unit=cast.unit("vetlanda"), name="Vera Nilsson",
                                         phone="0383-971 00", wish="", by=social)
    plan_actions.write_follow_up(case.ref, starts_at=clock.at(clock.today() + timedelta(days=40), 14), ends_at=None,
                                 texts={"place": "Stadshuset", "participants": ""}, seen={}, by=social)
    plan_actions.write_together(case.ref, took_part="whole", kin="offered", seen={}, by=social, texts={})
    plan_actions.establish(case.ref, read_back=True, consent_to_planning=True, by=social)
    return fresh(case)


def sitting(days: int = 40, **changes: Any) -> Sitting:
    day = clock.today() + timedelta(days=days)
    return replace(Sitting(clock.at(day, 14), clock.at(day, 15), "Ytterbyskolan", "physical", True,
                           participation="whole"), **changes)


def letter(cast: Cast, *units: str, **changes: Any) -> Letter:
    keys = frozenset(f"unit:{cast.unit(u)}" for u in units or ("psychiatry", "health_centre"))
    return replace(Letter(keys, "Vi följer upp planen", "Blev delmålen som vi tänkt?", True, "Amina Berg",
                          "0303-23 80 10", "Mottagningsenheten", spoken=True), **changes)


def call(cast: Cast, case: Case, by: Actor | None = None, days: int = 40, **said: Any) -> Case:
    actions.call(case.ref, sitting=sitting(days), letter=letter(cast), by=by or cast.social, **said)
    return fresh(case)


def opened(cast: Cast, case: Case, by: Actor | None = None) -> Case:
    """The called follow-up on its day, with everybody there."""
    pen = by or cast.social
    row = Meeting.objects.get(case=case, state="planned")
    now = clock.now()
    Meeting.objects.filter(pk=row.pk).update(starts_at=now, ends_at=now + timedelta(hours=1))
    there = [Attendee(who="individual", presence="there")]
    there.append(Attendee(who="unit", presence="there", unit=pen.unit_id, kind="main_responsible"))
    meeting.open_meeting(case.ref, attendance=there, yes_again=True, by=pen)
    return fresh(case)


def followed(cast: Cast, **choices: Any) -> Case:
    """A plan whose follow-up has been called and is going on."""
    return opened(cast, call(cast, in_force(cast, **choices)))


def said(case: Case, effort: EffortSaid = WELL, **changes: Any) -> Said:
    """Every row of the plan answered alike."""
    facts = plan.plan_of(case.pk)
    assert facts is not None
    whole = Said(
        goals={g.ref: GoalSaid("partly", "En bit på väg") for g in facts.sub_goals},
        efforts={i.ref: effort for i in facts.standing}, yes_again="yes", outcome="revise",
        need_municipality=True, need_region=True,
    )
    return replace(whole, **changes)


def next_time(days: int = 60) -> Next:
    return Next(clock.at(clock.today() + timedelta(days=days), 10), None, "Vårdcentralen", 0)


TOGETHER = Together("whole", "offered", seen={"why_absent": 0, "kin_why": 0})
YES = {"read_back": True, "said_yes": True, "together": TOGETHER}


def done(case: Case, by: Actor, **changes: Any) -> Case:
    """Followed up, and nobody is needed any longer unless said otherwise."""
    answers = {"effort": ENOUGH, "outcome": "close", "need_municipality": False, "need_region": False, **changes}
    actions.record(case.ref, said=said(case, **answers), texts={}, by=by)
    return fresh(case)
