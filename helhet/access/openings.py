"""What is shut and opened for a time: a block in two steps, an emergency, what a protected identity hides.

Each has a reason and an end, is logged, and is told to the person. An emergency is signed afterwards by another.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet

from helhet.access import blocks, events
from helhet.access.actor import Actor
from helhet.access.context import set_context
from helhet.access.grounds import Party, Situation, Way, party, section
from helhet.access.models import Opening
from helhet.access.rules import (
    OPENING_GROUNDS,
    Kind,
    Permission,
    may_open_block,
    may_open_emergency,
    may_review,
    may_show,
)
from helhet.audit import log
from helhet.kit import clock, keys
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.kit.text import clean_text
from helhet.organisations import door as organisations

BLOCK, EMERGENCY, PROTECTED = "block", "emergency", "protected"
SHOWN_FOR = timedelta(hours=1)  # house value: what a protected identity hides, to one person at a time
REVIEW_DAYS = 7  # house value: an emergency nobody has looked at is late


@dataclass(frozen=True)
class OpeningCard:
    """One opening as it is told to the person and to whoever looks at it afterwards."""

    ref: UUID
    kind: str
    who: str
    user_id: int
    unit: str
    controller: str
    kinds: tuple[str, ...]
    ground: str
    reason: str
    opened_at: datetime
    ends_at: datetime  # or when it was closed before that
    case_ref: UUID | None
    individual: int
    told_at: datetime | None
    reviewed_at: datetime | None
    reviewed_by: str
    was_right: bool | None
    review: str
    running: bool
    late: bool


def open_block(*, individual: int, block: UUID, ground: str, reason: str, hours: int, by: Actor) -> UUID:
    """The second active step: open one block for the reader's unit, for a time. Returns the opening's ref.

    Raises NotThere when the block shuts nothing for this unit, Refused without ground, reason or a short enough time.
    """
    found = next((b for b in blocks.shutting(by, individual=individual) if b.ref == block), None)
    if found is None:
        raise NotThere
    refuse(may_open_block(ground, reason, hours, party(by.unit_kind)))
    with transaction.atomic():
        set_context(by)
        row = _make(BLOCK, individual, by, ground=ground, reason=reason, hours=hours, block=found.id)
        log.record(events.BLOCK_OPENED, by=by, individuals=[individual], subject=row.ref,
                   also=[found.scope.controller_id], ground=_LAW[ground], data={"hours": hours, "ground": ground})
    return row.ref


_LAW = {"consent": "PDL 4 kap. 5 §, lag 2022:913 2 kap. 3 §", "cannot_ask": "PDL 4 kap. 5 §"}


def may_emergency(by: Actor) -> bool:
    """Whether the page of emergencies is there at all: by role, by the controller's own choice, and by law."""
    return (by.is_staff and by.may(Permission.EMERGENCY_OPEN) and by.emergency_access
            and party(by.unit_kind) == Party.CARE)


def open_emergency(
    *, number: str, kinds: Collection[str], reason: str, hours: int, danger: bool, by: Actor
) -> UUID | None:
    """Open the newest SIP of the person with this number, for the reader's unit, to be read only.

    Returns the case's ref; None when there is none that law lets a care provider open so: which of the two is not
    told. Raises NotThere for whoever has no such door, Refused without danger, reason, kinds or a short enough time.
    """
    if not may_emergency(by):
        raise NotThere
    refuse(may_open_emergency(kinds, reason, hours, danger))
    with transaction.atomic():
        set_context(by)
        found = _emergency_case(number)
        if found is None:
            log.record(events.EMERGENCY_SOUGHT, by=by)
            return None
        individual, case_ref, owner = found
        law = section(Way.EMERGENCY, Party.CARE, Party.CARE, Situation.DANGER)
        _make(EMERGENCY, individual, by, ground="danger", reason=reason, hours=hours, case_ref=case_ref, kinds=kinds)
        log.record(events.EMERGENCY_OPENED, by=by, individuals=[individual], subject=case_ref, also=[owner],
                   ground=law, data={"kinds": sorted(kinds), "hours": hours})
    return case_ref


