"""Units and principals as frozen cards. Nothing here concerns a person, so nothing is logged."""

import csv
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from django.db.models import Q, QuerySet

from helhet.kit.doors import NotThere
from helhet.organisations.models import ContactPoint, Controller, Principal, Unit
from helhet.organisations.rules import Side, UnitKind, side

MOST = 500


@dataclass(frozen=True)
class PrincipalCard:
    """A region or municipality, or Gotland: both."""

    id: int
    ref: UUID
    name: str
    is_region: bool
    is_municipality: bool
    county_code: str
    municipality_code: str


@dataclass(frozen=True)
class UnitCard:
    """A unit with the controller and principal it stands under.

    ``side`` is whom it speaks for at the table; ``sides`` what its principal is, both for Gotland.
    """

    id: int
    ref: UUID
    name: str
    kind: str
    kind_name: str
    controller_id: int
    controller_name: str
    controller_kind: str
    principal_id: int | None
    principal_name: str
    side: str
    sides: frozenset[str]
    county_code: str
    municipality_code: str
    phone: str
    email: str
    address: str
    hsa_id: str
    default_receiver: bool
    uses_helhet: bool
    active: bool


@dataclass(frozen=True)
class ContactCard:
    label: str
    phone: str
    email: str
    hours: str


def unit(ref: UUID) -> UnitCard:
    """One unit by its ref. Raises NotThere."""
    return _one(_units().filter(ref=ref))


def unit_by_id(id: int) -> UnitCard:
    """One unit by its id. Raises NotThere."""
    return _one(_units().filter(pk=id))


def units_by_id(ids: Iterable[int]) -> dict[int, UnitCard]:
    """Units by id, closed ones too. One query, none when there are no ids."""
    wanted = set(ids)
    return {u.pk: _card(u) for u in _units().filter(pk__in=wanted)} if wanted else {}


def units_by_hsa(ids: Iterable[str]) -> tuple[UnitCard, ...]:
    """The open units with these HSA-ids, as the directory names them. One query."""
    wanted = {i for i in ids if i}
    return tuple(_card(u) for u in _units().filter(hsa_id__in=wanted, active=True)) if wanted else ()


