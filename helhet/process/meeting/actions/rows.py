"""What every verb of the meeting shares: whose it is, which meeting, and the rows it appends."""

from datetime import datetime
from uuid import UUID

from helhet.access.actor import Actor
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.process.case.actions import hold
from helhet.process.case.models import Case, Participant
from helhet.process.case.rules import ParticipantKind
from helhet.process.meeting.models import Deviation, Meeting, MeetingChange
from helhet.process.meeting.words import ChangeKind, MeetingState

HOLDERS = (ParticipantKind.CONVENER, ParticipantKind.MAIN_RESPONSIBLE)
FIELDS = (
    "kind", "starts_at", "ends_at", "place", "form", "link", "technical_help", "agreed_with_person", "agreed_how",
    "child_time", "participation", "leader_name", "leader_user", "leader_independent", "documenter_name",
    "documenter_user", "reason_for_time", "place_public",
)


def held(case_ref: UUID, by: Actor, needs: Permission, *, leading: bool = False) -> Case:
    """Lock the case for its holder; ``leading`` also for the named leader or documenter, wherever they work."""
    case = hold(case_ref, by=by, needs=needs)
    if not by.is_staff:
        raise NotThere
    holders = Participant.objects.filter(case=case, valid_to__isnull=True, kind__in=HOLDERS, unit_id=by.unit_id or 0)
    if holders.exists():
        return case
    if leading and by.user_id is not None:
        ahead = Meeting.objects.filter(case=case, state__in=[MeetingState.PLANNED, MeetingState.OPEN]).first()
        if ahead and by.user_id in (ahead.leader_user, ahead.documenter_user):
            return case
    raise NotThere


def ahead_of(case: Case, *states: str) -> Meeting:
    meeting = Meeting.objects.filter(case=case, state__in=states).first()
    if meeting is None:
        raise NotThere
    return meeting


def end_row(meeting: Meeting, state: str) -> None:
    meeting.state, meeting.ended_at = state, clock.now()
    meeting.save(update_fields=["state", "ended_at", "summary", "why_stopped"])


def change(meeting: Meeting, kind: str, reason: str, by: Actor) -> None:
    MeetingChange.objects.create(
        meeting=meeting, kind=kind, starts_at=meeting.starts_at, ends_at=meeting.ends_at, place=meeting.place,
        reason=reason, at=clock.now(), by=by.user_id, by_name=by.name, unit_name=by.unit_name,
    )


def deviate(
    meeting: Meeting, kind: str, path: str, unit: int | None, name: str, note: str, by: Actor
) -> None:
    Deviation.objects.create(
        meeting=meeting, kind=kind, path=path, unit_id=unit, name="" if unit else name, note=note, at=clock.now(),
        by=by.user_id, by_name=by.name,
    )


def sit_again(meeting: Meeting, starts_at: datetime, ends_at: datetime, why: str, by: Actor) -> None:
    """The same meeting goes on another day: a new row with everything but the time as it was."""
    values = {name: getattr(meeting, name) for name in FIELDS}
    values |= {"starts_at": starts_at, "ends_at": ends_at, "reason_for_time": why}
    new = Meeting.objects.create(case_id=meeting.case_id, number=meeting.number + 1, planned_at=clock.now(), **values)
    change(new, ChangeKind.PLANNED, why, by)
