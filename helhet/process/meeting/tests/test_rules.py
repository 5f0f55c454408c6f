"""The meeting's rules before it is held, without a database."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from helhet.kit import clock
from helhet.kit.refusals import Refusal, Refused, refuse
from helhet.process.meeting import rules
from helhet.process.meeting.rules import Around, Booking
from helhet.process.meeting.waiting import Waiting, waits
from helhet.rulebook.profile import load

NAT, VGR, JKPG = load("NAT"), load("VGR"), load("JKPG")
TODAY = date(2026, 3, 2)
NOW = clock.at(TODAY, 8)


def at(days: int, hour: int = 14) -> datetime:
    return clock.at(TODAY + timedelta(days=days), hour)


def booking(days: int = 10, **changes: object) -> Booking:
    values: dict[str, object] = {
        "kind": "new", "starts_at": at(days), "ends_at": at(days, 15), "place": "Biblioteket", "form": "physical",
        "participation": "whole", "agreed_with_person": True, "leader_name": "Jonas", "documenter_name": "Eva",
    }
    return Booking(**(values | changes))  # type: ignore[arg-type]


def around(**changes: object) -> Around:
    return Around(**{"discovered_on": TODAY, "digital": False, "going_on": False, **changes})  # type: ignore[arg-type]


def ids(refusals: tuple[Refusal, ...]) -> list[str]:
    return [r.rule for r in refusals]


def test_a_meeting_agreed_with_the_person_stands() -> None:
    assert rules.may_book(booking(), around(), VGR, NOW) == ()


@pytest.mark.parametrize(("changes", "rule", "field"), [
    ({"participation": ""}, "PART-07", "participation"),
    ({"agreed_with_person": False}, "CALL-14", "agreed_how"),
    ({"place": ""}, "PREP-07", "place"),
    ({"leader_name": ""}, "PREP-22", "leader_name"),
    ({"documenter_name": ""}, "PREP-22", "leader_name"),
    ({"kind": "party"}, "CALL-21", "kind"),
    ({"starts_at": at(-1), "ends_at": at(0, 9)}, "CALL-14", "day"),
    ({"ends_at": at(10, 14)}, "CALL-14", "ends"),
])
def test_each_thing_that_is_missing_is_named(changes: dict[str, Any], rule: str, field: str) -> None:
    found = rules.may_book(booking(**changes), around(), VGR, NOW)
    assert [(r.rule, r.field) for r in found] == [(rule, field)]


@pytest.mark.rule("CALL-14", "PREP-07", "PREP-22")
def test_before_the_meeting_the_place_and_who_writes_are_settled_with_the_person() -> None:
    with pytest.raises(Refused) as refused:
        refuse(rules.may_book(booking(place="", documenter_name="", agreed_with_person=False), around(), VGR, NOW))
    assert refused.value.rules == ("CALL-14", "PREP-07", "PREP-22")


def test_what_cannot_be_agreed_has_its_reason() -> None:
    assert rules.may_book(booking(agreed_with_person=False, agreed_how="Ligger nedsövd"), around(), VGR, NOW) == ()


def test_no_second_meeting_while_one_goes_on() -> None:
    assert ids(rules.may_book(booking(), around(going_on=True), VGR, NOW)) == ["MEET-01"]


@pytest.mark.rule("PART-07")
def test_without_the_form_of_participation_no_meeting_is_planned() -> None:
    with pytest.raises(Refused) as refused:
        refuse(rules.may_book(booking(participation=""), around(), VGR, NOW))
    assert refused.value.rules == ("PART-07",)


@pytest.mark.rule("CON-26")
@pytest.mark.parametrize("form", ["digital", "mixed"])
def test_a_screen_needs_its_own_yes(form: str) -> None:
    screen = booking(form=form, link="https://mote.example", technical_help="Siv hjälper till")
    with pytest.raises(Refused) as refused:
        refuse(rules.may_book(screen, around(), VGR, NOW))
    assert refused.value.rules == ("CON-26",)
    assert rules.may_book(screen, around(digital=True), VGR, NOW) == ()


@pytest.mark.rule("PREP-20")
def test_a_screen_needs_a_link_and_help_with_it() -> None:
    with pytest.raises(Refused) as refused:
        refuse(rules.may_book(booking(form="digital", place=""), around(digital=True), VGR, NOW))
    assert refused.value.rules == ("PREP-20", "PREP-20")
    assert [r.field for r in refused.value.refusals] == ["link", "technical_help"]


@pytest.mark.rule("CALL-15")
def test_jonkoping_asks_why_the_notice_is_short() -> None:
    with pytest.raises(Refused) as refused:
        refuse(rules.may_book(booking(20), around(), JKPG, NOW))
    assert refused.value.rules == ("CALL-15",)
    assert rules.may_book(booking(21), around(), JKPG, NOW) == ()


@pytest.mark.rule("CALL-16")
def test_west_sweden_asks_why_the_meeting_is_late() -> None:
    assert rules.may_book(booking(21), around(), VGR, NOW) == ()
    with pytest.raises(Refused) as refused:
        refuse(rules.may_book(booking(22), around(), VGR, NOW))
    assert refused.value.rules == ("CALL-16",)


def test_a_reason_is_never_refused_and_the_country_has_no_limit() -> None:
    assert rules.may_book(booking(90, reason_for_time="Barnet orkar inte förr"), around(), VGR, NOW) == ()
    assert rules.may_book(booking(1, reason_for_time="Brådskar"), around(), JKPG, NOW) == ()
    assert rules.may_book(booking(90), around(), NAT, NOW) == ()
    assert rules.may_book(booking(90), around(discovered_on=None), VGR, NOW) == ()
    assert rules.may_book(booking(90, kind="follow_up"), around(), VGR, NOW) == ()


def test_the_limits_are_the_profiles_own() -> None:
    strict = replace(VGR, meeting_within_days=7)
    assert ids(rules.may_book(booking(8), around(), strict, NOW)) == ["CALL-16"]
    assert rules.latest_day("new", TODAY, strict) == TODAY + timedelta(days=7)


def test_a_move_needs_a_reason_and_a_yes() -> None:
    assert rules.may_move(booking(), "Lars är sjuk", around(), VGR, NOW) == ()
    found = rules.may_move(booking(agreed_with_person=False), "", around(), VGR, NOW)
    assert [r.field for r in found] == ["reason", "agreed_how"]
    assert ids(rules.may_cancel("")) == ["CALL-14"]
    assert rules.may_cancel("Alla är sjuka") == ()


def waiting(**changes: object) -> Waiting:
    values = {"state": "preparing", "unit": 1, "since": TODAY, "discovered_on": TODAY}
    return Waiting(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(("facts", "profile", "expected"), [
    (waiting(), VGR, [("meeting-book", "CALL-16", 21)]),
    (waiting(), NAT, [("meeting-book", "CALL-14", None)]),
    (waiting(planned_on=TODAY, starts_on=TODAY + timedelta(days=30)), JKPG, [("meeting-call-by", "CALL-15", 9)]),
    (waiting(planned_on=TODAY, starts_on=TODAY + timedelta(days=5)), JKPG, [("meeting-call-by", "CALL-15", 0)]),
    (waiting(planned_on=TODAY, starts_on=TODAY + timedelta(days=5)), VGR, []),
    (waiting(state="called", planned_on=TODAY, starts_on=TODAY + timedelta(days=5)), VGR,
     [("meeting-open", "MEET-01", 5)]),
    (waiting(state="meeting", planned_on=TODAY, opened_on=TODAY), VGR, [("meeting-end", "MEET-14", 0)]),
    (waiting(state="documenting", missed=((7, "Skolan", TODAY),)), VGR, [("meeting-recall", "ATT-12", None)]),
    (waiting(state="closed", missed=((7, "Skolan", TODAY),)), VGR, []),
])
def test_what_waits_around_the_meeting(facts: Waiting, profile: object, expected: list[tuple[str, str, int]]) -> None:
    found = waits(facts, profile)  # type: ignore[arg-type]
    assert [(d.code, d.rule, (d.due - TODAY).days if d.due else None) for d in found] == expected
