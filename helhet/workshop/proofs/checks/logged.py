"""The log's chains of hashes, from the first row of each controller to the last."""

from collections.abc import Iterator

from django.db import connection

from helhet.audit import events, verify
from helhet.audit.models import AuditEvent


def broken() -> Iterator[str]:
    """One sentence for each row that does not follow from the one before it, or has been changed."""
    connection.ensure_connection()
    yield from verify.verify(connection.connection).faults


def unknown_events() -> Iterator[str]:
    """Events that no room has registered: they would have no sentence."""
    known = {e.code for e in events.all_events()}
    for code in AuditEvent.objects.order_by().values_list("event", flat=True).distinct():
        if code not in known:
            yield f"event {code} is not registered"
