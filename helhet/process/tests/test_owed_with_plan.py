"""What is owed once a plan is written, stands, is followed up and ends: by the verbs themselves, from every end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from helhet.clock.models import Obligation
from helhet.kit import clock
from helhet.process.case import actions as cases
from helhet.process.case.models import Case
from helhet.process.case.moves import ENDS, MOVES
from helhet.process.case.rules import BEFORE_PLAN, State
from helhet.process.closing import actions as closing
from helhet.process.consent import actions as consent
from helhet.process.consent.tests import scenes as yes
from helhet.process.follow_up import actions as follow_up
from helhet.process.follow_up.tests import scenes
from helhet.process.invitation.tests import scenes as calls
from helhet.process.meeting import actions as meeting
from helhet.process.meeting.tests import scenes as meetings
from helhet.process.need import actions as need
from helhet.process.plan import actions as plan
from helhet.process.plan.models import PlanVersion
from helhet.process.plan.tests import world
from helhet.process.tests.cast import Cast
from helhet.process.tests.test_owed_before_plan import owes

CLINIC, SOCIAL, CENTRE = "psychiatry", "social", "health_centre"


@pytest.mark.rule("PLAN-20", "MEET-11")
def test_in_orebro_the_meeting_is_written_down_in_three_days(cast: Cast) -> None:
    orebro = cast.actors["orebro"]
    case = world.at_meeting(cast, by="orebro", others=("orebro_clinic",))
    goal = world.sub_goal(case, orebro)
    row = world.intervention(case, orebro, goal, "Läkarbesök", unit=cast.unit("orebro_clinic"), status="proposed")
    assert owes(cast, case, "plan-confirm") == [("orebro_clinic", "MEET-11", None)]
    meeting.end(case.ref, summary="Vi är överens", outcome_state=State.DOCUMENTING, by=orebro)
    assert owes(cast, case, "plan-establish-by") == [("orebro", "PLAN-20", 3)]
    plan.confirm_intervention(case.ref, row, status="decided", by=cast.actors["orebro_clinic"])
    assert owes(cast, case, "plan-confirm") == []
    cases.stop(case.ref, ground="need_ended", reason="", by=orebro)
    assert owes(cast, case, "plan-establish-by") == []


@pytest.mark.rule("PLAN-16")
def test_elsewhere_the_plan_waits_without_a_day(cast: Cast) -> None:
    case = world.at_meeting(cast)
    world.fill(cast, case)
    meeting.end(case.ref, summary="Vi är överens", outcome_state=State.DOCUMENTING, by=cast.nurse)
    assert owes(cast, case, "plan-establish") == [(CLINIC, "PLAN-16", None)]
    plan.establish(case.ref, read_back=True, consent_to_planning=True, by=cast.nurse)
    assert owes(cast, case, "plan-establish") == []


@pytest.mark.rule("IT-08", "RESP-08")
def test_the_person_gets_the_plan_and_who_is_asked_answers(cast: Cast) -> None:
    case = scenes.in_force(cast)
    assert owes(cast, case, "plan-hand-out") == [(CLINIC, "IT-08", None)]
    plan.hand_out(case.ref, receiver="individual", by=cast.nurse)
    assert owes(cast, case, "plan-hand-out") == []
    plan.change_main_responsible(case.ref, unit=cast.unit(CLINIC), name="Jonas Lind", phone="0303-23 80 10",
                                 person_asked=True, wish="", reason="", by=cast.social)
    assert owes(cast, case, "plan-main-asked") == [(CLINIC, "RESP-08", None)]
    plan.accept_main_responsible(case.ref, by=cast.nurse)
    assert owes(cast, case, "plan-main-asked") == []
    assert owes(cast, case, "follow-up-hold") == [(CLINIC, "FU-01", 40)]


@pytest.mark.rule("QA-01", "QA-03")
def test_each_unit_of_health_care_registers_its_code(cast: Cast) -> None:
    case = scenes.in_force(cast)
    assert sorted(owes(cast, case, "follow-up-codes")) == [(CENTRE, "QA-01", None), (CLINIC, "QA-01", None)]
    assert follow_up.note_codes(case.ref, by=cast.nurse) == 1
    assert owes(cast, case, "follow-up-codes") == [(CENTRE, "QA-01", None)]
    assert follow_up.note_codes(case.ref, by=cast.nurse) == 0
    follow_up.note_codes(case.ref, by=cast.actors[CENTRE])
    case = scenes.opened(cast, scenes.call(cast, case))
    follow_up.record(case.ref, said=scenes.said(case), texts={}, next=scenes.next_time(), by=cast.social, **scenes.YES)
    assert {rule for _u, rule, _d in owes(cast, case, "follow-up-codes")} == {"QA-03"}
    consent.withdraw(case.ref, scope="all", words="", by=cast.nurse)
    assert owes(cast, case, "follow-up-codes") == []


@pytest.mark.rule("QA-02")
def test_after_hospital_it_is_another_code(cast: Cast) -> None:
    case = world.at_meeting(cast, kind="after_discharge")
    world.fill(cast, case)
    plan.establish(case.ref, read_back=True, consent_to_planning=True, by=cast.actors["care_contact"])
    assert {rule for _u, rule, _d in owes(cast, case, "follow-up-codes")} == {"QA-02"}


@pytest.mark.rule("FU-01", "RESP-10", "RESP-14")
def test_a_follow_up_is_called_told_of_held_and_written(cast: Cast) -> None:
    case = scenes.in_force(cast)
    assert owes(cast, case, "follow-up-call") == [(SOCIAL, "RESP-10", 19)]
    assert owes(cast, case, "follow-up-hold") == [(SOCIAL, "FU-01", 40)]
    case = scenes.call(cast, case)
    assert owes(cast, case, "follow-up-call") == owes(cast, case, "follow-up-hold") == []
    assert owes(cast, case, "follow-up-record") == [(SOCIAL, "FU-01", 40)]
    assert sorted(u for u, _r, _d in owes(cast, case, "follow-up-tell")) == [CLINIC, SOCIAL]
    facts = plan_rows(case, cast.unit(CLINIC))
    plan.report(case.ref, facts, status="ongoing", by=cast.nurse)
    assert [u for u, _r, _d in owes(cast, case, "follow-up-tell")] == [SOCIAL]
    meeting.cancel(case.ref, reason="Sjukdom", by=cast.social)
    assert owes(cast, case, "follow-up-record") == owes(cast, case, "follow-up-tell") == []
    assert owes(cast, case, "follow-up-hold") == [(SOCIAL, "FU-01", 40)]


def plan_rows(case: Case, unit: int) -> Any:
    from helhet.process.plan import door

    facts = door.plan_of(case.pk)
    assert facts is not None
    return next(i.ref for i in facts.standing if i.unit == unit)


@pytest.mark.rule("RESP-11", "LAW-10")
def test_a_change_is_followed_up_early_and_a_stay_in_hospital_by_law(cast: Cast) -> None:
    case = scenes.in_force(cast)
    follow_up.note_change(case.ref, kinds=["home"], what="Har flyttat", by=cast.nurse)
    assert owes(cast, case, "follow-up-early") == [(SOCIAL, "RESP-11", None)]
    follow_up.note_change(case.ref, kinds=["hospital"], what="Ligger inne", by=cast.nurse)
    assert owes(cast, case, "follow-up-early") == [(SOCIAL, "LAW-10", None)]
    scenes.call(cast, case, what_changed="Ligger inne", days=5)
    assert owes(cast, case, "follow-up-early") == []


@pytest.mark.rule("FU-01")
def test_what_was_followed_up_to_be_ended_is_ended(cast: Cast) -> None:
    case = scenes.done(scenes.followed(cast), cast.social)
    assert owes(cast, case, "follow-up-finish") == [(SOCIAL, "FU-01", 0)]
    closing.close(case.ref, ground="goals_met", by=cast.social)
    assert owes(cast, case, "follow-up-finish") == []


def in_orebro(cast: Cast, follow_up_in: int) -> Case:
    orebro, clinic = cast.actors["orebro"], cast.actors["orebro_clinic"]
    case = world.at_meeting(cast, by="orebro", others=("orebro_clinic",))
    goal = world.sub_goal(case, orebro)
    world.intervention(case, orebro, goal, "Hemtjänst", where="home")
    world.intervention(case, clinic, goal, "Läkarsamtal varje månad")
    plan.state_no_others(case.ref, none=True, by=orebro)
    plan.choose_main_responsible(case.ref, unit=cast.unit("orebro"), name="Ola Ek", phone="019-21 10 00", wish="",
                                 by=orebro)
    plan.write_follow_up(case.ref, starts_at=clock.at(clock.today() + timedelta(days=follow_up_in), 14), ends_at=None,
                         texts={"place": "Stadshuset", "participants": ""}, seen={}, by=orebro)
    plan.write_together(case.ref, took_part="whole", kin="offered", seen={}, by=orebro, texts={})
    plan.establish(case.ref, read_back=True, consent_to_planning=True, by=orebro)
    return scenes.fresh(case)


@pytest.mark.rule("CLOSE-11")
def test_in_orebro_a_plan_nobody_follows_up_is_out_of_date_after_a_year(cast: Cast) -> None:
    case = in_orebro(cast, 40)
    (unit, rule, days), = owes(cast, case, "follow-up-outdated")
    assert (unit, rule) == ("orebro", "CLOSE-11") and days in (365, 366)
    closing.close(case.ref, ground="outdated", reason="Ingen arbetar efter den", by=cast.actors["orebro"])
    assert owes(cast, case, "follow-up-outdated") == []
    assert owes(cast, scenes.in_force(cast), "follow-up-outdated") == []  # elsewhere no such rule


# Every way a case can end, from every state that allows it.
Way = Callable[[Cast, Case], object]
WAYS: dict[str, Way] = {
    "consent.decline": lambda cast, case: consent.decline(case.ref, informed="yes", reason="", by=cast.nurse),
    "consent.withdraw": lambda cast, case: consent.withdraw(case.ref, scope="all", words="", by=cast.nurse),
    "case.stop": lambda cast, case: closing.stop(case.ref, ground="need_ended", by=cast.nurse),
    "closing.close": lambda cast, case: closing.close(case.ref, ground="other_plan", by=cast.social),
    "closing.restart": lambda cast, case: closing.restart(case.ref, ground="goal_changed", reason="Allt är nytt",
                                                           by=cast.social),
}


def asked(cast: Cast) -> Case:
    return Case.objects.get(ref=need.request(individual=cast.adult, asked_by="individual", words="Vem ringer jag?",
                                             unit=cast.unit(CLINIC), by=cast.nurse))


def pointed_out(cast: Cast) -> Case:
    return Case.objects.get(ref=need.point_out(individual=cast.adult, unit=cast.unit(CLINIC), words="Hen har det svårt",
                                               agreed_by_person=True, by=cast.actors["fk"]))


def documenting(cast: Cast) -> Case:
    case = world.at_meeting(cast)
    meeting.end(case.ref, summary="Vi är överens", outcome_state=State.DOCUMENTING, by=cast.nurse)
    return scenes.fresh(case)


STANDING: dict[str, Callable[[Cast], Case]] = {
    State.REQUESTED: asked, State.POINTED_OUT: pointed_out, State.NOTICED: yes.noticed, State.STARTED: yes.started,
    State.PREPARING: calls.planned, State.CALLED: calls.called, State.MEETING: meetings.opened,
    State.DOCUMENTING: documenting, State.ACTIVE: scenes.in_force,
    State.FOLLOWING_UP: lambda cast: scenes.call(cast, scenes.in_force(cast)),
}
ENDINGS = [(verb, a) for verb in ENDS for a, b in sorted(MOVES[verb].pairs) if a != b and a in STANDING]


@pytest.mark.parametrize(("verb", "state"), sorted(set(ENDINGS)))
def test_from_every_state_and_by_every_way_only_what_comes_after_an_end_is_left(
    cast: Cast, verb: str, state: str
) -> None:
    case = STANDING[state](cast)
    assert case.state == state
    WAYS[verb](cast, case)
    case = scenes.fresh(case)
    assert case.state in (State.CLOSED, State.DECLINED)
    left = Obligation.objects.filter(subject=case.ref)
    assert all(o.code.startswith("closing.") for o in left), {o.code for o in left}
    assert {o.rule for o in left} <= {f"CLOSE-{n:02}" for n in (7, 8, 9, 10, 12, 13)}
    holder = cast.unit(CLINIC if state in BEFORE_PLAN else SOCIAL)
    assert {o.unit_id for o in left if o.rule not in ("CLOSE-08", "CLOSE-09")} <= {holder}
    if case.state == State.CLOSED:
        assert left.exists()


@pytest.mark.rule("CLOSE-07", "CLOSE-10", "CLOSE-12", "CLOSE-08")
def test_after_a_withdrawal_the_main_responsible_tells_and_ticks_it_off(cast: Cast) -> None:
    case = scenes.in_force(cast)
    consent.withdraw(case.ref, scope="all", words="Räcker nu", by=cast.nurse)
    assert owes(cast, case, "closing.told")[0] == (SOCIAL, "CLOSE-07", 0)
    assert owes(cast, case, "closing.where_to_turn") == [(SOCIAL, "CLOSE-10", 0)]
    assert owes(cast, case, "closing.experience") == [(SOCIAL, "CLOSE-12", None)]
    from helhet.process.closing.models import ClosingDuty

    told = ClosingDuty.objects.filter(closing__case=case, code="told", unit=cast.unit(SOCIAL))
    closing.tick(case.ref, duties=[d.ref for d in told], done_on=clock.today(), where_to_turn="Ring oss",
                 by=cast.social)
    assert owes(cast, case, "closing.told") == owes(cast, case, "closing.where_to_turn") == []


@pytest.mark.rule("CLOSE-08")
def test_a_withdrawal_before_anybody_is_main_responsible_falls_on_the_convener(cast: Cast) -> None:
    case = scenes.in_force(cast)
    assert PlanVersion.objects.filter(case=case).exists()
    cases.end_participants(case, kinds=["main_responsible"], because="left")
    consent.withdraw(case.ref, scope="all", words="Räcker nu", by=cast.nurse)
    assert owes(cast, case, "closing.told")[0] == (CLINIC, "CLOSE-07", 0)


@pytest.mark.rule("CLOSE-13", "CLOSE-08")
def test_ended_in_hospital_the_care_contact_owes_a_new_one(cast: Cast) -> None:
    case = scenes.in_force(cast)
    made = closing.restart(case.ref, ground="goal_changed", reason="Allt är nytt", after_hospital=True,
                           care_contact_unit=cast.unit(CENTRE), by=cast.social)
    new = Case.objects.get(ref=made)
    assert owes(cast, new, "need-restart") == [(CENTRE, "CLOSE-13", 5)]
    assert owes(cast, new, "invitation-discharge") == [(CENTRE, "CALL-23", 3)]
