"""The pages of blocks, emergencies and protected identities: who has them at all, and what stands there."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from helhet.access import actions as access
from helhet.access import blocks
from helhet.access import door as access_door
from helhet.access.actor import Actor
from helhet.access.models import Block, Opening, User
from helhet.access.tests.entering import enter
from helhet.kit import clock, veil
from helhet.organisations.models import Controller, Unit
from helhet.people import actions as people
from helhet.people.models import Individual, Relation
from helhet.process.case.models import Case
from helhet.process.invitation.tests import scenes as calls
from helhet.process.tests.cast import ADULT, ELDER, Cast, sign_in

pytestmark = pytest.mark.django_db
KINDS = frozenset({"need", "meeting", "plan", "mapping", "goals", "contacts"})
WORDS = {"number": ADULT, "danger": "on", "kinds": ["plan", "need"], "reason": "Medvetslös", "hours": "4"}


@pytest.fixture
def case(cast: Cast) -> Case:
    return calls.called(cast, kinds=KINDS)


def works(cast: Cast, unit: str, role: str, purpose: str = "care") -> Actor:
    user = access.add_user(kind="staff", name=f"Ny {role}", issuer="test", subject=str(uuid4()))
    ref = access.assign(user=user, unit=cast.unit(unit), role=role, purpose=purpose, valid_from=clock.today())
    found = access_door.staff_actor(ref)
    assert found
    return found


def me(cast: Cast, client: Client) -> None:
    user = access.add_user(kind="individual", name="Lars", issuer="test", subject="me")
    people.link_sign_in(user=user, individual=cast.adult, by=cast.nurse)
    sign_in(client, replace(cast.nurse, user_ref=User.objects.get(pk=user).ref, assignment_ref=None))


def get(client: Client, name: str, *args: Any, status: int = 200) -> str:
    found = client.get(reverse(name, args=args))
    assert found.status_code == status, name
    return found.content.decode()


def post(client: Client, name: str, *args: Any, status: int = 303, **data: Any) -> Any:
    found = client.post(reverse(name, args=args), data)
    assert found.status_code == status, (name, found.content.decode()[-3000:])
    return found


def test_the_person_shuts_and_opens_at_their_own_door(cast: Cast, case: Case, client: Client) -> None:
    me(cast, client)
    page = get(client, "my-block")
    assert "Psykiatriska mottagningen" in page
    assert "Nej, ingen." in page
    assert "Mottagningsenheten" not in page, "what only has been handed over is not theirs to shut"
    unit = Unit.objects.get(pk=cast.unit("psychiatry"))
    post(client, "my-block", scope=f"enhet-{unit.ref}")
    assert "Ta bort spärren" in get(client, "my-block")
    post(client, "my-block", scope=f"enhet-{unit.ref}", status=422)
    (block,) = Block.objects.all()
    assert block.set_by_person
    post(client, "my-block-lift", block.ref)
    assert "Ta bort spärren" not in get(client, "my-block")
    get(client, "my-block-lift", block.ref, status=404)


def test_nobody_near_has_the_page(cast: Cast, case: Case, client: Client) -> None:
    relation = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Siv", by=cast.nurse, insight=True,
                                   insight_kinds=["plan"])
    user = access.add_user(kind="relation", name="Siv", issuer="test", subject="near")
    people.link_sign_in(user=user, individual=cast.adult, relation=relation, by=cast.nurse)
    enter(client, User.objects.get(pk=user).ref, relation=Relation.objects.get(pk=relation).ref)
    assert "Spärra uppgifter" not in get(client, "my-sip")
    get(client, "my-block", status=404)


def test_a_block_is_found_and_opened_in_two_steps(cast: Cast, case: Case, client: Client) -> None:
    block = blocks.set_block(individual=cast.adult, scope=blocks.scopes([cast.unit("psychiatry")])[0], by=cast.nurse)
    sign_in(client, cast.social)
    get(client, "case", case.ref, status=404)
    get(client, "block-open", status=404)
    post(client, "block-where", status=404)
    for number in (ELDER, ADULT):
        post(client, "block-look", number=number)
        page = get(client, "block-look")
        assert ("Inget är spärrat för er" in page) == (number == ELDER)
        assert "Psykiatriska" not in page
        get(client, "block-open", status=404)
    post(client, "block-where")
    assert "Psykiatriska mottagningen" in get(client, "block-open")
    data = {"block": str(block), "ground": "consent", "reason": "Hon bad oss", "hours": "24"}
    post(client, "block-open", **(data | {"ground": "cannot_ask"}), status=422)
    post(client, "block-open", **data)
    assert case.number in get(client, "block-look")
    get(client, "case", case.ref)
    post(client, "opening-end", Opening.objects.get().ref)
    get(client, "case", case.ref, status=404)


def test_a_stranger_learns_nothing_of_a_block(cast: Cast, case: Case, client: Client) -> None:
    blocks.set_block(individual=cast.adult, scope=blocks.scopes([cast.unit("psychiatry")])[0], by=cast.nurse)
    sign_in(client, cast.stranger)
    post(client, "block-look", number=ADULT)
    assert "Inget är spärrat för er" in get(client, "block-look")
    post(client, "block-where", status=404)


def test_staff_write_a_block_down_and_take_it_away(cast: Cast, case: Case, client: Client) -> None:
    person = Individual.objects.get(pk=cast.adult)
    sign_in(client, cast.nurse)
    assert "Spärra uppgifter" in get(client, "person", person.ref)
    unit = Unit.objects.get(pk=cast.unit("psychiatry"))
    get(client, "person-block", person.ref)
    post(client, "person-block", person.ref, scope=f"alla-{unit.ref}")
    assert "Ta bort spärren" in get(client, "person-block", person.ref)
    post(client, "person-block-lift", person.ref, Block.objects.get().ref)
    assert Block.objects.get().lifted_at


def test_an_emergency_in_two_steps_is_signed_by_another(cast: Cast, case: Case, client: Client) -> None:
    doctor = works(cast, "ward", "care_contact")
    sign_in(client, doctor)
    get(client, "emergency", status=404)
    Controller.objects.filter(pk=doctor.controller_id or 0).update(emergency_access=True)
    assert "Nödöppning" in get(client, "home")
    get(client, "emergency")
    get(client, "emergency-confirm", status=404)
    post(client, "emergency", **(WORDS | {"danger": ""}), status=422)
    post(client, "emergency", **(WORDS | {"number": ELDER}))
    post(client, "emergency-confirm")
    assert "Det finns inget att öppna" in get(client, "emergency")
    post(client, "emergency", **WORDS)
    assert "Medvetslös" in get(client, "emergency-confirm")
    get(client, "case", case.ref, status=404)
    assert post(client, "emergency-confirm")["Location"] == reverse("case", args=[case.ref])
    page = get(client, "case", case.ref)
    assert "men inte skriva" in page
    assert "nödöppning" in page
    get(client, "mapping", case.ref, status=200)
    person = Individual.objects.get(pk=cast.adult)
    get(client, "person", person.ref, status=404)
    ref = Opening.objects.get().ref
    get(client, "emergencies", status=404)
    assert "kallas nödöppning" in get(client, "opening-letter", ref)
    sign_in(client, works(cast, "paediatrics", "log_reviewer"))
    assert "Ny care_contact" in get(client, "emergencies")
    assert "Medvetslös" in get(client, "emergency-review", ref)
    post(client, "emergency-review", ref, was_right="no", words="", status=422)
    post(client, "emergency-review", ref, was_right="no", words="Det gick att fråga")
    assert "Inget att granska" in get(client, "emergencies")
    sign_in(client, works(cast, "social", "log_reviewer"))
    get(client, "emergency-review", ref, status=404)
    get(client, "opening-letter", ref, status=404)


@pytest.mark.parametrize("unit", ["social", "school", "fk", "misuse"])
def test_outside_health_care_there_is_no_such_page(cast: Cast, unit: str, client: Client) -> None:
    Controller.objects.update(emergency_access=True)
    sign_in(client, works(cast, unit, "care_contact"))
    assert reverse("emergency") not in get(client, "home")
    for name in ("emergency", "emergency-confirm"):
        get(client, name, status=404)
        post(client, name, status=404, **WORDS)


# Protected identity


def protect(cast: Cast) -> Individual:
    people.set_contact(individual=cast.adult, phone="070-555 66 77", email="gomd@example.se",
                       address="Gömstigen 9, 123 45 Ort", by=cast.nurse)
    people.mark_protected(individual=cast.adult, by=cast.nurse)
    return Individual.objects.get(pk=cast.adult)


SECRETS = ("070-555 66 77", "0705556677", "gomd@example.se", "Gömstigen 9", "Mottagningsenheten", "Amina Berg",
           "0303-23 80 00", "Socialnämnden i Kungälv")


def test_where_a_protected_person_is_is_hidden_until_one_needs_it(cast: Cast, case: Case, client: Client) -> None:
    person = protect(cast)
    addresses = [("case", case.ref), ("person", person.ref), ("history", case.ref), ("consent", case.ref),
                 ("invitation", case.ref), ("meeting", case.ref)]
    sign_in(client, cast.nurse)
    for name, ref in addresses:
        page = get(client, name, ref)
        assert not [s for s in SECRETS if s in page], name
    assert "Skyddade personuppgifter" in get(client, "case", case.ref)
    get(client, "protected-show", person.ref, status=404)
    trusted = works(cast, "psychiatry", "trusted")
    sign_in(client, trusted)
    assert "Mottagningsenheten" not in get(client, "case", case.ref)
    post(client, "protected-show", person.ref, reason="", status=422)
    post(client, "protected-show", person.ref, reason="Ska ringa i dag")
    assert "Mottagningsenheten" in get(client, "case", case.ref)
    assert "070-555 66 77" in get(client, "person", person.ref)


def test_what_one_cannot_see_one_does_not_write_over(cast: Cast, case: Case, client: Client) -> None:
    person = protect(cast)
    sign_in(client, cast.nurse)
    assert 'name="phone"' not in get(client, "person-contact", person.ref)
    post(client, "person-contact", person.ref, language="Finska")
    details = Individual.objects.get(pk=person.pk).details
    assert details
    assert (details.phone, details.language) == ("070-555 66 77", "Finska")
    page = post(client, "person-contact", person.ref, language=veil.mask(), status=422)
    assert "Här står något som är skyddat" in page.content.decode()


def test_the_mark_is_set_by_all_and_lifted_by_the_trusted(cast: Cast, case: Case, client: Client) -> None:
    person = Individual.objects.get(pk=cast.adult)
    sign_in(client, cast.nurse)
    post(client, "person-protection", person.ref, protection="skyddad_folkbokforing")
    assert Individual.objects.get(pk=person.pk).protected
    post(client, "person-protection", person.ref, protection="none", status=404)
    sign_in(client, works(cast, "psychiatry", "trusted"))
    post(client, "person-protection", person.ref, protection="none")
    assert not Individual.objects.get(pk=person.pk).protected


def test_somebody_near_is_shut_out_until_checked(cast: Cast, case: Case, client: Client) -> None:
    relation = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Siv", by=cast.nurse, insight=True,
                                   insight_kinds=["plan"], participation=True)
    row = Relation.objects.get(pk=relation)
    person = protect(cast)
    sign_in(client, cast.nurse)
    assert "stängt, inte kontrollerat" in get(client, "person", person.ref)
    get(client, "relation-check", person.ref, row.ref, status=404)
    sign_in(client, works(cast, "psychiatry", "trusted"))
    post(client, "relation-check", person.ref, row.ref, why="", status=422)
    post(client, "relation-check", person.ref, row.ref, why="Talat med henne ensam")
    assert "stängt, inte kontrollerat" not in get(client, "person", person.ref)
    get(client, "relation-check", person.ref, row.ref, status=404)
    people.mark_protected(individual=cast.adult, protection="skyddad_folkbokforing", by=cast.nurse)
    assert Relation.objects.get(pk=relation).protected_checked_on is None, "a new decision takes a new check"
