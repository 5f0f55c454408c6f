"""Telling units that something has happened: the one way into an inbox."""

from collections.abc import Iterable
from uuid import UUID

from helhet.access.actor import Actor
from helhet.clock import news
from helhet.clock.models import InboxItem
from helhet.clock.registry import Subject
from helhet.kit import clock
from helhet.post import actions as post


def tell(
    code: str, *, units: Iterable[int], subject: Subject, source: UUID | None = None, by: Actor, once: str = ""
) -> int:
    """Put an item in each unit's inbox, in the caller's transaction; returns how many are new.

    The same thing about the same subject is told again by moving the unread item to the top, not by a second one.
    ``once`` (followed by the unit) is told a single time, whatever happens. The actor's own unit is never told.
    """
    told, kind = 0, news.get(code)
    for unit in sorted(set(units) - {by.unit_id}):
        key = f"{once}:{unit}" if once else ""
        if not once and _again(code, unit, subject, source):
            continue
        item = InboxItem(unit_id=unit, at=clock.now(), code=code, theme=kind.theme, individual=subject.individual,
                         subject_kind=subject.kind, subject=subject.ref, source=source, from_unit=by.unit_id, once=key)
        if InboxItem.objects.bulk_create([item], ignore_conflicts=bool(once)) and _is_there(item):
            told += 1
            post.news("unit", unit, at_once=kind.urgent)
    return told


def _again(code: str, unit: int, subject: Subject, source: UUID | None) -> bool:
    unread = InboxItem.objects.filter(unit_id=unit, subject=subject.ref, code=code, source=source,
                                      acknowledged_at__isnull=True)
    return unread.update(at=clock.now()) > 0


def _is_there(item: InboxItem) -> bool:
    """Whether this very row was written: a conflict with one already told writes nothing and says nothing."""
    return not item.once or InboxItem.objects.filter(ref=item.ref).exists()
