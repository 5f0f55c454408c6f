"""Ending, beginning anew and ticking off, with the database: from right and wrong states, by every way."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from helhet.access.models import Reach
from helhet.clock.models import Obligation
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.people.models import Individual
from helhet.process.case import door as cases
from helhet.process.case.models import Case, CaseMove
from helhet.process.case.rules import State, StopGround
from helhet.process.closing import actions, door
from helhet.process.closing.models import Closing, ClosingDone, ClosingDuty
from helhet.process.consent import actions as consent
from helhet.process.consent import door as consents
from helhet.process.follow_up import actions as follow_up
from helhet.process.follow_up.tests.scenes import (
    call,
    done,
    followed,
    fresh,
    in_force,
    in_vetlanda,
    letter,
    opened,
    said,
    sitting,
)
from helhet.process.invitation.models import Call
from helhet.process.meeting.models import Meeting
from helhet.process.need.models import NeedNotice
from helhet.process.plan.tests import world
from helhet.process.tests.cast import Cast


def left(case: Case) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for row in Obligation.objects.filter(subject=case.ref):
        found.setdefault(row.code, set()).add(row.unit_id)
    return found


def duty(case: Case, code: str, **which: Any) -> ClosingDuty:
    return ClosingDuty.objects.get(closing__case=case, code=code, **which)


@pytest.mark.rule("CLOSE-08", "CLOSE-07")
def test_followed_up_a_plan_ends_and_each_unit_has_its_own_left(cast: Cast) -> None:
    case = done(followed(cast), cast.social)
    actions.close(case.ref, ground="goals_met", by=cast.social)
    case = fresh(case)
    assert case.state == State.CLOSED
    row = Closing.objects.get(case=case)
    assert (row.ground, row.with_plan, row.holder_id) == ("goals_met", True, cast.unit("social"))
    units = {cast.unit(u) for u in ("psychiatry", "social", "health_centre")}
    assert left(case) == {
        "closing.own_record": units, "closing.told": {cast.unit("social")},
        "closing.where_to_turn": {cast.unit("social")}, "closing.experience": {cast.unit("social")},
    }


@pytest.mark.rule("FU-01")
def test_need_is_not_judged_without_a_follow_up(cast: Cast) -> None:
    case = in_force(cast)
    with pytest.raises(Refused) as no:
        actions.close(case.ref, ground="goals_met", by=cast.social)
    assert no.value.rules == ("FU-01",)
    assert fresh(case).state == State.ACTIVE and not Closing.objects.exists()


@pytest.mark.rule("FU-06", "CLOSE-09")
def test_while_both_are_needed_jonkoping_says_why(cast: Cast) -> None:
    case, social = in_vetlanda(cast), cast.actors["vetlanda"]
    follow_up.call(case.ref, sitting=sitting(), letter=letter(cast, "vetlanda_clinic"), by=social)
    case, both = opened(cast, fresh(case), social), {"need_municipality": True, "need_region": True}
    with pytest.raises(Refused) as no:
        done(case, social, **both)
    assert no.value.refusals[0].field == "reason"
    case = done(case, social, reason="Vill klara sig själv", **both)
    actions.close(case.ref, ground="no_coordination", by=social)  # the reason was written in the follow-up
    assert Closing.objects.get(case=case).need_remained
    records = ClosingDuty.objects.filter(closing__case=case, code="own_record")
    assert {d.principal is not None for d in records} == {True}
    assert Obligation.objects.filter(subject=case.ref, rule="CLOSE-09").count() == 2


@pytest.mark.rule("FU-06")
def test_a_call_after_the_follow_up_does_not_wash_the_need_away(cast: Cast) -> None:
    case = call(cast, in_force(cast))
    with pytest.raises(Refused) as no:
        actions.close(case.ref, ground="no_need_from_both", by=cast.social)
    assert no.value.rules == ("FU-01",)
    with pytest.raises(Refused) as no:
        follow_up.record(opened(cast, case).ref, said=said(case, outcome="close"), texts={}, by=cast.social)
    assert no.value.rules == ("FU-06",)


@pytest.mark.parametrize("ground", ["moved", "other_plan", "withdrawal"])
def test_what_concerns_the_person_ends_it_at_once(cast: Cast, ground: str) -> None:
    case = call(cast, in_force(cast))
    actions.close(case.ref, ground=ground, moved_on=clock.today(), moved_to="Falun", by=cast.nurse)
    case = fresh(case)
    assert case.state == State.CLOSED
    assert Closing.objects.get(case=case).ground == ground
    assert Meeting.objects.get(case=case, kind="follow_up").state == "cancelled"
    assert Call.objects.filter(case=case, sent_at__isnull=False, off_at__isnull=False).count() == 1
    if ground == "moved":
        assert Individual.objects.get(pk=cast.adult).moved_to == "Falun"


@pytest.mark.rule("CLOSE-05")
def test_a_withdrawal_in_the_consent_leaves_the_same_to_do(cast: Cast) -> None:
    case = in_force(cast)
    consent.withdraw(case.ref, scope="part_b", by=cast.nurse)
    case = fresh(case)
    assert case.state == State.CLOSED
    assert Closing.objects.get(case=case).ground == "withdrawal"
    assert {"closing.told", "closing.own_record", "closing.where_to_turn", "closing.experience"} == left(case).keys()


def test_before_a_plan_a_withdrawal_is_a_no_and_leaves_no_ending(cast: Cast) -> None:
    case = world.at_meeting(cast)
    consent.withdraw(case.ref, scope="all", by=cast.nurse)
    assert fresh(case).state == State.DECLINED and not Closing.objects.exists()


def test_a_death_stops_the_sharing_and_calls_everything_off(cast: Cast) -> None:
    case = call(cast, in_force(cast))
    with pytest.raises(Refused) as no:
        actions.close(case.ref, ground="death", by=cast.social)
    assert no.value.refusals[0].field == "died_on"
    actions.close(case.ref, ground="death", died_on=clock.today(), by=cast.social)
    case = fresh(case)
    assert Individual.objects.get(pk=cast.adult).died_on == clock.today()
    assert not consents.coverage(case.pk, clock.now()).in_force
    assert not Reach.objects.filter(case_ref=case.ref, source="consent", valid_to__gt=clock.now()).exists()
    assert Meeting.objects.get(case=case, kind="follow_up").state == "cancelled"
    assert set(ClosingDuty.objects.filter(closing__case=case).values_list("whom", flat=True)) == {"", "unit"}
    with cases.visit(cast.social, case.ref) as v:
        card = door.closing(v)
    assert card is not None and card.holds and not card.has_letter


def test_only_the_main_responsible_ends_it_for_need(cast: Cast) -> None:
    case = done(followed(cast), cast.social)
    with pytest.raises(Refused) as no:
        actions.close(case.ref, ground="goals_met", by=cast.nurse)
    assert no.value.rules == ("CLOSE-01",)
    with pytest.raises(NotThere):
        actions.close(case.ref, ground="goals_met", by=cast.stranger)


def test_it_ends_once(cast: Cast) -> None:
    case = done(followed(cast), cast.social)
    actions.close(case.ref, ground="goals_met", by=cast.social)
    with pytest.raises(Refused):
        actions.close(case.ref, ground="goals_met", by=cast.social)
    with pytest.raises(Refused):
        actions.restart(case.ref, ground="goal_changed", by=cast.social)
    assert CaseMove.objects.filter(case=case, verb="closing.close").count() == 1


@pytest.mark.rule("FU-07")
def test_vgr_does_not_begin_anew_for_a_whim(cast: Cast) -> None:
    case = in_force(cast)
    with pytest.raises(Refused) as no:
        actions.restart(case.ref, ground="other_reason", reason="Lika bra", by=cast.social)
    assert no.value.rules == ("FU-07",)
    ended = done(followed(cast, individual=cast.elder), cast.social)
    with pytest.raises(Refused) as no:
        actions.restart(ended.ref, ground="goal_changed", by=cast.social)  # both are no longer needed
    assert no.value.rules == ("FU-07",)


@pytest.mark.rule("CON-24", "CLOSE-06")
def test_a_new_beginning_is_linked_and_carries_no_consent(cast: Cast) -> None:
    case = in_force(cast)
    new = actions.restart(case.ref, ground="goal_changed", reason="Vill bo själv", by=cast.social)
    made = Case.objects.get(ref=new)
    assert (made.state, made.previous_id, made.convener_unit_id) == (State.NOTICED, case.pk, cast.unit("social"))
    assert fresh(case).state == State.CLOSED and Closing.objects.get(case=case).ground == "restart"
    assert not consents.coverage(made.pk, clock.now()).in_force
    assert not Reach.objects.filter(case_ref=new).exclude(source="own").exists()
    assert NeedNotice.objects.get(case=made).why == "Vill bo själv"
    with pytest.raises(NotThere), cases.visit(cast.nurse, new):
        pass


@pytest.mark.rule("CLOSE-13")
def test_after_hospital_the_care_contact_takes_it_on(cast: Cast) -> None:
    case = in_force(cast)
    with pytest.raises(Refused) as no:
        actions.restart(case.ref, ground="goal_changed", reason="Nytt läge", after_hospital=True, by=cast.social)
    assert no.value.rules == ("CLOSE-13",)
    with pytest.raises(Refused):
        actions.restart(case.ref, ground="goal_changed", reason="Nytt läge", by=cast.actors["care_contact"])
    new = actions.restart(case.ref, ground="goal_changed", reason="Nytt läge", after_hospital=True,
                          care_contact_unit=cast.unit("health_centre"), by=cast.social)
    made = Case.objects.get(ref=new)
    assert (made.convener_unit_id, made.sip_kind) == (cast.unit("health_centre"), "after_discharge")
    other = in_force(cast, individual=cast.elder)
    new = actions.restart(other.ref, ground="goal_changed", reason="Nytt läge", after_hospital=True,
                          by=cast.actors["care_contact"])
    assert Case.objects.get(ref=new).convener_unit_id == cast.unit("health_centre")


@pytest.mark.parametrize("ground", StopGround.values)
def test_the_work_before_a_plan_ends_on_any_ground(cast: Cast, ground: str) -> None:
    case = world.at_meeting(cast)
    actions.stop(case.ref, ground=ground, died_on=clock.today(), where_to_turn="Vårdcentralen", by=cast.nurse)
    case = fresh(case)
    assert case.state == State.CLOSED
    row = Closing.objects.get(case=case)
    assert (row.ground, row.with_plan) == (ground, False)
    assert left(case)["closing.own_record"] == {cast.unit("psychiatry")}
    assert "closing.where_to_turn" not in left(case) and "closing.experience" not in left(case)


def test_the_work_is_ended_by_who_holds_it_and_only_before_a_plan(cast: Cast) -> None:
    case = world.at_meeting(cast)
    for by in (cast.social, cast.stranger):
        with pytest.raises(NotThere):
            actions.stop(case.ref, ground="need_ended", by=by)
    planned = in_force(cast, individual=cast.elder)
    with pytest.raises(Refused):
        actions.stop(planned.ref, ground="need_ended", by=cast.nurse)


@pytest.mark.rule("CLOSE-08")
def test_a_unit_ticks_off_only_its_own_record(cast: Cast) -> None:
    case = done(followed(cast), cast.social)
    actions.close(case.ref, ground="goals_met", by=cast.social)
    theirs = duty(case, "own_record", unit_id=cast.unit("psychiatry"))
    with pytest.raises(Refused) as no:
        actions.tick(case.ref, duties=[theirs.ref], done_on=clock.today(), by=cast.social)
    assert no.value.rules == ("CLOSE-08",)
    actions.tick(case.ref, duties=[theirs.ref], done_on=clock.today(), by=cast.nurse)
    assert cast.unit("psychiatry") not in left(case)["closing.own_record"]
    with pytest.raises(Refused):
        actions.tick(case.ref, duties=[theirs.ref], done_on=clock.today(), by=cast.nurse)
    with pytest.raises(NotThere):
        actions.tick(case.ref, duties=[uuid4()], done_on=clock.today(), by=cast.nurse)


@pytest.mark.rule("CLOSE-10", "CLOSE-12", "CLOSE-07")
def test_everything_after_the_ending_can_be_done(cast: Cast) -> None:
    case = done(followed(cast), cast.social)
    actions.close(case.ref, ground="goals_met", where_to_turn="Amina Berg, 0303-23 80 10", by=cast.social)
    assert "closing.where_to_turn" not in left(case)
    told = [d.ref for d in ClosingDuty.objects.filter(closing__case=case, code="told")]
    mine = duty(case, "own_record", unit_id=cast.unit("social")).ref
    actions.tick(case.ref, duties=[*told, mine], experience="Det kändes tryggt", done_on=clock.today(), by=cast.social)
    assert left(case) == {"closing.own_record": {cast.unit("psychiatry"), cast.unit("health_centre")}}
    assert CaseMove.objects.filter(case=case, verb="closing.after").count() == 1
    with cases.visit(cast.social, case.ref) as v:
        card = door.closing(v)
    assert card is not None and card.where_to_turn == "Amina Berg, 0303-23 80 10"
    assert {d.text for d in card.duties if d.code == "experience"} == {"Det kändes tryggt"}
    with cases.visit(cast.actors["health_centre"], case.ref) as v:
        card = door.closing(v)
    assert card is not None and not card.reason and not any(d.text for d in card.duties)


def test_nothing_is_ticked_on_a_case_that_goes_on(cast: Cast) -> None:
    case = in_force(cast)
    with pytest.raises(Refused):
        actions.tick(case.ref, duties=[], done_on=clock.today(), by=cast.social)


def test_a_day_before_the_ending_is_no_day(cast: Cast) -> None:
    case = done(followed(cast), cast.social)
    actions.close(case.ref, ground="goals_met", by=cast.social)
    told = ClosingDuty.objects.filter(closing__case=case, code="told").first()
    assert told is not None
    with pytest.raises(Refused):
        actions.tick(case.ref, duties=[told.ref], done_on=clock.today() - timedelta(days=1), by=cast.social)
    assert not ClosingDone.objects.exists() and told.closing.closed_on > date(2020, 1, 1)
