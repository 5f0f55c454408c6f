"""Every verb of a need, from a right and from a wrong state."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from helhet.clock.models import Obligation
from helhet.kit import clock, workdays
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.process.case import actions as cases
from helhet.process.case.door import visit
from helhet.process.case.models import Case, CaseMove
from helhet.process.case.rules import ENDED, OPEN, ParticipantKind, State
from helhet.process.need import actions, door
from helhet.process.need.models import NeedNotice
from helhet.process.tests.cast import Cast


def notice(cast: Cast, by: str = "psychiatry", **changes: Any) -> UUID:
    said: dict[str, Any] = {
        "individual": cast.adult, "noticed_by": ["regional_health_care", "individual"],
        "discovered_on": clock.today(), "sip_kind": "new", "triggers": ["both_principals", "sent_around"],
        "why": "Många är inblandade", "existing_sip": "no", **changes,
    }
    return actions.notice(by=cast.actors[by], **said)


def request(cast: Cast, **changes: Any) -> UUID:
    said: dict[str, Any] = {
        "individual": cast.adult, "asked_by": "next_of_kin", "name": "Eva", "words": "Vi orkar inte ringa runt",
        "unit": cast.unit("psychiatry"), **changes,
    }
    return actions.request(by=cast.nurse, **said)


def assess(cast: Cast, ref: UUID, **changes: Any) -> None:
    said: dict[str, Any] = {
        "needs_met": False, "coordination_needed": True, "base_level_tried": True, "level": "sip", "outcome": "sip",
        "agreed_with_person": True, **changes,
    }
    actions.assess(ref, by=said.pop("by", cast.nurse), **said)


def state(ref: UUID) -> str:
    return Case.objects.get(ref=ref).state


def put(ref: UUID, to: str) -> None:
    """Place a case in a state, for trying verbs from it."""
    Case.objects.filter(ref=ref).update(state=to)


@pytest.mark.rule("NEED-11", "NEED-09", "PLAN-27")
def test_whoever_sees_the_need_convenes(cast: Cast) -> None:
    ref = notice(cast)
    case = Case.objects.get(ref=ref)
    assert (case.state, case.convener_unit_id, case.convener_user) == (
        State.NOTICED, cast.unit("psychiatry"), cast.nurse.user_id)
    with visit(cast.nurse, ref) as v:
        shown = door.need(v)
    assert shown and shown.noticed_by == ("Regional hälso- och sjukvård", "Personen själv")
    assert shown.why == "Många är inblandade" and not shown.assessed


@pytest.mark.rule("NEED-12")
def test_a_noticed_need_is_to_be_started_within_some_days(cast: Cast) -> None:
    ref = notice(cast, discovered_on=clock.today() - timedelta(days=2))
    due = Obligation.objects.get(subject=ref)
    assert (due.code, due.rule, due.unit_id) == ("need-start", "NEED-12", cast.unit("psychiatry"))
    assert due.due == clock.today() + timedelta(days=3)


@pytest.mark.rule("CH-11", "CH-14", "NEED-24")
def test_school_starts_in_vgr(cast: Cast) -> None:
    ref = notice(cast, by="school", individual=cast.child, noticed_by=["school"])
    assert Case.objects.get(ref=ref).convener_unit_id == cast.unit("school")


@pytest.mark.rule("NEED-01")
@pytest.mark.parametrize("unit", ["fk", "af"])
def test_a_unit_outside_those_that_may_start(cast: Cast, unit: str) -> None:
    with pytest.raises(Refused) as refused:
        notice(cast, by=unit)
    assert "NEED-01" in refused.value.rules
    assert not Case.objects.exists()


@pytest.mark.rule("PLAN-26")
def test_without_who_noticed_nothing_is_written(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        notice(cast, noticed_by=[])
    assert refused.value.rules == ("PLAN-26",)
    assert not Case.objects.exists() and not NeedNotice.objects.exists()


@pytest.mark.rule("SCO-13", "NEED-13")
@pytest.mark.parametrize("end", sorted(ENDED))
def test_from_every_end_a_new_linked_case(cast: Cast, end: str) -> None:
    old = notice(cast)
    put(old, end)
    new = Case.objects.get(ref=notice(cast, previous=old))
    assert new.previous and new.previous.ref == old and new.state == State.NOTICED
    assert state(old) == end


@pytest.mark.parametrize("now", sorted(OPEN - {State.REQUESTED, State.POINTED_OUT}))
def test_no_new_case_out_of_an_open_one(cast: Cast, now: str) -> None:
    old = notice(cast)
    put(old, now)
    with pytest.raises(Refused):
        notice(cast, previous=old)


def test_a_link_is_only_to_the_same_person_and_to_one_that_is_open_to_me(cast: Cast) -> None:
    old = notice(cast)
    put(old, State.CLOSED)
    with pytest.raises(NotThere):
        notice(cast, previous=old, individual=cast.elder)
    with pytest.raises(NotThere):
        notice(cast, by="misuse", previous=old)


@pytest.mark.rule("NEED-03", "NEED-10")
def test_a_request_is_taken_up(cast: Cast) -> None:
    ref = request(cast)
    assert state(ref) == State.REQUESTED
    notice(cast, case_ref=ref, sip_kind="after_discharge")
    case = Case.objects.get(ref=ref)
    assert (case.state, case.sip_kind) == (State.NOTICED, "after_discharge")
    with pytest.raises(Refused):
        notice(cast, case_ref=ref)


@pytest.mark.rule("NEED-04")
def test_a_request_waits_for_an_answer(cast: Cast) -> None:
    ref = request(cast)
    due = Obligation.objects.get(subject=ref)
    assert (due.code, due.rule, due.due) == ("need-answer", "NEED-04", workdays.after(clock.today(), 10))
    actions.refuse_request(ref, reason="Flyttar i morgon", exceptional=True, where_to_turn="Nya kommunen",
                           by=cast.nurse)
    assert not Obligation.objects.filter(subject=ref).exists()


@pytest.mark.rule("NEED-02")
def test_pointing_out_ends_in_an_answer_and_opens_nothing(cast: Cast) -> None:
    ref = actions.point_out(individual=cast.adult, unit=cast.unit("social"), words="Bor på gatan",
                            agreed_by_person=True, by=cast.actors["fk"])
    assert state(ref) == State.POINTED_OUT
    with pytest.raises(NotThere), visit(cast.actors["fk"], ref):
        pass
    with visit(cast.social, ref) as v:
        shown = door.need(v)
        assert shown and shown.ask and shown.ask.pointed_out
    with pytest.raises(Refused):
        actions.point_out(individual=cast.adult, unit=cast.unit("social"), words="Bor på gatan",
                          agreed_by_person=False, by=cast.actors["fk"])


@pytest.mark.rule("NEED-04")
def test_a_no_that_is_no_exception(cast: Cast) -> None:
    ref = request(cast)
    with pytest.raises(Refused) as refused:
        actions.refuse_request(ref, reason="Hinner inte", exceptional=False, where_to_turn="Socialtjänsten",
                               by=cast.nurse)
    assert refused.value.rules == ("NEED-04",)
    assert state(ref) == State.REQUESTED


@pytest.mark.rule("NEED-05")
def test_a_no_without_reason(cast: Cast) -> None:
    ref = request(cast)
    with pytest.raises(Refused) as refused:
        actions.refuse_request(ref, reason=" ", exceptional=True, where_to_turn="Socialtjänsten", by=cast.nurse)
    assert refused.value.rules == ("NEED-05",)


def test_only_the_unit_asked_answers_and_only_once(cast: Cast) -> None:
    ref = request(cast)
    answer = {"reason": "Har redan en SIP", "exceptional": True, "where_to_turn": "Mottagningsenheten"}
    with pytest.raises(NotThere):
        actions.refuse_request(ref, by=cast.social, **answer)  # type: ignore[arg-type]
    actions.refuse_request(ref, by=cast.nurse, **answer)  # type: ignore[arg-type]
    assert state(ref) == State.REFUSED
    with pytest.raises(Refused):
        actions.refuse_request(ref, by=cast.nurse, **answer)  # type: ignore[arg-type]


@pytest.mark.rule("NEED-17", "LAW-03", "NEED-18")
def test_assess_and_go_on(cast: Cast) -> None:
    ref = notice(cast)
    assess(cast, ref, level="sip_plus")
    case = Case.objects.get(ref=ref)
    assert (case.state, case.level) == (State.NOTICED, "sip_plus")
    with visit(cast.nurse, ref) as v:
        shown = door.need(v)
    assert shown and shown.assessed and shown.assessments[0].level_name == "SIP+"


@pytest.mark.rule("INFO-10", "LEV-02")
def test_information_is_enough(cast: Cast) -> None:
    ref = notice(cast)
    assess(cast, ref, coordination_needed=False, level="information", outcome="information", other_way="Kuratorn")
    assert state(ref) == State.INFORMED_ONLY


@pytest.mark.rule("NEED-21")
def test_handed_on(cast: Cast) -> None:
    ref = notice(cast)
    assess(cast, ref, coordination_needed=False, level="information", outcome="handed_on", handed_to="Boendestöd")
    assert state(ref) == State.HANDED_ON
    assert not CaseMove.objects.filter(case__ref=ref, data__icontains="Boendestöd").exists()


@pytest.mark.rule("NEED-07")
def test_base_level_not_tried(cast: Cast) -> None:
    ref = notice(cast)
    with pytest.raises(Refused) as refused:
        assess(cast, ref, base_level_tried=False)
    assert refused.value.rules == ("NEED-07",)


@pytest.mark.parametrize("now", sorted(set(State) - {State.NOTICED}))
def test_assess_only_a_noticed_need(cast: Cast, now: str) -> None:
    ref = notice(cast)
    put(ref, now)
    with pytest.raises(Refused):
        assess(cast, ref)


def test_only_the_same_unit_assesses(cast: Cast) -> None:
    ref = notice(cast)
    with pytest.raises(NotThere):
        assess(cast, ref, by=cast.social)


def _active(cast: Cast) -> UUID:
    with transaction.atomic():
        case = cases.start(individual=cast.adult, verb="need.notice", to=State.NOTICED, by=cast.social)
        cases.add_participant(case, kind=ParticipantKind.MAIN_RESPONSIBLE, unit=cast.unit("home_care"))
    put(case.ref, State.ACTIVE)
    return case.ref


@pytest.mark.rule("NEED-22")
def test_the_question_is_carried_to_an_ongoing_sip_only_with_the_persons_yes(cast: Cast) -> None:
    going_on, ref = _active(cast), notice(cast, existing_sip="yes")
    assess(cast, ref, outcome="ongoing_sip", consent_to_hand_on=True)
    due = Obligation.objects.get(subject=going_on)
    assert (due.code, due.rule, due.unit_id) == ("need-join", "NEED-22", cast.unit("home_care"))
    assert state(ref) == State.HANDED_ON


def test_without_the_yes_nobody_is_told(cast: Cast) -> None:
    going_on, ref = _active(cast), notice(cast, existing_sip="yes")
    assess(cast, ref, outcome="ongoing_sip", consent_to_hand_on=False)
    assert not Obligation.objects.filter(subject=going_on, code="need-join").exists()


def test_only_what_the_own_controller_is_in_is_shown(cast: Cast) -> None:
    _active(cast)
    ref = notice(cast)
    with visit(cast.nurse, ref) as v:
        assert door.ongoing_here(v) == ()
    mine = notice(cast, by="ward")
    with visit(cast.nurse, ref) as v:
        assert [o.ref for o in door.ongoing_here(v)] == [mine]
