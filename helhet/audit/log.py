"""Writes the log and reads it back in sentences."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection, transaction

from helhet.audit import events
from helhet.audit.models import AuditEvent, AuditSubject
from helhet.kit import clock

NOBODY = 0  # the chain of events that no controller owns: the system itself, and persons' own sign-ins
GENESIS = b"\0" * 32


class Signer(Protocol):
    """What the log needs to know of whoever acts; ``access.Actor`` is one."""

    @property
    def user_ref(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...
    @property
    def assignment_id(self) -> int | None: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def unit_name(self) -> str: ...
    @property
    def controller_id(self) -> int | None: ...
    @property
    def purpose(self) -> str: ...


@dataclass(frozen=True)
class Entry:
    """One line of the log as a person reads it."""

    at: datetime
    event: str
    sentence: str
    who: str
    unit: str
    purpose: str
    ground: str
    data: dict[str, Any]
    reading: bool


def record(
    event: str, *, by: Signer, individuals: Iterable[int] = (), subject: UUID | None = None,
    ground: str = "", data: dict[str, Any] | None = None, also: Sequence[int] = (),
) -> None:
    """Append one event, in the caller's transaction, to the actor's controller's chain.

    ``individuals`` are the ids of the persons it concerns; ``subject`` the ref of the case; ``data`` holds codes
    and refs, never free text. ``also`` names further controllers whose log must carry it. Raises UnknownEvent.
    """
    events.get(event)
    for controller in sorted({by.controller_id or NOBODY, *also}):
        _append(controller, event, by, tuple(individuals), subject, ground, data or {})


def _append(
    controller: int, event: str, by: Signer, individuals: tuple[int, ...], subject: UUID | None,
    ground: str, data: dict[str, Any],
) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            # A sequence is not commit order: one lock per chain, before the number is taken.
            cursor.execute("SELECT pg_advisory_xact_lock(11, %s)", [controller])
        last = (
            AuditEvent.objects.filter(controller=controller).order_by("-n").values_list("n", "hash").first()
        )
        n, prev = (last[0] + 1, bytes(last[1])) if last else (1, GENESIS)
        row = AuditEvent(
            controller=controller, n=n, at=clock.now(), event=event, actor=by.user_ref, actor_name=by.name,
            assignment=by.assignment_id, unit=by.unit_id, unit_name=by.unit_name, purpose=by.purpose,
            ground=ground, subject=subject, data=data, prev_hash=prev,
        )
        row.hash = digest(row, individuals)
        row.save(force_insert=True)
        AuditSubject.objects.bulk_create(
            [AuditSubject(event=row.pk, individual=i, at=row.at) for i in individuals]
        )


def digest(row: AuditEvent, individuals: Sequence[int]) -> bytes:
    """The hash of a row: everything it says, whom it concerns and the hash before it."""
    facts = [
        row.controller, row.n, row.at.isoformat(), row.event, str(row.actor), row.actor_name, row.assignment,
        row.unit, row.purpose, row.ground, str(row.subject), row.data, sorted(individuals),
        bytes(row.prev_hash).hex(),
    ]
    return hashlib.sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).digest()


def about(individual: int, *, readings: bool | None = None, limit: int = 100) -> tuple[Entry, ...]:
    """The newest entries that concern a person, newest first. ``readings``: only those, only others, or both."""
    ids = AuditSubject.objects.filter(individual=individual).order_by("-at", "-id").values_list("event", flat=True)
    rows = AuditEvent.objects.filter(pk__in=list(ids[: limit * 4])).order_by("-at", "-n")
    entries = (entry(row) for row in rows)
    wanted = (e for e in entries if readings is None or e.reading == readings)
    return tuple(e for e, _ in zip(wanted, range(limit), strict=False))


def of_subject(
    subject: UUID, *, readings: bool | None = False, controller: int | None = None, limit: int = 100
) -> tuple[Entry, ...]:
    """What has happened with one case, newest first, as sentences; of one controller or all. Two queries at most."""
    rows = AuditEvent.objects.filter(subject=subject).order_by("-at", "-n")
    if controller is not None:
        rows = rows.filter(controller=controller)
    codes = [e.code for e in events.all_events() if readings is None or e.reading == readings]
    return tuple(entry(row) for row in rows.filter(event__in=codes)[:limit])


def entry(row: AuditEvent) -> Entry:
    event = events.get(row.event)
    return Entry(
        at=row.at, event=row.event, sentence=str(event.sentence), who=row.actor_name, unit=row.unit_name,
        purpose=row.purpose, ground=row.ground, data=row.data, reading=event.reading,
    )
