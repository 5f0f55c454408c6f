"""Leading the meeting: where in it one is, the pause, the parking place, letters read aloud, who comes and goes."""

import contextlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from helhet.access.actor import Actor
from helhet.access.rules import Permission
from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.kit.text import clean_text
from helhet.process.case import door as cases
from helhet.process.case.actions import hold, touch
from helhet.process.case.models import Case
from helhet.process.consent import door as consent
from helhet.process.live import events, rules, telling
from helhet.process.live.models import Letter, LiveMeeting, Parked
from helhet.process.mapping import door as mapping
from helhet.process.meeting.actions.rows import ahead_of, held
from helhet.process.meeting.models import Attendance, Meeting
from helhet.process.meeting.words import MeetingState, Presence, Who
from helhet.process.plan import actions as plan
from helhet.process.plan import around


def start(case_ref: UUID, *, by: Actor) -> None:
    """Begin on the screens: the first part, the person's letter, questions left from last time, a draft to write in.

    Beginning again changes nothing. Raises NotThere for who does not lead, Refused in the wrong step.
    """
    with transaction.atomic():
        case, meeting, row = _leading(case_ref, by)
        if row.part:
            return
        _turn(row, rules.parts_of(meeting.kind)[0].code)
        _letter(case, meeting, by)
        # What nobody answered last time still waits for its turn: it comes along.
        Parked.objects.filter(meeting__case=case, answered_at=None).exclude(meeting=meeting).update(meeting=meeting)
        with contextlib.suppress(NotThere):  # a leader from outside leads, and writes nothing
            plan.open_draft(case_ref, by=by)
        _told(case, events.STARTED, by)


def turn_to(case_ref: UUID, *, part: str, by: Actor) -> None:
    """Go on, or back, to a part; a pause ends by it. Raises Refused (MEET-05), NotThere."""
    with transaction.atomic():
        case, meeting, row = _leading(case_ref, by)
        refuse(rules.may_turn(meeting.kind, part))
        _turn(row, part)
        _told(case, events.TURNED, by, part=part)


def pause(case_ref: UUID, *, on: bool, by: Actor) -> None:
    """Take a pause (MEET-08), or go on after it. The part's time stands still meanwhile. Raises NotThere."""
    with transaction.atomic():
        case, _meeting, row = _leading(case_ref, by)
        if on == (row.paused_at is not None):
            return
        now = clock.now()
        if on:
            row.paused_at = now
        else:
            row.spent = {**row.spent, row.part: _taken(row, now)}
            row.part_since, row.paused_at = now, None
        row.save(update_fields=["paused_at", "part_since", "spent"])
        _told(case, events.PAUSED if on else events.RESUMED, by)


def park(case_ref: UUID, *, text: str, by: Actor) -> None:
    """Keep a question for later in the meeting: any unit in the room may, and the person. Raises Refused, NotThere."""
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.PLAN_WRITE)
        meeting = ahead_of(case, MeetingState.OPEN)
        if not _in_the_room(case, by):
            raise NotThere
        refuse(rules.may_park(text))
        Parked.objects.create(meeting=meeting, text=text.strip(), by=by.user_id, by_name=by.name, at=clock.now())
        _told(case, events.PARKED, by)


def answer_parked(case_ref: UUID, *, n: int, by: Actor) -> None:
    """The ``n``:th kept question, counted from one, has been answered. Raises NotThere."""
    with transaction.atomic():
        case, meeting, _row = _leading(case_ref, by)
        row = _nth(list(Parked.objects.filter(meeting=meeting).order_by("id")), n)
        if row.answered_at is None:
            row.answered_at = clock.now()
            row.save(update_fields=["answered_at"])
            _told(case, events.ANSWERED, by)


def read_letter(case_ref: UUID, *, n: int, by: Actor) -> None:
    """The ``n``:th letter has been read aloud (PART-06). Raises NotThere."""
    with transaction.atomic():
        case, meeting, _row = _leading(case_ref, by)
        row = _nth(list(Letter.objects.filter(meeting=meeting).order_by("id")), n)
        if row.read_at is None:
            row.read_at = clock.now()
            row.save(update_fields=["read_at"])
            _told(case, events.LETTER_READ, by)


def came(case_ref: UUID, *, position: int, asked: bool = False, by: Actor) -> None:
    """Somebody of the attendance came when the meeting had begun, or came back. Raises Refused (CON-01, CON-29).

    ``asked``: when it is the person, that they have been asked whether it feels right that these are here.
    """
    with transaction.atomic():
        case, meeting, _row = _leading(case_ref, by)
        one = _attendee(meeting, position)
        refuse(rules.may_come(name=_name(one), covered=_covered(case, one), individual=one.who == Who.INDIVIDUAL,
                              asked=asked))
        one.came_at, one.left_at = one.came_at or clock.now(), None
        one.save(update_fields=["came_at", "left_at"])
        touch(case)
        _told(case, events.CAME, by, position=position)


