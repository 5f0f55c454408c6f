"""What waits when a call is out: answers, papers, somebody to ask, and a consent for the one who took over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from helhet.clock.rules import Due
from helhet.process.case.rules import State
from helhet.process.invitation.rules.words import FINAL, Channel, Reply

ANSWER, ASK, PRINT, FORWARDED = "invitation-answer", "invitation-ask", "invitation-print", "invitation-forwarded"
OTHER_TIME, CONSENT, TELL_OFF = "invitation-other-time", "invitation-consent", "invitation-tell-off"


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


@dataclass(frozen=True)
class OutFacts:
    """The newest call of a case. ``live``: answers are still wanted."""

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


def waiting(facts: OutFacts) -> Iterator[Due]:
    """Everything somebody owes because of a call."""
    if facts.off_on:
        yield from _told(facts)
    elif facts.live and facts.state in (State.CALLED, State.FOLLOWING_UP):
        yield from _papers(facts)
        for receiver in facts.receivers:
            yield from _answers(facts, receiver)


def _papers(facts: OutFacts) -> Iterator[Due]:
    """The person, and all who are not in Helhet, get theirs on paper the day it goes out (CALL-19)."""
    if not facts.person_handed:
        yield Due(PRINT, facts.convener, "CALL-19", facts.sent_on, facts.sent_on, "person")
    for r in facts.receivers:
        if r.channel != Channel.SYSTEM and not r.handed:
            yield Due(PRINT, facts.convener, "CALL-19", facts.sent_on, facts.sent_on, str(r.ref))


def _answers(facts: OutFacts, r: Waits) -> Iterator[Due]:
    if r.passed_to is not None:
        yield Due(FORWARDED, r.passed_to, "ATT-05", r.passed_on or facts.asked_on, facts.answer_by, str(r.ref))
    if not r.reached:
        if r.took_over:
            yield Due(CONSENT, facts.convener, "LAW-11", facts.asked_on, None, str(r.ref))
        return  # nobody owes an answer to a call that they may not open
    if r.reply == Reply.OTHER_TIME:
        yield Due(OTHER_TIME, facts.convener, "CALL-14", facts.asked_on, facts.answer_by, str(r.ref))
    elif r.reply not in FINAL:
        if r.passed_to is not None and r.unit is not None:
            # Passed on and not taken over: if nobody does, it is they who come (ATT-07).
            yield Due(ANSWER, r.unit, "ATT-07", facts.asked_on, facts.answer_by)
        elif r.unit is not None and r.channel == Channel.SYSTEM:
            yield Due(ANSWER, r.unit, "CALL-17", facts.asked_on, facts.answer_by)
        else:
            yield Due(ASK, facts.convener, "CALL-17", facts.asked_on, facts.answer_by, str(r.ref))


def _told(facts: OutFacts) -> Iterator[Due]:
    """A meeting called off: those who got the call on paper are told, and told nothing more."""
    off = facts.off_on or facts.asked_on
    if facts.person_handed and not facts.person_told_off:
        yield Due(TELL_OFF, facts.convener, "CALL-19", off, off, "person")
    for r in facts.receivers:
        if (r.channel != Channel.SYSTEM or not r.reached) and not r.told_off:
            yield Due(TELL_OFF, facts.convener, "CALL-19", off, off, str(r.ref))
