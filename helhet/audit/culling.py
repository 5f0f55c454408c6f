"""Takes away the oldest part of a controller's log, and leaves a signed stub that the chain goes on from."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction

from helhet.audit import events, keys, log, rules
from helhet.audit.log import Signer
from helhet.audit.models import AuditStub
from helhet.kit import clock
from helhet.kit.refusals import refuse


@dataclass(frozen=True)
class Old:
    """What could go: rows first to last, the hashes around them, and when the newest of them was written."""

    first: int
    last: int
    before: bytes
    after: bytes
    newest: datetime

    @property
    def rows(self) -> int:
        return self.last - self.first + 1


def words(row: AuditStub) -> str:
    """What is signed."""
    return (f"helhet stub {row.controller} {row.first} {row.last} {bytes(row.before).hex()} {bytes(row.after).hex()}"
            f" {row.at.astimezone(UTC).isoformat()} {row.decided_by} {row.why}")


def old(controller: int, older: datetime) -> Old | None:
    """The unbroken beginning of a log that is older than a moment; None when there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT first, last, before, after, newest FROM audit_old(%s, %s)", [controller, older])
        row = cursor.fetchone()
    return Old(row[0], row[1], bytes(row[2]), bytes(row[3]), row[4]) if row else None


def cull(*, older: datetime, why: str, by: Signer) -> int:
    """Take away what is older than a moment in the log of the controller that ``by`` works for; gives how many rows.

    ``why`` names the decision. Whoever calls has asked whether ``by`` may decide it. Raises Refused before five
    years have passed; 0 when there is nothing.
    """
    controller, now = by.controller_id or log.NOBODY, clock.now()
    refuse(rules.may_cull(older, now))
    with transaction.atomic():
        found = old(controller, older)
        if found is None:
            return 0
        stub = AuditStub(controller=controller, first=found.first, last=found.last, before=found.before,
                         after=found.after, why=why, decided_by=by.name, at=now)
        stub.signature = keys.sign(controller, words(stub))
        stub.save(force_insert=True)
        log.record(events.CULLED, by=by, data={"first": found.first, "last": found.last, "hash": found.after.hex()})
        with connection.cursor() as cursor:
            cursor.execute("SELECT audit_cull(%s, %s)", [stub.pk, now])
            (gone,) = cursor.fetchone()
    return int(gone)

