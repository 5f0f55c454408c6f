"""The month's round: it draws itself, is judged by somebody else than who read, and signed; and the log is searched."""

import re
from datetime import timedelta

from helhet.audit import log
from helhet.kit import clock
from helhet.oversight import drawing
from helhet.process.case import events
from helhet.workshop.world.ground import World
from helhet.workshop.world.tale import person
from journeys.browsing import Somebody, Stage


def test_a_reviewer_goes_through_last_month(stage: Stage) -> None:
    # Given that Karin and the reviewer Vera read of Anders last month, Karin at night
    world = stage.world
    anders = somebody_was_read(world)
    drawing.draw_all()
    vera = stage.worker("vera")
    # When Vera begins her day, she meets the months, and no SIPs
    vera.sees("Granska loggen", "Enheternas listor det här kvartalet")
    vera.sees_not("Våra SIP:ar")
    vera.finds_it_accessible()
    vera.page.get_by_role("link", name=month_name()).first.click()
    vera.sees("Karin Ek", "Läst på natten", "Anders Ekorrson")
    vera.finds_it_accessible()
    # She judges line by line; what needs looking into takes words
    vera.follows("Bedöm nästa rad")
    vera.sees("Är läsningen rimlig?")
    vera.finds_it_accessible()
    vera.answers("Hur bedömer du läsningen?", "Behöver utredas")
    vera.presses("Spara och gå vidare")
    vera.is_refused("Skriv vad som behöver utredas")
    vera.finds_it_accessible()
    vera.writes("Vad behöver utredas", "Varför klockan två på natten? Chefen frågar.")
    vera.presses("Spara och gå vidare")
    # Her own line she does not judge
    vera.sees("De rader som är kvar är dina egna läsningar")
    vera.follows(re.compile("Vera Lund om"))
    vera.sees("Någon annan behöver bedöma dem.")
    vera.finds_it_accessible()

    # When the month's other reviewer has judged it, it is signed
    doris = reviewer(stage, "doris", "Doris Dal")
    doris.page.get_by_role("link", name=month_name()).first.click()
    doris.follows("Bedöm nästa rad")
    doris.answers("Hur bedömer du läsningen?", "Rimlig")
    doris.presses("Spara och gå vidare")
    doris.sees("Alla rader är bedömda")
    doris.follows("Underteckna")
    doris.finds_it_accessible()
    doris.chooses("Jag har gått igenom alla rader")
    doris.presses("Underteckna")
    doris.sees("Granskningen är undertecknad")
    doris.finds_it_accessible()

    # And the log is searched by number, which stands in no address
    searches(doris, anders)


def searches(who: Somebody, number: str) -> None:
    who.goes_to("/loggen/")
    who.finds_it_accessible()
    who.presses("Sök")
    who.is_refused("Fyll i minst en sak att söka på.")
    who.writes("Personnummer", f"{number[:8]}-{number[8:]}")
    who.presses("Sök")
    who.sees("En persons uppgifter berördes.", "Karin Ek", "Anders Ekorrson")
    assert number[:8] not in who.path
    who.sees_not(number[:8])
    who.finds_it_accessible()


def test_the_search_works_without_scripts_on_a_phone(stage: Stage) -> None:
    vera = stage.worker("vera", phone=True, javascript=False)
    vera.goes_to("/loggen/")
    vera.picks("På vilken enhet?", "Närhälsan Solgärde vårdcentral")
    vera.presses("Sök")
    vera.sees("Träffar")
    vera.fits_the_screen()
    vera.finds_it_accessible()


def somebody_was_read(world: World) -> str:
    """Anders, whom Karin opened at two in the night, and Vera by day; gives his number."""
    with world.on(60):
        person(world, "anders", "Anders", "Ekorrson")
    day = clock.today().replace(day=1) - timedelta(days=10)
    for who, hour in (("karin", 2), ("vera", 14)):
        with clock.travel(clock.at(day, hour)):
            log.record(events.READ, by=world[who], individuals=[world.persons["anders"]], ground="NEED-11")
    from helhet.workshop.world.numbers import numbers

    return numbers()["anders"]


def month_name() -> str:
    from helhet.kit.dates import MONTHS

    last = clock.today().replace(day=1) - timedelta(days=1)
    return f"{MONTHS[last.month - 1]} {last.year}"


def reviewer(stage: Stage, key: str, name: str) -> Somebody:
    """One more who looks through the log at the same controller."""
    from helhet.access import actions as access
    from helhet.workshop.signin import ISSUER

    user = access.add_user(kind="staff", name=name, title="logggranskare", issuer=ISSUER, subject=key)
    access.assign(user=user, unit=stage.world.units["rehab"], role="log_reviewer", purpose="care",
                  valid_from=clock.today())
    return stage.somebody(name)
