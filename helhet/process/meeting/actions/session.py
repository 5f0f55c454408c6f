"""At the meeting: open it, note what deviated, end it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.kit.refusals import refuse
from helhet.process.case.actions import move
from helhet.process.case.models import Case
from helhet.process.case.moves import must_be_allowed
from helhet.process.case.rules import State
from helhet.process.consent import door as consent
from helhet.process.meeting import sitting
from helhet.process.meeting.actions.rows import ahead_of, change, deviate, end_row, held, sit_again
from helhet.process.meeting.models import Attendance, Meeting
from helhet.process.meeting.sitting import Attendee, Opening
from helhet.process.meeting.words import ChangeKind, MeetingState, Path


def open_meeting(
    case_ref: UUID, *, attendance: Sequence[Attendee], yes_again: bool | None, carry_on_why: str = "", by: Actor
) -> None:
    """Open the meeting with those who are there. Whoever no consent or route covers today is not let in.

    Called and invited ones who are missing become deviations. Raises Refused (CON-01, CON-18, CON-29, ATT-12,
    MEET-06), NotThere.
    """
    with transaction.atomic():
        case = held(case_ref, by, Permission.MEETING_LEAD, leading=True)
        to = State.MEETING if case.state == State.CALLED else case.state
        must_be_allowed("meeting.open", case.state, to)
        meeting = ahead_of(case, MeetingState.PLANNED)
        refuse(sitting.may_open(_opening(case, meeting, attendance, yes_again, carry_on_why), clock.today()))
        meeting.state, meeting.opened_at, meeting.yes_again = MeetingState.OPEN, clock.now(), yes_again
        meeting.save(update_fields=["state", "opened_at", "yes_again"])
        change(meeting, ChangeKind.OPENED, "", by)
        _attend(meeting, attendance)
        for kind, path, who in sitting.found_missing(attendance):
            deviate(meeting, kind, path, who.unit, who.name, carry_on_why if path == Path.CARRY_ON else "", by)
        move(case, verb="meeting.open", to=to, by=by, data={"meeting": str(meeting.ref)})


def end(
    case_ref: UUID, *, summary: str, outcome_state: str, why: str = "", starts_at: datetime | None = None,
    ends_at: datetime | None = None, by: Actor,
) -> None:
    """End the meeting: on to the plan, back to preparing, on another day (called), or information was enough.

    Raises Refused (MEET-14, CALL-14), NotThere.
    """
    with transaction.atomic():
        case = held(case_ref, by, Permission.MEETING_LEAD, leading=True)
        to = case.state if case.state == State.FOLLOWING_UP else outcome_state
        must_be_allowed("meeting.end", case.state, to)
        meeting = ahead_of(case, MeetingState.OPEN)
        refuse(sitting.may_end(to, summary, why, starts_at, clock.now()))
        done = to in (State.DOCUMENTING, State.FOLLOWING_UP)
        meeting.summary, meeting.why_stopped = summary, why
        end_row(meeting, MeetingState.HELD if done else MeetingState.STOPPED)
        change(meeting, ChangeKind.ENDED, why, by)
        if to == State.CALLED and starts_at is not None:
            sit_again(meeting, starts_at, ends_at or starts_at + (meeting.ends_at - meeting.starts_at), why, by)
        move(case, verb="meeting.end", to=to, by=by, reason=why, data={"meeting": str(meeting.ref)})


def deviation(
    case_ref: UUID, *, kind: str, path: str, note: str, unit: int | None = None, name: str = "", by: Actor
) -> str:
    """Note one of the four deviations and the way chosen onwards, which is returned (ATT-12).

    The way itself is another verb: a new time, a new call, the person's no. Raises Refused (ATT-12, PART-06), NotThere.
    """
    with transaction.atomic():
        case = held(case_ref, by, Permission.MEETING_LEAD, leading=True)
        must_be_allowed("meeting.deviation", case.state, case.state)
        meeting = ahead_of(case, MeetingState.PLANNED, MeetingState.OPEN)
        refuse(sitting.may_deviate(kind, path, meeting.participation, bool(unit or name), note))
        deviate(meeting, kind, path, unit, name, note, by)
        move(case, verb="meeting.deviation", by=by, reason=note, data={"deviation": kind, "path": path})
        return path


def call_off(case: Case, reason: str, by: Actor) -> None:
    """A case that has ended holds no meeting any longer: used by this room's reactions."""
    for meeting in Meeting.objects.filter(case=case, state__in=[MeetingState.PLANNED, MeetingState.OPEN]):
        was_open = meeting.state == MeetingState.OPEN
        end_row(meeting, MeetingState.STOPPED if was_open else MeetingState.CANCELLED)
        change(meeting, ChangeKind.ENDED if was_open else ChangeKind.CANCELLED, reason, by)


def close_open(case: Case, by: Actor) -> None:
    """The plan was established or the follow-up written while people still sat: the meeting is held."""
    for meeting in Meeting.objects.filter(case=case, state=MeetingState.OPEN):
        end_row(meeting, MeetingState.HELD)
        change(meeting, ChangeKind.ENDED, "", by)


def _opening(
    case: Case, meeting: Meeting, attendance: Sequence[Attendee], yes_again: bool | None, why: str
) -> Opening:
    covered = consent.coverage(case.pk, clock.now())
    units = {a.unit for a in attendance if a.unit and covered.covers(a.unit)} | {case.convener_unit_id}
    names = frozenset(name.casefold() for name, kinds in covered.names.items() if kinds)
    return Opening(
        tuple(attendance), frozenset(units), names, meeting.participation, yes_again,
        covered.route and not covered.part_a, covered.route_fresh, why, clock.local(meeting.starts_at).date(),
    )


def _attend(meeting: Meeting, attendance: Sequence[Attendee]) -> None:
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, position=n, who=a.who, unit_id=a.unit, relation_id=a.relation,
                   name="" if a.unit else a.name, kind=a.kind, presence=a.presence)
        for n, a in enumerate(sitting.in_order(attendance), 1)
    )
