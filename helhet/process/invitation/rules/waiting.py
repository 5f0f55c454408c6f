"""What waits when a call is out: answers, papers, somebody to ask, and a consent for the one who took over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from helhet.clock.rules import Due
from helhet.process.case.rules import ENDED, State
from helhet.process.invitation.rules.words import COMING, FINAL, Channel, Reply
from helhet.rulebook.profile import Profile

ANSWER, ASK, PRINT, FORWARDED = "invitation-answer", "invitation-ask", "invitation-print", "invitation-forwarded"
OTHER_TIME, CONSENT, TELL_OFF = "invitation-other-time", "invitation-consent", "invitation-tell-off"
SPEAK, DISCHARGE, SILENT = "invitation-speak", "invitation-discharge", "invitation-silent"
SUBSTITUTE, FIND, PREPARE = "invitation-substitute", "invitation-find-unit", "invitation-prepare"
TELL_END = "closing.told_off"  # the same on a case that has ended


@dataclass(frozen=True)
class Waits:
    """A receiver as the obligations see it. ``reply`` is the newest since the time last changed.

    ``reached``: they can open the call. A unit that took it over may not yet: the person has not been asked.
    """

    ref: UUID
    unit: int | None
    channel: str
    reply: str
    handed: bool
    told_off: bool = False
    passed_to: int | None = None
    passed_on: date | None = None
    reached: bool = True
    took_over: bool = False
    duty: bool = True


@dataclass(frozen=True)
class OutFacts:
    """The newest call of a case. ``live``: answers are still wanted. ``meets_on``: the day of its meeting."""

    state: str
    convener: int
    live: bool
    sent_on: date
    asked_on: date
    answer_by: date | None
    off_on: date | None
    person_handed: bool
    person_told_off: bool
    receivers: tuple[Waits, ...]
    meets_on: date | None = None


@dataclass(frozen=True)
class DraftFacts:
    """A call that has not gone out. ``listed_on``: since when somebody on the list is not spoken to; ``send_by``: the
    day it is to be out with the region's notice. ``ready_on``: since when a discharge asks for it.
    """

    convener: int
    listed_on: date | None = None
    send_by: date | None = None
    ready_on: date | None = None


def drafting(facts: DraftFacts, profile: Profile) -> Iterator[Due]:
    """What the convener owes before a call goes out: a talk (PREP-10), and after hospital the call in time (CALL-23).

    Until the hospital's own message is in the house, the day the need was seen stands for it.
    """
    if facts.listed_on:
        yield Due(SPEAK, facts.convener, "PREP-10", facts.listed_on, facts.send_by)
    if facts.ready_on:
        last = profile.last_day("discharge_call_days", facts.ready_on)
        yield Due(DISCHARGE, facts.convener, "CALL-23", facts.ready_on, last)


def waiting(facts: OutFacts) -> Iterator[Due]:
    """Everything somebody owes because of a call. What the convener owes several receivers is one thing to do."""
    since = facts.asked_on
    if facts.off_on:
        if _untold(facts) and facts.state in ENDED:
            yield Due(TELL_END, facts.convener, "CLOSE-07", facts.off_on, facts.off_on)
        elif _untold(facts):
            yield Due(TELL_OFF, facts.convener, "CALL-19", facts.off_on, facts.off_on)
    elif facts.live and facts.state in (State.CALLED, State.FOLLOWING_UP):
        if _unhanded(facts):
            yield Due(PRINT, facts.convener, "CALL-19", facts.sent_on, facts.sent_on)
        if any(r.took_over and not r.reached for r in facts.receivers):
            yield Due(CONSENT, facts.convener, "LAW-11", since)
        for receiver in facts.receivers:
            yield from _answers(facts, receiver)
        theirs = [r for r in facts.receivers if r.reached]
        if any(r.reply == Reply.OTHER_TIME for r in theirs):
            yield Due(OTHER_TIME, facts.convener, "CALL-14", since, facts.answer_by)
        if any(_silent(r) and not _in_helhet(r) for r in theirs):
            yield Due(ASK, facts.convener, "CALL-17", since, facts.answer_by)
        if facts.answer_by and any(_owes_answer(r) for r in theirs):
            # From the day after: then it is the sender's to ring, and the unit's own duty stands beside it.
            late = facts.answer_by + timedelta(days=1)
            yield Due(SILENT, facts.convener, "CALL-17", late, late)


def _answers(facts: OutFacts, r: Waits) -> Iterator[Due]:
    """What a unit in Helhet owes itself; nobody owes an answer to a call that they may not open."""
    if not r.reached or not _in_helhet(r) or r.unit is None:
        return
    if r.passed_to is not None:
        # Passed on and not taken over: if nobody does, it is they who come (ATT-07).
        yield Due(FORWARDED, r.passed_to, "ATT-05", r.passed_on or facts.asked_on, facts.answer_by)
        yield Due(ANSWER, r.unit, "ATT-07", facts.asked_on, facts.answer_by)
    elif r.reply == Reply.NOT_US:
        # Nobody took over what they passed on.
        yield Due(FIND, r.unit, "ATT-05", facts.asked_on, facts.answer_by)
    elif r.duty and r.reply in (Reply.OTHER_TIME, Reply.CANNOT):
        yield Due(SUBSTITUTE, r.unit, "CALL-18", facts.asked_on, facts.answer_by)
    elif r.reply in COMING and facts.meets_on:
        yield Due(PREPARE, r.unit, "CALL-22", facts.asked_on, facts.meets_on)
    elif _silent(r):
        yield Due(ANSWER, r.unit, "CALL-17", facts.asked_on, facts.answer_by)


def _silent(r: Waits) -> bool:
    return r.reply not in FINAL and r.reply != Reply.OTHER_TIME


def _owes_answer(r: Waits) -> bool:
    """In Helhet, and neither answered nor passed on to somebody who may still answer."""
    return _in_helhet(r) and _silent(r)


def _in_helhet(r: Waits) -> bool:
    return r.unit is not None and r.channel == Channel.SYSTEM


def _unhanded(facts: OutFacts) -> bool:
    """The person, and all who are not in Helhet, get theirs on paper the day it goes out (CALL-19)."""
    return not facts.person_handed or any(not _in_helhet(r) and not r.handed for r in facts.receivers)


def _untold(facts: OutFacts) -> bool:
    """Those who got the call on paper, or can no longer open it, are told that it is off, and nothing more."""
    person = facts.person_handed and not facts.person_told_off
    return person or any((not _in_helhet(r) or not r.reached) and not r.told_off for r in facts.receivers)
