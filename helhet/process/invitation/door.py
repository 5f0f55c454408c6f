"""What leaves the call: to the convener all of it, to a receiver its own, to a forwarded unit almost nothing."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.context import open_asked, set_context
from helhet.access.rules import Kind, Permission
from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.organisations import door as organisations
from helhet.organisations.door import UnitCard
from helhet.people.cards import RelationCard
from helhet.process.case import events as case_events
from helhet.process.case.door import Visit
from helhet.process.case.models import Case
from helhet.process.case.rules import ParticipantKind
from helhet.process.invitation import events, facts
from helhet.process.invitation.calendar import Entry
from helhet.process.invitation.cards import AnswerCard, AnswerFacts, CallCard, ReceivedCard, ReceiverCard
from helhet.process.invitation.models import Answer, Call, Forward, Handed, Receiver
from helhet.process.invitation.rules import Channel, ReceiverKind, Reply
from helhet.process.meeting import door as meeting
from helhet.process.meeting.words import ChangeKind, MeetingKind, MeetingState

PRINTED, CALENDAR = case_events.PRINTED, events.CALENDAR
Given = dict[tuple[int | None, bool], datetime]  # (receiver or None for the person, told off) → when
HOLDERS = (ParticipantKind.CONVENER, ParticipantKind.MAIN_RESPONSIBLE)


def holds(v: Visit) -> bool:
    """Whether the reader's unit holds the case or the plan: writes the list, sends, sees every answer's words."""
    return v.by.is_staff and v.by.unit_id in v.case.units(*HOLDERS)


def draft(v: Visit) -> CallCard | None:
    """The call that is being written, for the unit that holds the case."""
    if not holds(v) or not v.take(Kind.MEETING):
        return None
    row = facts.draft_of(v.case.id)
    return _call(v, row) if row else None


def call(v: Visit) -> CallCard | None:
    """The call that was sent last, with receivers and answers. A constant number of queries."""
    if not v.take(Kind.MEETING):
        return None
    row = facts.newest(v.case.id)
    return _call(v, row) if row else None


def mine(v: Visit, card: CallCard | None) -> ReceiverCard | None:
    """The reader's own row of a call."""
    if card is None:
        return None
    return card.of_unit(v.by.unit_id) if v.by.is_staff else card.of_relation(v.by.relation_id)


def letter(v: Visit, receiver: UUID | None) -> tuple[CallCard, ReceiverCard | None]:
    """A call as the letter to one receiver, or (None) to the person. Raises NotThere.

    Nothing goes to somebody the person does not want along, or who must not know.
    """
    card = call(v)
    if card is None:
        raise NotThere
    if receiver is None:
        if not holds(v) and not v.is_own:
            raise NotThere
        return card, None
    row = card.receiver(receiver)
    if row is None or not _may_have(v, card, row):
        raise NotThere
    return _written_to(card, row, facts.Covered(v.case.id, v.case.convener_unit_id)), row


def letters(v: Visit) -> tuple[tuple[CallCard, ReceiverCard | None], ...]:
    """Every letter of the newest call that the reader may have, the person's own first; none of a call that is off."""
    card = call(v)
    if card is None or card.off_at:
        return ()
    own: list[tuple[CallCard, ReceiverCard | None]] = [(card, None)] if holds(v) or v.is_own else []
    covered = facts.Covered(v.case.id, v.case.convener_unit_id)
    return (*own, *((_written_to(card, r, covered), r) for r in card.recipients if _may_have(v, card, r)))


def _may_have(v: Visit, card: CallCard, row: ReceiverCard) -> bool:
    own = mine(v, card)
    return (holds(v) or (own is not None and own.ref == row.ref)) and not _shut_out(v, row)


def _written_to(card: CallCard, row: ReceiverCard, covered: facts.Covered) -> CallCard:
    """The call as one receiver may know it."""
    if covered.why(row):
        return card
    kind = _without_hospital(card.kind)
    return replace(card, kind=kind, kind_name=_kind_name(kind))


