"""Writes the log and reads it back in sentences."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db import connection
from django.db.models import F, Q

from helhet.audit import events, middleware
from helhet.audit.models import AuditEvent, AuditSubject
from helhet.kit import clock

NOBODY = 0  # the chain of events that no controller owns: the system itself, and persons' own sign-ins
# A reading of another controller's material stands in that controller's log too; read together, it is one.
ORIGINAL = Q(actor_controller__isnull=True) | Q(actor_controller=F("controller"))
_APPEND = (
    "SELECT audit_append(%s::int[], %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,"
    " %s::bigint[], %s::jsonb, %s)"
)


class Signer(Protocol):
    """What the log needs to know of whoever acts; ``access.Actor`` is one, and says ``title`` and the HSA-ids too."""

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
    """One line of the log as a person reads it, with what the national log service asks for (StoreLog 2.0)."""

    at: datetime
    event: str
    sentence: str
    who: str
    unit: str
    purpose: str
    ground: str
    data: dict[str, Any]
    reading: bool
    id: UUID | None = None  # logId: the first half of the row's own hash
    activity: str = ""
    denied: bool = False
    rule: str = ""
    title: str = ""
    hsa: str = ""
    unit_id: int | None = None
    unit_hsa: str = ""
    controller: int = NOBODY  # whom the one who acted works for
    owner: int | None = None  # whose material it was
    resource: tuple[str, ...] = ()
    subject: UUID | None = None
    request: UUID | None = None


def record(
    event: str, *, by: Signer, individuals: Iterable[int] = (), subject: UUID | None = None,
    ground: str = "", data: dict[str, Any] | None = None, also: Sequence[int] = (),
    rule: str = "", outcome: str = "", resource: Sequence[str] = (), owner: int | None = None,
) -> None:
    """Append one event, in the caller's transaction, to the actor's controller's chain. One query.

    ``individuals`` are the ids of the persons it concerns; ``subject`` the ref of the case; ``data`` holds codes
    and refs, never free text. ``also`` names further controllers whose log must carry it; ``owner`` is the
    controller of what was read or written, ``resource`` its kinds, ``rule`` the rule that decided, ``outcome``
    'given' or 'denied' where the event does not say it. Raises UnknownEvent.
    """
    what, own = events.get(event), by.controller_id or NOBODY
    denied = outcome == "denied" if outcome else what.denied
    facts = data or {}
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [
            sorted({own, *also}), clock.now(), event, by.user_ref, by.name, getattr(by, "user_hsa", "") or None,
            getattr(by, "title", "") or None, own, by.assignment_id, by.unit_id, by.unit_name,
            getattr(by, "unit_hsa", "") or None, by.purpose, ground, rule or None, denied, owner,
            ",".join(resource or facts.get("kinds", ())) or None, subject, sorted(set(individuals)),
            json.dumps(facts, ensure_ascii=False), middleware.number(),
        ])


def about(individual: int, *, readings: bool | None = None, limit: int = 100) -> tuple[Entry, ...]:
    """The newest entries that concern a person, newest first. ``readings``: only those, only others, or both."""
    ids = AuditSubject.objects.filter(individual=individual).order_by("-at", "-id").values_list("event", flat=True)
    rows = AuditEvent.objects.filter(ORIGINAL, pk__in=list(ids[: limit * 8])).order_by("-at", "-n")
    entries = (entry(row) for row in rows)
    wanted = (e for e in entries if readings is None or e.reading == readings)
    return tuple(e for e, _ in zip(wanted, range(limit), strict=False))


def of_subject(
    subject: UUID, *, readings: bool | None = False, controller: int | None = None, limit: int = 100
) -> tuple[Entry, ...]:
    """What has happened with one case, newest first, as sentences; of one controller or all. Two queries at most."""
    rows = AuditEvent.objects.filter(ORIGINAL, subject=subject).order_by("-at", "-n")
    if controller is not None:
        rows = rows.filter(controller=controller)
    codes = [e.code for e in events.all_events() if readings is None or e.reading == readings]
    return tuple(entry(row) for row in rows.filter(event__in=codes)[:limit])


def entry(row: AuditEvent) -> Entry:
    """A row as a line to read."""
    event = events.get(row.event)
    return Entry(
        at=row.at, event=row.event, sentence=str(event.sentence), who=row.actor_name, unit=row.unit_name,
        purpose=row.purpose, ground=row.ground, data=row.data, reading=event.reading,
        id=UUID(bytes=bytes(row.hash)[:16]), activity=event.activity.label, denied=bool(row.denied),
        rule=row.rule or "", title=row.actor_title or "", hsa=row.actor_hsa or "", unit_id=row.unit,
        unit_hsa=row.unit_hsa or "",
        controller=row.controller if row.actor_controller is None else row.actor_controller,
        owner=row.owner, resource=tuple((row.resource or "").split(",")) if row.resource else (),
        subject=row.subject, request=row.request,
    )
