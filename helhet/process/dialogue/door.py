"""Messages as one's unit has them: those it sent and those it got. The person reads all of their own."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar
from uuid import UUID, uuid4

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from helhet.access.context import case_of_message
from helhet.access.rules import Kind, Permission
from helhet.documents import door as documents
from helhet.documents.door import FileBody
from helhet.documents.rules import EXTENSIONS, our_name
from helhet.kit.doors import NotThere
from helhet.process.case.door import Visit
from helhet.process.case.models import Case
from helhet.process.dialogue import facts
from helhet.process.dialogue.cards import (
    Choice,
    FileCard,
    MessageCard,
    ReceiverCard,
    ThreadCard,
    Threads,
    VersionCard,
    Writing,
)
from helhet.process.dialogue.models import Attachment, Message, MessageReceiver, MessageVersion
from helhet.process.dialogue.rules import MessageKind

T = TypeVar("T")
PAGE = 20
IN_THREAD = 200


def case_of(message: UUID) -> UUID:
    """The case a message is in; a ref of nothing when there is none, which the case's door answers alike."""
    return case_of_message(message) or uuid4()


def threads(v: Visit, page: int = 0) -> Threads:
    """The threads one may see, the one with the newest message first."""
    if not v.take(Kind.MESSAGES):
        return Threads()
    roots = _seen(v).annotate(root=Coalesce("reply_to_id", "id")).values("root").annotate(last=Max("at"))
    found = list(roots.order_by("-last", "-root")[page * PAGE:(page + 1) * PAGE + 1])
    wanted = [r["root"] for r in found[:PAGE]]
    rows = _seen(v).filter(Q(pk__in=wanted) | Q(reply_to_id__in=wanted))
    by_root: dict[int, list[MessageCard]] = {root: [] for root in wanted}
    for row, card in _cards(v, rows):
        by_root[row.reply_to_id or row.pk].append(card)
    return Threads(tuple(ThreadCard(tuple(cards)) for cards in by_root.values() if cards),
                   page + 1 if len(found) > PAGE else 0, page - 1 if page else None)


def thread(v: Visit, message: UUID) -> ThreadCard:
    """The thread that a message stands in. Raises NotThere for who neither sent nor got the message."""
    asked = _asked(v, message)
    root = asked.reply_to_id or asked.pk
    return ThreadCard(tuple(c for _row, c in _cards(v, _seen(v).filter(Q(pk=root) | Q(reply_to_id=root)))))


def message(v: Visit, ref: UUID) -> MessageCard:
    """One message. Raises NotThere for who neither sent nor got it."""
    asked = _asked(v, ref)
    return next(c for _row, c in _cards(v, Message.objects.filter(pk=asked.pk)))


def unread(v: Visit) -> int:
    """How many messages of the case one's unit has got and not yet acknowledged. One query."""
    if Kind.MESSAGES.value not in v.decision.kinds or not v.by.unit_id:
        return 0
    return MessageReceiver.objects.filter(
        message__case_id=v.case.id, unit_id=v.by.unit_id or 0, acknowledged_at__isnull=True, returned_at__isnull=True,
        message__withdrawn_at__isnull=True,
    ).count()


def file(v: Visit, message_ref: UUID, ref: UUID) -> FileBody:
    """The bytes of one attached file, under our name. Raises NotThere, also for a unit that has given it back."""
    asked = _asked(v, message_ref)
    shown = next(c for _row, c in _cards(v, Message.objects.filter(pk=asked.pk)))
    card = next((f for f in shown.files if f.ref == ref), None)
    if card is None:
        raise NotThere
    return documents.body(Attachment.objects.values_list("content", flat=True).get(ref=ref), card.name)


def writing(v: Visit) -> Writing:
    """Whom one's unit may write to now. Who stands beside uncovered is named only for the convener."""
    around = facts.parties(Case.objects.get(pk=v.case.id))
    me = around.get(v.by.unit_id or 0)
    with_now = me is not None and me.takes_part and (v.is_convener or bool(v.decision.kinds - v.decision.copied))
    may = v.by.is_staff and v.by.may(Permission.MESSAGE_WRITE) and me is not None and (
        me.takes_part and me.stayed if v.case.ended else with_now)
    others = [p for u, p in sorted(around.items(), key=lambda row: row[1].name) if u != v.by.unit_id]
    open_to = [p for p in others if may and p.reads_here and (p.takes_part and p.stayed if v.case.ended else p.covered)]
    return Writing(
        tuple(Choice(p.unit, p.ref, p.name, _knows(p.kinds)) for p in open_to),
        tuple(p.name for p in others if p.takes_part and p.reads_here and not p.covered)
        if v.is_convener and not v.case.ended else (),
        tuple(p.name for p in others if may and p.takes_part and not p.reads_here), may, v.case.ended,
    )


