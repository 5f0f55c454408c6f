"""The only place that sends, answers, corrects, takes back and passes on messages, and says that one has been read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from helhet.access import reach
from helhet.access.actor import Actor
from helhet.access.context import case_of_message
from helhet.access.rules import Permission
from helhet.clock.models import InboxItem
from helhet.clock.telling import tell
from helhet.documents import actions as documents
from helhet.documents import rules as files_rules
from helhet.kit import clock, limits
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Conflict, Refusal, refuse
from helhet.kit.text import clean_text
from helhet.process.case import actions as cases
from helhet.process.case.models import Case
from helhet.process.dialogue import events, facts, rules
from helhet.process.dialogue.models import Attachment, Message, MessageReceiver, MessageVersion
from helhet.process.dialogue.rules import MessageKind, Party, Sending

__all__ = ["Attached", "acknowledge", "correct", "forward", "reply", "return_", "send", "withdraw"]


@dataclass(frozen=True)
class Attached:
    """A file as somebody sent it; ``whole`` is False when it was larger than a file may be and was not read."""

    name: str
    body: bytes
    whole: bool = True


def send(
    case_ref: UUID, *, kind: str, text: str, receivers: Iterable[int], files: Sequence[Attached] = (), by: Actor,
) -> UUID:
    """Write to units that take part. Returns the message's ref.

    Raises Refused (CON-09, CON-10, CON-01, CON-13, or a file's reason), NotThere for who does not take part.
    """
    with transaction.atomic():
        case, around = _writer(case_ref, by)
        message = _written(case, around, by, kind=MessageKind(kind), text=text, receivers=receivers, files=files)
        cases.move(case, verb="dialogue.send", by=by, data={"message": str(message.ref), "kind": kind})
        _tell(events.CARE if kind == MessageKind.CARE else events.PRACTICAL, message, by, receivers)
        return message.ref


def reply(
    message_ref: UUID, *, text: str, receivers: Iterable[int], files: Sequence[Attached] = (), by: Actor,
) -> UUID:
    """Answer a message, to its sender or more of those who have it; who answers has also acknowledged it.

    Returns the ref of the answer. Raises Refused as ``send``, NotThere for who neither sent nor got it.
    """
    with transaction.atomic():
        asked, _mine = _mine_now(message_ref, by)
        case, around = _writer(asked.case.ref, by)
        root = asked.reply_to or asked
        chosen = set(receivers) & _has(root)
        message = _written(case, around, by, kind=MessageKind(root.kind), text=text, receivers=chosen, files=files,
                           reply_to=root)
        _read(asked, by)
        cases.move(case, verb="dialogue.reply", by=by, data={"message": str(message.ref), "to": str(asked.ref)})
        _tell(events.REPLY, message, by, chosen)
        return message.ref


def acknowledge(message_ref: UUID, *, by: Actor) -> None:
    """Say for one's unit that a message is read. The second to say so changes nothing. Raises NotThere."""
    with transaction.atomic():
        message, mine = _mine_now(message_ref, by)
        if mine is None:
            raise NotThere
        if _read(message, by):
            cases.move(message.case, verb="dialogue.acknowledge", by=by, data={"message": str(message.ref)})
            _tell(events.ACKNOWLEDGED, message, by, [message.unit_id])


def correct(message_ref: UUID, *, text: str, why: str, seen: int, by: Actor) -> None:
    """Write what it should have said. What it said stays readable. ``seen`` is the number of the version one saw.

    Raises Refused (IT-04, CON-10), Conflict when a colleague corrected it first, NotThere for other units.
    """
    with transaction.atomic():
        message, _mine = _mine_now(message_ref, by)
        case, around = _writer(message.case.ref, by)
        _own(message, by)
        last = message.versions.order_by("-n").first()
        if last is None or message.withdrawn_at is not None:
            raise NotThere
        text = clean_text(text)
        if last.n != seen:
            raise Conflict(field="text", mine=text, theirs=last.text, by=last.by_name, n=last.n)
        rows = message.receivers.filter(returned_at__isnull=True)
        left = tuple(around[r.unit_id] for r in rows if r.unit_id in around)
        refuse(rules.may_correct(_sending(case, message.kind, text, left), why, last.text))
        MessageVersion.objects.create(message=message, n=last.n + 1, text=text, why=clean_text(why), at=clock.now(),
                                      by=by.user_id, by_name=by.name)
        cases.move(case, verb="dialogue.correct", by=by, data={"message": str(message.ref), "n": last.n + 1})
        _tell(events.CORRECTED, message, by, [p.unit for p in left])


def withdraw(message_ref: UUID, *, why: str, by: Actor) -> None:
    """Take a message back. It stays readable, as withdrawn, for those who had it. Raises Refused (IT-04), NotThere."""
    with transaction.atomic():
        message, _mine = _mine_now(message_ref, by)
        _own(message, by)
        if message.withdrawn_at is not None:
            return
        refuse(rules.may_withdraw(why))
        message.withdrawn_at, message.withdrawn_by_name, message.withdrawn_why = clock.now(), by.name, clean_text(why)
        message.save(update_fields=["withdrawn_at", "withdrawn_by_name", "withdrawn_why"])
        cases.move(message.case, verb="dialogue.withdraw", by=by, data={"message": str(message.ref)})
        _tell(events.WITHDRAWN, message, by, message.receivers.filter(returned_at__isnull=True).values_list(
            "unit_id", flat=True))


def forward(message_ref: UUID, *, unit: int, by: Actor) -> None:
    """Let one more unit that takes part have a message. Raises Refused (CON-10 …), NotThere."""
    with transaction.atomic():
        message, _mine = _mine_now(message_ref, by)
        case, around = _writer(message.case.ref, by)
        if message.withdrawn_at is not None or unit not in around:
            raise NotThere
        newest = message.versions.order_by("-n").values_list("text", flat=True).first() or ""
        has_it = unit == message.unit_id or message.receivers.filter(unit_id=unit).exists()
        refuse(rules.may_forward(_sending(case, message.kind, newest, [around[unit]]), has_it))
        MessageReceiver.objects.create(message=message, unit_id=unit, sent_at=clock.now(), forwarded_by_id=by.unit_id)
        _hand_over(case)
        cases.move(case, verb="dialogue.forward", by=by, data={"message": str(message.ref), "unit": unit})
        _tell(events.CARE if message.kind == MessageKind.CARE else events.PRACTICAL, message, by, [unit])


def return_(message_ref: UUID, *, why: str, by: Actor) -> None:
    """Give back what was meant for somebody else: one's unit reads it no more. Raises Refused (IT-03), NotThere."""
    with transaction.atomic():
        message, mine = _mine_now(message_ref, by)
        if mine is None:
            raise NotThere
        refuse(rules.may_return(why))
        mine.returned_at, mine.returned_why = clock.now(), clean_text(why)
        mine.save(update_fields=["returned_at", "returned_why"])
        _settle_inbox(message, by)
        cases.move(message.case, verb="dialogue.return", by=by, data={"message": str(message.ref)})
        _tell(events.RETURNED, message, by, [mine.forwarded_by_id or message.unit_id])


# Who may, and what hangs on it


def _writer(case_ref: UUID, by: Actor) -> tuple[Case, dict[int, Party]]:
    """Hold the case for a unit that may write in it now. After the end: for one that was with."""
    case = cases.hold(case_ref, by=by, needs=Permission.MESSAGE_WRITE)
    around = facts.parties(case)
    me = around.get(by.unit_id or 0)
    if not by.is_staff or me is None:
        raise NotThere
    if not cases.is_ended(case):
        cases.must_be_with(case, by)
    if not me.takes_part or not me.stayed:
        raise NotThere
    return case, around


def _mine_now(message_ref: UUID, by: Actor) -> tuple[Message, MessageReceiver | None]:
    """A message that the actor's unit sent or has got and not given back, its case held. Raises NotThere."""
    case_ref = case_of_message(message_ref)
    if case_ref is None or not by.is_staff or by.unit_id is None:
        raise NotThere
    case = cases.hold(case_ref, by=by, needs=Permission.MESSAGE_WRITE)
    message = Message.objects.select_related("reply_to").get(ref=message_ref)
    message.case = case
    mine = message.receivers.filter(unit_id=by.unit_id, returned_at__isnull=True).first()
    if mine is None and message.unit_id != by.unit_id:
        raise NotThere
    return message, mine


def _own(message: Message, by: Actor) -> None:
    if message.unit_id != by.unit_id:
        raise NotThere


def _has(root: Message) -> set[int]:
    """The units that have a thread's first message now."""
    return {root.unit_id, *root.receivers.filter(returned_at__isnull=True).values_list("unit_id", flat=True)}


def _sending(case: Case, kind: str, text: str, receivers: Iterable[Party]) -> Sending:
    return Sending(kind, text, tuple(receivers), cases.is_ended(case), facts.taken_back(case))


def _written(
    case: Case, around: dict[int, Party], by: Actor, *, kind: str, text: str, receivers: Iterable[int],
    files: Sequence[Attached], reply_to: Message | None = None,
) -> Message:
    chosen = dict.fromkeys(u for u in receivers if u != by.unit_id)
    if any(u not in around for u in chosen):
        raise NotThere
    kept = [_kept(f) for f in files]
    unkept = tuple(k for k in kept if isinstance(k, Refusal))
    held = [k for k in kept if isinstance(k, documents.Kept)]
    room = rules.may_attach(tuple(k.size for k in held), facts.attached_bytes(case), limits.FILES_BYTES, limits.FILES)
    refuse(rules.may_send(_sending(case, kind, text, (around[u] for u in chosen))) + unkept + room)
    now = clock.now()
    message = Message.objects.create(case=case, kind=kind, reply_to=reply_to, unit_id=by.unit_id or 0, by=by.user_id,
                                     by_name=by.name, at=now)
    MessageVersion.objects.create(message=message, n=1, text=clean_text(text), at=now, by=by.user_id, by_name=by.name)
    MessageReceiver.objects.bulk_create(MessageReceiver(message=message, unit_id=u, sent_at=now) for u in chosen)
    Attachment.objects.bulk_create(
        Attachment(message=message, content_id=k.id, position=n, name=files_rules.clean_name(f.name))
        for n, (k, f) in enumerate(zip(held, files, strict=True), 1)
    )
    _hand_over(case)
    return message


def _kept(file: Attached) -> documents.Kept | Refusal:
    """The file kept, or why not, with its name before the reason."""
    found = documents.keep(file.body, file.name) if file.whole else files_rules.too_large()
    if isinstance(found, Refusal):
        return Refusal(found.rule, f"{files_rules.clean_name(file.name)}: {found.sentence}", "attached")
    return found


def _hand_over(case: Case) -> None:
    """Who sent or got a message holds it for good: what was handed over stays the receiver's."""
    reach.rewrite(case_ref=case.ref, individual=case.individual_id, source=facts.OWN, grants=facts.grants(case))


def _read(message: Message, by: Actor) -> datetime | None:
    """Acknowledge for the actor's unit; None when it was done before, or is not for it to do."""
    now = clock.now()
    rows = message.receivers.filter(unit_id=by.unit_id or 0, acknowledged_at__isnull=True, returned_at__isnull=True)
    _settle_inbox(message, by)
    return now if rows.update(acknowledged_at=now, acknowledged_by_name=by.name) else None


def _settle_inbox(message: Message, by: Actor) -> None:
    """What lies unread in the unit's inbox about this very message is read with it."""
    lying = InboxItem.objects.filter(unit_id=by.unit_id or 0, source=message.ref, acknowledged_at__isnull=True)
    lying.update(acknowledged_at=clock.now(), acknowledged_name=by.name)


def _tell(code: str, message: Message, by: Actor, units: Iterable[int]) -> None:
    tell(code, units=units, subject=cases.subject(message.case), source=message.ref, by=by)
