"""What is owed before there is a plan: each obligation comes, is fulfilled and ends, by the verbs themselves."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from helhet.access.actor import Actor
from helhet.clock.models import Obligation
from helhet.kit import clock
from helhet.process.case import actions as cases
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.consent import actions as consent
from helhet.process.consent.tests import scenes as yes
from helhet.process.invitation import actions as invitation
from helhet.process.invitation.rules import Reply
from helhet.process.invitation.tests import scenes as calls
from helhet.process.mapping import actions as mapping
from helhet.process.mapping.tests import scenes as maps
from helhet.process.meeting import actions as meeting
from helhet.process.meeting.tests import scenes as meetings
from helhet.process.need import actions as need
from helhet.process.tests.cast import Cast

CLINIC, SOCIAL = "psychiatry", "social"


def owes(cast: Cast, case: Case, code: str) -> list[tuple[str, str, int | None]]:
    """Who owes it, by which rule, and in how many days from today."""
    names, today = {number: key for key, number in cast.units.items()}, clock.today()
    rows = Obligation.objects.filter(subject=case.ref, code=code).order_by("id")
    return [(names[r.unit_id], r.rule, (r.due - today).days if r.due else None) for r in rows]


def assess(cast: Cast, case: Case) -> None:
    need.assess(case.ref, needs_met=False, coordination_needed=True, base_level_tried=True, level="sip", outcome="sip",
                agreed_with_person=True, by=cast.nurse)


def noticed(individual: int, by: Actor) -> Case:
    with transaction.atomic():
        return cases.start(individual=individual, verb="need.notice", to=State.NOTICED, by=by,
                           discovered_on=clock.today())


def stop(cast: Cast, case: Case) -> None:
    cases.stop(case.ref, ground="need_ended", reason="", by=cast.nurse)
    assert not Obligation.objects.filter(subject=case.ref).exclude(code__startswith="closing.").exists()


@pytest.mark.rule("NEED-04")
def test_who_asks_is_owed_an_answer(cast: Cast) -> None:
    def asked() -> Case:
        return Case.objects.get(ref=need.request(
            individual=cast.adult, asked_by="individual", words="Vem ringer jag?", unit=cast.unit(SOCIAL),
            by=cast.social))

    case = asked()
    assert [(unit, rule) for unit, rule, _d in owes(cast, case, "need-answer")] == [(SOCIAL, "NEED-04")]
    need.refuse_request(case.ref, reason="Gäller en försäkring", exceptional=True, where_to_turn="Ring oss",
                        by=cast.social)
    assert owes(cast, case, "need-answer") == []
    ended = asked()
    cases.stop(ended.ref, ground="request_withdrawn", reason="", by=cast.social)
    assert owes(cast, ended, "need-answer") == []


@pytest.mark.rule("NEED-12", "INFO-01")
def test_a_noticed_need_is_started_and_then_offered(cast: Cast) -> None:
    case = yes.noticed(cast)
    assert owes(cast, case, "need-start") == [(CLINIC, "NEED-12", 5)]
    assess(cast, case)
    assert owes(cast, case, "need-start") == []
    assert owes(cast, case, "need-inform") == [(CLINIC, "INFO-01", 5)]  # the offer keeps the day of the start
    yes.inform(cast, case)
    assert owes(cast, case, "need-inform") == []
    stop(cast, yes.noticed(cast))


@pytest.mark.rule("LAW-04")
def test_where_no_region_says_how_soon_the_law_does(cast: Cast) -> None:
    case = noticed(cast.elder, cast.actors["vetlanda"])
    assert owes(cast, case, "need-start") == [("vetlanda", "LAW-04", 5)]


@pytest.mark.rule("INFO-06", "CALL-23")
def test_after_hospital_a_sip_is_offered_and_the_call_goes_out_in_three_days(cast: Cast) -> None:
    case = yes.noticed(cast)
    Case.objects.filter(pk=case.pk).update(sip_kind="after_discharge")
    assess(cast, case := yes.fresh(case))
    assert owes(cast, case, "need-inform") == [(CLINIC, "INFO-06", 5)]
    assert owes(cast, case, "invitation-discharge") == [(CLINIC, "CALL-23", 3)]
    stop(cast, case)


@pytest.mark.rule("CALL-23")
def test_a_sent_call_ends_the_three_days(cast: Cast) -> None:
    case = calls.listed(cast, calls.wanted(cast, "health_centre"), kind="after_discharge",
                        units=(SOCIAL, "health_centre"))
    Case.objects.filter(pk=case.pk).update(sip_kind="after_discharge")
    cases.touch(yes.fresh(case))
    assert owes(cast, case, "invitation-discharge") == [(CLINIC, "CALL-23", 3)]
    calls.send(case, cast.nurse, kind="after_discharge")
    assert owes(cast, case, "invitation-discharge") == []


@pytest.mark.rule("LAW-11")
def test_a_started_sip_asks_for_consent(cast: Cast) -> None:
    case = yes.started(cast)
    assert owes(cast, case, "consent-ask") == [(CLINIC, "LAW-11", 5)]
    yes.yes(cast, case)
    assert owes(cast, case, "consent-ask") == []
    other = yes.started(cast)
    consent.decline(other.ref, informed="yes", reason="", by=cast.nurse)
    assert not Obligation.objects.filter(subject=other.ref).exists()


@pytest.mark.rule("CON-12")
def test_a_consent_is_renewed_before_it_runs_out(cast: Cast) -> None:
    case = yes.prepared(cast, valid_until=clock.today() + timedelta(days=10))
    assert owes(cast, case, "consent-renew") == [(CLINIC, "CON-12", 10)]
    with clock.travel(clock.now() + timedelta(days=20)):  # it has run out, and waits until somebody asks again
        cases.touch(case)
        assert owes(cast, case, "consent-renew") == [(CLINIC, "CON-12", -10)]
    yes.yes(cast, case)
    assert owes(cast, case, "consent-renew") == [(CLINIC, "CON-12", 300)]
    stop(cast, case)


@pytest.mark.rule("PREP-01")
def test_what_matters_is_asked_first(cast: Cast) -> None:
    case = maps.preparing(cast)
    assert owes(cast, case, "mapping-matters") == [(CLINIC, "PREP-01", None)]
    maps.say(case, cast.nurse)
    assert owes(cast, case, "mapping-matters") == []
    stop(cast, case)


@pytest.mark.rule("PREP-13", "PREP-01")
def test_in_orebro_the_base_comes_first_and_its_unit_asks(cast: Cast) -> None:
    orebro = cast.actors["orebro"]
    case = maps.preparing(cast, by=orebro, units=("orebro_clinic",))
    assert owes(cast, case, "mapping-base") == [("orebro", "PREP-13", None)]
    assert owes(cast, case, "mapping-matters") == []
    mapping.create_base(case.ref, unit=cast.unit("orebro_clinic"), by=orebro)
    assert owes(cast, case, "mapping-base") == []
    assert owes(cast, case, "mapping-matters") == [("orebro_clinic", "PREP-01", None)]


@pytest.mark.rule("CALL-16", "CALL-15")
def test_a_time_within_the_regions_days_and_a_call_with_its_notice(cast: Cast) -> None:
    case = maps.prepared(cast)
    assert owes(cast, case, "meeting-book") == [(CLINIC, "CALL-16", 21)]
    meetings.plan(case, cast.nurse)
    assert owes(cast, case, "meeting-book") == []
    assert owes(cast, case, "meeting-call-by") == []  # no notice in Västra Götaland
    vetlanda = cast.actors["vetlanda"]
    there = maps.prepared(cast, by=vetlanda, units=("vetlanda_clinic",), individual=cast.elder)
    assert owes(cast, there, "meeting-book") == [("vetlanda", "CALL-14", None)]
    meetings.plan(there, vetlanda, starts_at=meetings.day(30), ends_at=meetings.day(30, 15))
    assert owes(cast, there, "meeting-call-by") == [("vetlanda", "CALL-15", 9)]


@pytest.mark.rule("PREP-10")
def test_one_talks_before_the_call(cast: Cast) -> None:
    case = calls.planned(cast)
    silent = calls.wanted(cast, spoken_on=None)
    invitation.prepare_list(case.ref, receivers=[silent], by=cast.nurse)
    assert owes(cast, case, "invitation-speak") == [(CLINIC, "PREP-10", None)]
    invitation.prepare_list(case.ref, receivers=[calls.wanted(cast)], by=cast.nurse)
    assert owes(cast, case, "invitation-speak") == []
    invitation.prepare_list(case.ref, receivers=[silent], by=cast.nurse)
    stop(cast, case)


def called(cast: Cast, **choices: Any) -> Case:
    return calls.called(cast, **choices)


@pytest.mark.rule("CALL-17", "CALL-22")
def test_a_call_is_answered_in_time_or_the_sender_rings(cast: Cast) -> None:
    case = called(cast)
    (unit, rule, days), = owes(cast, case, "invitation-answer")
    assert (unit, rule) == (SOCIAL, "CALL-17") and days is not None
    assert owes(cast, case, "invitation-silent") == [(CLINIC, "CALL-17", days + 1)]
    invitation.answer(case.ref, answer=Reply.COMES, who_name="Amina Berg", by=cast.social)
    assert owes(cast, case, "invitation-answer") == owes(cast, case, "invitation-silent") == []
    assert owes(cast, case, "invitation-prepare") == [(SOCIAL, "CALL-22", 10)]
    meeting.cancel(case.ref, reason="Sjukdom", by=cast.nurse)
    assert owes(cast, case, "invitation-prepare") == []


@pytest.mark.rule("CALL-18", "CALL-14")
def test_who_is_hindered_names_a_substitute(cast: Cast) -> None:
    case = called(cast)
    invitation.answer(case.ref, answer=Reply.OTHER_TIME, message="Onsdag går bra", by=cast.social)
    assert [(u, r) for u, r, _d in owes(cast, case, "invitation-substitute")] == [(SOCIAL, "CALL-18")]
    assert [(u, r) for u, r, _d in owes(cast, case, "invitation-other-time")] == [(CLINIC, "CALL-14")]
    invitation.answer(case.ref, answer=Reply.SUBSTITUTE, who_name="Bo Ek", by=cast.social)
    assert owes(cast, case, "invitation-substitute") == owes(cast, case, "invitation-other-time") == []


@pytest.mark.rule("ATT-05", "ATT-07")
def test_who_is_not_the_right_one_finds_it(cast: Cast) -> None:
    case = called(cast)
    invitation.forward(case.ref, to_unit=cast.unit("misuse"), asked_sender=True, by=cast.social)
    assert [(u, r) for u, r, _d in owes(cast, case, "invitation-forwarded")] == [("misuse", "ATT-05")]
    assert [(u, r) for u, r, _d in owes(cast, case, "invitation-answer")] == [(SOCIAL, "ATT-07")]
    invitation.decline_forward(case.ref, why="Inget missbruk", by=cast.stranger)
    assert [(u, r) for u, r, _d in owes(cast, case, "invitation-find-unit")] == [(SOCIAL, "ATT-05")]
    invitation.forward(case.ref, to_unit=cast.unit("home_care"), asked_sender=True, by=cast.social)
    assert owes(cast, case, "invitation-find-unit") == []
    stop(cast, case)


@pytest.mark.rule("LAW-11", "CALL-19")
def test_who_took_over_is_asked_about_and_papers_are_given(cast: Cast) -> None:
    case = called(cast)
    assert owes(cast, case, "invitation-print") == [(CLINIC, "CALL-19", 0)]
    invitation.hand_over(case.ref, receiver=None, by=cast.nurse)
    assert owes(cast, case, "invitation-print") == []
    invitation.forward(case.ref, to_unit=cast.unit("misuse"), asked_sender=True, by=cast.social)
    invitation.accept_forward(case.ref, by=cast.stranger)
    assert owes(cast, case, "invitation-consent") == [(CLINIC, "LAW-11", None)]
    meeting.cancel(case.ref, reason="Sjukdom", by=cast.nurse)
    assert owes(cast, case, "invitation-consent") == []
    assert owes(cast, case, "invitation-tell-off") == [(CLINIC, "CALL-19", 0)]


@pytest.mark.rule("CLOSE-07")
def test_at_an_end_the_called_are_told_that_it_is_off_and_nothing_else_is_left_of_the_call(cast: Cast) -> None:
    case = called(cast)
    invitation.hand_over(case.ref, receiver=None, by=cast.nurse)
    consent.decline(case.ref, informed="yes", reason="", by=cast.nurse)
    assert {o.code for o in Obligation.objects.filter(subject=case.ref)} == {"closing.told_off"}
    assert owes(cast, case, "closing.told_off") == [(CLINIC, "CLOSE-07", 0)]


@pytest.mark.rule("MEET-01", "MEET-14")
def test_a_meeting_is_held_and_ended(cast: Cast) -> None:
    case = meetings.called(cast)
    cases.touch(case)
    assert owes(cast, case, "meeting-open") == [(CLINIC, "MEET-01", 0)]
    meeting.open_meeting(case.ref, attendance=meetings.present(cast), yes_again=True, by=cast.nurse)
    assert owes(cast, case, "meeting-open") == []
    assert owes(cast, case, "meeting-end") == [(CLINIC, "MEET-14", 0)]
    meeting.end(case.ref, summary="Alla var överens", outcome_state=State.DOCUMENTING, by=cast.nurse)
    assert owes(cast, case, "meeting-end") == []
    stop(cast, yes.fresh(case))


@pytest.mark.rule("ATT-12")
def test_who_did_not_come_is_called_again(cast: Cast) -> None:
    case = meetings.called(cast)
    meeting.open_meeting(case.ref, attendance=meetings.present(cast, SOCIAL), yes_again=True, by=cast.nurse)
    meeting.deviation(case.ref, kind="called_absent", path="new_call", note="Kom inte", unit=cast.unit(SOCIAL),
                      by=cast.nurse)
    assert owes(cast, case, "meeting-recall") == [(CLINIC, "ATT-12", None)]
    stop(cast, yes.fresh(case))


@pytest.mark.rule("CON-18")
def test_a_trial_of_harm_is_made_by_each_unit_and_again(cast: Cast) -> None:
    case = yes.started(cast)
    yes.route(cast, case)
    assert owes(cast, case, "consent-ask") == []
    assert owes(cast, case, "consent-route-again") == [(CLINIC, "CON-18", 90)]
    stop(cast, yes.fresh(case))
