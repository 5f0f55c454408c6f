"""The profiles' pages: for everybody who works here to read, for one role to keep."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helhet.desk.profiles.forms import ProfileForm
from helhet.desk.profiles.names import names
from helhet.process.tests.cast import Cast, _worker, sign_in
from helhet.rulebook import actions, door, words
from helhet.rulebook import profile as profiles
from helhet.rulebook.changes import Wish

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(cast: Cast, client: Client) -> Client:
    cast.actors["keeper"] = _worker("keeper", cast.units["health_centre"], "other", "profile_keeper")
    sign_in(client, cast.actors["keeper"])
    return client


@pytest.fixture
def nurse(cast: Cast, client: Client) -> Client:
    sign_in(client, cast.nurse)
    return client


def _filled(base: str, **changed: Any) -> dict[str, Any]:
    """The form as a browser would send it back."""
    card = door.latest(base)
    assert card is not None
    form = ProfileForm(None, values=door.values_of(card.id), names=names())
    data: dict[str, Any] = {}
    for bound in form:
        value = bound.value()
        if value is not None:
            data[bound.name] = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    return {**data, "seen": str(card.n), **changed}


def _make(keeper: Client, **changed: Any) -> Any:
    return keeper.post(reverse("profile-new", args=["NAT"]),
                       _filled("NAT", name="Region Halland", counties=["13"], **changed))


@pytest.mark.parametrize("code", profiles.CODES)
def test_every_value_of_every_profile_is_said_in_words(code: str) -> None:
    known = names()
    for key in profiles.KEYS:
        for line in words.said(profiles.load(code), key, known):
            assert line and not re.search(r"[a-z]_[a-z]|^None$", line), (key, line)


def test_anybody_who_works_here_reads_what_holds_where_and_only_the_keeper_changes(nurse: Client) -> None:
    body = nurse.get(reverse("profiles")).content.decode()
    assert "Västra Götaland" in body and "Hallands län" in body and "Gör en ny profil" not in body
    body = nurse.get(reverse("profile", args=["JKPG"])).content.decode()
    assert "21 dagar" in body and 'data-rule="CALL-15"' in body and "husets tal" in body
    for closed in (reverse("profile-new", args=["NAT"]), reverse("profile-edit", args=["VGR"])):
        assert nurse.get(closed).status_code == 404
    for nowhere in (reverse("profile", args=["XXX"]), reverse("profile-beside", args=["VGR", "VGR"])):
        assert nurse.get(nowhere).status_code == 404


def test_two_profiles_stand_side_by_side_and_what_differs_is_said_in_words(nurse: Client) -> None:
    body = nurse.get(reverse("profile-beside", args=["VGR", "JKPG"])).content.decode()
    n = body.count("skiljer sig</span>")
    assert n > 15 and f"{n} saker skiljer sig." in body and ">lika<" in body
    only = nurse.get(reverse("profile-differing", args=["VGR", "JKPG"])).content.decode()
    assert only.count("skiljer sig</span>") == n and ">lika<" not in only


def test_the_form_gives_back_what_it_was_filled_in_with(keeper: Client) -> None:
    for code in profiles.CODES:
        card = door.latest(code)
        assert card is not None
        values = door.values_of(card.id)
        values["counties"]["value"] = values["counties"]["value"] or ["01"]  # the country's names none
        form = ProfileForm(_filled(code, counties=values["counties"]["value"]), values=values, names=names())
        assert form.is_valid(), form.errors
        same = {key: Wish(e["value"], e.get("count", "calendar")) for key, e in values.items() if key in words.LABELS}
        assert form.wishes() == same


def test_the_keeper_makes_a_profile_and_a_county_gets_it(keeper: Client, cast: Cast) -> None:
    assert keeper.get("/").headers["Location"] == reverse("profiles")
    page = keeper.get(reverse("profile-new", args=["NAT"])).content.decode()
    assert "Skriv namn, välj län" in page
    answer = _make(keeper, notice_days="14", decision="Riktlinje 2027")
    assert (answer.status_code, answer.headers.get("Location")) == (303, reverse("profile", args=["R13"]))
    body = keeper.get(answer.headers["Location"]).content.decode()
    assert "14 dagar" in body and "Enligt ”Riktlinje 2027”" in body and "Version 1" in body
    assert door.for_county("13")[1].notice_days == 14


@pytest.mark.rule("CALL-15")
def test_a_contradiction_comes_back_at_its_value_with_everything_typed(keeper: Client) -> None:
    answer = _make(keeper, notice_days="14", meeting_within_days="10")
    body = answer.content.decode()
    assert answer.status_code == 422 and "ingen dag blir kvar" in body
    assert 'id="notice_days-error"' in body and 'value="Region Halland"' in body
    assert door.latest("R13") is None


def test_a_taken_county_and_a_missing_number_come_back_too(keeper: Client) -> None:
    answer = keeper.post(reverse("profile-new", args=["NAT"]),
                         _filled("NAT", name="Väst", counties=["14"], own_voice_age="femton"))
    assert answer.status_code == 422 and 'id="own_voice_age-error"' in answer.content.decode()
    answer = keeper.post(reverse("profile-new", args=["NAT"]), _filled("NAT", name="Väst", counties=["14"]))
    assert "Länet har redan en profil: Västra Götaland" in answer.content.decode()
    assert _make(keeper, answer_days="").status_code == 422


def test_what_differs_is_shown_before_anything_is_saved(keeper: Client) -> None:
    answer = _make(keeper, notice_days="14", start_days__count="working", preview="1")
    body = answer.content.decode()
    assert answer.status_code == 200 and "Inget är sparat än." in body
    assert "14 dagar" in body and "5 arbetsdagar" in body and "Region Halland" in body
    assert door.latest("R13") is None
    answer = _make(keeper, notice_days="14", meeting_within_days="10", preview="1")
    assert answer.status_code == 422 and "ingen dag blir kvar" in answer.content.decode()


def test_a_change_is_a_new_version_and_two_keepers_do_not_write_over_each_other(keeper: Client, cast: Cast) -> None:
    _make(keeper)
    body = keeper.get(reverse("profile-edit", args=["R13"])).content.decode()
    assert 'name="seen" value="1"' in body
    actions.change("R13", seen=1, wishes={"deviation_days": Wish(30)}, by=cast.actors["keeper"])
    late = keeper.post(reverse("profile-edit", args=["R13"]), _filled("R13", seen="1", start_days="2"))
    assert late.status_code == 422 and "hann spara" in late.content.decode()
    assert 'name="seen" value="1"' in late.content.decode()
    saved = keeper.post(reverse("profile-edit", args=["R13"]), _filled("R13", start_days="2"))
    assert saved.status_code == 303
    _id, profile = door.current("R13")
    assert (profile.start_days, profile.deviation_days) == (2, 30)


def test_a_page_asks_as_much_with_many_profiles_as_with_few(keeper: Client, cast: Cast) -> None:
    def count(address: str) -> int:
        keeper.get(address)
        with CaptureQueriesContext(connection, ) as queries:
            assert keeper.get(address).status_code == 200
        return len(queries)

    addresses = [reverse("profiles"), reverse("profile-beside", args=["VGR", "NAT"]), reverse("profile", args=["NAT"])]
    few = [count(address) for address in addresses]
    for county in ("01", "03", "04", "05"):
        actions.make(base="NAT", wishes={"name": Wish(county), "counties": Wish([county])}, by=cast.actors["keeper"])
    assert [count(address) for address in addresses] == few
    assert max(few) <= 12
