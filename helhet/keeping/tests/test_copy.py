"""The person's own copy: everything the catalogue promises, nothing of others', logged, for the person alone."""

import json
from uuid import UUID

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.access.actor import Actor
from helhet.access.tests.entering import enter
from helhet.audit.models import AuditEvent
from helhet.keeping import copying, finding
from helhet.keeping.catalogue import Export, tables
from helhet.kit.doors import NotThere
from helhet.people import actions as people
from helhet.people import door as people_door
from helhet.people.models import Relation
from helhet.process.plan.tests.world import established
from helhet.process.tests.cast import Cast

OTHERS_NUMBER, OTHERS_PHONE = "191012199822", "070-555 99 88"


def somebody(cast: Cast, name: str, individual: int, relation: int | None = None) -> UUID:
    kind = "relation" if relation else "individual"
    user = access.add_user(kind=kind, name=name, issuer="test", subject=name)
    people.link_sign_in(user=user, individual=individual, by=cast.nurse, relation=relation)
    card = access_door.user_named("test", name)
    assert card is not None
    return card.ref


@pytest.fixture
def alex(cast: Cast) -> Actor:
    """A person with an established plan and a mother whose number and phone are her own."""
    people.add_relation(individual=cast.adult, kind="next_of_kin", name="Petra", number=OTHERS_NUMBER,
                        phone=OTHERS_PHONE, by=cast.nurse)
    established(cast)
    who = people_door.resolve(somebody(cast, "Alex", cast.adult), None)
    assert who is not None
    return who


def test_the_copy_holds_every_column_that_the_catalogue_promises(cast: Cast, alex: Actor) -> None:
    copy = copying.copy_of(alex)
    found = finding.everything(cast.adult)
    held = {part.table: part for part in copy.parts}
    for name, here in found.items():
        if here.rows and tables()[name].exported:
            assert len(held[name].rows) == len(here.rows), name
            assert set(held[name].rows[0].values) == set(tables()[name].exported), name
    assert {"people_individual", "process_consent", "kit_fieldversion", "process_planversion"} <= set(held)


def test_nothing_of_others_and_no_codes(cast: Cast, alex: Actor) -> None:
    made = json.dumps(copying.as_file(copying.copy_of(alex)), ensure_ascii=False)
    assert "Petra" in made and OTHERS_NUMBER not in made.replace("-", "") and OTHERS_PHONE not in made
    for part in copying.copy_of(alex).parts:
        for column in part.columns:
            assert tables()[part.table].columns[column].export == Export.YES


def test_what_is_withheld_names_its_rule(alex: Actor) -> None:
    withheld = copying.copy_of(alex).withheld
    assert any("15.4" in str(w.rule) for w in withheld) and all(str(w.rule) for w in withheld)


def test_every_row_in_the_copy_is_about_the_person(cast: Cast, alex: Actor) -> None:
    """Another's case beside it adds nothing."""
    before = {name: len(here.rows) for name, here in finding.everything(cast.adult).items()}
    people.add_relation(individual=cast.elder, kind="next_of_kin", name="Bo", by=cast.nurse)
    assert {name: len(here.rows) for name, here in finding.everything(cast.adult).items()} == before


def test_pages_and_file(client: Client, alex: Actor) -> None:
    enter(client, alex.user_ref)  # type: ignore[arg-type]
    assert "Alla uppgifter om dig" in client.get(reverse("about-me")).content.decode()
    page = client.get(reverse("about-me-read"))
    assert page.status_code == 200 and "Petra" in page.content.decode()
    assert AuditEvent.objects.filter(event="keeping.copied", actor_name="Alex").exists()
    answer = client.get(reverse("about-me-file"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="mina-uppgifter.json"'
    assert json.loads(answer.content)["format"] == copying.FORMAT


def test_nobody_else_gets_it(cast: Cast, alex: Actor, client: Client) -> None:
    with pytest.raises(NotThere):
        copying.copy_of(cast.nurse)
    for name in ("about-me", "about-me-read", "about-me-file"):
        assert client.get(reverse(name)).status_code == 303  # to sign in
    relation = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Ove", by=cast.nurse, insight=True,
                                   insight_kinds=["plan"])
    user = somebody(cast, "Ove", cast.adult, relation)
    enter(client, user, Relation.objects.get(pk=relation).ref)
    assert client.get(reverse("my-sip")).status_code == 200
    for name in ("about-me", "about-me-read", "about-me-file"):
        assert client.get(reverse(name)).status_code == 404


def test_every_path_of_the_catalogue_is_a_column() -> None:
    known = finding.models()
    for table in tables().values():
        if table.found and table.name in known:
            column = table.found.split(";")[0].split(">")[0].split("<")[0]
            fields = {f.attname: f for f in known[table.name]._meta.local_fields}
            assert column in fields and isinstance(fields[column], models.Field), table.name
