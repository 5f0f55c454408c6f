"""A call answered: one unit passes it on, the next takes it over, says who comes, and later names a substitute."""

from helhet.workshop.world.tale import PLAN
from journeys.acts import goes_home, says_who_comes
from journeys.browsing import Somebody, Stage
from journeys.calls import called

HEALTH, INTAKE, AID = "Närhälsan Solgärde vårdcentral", "Mottagningsenheten", "Biståndsenheten"


def test_a_call_is_forwarded_taken_over_and_answered_by_a_substitute(stage: Stage) -> None:
    # Given Mikael, who has agreed to the health centre, the intake unit and the aid unit, and a call to the first two
    tale = called(stage.world, "mikael", "Mikael Tallberg", "jonas",
                  {"solgarde": "Ni har träffat Mikael.", "intake": "Mikael bor i Kungälv."}, ago=1, assessment=PLAN)
    address = f"/sip/{tale.ref}/kallelse/"

    # When Karin at the health centre answers that she comes
    karin = stage.worker("karin")
    karin.follows("Svara om ni kommer")
    says_who_comes(karin, "Karin Ek")

    # And Amina at the intake unit finds the right unit of the municipality, and passes the call on
    amina = stage.worker("amina")
    amina.presses(INTAKE)
    passes_it_on(amina)
    # Then she is still with until somebody has taken it over, and Jonas sees where it lies
    amina.sees("lämnad vidare", "Ni är kvar tills de har tagit över.")
    jonas = stage.worker("jonas")
    jonas.goes_to(address)
    jonas.sees("1 av 2 kommer.", f"till {AID}, som inte har svarat")
    jonas.finds_it_accessible()

    # When Sara at the aid unit takes it over, the call opens at once: Mikael has agreed to them
    sara = stage.worker("sara")
    takes_it_over(sara)
    sara.goes_to(address)
    sara.sees("Ni är kallade", "Att slippa berätta allt en gång till.")
    # And she says that she comes
    sara.goes_to(f"{address}svara/")
    says_who_comes(sara, "Sara Holm")

    # When Sara later cannot come, her page asks for somebody in her place, and takes no bare no
    finds_that_she_cannot(sara)
    sara.is_refused("Ni är kallade, så någon från er ska komma.")
    sara.sees("Varför? (regel ATT-01)")
    sara.finds_it_accessible()
    names_a_substitute(sara)

    # Then Jonas sees every answer at a glance, on a small screen too
    jonas.goes_to(address)
    jonas.sees("2 av 2 kommer.", "Bo Ek", "i stället för Sara Holm", f"tog över från {INTAKE}")
    jonas.finds_it_accessible()
    phone = stage.worker("jonas", phone=True)
    phone.goes_to(address)
    phone.fits_the_screen()
    phone.finds_it_accessible()
    # And the intake unit is no longer with
    amina.is_not_let_in(address)


def passes_it_on(amina: Somebody) -> None:
    amina.follows("Svara om ni kommer")
    amina.answers("Kommer ni?", "Det här är inte hos oss")
    amina.presses("Svara")
    amina.writes("Sök enhet hos er huvudman", "bistånd")
    amina.presses("Sök")
    amina.sees(AID)
    amina.sees_not("Missbruksenheten", HEALTH)
    amina.answers("Vilken enhet hos er huvudman ska ha kallelsen?", AID)
    amina.answers("Har ni pratat med den som kallade?", "Ja")
    amina.finds_it_accessible()
    amina.presses("Lämna vidare")


def takes_it_over(sara: Somebody) -> None:
    goes_home(sara)
    sara.follows("Ta emot kallelsen")
    sara.sees_not("Mikael")
    sara.answers("Är det hos er?", "Ja, vi tar över kallelsen")
    sara.presses("Svara")
    sara.sees("Ni har tagit över kallelsen")
    sara.finds_it_accessible()


def finds_that_she_cannot(sara: Somebody) -> None:
    sara.follows("Ändra svaret")
    sara.sees("Ni har svarat att Sara Holm kommer")
    sara.finds_it_accessible()
    sara.answers("Kommer ni?", "Vi har förhinder")
    sara.presses("Svara")


def names_a_substitute(sara: Somebody) -> None:
    sara.writes("Vem kommer i stället?", "Bo Ek")
    sara.presses("Svara")
    sara.sees("Tack, svaret är sparat.")
