"""Looks in the log: by person, by who read, by unit, by time; in pages, and in one controller's chain at a time.

What may be seen is the caller's to decide and the database's to guard.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from helhet.audit import events
from helhet.audit.log import ORIGINAL, Entry, entry
from helhet.audit.models import AuditEvent, AuditSubject

MOST = 100


@dataclass(frozen=True)
class Line:
    """One row of the log, with whom it concerns."""

    id: int
    controller: int
    n: int
    actor: UUID | None
    staff: bool
    subject: UUID | None
    individuals: tuple[int, ...]
    says: Entry


@dataclass(frozen=True)
class Lines:
    """A page of the log, newest first; ``next`` is where the next page begins, empty on the last."""

    rows: tuple[Line, ...] = ()
    next: str = ""


@dataclass(frozen=True)
class Asked:
    """What is looked for in a controller's chain. ``start`` counts, ``end`` does not."""

    start: datetime | None = None
    end: datetime | None = None
    individual: int | None = None
    actor: UUID | None = None
    unit: int | None = None


@dataclass(frozen=True)
class Reader:
    """How often one user read of one person in a window."""

    actor: UUID
    name: str
    unit: str
    individual: int
    times: int
    first: datetime
    last: datetime
    moments: Sequence[datetime]
    codes: Sequence[str]


def of_person(individual: int, *, after: str = "", limit: int = MOST, only: Iterable[str] | None = None) -> Lines:
    """Everything that stands in any chain about a person, newest first, in pages. Three queries.

    What is told to several chains is one line. Raises ValueError for an ``after`` that is none of ours.
    """
    told = AuditSubject.objects.filter(individual=individual).order_by("-at", "-event")
    if after:
        at, number = _place(after)
        told = told.filter(Q(at__lt=at) | Q(at=at, event__lt=number))
    if only is not None:
        told = told.filter(event__in=AuditEvent.objects.filter(event__in=list(only)).values("pk"))
    told = told.filter(event__in=AuditEvent.objects.filter(ORIGINAL).values("pk"))
    found = list(told.values_list("at", "event")[: limit + 1])
    rows = _lines(AuditEvent.objects.filter(pk__in=[event for _at, event in found[:limit]]))
    return Lines(rows, f"{found[limit - 1][0].isoformat()}~{found[limit - 1][1]}" if len(found) > limit else "")


def _place(after: str) -> tuple[datetime, int]:
    at, _, number = after.partition("~")
    moment, n = datetime.fromisoformat(at), int(number)
    if moment.tzinfo is None or n >= 2**63:
        raise ValueError("no such place")
    return moment, n


def search(controller: int, asked: Asked, *, before: int | None = None, limit: int = MOST) -> Lines:
    """A controller's own chain, newest first, by person, user, unit and time; ``before`` is a number in the chain."""
    rows = _asked(controller, asked)
    if before is not None:
        rows = rows.filter(n__lt=before)
    found = _lines(rows.order_by("-n")[: limit + 1])
    return Lines(found[:limit], str(found[limit - 1].n) if len(found) > limit else "")


def touched(controller: int, asked: Asked) -> tuple[tuple[int, int], ...]:
    """The incident's question: whose data was touched, and how often, by the person's id. One query."""
    said, values = ["e.controller = %s"], [controller]
    for condition, value in (("e.at >= %s", asked.start), ("e.at < %s", asked.end), ("e.actor = %s", asked.actor),
                             ("e.unit = %s", asked.unit), ("s.individual = %s", asked.individual)):
        if value is not None:
            said.append(condition)
            values.append(value)  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.individual, count(*) FROM audit_auditevent e JOIN audit_auditsubject s ON s.event = e.id"  # noqa: S608
            f" WHERE {' AND '.join(said)} GROUP BY 1 ORDER BY 2 DESC, 1", values)
        return tuple((individual, n) for individual, n in cursor.fetchall())


def readers(
    controller: int, units: Iterable[int], start: datetime, end: datetime, without: Iterable[str] = ()
) -> tuple[Reader, ...]:
    """How each user of a controller's own units read of each person in a window. One query.

    ``without`` are readings that do not count.
    """
    codes = sorted(set(reading_codes()) - set(without))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.actor, max(e.actor_name), max(e.unit_name), s.individual, count(*), min(e.at), max(e.at),"
            " array_agg(e.at ORDER BY e.at), array_agg(DISTINCT e.event)"
            " FROM audit_auditevent e JOIN audit_auditsubject s ON s.event = e.id"
            " WHERE e.controller = %s AND e.at >= %s AND e.at < %s AND e.event = ANY (%s)"
            " AND e.unit = ANY (%s) AND e.actor IS NOT NULL AND e.assignment IS NOT NULL GROUP BY e.actor, s.individual"
            " ORDER BY 1, 4",
            [controller, start, end, codes, list(units)])
        return tuple(Reader(*row) for row in cursor.fetchall())


def written_of(individuals: Iterable[int], start: datetime, end: datetime) -> frozenset[int]:
    """Those of the persons with whom something was done, and not only looked at, in a window. One query."""
    done = AuditEvent.objects.filter(assignment__isnull=False).exclude(event__in=reading_codes())
    found = AuditSubject.objects.filter(individual__in=list(individuals), at__gte=start, at__lt=end)
    return frozenset(found.filter(event__in=done.values("pk")).values_list("individual", flat=True).distinct())


def reading_codes() -> list[str]:
    return [e.code for e in events.all_events() if e.reading]


def _asked(controller: int, asked: Asked) -> QuerySet[AuditEvent]:
    rows = AuditEvent.objects.filter(controller=controller)
    if asked.start is not None:
        rows = rows.filter(at__gte=asked.start)
    if asked.end is not None:
        rows = rows.filter(at__lt=asked.end)
    if asked.individual is not None:
        rows = rows.filter(pk__in=AuditSubject.objects.filter(individual=asked.individual).values("event"))
    if asked.actor is not None:
        rows = rows.filter(actor=asked.actor)
    return rows.filter(unit=asked.unit) if asked.unit is not None else rows


def _lines(rows: Iterable[AuditEvent]) -> tuple[Line, ...]:
    found = sorted(rows, key=lambda r: (r.at, r.pk), reverse=True)
    about: dict[int, list[int]] = {}
    for event, individual in AuditSubject.objects.filter(event__in=[r.pk for r in found]).order_by("id").values_list(
            "event", "individual"):
        about.setdefault(event, []).append(individual)
    return tuple(
        Line(r.pk, r.controller, r.n, r.actor, r.assignment is not None, r.subject, tuple(about.get(r.pk, ())),
             entry(r)) for r in found
    )
