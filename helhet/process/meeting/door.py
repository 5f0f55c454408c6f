"""What leaves the meetings of a case, and what later rooms' actions may ask about them."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from helhet.access.rules import Kind
from helhet.process.case.door import Visit
from helhet.process.case.shared import rows
from helhet.process.mapping import door as mapping
from helhet.process.mapping.rules import Participation
from helhet.process.meeting.cards import (
    Agreed,
    AttendanceCard,
    ChangeCard,
    DeviationCard,
    MeetingCard,
    MeetingFacts,
    Missed,
)
from helhet.process.meeting.models import Attendance, Deviation, Meeting, MeetingChange
from helhet.process.meeting.words import (
    ChangeKind,
    DeviationKind,
    MeetingForm,
    MeetingKind,
    MeetingState,
    Path,
    Presence,
    Who,
)

__all__ = ["Agreed", "MeetingCard", "MeetingFacts", "Missed"]
AHEAD = (MeetingState.PLANNED, MeetingState.OPEN)


# The invitation is a later step: it tells here how its sent call reads (purpose, questions), by case id.
_call: list[Callable[[int], tuple[str, str] | None]] = []


def call_words_from(source: Callable[[int], tuple[str, str] | None]) -> None:
    """The invitation room registers what a sent call says: ``source(case_id)`` → (purpose, questions) or None."""
    _call[:] = [source]


def agreed(v: Visit) -> Agreed:
    """Purpose and questions of the meeting, from the call or else from the preparation."""
    if not v.take(Kind.MEETING):
        return Agreed()
    called = _call[0](v.case.id) if _call else None
    if called:
        return Agreed(*called, called=True)
    found = mapping.prepared(v.case.id)
    return Agreed(found.purpose, found.questions)


def meetings(v: Visit) -> tuple[MeetingCard, ...]:
    """Every meeting of the case, the newest first. Four queries, none without the right to read about meetings."""
    if not v.take(Kind.MEETING):
        return ()
    return _cards(list(Meeting.objects.filter(case_id=v.case.id).order_by("-number")))


def next_meeting(v: Visit) -> MeetingCard | None:
    """The meeting that stands or goes on; None when there is none ahead."""
    if not v.take(Kind.MEETING):
        return None
    cards = _cards(list(Meeting.objects.filter(case_id=v.case.id, state__in=AHEAD).order_by("-number")[:1]))
    return cards[0] if cards else None


def meeting_of(case_id: int) -> MeetingFacts | None:
    """The newest meeting that is not called off, as later rooms' actions need it."""
    m = _newest(case_id)
    if m is None:
        return None
    came = [a for a in rows(Attendance, case_id, "meeting__case") if a.meeting_id == m.pk]
    person = next((r for r in came if r.who == Who.INDIVIDUAL), None)
    there = {r.unit_id for r in came if r.unit_id and is_there(r)}
    ever = {r.unit_id for r in came if r.unit_id and was_there(r)}
    missing = {d.unit_id for d in rows(Deviation, case_id, "meeting__case")
               if d.meeting_id == m.pk and d.kind == DeviationKind.CALLED_ABSENT and d.unit_id} - ever
    return MeetingFacts(
        m.pk, m.ref, m.number, m.kind, m.state, m.starts_at, m.ends_at, m.place, m.form, m.link, m.participation,
        m.leader_name, m.leader_independent, m.documenter_name, m.documenter_user, m.opened_at, m.ended_at,
        frozenset(there), frozenset(missing), was_there(person) if person else None, m.leader_user,
    )


def newest_starts_at(case_id: int) -> datetime | None:
    """When the newest meeting that is not called off stands; for who needs no more than that of it."""
    found = _newest(case_id)
    return found.starts_at if found else None


def _newest(case_id: int) -> Meeting | None:
    stand = (m for m in rows(Meeting, case_id) if m.state != MeetingState.CANCELLED)
    return max(stand, key=lambda m: m.number, default=None)


def starts_at(case_id: int, ref: UUID) -> datetime | None:
    """When a meeting of a case stands, unless it is called off."""
    found = (m.starts_at for m in rows(Meeting, case_id) if m.ref == ref and m.state != MeetingState.CANCELLED)
    return next(found, None)


def attended(case_id: int) -> frozenset[int]:
    """The units that have been at a meeting of the case, of all that were held."""
    found = Attendance.objects.filter(meeting__case_id=case_id, unit__isnull=False)
    return frozenset(row.unit_id for row in found if row.unit_id and was_there(row))


def missed(case_id: int, unit: int) -> Missed | None:
    """The newest meeting that a called unit did not come to, as it was noted; None when it has missed none."""
    row = Deviation.objects.filter(
        meeting__case_id=case_id, kind=DeviationKind.CALLED_ABSENT, unit_id=unit
    ).select_related("meeting").order_by("-meeting__number", "-id").first()
    return Missed(row.meeting.ref, row.meeting.starts_at, row.note) if row else None


def _name(row: Attendance) -> str:
    if row.unit:
        return row.unit.name
    return row.name or (row.relation.name if row.relation else "")


def was_there(row: Attendance) -> bool:
    """There from the beginning, or came when the meeting had begun."""
    return row.presence in (Presence.THERE, Presence.SCREEN, Presence.PART) or row.came_at is not None


def is_there(row: Attendance) -> bool:
    """In the room still: what is written is not handed over to who has left."""
    return was_there(row) and row.left_at is None


def _cards(rows: list[Meeting]) -> tuple[MeetingCard, ...]:
    ids = [m.pk for m in rows]
    changes = list(MeetingChange.objects.filter(meeting_id__in=ids).order_by("-at", "-id"))
    there = list(Attendance.objects.select_related("unit", "relation").filter(meeting_id__in=ids).order_by("position"))
    other = list(Deviation.objects.select_related("unit").filter(meeting_id__in=ids).order_by("id"))
    return tuple(
        _card(m, [c for c in changes if c.meeting_id == m.pk], [a for a in there if a.meeting_id == m.pk],
              [d for d in other if d.meeting_id == m.pk])
        for m in rows
    )


def _card(
    m: Meeting, changes: list[MeetingChange], there: list[Attendance], other: list[Deviation]
) -> MeetingCard:
    return MeetingCard(
        m.ref, m.number, m.kind, str(MeetingKind(m.kind).label), m.state, str(MeetingState(m.state).label),
        m.starts_at, m.ends_at, m.place, m.form, str(MeetingForm(m.form).label), m.link, m.technical_help,
        m.agreed_with_person, m.agreed_how, m.child_time, m.participation,
        str(Participation(m.participation).label), m.leader_name, m.leader_independent, m.documenter_name,
        m.documenter_user, m.leader_user, m.reason_for_time, m.opened_at, m.ended_at, m.summary, m.why_stopped,
        tuple(ChangeCard(c.kind, str(ChangeKind(c.kind).label), c.starts_at, c.place, c.reason, c.at, c.by_name,
                         c.unit_name) for c in changes),
        tuple(AttendanceCard(a.who, _name(a), a.unit_id, a.presence,
                             str(Presence(a.presence).label), a.position, a.came_at, a.left_at) for a in there),
        tuple(DeviationCard(d.kind, str(DeviationKind(d.kind).label), d.path, str(Path(d.path).label),
                            d.unit.name if d.unit else d.name, d.note, d.at, d.by_name,
                            d.unit.ref if d.unit else None) for d in other),
        m.place_public,
    )
