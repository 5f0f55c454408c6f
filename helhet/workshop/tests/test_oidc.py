"""Signing in at a provider that tells the truth until it is bent: what is let in, and a sample of what is not.

All kinds are in `helhet prove idp`; these keep the guards honest in the ordinary suite.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as house

from helhet.access.models import SignedIn, User
from helhet.access.oidc import check, discovery, own_keys
from helhet.access.oidc.provider import BadProviders, provider, providers
from helhet.audit.models import AuditEvent
from helhet.workshop.idp.hostile import Bend, Hostile, hostile, says, unsigned, with_public_key_as_secret
from helhet.workshop.proofs.checks import arriving, forged
from helhet.workshop.proofs.checks.browser_in_process import Coming

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(db: None) -> arriving.Scene:
    return arriving.build()


@pytest.fixture
def at(tmp_path: Path, scene: arriving.Scene) -> Iterator[Hostile]:
    identity = {"employeeHsaId": arriving.HSA, "commissionHsaId": arriving.WARD}
    with hostile(identity=identity, level=arriving.LOA3) as found:
        said = {"issuer": found.issuer, "client": found.client, "key": arriving.key_in(tmp_path)}
        with arriving.agreed(tmp_path, arriving.STAFF.format(code="card", userinfo="signed", **said),
                             arriving.PERSON.format(code="bank", userinfo="none", **said)):
            yield found


def test_the_card_opens_the_assignment_that_was_chosen(at: Hostile, scene: arriving.Scene) -> None:
    came = Coming(at, "card").tries(Bend())
    assert (came.inside, came.led_to) == (True, "/")
    row = SignedIn.objects.get(user_id=scene.staff)
    assert (row.provider, row.provider_session, row.acr) == ("card", "the-session", arriving.LOA3)
    assert row.auth_time is not None


@pytest.mark.rule("IT-05")
def test_who_works_signs_in_with_a_card_of_the_third_level(at: Hostile) -> None:
    page = Coming(at, "card").client.get("/logga-in/tjanster/").content.decode()
    assert "Med ditt tjänstekort" in page and "SITHS-kort" in page
    at.level = "http://id.sambi.se/loa/loa2"
    assert not Coming(at, "card").tries(Bend()).inside


def test_without_a_chosen_assignment_one_chooses(at: Hostile) -> None:
    at.identity = {"employeeHsaId": arriving.HSA}
    came = Coming(at, "card").tries(Bend())
    assert (came.inside, came.led_to) == (True, "/uppdrag/")


def test_another_assignment_is_another_session_and_remembers_the_card(at: Hostile) -> None:
    from helhet.access.models import Assignment

    browser = Coming(at, "card")
    assert browser.tries(Bend()).inside
    before = browser.client.cookies["sessionid"].value
    other = Assignment.objects.get(commission=arriving.CLINIC)
    browser.client.post("/uppdrag/", {"assignment": str(other.ref)})
    assert browser.client.cookies["sessionid"].value != before
    old, new = SignedIn.objects.order_by("id")
    assert old.ended_because == "changed"
    assert (new.assignment, new.provider, new.auth_time, new.ends_at) == (
        other.pk, "card", old.auth_time, old.ends_at)


def test_a_person_comes_in_by_their_number(at: Hostile) -> None:
    at.identity, at.level = {arriving.PERSONAL: arriving.NUMBER}, arriving.SWEDISH_LOA3
    came = Coming(at, "bank").tries(Bend())
    assert (came.inside, came.led_to) == (True, "/min-sip/")


def test_somebody_beside_two_chooses_whose_door_it_is(at: Hostile) -> None:
    at.identity, at.level = {arriving.PERSONAL: arriving.BESIDE}, arriving.SWEDISH_LOA3
    browser = Coming(at, "bank")
    came = browser.tries(Bend())
    assert (came.inside, came.led_to) == (False, "/logga-in/vem/")
    assert "Alex Andersson" in browser.client.get("/logga-in/vem/").content.decode()
    assert browser.client.post("/logga-in/vem/", {"way": "7"}).status_code == 404
    assert browser.client.post("/logga-in/vem/", {"way": "0"}).status_code == 303
    assert browser.is_inside()


def test_one_who_is_not_in_the_directory_is_told_whom_to_turn_to(at: Hostile) -> None:
    at.identity = {"employeeHsaId": "SE0000000000-9999"}
    browser = Coming(at, "card")
    came = browser.tries(Bend())
    assert (came.inside, came.why) == (False, "unknown_staff")
    page = browser.client.get(came.led_to)
    assert page.status_code == 403
    assert "Be din enhetschef" in page.content.decode()
    assert "SE0000000000-9999" in page.content.decode()
    row = AuditEvent.objects.filter(event="access.not_let_in").latest("id")
    assert row.data["why"] == "unknown_staff"


@pytest.mark.parametrize("kind", [
    k for k in forged.kinds("helhet") if k.why in ("issuer", "audience", "nonce", "expired", "level", "algorithm",
                                                   "signature", "signed_in_too_long_ago", "secret_keys",
                                                   "issuer_in_answer", "userinfo_subject", "redirected", "said_twice")
], ids=lambda k: k.name)
def test_a_forged_sign_in_lets_nobody_in(at: Hostile, kind: forged.Kind) -> None:
    discovery.forget()
    came = Coming(at, "card").tries(kind.bend, kind.answer)
    assert not came.inside
    assert came.why in (kind.why, "not_begun")


def test_a_key_that_is_new_is_fetched_and_an_old_one_does_not_come_back(
    at: Hostile, monkeypatch: pytest.MonkeyPatch
) -> None:
    from joserfc.jwk import RSAKey

    monkeypatch.setattr(discovery, "AT_MOST_EVERY", 0.0)
    assert Coming(at, "card").tries(Bend()).inside
    at.key, at.kid = RSAKey.generate_key(2048, parameters={"kid": "two"}), "two"
    assert Coming(at, "card").tries(Bend()).inside, "the new key is asked for"
    assert at.served.count("/keys") == 2
    came = Coming(at, "card").tries(Bend(header=says(kid="one")))
    assert (came.inside, came.why) == (False, "unknown_key")


def test_unknown_key_names_do_not_make_us_ask_and_ask(at: Hostile) -> None:
    for _n in range(3):
        came = Coming(at, "card").tries(Bend(header=says(kid="nobody's")))
        assert (came.inside, came.why) == (False, "unknown_key")
    assert at.served.count("/keys") == 1


def test_what_the_tests_of_signatures_test_is_really_signed_so(at: Hostile) -> None:
    """The control: with the checks loosened these two would have been well-formed tokens."""
    header: dict[str, Any] = {"alg": "PS256", "kid": "one"}
    assert unsigned(at, header, at.says()).endswith(".")
    assert with_public_key_as_secret(at, header, at.says()).count(".") == 2


def test_our_keys_are_published_without_their_secret_half(at: Hostile) -> None:
    from django.test import Client

    found = Client().get("/logga-in/nycklar/card/").json()["keys"]
    assert [set(key) for key in found] == [{"kty", "n", "e", "kid", "use", "alg"}]
    of = provider("card")
    assert of is not None
    assert own_keys.assertion(of)["client_id"] == "helhet"


def test_a_user_shut_in_the_directory_is_out_at_the_next_page(at: Hostile, scene: arriving.Scene) -> None:
    browser = Coming(at, "card")
    assert browser.tries(Bend()).inside
    User.objects.filter(pk=scene.staff).update(is_active=False)
    assert not browser.is_inside()


@pytest.mark.parametrize(("change", "words"), [
    (('acr = ["http://id.sambi.se/loa/loa3"]', "acr = []"), "acr"),
    (('issuer = "', 'issuer = "ftp://annan'), "https"),
    (('scopes = ["openid", "commission"]', 'scopes = ["commission"]'), "openid"),
    (('userinfo = "none"', 'userinfo = "none"\nalgorithms = ["HS256"]'), "algorithms"),
    (('userinfo = "none"', 'userinfo = "none"\nmax_age = 0'), "max_age"),
    (('userinfo = "none"', 'userinfo = "none"\nhello = 1'), "hello"),
])
def test_a_provider_that_cannot_be_trusted_is_refused_at_once(
    tmp_path: Path, change: tuple[str, str], words: str
) -> None:
    table = arriving.STAFF.format(code="card", issuer="https://idp.example", client="x", key="k", userinfo="none")
    with arriving.agreed(tmp_path, table.replace(*change)), pytest.raises(BadProviders, match=words):
        providers()


def test_the_check_says_what_to_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert check.providers_can_be_used() == []
    table = arriving.STAFF.format(code="card", issuer="https://idp.example", client="x", key="missing.pem",
                                  userinfo="none")
    with arriving.agreed(tmp_path, table):
        assert ["missing.pem" in str(found) for found in check.providers_can_be_used()] == [True]
    monkeypatch.setattr(house, "DEMO", False)
    assert [found.id for found in check.providers_can_be_used()] == ["helhet.W010"]


def test_on_a_server_a_provider_without_tls_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "DEMO", False)
    table = arriving.STAFF.format(code="card", issuer="http://127.0.0.1:9", client="x", key="k", userinfo="none")
    with arriving.agreed(tmp_path, table), pytest.raises(BadProviders, match="https"):
        providers()
