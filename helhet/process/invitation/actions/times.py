"""Finding a time: ask, answer, take the question back, and choose; the choice books the meeting and sends the call."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from helhet.access.actor import Actor
from helhet.access.context import open_asked, set_context
from helhet.access.rules import Permission
from helhet.audit import log
from helhet.clock.telling import tell
from helhet.kit import clock, keys
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refusal, Refused, refuse
from helhet.organisations import door as organisations
from helhet.post import actions as post
from helhet.process.case import actions as cases
from helhet.process.case import door as cases_door
from helhet.process.case.actions import hold, touch
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.consent import door as consent
from helhet.process.invitation import events, facts, rules, times
from helhet.process.invitation.actions.calling import copy_list, send
from helhet.process.invitation.actions.team import leads, must_lead
from helhet.process.invitation.models import Receiver, TimeAnswer, TimeAsked, TimeOption, TimePoll
from helhet.process.invitation.rules import Channel, ReceiverKind
from helhet.process.invitation.rules import times as found
from helhet.process.invitation.rules.times import FORMS, INDIVIDUAL, Asking, Closed, Fits, How, Proposed
from helhet.process.mapping import door as mapping
from helhet.process.meeting import actions as meetings
from helhet.process.meeting import door as meeting
from helhet.process.meeting.rules import may_be_then
from helhet.process.meeting.words import MeetingKind, MeetingState
from helhet.rulebook import door as rulebook

ASKED, ANSWERED, FIXED = "times.asked", "times.answered", "times.fixed"
STATES = (State.PREPARING, State.CALLED, State.ACTIVE, State.FOLLOWING_UP)
SENT, BOOKED, TO_CALL = "sent", "booked", "to_call"


@dataclass(frozen=True)
class Fixed:
    """How far the choice came: the call is out (or all are asked anew), only booked, or to be called to by its page.

    ``missing``: what kept the call from going out, where it was only booked.
    """

    outcome: str
    missing: tuple[Refusal, ...] = ()


def ask_times(
    case_ref: UUID, *, times: Sequence[Proposed], answer_by: date, list_agreed_with_person: bool, by: Actor
) -> UUID:
    """Ask those on the list, and the person, which times suit; an earlier question gives way. Returns its ref.

    Raises Refused (CALL-01..03, CALL-07, CALL-14, CON-26, PREP-06, PREP-07), NotThere.
    """
    with transaction.atomic():
        case = _held(case_ref, by)
        refuse(rules.may_call(by.unit_kind, rulebook.profile(case.profile_version_id)))
        if case.state == State.ACTIVE:
            copy_list(case, by=by)
        whom = _whom(case, by)
        refuse(found.may_ask_times(
            Asking(tuple(times), len(whom), list_agreed_with_person, answer_by, _digital(case)), clock.now()))
        close(case, Closed.ANEW)
        poll = TimePoll.objects.create(
            case=case, unit_id=by.unit_id or case.convener_unit_id, by=by.user_id, by_name=by.name,
            phone=by.phone or organisations.unit_by_id(by.unit_id or 0).phone, asked_at=clock.now(),
            answer_by=answer_by,
        )
        TimeOption.objects.bulk_create(
            TimeOption(poll=poll, starts_at=t.starts_at, ends_at=t.ends_at, how=t.how, place=t.place) for t in times)
        TimeAsked.objects.create(poll=poll, kind=INDIVIDUAL, in_helhet=True)
        TimeAsked.objects.bulk_create(_line(poll, r) for r in whom)
        _tell(case, ASKED, poll, by)
        post.news("individual", case.individual_id, at_once=False, near=[r.relation_id for r in whom if r.relation_id])
        _note(case, events.TIMES_ASKED, poll, by)
        return poll.ref


def answer_times(
    case_ref: UUID, *, replies: Mapping[UUID, str], asked: UUID | None = None, by: Actor
) -> None:
    """Say of each time whether it suits; with ``asked`` the convener writes down what somebody said.

    ``replies``: the option's ref → a word of ``Fits``. Raises Refused (CALL-14), NotThere.
    """
    with transaction.atomic():
        case = _open_to(case_ref, by)
        poll = times.newest_of(case.pk)
        row = _mine(case, poll, by, asked)
        if poll is None or row is None:
            raise NotThere
        options = list(TimeOption.objects.filter(poll=poll))
        refuse(found.may_answer_times(
            [o.ref for o in options], replies, is_open=poll.closed_at is None,
            last=max(o.starts_at for o in options), now=clock.now()))
        TimeAnswer.objects.bulk_create(
            TimeAnswer(asked=row, option=o, reply=replies[o.ref], at=clock.now(), by=by.user_id, by_name=by.name,
                       unit_name=by.unit_name)
            for o in options)
        tell(ANSWERED, units=[poll.unit_id], subject=cases.subject(case), by=by)
        _note(case, events.TIMES_ANSWERED, poll, by)


def stop_times(case_ref: UUID, *, by: Actor) -> None:
    """Take the question back: nobody is to answer it any longer. Raises Refused (CALL-14), NotThere."""
    with transaction.atomic():
        case = _held(case_ref, by)
        poll = times.open_of(case.pk)
        refuse(found.may_fix(is_open=poll is not None))
        close(case, Closed.STOPPED)
        _note(case, events.TIMES_CLOSED, poll, by)


def fix_time(
    case_ref: UUID, *, option: UUID, reason_for_time: str = "", agreed_how: str = "", link: str = "",
    technical_help: str = "", by: Actor,
) -> Fixed:
    """Choose a time: the meeting stands, and when the call is whole it goes out, in one transaction.

    A meeting that stands already is moved. Before a follow-up the choice leads to its own call. Raises Refused
    (CALL-14..16, CON-26, PART-07, PREP-07, PREP-20, PREP-22), NotThere.
    """
    with transaction.atomic():
        case = _held(case_ref, by)
        poll = times.open_of(case.pk)
        refuse(found.may_fix(is_open=poll is not None))
        row = TimeOption.objects.filter(poll=poll, ref=option).first()
        if poll is None or row is None:
            raise NotThere
        close(case, Closed.FIXED, row)
        agreed = _person_said(poll, row) in (Fits.FITS, Fits.IF_NEEDED)
        if case.state == State.PREPARING:
            _book(case, row, agreed, agreed_how, reason_for_time, link, technical_help, by)
            fixed = _send(case, poll, by)
        elif case.state == State.ACTIVE:
            fixed = Fixed(TO_CALL)
        else:
            _must_have_reason(case, row, reason_for_time)
            reason = reason_for_time or _("Tiden valdes sedan alla hade fått frågan.")
            meetings.move_meeting(case_ref, starts_at=row.starts_at, ends_at=row.ends_at, place=_place(row),
                                  place_public=_public(row), reason=reason, agreed_with_person=agreed,
                                  agreed_how=agreed_how, by=by)
            fixed = Fixed(SENT)
        _tell(case, FIXED, poll, by)
        _note(case, events.TIMES_CLOSED, poll, by)
        return fixed


def _must_have_reason(case: Case, row: TimeOption, reason: str) -> None:
    """A moved meeting keeps the region's times as a planned one does, or has its reason. Raises Refused."""
    stands = meeting.meeting_of(case.pk)
    kind = stands.kind if stands else MeetingKind.NEW.value
    profile = rulebook.profile(case.profile_version_id)
    refuse(may_be_then(kind, row.starts_at, reason, case.discovered_on, profile, clock.now()))


