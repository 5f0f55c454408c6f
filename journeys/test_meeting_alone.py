"""One writes at the meeting alone: without scripts on an old computer, and with the keyboard only."""

from typing import Any

from journeys.browsing import Somebody, Stage
from journeys.given import AIM, a_meeting_today

LIVE = True
MISUSE = "Missbruksenheten"
# Every thing one can come to with the Tab key, in the order of the page, that can be seen.
_STOPS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')].filter((e) =>
  !e.disabled && e.type !== 'hidden' && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}))"""


def test_one_can_write_it_all_without_scripts(stage: Stage) -> None:
    # Given an old computer, where nothing runs by itself
    ref = a_meeting_today(stage.world, "lars", "Lars", "Hagmark").ref
    karin = stage.worker("karin", javascript=False)
    karin.goes_to(f"/sip/{ref}/mote/")
    karin.follows("Skriv på mötet")
    karin.presses("Börja mötet")
    karin.sees(AIM, "Inledning")
    # When she goes on, and writes the goal again on its own small page, she is back at the meeting
    karin.presses("Vidare till Aktuell situation")
    karin.follows("Ändra Viktigt för Lars, med egna ord")
    karin.writes("Vad är viktigt för dig?", "Att komma ut på sjön igen.")
    karin.presses("Spara")
    karin.sees("Att komma ut på sjön igen.", "Runt bordet")
    # And a sub-goal and an intervention are added in one line each, where they stand
    karin.unfolds("Nytt delmål")
    karin.writes("Vad är viktigt på kort sikt?", "Jag sover till fem")
    karin.picks("Vilken del av livet?", "Sömn")
    karin.presses("Lägg till")
    karin.unfolds("Lägg till en insats")
    karin.writes("Vad ska göras?", "Samtal om oron")
    karin.picks("Vem gör det?", MISUSE)
    karin.presses("Lägg till Jag sover till fem")
    karin.sees("Samtal om oron", "Föreslagen")
    karin.finds_it_accessible()
    # Then the room's screen has it too, and turns by itself as best it can
    karin.goes_to(f"/sip/{ref}/motet/skarm/")
    karin.sees("Samtal om oron", "har inte svarat än")
    assert karin.page.locator('meta[http-equiv="refresh"]').count() == 1
    # And Lars can have the newest by a press
    lars = stage.somebody("Lars Hagmark", phone=True, javascript=False)
    lars.goes_to(f"/min-sip/{ref}/motet/")
    lars.follows("Visa det senaste")
    lars.sees("Samtal om oron")
    lars.fits_the_screen()
    lars.finds_it_accessible()


def test_every_page_of_the_meeting_goes_by_the_keyboard_alone(stage: Stage) -> None:
    # Given a meeting that goes on
    ref = a_meeting_today(stage.world, "anders", "Anders", "Lind").ref
    karin, peter = stage.worker("karin"), stage.worker("peter")
    anders = stage.somebody("Anders Lind", phone=True)
    # When Karin begins it, goes on and pauses with the keyboard
    karin.goes_to(f"/sip/{ref}/motet/skriv/")
    for words in ("Börja mötet", "Vidare till Aktuell situation", "Ta paus", "Fortsätt efter pausen"):
        tabs_to(karin, words)
        karin.page.keyboard.press("Enter")
        karin.page.wait_for_load_state()
    karin.sees("Aktuell situation", "Ta paus")
    # Then nothing on any face is out of the keyboard's reach, and nobody is caught
    for who, path in ((karin, "skriv/"), (karin, "skarm/"), (karin, "summera/"), (peter, "")):
        who.goes_to(f"/sip/{ref}/motet/{path}")
        goes_round_by_tab(who)
    anders.goes_to(f"/min-sip/{ref}/motet/")
    goes_round_by_tab(anders)
    anders.goes_to("/cirkel/ungdom/")
    goes_round_by_tab(anders)
    anders.finds_it_accessible()


def tabs_to(who: Somebody, words: str) -> None:
    """Press Tab until the thing with these words has the focus, which can be seen."""
    who.sees(words)
    for _press in range(120):
        who.page.keyboard.press("Tab")
        if words in (who.page.evaluate("document.activeElement.innerText || ''") or ""):
            assert who.page.evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'"
                                     " || getComputedStyle(document.activeElement).boxShadow !== 'none'")
            return
    raise AssertionError(f"{who.name} never comes to {words!r} on {who.path}")


def goes_round_by_tab(who: Somebody) -> None:
    """Tab comes to every thing on the page that can be seen, each once."""
    who.page.wait_for_load_state()
    stops: Any = who.page.evaluate(f"({_STOPS})().length")
    met = set()
    for _press in range(stops + 5):
        who.page.keyboard.press("Tab")
        met.add(who.page.evaluate(f"({_STOPS})().indexOf(document.activeElement)"))
    assert met >= set(range(stops)), f"{who.path}: never came to {sorted(set(range(stops)) - met)} of {stops}"
