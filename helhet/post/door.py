"""The ways somebody has chosen, and how it went with what was sent there. Everything here is the owner's own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from helhet.kit.doors import NotThere
from helhet.post import rules
from helhet.post.models import Captured, Outbox, Way
from helhet.post.owners import Owner, asking

SHOWN = 20


@dataclass(frozen=True)
class WayCard:
    """An address as its owner sees it. ``state``: on, code (waits for the code) or broken."""

    ref: UUID
    channel: str
    channel_name: str
    address: str
    state: str
    habits: rules.Habits
    last_sent: datetime | None
    perhaps_twice: bool

    @property
    def quiet(self) -> bool:
        return self.habits.quiet_from != self.habits.quiet_to


@dataclass(frozen=True)
class DeadCard:
    """A notice that did not arrive: where to, when it was given up, and whether the address itself was at fault."""

    ref: UUID
    address: str
    channel_name: str
    at: datetime
    by_receiver: bool
    perhaps_twice: bool


@dataclass(frozen=True)
class CapturedCard:
    at: datetime
    channel_name: str
    address: str
    subject: str
    body: str


def ways(owner: Owner) -> tuple[WayCard, ...]:
    """Every address of an owner that is not ended, oldest first. Two queries."""
    with asking(owner):
        rows = list(Way.objects.filter(owner_kind=owner.kind, owner=owner.id, ended_at=None).order_by("id"))
        return _cards(rows)


def way(owner: Owner, ref: UUID) -> WayCard:
    """One of them. Raises NotThere, alike for somebody else's and for none."""
    with asking(owner):
        row = Way.objects.filter(owner_kind=owner.kind, owner=owner.id, ended_at=None, ref=ref).first()
        if row is None:
            raise NotThere
        return _cards([row])[0]


def dead(owner: Owner) -> tuple[DeadCard, ...]:
    """What did not arrive, newest first, at most as many as one reads. One query."""
    with asking(owner):
        rows = list(Outbox.objects.select_related("way").filter(
            way__owner_kind=owner.kind, way__owner=owner.id, way__ended_at=None, state="dead"
        ).order_by("-id")[:SHOWN])
    return tuple(
        DeadCard(r.ref, rules.readable(r.way.channel, r.way.address), str(rules.Channel(r.way.channel).label),
                 r.done_at or r.made_at, bool(r.way.broken_at), r.perhaps_twice)
        for r in rows
    )


def captured() -> tuple[CapturedCard, ...]:
    """The demo's mailbox, newest first."""
    return tuple(
        CapturedCard(c.at, str(rules.Channel(c.channel).label), rules.readable(c.channel, c.address), c.subject, c.body)
        for c in Captured.objects.order_by("-id")[:50]
    )


def _cards(rows: list[Way]) -> tuple[WayCard, ...]:
    sent = {o.way_id: o for o in Outbox.objects.filter(way__in=rows, state="sent").exclude(
        letter=rules.Letter.CODE).order_by("way_id", "-id").distinct("way_id")}
    return tuple(_card(w, sent.get(w.pk)) for w in rows)


def _card(w: Way, last: Outbox | None) -> WayCard:
    state = "broken" if w.broken_at else "on" if w.confirmed_at else "code"
    return WayCard(
        w.ref, w.channel, str(rules.Channel(w.channel).label), rules.readable(w.channel, w.address), state, w.habits,
        last.done_at if last else None, bool(last and last.perhaps_twice),
    )