def close(case: Case, because: str, option: TimeOption | None = None) -> None:
    """End the open question of a case, if there is one: used by the verbs here and by this room's reactions."""
    TimePoll.objects.filter(case=case, closed_at__isnull=True).update(
        closed_at=clock.now(), closed_because=because, chosen=option)


def _held(case_ref: UUID, by: Actor) -> Case:
    case = hold(case_ref, by=by, needs=Permission.MEETING_PLAN)
    must_lead(case, by)
    if case.state not in STATES:
        raise NotThere
    return case


def _open_to(case_ref: UUID, by: Actor) -> Case:
    """Lock the case for one who is asked; a unit may know nothing of it yet but the question. Raises NotThere."""
    if not by.is_staff:
        return hold(case_ref, by=by)
    set_context(by, [case_ref])
    open_asked(case_ref)
    case = Case.objects.select_for_update().filter(ref=case_ref).first()
    if case is None or not by.may(Permission.CALL_ANSWER):
        raise NotThere
    keys.about(case.individual_id)
    return case


def _mine(case: Case, poll: TimePoll | None, by: Actor, asked: UUID | None) -> TimeAsked | None:
    rows = TimeAsked.objects.filter(poll=poll)
    if asked is not None:
        return rows.filter(ref=asked).first() if leads(case, by) else None
    if by.is_staff:
        return rows.filter(unit_id=by.unit_id or 0).first() if poll and times.may_know(case, poll, by.unit_id) else None
    if by.kind == INDIVIDUAL:
        return rows.filter(kind=INDIVIDUAL).first()
    return rows.filter(relation_id=by.relation_id or 0).first()


def _whom(case: Case, by: Actor) -> list[Receiver]:
    """Everybody on the list, except somebody near whom the person does not want there."""
    rows = times.whom_to_ask(case)
    judged = facts.asked(case, [facts.wanted_of(r) for r in rows], rulebook.profile(case.profile_version_id))
    found = [r for r, a in zip(rows, judged, strict=True)
             if not a.objected and not a.must_not_know and r.unit_id != by.unit_id]
    return found + (_taking_part(case, by, found) if case.state == State.ACTIVE else [])


