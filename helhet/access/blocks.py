"""Spärr: the person shuts what one unit, or one whole controller, holds, for everybody outside it.

What is shut is the cases that unit or controller holds as its own record. What others have lawfully received is their
own record and stays; the person always reads their own. It holds from the same second: reach is asked with it
(``helhet_shut``), and lists and search are brought in step in the same transaction (``helhet_relist``).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from helhet.access import events
from helhet.access.actor import Actor
from helhet.access.context import set_context
from helhet.access.models import Block
from helhet.access.rules import Permission, may_block
from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.organisations import door as organisations


@dataclass(frozen=True)
class Scope:
    """What can be shut: one unit, or with ``unit_id`` None everything at a controller. ``value`` is for a form."""

    value: str
    name: str
    controller_id: int
    unit_id: int | None
    of: str = ""  # the controller's name, beside a unit's


@dataclass(frozen=True)
class BlockCard:
    """A block, as the person and whoever holds it know it; ``opened``: for the reader's unit, this moment."""

    id: int
    ref: UUID
    individual: int
    scope: Scope
    opened: bool = False
    set_at: datetime | None = None
    set_by: str = ""
    by_person: bool = False


def scopes(units: Iterable[int]) -> tuple[Scope, ...]:
    """What these units hold as one can shut it: each unit, then each of their controllers whole."""
    cards = list(organisations.units_by_id(units).values())
    one = [Scope(f"enhet-{c.ref}", c.name, c.controller_id, c.id, c.controller_name) for c in cards]
    whole = {c.controller_id: Scope(f"alla-{c.ref}", c.controller_name, c.controller_id, None) for c in cards}
    return (*one, *whole.values())


def set_block(*, individual: int, scope: Scope, by: Actor) -> UUID:
    """Shut what a unit or controller holds of the person; returns the block's ref. Setting it again changes nothing.

    The person sets it themself; staff record it at the person's word for their own unit or controller. Raises
    Refused for anybody near the person, NotThere for staff elsewhere or without the permission.
    """
    refuse(may_block(by, individual))
    if by.is_staff and not _own(by, scope):
        raise NotThere
    with transaction.atomic():
        set_context(by, persons=[individual])
        found = Block.objects.filter(individual=individual, controller=scope.controller_id, unit=scope.unit_id,
                                     lifted_at__isnull=True).first()
        if found:
            return found.ref
        made = Block.objects.create(
            individual=individual, controller=scope.controller_id, unit=scope.unit_id, set_at=clock.now(),
            set_by_name=by.name, set_by_person=not by.is_staff,
        )
        _relist(individual)
        log.record(events.BLOCK_SET, by=by, individuals=[individual], subject=made.ref, also=[scope.controller_id],
                   data={"unit": scope.unit_id, "controller": scope.controller_id})
    return made.ref


def lift(*, ref: UUID, individual: int, by: Actor) -> None:
    """Take the block away, at the person's word. Raises Refused, NotThere."""
    refuse(may_block(by, individual))
    with transaction.atomic():
        set_context(by, persons=[individual])
        row = Block.objects.select_for_update().filter(ref=ref, individual=individual, lifted_at__isnull=True).first()
        if row is None or (by.is_staff and not _own(by, _scope(row))):
            raise NotThere
        row.lifted_at, row.lifted_by_name = clock.now(), by.name
        row.save(update_fields=["lifted_at", "lifted_by_name"])
        _relist(individual)
        log.record(events.BLOCK_LIFTED, by=by, individuals=[individual], subject=row.ref, also=[row.controller],
                   data={"unit": row.unit, "controller": row.controller})


def of_person(by: Actor, individual: int) -> tuple[BlockCard, ...]:
    """The blocks that stand: all for the person, for staff those of their own unit and controller."""
    with transaction.atomic():
        set_context(by, persons=[individual])
        rows = Block.objects.filter(individual=individual, lifted_at__isnull=True).order_by("id")
        if by.is_staff:
            rows = rows.filter(controller=by.controller_id or 0)
        elif by.individual_id != individual or by.kind != "individual":
            raise NotThere
        return tuple(BlockCard(r.pk, r.ref, individual, _scope(r), False, r.set_at, r.set_by_name, r.set_by_person)
                     for r in rows if not by.is_staff or _own(by, _scope(r)))


def shutting(by: Actor, *, individual: int = 0, number: str = "") -> tuple[BlockCard, ...]:
    """The blocks that shut something the reader's unit would else reach, of a person by id or by number.

    Nothing for whoever has no ground of their own: a stranger and nobody look alike. One query, and one for names.
    """
    if not by.is_staff or not by.may(Permission.BLOCK_SET):
        raise NotThere
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM helhet_blocks_for(%s, %s, %s, %s)",
                       [individual, number, by.unit_id or 0, clock.now()])
        found = cursor.fetchall()
    return tuple(BlockCard(pk, ref, whose, _named(controller, unit), opened)
                 for pk, ref, whose, controller, unit, opened in found)


def asked_where(by: Actor, individual: int) -> tuple[BlockCard, ...]:
    """The first active step: which units and controllers hold what is shut. Logged. Raises NotThere."""
    found = shutting(by, individual=individual)
    if not found:
        raise NotThere
    with transaction.atomic():
        set_context(by, persons=[individual])
        log.record(events.BLOCK_ASKED, by=by, individuals=[individual],
                   also=sorted({b.scope.controller_id for b in found}))
    return found


def _own(by: Actor, scope: Scope) -> bool:
    return by.may(Permission.BLOCK_SET) and scope.controller_id == by.controller_id and (
        scope.unit_id in (None, by.unit_id))


def _scope(row: Block) -> Scope:
    return _named(row.controller, row.unit)


def _named(controller: int, unit: int | None) -> Scope:
    if unit is None:
        return Scope("", organisations.controller_name(controller), controller, None)
    card = organisations.unit_by_id(unit)
    return Scope(f"enhet-{card.ref}", card.name, controller, unit, card.controller_name)


def _relist(individual: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT helhet_relist(%s, %s)", [individual, clock.now()])
