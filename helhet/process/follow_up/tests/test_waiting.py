"""What waits because a plan is to be followed up: without a database."""

from dataclasses import replace
from datetime import date, timedelta

from helhet.process.case.rules import State
from helhet.process.follow_up.waiting import Waiting, planned_day, waiting
from helhet.rulebook.profile import load

VGR = load("VGR")
DAY = date(2026, 3, 1)
PLAN = Waiting(state=State.ACTIVE, main_unit=7, established_on=DAY, follow_up_on=DAY + timedelta(days=90))


def due(facts: Waiting) -> dict[str, date | None]:
    return {d.code: d.due for d in waiting(facts, VGR)}


def test_the_call_goes_out_before_the_day_and_the_day_is_held() -> None:
    before = timedelta(days=VGR.follow_up_call_days_before)
    assert due(PLAN) == {"follow-up-call": DAY + timedelta(days=90) - before,
                         "follow-up-hold": DAY + timedelta(days=90)}
    soon = replace(PLAN, follow_up_on=DAY + timedelta(days=3))
    assert due(soon)["follow-up-call"] == DAY
    assert {d.rule for d in waiting(PLAN, VGR)} == {"RESP-10", "FU-01"}
    assert {d.unit for d in waiting(PLAN, VGR)} == {7}


def test_a_longer_notice_moves_the_call() -> None:
    long = replace(VGR, follow_up_call_days_before=40)
    found = {d.code: d.due for d in waiting(PLAN, long)}
    assert found["follow-up-call"] == DAY + timedelta(days=50)


def test_without_a_day_in_the_plan_the_level_gives_one() -> None:
    assert planned_day(replace(PLAN, follow_up_on=None, level="sip_plus"), VGR) == DAY + timedelta(
        days=VGR.follow_up_rhythm_days["sip_plus"])


def test_a_change_asks_for_an_early_follow_up() -> None:
    found = [d for d in waiting(replace(PLAN, changed_on=DAY), VGR) if d.rule == "RESP-11"]
    assert [(d.code, d.unit, d.since) for d in found] == [("follow-up-early", 7, DAY)]


def test_called_each_unit_tells_and_the_main_responsible_writes() -> None:
    called = replace(PLAN, state=State.FOLLOWING_UP, called_on=DAY, meeting_on=DAY + timedelta(days=20), untold=(7, 8))
    found = {(d.code, d.unit, d.rule) for d in waiting(called, VGR)}
    assert found == {("follow-up-record", 7, "FU-01"), ("follow-up-tell", 7, "RESP-14"),
                     ("follow-up-tell", 8, "RESP-14")}
    assert {d.due for d in waiting(called, VGR)} == {DAY + timedelta(days=20)}
    assert {d.due for d in waiting(replace(called, meeting_on=None), VGR)} == {DAY + timedelta(days=90)}


def test_followed_up_to_be_ended_it_is_ended() -> None:
    assert due(replace(PLAN, ends_since=DAY)) == {"follow-up-finish": DAY}
    assert due(replace(PLAN, state=State.CLOSED)) == {}