def _knows(kinds: frozenset[str]) -> str:
    """What a unit may know of, in words; the channel itself is no kind of information."""
    return ", ".join(str(k.label).lower() for k in Kind if k.value in kinds - {Kind.MESSAGES.value})


def _asked(v: Visit, ref: UUID) -> Message:
    if not v.take(Kind.MESSAGES):
        raise NotThere
    found = _seen(v).filter(ref=ref).first()
    if found is None:
        raise NotThere
    return found


def _seen(v: Visit) -> QuerySet[Message]:
    """The messages of the case that one may see: the person all, a unit those it sent or got."""
    rows = Message.objects.filter(case_id=v.case.id)
    if v.by.is_staff:
        unit = v.by.unit_id or 0
        got = MessageReceiver.objects.filter(message=OuterRef("pk"), unit_id=unit)
        rows = rows.filter(Q(unit_id=unit) | Exists(got))
    return rows


def _cards(v: Visit, rows: QuerySet[Message]) -> list[tuple[Message, MessageCard]]:
    """Whole messages, the oldest first. Four queries, however many."""
    found = list(rows.select_related("unit").order_by("-at", "-id")[:PAGE * IN_THREAD])[::-1]
    ids = [m.pk for m in found]
    versions = _by_message(MessageVersion.objects.filter(message__in=ids).order_by("n"))
    receivers = _by_message(MessageReceiver.objects.filter(message__in=ids).select_related("unit", "forwarded_by")
                            .order_by("sent_at", "unit__name"))
    files = _by_message(Attachment.objects.filter(message__in=ids).select_related("content").defer("content__body")
                        .order_by("position"))
    return [(m, _card(v, m, versions.get(m.pk, []), receivers.get(m.pk, []), files.get(m.pk, []))) for m in found]


def _by_message(rows: Iterable[T]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for row in rows:
        found.setdefault(row.message_id, []).append(row)  # type: ignore[attr-defined]
    return found


def _card(
    v: Visit, m: Message, versions: list[MessageVersion], receivers: list[MessageReceiver], files: list[Attachment],
) -> MessageCard:
    mine = v.by.is_staff and m.unit_id == v.by.unit_id
    me = next((r for r in receivers if v.by.is_staff and r.unit_id == v.by.unit_id), None)
    back = me is not None and me.returned_at is not None
    # Who got it later was handed what it said then, not what had been mended before.
    since = me.sent_at if me else m.at
    said = [VersionCard(x.n, x.text, x.at, x.by_name, x.why) for n, x in enumerate(versions, 1)
            if n == len(versions) or versions[n].at > since]
    last = said[-1]
    out = v.by.is_staff and not v.is_convener and not v.decision.kinds - v.decision.copied
    card = MessageCard(
        ref=m.ref, kind_name=str(MessageKind(m.kind).label), care=m.kind == MessageKind.CARE, unit_id=m.unit_id,
        unit=m.unit.name, by=m.by_name, at=m.at, text=last.text, n=last.n, mine=mine, given_back=back,
        unread=me is not None and not back and me.acknowledged_at is None and m.withdrawn_at is None,
        earlier=tuple(said[:-1]), corrected=last if last.n > 1 and last.at > since else None,
        withdrawn_at=m.withdrawn_at,
        withdrawn_by=m.withdrawn_by_name, withdrawn_why="" if out and not mine else m.withdrawn_why,
        # Who is out is told nothing new: neither why, nor who has got it since.
        receivers=tuple(_receiver(r, told=(mine and not out) or r is me or v.is_own) for r in receivers
                        if not out or r is me or r.forwarded_by_id in (None, v.by.unit_id)),
        files=tuple(FileCard(f.ref, f.name, our_name(m.ref, f.position, EXTENSIONS[f.content.media_type]),
                             f.content.media_type, f.content.size) for f in files),
    )
    return replace(card, text="", earlier=(), corrected=None, withdrawn_why="", files=()) if back else card


def _receiver(r: MessageReceiver, *, told: bool) -> ReceiverCard:
    return ReceiverCard(r.unit_id, r.unit.name, r.sent_at, r.forwarded_by.name if r.forwarded_by else "",
                        r.acknowledged_at, r.acknowledged_by_name, r.returned_at, r.returned_why if told else "")

