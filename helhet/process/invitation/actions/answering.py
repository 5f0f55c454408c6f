"""Answers to a call, and passing it on until another unit has said yes."""

from uuid import UUID

from django.db import transaction

from helhet.access import door as access
from helhet.access.actor import Actor
from helhet.access.context import open_asked, set_context
from helhet.access.rules import Permission
from helhet.kit import clock, keys
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.organisations import door as organisations
from helhet.organisations.door import UnitCard
from helhet.process.case.actions import end_participants, hold, move
from helhet.process.case.models import Case
from helhet.process.invitation import facts, rules
from helhet.process.invitation.actions.team import ASKED, join, leads, put, share
from helhet.process.invitation.models import Answer, Call, Forward, Receiver
from helhet.process.invitation.rules import Ended, Reply, Said


def answer(
    case_ref: UUID, *, answer: str, who_name: str = "", who_user: int | None = None, who_title: str = "",
    hindrance: str = "", message: str = "", asked_sender: bool | None = None, to_unit: int | None = None,
    receiver: UUID | None = None, by: Actor,
) -> UUID:
    """Answer the call for one's own unit, or oneself; with ``receiver`` the convener notes what somebody said.

    ``who_user`` is the id of a colleague. Returns the answer's ref. Raises Refused (CALL-14, CALL-17, CALL-18,
    ATT-01, ATT-04..07), NotThere.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.CALL_ANSWER)
        call, row = _mine(case, by, receiver)
        name, title = _who(row, who_user, who_name, who_title)
        target = _target(to_unit)
        pending = facts.pending_forwards([row]).get(row.pk)
        named = _named_before(row)
        refuse(rules.may_answer(Said(
            duty=row.duty, reply=answer, who=name, hindrance=hindrance, message=message, asked_sender=asked_sender,
            to_unit=target.name if target else "", to_same_principal=_same_principal(row, target),
            pending=pending.to_unit.name if pending else "", named=named,
        )))
        said = Answer.objects.create(
            receiver=row, reply=answer, who_name=name, who_title=title, who_user=who_user, hindrance=hindrance,
            instead_of=named if answer == Reply.SUBSTITUTE else "", asked_sender=asked_sender, message=message,
            at=clock.now(), by=by.user_id, by_name=by.name, unit_name=by.unit_name,
        )
        _pass_on(row, answer, target, by)
        move(case, verb="invitation.answer", by=by,
             data={"call": str(call.ref), "receiver": str(row.ref), "reply": answer, "unit": row.unit_id,
                   "to_unit": to_unit if answer == Reply.NOT_US else None})
        return said.ref


def forward(
    case_ref: UUID, *, to_unit: int, asked_sender: bool | None, message: str = "", by: Actor
) -> UUID:
    """Pass the call on within the principal; it stays here until the other has said yes. As ``answer`` (ATT-05)."""
    return answer(case_ref, answer=Reply.NOT_US, to_unit=to_unit, asked_sender=asked_sender, message=message, by=by)


def accept_forward(
    case_ref: UUID, *, who_name: str = "", who_user: int | None = None, who_title: str = "", by: Actor
) -> UUID:
    """Take over a call: this unit is called in the other's place. With a name it is answered as well.

    The unit knows only that there is a call, from whom and until when: what it reads after this follows from
    consent. Returns the new receiver's ref. Raises Refused (ATT-05), NotThere.
    """
    with transaction.atomic():
        case, passed = _passed_to(case_ref, by)
        refuse(rules.may_take_over(waits=passed.accepted is None, accepted=True, why=""))
        row = _take_over(case, passed, by)
        name, title = _who(row, who_user, who_name, who_title)
        if name:
            Answer.objects.create(
                receiver=row, reply=Reply.COMES, who_name=name, who_title=title, who_user=who_user,
                at=clock.now(), by=by.user_id, by_name=by.name, unit_name=by.unit_name,
            )
        share(case)
        move(case, verb="invitation.answer", by=by,
             data={"receiver": str(row.ref), "reply": "took_over", "unit": row.unit_id})
        return row.ref


def decline_forward(case_ref: UUID, *, why: str, by: Actor) -> None:
    """Say that the call does not belong here either: then the one who passed it on comes, or asks another (ATT-07)."""
    with transaction.atomic():
        case, passed = _passed_to(case_ref, by)
        refuse(rules.may_take_over(waits=passed.accepted is None, accepted=False, why=why))
        _decide(passed, False, by, why)
        move(case, verb="invitation.answer", by=by,
             data={"receiver": str(passed.receiver.ref), "reply": "not_taken_over", "unit": by.unit_id})


def _mine(case: Case, by: Actor, receiver: UUID | None) -> tuple[Call, Receiver]:
    """The live call and the receiver that answers. Raises NotThere."""
    call = facts.live(case.pk)
    rows = Receiver.objects.select_related("unit__controller").filter(call=call, ended_at__isnull=True)
    if receiver is not None:
        row = rows.filter(ref=receiver).first()
        if row is not None and not leads(case, by) and not _own(row, by):
            row = None
    elif by.is_staff:
        row = rows.filter(unit_id=by.unit_id or 0).first()
    else:
        row = rows.filter(relation_id=by.relation_id).first() if by.relation_id else None
    if call is None or row is None:
        raise NotThere
    return call, row


def _own(row: Receiver, by: Actor) -> bool:
    if by.is_staff:
        return row.unit_id is not None and row.unit_id == by.unit_id
    return row.relation_id is not None and row.relation_id == by.relation_id


def _who(row: Receiver, user: int | None, name: str, title: str) -> tuple[str, str]:
    """Name and title of the one who comes: a colleague of the unit that was asked, or as written (ATT-02)."""
    if user is None:
        return name.strip(), title.strip()
    found = next((c for c in access.colleagues(row.unit_id or 0) if c.id == user), None)
    if found is None:
        raise NotThere
    return found.name, found.title


def _named_before(row: Receiver) -> str:
    """Who was to come by the newest answer, before this one (CALL-18)."""
    said = facts.latest_answers([row]).get(row.pk)
    return said.who_name if said and said.reply in rules.COMING else ""


def _target(unit: int | None) -> UnitCard | None:
    return organisations.unit_by_id(unit) if unit is not None else None


def _same_principal(row: Receiver, target: UnitCard | None) -> bool:
    whose = row.unit.controller.principal_id if row.unit else None
    return target is not None and whose is not None and target.principal_id == whose and target.id != row.unit_id


def _pass_on(row: Receiver, reply: str, target: UnitCard | None, by: Actor) -> None:
    """A new hand-over, or a yes of one's own that ends the old one."""
    if reply == Reply.NOT_US and target:
        Forward.objects.create(receiver=row, to_unit_id=target.id, at=clock.now(), by_name=by.name)
    elif reply in rules.COMING:
        waiting = facts.pending_forwards([row]).get(row.pk)
        if waiting:
            _decide(waiting, False, by, "")


