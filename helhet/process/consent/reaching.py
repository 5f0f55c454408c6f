"""Writes who reaches what by consent and by route: coverage, cut to the units that take part, from when they were."""

from collections.abc import Iterable

from helhet.access import reach
from helhet.access.reach import Grant
from helhet.process.case.models import Case, Participant
from helhet.process.case.rules import ParticipantKind
from helhet.process.consent import facts
from helhet.process.consent.coverage import Spell, spells


def expected(case: Case) -> dict[str, tuple[Grant, ...]]:
    """What the rows of *consent* and *route* should be; what a proof compares with the stored."""
    since: dict[int, object] = {}
    rows = Participant.objects.filter(case=case, unit__isnull=False, valid_to__isnull=True)
    for unit, start in rows.exclude(kind=ParticipantKind.CONVENER).order_by("-valid_from").values_list(
        "unit_id", "valid_from"
    ):
        since[unit] = start
    loaded = facts.load(case.pk)
    said = spells(loaded)
    no = {c.key for s in loaded.given for c in s.no if c.source is not None}
    live = [s for s in said if s.start < s.end and s.cell.source is None and s.cell.key not in no]
    return {
        "consent": _grants([s for s in live if not s.route], since),
        "route": _grants([s for s in said if s.route and s.start < s.end], since),
    }


def _grants(found: Iterable[Spell], since: dict[int, object]) -> tuple[Grant, ...]:
    kinds: dict[tuple, set[str]] = {}  # type: ignore[type-arg]
    for s in found:
        if s.cell.unit not in since:
            continue
        start = max(s.start, since[s.cell.unit])  # type: ignore[call-overload]
        if start < s.end:
            kinds.setdefault((s.cell.unit, start, s.end), set()).add(s.cell.kind)
    return tuple(Grant(unit, frozenset(k), start, end) for (unit, start, end), k in sorted(kinds.items()))


def rewrite_reach(case: Case) -> None:
    """Make the stored reach equal to what is in force. In the verb's transaction, so it holds the same second."""
    for source, grants in expected(case).items():
        reach.rewrite(case_ref=case.ref, individual=case.individual_id, source=source, grants=grants)
