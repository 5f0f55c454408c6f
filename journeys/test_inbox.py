"""A call lies in the inbox until somebody says that it is read; a colleague gets it; found, taken on, by keyboard."""

import re

import pytest

from journeys.browsing import Somebody, Stage
from journeys.calls import called

CALLED = "Ni är kallade till ett SIP-möte"
UNIT = "Missbruksenheten"


@pytest.mark.parametrize(("key", "given", "javascript"), [("viktor", "Viktor", True), ("vera", "Vera", False)])
def test_a_call_is_found_given_to_a_colleague_and_acknowledged(
    stage: Stage, key: str, given: str, javascript: bool
) -> None:
    # Given that Karin at the health centre has called Peter's and Amina's unit
    called(stage.world, key, f"{given} Askelid", "karin", {"misuse": "Ni har träffats förr."}, ago=11)
    peter = stage.worker("peter", javascript=javascript)

    # When Peter comes to work, the band says that there is something new, and the inbox says what
    peter.sees("Inkorg (")
    peter.follows("Inkorg (")
    peter.sees(CALLED, given, "Närhälsan Solgärde")
    peter.finds_it_accessible()
    # And having opened it is not to have read it: it says what each choice does before one makes it
    opens_the_newest(peter)
    peter.sees("inte än", "Alla på enheten ser att du har läst, och när.")
    peter.finds_it_accessible()

    # When he gives it to Amina
    peter.answers("Vad vill ni göra?", "Ge till en kollega")
    peter.picks("Vilken kollega?", "Amina Berg")
    peter.presses("Spara")
    peter.sees("Inkorgen är ändrad.", "hos Amina Berg")

    # Then Amina finds it under Mina, and ticks it with the keyboard alone
    amina = at_the_unit(stage, javascript)
    amina.follows("Inkorg (")
    amina.follows("Mina (")
    amina.sees(CALLED, "hos Amina Berg")
    amina.finds_it_accessible()
    ticks_and_sends_by_keyboard(amina)
    amina.sees("Inkorgen är ändrad.", "Här är det tomt.")
    # And it is still to be found, with who read it
    amina.follows("Hela enheten (")
    amina.follows(re.compile("^Lästa$"))
    amina.sees("läst av Amina Berg")
    amina.finds_it_accessible()

    # When Peter searches for the person, he finds it, and the words are not in the address
    peter.goes_to("/inkorg/")
    peter.writes("Namn, personnummer eller SIP-nummer", given)
    peter.presses("Sök")
    peter.sees(CALLED, "läst av Amina Berg")
    assert given.lower() not in peter.page.url.lower()
    peter.finds_it_accessible()

    # And in what there is to do, Amina takes the answer on herself; Peter sees that she has
    amina.goes_to("/")
    takes_on(amina, "Svara vem som kommer till mötet")
    amina.sees("Du har tagit uppgiften.", "Du har tagit den.")
    amina.follows("Mina")
    amina.sees("Svara vem som kommer till mötet", "Du har tagit den.")
    amina.finds_it_accessible()
    peter.goes_to("/")
    peter.sees("Amina Berg har tagit den.")
    peter.finds_it_accessible()
    # And one who works at the same unit on the telephone has it within the screen
    phone = stage.worker("peter", phone=True)
    phone.goes_to("/inkorg/?lasta=1")
    phone.sees(CALLED)
    phone.fits_the_screen()


def at_the_unit(stage: Stage, javascript: bool) -> Somebody:
    """Amina works at two units and chooses this one."""
    amina = stage.worker("amina", javascript=javascript)
    amina.presses(UNIT)
    return amina


def opens_the_newest(who: Somebody) -> None:
    who.page.get_by_role("link", name="Markera som läst eller ge vidare").first.click()
    who.page.wait_for_load_state()


def takes_on(who: Somebody, what: str) -> None:
    who.page.get_by_role("button", name=re.compile(f"Jag tar den.*{what}")).first.click()
    who.page.wait_for_load_state()


def ticks_and_sends_by_keyboard(who: Somebody) -> None:
    """Space in the box, then Enter on the button that is reached with the tab key."""
    box = who.page.get_by_role("checkbox", name=f"Välj: {CALLED}").first
    box.focus()
    who.page.keyboard.press("Space")
    assert box.is_checked()
    button = who.page.get_by_role("button", name="Markera ikryssade som lästa")
    for _n in range(12):
        who.page.keyboard.press("Tab")
        if button.evaluate("e => e === document.activeElement"):
            break
    who.page.keyboard.press("Enter")
    who.page.wait_for_load_state()
