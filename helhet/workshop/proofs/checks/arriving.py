"""Who comes to the door in the proofs of signing in: one who works in two places, one person, one beside two others."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.db import connection

from helhet.access import actions as access
from helhet.access.actor import system
from helhet.access.oidc import discovery
from helhet.organisations import actions as organisations
from helhet.organisations import door as organisations_door
from helhet.people import actions as people

MAKER = system("proof")
HSA, WARD, CLINIC = "SE0000000000-1001", "SE0000000000-C001", "SE0000000000-C002"
LOA3, SWEDISH_LOA3 = "http://id.sambi.se/loa/loa3", "http://id.elegnamnden.se/loa/1.0/loa3"
NUMBER, OTHER_NUMBER, BESIDE = "198101012394", "201102252390", "191012199822"
PERSONAL, COORDINATION = (f"https://id.oidc.se/claim/{name}" for name in ("personalIdentityNumber",
                                                                          "coordinationNumber"))


@dataclass(frozen=True)
class Scene:
    """The ids of those who can come in."""

    staff: int
    person: int
    beside: int


def build() -> Scene:
    """The scene, laid as tests lay theirs; what comes after is under the second guard, as when served."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('helhet.test', 'on', false)")
        try:
            return _build()
        finally:
            cursor.execute("SELECT set_config('helhet.test', 'off', false)")


def _build() -> Scene:
    """Two units, one who works at both, a person with a plan of their own, and one beside that person and a child."""
    region = organisations_door.region("14").id
    controller = organisations.add_controller("Regionstyrelsen", "care_provider", region)
    staff = access.add_user(kind="staff", name="Karin Ek", title="sjuksköterska", issuer=settings.DIRECTORY_ISSUER,
                            subject=HSA)
    from helhet.access.models import Assignment

    for name, commission in (("Avdelning sex", WARD), ("Mottagningen", CLINIC)):
        unit = organisations.add_unit(name, "inpatient_care", controller)
        ref = access.assign(user=staff, unit=unit, role="staff", purpose="care", valid_from=date(2020, 1, 1))
        Assignment.objects.filter(ref=ref).update(commission=commission)
    adult = people.register(number=NUMBER, given_name="Lars", family_name="Andersson", by=MAKER)
    child = people.register(number=OTHER_NUMBER, given_name="Alex", family_name="Andersson", by=MAKER)
    person = _user("individual", "Lars Andersson", "lars")
    people.link_sign_in(user=person, individual=adult, by=MAKER)
    beside = _user("relation", "Maj Andersson", "maj")
    for individual, kind in ((adult, "next_of_kin"), (child, "guardian")):
        relation = people.add_relation(individual=individual, kind=kind, name="Maj Andersson", by=MAKER,
                                       number=BESIDE, participation=True)
        people.link_sign_in(user=beside, individual=individual, relation=relation, by=MAKER)
    return Scene(staff, person, beside)


def _user(kind: str, name: str, key: str) -> int:
    return access.add_user(kind=kind, name=name, issuer="proof", subject=key)


def key_in(folder: Path, name: str = "ours") -> Path:
    """A private key of ours, as a file of PEM."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    path = folder / f"{name}.pem"
    path.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
                                       serialization.NoEncryption()))
    return path


STAFF = """
[{code}]
name = "SITHS-kort"
kind = "staff"
issuer = "{issuer}"
client_id = "{client}"
keys = ["{key}"]
acr = ["http://id.sambi.se/loa/loa3"]
scopes = ["openid", "commission"]
userinfo = "{userinfo}"
[{code}.claims]
subject = "employeeHsaId"
commission = "commissionHsaId"
commissions = "allCommissions"
commission_in = "commissionHsaId"
"""
PERSON = """
[{code}]
name = "BankID"
kind = "person"
issuer = "{issuer}"
client_id = "{client}"
keys = ["{key}"]
acr = ["http://id.elegnamnden.se/loa/1.0/loa3"]
scopes = ["openid", "https://id.oidc.se/scope/naturalPersonNumber"]
userinfo = "{userinfo}"
[{code}.claims]
subject = ["https://id.oidc.se/claim/personalIdentityNumber", "https://id.oidc.se/claim/coordinationNumber"]
"""


@contextmanager
def agreed(folder: Path, *tables: str) -> Iterator[None]:
    """The house has agreed with these providers, until the block ends."""
    file = folder / f"providers-{len(list(folder.glob('providers-*')))}.toml"
    file.write_text("\n".join(tables))
    before, settings.PROVIDERS = settings.PROVIDERS, str(file)
    discovery.forget()
    try:
        yield
    finally:
        settings.PROVIDERS = before
        discovery.forget()