def calendar_entry(v: Visit, receiver: UUID | None) -> Entry:
    """The called meeting as an entry of one's own calendar, or (to the holder) of a receiver's. Raises NotThere.

    A place stands there only where somebody has said that it is no home, and never for one with a protected identity.
    """
    card = call(v)
    row = mine(v, card) if receiver is None else card.receiver(receiver) if card else None
    if card is None or (row is None and (receiver is not None or not (holds(v) or v.is_own))):
        raise NotThere
    own = mine(v, card)
    if row is not None and (_shut_out(v, row) or not (holds(v) or (own and own.ref == row.ref))):
        raise NotThere
    sitting = next((m for m in meeting.meetings(v) if m.ref == card.meeting), None)
    if sitting is None:
        raise NotThere
    changed = sum(c.kind in (ChangeKind.MOVED, ChangeKind.CANCELLED) for c in sitting.changes)
    public = sitting.place_public and not v.person.protected
    return Entry(
        meeting=sitting.ref, key=row.ref if row else v.person.ref if v.is_own else v.case.ref,
        starts_at=sitting.starts_at, ends_at=sitting.ends_at, place=sitting.place if public else "", sequence=changed,
        cancelled=card.off_at is not None or sitting.state == MeetingState.CANCELLED,
    )


def answers(case_id: int) -> tuple[AnswerFacts, ...]:
    """Whom the newest call went to and what they answered, for later rooms' actions."""
    found = facts.newest(case_id)
    if found is None:
        return ()
    rows = facts.receivers(found)
    units = organisations.units_by_id([r.unit_id for r in rows if r.unit_id])
    said = facts.latest_answers(rows, found.asked_at)
    return tuple(
        AnswerFacts(r.unit_id, r.relation_id, units[r.unit_id].name if r.unit_id else r.name, r.duty,
                    said[r.pk].reply if r.pk in said else "", said[r.pk].who_name if r.pk in said else "")
        for r in rows
    )


def received(by: Actor, ref: UUID) -> ReceivedCard:
    """That a call exists, from whom and by when: for a unit it was passed on to, before consent covers it.

    Logs the reading with the person concerned; hands out nothing about who that is. Raises NotThere.
    """
    with transaction.atomic():
        set_context(by, [ref])
        open_asked(ref)
        case = Case.objects.select_related("convener_unit").filter(ref=ref).first()
        newest = facts.newest(case.pk) if case else None
        passed = Forward.objects.select_related("receiver__unit", "to_unit").filter(
            receiver__call=newest, to_unit_id=by.unit_id or 0
        ).order_by("-at").first()
        if case is not None and newest is not None and passed is not None and by.may(Permission.CALL_ANSWER):
            log.record(events.FORWARD_READ, by=by, individuals=[case.individual_id], subject=ref)
            return ReceivedCard(
                case.convener_unit.name, newest.contact_name, newest.contact_phone, newest.contact_unit,
                newest.answer_by, passed.by_name, passed.receiver.unit.name if passed.receiver.unit else "",
                _forward_state(newest, passed),
            )
        log.record(case_events.DENIED, by=by, subject=ref)
    raise NotThere(logged=True)


def _forward_state(newest: Call, passed: Forward) -> str:
    if newest.off_at or newest.done_at:
        return "off"
    return {None: "waits", True: "taken", False: "declined"}[passed.accepted]


def _shut_out(v: Visit, row: ReceiverCard) -> bool:
    beside = next((r for r in v.person.relations if r.id == row.relation_id), None)
    return row.kind == ReceiverKind.RELATION and (beside is None or beside.objected or beside.must_not_know)


