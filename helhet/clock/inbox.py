"""A unit's inbox as frozen cards: a page at a time, counts no further than MANY, one item.

No word about a person lies here. Whoever shows a name asks the case's list for it, which decides and logs.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from helhet.access.context import of_unit, said_anew
from helhet.clock import news
from helhet.clock.models import InboxItem
from helhet.kit import clock
from helhet.kit.doors import NotThere

PAGE = 25
MANY = 500


@dataclass(frozen=True)
class Item:
    """One thing that has happened. ``target`` is what its page takes; ``url_name`` is empty when nothing opens."""

    ref: UUID
    at: datetime
    code: str
    theme: str
    sentence: str
    url_name: str
    target: UUID
    before: bool
    subject_kind: str
    subject: UUID
    source: UUID | None
    from_unit: int | None
    assigned_to: int | None
    assigned_name: str
    acknowledged_at: datetime | None
    acknowledged_name: str
    outcome: str
    cursor: str


@dataclass(frozen=True)
class Page:
    rows: tuple[Item, ...]
    next: str = ""


@dataclass(frozen=True)
class Counts:
    """Unread of the unit and of oneself, each at most MANY + 1."""

    unit: int = 0
    mine: int = 0


def page(
    unit: int, *, user: int | None = None, theme: str = "", read: bool = False, after: str = "",
    subjects: Collection[UUID] | None = None, limit: int = PAGE,
) -> Page:
    """The newest first: unread, or with ``read`` those acknowledged. Each choice has its index. One query.

    ``user``: only what is assigned to them; ``subjects``: only of these, read and unread together. ``after`` is
    the cursor of the last row seen. Raises ValueError for a cursor that is none.
    """
    rows = InboxItem.objects.filter(unit_id=unit)
    if subjects is not None:
        rows = rows.filter(subject__in=list(subjects))
    else:
        rows = rows.filter(acknowledged_at__isnull=not read)
    if user is not None:
        rows = rows.filter(assigned_to=user)
    if theme in news.THEMES:
        rows = rows.filter(theme=theme)
    wanted = _after(rows, after).order_by("-at", "-id")[: limit + 1]
    with of_unit(unit):
        found = tuple(_item(i) for i in wanted)
    return Page(found[:limit], found[limit - 1].cursor if len(found) > limit else "")


def _after(rows: QuerySet[InboxItem], cursor: str) -> QuerySet[InboxItem]:
    if not cursor:
        return rows
    at, _mark, key = cursor.rpartition("_")
    moment = datetime.fromisoformat(at)
    return rows.filter(at__lte=moment).filter(Q(at__lt=moment) | Q(at=moment, id__lt=int(key)))


def counts(unit: int, user: int | None) -> Counts:
    """How much is unread, counted no further than to one above MANY. One query, whatever lies there."""
    said_anew()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM helhet_unread(%s, %s, %s, %s)", [unit, user or 0, MANY + 1, clock.now()])
        return Counts(*cursor.fetchone())


def item(unit: int, ref: UUID) -> Item:
    """One item of the unit's. Raises NotThere, also for another unit's."""
    with of_unit(unit):
        found = InboxItem.objects.filter(unit_id=unit, ref=ref).first()
    if found is None:
        raise NotThere
    return _item(found)


def unread_of(unit: int, subjects: Collection[UUID]) -> int:
    """How much is unread of these subjects, such as one case. One query."""
    with of_unit(unit):
        return InboxItem.objects.filter(
            unit_id=unit, subject__in=list(subjects), acknowledged_at__isnull=True).count()


def _item(i: InboxItem) -> Item:
    told = news.get(i.code)
    return Item(
        ref=i.ref, at=i.at, code=i.code, theme=i.theme, sentence=str(told.sentence), url_name=told.url_name,
        target=(i.source or i.subject) if told.by_source else i.subject, before=told.before,
        subject_kind=i.subject_kind, subject=i.subject, source=i.source, from_unit=i.from_unit,
        assigned_to=i.assigned_to, assigned_name=i.assigned_name, acknowledged_at=i.acknowledged_at,
        acknowledged_name=i.acknowledged_name, outcome=i.outcome, cursor=f"{i.at.isoformat()}_{i.pk}",
    )
