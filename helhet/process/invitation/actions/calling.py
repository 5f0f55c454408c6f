"""The list, and the call that goes out to it."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.rules import Permission
from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.organisations import door as organisations
from helhet.process.case.actions import hold, move, touch
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.invitation import events, facts, rules
from helhet.process.invitation.actions.team import join, leads, must_lead, put, share
from helhet.process.invitation.models import Call, Handed, Receiver
from helhet.process.invitation.rules import Asked, CallFacts, Ended, Wanted
from helhet.process.mapping import door as mapping
from helhet.process.meeting import door as meeting
from helhet.process.meeting.words import MeetingState
from helhet.rulebook import door as rulebook
from helhet.rulebook.profile import Profile


def list_receiver(case_ref: UUID, *, wanted: Wanted, receiver: UUID | None = None, by: Actor) -> UUID:
    """Put somebody on the list, or change what stands there; the same unit or relation is changed, not doubled.

    Returns the receiver's ref. Raises Refused (CALL-05, CALL-08, CALL-09, CALL-11, CALL-13, PART-04, CH-07), NotThere.
    """
    with transaction.atomic():
        case = _hold_list(case_ref, by)
        profile = rulebook.profile(case.profile_version_id)
        asked = facts.asked(case, [wanted], profile)[0]
        refuse(rules.may_ask(asked, profile))
        call = _draft(case, by)
        row = put(call, wanted, asked.channel, _there(call, wanted, receiver))
        _listed(case, by)
        return row.ref


def prepare_list(case_ref: UUID, *, receivers: Iterable[Wanted], by: Actor) -> tuple[UUID, ...]:
    """The whole list at once: what stood there before is taken away. Raises as ``list_receiver``."""
    wanted = tuple(receivers)
    with transaction.atomic():
        case = _hold_list(case_ref, by)
        profile = rulebook.profile(case.profile_version_id)
        asked = facts.asked(case, wanted, profile)
        refuse(tuple(r for a in asked for r in rules.may_ask(a, profile)))
        call = _draft(case, by)
        Receiver.objects.filter(call=call, ended_at__isnull=True).update(
            ended_at=clock.now(), ended_because=Ended.REMOVED
        )
        rows = [put(call, w, a.channel) for w, a in zip(wanted, asked, strict=True)]
        _listed(case, by)
        return tuple(r.ref for r in rows)


def unlist(case_ref: UUID, *, receiver: UUID, by: Actor) -> None:
    """Take somebody off the list before it goes out. Raises NotThere."""
    with transaction.atomic():
        case = _hold_list(case_ref, by)
        row = Receiver.objects.filter(call=facts.draft_of(case.pk), ref=receiver, ended_at__isnull=True).first()
        if row is None:
            raise NotThere
        row.ended_at, row.ended_because = clock.now(), Ended.REMOVED
        row.save(update_fields=["ended_at", "ended_because"])
        _listed(case, by)


def send(
    case_ref: UUID, *, purpose: str, questions: str, list_agreed_with_person: bool, contact_name: str,
    contact_phone: str, contact_unit: str, kind: str = "", comment: str = "", by: Actor,
) -> UUID:
    """Send the call and the invitations: summoned and invited take part from now, and reach the call.

    Returns the call's ref. Raises Refused (CALL-01..03, CALL-05, CALL-07, CALL-08, CALL-10, CALL-11, CALL-13,
    CALL-14, CALL-21, PREP-06, PREP-09, PREP-10, LAW-09, LAW-11, ATT-10, PART-04, CH-07, RESP-16), NotThere.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.CALL_SEND)
        call = call_to(
            case, purpose=purpose, questions=questions, list_agreed_with_person=list_agreed_with_person,
            contact_name=contact_name, contact_phone=contact_phone, contact_unit=contact_unit, kind=kind,
            comment=comment, by=by,
        )
        move(case, verb="invitation.send", to=State.CALLED, by=by,
             data={"call": str(call.ref), "meeting": str(call.meeting)})
        return call.ref