def joined(case_ref: UUID, *, name: str, support: bool, asked: bool, by: Actor) -> None:
    """Somebody nobody had expected comes: the person's own support, or another whom the consent names.

    ``asked``: that the person has been asked whether it feels right. Raises Refused (CON-01, CON-29), NotThere.
    """
    with transaction.atomic():
        case, meeting, _row = _leading(case_ref, by)
        last = Attendance.objects.filter(meeting=meeting).aggregate(Max("position"))["position__max"] or 0
        one = Attendance(meeting=meeting, position=last + 1, who=Who.SUPPORT if support else Who.OTHER,
                         name=clean_text(name), presence=Presence.THERE, came_at=clock.now())
        refuse(rules.may_join(name=one.name, covered=_covered(case, one), person=case.individual.given_name,
                              asked=asked))
        one.save()
        touch(case)
        _told(case, events.CAME, by, position=one.position)


def left(case_ref: UUID, *, position: int, by: Actor) -> None:
    """Somebody goes before the end. From now on nothing that is written is handed over to them. Raises NotThere."""
    with transaction.atomic():
        case, meeting, _row = _leading(case_ref, by)
        one = _attendee(meeting, position)
        one.left_at = clock.now()
        one.save(update_fields=["left_at"])
        _told(case, events.LEFT, by, position=position)


def _leading(case_ref: UUID, by: Actor) -> tuple[Case, Meeting, LiveMeeting]:
    """The case locked for who leads, its open meeting and where in it one is. Raises NotThere."""
    case = held(case_ref, by, Permission.MEETING_LEAD, leading=True)
    meeting = ahead_of(case, MeetingState.OPEN)
    row, _new = LiveMeeting.objects.get_or_create(meeting=meeting)
    return case, meeting, row


def _turn(row: LiveMeeting, part: str) -> None:
    now = clock.now()
    if row.part:
        row.spent = {**row.spent, row.part: _taken(row, now)}
    row.part, row.part_since, row.paused_at = part, now, None
    row.save(update_fields=["part", "part_since", "paused_at", "spent"])


def _taken(row: LiveMeeting, now: datetime) -> int:
    return rules.taken(row.spent, row.part, row.part_since, row.paused_at, now)


def _letter(case: Case, meeting: Meeting, by: Actor) -> None:
    """What the person has written to be read, when they do not say it themself (PART-06)."""
    settled = mapping.participation(case.pk)
    if settled and settled.letter:
        name = case.individual.given_name
        Letter.objects.create(meeting=meeting, whose=name, text=settled.letter, by=by.user_id, by_name=by.name,
                              at=clock.now())


def _in_the_room(case: Case, by: Actor) -> bool:
    """The person, or a unit that is covered and in the room, or that holds the pen."""
    if not by.is_staff:
        return by.kind == "individual" and by.individual_id == case.individual_id
    team = cases.participants(case.pk)
    if not around.reaches(case.ref, by.unit_id, any(p.unit_id == by.unit_id for p in team)):
        return False
    return around.present(case.pk, by.unit_id) or around.documents(case.pk, team, by)


def _attendee(meeting: Meeting, position: int) -> Attendance:
    row = Attendance.objects.select_related("unit").filter(meeting=meeting, position=position).first()
    if row is None:
        raise NotThere
    return row


def _name(one: Attendance) -> str:
    return one.unit.name if one.unit else one.name


def _covered(case: Case, one: Attendance) -> bool:
    """As at the opening: a unit or somebody else by consent or route; the person and those with them always."""
    now = consent.coverage(case.pk, clock.now())
    if one.who == Who.UNIT and one.unit_id:
        return one.unit_id == case.convener_unit_id or now.covers(one.unit_id)
    if one.who == Who.OTHER:
        return one.name.casefold() in {name.casefold() for name, kinds in now.names.items() if kinds}
    return True


def _nth(rows: list[Any], n: int) -> Any:
    if not 1 <= n <= len(rows):
        raise NotThere
    return rows[n - 1]


def _told(case: Case, event: str, by: Actor, **data: str | int) -> None:
    """The end of every verb that leads: the screens are told, and last the log row."""
    telling.rows(case.ref)
    log.record(event, by=by, individuals=[case.individual_id], subject=case.ref, data=dict(data))
