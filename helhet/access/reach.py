"""The table of who reaches what. Doors read it; the rooms that own a source rewrite their rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value
from django.db.models.lookups import Exact

from helhet.access.decision import ReachRow
from helhet.access.grounds import SOURCES, Way
from helhet.access.models import Assignment, Opening, Reach
from helhet.access.rules import Kind
from helhet.kit import clock

RECEIVED = [code for code, source in SOURCES.items() if source.received]
# What somebody works by: neither a copy, nor what one looks at in another's record.
WORKED_BY = [
    code for code, source in SOURCES.items() if source.way in (Way.OWN, Way.HANDED_OVER) and not source.received
]


@dataclass(frozen=True)
class Grant:
    """A unit's reach into a case by one source: which kinds, from when, until when (None = open)."""

    unit: int
    kinds: frozenset[str]
    valid_from: datetime
    valid_to: datetime | None = None


def rewrite(*, case_ref: UUID, individual: int, source: str, grants: Iterable[Grant]) -> None:
    """Replace one source's rows of a case. Call only from actions of case, consent, invitation and discharge.

    What is as it was is left alone: whoever follows a meeting is decided anew when reach is taken away.
    """
    grants = [g for g in grants if g.kinds]
    if stored(case_ref, source) == frozenset(grants):
        return
    Reach.objects.filter(case_ref=case_ref, source=source).delete()
    Reach.objects.bulk_create(
        Reach(unit_id=g.unit, individual=individual, case_ref=case_ref, kinds=sorted(g.kinds), source=source,
              valid_from=g.valid_from, valid_to=g.valid_to)
        for g in grants
    )


# Reach and live emergency openings, each with whether the person's block shuts it. One question, as rows are read
# on every page. What a unit has opened counts when that unit itself reads, and not in lists or when news are told.
_ROWS = """
SELECT case_ref, unit_id, kinds, source, valid_from, valid_to,
       helhet_shut(case_ref, individual, unit_id, source, %(now)s, %(opened)s)
FROM access_reach WHERE case_ref = ANY(%(cases)s) AND (unit_id = %(unit)s OR %(unit)s IS NULL)
"""
_OPENED = """
UNION ALL
SELECT case_ref, unit_id, kinds, 'emergency', opened_at, ends_at,
       helhet_shut(case_ref, individual, unit_id, 'emergency', %(now)s, true)
FROM access_opening WHERE kind = 'emergency' AND ended_at IS NULL
  AND case_ref = ANY(%(cases)s) AND unit_id = %(unit)s
"""


def rows(case_ref: UUID, unit: int | None = None, *, shut: bool = False) -> tuple[ReachRow, ...]:
    """The reach rows of a case, of one unit or all. One query.

    What a block shuts is left out; with ``shut`` it stands there marked, for the decision to say so.
    """
    return tuple(r for _ref, r in _asked([case_ref], unit) if shut or not r.shut)


def rows_of(case_refs: Iterable[UUID], unit: int) -> dict[UUID, tuple[ReachRow, ...]]:
    """A unit's reach rows in several cases, by case; cases without any are left out. One query."""
    found: dict[UUID, tuple[ReachRow, ...]] = {}
    for ref, row in _asked(set(case_refs), unit):
        if not row.shut:
            found[ref] = (*found.get(ref, ()), row)
    return found


def _asked(case_refs: Iterable[UUID], unit: int | None) -> Iterator[tuple[UUID, ReachRow]]:
    asked = {"cases": list(case_refs), "unit": unit, "now": clock.now(), "opened": unit is not None}
    with connection.cursor() as cursor:
        cursor.execute(_ROWS + (_OPENED if unit is not None else ""), asked)
        found = cursor.fetchall()
    for ref, of, kinds, source, start, end, is_shut in found:
        yield ref, ReachRow(of, frozenset(kinds), source, start, end, is_shut)


def units_of(case_refs: Iterable[UUID], source: str) -> dict[UUID, frozenset[int]]:
    """The units that one source's rows give something in each case. One query."""
    found: dict[UUID, frozenset[int]] = {}
    for ref, unit in Reach.objects.filter(case_ref__in=list(case_refs), source=source).values_list("case_ref", "unit"):
        found[ref] = found.get(ref, frozenset()) | {unit}
    return found


def stored(case_ref: UUID, source: str) -> frozenset[Grant]:
    """One source's rows as grants: what a proof compares with the recomputed."""
    found = Reach.objects.filter(case_ref=case_ref, source=source)
    return frozenset(Grant(r.unit_id, frozenset(r.kinds), r.valid_from, r.valid_to) for r in found)


def open_now(unit: int, individual: int, now: datetime) -> frozenset[str]:
    """The kinds a unit may read of a person at this moment, in any case. One query.

    What has been handed over says nothing of how to reach them now: contacts only while they are shared.
    """
    found = _open(unit, individual, now).values_list("source", "kinds")
    return frozenset(kind for source, kinds in found for kind in kinds
                     if kind != Kind.CONTACTS or source not in RECEIVED)


def shared_now(unit: int, individual: int, now: datetime) -> frozenset[str]:
    """The kinds a unit works with of a person at this moment, in any case. One query.

    Not what it only keeps a copy of, nor what it may look at in another's record: by those nothing is written.
    """
    found = _open(unit, individual, now).filter(source__in=WORKED_BY).values_list("kinds", flat=True)
    return frozenset(kind for kinds in found for kind in kinds)


def has_been_with(unit: int, individual: int) -> bool:
    """Whether a unit has, or has had, anything to do with a person in some case, or has opened one in an emergency."""
    return (Reach.objects.filter(unit_id=unit, individual=individual).exists()
            or Opening.objects.filter(unit_id=unit, individual=individual).exists())


def writers_open_to(
    unit: int, controller: int, individual: int, kind: str, assignments: Iterable[int], now: datetime
) -> frozenset[int]:
    """Of those who wrote of a person: the unit's own controller's, and those it shares the kind with in a case now.

    That somebody else knows the person too is told to nobody. One query.
    """
    shared = _open(unit, individual, now).filter(kinds__contains=[kind]).exclude(source__in=RECEIVED).values("case_ref")
    together = Reach.objects.filter(case_ref__in=shared).values("unit_id")
    return frozenset(Assignment.objects.filter(pk__in=list(assignments)).filter(
        Q(unit__controller_id=controller) | Q(unit_id__in=together)).values_list("pk", flat=True))


def _open(unit: int, individual: int, now: datetime) -> QuerySet[Reach]:
    valid = Q(valid_from__lte=now) & (Q(valid_to__isnull=True) | Q(valid_to__gt=now))
    return Reach.objects.filter(valid, ~_is_shut(now), unit_id=unit, individual=individual)


def _is_shut(now: datetime) -> Q:
    asked = Func(F("case_ref"), F("individual"), F("unit_id"), F("source"), Value(now), Value(True),
                 function="helhet_shut", output_field=BooleanField())
    return Q(Exact(asked, Value(True)))