def _emergency_case(number: str) -> tuple[int, UUID, int] | None:
    """Whose, which case, and whose controller's; None also where the holder is outside what law lets be opened."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT individual, case_ref, holder FROM helhet_emergency_case(%s)", [number])
        found = cursor.fetchone()
    if found is None:
        return None
    unit = organisations.unit_by_id(found[2])
    if not section(Way.EMERGENCY, party(unit.kind), Party.CARE, Situation.DANGER):
        return None
    return found[0], found[1], unit.controller_id


def show_protected(*, individual: int, reason: str, by: Actor) -> None:
    """Show what a protected identity hides, to this one reader, for an hour. Raises NotThere, Refused."""
    if not by.may(Permission.PROTECTED_READ):
        raise NotThere
    refuse(may_show(reason))
    with transaction.atomic():
        set_context(by)
        now = clock.now()
        keys.about(individual)
        Opening.objects.create(
            kind=PROTECTED, individual=individual, unit_id=by.unit_id or 0, controller=by.controller_id or 0,
            user=by.user_id or 0, user_name=by.name, kinds=[], ground="need", reason=clean_text(reason),
            opened_at=now, ends_at=now + SHOWN_FOR,
        )
        log.record(events.PROTECTED_SHOWN, by=by, individuals=[individual])


def shown(by: Actor, individual: int) -> bool:
    """Whether this reader may see where a person with a protected identity is: the person, or one who has opened it.

    No query for whoever is not trusted with it.
    """
    if by.kind == "individual" or by.kind == "system":
        return by.kind == "system" or by.individual_id == individual
    if not by.is_staff or not by.may(Permission.PROTECTED_READ):
        return False
    return _running(PROTECTED).filter(individual=individual, user=by.user_id or 0, unit_id=by.unit_id or 0).exists()


def end(*, ref: UUID, by: Actor) -> None:
    """Close before the time is out: by whoever opened, or the unit. Raises NotThere."""
    with transaction.atomic():
        set_context(by)
        row = Opening.objects.select_for_update().filter(ref=ref, unit_id=by.unit_id or 0, ended_at=None).first()
        if row is None or not by.is_staff:
            raise NotThere
        row.ended_at = clock.now()
        row.save(update_fields=["ended_at"])
        log.record(events.OPENING_ENDED, by=by, individuals=[row.individual], subject=row.ref)


def of_person(by: Actor, individual: int) -> tuple[OpeningCard, ...]:
    """What has been opened about the person, for themself; from now they are told. Raises NotThere."""
    if by.kind != "individual" or by.individual_id != individual:
        raise NotThere
    with transaction.atomic():
        set_context(by)
        rows = list(Opening.objects.filter(individual=individual).exclude(kind=PROTECTED).order_by("-opened_at")[:50])
        Opening.objects.filter(pk__in=[r.pk for r in rows], told_at=None).update(told_at=clock.now())
        return _cards(rows)


def of_unit(by: Actor) -> tuple[OpeningCard, ...]:
    """What the unit has open this moment."""
    with transaction.atomic():
        set_context(by)
        rows = _running(BLOCK, EMERGENCY).filter(unit_id=by.unit_id or 0).order_by("-opened_at")
        return _cards(rows[:50])


def to_review(by: Actor) -> tuple[OpeningCard, ...]:
    """The controller's emergencies that nobody has looked at, oldest first. Raises NotThere."""
    if not by.may(Permission.LOG_REVIEW):
        raise NotThere
    with transaction.atomic():
        set_context(by)
        rows = Opening.objects.filter(kind=EMERGENCY, controller=by.controller_id or 0, reviewed_at=None)
        return _cards(rows.order_by("opened_at")[:100])


