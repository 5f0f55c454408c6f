"""A request that is refused, as an exception and with its reason; and the need that is taken up all the same, later."""

from helhet.workshop.world.ground import add_relation
from helhet.workshop.world.numbers import numbers
from helhet.workshop.world.tale import person
from journeys.acts import goes_home, says_what_is_seen, says_who_it_is
from journeys.browsing import Somebody, Stage

VIKTOR = numbers()["viktor"]
ASKS = "Pappa vill ha en SIP så att hans bilförsäkring blir rätt."
REASON = "Det gäller en bilförsäkring, och du har ingen hjälp från kommunen eller regionen som behöver samordnas."
WHERE = "Konsumentrådgivningen i Kungälv, telefon 0303-555 10 00. Ring oss igen om något ändras."


def test_a_request_is_refused_with_its_reason_and_a_new_need_is_linked(stage: Stage) -> None:
    # Given Viktor, whom nobody has had a reason to plan with, and his daughter Klara who may read what concerns him
    person(stage.world, "viktor", "Viktor", "Askelid")
    add_relation(stage.world, "klara", "viktor", "next_of_kin", "Klara Askelid", label="dotter", participation=True,
                 insight=True, insight_kinds=["need", "plan"], sign_in=True)
    amina = at_the_intake(stage)

    # When Klara rings and asks for a SIP, Amina at the intake unit writes it down
    writes_down_what_klara_asks(amina)
    # Then the unit owes her an answer
    amina.sees("Viktor Askelid", "Efterfrågad", "Svara på frågan om en SIP")
    amina.finds_it_accessible()

    # When Amina says no without more, she is told why that is not possible, and what she wrote is still there
    says_no_without_a_reason(amina)
    # And when she gives the reason, that it is an exception, and where to turn
    says_no_with_its_reason(amina)
    # Then it has ended, and the reason stands for the unit that said no
    amina.sees("Svaret blev nej")
    amina.finds_it_accessible()
    amina.follows("Varför vi börjar")
    amina.sees("Svaret blev nej", REASON, WHERE, ASKS)
    amina.finds_it_accessible()
    refused = amina.case

    # Then Viktor reads the whole reason at his own door, and Klara only where to turn
    viktor = stage.somebody("Viktor Askelid", phone=True)
    viktor.sees("Svaret blev nej", REASON, WHERE)
    viktor.finds_it_accessible()
    klara = stage.somebody("Klara Askelid", phone=True)
    klara.sees("Svaret blev nej", WHERE)
    klara.sees_not(REASON)
    klara.finds_it_accessible()

    # When his life changes, a no is no wall: Amina begins anew from the old one
    begins_anew(amina)
    # Then there is a new SIP, and both stand on his page
    assert amina.case != refused
    amina.sees("Behov uppmärksammat")
    amina.follows("Viktor Askelid")
    amina.sees("Svaret blev nej", "Behov uppmärksammat")
    amina.finds_it_accessible()
    # And nothing waits on the refused one any longer
    goes_home(amina)
    amina.sees_not("Svara på frågan om en SIP")


def test_a_request_can_be_taken_up_instead(stage: Stage) -> None:
    # Given a request that waits at the intake unit
    amina = at_the_intake(stage)
    amina.goes_to("/sip/efterfragan/")
    says_who_it_is(amina, numbers()["vera"], "Vera", "Linde")
    amina.answers("Vem frågar?", "Personen själv")
    amina.writes("Vad handlar det om?", "Jag vet aldrig vem som kommer vilken dag.")
    amina.picks("Vilken enhet får frågan?", "Mottagningsenheten")
    amina.presses("Spara frågan")
    # When Amina opens it from what there is to do, she reads Vera's own words above the questions
    goes_home(amina)
    amina.does("Svara den som frågade om SIP")
    amina.finds_it_accessible()
    amina.follows("Ta upp behovet")
    amina.sees("Jag vet aldrig vem som kommer vilken dag.", "Eller svara nej")
    says_what_is_seen(amina, "Personen tycker att det är oklart vem som gör vad", why="Fem olika kommer hem till Vera.",
                      by=["Personen själv"])
    amina.finds_it_accessible()
    amina.presses("Spara och gå vidare")
    # Then the request has become a need
    amina.sees("Vera Linde", "Behov uppmärksammat")


def at_the_intake(stage: Stage) -> Somebody:
    """Amina works at two units and chooses this one."""
    amina = stage.worker("amina")
    amina.sees("Vilken enhet arbetar du för nu?")
    amina.finds_it_accessible()
    amina.presses("Mottagningsenheten")
    return amina


def writes_down_what_klara_asks(amina: Somebody) -> None:
    amina.follows("Uppmärksamma ett behov")
    amina.follows("Någon frågar efter en SIP")
    says_who_it_is(amina, VIKTOR, "Viktor", "Askelid")
    amina.answers("Vem frågar?", "Närstående")
    amina.writes("Vad handlar det om?", ASKS)
    amina.picks("Vilken enhet får frågan?", "Mottagningsenheten")
    amina.presses("Spara frågan")
    amina.is_refused("Skriv namnet på den som frågar, så att ni kan svara.")
    amina.writes("Namn på den som frågar", "Klara Askelid")
    amina.finds_it_accessible()
    amina.presses("Spara frågan")
    amina.sees("Frågan är antecknad. Enheten är skyldig att svara.")


def says_no_without_a_reason(amina: Somebody) -> None:
    amina.follows("Läs frågan och svara")
    amina.sees(ASKS)
    amina.follows("Svara nej")
    amina.sees(ASKS, "Ett nej hör till undantagen.")
    amina.finds_it_accessible()
    amina.writes("Vart kan personen vända sig i stället?", WHERE)
    amina.presses("Svara nej")
    amina.is_refused("Skriv varför ni säger nej. Personen får läsa det.")
    amina.is_refused("En förfrågan får nekas bara i undantagsfall.")
    assert amina.page.get_by_label("Vart kan personen vända sig i stället?").input_value() == WHERE
    amina.finds_it_accessible()


def says_no_with_its_reason(amina: Somebody) -> None:
    amina.chooses("Det här är ett undantag")
    amina.writes("Varför säger ni nej?", REASON)
    amina.presses("Svara nej")
    amina.sees("Svaret är antecknat.")


def begins_anew(amina: Somebody) -> None:
    amina.goes_to(f"/sip/{amina.case}/")
    amina.follows("Uppmärksamma ett nytt behov")
    amina.sees("Det blir en ny SIP")
    says_what_is_seen(amina, "Utskriven från sjukhus", "Behöver insatser från både kommun och region",
                      why="Viktor har kommit hem efter en stroke.", by=["Närstående", "Socialtjänst"])
    amina.finds_it_accessible()
    amina.presses("Spara och gå vidare")
