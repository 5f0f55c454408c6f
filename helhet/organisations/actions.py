"""Writes principals, controllers and units. All of it can be run again without doubling anything."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from helhet.kit.refusals import Refusal, Refused
from helhet.organisations.models import ContactPoint, Controller, Principal, Unit
from helhet.organisations.rules import hsa_id_problem

DATA = Path(__file__).with_name("data")
GOTLAND = "09"  # a municipality outside any region, with a region's duties (socialtjänstlagen 4:4)


@dataclass(frozen=True)
class Contact:
    """A way to reach a unit for one matter."""

    label: str
    phone: str = ""
    email: str = ""
    hours: str = ""


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_principals() -> int:
    """Write the 21 regions and 290 municipalities, Gotland as one that is both; returns how many were new."""
    with transaction.atomic():
        before = Principal.objects.count()
        Principal.objects.bulk_create([Principal(**values) for values in _sweden()], ignore_conflicts=True)
        return Principal.objects.count() - before


def _sweden() -> Iterator[dict[str, Any]]:
    """Every region and municipality as the values of its row, from the data files."""
    regions = {row["county_code"]: row["region_name"] for row in _rows("regions.csv")}
    for row in _rows("counties.csv"):
        code = row["county_code"]
        if code != GOTLAND:
            yield {"name": regions[code], "is_region": True, "county_code": code}
    for row in _rows("municipalities.csv"):
        both = row["county_code"] == GOTLAND
        yield {
            "name": regions[GOTLAND] if both else row["municipality_name"], "is_region": both,
            "is_municipality": True, "county_code": row["county_code"], "municipality_code": row["municipality_code"],
        }


def add_controller(name: str, kind: str, principal: int | None) -> int:
    """Add a controller working for a principal, or for none; returns its id."""
    whose: dict[str, Any] = {"principal_id": principal}
    found, _ = Controller.objects.get_or_create(name=name, **whose, defaults={"kind": kind})
    return found.pk


def choose_access(controller: int, *, emergency: bool = False, direct: bool = False) -> None:
    """What the controller has decided with its own counsel: emergencies and direct access. Both are off until then."""
    Controller.objects.filter(pk=controller).update(emergency_access=emergency, direct_access=direct)


def add_unit(
    name: str, kind: str, controller: int, *, hsa_id: str = "", municipality_code: str = "", address: str = "",
    phone: str = "", email: str = "", default_receiver: bool = False, uses_helhet: bool = True,
    contact_points: Iterable[Contact] = (), ref: UUID | None = None,
) -> int:
    """Add a unit, or change what is said of it; returns its id.

    ``municipality_code`` is where it lies. Raises Refused when the HSA-id cannot be one.
    """
    problem = hsa_id_problem(hsa_id)
    if problem:
        raise Refused(Refusal("", problem, "hsa_id"))
    values = {
        "kind": kind, "hsa_id": hsa_id, "municipality_code": municipality_code, "address": address, "phone": phone,
        "email": email, "default_receiver": default_receiver, "uses_helhet": uses_helhet,
    }
    with transaction.atomic():
        unit, _ = Unit.objects.update_or_create(
            name=name, controller_id=controller, defaults=values,
            create_defaults={**values, **({"ref": ref} if ref else {})},
        )
        for point in contact_points:
            ContactPoint.objects.update_or_create(
                unit=unit, label=point.label,
                defaults={"phone": point.phone, "email": point.email, "hours": point.hours},
            )
    return unit.pk


def close_unit(unit: int) -> None:
    """The unit takes nothing more: it can no longer be chosen, and nobody can work there."""
    Unit.objects.filter(pk=unit).update(active=False)
