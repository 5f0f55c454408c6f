"""What the meeting does when another step happens, and what it leaves for the unit to do."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.access.actor import Actor
from helhet.clock import registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.kit import clock
from helhet.process.case import reactions, veiling
from helhet.process.case.models import Case
from helhet.process.case.moves import BEFORE_PLAN_ENDS, ENDS
from helhet.process.case.rules import ENDED, ParticipantKind, State
from helhet.process.case.shared import case_of, rows, team, units
from helhet.process.meeting import actions
from helhet.process.meeting.models import Attendance, Deviation, Meeting
from helhet.process.meeting.waiting import Waiting, waits
from helhet.process.meeting.words import DeviationKind, MeetingState, Presence


def _ended(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """Call off the meeting when the case has ended."""
    if State(case.state) in ENDED:
        actions.call_off(case, "", by)


def _written(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """End an open meeting when the plan is established or the follow-up written."""
    actions.close_open(case, by)


def _places(case: int) -> Iterable[str]:
    """Where they have met and will meet: it may be the person's home."""
    found = Meeting.objects.filter(case_id=case)
    for place in (*(m.place for m in found), *(d.place for m in found for d in m.changes.all())):
        yield from veiling.parts(place)


veiling.also(_places)
for _verb in ("consent.decline", "consent.withdraw", "case.stop", "closing.close", "closing.restart"):
    reactions.on(_verb, "meeting", _ended)
for _verb in ("plan.establish", "follow_up.record"):
    reactions.on(_verb, "meeting", _written)


def _facts(subject: Subject) -> Waiting | None:
    case = case_of(subject)
    if case is None:
        return None
    ahead = next((m for m in rows(Meeting, case.pk) if m.state in (MeetingState.PLANNED, MeetingState.OPEN)), None)
    starts = _day(ahead.starts_at) if ahead and ahead.state == MeetingState.PLANNED else None
    opened = _day(ahead.opened_at) if ahead and ahead.opened_at else None
    return Waiting(
        state=case.state, unit=_holder(case), since=case.discovered_on or _day(case.created_at),
        discovered_on=case.discovered_on, planned_on=_day(ahead.planned_at) if ahead else None, starts_on=starts,
        opened_on=opened, missed=_missed(case),
    )


def _holder(case: Case) -> int:
    """Who calls: the main responsible once there is one, else the convener."""
    main = (p.unit_id for p in team(case.pk) if p.kind == ParticipantKind.MAIN_RESPONSIBLE and p.unit_id)
    return next(main, case.convener_unit_id)


def _missed(case: Case) -> tuple[tuple[int, str, date], ...]:
    """Called units that did not come, and have not been at a later meeting, nor left."""
    noted = [d for d in rows(Deviation, case.pk, "meeting__case") if d.kind == DeviationKind.CALLED_ABSENT]
    number = {m.pk: m.number for m in rows(Meeting, case.pk)}
    newest = {d.unit_id: d for d in sorted(noted, key=lambda d: (number[d.meeting_id], d.pk)) if d.unit_id}
    if not newest:
        return ()
    still = {p.unit_id for p in team(case.pk)}
    there = [a for a in rows(Attendance, case.pk, "meeting__case") if a.presence != Presence.ABSENT or a.came_at]
    came = {a.unit_id: a.meeting_id for a in sorted(there, key=lambda a: number[a.meeting_id])}
    names = units(newest)
    return tuple(
        (unit, names[unit].name, _day(row.at)) for unit, row in newest.items()
        if unit in still and came.get(unit, 0) <= row.meeting_id
    )


def _day(moment: Any) -> date:
    return clock.local(moment).date()


def source(subject: Subject, today: date) -> Iterable[Due]:
    facts = _facts(subject)
    return waits(facts, subject.profile) if facts else ()


registry.register("meeting", source)
_HOLDER = "the unit that calls: the convener's, or the main responsible's once there is one"
words.register(
    "meeting-book", _("Bestäm tid för SIP-mötet"), "meeting-plan", action=_("Planera mötet"), bound=_HOLDER,
    rules=("CALL-14", "CALL-16"), values=("meeting_within_days",), done_by=("meeting.plan",),
    ended_by=BEFORE_PLAN_ENDS,
)
words.register(
    "meeting-call-by", _("Skicka kallelsen i god tid"), "meeting", action=_("Till mötet och kallelsen"), bound=_HOLDER,
    rules=("CALL-15",), values=("notice_days",), done_by=("invitation.send",),
    ended_by=(*BEFORE_PLAN_ENDS, "meeting.cancel"),
)
words.register(
    "meeting-open", _("Håll mötet, eller skriv vad som hände"), "meeting", action=_("Till mötet"), bound=_HOLDER,
    rules=("MEET-01",), done_by=("meeting.open",), ended_by=(*ENDS, "meeting.cancel"),
)
words.register(
    "meeting-end", _("Avsluta mötet och skriv vad ni kom fram till"), "meeting-end", action=_("Avsluta mötet"),
    bound=_HOLDER, rules=("MEET-14",), done_by=("meeting.end", "plan.establish", "follow_up.record"), ended_by=ENDS,
)
words.register(
    "meeting-recall", _("Kalla på nytt: en verksamhet kom inte"), "meeting", action=_("Till mötet"), bound=_HOLDER,
    rules=("ATT-12",), done_by=("meeting.open",), ended_by=(*ENDS, "participant.leave", "participant.exclude"),
    lapses="they come to a later meeting",
)