def unit_names(ids: Iterable[int]) -> dict[int, str]:
    """What units are called, by id, closed ones too. One query, none when there are no ids."""
    wanted = set(ids)
    return dict(Unit.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def find_units(
    text: str = "", kinds: Collection[str] | None = None, county: str | None = None, principal: int | None = None,
    limit: int = 50,
) -> tuple[UnitCard, ...]:
    """Open units in Swedish order, whose own, controller's or principal's name holds every word of the text."""
    rows = _units().filter(active=True)
    for word in text.split()[:10]:
        rows = rows.filter(Q(name__icontains=word) | Q(controller__name__icontains=word)
                           | Q(controller__principal__name__icontains=word))
    if kinds is not None:
        rows = rows.filter(kind__in=kinds)
    if county is not None:
        rows = rows.filter(controller__principal__county_code=county)
    if principal is not None:
        rows = rows.filter(controller__principal_id=principal)
    return tuple(_card(u) for u in rows.order_by("sort_sv", "id")[: min(limit, MOST)])


def units_of_principal(principal: int, kinds: Collection[str] | None = None) -> tuple[UnitCard, ...]:
    """The open units of a principal: whereto a call can be forwarded (ATT-05)."""
    return find_units(kinds=kinds, principal=principal, limit=MOST)


def default_receivers(
    county_code: str, municipality_code: str, *, region_kind: str = UnitKind.HEALTH_CENTRE,
    municipality_kind: str = UnitKind.SOCIAL_SERVICES,
) -> tuple[UnitCard, ...]:
    """Whom one calls when nobody there knows the person: health centre (ATT-08), then intake unit (ATT-09).

    Health centres of the person's own municipality; if none is a default receiver, those of the county. The kinds
    come from the profile. One query.
    """
    rows = _units().filter(active=True, default_receiver=True).filter(
        Q(kind=region_kind, controller__principal__is_region=True, controller__principal__county_code=county_code)
        | Q(kind=municipality_kind, controller__principal__municipality_code=municipality_code,
            controller__principal__is_municipality=True)
    )
    cards = [_card(u) for u in rows.order_by("sort_sv", "id")[:MOST]]
    region = [c for c in cards if c.kind == region_kind]
    near = [c for c in region if c.municipality_code == municipality_code]
    return tuple((near or region) + [c for c in cards if c.kind == municipality_kind])


def choices(
    kinds: Collection[str] | None = None, county: str | None = None, principal: int | None = None,
    without: Collection[int] = (), limit: int = MOST,
) -> list[tuple[str, str, str]]:
    """(ref, name, whose and what) of open units, for a form's choices. ``without`` are ids to leave out."""
    return [
        (str(c.ref), c.name, " · ".join(p for p in (c.kind_name, c.principal_name or c.controller_name) if p))
        for c in find_units(kinds=kinds, county=county, principal=principal, limit=limit) if c.id not in without
    ]


def contact_points(unit: int) -> tuple[ContactCard, ...]:
    """The ways to reach a unit for a matter."""
    rows = ContactPoint.objects.filter(unit_id=unit).order_by("id")
    return tuple(ContactCard(p.label, p.phone, p.email, p.hours) for p in rows)


def controller_name(id: int) -> str:
    """The name of a controller; empty for none."""
    return Controller.objects.filter(pk=id).values_list("name", flat=True).first() or ""


def principal(id: int) -> PrincipalCard:
    """One principal. Raises NotThere."""
    return _principal(Principal.objects.filter(pk=id).first())


def region(county_code: str) -> PrincipalCard:
    """The region of a county; for Gotland the one that is both. Raises NotThere."""
    return _principal(Principal.objects.filter(is_region=True, county_code=county_code).first())


def municipality(municipality_code: str) -> PrincipalCard:
    """The municipality with a code. Raises NotThere."""
    return _principal(Principal.objects.filter(is_municipality=True, municipality_code=municipality_code).first())


def principals(county_code: str | None = None) -> tuple[PrincipalCard, ...]:
    """Regions first, then municipalities by code; all, or those of a county."""
    rows = Principal.objects.order_by("-is_region", "county_code", "municipality_code")
    if county_code is not None:
        rows = rows.filter(county_code=county_code)
    return tuple(_principal(p) for p in rows)


def _units() -> QuerySet[Unit]:
    return Unit.objects.select_related("controller__principal")


def _one(rows: QuerySet[Unit]) -> UnitCard:
    found = rows.first()
    if found is None:
        raise NotThere
    return _card(found)


def _principal(row: Principal | None) -> PrincipalCard:
    if row is None:
        raise NotThere
    return PrincipalCard(row.pk, row.ref, row.name, row.is_region, row.is_municipality, row.county_code,
                         row.municipality_code)


def _card(row: Unit) -> UnitCard:
    controller, whose = row.controller, row.controller.principal
    is_region, is_municipality = bool(whose and whose.is_region), bool(whose and whose.is_municipality)
    sides = {s.value for s, yes in ((Side.REGION, is_region), (Side.MUNICIPALITY, is_municipality)) if yes}
    return UnitCard(
        id=row.pk, ref=row.ref, name=row.name, kind=row.kind, kind_name=str(UnitKind(row.kind).label),
        controller_id=controller.pk, controller_name=controller.name, controller_kind=controller.kind,
        principal_id=whose.pk if whose else None, principal_name=whose.name if whose else "",
        side=side(row.kind, is_region=is_region, is_municipality=is_municipality).value, sides=frozenset(sides),
        county_code=whose.county_code if whose else "",
        municipality_code=row.municipality_code or (whose.municipality_code if whose else ""),
        phone=row.phone, email=row.email, address=row.address, hsa_id=row.hsa_id,
        default_receiver=row.default_receiver, uses_helhet=row.uses_helhet, active=row.active,
    )


@cache
def counties() -> Mapping[str, str]:
    """Sweden's counties, name by code, in the order of their codes."""
    with (Path(__file__).with_name("data") / "counties.csv").open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["county_code"]: row["county_name"] for row in csv.DictReader(file)})


def units_by_controller() -> dict[int, tuple[int, ...]]:
    """Every controller with its units, open and closed: what a controller answers for. One query."""
    found: dict[int, tuple[int, ...]] = {}
    for controller, unit in Unit.objects.order_by("controller_id", "id").values_list("controller_id", "pk"):
        found[controller] = (*found.get(controller, ()), unit)
    return found


def controller_names(ids: Iterable[int]) -> dict[int, str]:
    """The names of controllers, by id. One query, none when there are no ids."""
    wanted = set(ids)
    return dict(Controller.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}
