"""Rows that many rooms' obligations follow from, fetched once for all the cases that are looked at together."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import F

from helhet.clock.registry import Subject
from helhet.process.case.models import Case, Participant


def case_rows(subjects: Sequence[Subject]) -> dict[UUID, Case]:
    """Each case by its ref."""
    wanted = [s.ref for s in subjects if s.kind == "case"]
    return {c.ref: c for c in Case.objects.filter(ref__in=wanted)} if wanted else {}


def team_rows(subjects: Sequence[Subject]) -> dict[UUID, tuple[Participant, ...]]:
    """Who takes part in each case now, in the order they came."""
    found: dict[UUID, tuple[Participant, ...]] = {s.ref: () for s in subjects}
    rows = Participant.objects.filter(case__ref__in=list(found), valid_to__isnull=True).annotate(of=F("case__ref"))
    for row in rows.order_by("valid_from", "id"):
        found[row.of] += (row,)
    return found
