"""Calling, telling of a change and writing down a follow-up, with the database: from right and wrong states."""

from dataclasses import replace
from datetime import timedelta

import pytest

from helhet.access.models import Reach
from helhet.audit.models import AuditEvent
from helhet.clock.models import Obligation
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.process.case import door as cases
from helhet.process.case.models import CaseMove
from helhet.process.case.rules import State
from helhet.process.consent import actions as consent
from helhet.process.follow_up import actions, door
from helhet.process.follow_up.models import FollowUp, FollowUpCall, FollowUpCode, FollowUpText
from helhet.process.follow_up.tests import scenes
from helhet.process.follow_up.tests.scenes import (
    ENOUGH,
    TOGETHER,
    YES,
    call,
    followed,
    fresh,
    in_force,
    in_vetlanda,
    letter,
    next_time,
    opened,
    said,
    sitting,
)
from helhet.process.invitation.models import Call, Receiver
from helhet.process.meeting import actions as meeting
from helhet.process.plan import actions as plan_actions
from helhet.process.plan import door as plan
from helhet.process.plan.models import PlanVersion
from helhet.process.tests.cast import Cast


def owed(case: object, *codes: str) -> dict[str, set[int]]:
    rows = Obligation.objects.filter(  # the codes have tests of their own
        subject=case.ref, code__startswith="follow-up").exclude(code="follow-up-codes")  # type: ignore[attr-defined]
    found: dict[str, set[int]] = {}
    for row in rows:
        found.setdefault(row.code, set()).add(row.unit_id)
    return found


@pytest.mark.rule("RESP-10", "FU-01")
def test_a_plan_in_force_owes_a_call_and_a_follow_up(cast: Cast) -> None:
    case = in_force(cast)
    assert owed(case) == {"follow-up-call": {cast.unit("social")}, "follow-up-hold": {cast.unit("social")}}
    hold = Obligation.objects.get(subject=case.ref, code="follow-up-hold")
    assert hold.due == clock.today() + timedelta(days=40)
    assert Obligation.objects.get(subject=case.ref, code="follow-up-call").due == clock.today() + timedelta(days=19)


def test_the_main_responsible_calls_those_in_the_plan(cast: Cast) -> None:
    case = call(cast, in_force(cast))
    assert case.state == State.FOLLOWING_UP
    sent = Call.objects.get(case=case, sent_at__isnull=False)
    assert sent.kind == "follow_up"
    asked = Receiver.objects.get(call=sent, unit_id=cast.unit("psychiatry"))
    assert asked.duty and "Samtal om hur det är" in asked.contribution
    row = FollowUpCall.objects.get(case=case)
    assert (row.version, row.early, row.meeting) == (1, False, sent.meeting)
    assert CaseMove.objects.filter(case=case, verb="follow_up.call").count() == 1
    assert owed(case) == {"follow-up-record": {cast.unit("social")},
                          "follow-up-tell": {cast.unit("social"), cast.unit("psychiatry")}}
    answer = Obligation.objects.get(subject=case.ref, unit_id=cast.unit("psychiatry"), code="invitation-answer")
    assert answer.rule == "CALL-17"


@pytest.mark.rule("RESP-10")
def test_others_do_not_call(cast: Cast) -> None:
    case = in_force(cast)
    with pytest.raises(Refused) as no:
        actions.call(case.ref, sitting=sitting(), letter=letter(cast, "social"), by=cast.nurse)
    assert no.value.rules == ("RESP-10",)
    with pytest.raises(NotThere):
        actions.call(case.ref, sitting=sitting(), letter=letter(cast), by=cast.stranger)
    assert fresh(case).state == State.ACTIVE


@pytest.mark.rule("CON-30")
def test_without_consent_nobody_is_called(cast: Cast) -> None:
    case = in_force(cast)
    with clock.travel(clock.now() + timedelta(days=320)), pytest.raises(Refused) as no:
        actions.call(case.ref, sitting=sitting(400), letter=letter(cast), by=cast.social)
    assert no.value.rules == ("CON-30",)


@pytest.mark.rule("RESP-11")
def test_an_early_call_says_what_has_changed(cast: Cast) -> None:
    case = in_force(cast)
    with pytest.raises(Refused) as no:
        actions.call(case.ref, sitting=sitting(10), letter=letter(cast), by=cast.social)
    assert no.value.rules == ("RESP-11",)
    case = call(cast, case, days=10, what_changed="Skolbyte")
    assert FollowUpCall.objects.get(case=case).early
    assert CaseMove.objects.get(case=case, verb="follow_up.call").reason == "Skolbyte"


