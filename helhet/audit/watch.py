"""Each night the house goes through its own log. Who trusts nobody does it too: ``helhet audit verify``."""

import logging
from datetime import timedelta

from django.db import connection, transaction

from helhet.audit import events, log, verify
from helhet.audit.checkpoints import House
from helhet.kit import clock

PATIENCE = timedelta(hours=2)  # checkpoints are made each hour; after twice that, something keeps them away
_alarm = logging.getLogger("helhet.audit")


def look_through() -> int:
    """Verify every chain, and write in the log that it was done and how many faults there were. Gives that number."""
    connection.ensure_connection()
    report = verify.verify(connection.connection, seen_before=clock.now() - PATIENCE)
    with transaction.atomic():
        log.record(events.LOOKED_THROUGH, by=House(log.NOBODY), data={
            "rows": report.rows, "chains": report.chains, "points": report.points, "faults": len(report.faults)})
    for fault in report.faults[:20]:
        _alarm.error(fault)
    return len(report.faults)
