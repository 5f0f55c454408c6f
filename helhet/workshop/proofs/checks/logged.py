"""The log's chains of hashes, from the first row of each controller to the last."""

from collections import defaultdict
from collections.abc import Iterator

from helhet.audit import events, log
from helhet.audit.models import AuditEvent, AuditSubject


def broken() -> Iterator[str]:
    """One sentence for each row that does not follow from the one before it, or has been changed."""
    last: dict[int, tuple[int, bytes]] = {}
    rows = AuditEvent.objects.order_by("controller", "n")
    chunk: list[AuditEvent] = []
    for row in rows.iterator(chunk_size=2_000):
        chunk.append(row)
        if len(chunk) == 2_000:
            yield from _chunk(chunk, last)
            chunk = []
    yield from _chunk(chunk, last)


def _chunk(rows: list[AuditEvent], last: dict[int, tuple[int, bytes]]) -> Iterator[str]:
    about = defaultdict(list)
    for event, individual in AuditSubject.objects.filter(event__in=[r.pk for r in rows]).values_list(
        "event", "individual"
    ):
        about[event].append(individual)
    for row in rows:
        n, prev = last.get(row.controller, (0, log.GENESIS))
        if row.n != n + 1 or bytes(row.prev_hash) != prev:
            yield f"controller {row.controller}: row {row.n} does not follow row {n}"
        if log.digest(row, about[row.pk]) != bytes(row.hash):
            yield f"controller {row.controller}: row {row.n} has been changed"
        last[row.controller] = (row.n, bytes(row.hash))


def unknown_events() -> Iterator[str]:
    """Events that no room has registered: they would have no sentence."""
    known = {e.code for e in events.all_events()}
    for code in AuditEvent.objects.order_by().values_list("event", flat=True).distinct():
        if code not in known:
            yield f"event {code} is not registered"