def _taking_part(case: Case, by: Actor, listed: list[Receiver]) -> list[Receiver]:
    """Before a follow-up the units that take part are asked as well, such as the one that called the first time."""
    there = {r.unit_id for r in listed} | {by.unit_id}
    units = organisations.units_by_id(p.unit_id for p in cases_door.participants(case.pk) if p.unit_id)
    return [Receiver(kind=ReceiverKind.UNIT, duty=True, unit_id=u.id,
                     channel=Channel.SYSTEM if u.uses_helhet else Channel.PRINT)
            for u in units.values() if u.id not in there]


def _line(poll: TimePoll, r: Receiver) -> TimeAsked:
    return TimeAsked(
        poll=poll, kind=r.kind, duty=r.duty, unit_id=r.unit_id, relation_id=r.relation_id, name=r.name, phone=r.phone,
        in_helhet=r.kind == ReceiverKind.UNIT and r.channel == Channel.SYSTEM,
    )


def _digital(case: Case) -> bool:
    covered = consent.coverage(case.pk, clock.now())
    return covered.digital or (covered.route and not covered.part_a)


def _person_said(poll: TimePoll, row: TimeOption) -> str:
    said = TimeAnswer.objects.filter(asked__poll=poll, asked__kind=INDIVIDUAL, option=row).order_by("-at", "-id")
    return said.values_list("reply", flat=True).first() or ""


def _place(row: TimeOption) -> str:
    return row.place or (_("Hemma hos personen") if row.how == How.HOME else "")


def _public(row: TimeOption) -> bool:
    """Only a room may stand in a calendar, never a home."""
    return row.how in (How.ROOM, How.MIXED)


def _book(
    case: Case, row: TimeOption, agreed: bool, agreed_how: str, reason: str, link: str, help: str, by: Actor
) -> None:
    """The meeting as it stands with this time; who leads and writes stay as they were chosen."""
    before = meeting.meeting_of(case.pk)
    kept = before if before and before.state == MeetingState.PLANNED else None
    after = MeetingKind.AFTER_DISCHARGE.value
    meetings.plan(
        case.ref, kind=after if case.sip_kind == after else MeetingKind.NEW.value, starts_at=row.starts_at,
        ends_at=row.ends_at, place=_place(row), place_public=_public(row), form=FORMS[row.how],
        agreed_with_person=agreed, agreed_how=agreed_how, reason_for_time=reason, link=link, technical_help=help,
        leader_name=kept.leader_name if kept else "", leader_user=kept.leader_user if kept else None,
        leader_independent=bool(kept and kept.leader_independent),
        documenter_name=kept.documenter_name if kept else "",
        documenter_user=kept.documenter_user if kept else None,
        participation=kept.participation if kept else "", by=by,
    )


def _send(case: Case, poll: TimePoll, by: Actor) -> Fixed:
    """Send the call if nothing is missing; else nothing of it is written, and what is missing is handed back."""
    prepared = mapping.prepared(case.pk)
    try:
        # The verb's own transaction is a savepoint here: refused, it takes back its own writing and nothing else.
        send(case.ref, purpose=prepared.purpose, questions=prepared.questions,
             list_agreed_with_person=_same_list(case, poll), contact_name=by.name, contact_phone=poll.phone,
             contact_unit=by.unit_name, by=by)
    except Refused as refused:
        return Fixed(BOOKED, refused.refusals)
    return Fixed(SENT)


def _same_list(case: Case, poll: TimePoll) -> bool:
    """Whether nobody has come to the list since the person agreed to it."""
    agreed = {(a.unit_id, a.relation_id, a.name) for a in TimeAsked.objects.filter(poll=poll)}
    return all((r.unit_id, r.relation_id, r.name) in agreed for r in times.whom_to_ask(case))


def _tell(case: Case, code: str, poll: TimePoll, by: Actor) -> None:
    """Those units in Helhet that may know at this moment."""
    covered = facts.Covered(case.pk, case.convener_unit_id)
    units = TimeAsked.objects.filter(poll=poll, in_helhet=True, unit__isnull=False).values_list("unit_id", flat=True)
    known = [u for u in set(units) - times.left_since(poll) if u and covered.unit(u)]
    tell(code, units=known, subject=cases.subject(case), by=by)


def _note(case: Case, event: str, poll: TimePoll | None, by: Actor) -> None:
    case = Case.objects.get(pk=case.pk)  # a choice has moved it
    touch(case)
    log.record(event, by=by, individuals=[case.individual_id], subject=case.ref,
               data={"poll": str(poll.ref) if poll else ""})


__all__ = ["BOOKED", "SENT", "TO_CALL", "Fixed", "answer_times", "ask_times", "close", "fix_time", "stop_times"]
