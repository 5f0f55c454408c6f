"""What a plan leaves to be done, by whom and until when: pure, from a few facts of the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from helhet.clock.rules import Due
from helhet.process.case.rules import State
from helhet.rulebook.profile import Profile

WRITING = frozenset({State.MEETING, State.DOCUMENTING, State.FOLLOWING_UP})
STANDING = frozenset({State.ACTIVE, State.FOLLOWING_UP})


@dataclass(frozen=True)
class Waiting:
    """How far the plan has come. ``held_on``: the day of the meeting; ``proposed``: units that owe a word of theirs."""

    state: str
    holder: int
    held_on: date | None = None
    proposed: tuple[tuple[int, date], ...] = ()
    established_on: date | None = None
    established_by: int | None = None
    handed_out: bool = False
    asked_unit: int | None = None
    asked_on: date | None = None


def waits(w: Waiting, profile: Profile) -> Iterable[Due]:
    """What is due. The day to document by comes from the profile; without one there is a task and no day."""
    if w.state == State.DOCUMENTING and w.held_on:
        due = profile.last_day("document_days", w.held_on)
        if due is not None:
            yield Due("plan-establish-by", w.holder, "PLAN-20", w.held_on, due)
        else:
            yield Due("plan-establish", w.holder, "PLAN-16", w.held_on)
    if w.state in WRITING:
        for unit, since in w.proposed:
            yield Due("plan-confirm", unit, "MEET-11", since)
    with_plan = w.state in STANDING
    if with_plan and w.established_on and w.established_by and not w.handed_out:
        yield Due("plan-hand-out", w.established_by, "IT-08", w.established_on)
    if with_plan and w.asked_unit and w.asked_on:
        yield Due("plan-main-asked", w.asked_unit, "RESP-08", w.asked_on)
