"""What the call does when an earlier step's verb happens, and what it makes people owe."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.access.actor import Actor
from helhet.clock import registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.kit import clock
from helhet.process.case import veiling
from helhet.process.case.models import Case
from helhet.process.case.moves import BEFORE_PLAN_ENDS, ENDS
from helhet.process.case.reactions import on
from helhet.process.case.rules import ENDED, State
from helhet.process.case.shared import case_of
from helhet.process.invitation import actions, facts, times_reactions  # noqa: F401 - registers itself
from helhet.process.invitation.actions.reach import reached
from helhet.process.invitation.models import Call, Receiver
from helhet.process.invitation.rules import drafting, waiting
from helhet.process.invitation.rules.waiting import (
    ANSWER,
    ASK,
    CONSENT,
    DISCHARGE,
    FIND,
    FORWARDED,
    OTHER_TIME,
    PREPARE,
    PRINT,
    SILENT,
    SPEAK,
    SUBSTITUTE,
    TELL_END,
    TELL_OFF,
)
from helhet.process.meeting import door as meeting


def _asked(case: int) -> Iterable[str]:
    """Whom the calls have gone to, as it says where the person is."""
    for receiver in Receiver.objects.filter(call__case_id=case, relation__isnull=True).select_related("unit"):
        yield from (receiver.name, receiver.phone)
        if receiver.unit:
            yield from (receiver.unit.name, receiver.unit.phone)


veiling.also(_asked)


def consent_changed(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """the call reaches those whom consent covers now, and nobody else"""
    actions.rewrite(case)
    if case.state in ENDED:
        _off(case)


def meeting_moved(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """earlier answers were to another time: all are asked again"""
    Call.objects.filter(pk=_live(case)).update(asked_at=clock.now())


def meeting_cancelled(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """the call is off; its list is kept for the next one"""
    _off(case)
    actions.copy_list(case, by=by)


def meeting_opened(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """no more answers are wanted"""
    Call.objects.filter(pk=_live(case)).update(done_at=clock.now())


def meeting_ended(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """a meeting to be held again asks anew; one to be planned again keeps its list"""
    last = facts.newest(case.pk)
    if last and case.state == State.CALLED:
        stands = meeting.meeting_of(case.pk)  # the same call, to the meeting's new day
        Call.objects.filter(pk=last.pk).update(done_at=None, asked_at=clock.now(),
                                               meeting=stands.ref if stands else last.meeting)
    elif last and case.state == State.PREPARING:
        actions.copy_list(case, by=by)


def work_ended(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """called ones are told only that the meeting is off"""
    _off(case)


def _live(case: Case) -> int:
    """The live call's id, or 0 which is nobody's."""
    found = facts.live(case.pk)
    return found.pk if found else 0


def _off(case: Case) -> None:
    Call.objects.filter(pk=_live(case)).update(off_at=clock.now())


for _verb in ("consent.record", "consent.route", "consent.withdraw", "consent.decline"):
    on(_verb, "invitation", consent_changed)
on("meeting.move", "invitation", meeting_moved)
on("meeting.cancel", "invitation", meeting_cancelled)
on("meeting.open", "invitation", meeting_opened)
on("meeting.end", "invitation", meeting_ended)
for _verb in ("case.stop", "closing.close", "closing.restart"):
    on(_verb, "invitation", work_ended)


def due(subject: Subject, today: date) -> Iterable[Due]:
    """What waits because of the newest call."""
    case = case_of(subject)
    if case is None:
        return ()
    out = facts.out_facts(case, reached(case)) if facts.is_out(case) else None
    draft = facts.draft_facts(case, subject.profile)
    return (*(waiting(out) if out else ()), *(drafting(draft, subject.profile) if draft else ()))


registry.register("invitation", due)
meeting.call_words_from(facts.words_of)
_SENDER = "the unit that calls: the convener's, or the main responsible's once there is one"
_OFF = (*ENDS, "meeting.cancel", "meeting.open")
_GONE = (*_OFF, "participant.leave", "participant.exclude")
words.register(
    SPEAK, _("Prata med dem som ska kallas, innan kallelsen går ut"), "invitation", action=_("Till listan"),
    bound=_SENDER, rules=("PREP-10",), values=("notice_days",), done_by=("invitation.listed", "invitation.send"),
    ended_by=BEFORE_PLAN_ENDS,
)
words.register(
    DISCHARGE, _("Kalla till SIP efter utskrivningen"), "case", action=_("Till SIP:en"), bound=_SENDER,
    rules=("CALL-23",), values=("discharge_call_days",), done_by=("invitation.send",),
    ended_by=(*BEFORE_PLAN_ENDS, "need.assess"),
)
words.register(
    ANSWER, _("Svara vem som kommer till mötet"), "invitation-answer", action=_("Svara om ni kommer"),
    bound="the called or invited unit", rules=("CALL-17", "ATT-07"), values=("answer_days",),
    done_by=("invitation.answer",), ended_by=_GONE,
)
words.register(
    SUBSTITUTE, _("Utse en ersättare, om mötet inte flyttas"), "invitation-answer", action=_("Säg vem som kommer"),
    bound="the called unit", rules=("CALL-18",), values=("answer_days",), done_by=("invitation.answer",),
    ended_by=(*_GONE, "meeting.move"),
)
words.register(
    FIND, _("Hitta rätt enhet hos er, eller kom själva"), "invitation-answer", action=_("Lämna vidare eller svara"),
    bound="the called unit", rules=("ATT-05",), values=("answer_days",), done_by=("invitation.answer",),
    ended_by=_GONE,
)
words.register(
    FORWARDED, _("Ta emot en kallelse som lämnats vidare till er"), "invitation-received",
    action=_("Ta emot kallelsen"), bound="the unit it was passed on to", rules=("ATT-05",), values=("answer_days",),
    done_by=("invitation.answer",), ended_by=_GONE,
)
words.register(
    PREPARE, _("Förbered er för SIP-mötet"), "invitation-answer", action=_("Läs kallelsen"),
    bound="each called or invited unit that comes", rules=("CALL-22",), done_by=("meeting.open",),
    ended_by=(*ENDS, "meeting.cancel", "meeting.move", "participant.leave", "participant.exclude"),
)
words.register(
    ASK, _("Fråga den som inte svarar i Helhet vem som kommer"), "invitation", action=_("Se svaren"), bound=_SENDER,
    rules=("CALL-17",), values=("answer_days",), done_by=("invitation.answer",), ended_by=_GONE,
)
words.register(
    SILENT, _("Ring den som inte har svarat på kallelsen"), "invitation", action=_("Se vem som inte har svarat"),
    bound=_SENDER, rules=("CALL-17",), values=("answer_days",), done_by=("invitation.answer",),
    ended_by=(*_GONE, "meeting.move"),
)
words.register(
    PRINT, _("Skriv ut kallelsen och lämna den"), "invitation", action=_("Skriv ut kallelsen"), bound=_SENDER,
    rules=("CALL-19",), done_by=("invitation.handed",), ended_by=_OFF,
)
words.register(
    OTHER_TIME, _("Någon behöver en annan mötestid"), "invitation", action=_("Se vilka tider som går"), bound=_SENDER,
    rules=("CALL-14",), values=("answer_days",), done_by=("meeting.move", "invitation.answer"), ended_by=_GONE,
)
words.register(
    CONSENT, _("Fråga personen om samtycke för enheten som tog över"), "consent-record", action=_("Fråga om samtycke"),
    bound=_SENDER, rules=("LAW-11",), done_by=("consent.record", "consent.route"), ended_by=_GONE,
)
words.register(
    TELL_OFF, _("Berätta att mötet inte blir av"), "invitation", action=_("Se vilka som ska få veta"), bound=_SENDER,
    rules=("CALL-19",), done_by=("invitation.told_off", "invitation.send"),
    ended_by=ENDS, lapses="the end of the case makes it closing.told_off",
)
words.register(
    TELL_END, _("Berätta för de kallade att mötet inte blir av"), "invitation", action=_("Se vilka som ska få veta"),
    bound=_SENDER, rules=("CLOSE-07",), done_by=("invitation.told_off",),
)