def test_everything_wrong_with_a_call_is_said_at_once(cast: Cast) -> None:
    case = in_force(cast)
    with pytest.raises(Refused) as no:
        actions.call(case.ref, sitting=sitting(10, agreed_with_person=False),
                     letter=letter(cast, purpose="", spoken=False), by=cast.social)
    assert {"RESP-11", "CALL-14", "CALL-10", "PREP-10"} <= set(no.value.rules)
    assert not Call.objects.filter(case=case).exists()


def test_a_second_call_is_a_step_out_of_order(cast: Cast) -> None:
    case = call(cast, in_force(cast))
    with pytest.raises(Refused) as no:
        actions.call(case.ref, sitting=sitting(), letter=letter(cast), by=cast.social)
    assert no.value.rules == ("RESP-10",)


@pytest.mark.rule("RESP-14")
def test_each_unit_tells_before_the_meeting(cast: Cast) -> None:
    case = call(cast, in_force(cast))
    facts = plan.plan_of(case.pk)
    assert facts is not None
    mine = next(i for i in facts.standing if i.unit == cast.unit("psychiatry"))
    plan_actions.report(case.ref, mine.ref, status="ongoing", by=cast.nurse)  # type: ignore[arg-type]
    assert owed(case)["follow-up-tell"] == {cast.unit("social")}


@pytest.mark.rule("RESP-11")
def test_anybody_in_the_plan_tells_of_a_change(cast: Cast) -> None:
    case = in_force(cast)
    with pytest.raises(Refused):
        actions.note_change(case.ref, kinds=[], what="", by=cast.nurse)
    actions.note_change(case.ref, kinds=["school_work", "home"], what="Ny skola efter flytten", by=cast.nurse)
    assert owed(case)["follow-up-early"] == {cast.unit("social")}
    assert AuditEvent.objects.filter(event="follow_up.change_noted").count() == 1
    with pytest.raises(NotThere):
        actions.note_change(case.ref, kinds=["home"], what="Något", by=cast.stranger)
    call(cast, case, days=10, what_changed="Ny skola")
    assert "follow-up-early" not in owed(case)


@pytest.mark.rule("QA-03", "FU-02")
def test_a_follow_up_makes_a_new_version_and_a_new_day(cast: Cast) -> None:
    case = followed(cast)
    made = actions.record(case.ref, said=said(case), texts={"news": "Ny lärare", "onwards": "Som nu"},
                          next=next_time(), by=cast.social, **YES)
    assert made == 2
    case = fresh(case)
    assert case.state == State.ACTIVE
    row = FollowUp.objects.get(case=case)
    assert (row.version, row.made_version, row.outcome) == (1, 2, "revise")
    assert {c.code for c in FollowUpCode.objects.filter(follow_up=row)} == {"AW010"}
    assert {c.unit_id for c in FollowUpCode.objects.filter(follow_up=row)} == {
        cast.unit("psychiatry"), cast.unit("health_centre")}
    assert {t.question for t in FollowUpText.objects.filter(follow_up=row)} == {"news", "onwards"}
    facts = plan.plan_of(case.pk)
    assert facts is not None and facts.follow_up_on == clock.today() + timedelta(days=60)
    assert owed(case).keys() == {"follow-up-call", "follow-up-hold"}
    assert not door.standing(case.pk).followed_up  # the new version has not been followed up


@pytest.mark.rule("FU-03")
def test_a_row_without_an_answer_stops_it(cast: Cast) -> None:
    case = followed(cast)
    with pytest.raises(Refused) as no:
        actions.record(case.ref, said=replace(said(case), goals={}), texts={}, next=next_time(), by=cast.social,
                       **YES)
    assert no.value.rules == ("FU-03",)
    assert not FollowUp.objects.filter(case=case).exists()
    assert fresh(case).state == State.FOLLOWING_UP


def test_a_new_version_needs_all_that_the_first_did(cast: Cast) -> None:
    case = followed(cast)
    with pytest.raises(Refused) as no:
        actions.record(case.ref, said=said(case), texts={}, read_back=False, said_yes=False, by=cast.social)
    assert {"PLAN-09", "LAW-05", "LAW-06", "CON-27"} <= set(no.value.rules)
    boxes = {r.rule: r.field for r in no.value.refusals}
    assert (boxes["PLAN-09"], boxes["LAW-05"]) == ("next_day", "took_part")
    assert PlanVersion.objects.filter(case=case).count() == 1


@pytest.mark.rule("FU-01")
def test_it_is_held_before_it_is_written(cast: Cast) -> None:
    case = call(cast, in_force(cast))
    with pytest.raises(Refused) as no:
        actions.record(case.ref, said=said(case, ENOUGH, outcome="close", need_region=False), texts={},
                       by=cast.social)
    assert no.value.rules == ("FU-01",)


@pytest.mark.rule("FU-06")
def test_vgr_goes_on_while_both_are_needed(cast: Cast) -> None:
    case = followed(cast)
    with pytest.raises(Refused) as no:
        actions.record(case.ref, said=said(case, outcome="close", reason="Lugnt"), texts={}, by=cast.social)
    assert no.value.rules == ("FU-06",)