def call_to(
    case: Case, *, purpose: str, questions: str, list_agreed_with_person: bool, contact_name: str,
    contact_phone: str, contact_unit: str, kind: str = "", comment: str = "", meeting_ref: UUID | None = None,
    by: Actor,
) -> Call:
    """The call of a case that is already locked, without a move: for ``send`` and the follow-up's call.

    Takes the list of the draft and the meeting that stands (``meeting_ref`` only checks that it is that one).
    Raises as ``send``.
    """
    profile = rulebook.profile(case.profile_version_id)
    refuse(rules.may_call(by.unit_kind, profile))
    must_lead(case, by)
    stands = meeting.meeting_of(case.pk)
    if stands is not None and stands.state != MeetingState.PLANNED:
        stands = None  # one that was held says nothing of where to come now
    if meeting_ref is not None and (stands is None or stands.ref != meeting_ref):
        raise NotThere
    draft = facts.draft_of(case.pk)
    rows = facts.receivers(draft) if draft else []
    asked = facts.asked(case, [facts.wanted_of(r) for r in rows], profile)
    kind = kind or (stands.kind if stands else "")
    goal = mapping.important_text(case.pk)
    refuse(rules.may_send(
        CallFacts(
            caller_kind=by.unit_kind, caller_side=organisations.unit_by_id(by.unit_id or 0).side,
            meeting=stands is not None, kind=kind, purpose=purpose, goal=goal, questions=questions,
            list_agreed=list_agreed_with_person, contact_name=contact_name, contact_phone=contact_phone,
            contact_unit=contact_unit, asked=asked,
        ), profile,
    ))
    call = draft or _draft(case, by)
    call.meeting, call.kind = stands.ref if stands else None, kind
    call.purpose, call.goal, call.questions, call.comment = purpose, goal, questions, comment
    call.contact_name, call.contact_phone, call.contact_unit = contact_name, contact_phone, contact_unit
    call.list_agreed, call.by, call.by_name, call.unit_id = True, by.user_id, by.name, by.unit_id or 0
    _out(case, call, rows, asked, profile)
    return call


def _out(case: Case, call: Call, rows: list[Receiver], asked: tuple[Asked, ...], profile: Profile) -> None:
    """Out it goes: the former call is done, receivers become participants, reach follows."""
    now = clock.now()
    Call.objects.filter(case=case, sent_at__isnull=False, done_at__isnull=True).update(done_at=now)
    call.sent_at = call.asked_at = now
    call.answer_by = profile.last_day("answer_days", clock.today())
    call.save()
    for row, one in zip(rows, asked, strict=True):
        row.sent_at, row.channel = now, one.channel
        row.save(update_fields=["sent_at", "channel"])
        join(case, row)
    share(case)


def hand_over(case_ref: UUID, *, receiver: UUID | None, told_off: bool = False, by: Actor) -> None:
    """Note that the paper was given: to a receiver, or to the person (None); or that they were told it is off.

    Raises NotThere. CALL-19.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.CALL_SEND)
        must_lead(case, by)
        call = facts.newest(case.pk)
        row = Receiver.objects.filter(call=call, ref=receiver).first() if receiver else None
        if call is None or (receiver and row is None):
            raise NotThere
        if not Handed.objects.filter(call=call, receiver=row, told_off=told_off).exists():
            Handed.objects.create(call=call, receiver=row, told_off=told_off, at=clock.now(), by_name=by.name)
        touch(case)
        log.record(events.TOLD_OFF if told_off else events.HANDED, by=by, individuals=[case.individual_id],
                   subject=case.ref, data={"receiver": str(receiver or "person")})


def copy_list(case: Case, *, by: Actor) -> None:
    """Begin a new list from the last call's, when there is no draft: after a called-off meeting, before a follow-up."""
    last = facts.newest(case.pk)
    if last is None or facts.draft_of(case.pk):
        return
    draft = _draft(case, by)
    for row in facts.receivers(last):
        put(draft, facts.wanted_of(row), row.channel)


def _hold_list(case_ref: UUID, by: Actor) -> Case:
    case = hold(case_ref, by=by, needs=Permission.CALL_SEND)
    profile = rulebook.profile(case.profile_version_id)
    refuse(rules.may_call(by.unit_kind, profile))
    if not leads(case, by) or case.state not in (State.PREPARING, State.ACTIVE):
        raise NotThere
    return case


def _draft(case: Case, by: Actor) -> Call:
    return facts.draft_of(case.pk) or Call.objects.create(
        case=case, unit_id=by.unit_id or case.convener_unit_id, by=by.user_id, by_name=by.name,
        created_at=clock.now(),
    )


def _there(call: Call, wanted: Wanted, receiver: UUID | None) -> Receiver | None:
    rows = Receiver.objects.filter(call=call, ended_at__isnull=True)
    if receiver:
        found = rows.filter(ref=receiver).first()
        if found is None:
            raise NotThere
        return found
    if wanted.unit:
        return rows.filter(unit_id=wanted.unit).first()
    return rows.filter(relation_id=wanted.relation).first() if wanted.relation else None


def _listed(case: Case, by: Actor) -> None:
    touch(case)
    log.record(events.LISTED, by=by, individuals=[case.individual_id], subject=case.ref)
