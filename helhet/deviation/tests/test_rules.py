"""What a report must hold, whose turn it is, and what waits: pure."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhet.deviation import rules
from helhet.deviation.rules import ReportState, StepKind, Waiting, Wanted
from helhet.kit.refusals import Refused, refuse
from helhet.rulebook.profile import load

TODAY = date(2027, 3, 4)


def asked(wanted: Wanted, **changes: Any) -> set[tuple[str, str | None]]:
    facts: dict[str, Any] = {"own": False, "reached": True, "again": False, "names": ("Lars", "Ek"), "today": TODAY}
    found = rules.may_report(wanted, **(facts | changes))
    return {(r.rule, r.field) for r in found}


def wanted(**changes: Any) -> Wanted:
    values: dict[str, Any] = {"kind": "absent", "happened_on": TODAY, "what": "Ingen kom."}
    return Wanted(**(values | changes))


@pytest.mark.rule("ATT-12")
def test_a_report_says_what_when_and_about_whom() -> None:
    assert asked(wanted()) == set()
    assert asked(wanted(kind="rain")) == {("ATT-12", "kind")}
    assert asked(wanted(what="")) == {("ATT-12", "what")}
    assert asked(wanted(happened_on=TODAY + timedelta(days=1))) == {("ATT-12", "happened_on")}
    assert asked(wanted(), own=True, reached=False) == {("ATT-12", "unit")}
    assert asked(wanted(), again=True) == {("ATT-12", None)}
    with pytest.raises(Refused):
        refuse(rules.may_report(wanted(what=""), own=False, reached=True, again=False, names=(), today=TODAY))


@pytest.mark.rule("IT-12")
def test_a_unit_outside_is_told_another_way() -> None:
    assert asked(wanted(), reached=False) == {("IT-12", "unit")}


@pytest.mark.rule("IT-03")
@pytest.mark.parametrize(("text", "fine"), [
    ("Ring samma dag.", True), ("Ring Lars samma dag.", False), ("Läs i Eks plan.", False), ("En ek står där.", True),
    ("", True),
])
def test_what_everybody_reads_holds_no_name(text: str, fine: bool) -> None:
    found = rules.may_report(wanted(proposal=text), own=False, reached=True, again=False, names=("Lars", "Ek"),
                             today=TODAY)
    assert (found == ()) is fine
    with pytest.raises(Refused) as no:
        refuse((*found, *rules.may_close("answered", True, "Hälsa Lars.", ("Lars",))))
    assert set(no.value.rules) == {"IT-03"}


@pytest.mark.rule("ATT-12")
def test_an_answer_says_why_and_what() -> None:
    yes = rules.may_answer("received", "Sjuk.", "Vi har en ersättare.", TODAY, TODAY)
    no = rules.may_answer("reported", "", "", TODAY - timedelta(days=1), TODAY)
    assert yes == () and [r.field for r in no] == ["cause", "measure", "by_day"]
    with pytest.raises(Refused):
        refuse(no)


@pytest.mark.parametrize(("state", "satisfied", "text", "field"), [
    ("answered", True, "", None), ("answered", None, "", "satisfied"), ("answered", False, "", "text"),
    ("answered", False, "Det räcker inte.", None), ("reported", None, "", "text"), ("returned", None, "Löst.", None),
])
def test_the_last_word(state: str, satisfied: bool | None, text: str, field: str | None) -> None:
    found = rules.may_close(state, satisfied, text, ())
    assert [r.field for r in found] == ([field] if field else [])


@pytest.mark.rule("ATT-12")
def test_sending_back_and_on() -> None:
    assert [r.field for r in rules.may_return("received", "")] == ["text"]
    assert rules.may_route("returned", own=False, reached=True, same=False) == ()
    assert len(rules.may_route("returned", own=True, reached=False, same=True)) == 3
    with pytest.raises(Refused) as no:
        refuse(rules.may_receive("closed"))
    assert no.value.rules == ("ATT-12",)


def test_every_state_but_the_last_has_somebody_whose_turn_it_is() -> None:
    for state in ReportState:
        able = {side for verb in rules.MOVES for side in ("reporter", "receiver") if rules.may(verb, state, side)}
        assert bool(able) is (state != ReportState.CLOSED)


@settings(deadline=None)
@given(st.sampled_from(ReportState.values), st.integers(1, 9), st.integers(10, 19), st.integers(0, 80))
def test_what_waits_has_one_owner_and_a_rule(state: str, reporter: int, receiver: int, days: int) -> None:
    facts = Waiting(state, reporter, receiver, TODAY, TODAY + timedelta(days=days), TODAY + timedelta(days=60))
    found = rules.waits(facts, load("VGR"))
    assert len(found) == (0 if state == "closed" else 1)
    for due in found:
        side = "receiver" if due.unit == receiver else "reporter"
        mine = [verb for verb in rules.MOVES if rules.may(verb, state, side)]
        assert due.due is None or due.due <= facts.due
        assert due.rule == "ATT-12" and mine, "whoever owes something can do it"
    assert StepKind.REPORTED not in rules.MOVES