def test_to_be_ended_no_version_is_made_but_the_ending_waits(cast: Cast) -> None:
    case = scenes.done(followed(cast), cast.social)
    assert case.state == State.ACTIVE
    assert PlanVersion.objects.filter(case=case).count() == 1
    assert owed(case) == {"follow-up-finish": {cast.unit("social")}}
    standing = door.standing(case.pk)
    assert (standing.followed_up, standing.need_sides, standing.outcome) == (True, frozenset(), "close")
    again = call(cast, case, days=45)
    assert "follow-up-finish" not in owed(again)


@pytest.mark.rule("FU-08")
def test_in_jonkoping_one_may_choose_a_new_plan_with_the_reason(cast: Cast) -> None:
    case, social = in_vetlanda(cast), cast.actors["vetlanda"]
    actions.call(case.ref, sitting=sitting(), letter=letter(cast, "vetlanda_clinic"), by=social)
    case = opened(cast, fresh(case), social)
    free = {"outcome": "restart", "restart_ground": "new_needs"}
    with pytest.raises(Refused) as no:
        actions.record(case.ref, said=said(case, **free), texts={}, by=social)
    assert no.value.rules == ("FU-08",)
    actions.record(case.ref, said=said(case, reason="Allt är nytt", **free), texts={}, by=social)
    assert FollowUp.objects.get(case=case).restart_ground == "new_needs"
    assert not FollowUpCode.objects.exists()  # no code in this region


def test_only_those_with_the_pen_write_it(cast: Cast) -> None:
    case = followed(cast)
    for by in (cast.actors["health_centre"], cast.stranger):
        with pytest.raises(NotThere):
            actions.record(case.ref, said=said(case), texts={}, next=next_time(), by=by, **YES)
    assert actions.record(case.ref, said=said(case), texts={}, next=next_time(), by=cast.nurse, **YES) == 2


def test_a_follow_up_is_not_written_before_it_is_called(cast: Cast) -> None:
    case = in_force(cast)
    with pytest.raises(Refused):
        actions.record(case.ref, said=said(case), texts={}, next=next_time(), by=cast.social, **YES)


def test_a_meeting_called_off_leads_back_to_the_plan(cast: Cast) -> None:
    case = call(cast, in_force(cast))
    meeting.cancel(case.ref, reason="Sjukdom", by=cast.social)
    assert fresh(case).state == State.ACTIVE
    assert owed(case).keys() == {"follow-up-call", "follow-up-hold"}


@pytest.mark.rule("RESP-08")
def test_the_responsibility_may_change_hands_and_the_obligations_follow(cast: Cast) -> None:
    case = in_force(cast)
    asked = {"unit": cast.unit("psychiatry"), "name": "Jonas Lind", "phone": "0303-23 80 10"}
    plan_actions.change_main_responsible(case.ref, person_asked=True, wish="", reason="", by=cast.social, **asked)
    plan_actions.accept_main_responsible(case.ref, by=cast.nurse)
    assert owed(case) == {"follow-up-call": {cast.unit("psychiatry")}, "follow-up-hold": {cast.unit("psychiatry")}}
    with pytest.raises(Refused) as no:
        actions.call(case.ref, sitting=sitting(), letter=letter(cast), by=cast.social)
    assert no.value.rules == ("RESP-10",)


def test_what_was_followed_up_is_shown_to_who_may_know(cast: Cast) -> None:
    case = followed(cast)
    actions.record(case.ref, said=said(case), texts={}, next=next_time(), by=cast.social, **YES)
    with cases.visit(cast.nurse, case.ref) as v:
        card = door.follow_up(v)
    assert card is not None and card.n == 2
    assert card.past[0].goals[0][1:] == ("Delvis", "En bit på väg")
    consent.withdraw(case.ref, scope="recipient", unit=cast.unit("health_centre"), by=cast.nurse)
    assert not Reach.objects.filter(case_ref=case.ref, unit_id=cast.unit("health_centre"), source="consent",
                                    valid_to__gt=clock.now()).exists()
    with cases.visit(cast.actors["health_centre"], case.ref) as v:
        card = door.follow_up(v)
    assert card is not None and card.n == 2  # its copy stays


def test_how_one_took_part_is_written_as_seen(cast: Cast) -> None:
    case = followed(cast)
    made = replace(TOGETHER, took_part="no", why_absent="Orkade inte")
    actions.record(case.ref, said=said(case, yes_again="absent"), texts={}, next=next_time(), read_back=True,
                   said_yes=True, together=made, by=cast.social)
    facts = plan.plan_of(case.pk)
    assert facts is not None and facts.took_part is False and facts.why_absent
