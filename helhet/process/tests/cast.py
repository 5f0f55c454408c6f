"""A fixed cast for every test of the process: one who may, one colleague, one called, one stranger.

Kungälv and Västra Götaland (profile VGR), Vetlanda (JKPG) and Örebro (ORE). Identity numbers are Skatteverket's
published test numbers.
"""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.test import Client

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.access.actor import Actor
from helhet.access.tests.entering import enter
from helhet.kit import clock
from helhet.organisations.models import Controller, Principal, Unit
from helhet.organisations.rules import UnitKind
from helhet.people.models import Individual

K = UnitKind
ADULT, CHILD, ELDER = "198101012394", "201102252390", "191012199822"

# name, kind, controller, controller kind, principal (name of region or municipality), default receiver
_UNITS = (
    ("psychiatry", "Psykiatriska mottagningen", K.ADULT_PSYCHIATRY, "Sahlgrenska", "care_provider", "14", False),
    ("health_centre", "Vårdcentralen Solgärde", K.HEALTH_CENTRE, "Närhälsan", "care_provider", "14", True),
    ("paediatrics", "Barnmedicin", K.CHILD_HEALTH, "Sahlgrenska", "care_provider", "14", False),
    ("ward", "KS avdelning 6", K.INPATIENT_CARE, "Sahlgrenska", "care_provider", "14", False),
    ("social", "Mottagningsenheten", K.SOCIAL_SERVICES, "Socialnämnden i Kungälv", "board", "1482", True),
    ("misuse", "Missbruksenheten", K.SOCIAL_SERVICES, "Socialnämnden i Kungälv", "board", "1482", False),
    ("home_care", "Hemsjukvården", K.MUNICIPAL_HEALTH_CARE, "Omsorgsnämnden i Kungälv", "board", "1482", False),
    ("school", "Ytterbyskolans elevhälsa", K.SCHOOL, "Utbildningsnämnden i Kungälv", "board", "1482", False),
    ("fk", "Försäkringskassan Kungälv", K.SOCIAL_INSURANCE, "Försäkringskassan", "state_agency", "", False),
    ("af", "Arbetsförmedlingen Kungälv", K.EMPLOYMENT_SERVICE, "Arbetsförmedlingen", "state_agency", "", False),
    ("vetlanda", "Socialförvaltningen Vetlanda", K.SOCIAL_SERVICES, "Socialnämnden i Vetlanda", "board", "0685", True),
    ("vetlanda_clinic", "Psykiatriska kliniken Vetlanda", K.ADULT_PSYCHIATRY, "Region Jönköping", "care_provider",
     "06", False),
    ("orebro", "Biståndsenheten Örebro", K.SOCIAL_SERVICES, "Socialnämnden i Örebro", "board", "1880", True),
    ("orebro_clinic", "Vårdcentralen Tybble", K.HEALTH_CENTRE, "Region Örebro", "care_provider", "18", True),
)


@dataclass
class Cast:
    """Units by key (ids), an Actor for each, a colleague at psychiatry, and three persons."""

    units: dict[str, int] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    adult: int = 0
    child: int = 0
    elder: int = 0

    @property
    def nurse(self) -> Actor:
        """One who may: works at the psychiatric clinic and usually convenes."""
        return self.actors["psychiatry"]

    @property
    def colleague(self) -> Actor:
        return self.actors["colleague"]

    @property
    def social(self) -> Actor:
        """Called: works at the municipality's intake unit."""
        return self.actors["social"]

    @property
    def stranger(self) -> Actor:
        """Works at the same municipality, and has nothing to do with the case."""
        return self.actors["misuse"]

    def unit(self, key: str) -> int:
        return self.units[key]


def _principal(code: str) -> Principal | None:
    if len(code) == 4:
        return Principal.objects.get(municipality_code=code)
    return Principal.objects.get(is_region=True, county_code=code) if code else None


def build() -> Cast:
    """Make the cast in the present database."""
    cast = Cast()
    for key, name, kind, controller, controller_kind, principal, default in _UNITS:
        owner, _made = Controller.objects.get_or_create(
            name=controller, principal=_principal(principal), defaults={"kind": controller_kind}
        )
        unit = Unit.objects.create(name=name, kind=kind, controller=owner, default_receiver=default,
                                   phone="0303-23 80 00")
        cast.units[key] = unit.pk
        cast.actors[key] = _worker(key, unit.pk, "care" if kind in (K.ADULT_PSYCHIATRY, K.HEALTH_CENTRE) else "support")
    cast.actors["colleague"] = _worker("colleague", cast.units["psychiatry"], "care")
    cast.actors["care_contact"] = _worker("care_contact", cast.units["health_centre"], "care", "care_contact")
    cast.actors["coordinator"] = _worker("coordinator", cast.units["orebro"], "support", "coordinator")
    cast.adult = _person(ADULT, "Lars", "Andersson", date(1981, 1, 1))
    cast.child = _person(CHILD, "Alex", "Hittepå", date(2011, 2, 25))
    cast.elder = _person(ELDER, "Ingrid", "Dorlo", date(1910, 12, 19))
    return cast


_NAMES = {"psychiatry": "Jonas Lind", "social": "Amina Berg", "school": "Eva Dahl", "misuse": "Peter Ek"}


def _worker(key: str, unit: int, purpose: str, role: str = "staff") -> Actor:
    user = access.add_user(kind="staff", name=_NAMES.get(key, f"{key.title()} Nilsson"), issuer="test", subject=key,
                           title="handläggare", phone="0303-23 80 10")
    ref = access.assign(user=user, unit=unit, role=role, purpose=purpose, valid_from=date(2020, 1, 1))
    actor = access_door.staff_actor(ref)
    assert actor is not None
    return actor


def _person(number: str, given: str, family: str, born: date) -> int:
    return Individual.objects.create(
        number=number, number_kind="personnummer", given_name=given, family_name=family, born=born,
        added_at=clock.now(),
    ).pk


def sign_in(client: Client, actor: Actor) -> None:
    """Let Django's test client act as this actor."""
    assert actor.user_ref is not None
    enter(client, actor.user_ref, assignment=actor.assignment_ref)


def ref_of(case: object) -> UUID:
    return case.ref  # type: ignore[attr-defined]
