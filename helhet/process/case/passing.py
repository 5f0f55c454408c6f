"""Leaving something in the inbox to another of one's own units, or sending it back: both ask who may read it now."""

from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.context import asking, open_cases, set_context
from helhet.clock import inbox, taking
from helhet.clock.inbox import Item
from helhet.kit.doors import NotThere
from helhet.organisations import door as organisations
from helhet.organisations.door import UnitCard
from helhet.process.case.actions import subject
from helhet.process.case.models import Case, Participant
from helhet.process.case.rules import kind_told
from helhet.process.case.telling import TELLS, reading


def whereto(item: Item, *, by: Actor) -> tuple[UnitCard, ...]:
    """The units of the same principal that may read what the item tells. Empty for who may not read it themselves."""
    with asking(by):
        units = _readers(item, _case(item))
    if by.unit_id not in units:
        return ()
    found = organisations.units_by_id(units - {by.unit_id}).values()
    return tuple(u for u in sorted(found, key=lambda u: u.name) if u.principal_id == by.principal_id)


def comes_from(item: Item, *, by: Actor) -> UnitCard | None:
    """The unit the item can be sent back to: who did what it tells, while both are with in the case."""
    with asking(by):
        case = _case(item)
        if case is None or item.from_unit is None or not {item.from_unit, by.unit_id} <= reading(case, None):
            return None
    return organisations.units_by_id([item.from_unit])[item.from_unit]


def pass_on(ref: UUID, *, unit: UUID, by: Actor) -> None:
    """Leave an item to another unit of the same principal that may read it. Raises NotThere for any other."""
    with transaction.atomic():
        set_context(by)
        item, case = _open(ref, by)
        chosen = next((u for u in whereto(item, by=by) if u.ref == unit), None)
        if chosen is None:
            raise NotThere
        taking.pass_on(ref, unit=chosen.id, subject=subject(case), by=by)


def send_back(ref: UUID, *, by: Actor) -> None:
    """Tell the unit an item came from that it is not ours. Raises NotThere when there is nobody to tell."""
    with transaction.atomic():
        set_context(by)
        item, case = _open(ref, by)
        if comes_from(item, by=by) is None:
            raise NotThere
        taking.send_back(ref, subject=subject(case), by=by)


def _open(ref: UUID, by: Actor) -> tuple[Item, Case]:
    item = inbox.item(by.unit_id or 0, ref)
    case = _case(item)
    if case is None:
        raise NotThere
    return item, case


def _case(item: Item) -> Case | None:
    """The case of what a verb told. Messages and calls are passed on where they are read."""
    if item.code not in TELLS or item.outcome or item.subject_kind != "case":
        return None
    open_cases([item.subject])
    return Case.objects.filter(ref=item.subject).first()


def _readers(item: Item, case: Case | None) -> frozenset[int]:
    """Who may read it and takes part: a unit that is only named in a consent is not told before it is with."""
    if case is None:
        return frozenset()
    with_it = Participant.objects.filter(case=case, unit__isnull=False, valid_to__isnull=True)
    return reading(case, kind_told(item.code)) & frozenset(with_it.values_list("unit_id", flat=True))
