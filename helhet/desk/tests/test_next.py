"""What is next, without a database: every open state has a next step for the one who holds the case."""

import pytest

from helhet.desk.rules import Standing, next_step
from helhet.process.case.rules import ENDED, OPEN, State


@pytest.mark.parametrize("state", sorted(OPEN))
def test_the_holder_always_has_a_next_step(state: str) -> None:
    assert next_step(Standing(state=state, convener=True)) is not None


@pytest.mark.parametrize("state", sorted(ENDED))
def test_an_ended_case_asks_nothing_but_what_is_left_after_closing(state: str) -> None:
    assert next_step(Standing(state=state, convener=True)) is None


def test_what_is_left_after_closing() -> None:
    step = next_step(Standing(state=State.CLOSED, after_closing=2))
    assert step is not None
    assert step.url_name == "closing-after"


@pytest.mark.parametrize(
    ("standing", "url"),
    [
        (Standing(state=State.NOTICED, convener=True), "need-assess"),
        (Standing(state=State.NOTICED, convener=True, assessed=True), "consent-inform"),
        (Standing(state=State.PREPARING, convener=True), "mapping-important"),
        (Standing(state=State.PREPARING, convener=True, important=True), "meeting-plan"),
        (Standing(state=State.PREPARING, convener=True, important=True, meeting_planned=True), "invitation"),
        (Standing(state=State.CALLED, called=True), "invitation-answer"),
        (Standing(state=State.CALLED, convener=True, meeting_today_or_past=True), "meeting-open"),
        (Standing(state=State.MEETING, convener=True), "meeting"),
        (Standing(state=State.MEETING), "meeting"),
        (Standing(state=State.ACTIVE, main_responsible=True), "follow-up-call"),
        (Standing(state=State.ACTIVE), "plan"),
        (Standing(state=State.FOLLOWING_UP, main_responsible=True), "follow-up-record"),
        (Standing(state=State.FOLLOWING_UP, main_responsible=True, meeting_planned=True), "invitation"),
        (Standing(state=State.FOLLOWING_UP, main_responsible=True, meeting_planned=True, meeting_today_or_past=True),
         "meeting-open"),
        (Standing(state=State.FOLLOWING_UP, main_responsible=True, meeting_planned=True, meeting_open=True),
         "follow-up-record"),
        (Standing(state=State.REQUESTED, convener=True), "need"),
    ],
)
def test_the_next_step(standing: Standing, url: str) -> None:
    step = next_step(standing)
    assert step is not None
    assert step.url_name == url


def test_an_invited_unit_is_not_told_that_it_has_to_come() -> None:
    step = next_step(Standing(state=State.CALLED, called=True, duty=False))
    assert step is not None
    assert "frivilligt" in str(step.text)


def test_a_called_unit_that_has_answered_waits() -> None:
    assert next_step(Standing(state=State.CALLED, called=True, answered=True)) is None
