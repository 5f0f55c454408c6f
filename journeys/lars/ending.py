"""Lars reads his plan; it is followed up, goes on, is followed up again and ends."""

from datetime import timedelta

from helhet.kit import clock
from journeys.browsing import Somebody
from journeys.lars import MISUSE, SAID, SECRET, SLEEP, TALK, WORDS
from journeys.steps import goes_back_to_the_case, goes_through_the_plan


def sees_his_plan(lars: Somebody) -> None:
    lars.sees("Hej Lars", WORDS, "Nästa uppföljning", TALK, SLEEP, "Peter Nyström")
    lars.can_ring("0303-555 10 40")
    lars.finds_it_accessible()
    lars.fits_the_screen()
    lars.follows("Vem har läst")
    lars.sees("Karin Ek", "Peter Nyström")
    lars.sees_not("Gunnar Vide")
    lars.finds_it_accessible()
    lars.follows("Tillbaka")
    lars.follows("Vem får veta vad")
    lars.sees(MISUSE, SECRET, "Får inte se något.")
    lars.finds_it_accessible()
    lars.fits_the_screen()


def records_that_it_goes_on(peter: Somebody) -> None:
    goes_through_the_plan(peter, SAID, "Delvis", "Den fortsätter")
    peter.answers("Behövs kommunen framöver?", "Ja")
    peter.answers("Behövs regionen framöver?", "Ja")
    peter.chooses("Fortsätta: ändra planen och boka nästa uppföljning")
    peter.dates("Dag för nästa uppföljning", clock.today() + timedelta(days=120))
    peter.writes("Börjar", "13.00")
    peter.writes("Plats", "Hemma hos Lars")
    peter.answers("Var personen med i dag?", "Ja, hela mötet")
    peter.answers("Fick närstående vara med?", "De var med")
    peter.chooses("Vi har läst upp det som är bestämt", "Personen säger ja till planen")
    peter.finds_it_accessible()
    peter.presses("Spara uppföljningen")
    peter.sees("Version 2")


def cannot_close_before_it_is_followed_up(peter: Somebody) -> None:
    goes_back_to_the_case(peter)
    peter.follows("Avsluta")
    peter.answers("Varför avslutas SIP:en?", "Personens mål är nådda")
    peter.presses("Avsluta SIP:en")
    peter.is_refused("Följ upp planen först, tillsammans med personen.")
    peter.finds_it_accessible()


def records_that_it_is_enough(peter: Somebody) -> None:
    goes_through_the_plan(peter, SAID, "Ja", "Den behövs inte längre")
    peter.answers("Behövs kommunen framöver?", "Ja")
    peter.answers("Behövs regionen framöver?", "Ja")
    peter.chooses("Avsluta SIP:en")
    peter.presses("Spara uppföljningen")
    peter.is_refused("Både kommunen och regionen behövs fortfarande.")
    peter.answers("Behövs kommunen framöver?", "Nej")
    peter.presses("Spara uppföljningen")
    peter.sees("Varför avslutas SIP:en?")


def closes_with_its_ground(peter: Somebody) -> None:
    peter.answers("Varför avslutas SIP:en?", "Personens mål är nådda")
    peter.writes("Vill ni skriva något mer om varför?", "Lars sover, och gården går ihop.")
    peter.finds_it_accessible()
    peter.presses("Avsluta SIP:en")
    peter.sees("SIP:en är avslutad", "Personens mål är nådda", "Kvar för er")
    peter.finds_it_accessible()


def ticks_what_is_left(who: Somebody) -> None:
    """Everything the unit has to do after the ending: told, written down, and how it has been."""
    who.chooses_all("Bocka av det som är gjort")
    for question, answer in (("Vart vänder sig personen nu?", "Karin Ek på vårdcentralen, 0303-555 02 00."),
                             ("Hur har det varit för personen", "”Det blev bättre än jag trodde.”")):
        if who.page.get_by_label(question).count():
            who.writes(question, answer)
    who.presses("Spara")
    who.sees("klart ")
    who.finds_it_accessible()
