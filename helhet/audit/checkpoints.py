"""Where each chain stands, signed each hour, and told to the other controllers of the same cases.

Whoever rewrites a chain must also rewrite what its signed checkpoints say, what others' chains say of them, and the
papers in people's drawers.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection, transaction

from helhet.audit import events, keys, log
from helhet.audit.models import AuditCheckpoint, AuditStub
from helhet.kit import clock

WITNESSES = 5  # others that are told of one checkpoint
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that looks like another on paper


@dataclass(frozen=True)
class Point:
    """A checkpoint as it stands on paper: the code in groups of four, whose log, and when."""

    code: str
    controller: int
    at: datetime
    holds: bool = True


@dataclass(frozen=True)
class House:
    """The house itself, writing in one controller's chain."""

    controller_id: int
    name: str = "system:log"
    purpose: str = "log"
    user_ref: UUID | None = None
    assignment_id: int | None = None
    unit_id: int | None = None
    unit_name: str = ""


def words(controller: int, n: int, digest: bytes, at: datetime) -> str:
    """What is signed."""
    return f"helhet checkpoint {controller} {n} {digest.hex()} {at.astimezone(UTC).isoformat()}"


def code_of(controller: int, n: int, digest: bytes) -> str:
    """Sixteen letters (80 bits) that nobody finds another chain for."""
    number = int.from_bytes(hashlib.sha256(f"{controller} {n} {digest.hex()}".encode()).digest()[:10], "big")
    return "".join(LETTERS[number >> shift & 31] for shift in range(75, -1, -5))


def take() -> int:
    """Make a checkpoint of each chain that has grown since its last one; gives how many. Two at once do no harm."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT chain, n, hash, seen FROM audit_tails() WHERE unseen > 0 ORDER BY chain")
        tails = cursor.fetchall()
    return sum(_take(chain, n, bytes(digest), seen) for chain, n, digest, seen in tails)


def _take(chain: int, n: int, digest: bytes, seen: int) -> bool:
    at = clock.now()
    signature = keys.sign(chain, words(chain, n, digest, at))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_auditcheckpoint (controller, n, hash, at, code, signature)"
            " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [chain, n, digest, at, code_of(chain, n, digest), signature],
        )
        if not cursor.rowcount:
            return False
        cursor.execute("SELECT chain FROM audit_fellows(%s, %s) WHERE chain <> %s", [chain, seen, log.NOBODY])
        # In the order of their numbers, as every other caller takes them.
        for fellow in sorted(_some([row[0] for row in cursor.fetchall()], digest)):
            log.record(events.WITNESSED, by=House(fellow), data={
                "chain": chain, "n": n, "hash": digest.hex(), "at": at.isoformat(), "signature": signature.hex()})
    return True


def _some(fellows: list[int], digest: bytes) -> list[int]:
    """At most so many, and others each time: nobody can know beforehand who is told."""
    return sorted(fellows, key=lambda one: hashlib.sha256(digest + str(one).encode()).digest())[:WITNESSES]


def newest(controller: int) -> Point | None:
    """The last checkpoint of a controller's log, for print; None before the first. One query."""
    row = AuditCheckpoint.objects.filter(controller=controller).order_by("-n").first()
    return _point(row, True) if row else None


def look_up(code: str) -> Point | None:
    """The checkpoint a code on paper names, and whether the log still holds it; None when there is none such."""
    plain = "".join(letter for letter in code.upper() if letter in LETTERS)
    row = AuditCheckpoint.objects.filter(code=plain).first()
    return _point(row, _stands(row)) if row else None


def _point(row: AuditCheckpoint, holds: bool) -> Point:
    return Point("-".join(row.code[i:i + 4] for i in range(0, 16, 4)), row.controller, row.at, holds)


def _stands(row: AuditCheckpoint) -> bool:
    """Whether the log has the same row in the same place, or a signed stub where it has been culled."""
    digest = bytes(row.hash)
    if not keys.genuine(row.controller, words(row.controller, row.n, digest, row.at), bytes(row.signature)):
        return False
    if code_of(row.controller, row.n, digest) != row.code:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_hash_at(%s, %s)", [row.controller, row.n])
        (found,) = cursor.fetchone()
    if found is not None:
        return bytes(found) == digest
    return AuditStub.objects.filter(controller=row.controller, first__lte=row.n, last__gte=row.n).exists()


def saved() -> Iterator[dict[str, object]]:
    """Every checkpoint as plain values, to be kept somewhere else than here."""
    for row in AuditCheckpoint.objects.order_by("controller", "n").iterator():
        yield {"chain": row.controller, "n": row.n, "hash": bytes(row.hash).hex(),
               "at": row.at.astimezone(UTC).isoformat(), "signature": bytes(row.signature).hex()}
