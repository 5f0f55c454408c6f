"""The pages on which one chooses to be told: one's own, the unit's, the person's. Bounded, and nobody else's."""

from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helhet.access import door as access
from helhet.access.actor import Actor
from helhet.access.tests.entering import enter
from helhet.post.models import Outbox, Way

pytestmark = pytest.mark.django_db
OWN, UNIT, PERSON = "/sa-nar-vi-dig/", "/enheten/sa-nar-vi-er/", "/min-sip/sa-nar-vi-dig/"


def signed_in(by: Actor) -> Client:
    client = Client()
    assert by.user_ref is not None
    enter(client, by.user_ref, assignment=by.assignment_ref)
    return client


def manager(by: Actor) -> Actor:
    from helhet.access.models import Assignment

    Assignment.objects.filter(ref=by.assignment_ref).update(role="manager")
    found = access.staff_actor(by.assignment_ref)  # type: ignore[arg-type]
    assert found
    return found


def opts_in(client: Client, place: str, address: str = "nils@post.example") -> Way:
    answer = client.post(f"{place}ny/", {"channel": "mail", "mail": address})
    assert answer.status_code == 303, answer.content.decode()
    way = Way.objects.latest("id")
    assert answer["Location"] == f"{place}{way.ref}/"
    assert client.post(f"{place}{way.ref}/", {"code": way.code}).status_code == 303
    return Way.objects.get(pk=way.pk)


def test_one_chooses_confirms_changes_and_stops(cast: Any) -> None:
    client = signed_in(cast.nurse)
    assert "Ingenting skickas nu" in client.get(OWN).content.decode()
    way = opts_in(client, OWN)
    assert way.confirmed_at and way.owner == cast.nurse.user_id
    shown = client.get(OWN).content.decode()
    assert "nils@post.example" in shown and "Påslagen" in shown and "Tyst mellan 20.00 och 07.00" in shown
    sent = {"digest_at": "12", "at_once": "no", "quiet": "no", "quiet_weekends": "no"}
    assert client.post(f"{OWN}{way.ref}/", sent).status_code == 303
    assert "När som helst" in client.get(OWN).content.decode().replace("när som", "När som")
    for press in ("prov", "ta-bort"):
        assert client.get(f"{OWN}{way.ref}/{press}/").status_code == 303
        assert client.post(f"{OWN}{way.ref}/{press}/").status_code == 303
    assert Outbox.objects.filter(letter="test").exists()
    assert client.get(f"{OWN}{way.ref}/").status_code == 404


def test_what_is_missing_or_wrong_comes_back_with_a_sentence(cast: Any) -> None:
    client = signed_in(cast.nurse)
    for sent, words in (
        ({}, "Välj e-post eller sms."), ({"channel": "sms"}, "Skriv mobilnumret."),
        ({"channel": "mail", "mail": "nils"}, "namn@exempel.se"), ({"channel": "sms", "sms": "112"}, "070-123 45 67"),
    ):
        answer = client.post(f"{OWN}ny/", sent)
        assert answer.status_code == 422 and words in answer.content.decode(), words
    client.post(f"{OWN}ny/", {"channel": "mail", "mail": "nils@post.example"})
    way = Way.objects.get()
    for guess in range(5):
        answer = client.post(f"{OWN}{way.ref}/", {"code": f"x{guess}"})
        assert answer.status_code == 422 and "inte den kod" in answer.content.decode()
    answer = client.post(f"{OWN}{way.ref}/", {"code": way.code})
    assert answer.status_code == 422 and "Be om en ny" in answer.content.decode()
    assert client.post(f"{OWN}{way.ref}/ny-kod/").status_code == 303
    opts = client.post(f"{OWN}{way.ref}/", {"code": Way.objects.get().code})
    assert opts.status_code == 303
    sent = {"digest_at": "21.00", "at_once": "yes", "quiet": "yes", "quiet_from": "20", "quiet_to": "7",
            "quiet_weekends": "no"}
    answer = client.post(f"{OWN}{way.ref}/", sent)
    assert answer.status_code == 422 and "tysta tiden" in answer.content.decode()


def test_the_unit_is_kept_by_its_manager_and_seen_by_those_who_work_there(cast: Any) -> None:
    worker = signed_in(cast.social)
    assert "enhetschef" in worker.get(UNIT).content.decode()
    assert worker.get(f"{UNIT}ny/").status_code == 404
    chief = signed_in(manager(cast.nurse))
    way = opts_in(chief, UNIT, "enheten@post.example")
    assert (way.owner_kind, way.owner) == ("unit", cast.unit("psychiatry"))
    assert worker.get(f"{UNIT}{way.ref}/").status_code == 404


def test_what_did_not_arrive_can_be_tried_again_or_let_be(cast: Any) -> None:
    client = signed_in(cast.nurse)
    way = opts_in(client, OWN)
    Outbox.objects.all().delete()
    now = way.asked_at
    for number in range(2):
        Outbox.objects.create(way=way, letter="digest", state="dead", next_at=now, made_at=now, done_at=now,
                              error="smtp 451", once=f"x{number}")
    one, two = Outbox.objects.order_by("id")
    assert "Det här kom inte fram" in client.get(OWN).content.decode()
    stranger = signed_in(cast.social)
    assert stranger.post(f"{OWN}besked/{one.ref}/igen/").status_code == 404
    client.post(f"{OWN}besked/{one.ref}/igen/")
    client.post(f"{OWN}besked/{two.ref}/ta-bort/")
    assert sorted(Outbox.objects.values_list("state", flat=True)) == ["dropped", "waiting"]


def test_others_are_not_let_in(cast: Any) -> None:
    way = opts_in(signed_in(cast.nurse), OWN)
    other = signed_in(cast.social)
    assert other.get(f"{OWN}{way.ref}/").status_code == 404
    assert other.post(f"{OWN}{way.ref}/ta-bort/").status_code == 404
    assert other.get(PERSON).status_code == 404
    assert Client().get(OWN).status_code == 303


def test_the_page_asks_no_more_the_more_there_is(cast: Any) -> None:
    from django.db import connection

    client = signed_in(cast.nurse)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(OWN).status_code == 200
        return len(found)

    opts_in(client, OWN)
    few = asked()
    for number in range(3):
        opts_in(client, OWN, f"n{number}@post.example")
    assert asked() == few


def test_the_mailbox_of_the_demo_shows_what_would_have_gone(cast: Any) -> None:
    from helhet.post import sending

    opts_in(signed_in(cast.nurse), OWN)
    sending.attempt(Outbox.objects.latest("id").pk)
    shown = Client().get("/brevlada/").content.decode()
    assert "nils@post.example" in shown and "Din kod till Helhet" in shown
