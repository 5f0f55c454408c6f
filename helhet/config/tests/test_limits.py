"""So much in so short a time."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.test import Client, RequestFactory
from django.urls import get_resolver

from helhet.access import limits
from helhet.access.actor import Actor
from helhet.audit.models import AuditEvent
from helhet.config.limits import LIMITS, MISSES
from helhet.kit import clock
from helhet.process.tests.cast import sign_in
from helhet.workshop.proofs.matrix.addresses import routes

REPORT = "/webblasarrapport/"


@pytest.fixture(autouse=True)
def limited(settings: LazySettings) -> Iterator[None]:
    settings.LIMITED = True
    limits.counts.forget()
    yield
    limits.counts.forget()


def _browser(actor: Actor) -> Client:
    client = Client()
    sign_in(client, actor)
    return client


def test_every_limit_names_a_page() -> None:
    assert get_resolver().url_patterns
    assert set(LIMITS) <= {route.name for route in routes()} | {"sign-in"}


def test_too_many_is_told_to_wait(db: None) -> None:
    most = LIMITS["browser-report"].address
    for _n in range(most):
        assert Client().post(REPORT).status_code == 204
    answer = Client().post(REPORT)
    assert answer.status_code == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert "Det blev för många försök" in answer.content.decode()
    assert Client().get("/om-sip/").status_code == 200  # other pages are as before
    with clock.travel(clock.now() + timedelta(seconds=61)):
        assert Client().post(REPORT).status_code == 204


def test_only_the_ways_that_cost_are_counted(db: None) -> None:
    for _n in range(LIMITS["browser-report"].address + 5):
        assert Client().get(REPORT).status_code == 405


def test_one_person_has_a_number_of_their_own(cast: Any) -> None:
    one, other = _browser(cast.nurse), _browser(cast.stranger)
    for _n in range(LIMITS["search"].one):
        assert one.post("/sok/", {"text": "x"}).status_code in (200, 303, 422)
    assert one.post("/sok/", {"text": "x"}).status_code == 429
    assert other.post("/sok/", {"text": "x"}).status_code != 429


def test_an_address_said_by_the_caller_is_not_believed(settings: LazySettings) -> None:
    def seen(told: str) -> str:
        return limits.address(RequestFactory().get("/", headers={"x-forwarded-for": told}, REMOTE_ADDR="10.0.0.9"))

    assert seen("1.2.3.4") == "10.0.0.9"
    settings.PROXIES = 1
    assert seen("1.2.3.4, 192.0.2.7") == "192.0.2.7"
    assert seen("") == "10.0.0.9"
    settings.PROXIES = 2
    assert seen("9.9.9.9, 192.0.2.7, 10.0.0.1") == "192.0.2.7"
    assert seen("192.0.2.7") == "10.0.0.9"  # fewer than there are proxies: it did not come through them


def test_many_misses_are_noticed_in_the_log(cast: Any) -> None:
    client = _browser(cast.nurse)
    for _n in range(MISSES.one + 3):
        assert client.get(f"/sip/{uuid4()}/").status_code == 404
    found = AuditEvent.objects.filter(event="access.many_misses")
    assert found.count() == 1
    assert found.get().data == {"misses": MISSES.one, "seconds": MISSES.within}


def test_who_guesses_on_must_wait_and_others_need_not(cast: Any) -> None:
    client = _browser(cast.nurse)
    for _n in range(MISSES.address):
        assert client.get(f"/sip/{uuid4()}/").status_code == 404
    assert client.get(f"/sip/{uuid4()}/").status_code == 429
    assert client.get("/inkorg/").status_code == 200
    assert _browser(cast.stranger).get(f"/sip/{uuid4()}/").status_code == 404
    with clock.travel(clock.now() + timedelta(seconds=MISSES.within + 1)):
        assert client.get(f"/sip/{uuid4()}/").status_code in (303, 404)


def test_memory_is_bounded() -> None:
    counts = limits.Counts()
    for n in range(limits.KEPT + 50):
        counts.add((str(n),), 60)
    assert len(counts._seen) == limits.KEPT
    assert counts.so_far(("0",), 60)[0] == 0
    assert counts.so_far((str(limits.KEPT + 49),), 60)[0] == 1


def test_a_paper_is_drawn_so_many_times_also_for_who_is_nobody(db: None) -> None:
    limit, client = LIMITS["blank-paper-pdf"], Client()
    assert client.get("/papper/samtalsmeny.pdf").status_code == 200
    for _ in range(limit.address - 1):  # as many more, without drawing each
        limits.counts.add(("blank-paper-pdf", "at", "127.0.0.1"), limit.within)
    assert client.get("/papper/samtalsmeny.pdf").status_code == 429
