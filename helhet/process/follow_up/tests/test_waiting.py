"""What waits because a plan is to be followed up: without a database."""

from dataclasses import replace
from datetime import date, timedelta

from helhet.process.case.rules import State
from helhet.process.follow_up.waiting import Waiting, add_months, outdated_day, planned_day, waiting
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


def test_a_year_after_a_leap_day_is_the_last_of_february() -> None:
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert add_months(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 31), 1) == date(2027, 1, 31)


def test_out_of_date_only_where_a_region_says_so_and_never_before_the_planned_day() -> None:
    ore = load("ORE")
    touched = replace(PLAN, touched_on=DAY, follow_up_on=None)
    assert outdated_day(touched, VGR) is None
    assert outdated_day(touched, ore) == date(2027, 3, 1)
    assert outdated_day(replace(touched, follow_up_on=date(2027, 9, 1)), ore) == date(2027, 9, 1)


def test_each_code_says_what_it_is_for() -> None:
    coded = replace(PLAN, codes=((7, "plan", DAY), (8, "discharge", DAY), (9, "follow_up", DAY)))
    found = [(d.unit, d.rule, d.detail) for d in waiting(coded, VGR) if d.code == "follow-up-codes"]
    assert found == [(7, "QA-01", "plan"), (8, "QA-02", "discharge"), (9, "QA-03", "follow_up")]
