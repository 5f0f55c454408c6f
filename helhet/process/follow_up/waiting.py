"""What waits because a plan is to be followed up: pure, from facts of rows."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from helhet.clock.rules import Due
from helhet.process.case.rules import State
from helhet.process.follow_up.rules import suggested_day
from helhet.rulebook.profile import Profile

CALL, HOLD, EARLY = "follow-up-call", "follow-up-hold", "follow-up-early"
TELL, RECORD, FINISH = "follow-up-tell", "follow-up-record", "follow-up-finish"
OUTDATED, CODES = "follow-up-outdated", "follow-up-codes"


@dataclass(frozen=True)
class Waiting:
    """A plan in force, since ``established_on``; ``touched_on``: it was last made or followed up.

    ``untold``: units that have not said how their interventions go since the call.
    ``changed_on``: somebody told of a change since the version, ``at_hospital`` that the person is in hospital.
    ``ends_since``: the version was followed up and is to be closed or begun anew. ``codes``: unit, what the code is
    for (plan, discharge, follow_up) and since when it is to be noted.
    """

    state: str
    main_unit: int
    established_on: date
    follow_up_on: date | None
    level: str = ""
    changed_on: date | None = None
    called_on: date | None = None
    meeting_on: date | None = None
    untold: tuple[int, ...] = ()
    ends_since: date | None = None
    at_hospital: bool = False
    touched_on: date | None = None
    codes: tuple[tuple[int, str, date], ...] = ()


def waiting(facts: Waiting, profile: Profile) -> Iterator[Due]:
    """Everything somebody owes because the plan is to be followed up."""
    for unit, what, day in facts.codes:
        yield _code(unit, what, day)
    if facts.state == State.ACTIVE:
        yield from _standing(facts, profile)
    elif facts.state == State.FOLLOWING_UP:
        yield from _called(facts, profile)


def planned_day(facts: Waiting, profile: Profile) -> date:
    """The plan's day; where a region's plan needs none, the level's rhythm from when it was established."""
    return facts.follow_up_on or suggested_day(facts.level, facts.established_on, profile)


def _standing(facts: Waiting, profile: Profile) -> Iterator[Due]:
    if facts.ends_since:
        yield Due(FINISH, facts.main_unit, "FU-01", facts.ends_since, facts.ends_since)
        return
    day = planned_day(facts, profile)
    since = facts.established_on
    call_by = max(since, profile.first_day_before("follow_up_call_days_before", day))
    yield Due(CALL, facts.main_unit, "RESP-10", since, call_by)
    yield Due(HOLD, facts.main_unit, "FU-01", since, day)
    if facts.changed_on:
        yield Due(EARLY, facts.main_unit, "LAW-10" if facts.at_hospital else "RESP-11", facts.changed_on)
    outdated = outdated_day(facts, profile)
    if outdated:
        # Nothing to see before that day: until then the follow-up is what waits.
        yield Due(OUTDATED, facts.main_unit, "CLOSE-11", outdated, outdated)


def outdated_day(facts: Waiting, profile: Profile) -> date | None:
    """The day a plan that nobody has followed up counts as out of date (CLOSE-11); None where no region says so."""
    if profile.outdated_months is None:
        return None
    day = add_months(facts.touched_on or facts.established_on, profile.outdated_months)
    return max(day, facts.follow_up_on) if facts.follow_up_on else day


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last day when it has none: a year after 29 February is the 28th."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _code(unit: int, what: str, day: date) -> Due:
    if what == "follow_up":
        return Due(CODES, unit, "QA-03", day, None, what)
    return Due(CODES, unit, "QA-02" if what == "discharge" else "QA-01", day, None, what)


def _called(facts: Waiting, profile: Profile) -> Iterator[Due]:
    day = facts.meeting_on or planned_day(facts, profile)
    since = facts.called_on or facts.established_on
    yield Due(RECORD, facts.main_unit, "FU-01", since, day)
    for unit in facts.untold:
        yield Due(TELL, unit, "RESP-14", since, day)
