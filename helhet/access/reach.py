"""The table of who reaches what. Doors read it; the rooms that own a source rewrite their rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from helhet.access.decision import ReachRow
from helhet.access.models import Reach


@dataclass(frozen=True)
class Grant:
    """A unit's reach into a case by one source: which kinds, from when, until when (None = open)."""

    unit: int
    kinds: frozenset[str]
    valid_from: datetime
    valid_to: datetime | None = None


def rewrite(*, case_ref: UUID, individual: int, source: str, grants: Iterable[Grant]) -> None:
    """Replace one source's rows of a case. Call only from actions of case, consent, invitation and discharge."""
    Reach.objects.filter(case_ref=case_ref, source=source).delete()
    Reach.objects.bulk_create(
        Reach(unit_id=g.unit, individual=individual, case_ref=case_ref, kinds=sorted(g.kinds), source=source,
              valid_from=g.valid_from, valid_to=g.valid_to)
        for g in grants if g.kinds
    )


def rows(case_ref: UUID, unit: int | None = None) -> tuple[ReachRow, ...]:
    """The reach rows of a case, of one unit or all."""
    found = Reach.objects.filter(case_ref=case_ref)
    if unit is not None:
        found = found.filter(unit_id=unit)
    return tuple(_row(r) for r in found)


def stored(case_ref: UUID, source: str) -> frozenset[Grant]:
    """One source's rows as grants: what a proof compares with the recomputed."""
    found = Reach.objects.filter(case_ref=case_ref, source=source)
    return frozenset(Grant(r.unit_id, frozenset(r.kinds), r.valid_from, r.valid_to) for r in found)


def knows(unit: int, individual: int) -> bool:
    """Whether the unit reaches the person in any case now or before."""
    return Reach.objects.filter(unit_id=unit, individual=individual).exists()


def _row(r: Reach) -> ReachRow:
    return ReachRow(r.unit_id, frozenset(r.kinds), r.source, r.valid_from, r.valid_to)
