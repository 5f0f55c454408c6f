"""Before the meeting: plan it, move it, call it off."""

from dataclasses import replace
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
from helhet.process.mapping import door as mapping
from helhet.process.meeting import rules
from helhet.process.meeting.actions.rows import FIELDS, ahead_of, change, end_row, held
from helhet.process.meeting.models import Meeting
from helhet.process.meeting.rules import Around, Booking
from helhet.process.meeting.words import ChangeKind, MeetingState
from helhet.rulebook import door as rulebook


def plan(
    case_ref: UUID, *, kind: str, starts_at: datetime, ends_at: datetime, place: str, form: str,
    agreed_with_person: bool, leader_name: str = "", leader_user: int | None = None, leader_independent: bool = False,
    documenter_name: str = "", documenter_user: int | None = None, link: str = "", technical_help: str = "",
    agreed_how: str = "", child_time: str = "", participation: str = "", reason_for_time: str = "",
    place_public: bool = False, by: Actor,
) -> UUID:
    """Plan the meeting, or change it while no call has gone out. Returns the meeting's ref.

    ``place_public``: the place is nobody's home, and may stand in calendars.

    Raises Refused (CALL-14..16, CALL-21, CON-26, PART-07, PREP-07, PREP-20, PREP-22), NotThere.
    """
    with transaction.atomic():
        case = held(case_ref, by, Permission.MEETING_PLAN)
        must_be_allowed("meeting.plan", case.state, case.state)
        ref = book(case, Booking(
            kind, starts_at, ends_at, place, form, participation, agreed_with_person, agreed_how, child_time, link,
            technical_help, leader_name, leader_user, leader_independent, documenter_name, documenter_user,
            reason_for_time, place_public,
        ), by=by)
        move(case, verb="meeting.plan", by=by, reason=reason_for_time, data={"meeting": str(ref)})
        return ref


def book(case: Case, booking: Booking, *, by: Actor) -> UUID:
    """Write a meeting on a case the caller has locked, without a move: for ``plan`` and for a called follow-up.

    Names left out are the actor's; a form of participation left out is the one last settled. Raises Refused.
    """
    ahead = Meeting.objects.filter(case=case, state__in=[MeetingState.PLANNED, MeetingState.OPEN]).first()
    wanted = _filled(case, booking, by)
    profile = rulebook.profile(case.profile_version_id)
    refuse(rules.may_book(wanted, _around(case, ahead), profile, clock.now()))
    values = {name: getattr(wanted, name) for name in FIELDS}
    if ahead is None:
        number = Meeting.objects.filter(case=case).count() + 1
        meeting = Meeting.objects.create(case=case, number=number, planned_at=clock.now(), **values)
    else:
        meeting = ahead
        for name, value in values.items():
            setattr(meeting, name, value)
        meeting.save(update_fields=list(values))
    change(meeting, ChangeKind.MOVED if ahead else ChangeKind.PLANNED, wanted.reason_for_time, by)
    return meeting.ref


def move_meeting(
    case_ref: UUID, *, starts_at: datetime, ends_at: datetime, place: str, reason: str, agreed_with_person: bool,
    agreed_how: str = "", place_public: bool | None = None, by: Actor,
) -> None:
    """Move a called meeting to another time or place, with the reason. Raises Refused (CALL-14..16), NotThere."""
    with transaction.atomic():
        case = held(case_ref, by, Permission.MEETING_PLAN)
        must_be_allowed("meeting.move", case.state, case.state)
        meeting = ahead_of(case, MeetingState.PLANNED)
        wanted = Booking(meeting.kind, starts_at, ends_at, place, meeting.form, meeting.participation,
                         agreed_with_person, agreed_how)
        profile = rulebook.profile(case.profile_version_id)
        refuse(rules.may_move(wanted, reason, _around(case, meeting), profile, clock.now()))
        kept = meeting.place_public and place == meeting.place  # a new place may be a home until one says otherwise
        meeting.place_public = kept if place_public is None else place_public
        meeting.starts_at, meeting.ends_at, meeting.place = starts_at, ends_at, place
        meeting.agreed_with_person, meeting.agreed_how = agreed_with_person, agreed_how
        meeting.save(update_fields=["starts_at", "ends_at", "place", "place_public", "agreed_with_person",
                                    "agreed_how"])
        change(meeting, ChangeKind.MOVED, reason, by)
        move(case, verb="meeting.move", by=by, reason=reason, data={"meeting": str(meeting.ref)})


def cancel(case_ref: UUID, *, reason: str, by: Actor) -> None:
    """Call the meeting off, with the reason: back to preparing, or to the plan. Raises Refused, NotThere."""
    with transaction.atomic():
        case = held(case_ref, by, Permission.MEETING_PLAN)
        to = State.ACTIVE if case.state == State.FOLLOWING_UP else State.PREPARING
        must_be_allowed("meeting.cancel", case.state, to)
        meeting = ahead_of(case, MeetingState.PLANNED)
        refuse(rules.may_cancel(reason))
        end_row(meeting, MeetingState.CANCELLED)
        change(meeting, ChangeKind.CANCELLED, reason, by)
        move(case, verb="meeting.cancel", to=to, by=by, reason=reason, data={"meeting": str(meeting.ref)})


def _filled(case: Case, booking: Booking, by: Actor) -> Booking:
    settled = mapping.participation(case.pk)
    leads = booking.leader_name or by.name
    writes = booking.documenter_name or by.name
    return replace(
        booking,
        participation=booking.participation or (settled.how if settled else ""),
        leader_name=leads, leader_user=booking.leader_user or (None if booking.leader_name else by.user_id),
        documenter_name=writes,
        documenter_user=booking.documenter_user or (None if booking.documenter_name else by.user_id),
    )


def _around(case: Case, ahead: Meeting | None) -> Around:
    covered = consent.coverage(case.pk, clock.now())
    # A documented route stands in where the person cannot consent; a presumed yes never reaches a screen.
    digital = covered.digital or (covered.route and not covered.part_a)
    return Around(case.discovered_on, digital, bool(ahead and ahead.state == MeetingState.OPEN))
