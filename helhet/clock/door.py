"""What waits for a unit, a page at a time, and who has taken it on. The case door logs whom the page showed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from helhet.access.context import of_unit
from helhet.clock import words
from helhet.clock.models import Obligation
from helhet.clock.rules import nearness

PAGE = 25
MANY = 500


@dataclass(frozen=True)
class DueCard:
    subject: UUID
    subject_kind: str
    individual: int
    unit: int
    code: str
    sentence: str
    url_name: str
    action: str
    rule: str
    due: date | None
    nearness: str
    days: int | None
    detail: str
    taken_by: int | None = None
    taken_name: str = ""


@dataclass(frozen=True)
class WaitingPage:
    """A page of what waits. ``total`` and ``late`` are of the whole list, counted no further than MANY + 1."""

    rows: tuple[DueCard, ...]
    next: str
    total: int
    late: int


def waiting(unit: int, today: date, *, user: int | None = None, after: str = "", limit: int = PAGE) -> WaitingPage:
    """What waits for a unit since today or before, the most urgent first. Two queries, however much waits.

    ``user``: only what they have taken on. ``after`` is the cursor of the last page. Raises ValueError for a cursor
    that is none.
    """
    rows = Obligation.objects.filter(unit_id=unit, since__lte=today)
    if user is not None:
        rows = rows.filter(taken_by=user)
    page = _after(rows, after).order_by("due", "id")[: limit + 1]
    with of_unit(unit, user):
        found = list(page)
        total, late = _counted(unit, today, user)
    more, shown = len(found) > limit, found[:limit]
    return WaitingPage(tuple(_card(o, today) for o in shown), _cursor(shown[-1]) if more else "", total, late)


def one(unit: int, subject: UUID, code: str, today: date) -> DueCard | None:
    """One thing that waits for a unit, the most urgent of its kind; None when it does not wait any longer."""
    with of_unit(unit):
        found = Obligation.objects.filter(unit_id=unit, subject=subject, code=code).order_by("due", "id").first()
    return _card(found, today) if found else None


def of_subject(subject: UUID, today: date) -> tuple[DueCard, ...]:
    """What waits in one case since today or before, for all units."""
    rows = Obligation.objects.filter(subject=subject, since__lte=today)
    return tuple(_card(o, today) for o in rows.order_by("due", "id"))


def _after(rows: QuerySet[Obligation], cursor: str) -> QuerySet[Obligation]:
    """The rows after a cursor, in the order of the list: days first, then what has no day."""
    if not cursor:
        return rows
    day, _mark, key = cursor.rpartition("_")
    if not day:
        return rows.filter(due__isnull=True, id__gt=int(key))
    due = date.fromisoformat(day)
    return rows.filter(Q(due__gt=due) | Q(due=due, id__gt=int(key)) | Q(due__isnull=True))


def _cursor(o: Obligation) -> str:
    return f"{o.due.isoformat() if o.due else ''}_{o.pk}"


# The same thing several times in one case is one line on the page, and one here.
_COUNT = """
SELECT count(DISTINCT (subject, code)), count(DISTINCT (subject, code)) FILTER (WHERE due < %(today)s)
FROM (SELECT o.subject, o.code, o.due FROM clock_obligation o
      WHERE o.unit_id = %(unit)s AND o.since <= %(today)s
        AND (%(user)s::bigint IS NULL OR o.taken_by = %(user)s)
      ORDER BY o.due, o.id LIMIT %(most)s) counted
"""


def _counted(unit: int, today: date, user: int | None) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"unit": unit, "today": today, "user": user, "most": MANY + 1})
        total, late = cursor.fetchone()
        return total, late


def _card(o: Obligation, today: date) -> DueCard:
    days = (o.due - today).days if o.due else None
    return DueCard(
        o.subject, o.subject_kind, o.individual, o.unit_id, o.code, words.sentence(o.code), words.url_name(o.code),
        words.action(o.code), o.rule, o.due, nearness(o.due, today), days, o.detail,
        o.taken_by, o.taken_name,
    )
