"""Who takes part: joining, leaving, and no longer being with. Also what the other modules share."""

from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.people.rules import RelationKind
from helhet.process.case.actions import add_participant, end_participants, hold, move
from helhet.process.case.models import Case, Participant
from helhet.process.case.rules import ParticipantKind
from helhet.process.consent import actions as consent
from helhet.process.invitation import facts, rules
from helhet.process.invitation.actions.reach import rewrite
from helhet.process.invitation.models import Call, Receiver
from helhet.process.invitation.rules import Ended, Leaving, Wanted
from helhet.rulebook import door as rulebook

HOLDERS = (ParticipantKind.CONVENER, ParticipantKind.MAIN_RESPONSIBLE)
ASKED = (ParticipantKind.SUMMONED, ParticipantKind.INVITED)
_BESIDE: dict[str, ParticipantKind] = {
    RelationKind.GUARDIAN: ParticipantKind.GUARDIAN, RelationKind.NEXT_OF_KIN: ParticipantKind.NEXT_OF_KIN,
    RelationKind.SUPPORT_PERSON: ParticipantKind.SUPPORT,
}


def leads(case: Case, by: Actor) -> bool:
    """Whether the actor's unit holds the case or the plan."""
    return by.is_staff and by.unit_id is not None and Participant.objects.filter(
        case=case, unit_id=by.unit_id, kind__in=HOLDERS, valid_to__isnull=True
    ).exists()


def must_lead(case: Case, by: Actor) -> None:
    """Raises NotThere for others than the convener's and the main responsible's unit."""
    if not leads(case, by):
        raise NotThere


def put(call: Call, wanted: Wanted, channel: str, row: Receiver | None = None) -> Receiver:
    """Write a receiver on a call, new or changed."""
    row = row or Receiver(call=call)
    row.kind, row.duty, row.unit_id, row.relation_id = wanted.kind, wanted.duty, wanted.unit, wanted.relation
    row.name, row.function, row.phone = wanted.name, wanted.function, wanted.phone
    row.why, row.contribution, row.wished_profession = wanted.why, wanted.contribution, wanted.wished_profession
    row.channel = channel
    row.spoken_on, row.not_spoken_why = wanted.spoken_on, wanted.not_spoken_why
    row.save()
    return row


def join(case: Case, row: Receiver) -> Participant:
    """Let a receiver take part, called or invited; the other of the two ends."""
    kind = ParticipantKind.SUMMONED if row.duty else ParticipantKind.INVITED
    if row.unit_id:
        other = [k for k in ASKED if k != kind]
        end_participants(case, kinds=other, unit=row.unit_id, because="asked_anew")
    elif row.relation_id:
        kind = _BESIDE.get(row.relation.kind if row.relation else "", ParticipantKind.INVITED)
        there = Participant.objects.filter(case=case, relation_id=row.relation_id, valid_to__isnull=True).first()
        if there:
            return there
    else:
        there = Participant.objects.filter(case=case, unit=None, relation=None, name=row.name,
                                           valid_to__isnull=True).first()
        if there:
            return there
    beside = row.relation
    return add_participant(
        case, kind=kind, unit=row.unit_id, relation=row.relation_id, name=beside.name if beside else row.name,
        function=row.function or (beside.label if beside else ""), phone=row.phone or (beside.phone if beside else ""),
    )


def share(case: Case) -> None:
    """Rewrite who reaches what, after the team has changed."""
    rewrite(case)
    consent.rewrite_reach(case)


