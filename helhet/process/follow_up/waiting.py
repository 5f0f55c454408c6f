"""What waits because a plan is to be followed up: pure, from facts of rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from helhet.clock.rules import Due
from helhet.process.case.rules import State
from helhet.process.follow_up.rules import suggested_day
from helhet.rulebook.profile import Profile

CALL, HOLD, EARLY = "follow-up-call", "follow-up-hold", "follow-up-early"
TELL, RECORD, FINISH = "follow-up-tell", "follow-up-record", "follow-up-finish"


@dataclass(frozen=True)
class Waiting:
    """A plan in force. ``untold``: units that have not said how their interventions go since the call.

    ``changed_on``: somebody told of a change since the version. ``ends_since``: the version was followed up and is
    to be closed or begun anew.
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


def waiting(facts: Waiting, profile: Profile) -> Iterator[Due]:
    """Everything somebody owes because the plan is to be followed up."""
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
    call_by = max(since, day - timedelta(days=profile.follow_up_call_days_before))
    yield Due(CALL, facts.main_unit, "RESP-10", since, call_by)
    yield Due(HOLD, facts.main_unit, "FU-01", since, day)
    if facts.changed_on:
        yield Due(EARLY, facts.main_unit, "RESP-11", facts.changed_on)


def _called(facts: Waiting, profile: Profile) -> Iterator[Due]:
    day = facts.meeting_on or planned_day(facts, profile)
    since = facts.called_on or facts.established_on
    yield Due(RECORD, facts.main_unit, "FU-01", since, day)
    for unit in facts.untold:
        yield Due(TELL, unit, "RESP-14", since, day)