def _call(v: Visit, row: Call) -> CallCard:
    rows = facts.receivers(row)
    units = organisations.units_by_id({row.unit_id, *(r.unit_id for r in rows if r.unit_id)})
    handed: Given = {(r, off): at for r, off, at in
                     Handed.objects.filter(call=row).values_list("receiver_id", "told_off", "at")}
    person = handed.get((None, False))
    kind = row.kind if Kind.NEED.value in v.decision.kinds else _without_hospital(row.kind)
    return CallCard(
        ref=row.ref, kind=kind, kind_name=_kind_name(kind),
        purpose=row.purpose, goal=row.goal, questions=row.questions, comment=row.comment,
        contact_name=row.contact_name, contact_phone=row.contact_phone, contact_unit=row.contact_unit,
        answer_by=row.answer_by, by_name=row.by_name, unit_id=row.unit_id, unit_name=units[row.unit_id].name,
        meeting=row.meeting, sent_at=row.sent_at, off_at=row.off_at, done_at=row.done_at,
        person_handed_on=_day(person), person_told_off=(None, True) in handed,
        recipients=_receivers(v, row, rows, units, handed),
    )


def _without_hospital(kind: str) -> str:
    """The kind of meeting for who may not know why one began: a stay in hospital is part of why."""
    return MeetingKind.NEW.value if kind == MeetingKind.AFTER_DISCHARGE else kind


def _kind_name(kind: str) -> str:
    return str(MeetingKind(kind).label) if kind else ""


def _receivers(
    v: Visit, call: Call, rows: list[Receiver], units: dict[int, UnitCard],
    handed: Given,
) -> tuple[ReceiverCard, ...]:
    said, passed = facts.latest_answers(rows), facts.pending_forwards(rows)
    before = {r.pk: r.unit.name for r in Receiver.objects.select_related("unit").filter(
        pk__in=[r.came_from_id for r in rows if r.came_from_id]) if r.unit}
    covered = facts.Covered(v.case.id, v.case.convener_unit_id)
    beside = {r.id: r for r in v.person.relations}
    everything = holds(v) or v.is_own
    cards = []
    for r in rows:
        card = _receiver(r, units.get(r.unit_id or 0), beside.get(r.relation_id or 0))
        own = r.unit_id == v.by.unit_id if v.by.is_staff else bool(r.relation_id) and r.relation_id == v.by.relation_id
        card = replace(
            card, covered=covered.row(r), answer=_answer(said.get(r.pk), call.asked_at),
            passed_to=passed[r.pk].to_unit.name if r.pk in passed else "",
            took_over_from=before.get(r.came_from_id or 0, ""),
            handed_on=_day(handed.get((r.pk, False))), told_off=(r.pk, True) in handed,
        )
        if beside.get(r.relation_id or 0) is not None and _hidden(beside[r.relation_id or 0], everything):
            continue
        cards.append(card if everything or own else _outside(card))
    return tuple(cards)


def _hidden(beside: RelationCard, everything: bool) -> bool:
    return beside.must_not_know and not everything


def _outside(card: ReceiverCard) -> ReceiverCard:
    """What one receiver may know of another: who they are, how they are asked, and whether they come (CALL-12)."""
    told = replace(card.answer, message="") if card.answer else None
    return replace(card, why="", contribution="", not_spoken_why="", spoken_on=None, answer=told)


def _receiver(r: Receiver, unit: UnitCard | None, beside: RelationCard | None) -> ReceiverCard:
    return ReceiverCard(
        ref=r.ref, kind=r.kind, duty=r.duty, unit_id=r.unit_id, relation_id=r.relation_id,
        name=unit.name if unit else beside.name if beside else r.name,
        function=r.function or (unit.kind_name if unit else beside.called if beside else ""),
        phone=r.phone or (unit.phone if unit else beside.phone if beside else ""), side=unit.side if unit else "",
        why=r.why, contribution=r.contribution, wished_profession=r.wished_profession, channel=r.channel,
        channel_name=str(Channel(r.channel).label), spoken_on=r.spoken_on, not_spoken_why=r.not_spoken_why,
        covered=False, answer=None, passed_to="", took_over_from="", handed_on=None, told_off=False,
    )


def _answer(row: Answer | None, asked_at: datetime | None) -> AnswerCard | None:
    if row is None:
        return None
    return AnswerCard(
        row.reply, str(Reply(row.reply).label), row.who_name, row.who_title, row.message, row.at, row.by_name,
        asked_at is not None and row.at < asked_at, row.instead_of,
    )


def _day(moment: datetime | None) -> date | None:
    return clock.local(moment).date() if moment else None

