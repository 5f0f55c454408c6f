"""The pure rules of a need, every branch, without a database."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from helhet.kit.refusals import Refusal, Refused, refuse
from helhet.process.case.rules import State
from helhet.process.need import rules
from helhet.process.need.rules import Asked, Judged, Seen
from helhet.rulebook.profile import load

TODAY = date(2026, 11, 21)
VGR, NAT, JKPG = load("VGR"), load("NAT"), load("JKPG")
SEEN = Seen("adult_psychiatry", frozenset({"regional_health_care"}), TODAY, "new", frozenset({"who_answers"}), "", "no")
JUDGED = Judged(False, True, True, "", "sip", "sip", "", "")


def ids(found: tuple[Refusal, ...]) -> list[str]:
    return [r.rule for r in found]


def no(found: tuple[Refusal, ...], *expected: str) -> None:
    """Exactly these rules say no, and the action would have raised them."""
    assert ids(found) == list(expected)
    with pytest.raises(Refused):
        refuse(found)


@pytest.mark.rule("NEED-14", "PLAN-27")
def test_a_need_can_be_noticed() -> None:
    assert rules.may_notice(SEEN, VGR, TODAY) == ()


@pytest.mark.rule("NEED-01")
@pytest.mark.parametrize("kind", ["social_insurance", "employment_service", "probation", "dental_care", "hvb"])
def test_other_actors_do_not_start(kind: str) -> None:
    no(rules.may_notice(replace(SEEN, unit_kind=kind), VGR, TODAY), "NEED-01")


@pytest.mark.rule("CH-11", "NEED-24")
def test_school_starts_in_vgr_and_not_where_the_profile_is_silent() -> None:
    school = replace(SEEN, unit_kind="school")
    assert rules.may_notice(school, VGR, TODAY) == ()
    assert ids(rules.may_notice(school, NAT, TODAY)) == ["CH-11"]


@pytest.mark.rule("PLAN-26")
@pytest.mark.parametrize("who", [frozenset(), frozenset({"somebody"})])
def test_somebody_has_noticed(who: frozenset[str]) -> None:
    no(rules.may_notice(replace(SEEN, noticed_by=who), VGR, TODAY), "PLAN-26")


@pytest.mark.parametrize(("change", "rule"), [
    ({"sip_kind": "care_sip"}, "PLAN-27"),
    ({"discovered_on": date(2026, 11, 22)}, "LAW-04"),
    ({"triggers": frozenset()}, "NEED-14"),
    ({"triggers": frozenset({"weather"})}, "NEED-14"),
    ({"existing_sip": ""}, "NEED-22"),
    ({"sip_kind": "after_discharge", "existing_sip": "not_asked"}, "LAW-10"),
])
def test_what_a_notice_lacks(change: dict[str, Any], rule: str) -> None:
    no(rules.may_notice(replace(SEEN, **change), VGR, TODAY), rule)


@pytest.mark.rule("LAW-07", "PLAN-27")
def test_after_discharge_once_the_person_has_been_asked() -> None:
    assert rules.may_notice(replace(SEEN, sip_kind="after_discharge"), VGR, TODAY) == ()
    assert rules.may_notice(replace(SEEN, sip_kind="care_sip"), JKPG, TODAY) == ()


def test_own_words_are_enough() -> None:
    assert rules.may_notice(replace(SEEN, triggers=frozenset(), why="Många är inblandade"), VGR, TODAY) == ()


@pytest.mark.rule("NEED-03", "NEED-10")
def test_a_request() -> None:
    asked = Asked("next_of_kin", "Eva", "Vi orkar inte ringa runt", "social_services")
    assert rules.may_request(asked, VGR) == ()
    assert ids(rules.may_request(replace(asked, name=""), VGR)) == ["NEED-10"]
    assert ids(rules.may_request(replace(asked, asked_by="neighbour"), VGR)) == ["NEED-03"]
    assert ids(rules.may_request(replace(asked, words=""), VGR)) == ["NEED-03"]
    assert ids(rules.may_request(replace(asked, receiver_kind="social_insurance"), VGR)) == ["NEED-03"]
    assert rules.may_request(replace(asked, asked_by="individual", name=""), VGR) == ()


@pytest.mark.rule("NEED-02")
def test_pointing_out_goes_no_further_than_the_person_wants() -> None:
    assert rules.may_point_out("Sover på frivården", True, "social_services", VGR) == ()
    assert ids(rules.may_point_out("Sover på frivården", False, "social_services", VGR)) == ["NEED-02"]
    assert ids(rules.may_point_out("", True, "social_services", VGR)) == ["NEED-02"]
    assert ids(rules.may_point_out("Sover på frivården", True, "probation", VGR)) == ["NEED-02"]


@pytest.mark.rule("NEED-04")
def test_a_no_is_an_exception() -> None:
    no(rules.may_refuse("Har redan en SIP", False, "Mottagningsenheten"), "NEED-04")


@pytest.mark.rule("NEED-05")
def test_a_no_has_its_reason() -> None:
    no(rules.may_refuse("", True, "Mottagningsenheten"), "NEED-05")
    assert ids(rules.may_refuse("Har redan en SIP", True, "")) == ["NEED-21"]
    assert rules.may_refuse("Har redan en SIP", True, "Mottagningsenheten") == ()


@pytest.mark.rule("NEED-07")
def test_base_level_first() -> None:
    no(rules.may_assess(replace(JUDGED, base_level_tried=False), VGR), "NEED-07")
    shown = replace(JUDGED, base_level_tried=False, base_level_exception="Akut fara")
    assert rules.may_assess(shown, VGR) == ()


@pytest.mark.rule("NEED-17", "LEV-01", "LEV-02", "LEV-03", "LEV-04", "LEV-05", "INFO-10", "NEED-21")
def test_where_an_assessment_leads() -> None:
    for level in ("sip", "sip_plus", "sip_plus_plus"):
        assert rules.may_assess(replace(JUDGED, level=level), VGR) == ()
    told = replace(JUDGED, needs_met=True, coordination_needed=False, level="information", outcome="information",
                   information="Vårdcentralens kurator")
    assert rules.may_assess(told, VGR) == ()
    handed = replace(told, outcome="handed_on", handed_to="Boendestödet")
    assert rules.may_assess(handed, VGR) == ()
    assert [rules.leads_to(o) for o in ("sip", "information", "handed_on", "ongoing_sip")] == [
        None, State.INFORMED_ONLY, State.HANDED_ON, State.HANDED_ON]


@pytest.mark.parametrize(("change", "rule"), [
    ({"coordination_needed": False}, "NEED-17"),
    ({"coordination_needed": False, "outcome": "ongoing_sip"}, "NEED-17"),
    ({"needs_met": True}, "NEED-17"),
    ({"level": "huge"}, "LEV-01"),
    ({"level": "information"}, "LEV-02"),
    ({"outcome": "information"}, "INFO-10"),
    ({"outcome": "handed_on"}, "NEED-21"),
])
def test_an_assessment_that_does_not_hold_together(change: dict[str, Any], rule: str) -> None:
    assert ids(rules.may_assess(replace(JUDGED, **change), VGR)) == [rule]


def test_what_waits() -> None:
    first, third = date(2026, 11, 1), date(2026, 11, 3)
    asked = rules.waiting(rules.Need(State.REQUESTED, 7, first, None), VGR)
    assert [(d.code, d.unit, d.rule, d.due) for d in asked] == [("need-answer", 7, "NEED-04", date(2026, 11, 13))]
    noticed = rules.Need(State.NOTICED, 7, third, first)
    seen = rules.waiting(noticed, VGR)
    assert [(d.code, d.rule, d.since, d.due) for d in seen] == [("need-start", "NEED-12", first, date(2026, 11, 6))]
    assert rules.waiting(replace(noticed, discovered_on=None), VGR)[0].due == date(2026, 11, 8)
    assert rules.waiting(replace(noticed, state=State.STARTED), VGR) == ()


@pytest.mark.parametrize(("change", "code", "rule"), [
    ({"assessed": True}, "need-inform", "INFO-01"),
    ({"assessed": True, "sip_kind": "after_discharge"}, "need-inform", "INFO-06"),
    ({"restarted": True, "sip_kind": "after_discharge"}, "need-restart", "CLOSE-13"),
    ({"restarted": True}, "need-start", "NEED-12"),
])
def test_a_noticed_need_keeps_its_day_whatever_is_next(change: dict[str, Any], code: str, rule: str) -> None:
    need = rules.Need(State.NOTICED, 7, date(2026, 11, 3), date(2026, 11, 1))
    (found,) = rules.waiting(replace(need, **change), VGR)
    assert (found.code, found.rule, found.due) == (code, rule, date(2026, 11, 6))


def test_who_wants_to_join() -> None:
    days = [date(2026, 11, 5), date(2026, 11, 3)]
    assert [(d.rule, d.since) for d in rules.asked_to_join(State.ACTIVE, 7, days)] == [("NEED-22", date(2026, 11, 3))]
    assert rules.asked_to_join(State.ACTIVE, 7, []) == ()
    assert rules.asked_to_join(State.PREPARING, 7, days) == ()
