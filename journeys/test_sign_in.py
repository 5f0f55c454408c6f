"""Signing in as on a server: a real provider beside the house, a card, an e-legitimation, and out again."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings

from helhet.access.oidc import own_keys
from helhet.access.oidc.provider import providers
from helhet.workshop.database import Urls
from helhet.workshop.idp.running import Client, Person, Setting, free_issuer, running
from helhet.workshop.proofs.checks import arriving, real_sign_ins
from helhet.workshop.served import Site, served
from helhet.workshop.world.ground import World, add_person
from helhet.workshop.world.numbers import numbers
from journeys.browsing import Somebody

Page = Callable[..., Any]
STILL = 190  # seconds: the word comes at once, when there are three minutes left
PEOPLE = [
    Person("karin", "Karin med kort", arriving.LOA3, {"employeeHsaId": "karin"}),
    Person("stranger", "Okänd Okänd", arriving.LOA3, {"employeeHsaId": "SE0000000000-9999"}),
    Person("anders", "Anders med e-legitimation", arriving.SWEDISH_LOA3, {arriving.PERSONAL: numbers()["anders"]}),
]


@pytest.fixture(scope="module")
def site(fresh_database: Urls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The pages and a provider beside them, which know each other."""
    folder, issuer = tmp_path_factory.mktemp("provider"), free_issuer()
    with arriving.agreed(folder, *real_sign_ins.tables(issuer, folder)), pytest.MonkeyPatch.context() as patch:
        patch.setenv("HELHET_PROVIDERS", settings.PROVIDERS)
        patch.setenv("HELHET_STILL_STAFF", str(STILL))
        with served(fresh_database, folder) as pages, running(_setting(issuer, pages.url), folder):
            yield pages


def _setting(issuer: str, house: str) -> Setting:
    clients = [
        Client(f"helhet-{code}", f"{house}/logga-in/svar/{code}/", own_keys.published(of), signed_userinfo=True,
               leave_to=f"{house}/logga-in/", tell_at=f"{house}/logga-ut/fran/{code}/")
        for code, of in providers().items()
    ]
    claims = {"commission": ["employeeHsaId"], real_sign_ins.NUMBERS: [arriving.PERSONAL]}
    return Setting(issuer, PEOPLE, clients, claims, [arriving.LOA3, arriving.SWEDISH_LOA3])


def comes(new_page: Page, site: Site, name: str, **how: Any) -> Somebody:
    """Somebody with a browser of their own, at the door."""
    who = Somebody(new_page(**how), site, name, javascript=how.get("java_script_enabled", True))
    who.goes_to("/logga-in/tjanster/")
    return who


def shows(who: Somebody, way: str, name: str) -> None:
    """Presses the way in, and is this one at the provider."""
    who.follows(way)
    who.presses(name)


def test_a_nurse_shows_her_card_and_leaves_nothing_behind(new_page: Page, site: Site, world: World) -> None:
    # Given a nurse at the door
    karin = comes(new_page, site, world.workers["karin"].name)
    karin.sees("Logga in i Helhet")
    karin.finds_it_accessible()
    # When she shows her card
    shows(karin, "SITHS-kort", "Karin med kort")
    karin.sees("Att göra")
    # Then the address holds nothing of what the provider said
    assert "code" not in karin.page.url
    assert karin.page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    # And in good time she is told that she will be signed out, and can stay
    karin.sees("Du loggas ut om 3 minuter.")
    karin.finds_it_accessible()
    karin.page.get_by_role("button", name="Stanna kvar").click()
    karin.page.locator("form.h-stay").wait_for(state="hidden")
    # And she sees where she is signed in
    karin.goes_to("/inloggningar/")
    karin.sees("Här är du inloggad", "här, nu")
    karin.finds_it_accessible()
    # When she signs out, at the provider too
    signs_out(karin)
    assert karin.path == "/logga-in/"
    # Then the back button shows nobody anything
    karin.page.go_back()
    karin.page.wait_for_load_state()
    karin.sees_not("här, nu")
    karin.goes_to("/oversikt/")
    assert karin.path == "/logga-in/"


def test_ending_all_of_them_from_one_place(new_page: Page, site: Site, world: World) -> None:
    # Given a nurse signed in in two rooms
    here, there = (comes(new_page, site, world.workers["karin"].name) for _n in range(2))
    for room in (here, there):
        shows(room, "SITHS-kort", "Karin med kort")
    # When she ends all of them from one
    here.goes_to("/inloggningar/")
    here.presses("Logga ut överallt")
    # Then both are over
    for room in (here, there):
        room.goes_to("/")
        assert room.path == "/logga-in/"


def test_one_whom_nobody_has_added_is_told_whom_to_ask(new_page: Page, site: Site, world: World) -> None:
    stranger = comes(new_page, site, "Okänd")
    shows(stranger, "SITHS-kort", "Okänd Okänd")
    stranger.sees("Du finns inte i Helhet än", "Be din enhetschef", "SE0000000000-9999")
    stranger.finds_it_accessible()
    stranger.follows("Till inloggningen")
    stranger.goes_to("/logga-in/tjanster/")
    shows(stranger, "SITHS-kort", "Avbryt")
    stranger.sees("Inloggningen avbröts", "Inget har hänt.")
    stranger.finds_it_accessible()


def test_a_person_comes_by_phone_without_scripts(new_page: Page, site: Site, world: World) -> None:
    add_person(world, "anders", numbers()["anders"], "Anders", "Strandh")
    size = {"width": 390, "height": 844}
    anders = comes(new_page, site, "Anders Strandh", viewport=size, java_script_enabled=False)
    anders.finds_it_accessible()
    shows(anders, "BankID", "Anders med e-legitimation")
    anders.sees("Anders Strandh")
    anders.goes_to("/inloggningar/")
    anders.sees("Här är du inloggad", "Din egen sida")
    anders.fits_the_screen()
    anders.finds_it_accessible()
    signs_out(anders)
    anders.goes_to("/min-sip/")
    assert anders.path == "/logga-in/"


def signs_out(who: Somebody) -> None:
    """By the menu, and at the provider where one is led."""
    who.unfolds(who.name)
    who.presses("Logga ut")
    who.page.get_by_role("button", name="Ja, logga ut").click()
    who.page.wait_for_url(f"{who.site.url}/logga-in/")