def _passed_to(case_ref: UUID, by: Actor) -> tuple[Case, Forward]:
    """Lock the case for a unit that knows nothing of it yet but the hand-over itself. Raises NotThere."""
    set_context(by, [case_ref])
    open_asked(case_ref)
    case = Case.objects.select_for_update().filter(ref=case_ref).first()
    call = facts.live(case.pk) if case else None
    passed = Forward.objects.select_related("receiver__call").filter(
        receiver__call=call, receiver__ended_at__isnull=True, to_unit_id=by.unit_id or 0
    ).order_by("-at").first()
    if case is None or call is None or passed is None or not by.is_staff or not by.may(Permission.CALL_ANSWER):
        raise NotThere
    keys.about(case.individual_id)
    return case, passed


def _take_over(case: Case, passed: Forward, by: Actor) -> Receiver:
    """The new unit in the old one's place; a unit that was asked already simply gets the duty as well."""
    old, now = passed.receiver, clock.now()
    _decide(passed, True, by, "")
    there = Receiver.objects.filter(call=old.call, unit_id=by.unit_id or 0, ended_at__isnull=True).first()
    row = there or put(old.call, _wanted(old, by), old.channel)
    row.duty, row.came_from, row.sent_at = old.duty, old, row.sent_at or now
    row.save()
    old.ended_at, old.ended_because = now, Ended.FORWARDED
    old.save(update_fields=["ended_at", "ended_because"])
    end_participants(case, kinds=ASKED, unit=old.unit_id, because=Ended.FORWARDED)
    join(case, row)
    return row


def _wanted(old: Receiver, by: Actor) -> rules.Wanted:
    base = facts.wanted_of(old)
    return rules.Wanted(
        kind=base.kind, duty=base.duty, why=base.why, contribution=base.contribution, unit=by.unit_id,
        wished_profession=base.wished_profession, channel=base.channel, spoken_on=base.spoken_on,
        not_spoken_why=base.not_spoken_why,
    )


def _decide(passed: Forward, accepted: bool, by: Actor, why: str) -> None:
    passed.accepted, passed.decided_at, passed.decided_by, passed.declined_why = accepted, clock.now(), by.name, why
    passed.save(update_fields=["accepted", "decided_at", "decided_by", "declined_why"])


