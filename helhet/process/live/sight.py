"""Who may see what is being written now: the same answer for the pages and for the live stream."""

from helhet.access.rules import Kind
from helhet.process.case.door import Visit
from helhet.process.meeting import door as meeting
from helhet.process.meeting.models import Attendance
from helhet.process.meeting.words import MeetingState
from helhet.process.plan import around

__all__ = ["sees_writing"]


def sees_writing(v: Visit) -> bool:
    """Whether the visitor may see the draft as it is written.

    A unit: covered by consent or route now and, while the meeting goes on, in the room; or holds the pen. The person:
    while the meeting goes on. One near the person: only in the room, and only what the person lets them read.
    """
    if Kind.PLAN.value not in v.decision.kinds - v.decision.copied:
        return False
    if v.by.is_staff:
        taking_part = v.by.unit_id in v.case.units()
        if not around.reaches(v.case.ref, v.by.unit_id, taking_part):
            return False
        pen = around.documents(v.case.id, v.case.participants, v.by)
        return pen or around.present(v.case.id, v.by.unit_id)
    sitting = meeting.meeting_of(v.case.id)
    if sitting is None or sitting.state != MeetingState.OPEN:
        return False
    return v.is_own or _relation_here(sitting.id, v.by.relation_id)


def _relation_here(sitting: int, relation: int | None) -> bool:
    if relation is None:
        return False
    found = Attendance.objects.filter(meeting_id=sitting, relation_id=relation, left_at__isnull=True)
    return any(meeting.was_there(row) for row in found)
