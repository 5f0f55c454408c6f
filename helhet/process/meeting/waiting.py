"""What waits around a meeting, and for whom: pure, from facts of rows."""

from dataclasses import dataclass
from datetime import date

from helhet.clock.rules import Due
from helhet.process.case.rules import OPEN, State
from helhet.process.meeting.rules import latest_day
from helhet.process.meeting.words import MeetingKind
from helhet.rulebook.profile import Profile


@dataclass(frozen=True)
class Waiting:
    """What is left to do around the meeting, as facts of rows."""

    state: str
    unit: int
    since: date
    discovered_on: date | None
    planned_on: date | None = None
    starts_on: date | None = None
    opened_on: date | None = None
    missed: tuple[tuple[int, str, date], ...] = ()  # called units that did not come: unit, name, day


def waits(facts: Waiting, profile: Profile) -> tuple[Due, ...]:
    """What the unit that holds the case owes around its meeting (CALL-15, CALL-16, MEET-01, MEET-14, ATT-12)."""
    found = []
    if facts.state == State.PREPARING and facts.starts_on is None:
        last = latest_day(MeetingKind.NEW, facts.discovered_on, profile)
        found.append(Due("meeting-book", facts.unit, "CALL-16", facts.since, last) if last
                     else Due("meeting-book", facts.unit, "CALL-14", facts.since))
    if facts.state == State.PREPARING and facts.starts_on and facts.planned_on and profile.notice_days:
        # Planned closer than the notice, with its reason: then the call goes out at once.
        by = max(profile.first_day_before("notice_days", facts.starts_on), facts.planned_on)
        found.append(Due("meeting-call-by", facts.unit, "CALL-15", facts.planned_on, by))
    if facts.state in (State.CALLED, State.FOLLOWING_UP) and facts.starts_on and facts.planned_on:
        found.append(Due("meeting-open", facts.unit, "MEET-01", facts.planned_on, facts.starts_on))
    if facts.opened_on and facts.state in (State.MEETING, State.FOLLOWING_UP):
        found.append(Due("meeting-end", facts.unit, "MEET-14", facts.opened_on, facts.opened_on))
    if facts.state in OPEN:
        found += [Due("meeting-recall", facts.unit, "ATT-12", day, None, name) for _u, name, day in facts.missed]
    return tuple(found)