def one(by: Actor, ref: UUID) -> OpeningCard:
    """One emergency of the reviewer's controller, or of the one who opened it. Raises NotThere."""
    with transaction.atomic():
        set_context(by)
        row = Opening.objects.filter(ref=ref, controller=by.controller_id or 0).exclude(kind=PROTECTED).first()
        if row is None or not (by.may(Permission.LOG_REVIEW) or row.user == by.user_id):
            raise NotThere
        return _cards([row])[0]


def review(*, ref: UUID, was_right: bool | None, words: str, by: Actor) -> None:
    """Sign that an emergency has been looked at. Never by the one who opened it. Raises Refused, NotThere."""
    if not by.may(Permission.LOG_REVIEW):
        raise NotThere
    with transaction.atomic():
        set_context(by)
        row = Opening.objects.select_for_update().filter(
            ref=ref, controller=by.controller_id or 0, kind=EMERGENCY, reviewed_at=None).first()
        if row is None:
            raise NotThere
        refuse(may_review(row.user == by.user_id, was_right, words))
        keys.about(row.individual)
        row.reviewed_at, row.reviewed_by, row.reviewed_name = clock.now(), by.user_id, by.name
        row.was_right, row.review = was_right, clean_text(words)
        row.save(update_fields=["reviewed_at", "reviewed_by", "reviewed_name", "was_right", "review"])
        log.record(events.EMERGENCY_REVIEWED, by=by, individuals=[row.individual], subject=row.ref,
                   data={"was_right": was_right})


def letter(by: Actor, ref: UUID) -> OpeningCard:
    """What the letter to the person says; printing it is telling them. Raises NotThere."""
    card = one(by, ref)
    with transaction.atomic():
        set_context(by)
        Opening.objects.filter(ref=ref, told_at=None).update(told_at=clock.now())
        log.record(events.OPENING_TOLD, by=by, individuals=[card.individual], subject=ref)
    return card


def _make(
    kind: str, individual: int, by: Actor, *, ground: str, reason: str, hours: int, block: int | None = None,
    case_ref: UUID | None = None, kinds: Collection[str] = (),
) -> Opening:
    now = clock.now()
    keys.about(individual)
    return Opening.objects.create(
        kind=kind, individual=individual, case_ref=case_ref, block_id=block, unit_id=by.unit_id or 0,
        controller=by.controller_id or 0, user=by.user_id or 0, user_name=by.name, kinds=sorted(kinds), ground=ground,
        reason=clean_text(reason), opened_at=now, ends_at=now + timedelta(hours=hours),
    )


def _running(*kinds: str) -> QuerySet[Opening]:
    now = clock.now()
    return Opening.objects.filter(kind__in=kinds, opened_at__lte=now, ends_at__gt=now, ended_at__isnull=True)


def _cards(rows: Collection[Opening] | QuerySet[Opening]) -> tuple[OpeningCard, ...]:
    found = list(rows)
    units = organisations.units_by_id({r.unit_id for r in found})
    now = clock.now()
    return tuple(
        OpeningCard(
            ref=r.ref, kind=r.kind, who=r.user_name, user_id=r.user, unit=units[r.unit_id].name,
            controller=units[r.unit_id].controller_name, kinds=tuple(str(Kind(k).label) for k in r.kinds),
            ground=str(OPENING_GROUNDS.get(r.ground, "")), reason=r.reason, opened_at=r.opened_at,
            ends_at=r.ended_at or r.ends_at, case_ref=r.case_ref, individual=r.individual, told_at=r.told_at,
            reviewed_at=r.reviewed_at, reviewed_by=r.reviewed_name, was_right=r.was_right, review=r.review,
            running=r.ended_at is None and r.ends_at > now,
            late=r.kind == EMERGENCY and r.reviewed_at is None and now - r.opened_at > timedelta(days=REVIEW_DAYS),
        )
        for r in found
    )