def participant_add(case_ref: UUID, *, wanted: Wanted, list_agreed_with_person: bool, by: Actor) -> UUID:
    """Let somebody join when the call is out or the plan stands; a live call goes to them as well.

    Returns the participant's ref. Raises Refused (CALL-05, CALL-07, CALL-08, CALL-11, CALL-13, LAW-11, PART-04,
    CH-07, PREP-10), NotThere.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.CALL_SEND)
        must_lead(case, by)
        profile = rulebook.profile(case.profile_version_id)
        asked = facts.asked(case, [wanted], profile)[0]
        refuse(rules.may_add(asked, profile, agreed=list_agreed_with_person))
        row = _receive(case, wanted, asked.channel)
        participant = join(case, row)
        share(case)
        move(case, verb="participant.add", by=by, data={"participant": str(participant.ref), "unit": wanted.unit})
        return participant.ref


def _receive(case: Case, wanted: Wanted, channel: str) -> Receiver:
    """A receiver of the live call; without one a row that is never saved, so that ``join`` reads the same thing."""
    call = facts.live(case.pk)
    there = None
    if call and wanted.unit:
        there = Receiver.objects.filter(call=call, unit_id=wanted.unit, ended_at__isnull=True).first()
    if call and wanted.relation:
        there = Receiver.objects.filter(call=call, relation_id=wanted.relation, ended_at__isnull=True).first()
    if call is None:
        return Receiver(kind=wanted.kind, duty=wanted.duty, unit_id=wanted.unit, relation_id=wanted.relation,
                        name=wanted.name, function=wanted.function, phone=wanted.phone)
    row = put(call, wanted, channel, there)
    row.sent_at = row.sent_at or clock.now()
    row.save(update_fields=["sent_at"])
    return row


def participant_leave(case_ref: UUID, *, participant: UUID, reason: str, by: Actor) -> None:
    """Let somebody go. What their unit had taken on becomes ended or an open need (the plan's reaction).

    Raises Refused (ATT-07, RESP-08, CALL-07), NotThere.
    """
    with transaction.atomic():
        case, row, leaving = _leaving(case_ref, participant, by, reason)
        refuse(rules.may_leave(leaving))
        _end(case, row, Ended.LEFT)
        move(case, verb="participant.leave", by=by, reason=reason, data=_data(row))


def participant_exclude(
    case_ref: UUID, *, participant: UUID, agreed_with_person: bool, reason: str = "", by: Actor
) -> None:
    """Somebody is no longer with, by the person's wish; sharing stops at once. Raises Refused (CALL-07), NotThere."""
    with transaction.atomic():
        case, row, leaving = _leaving(case_ref, participant, by, reason)
        refuse(rules.may_exclude(leaving, agreed=agreed_with_person))
        _end(case, row, Ended.EXCLUDED)
        move(case, verb="participant.exclude", by=by, reason=reason, data=_data(row))


def _leaving(case_ref: UUID, participant: UUID, by: Actor, reason: str) -> tuple[Case, Participant, Leaving]:
    case = hold(case_ref, by=by, needs=Permission.CALL_SEND)
    must_lead(case, by)
    row = Participant.objects.select_related("unit__controller", "relation").filter(
        case=case, ref=participant, valid_to__isnull=True
    ).first()
    if row is None:
        raise NotThere
    call = facts.live(case.pk)
    mine = _receiver_of(call, row)
    return case, row, Leaving(
        name=row.unit.name if row.unit else row.relation.name if row.relation else row.name,
        called=bool(mine and mine.duty), covered_by=bool(mine and call and _other_called(call, mine)),
        holds=row.kind in HOLDERS or row.unit_id is not None and Participant.objects.filter(
            case=case, unit_id=row.unit_id, kind__in=HOLDERS, valid_to__isnull=True).exists(),
        reason=reason,
    )


def _receiver_of(call: Call | None, row: Participant) -> Receiver | None:
    if call is None:
        return None
    found = Receiver.objects.select_related("unit__controller").filter(call=call, ended_at__isnull=True)
    if row.unit_id:
        return found.filter(unit_id=row.unit_id).first()
    if row.relation_id:
        return found.filter(relation_id=row.relation_id).first()
    return found.filter(unit=None, relation=None, name=row.name).first()


def _other_called(call: Call, mine: Receiver) -> bool:
    """Whether another unit of the same principal is called as well: the duty lies on the principal (ATT-04)."""
    principal = mine.unit.controller.principal_id if mine.unit else None
    return principal is not None and Receiver.objects.filter(
        call=call, duty=True, ended_at__isnull=True, unit__controller__principal_id=principal
    ).exclude(pk=mine.pk).exists()


def _end(case: Case, row: Participant, because: str) -> None:
    now = clock.now()
    mine = _receiver_of(facts.newest(case.pk), row)  # also a call that is done: it would let them read on
    if mine:
        mine.ended_at, mine.ended_because = now, because
        mine.save(update_fields=["ended_at", "ended_because"])
    row.valid_to, row.left_because = now, because
    row.save(update_fields=["valid_to", "left_because"])
    share(case)


def _data(row: Participant) -> dict[str, object]:
    return {"participant": str(row.ref), "unit": row.unit_id, "kind": row.kind}


