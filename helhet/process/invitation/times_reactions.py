"""What a question of times does when another step happens, what it makes people owe, and what they are told."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.access.actor import Actor
from helhet.clock import news, registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.process.case.models import Case
from helhet.process.case.reactions import on
from helhet.process.case.rules import ENDED
from helhet.process.case.shared import case_of, rows
from helhet.process.invitation import times
from helhet.process.invitation.actions import times as finding
from helhet.process.invitation.models import TimePoll
from helhet.process.invitation.rules.times import ANSWER, FIX, Closed, waiting_times


def meeting_settled(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """a question of times is closed when the meeting was settled in another way"""
    finding.close(case, Closed.OTHERWISE)


def case_ended(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """a question of times is closed with the case"""
    if case.state in ENDED:
        finding.close(case, Closed.ENDED)


for _verb in ("meeting.plan", "meeting.move", "meeting.open", "follow_up.call"):
    on(_verb, "invitation", meeting_settled)
for _verb in ("consent.decline", "consent.withdraw", "case.stop", "closing.close", "closing.restart"):
    on(_verb, "invitation", case_ended)


def due(subject: Subject, today: date) -> Iterable[Due]:
    """What waits because times are asked about."""
    case = case_of(subject)
    asked = any(p.closed_at is None for p in rows(TimePoll, case.pk)) if case else False
    poll = times.open_facts(subject.ref) if asked else None
    return waiting_times(poll, today) if poll else ()


registry.register("times", due)
_CLOSES = ("invitation.times_closed", "invitation.times_asked", "meeting.plan", "meeting.move", "meeting.open",
           "follow_up.call", "case.stop", "closing.close", "closing.restart", "consent.decline")
words.register(
    ANSWER, _("Svara vilka mötestider som passar"), "times-answer", action=_("Svara om tiderna"),
    bound="each unit in Helhet that is asked and that consent covers", rules=("CALL-14",),
    done_by=("invitation.times_answered",), ended_by=(*_CLOSES, "consent.withdraw"),
    lapses="when all the times have passed, or consent no longer covers the unit",
)
words.register(
    FIX, _("Bestäm en av tiderna ni har frågat om"), "times", action=_("Se vilka tider som passar"),
    bound="the unit that asked", rules=("CALL-14",), done_by=("meeting.plan", "meeting.move"), ended_by=_CLOSES,
)
news.register(finding.ASKED, _("Ni får frågan vilka mötestider som passar"), "times-answer", before=True)
news.register(finding.ANSWERED, _("Någon har svarat vilka mötestider som passar"), "times")
news.register(finding.FIXED, _("Mötestiden är bestämd"), "times-answer", before=True)
