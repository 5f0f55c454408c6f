"""A protected identity: where the person is stands nowhere, until somebody trusted needs it and says why."""

from journeys.browsing import Somebody, Stage
from journeys.given import a_plan_in_force

PLACES = ("Missbruksenheten", "Peter Nyström", "0303-555 10 40", "070-174 06 51")


def test_where_she_is_stands_nowhere_until_one_needs_it(stage: Stage) -> None:
    # Given a plan in force that several units carry
    case = a_plan_in_force(stage.world, "gunilla", "Gunilla", "Askvik")
    karin = stage.worker("karin", javascript=False)
    karin.goes_to(f"/sip/{case.ref}/")
    karin.sees("Missbruksenheten")

    # When Karin learns that Gunilla has a protected identity, she writes it down
    karin.follows("Gunilla Askvik")
    karin.sees("070-174 06 51")
    karin.follows("Skyddade personuppgifter")
    karin.finds_it_accessible()
    karin.answers("Har personen skyddade personuppgifter?", "Sekretessmarkering")
    karin.presses("Spara")
    karin.sees("Det är antecknat.")
    # Then neither units, colleagues nor numbers stand on any page of hers, nor on paper
    karin.sees_not(*PLACES)
    karin.finds_it_accessible()
    for page in ("", "plan/", "plan/utskrift/", "historia/", "samtycke/", "kallelse/"):
        karin.goes_to(f"/sip/{case.ref}/{page}")
        karin.sees_not(*PLACES)
    karin.goes_to(f"/sip/{case.ref}/")
    karin.sees("Skyddade personuppgifter", "skyddad uppgift")
    karin.finds_it_accessible()
    # And whoever stands near is shut out until somebody has checked
    karin.follows("Gunilla Askvik")
    karin.sees("stängt, inte kontrollerat")

    # When Tyra, whom her manager has named, needs it, she says why and sees it for an hour
    tyra = stage.worker("tyra")
    tyra.goes_to(f"/sip/{case.ref}/")
    tyra.sees_not("Peter Nyström", "Karin Ek")
    tyra.follows("Visa för mig")
    tyra.finds_it_accessible()
    tyra.presses("Visa")
    tyra.is_refused("Skriv varför du behöver se uppgifterna.")
    tyra.writes("Varför behöver du se uppgifterna nu?", "Ska ringa henne om hembesöket i dag.")
    tyra.presses("Visa")
    tyra.sees("Uppgifterna visas för dig i en timme.", "070-174 06 51")
    tyra.finds_it_accessible()
    checks_who_is_near(tyra)

    # Gunilla herself sees all of it, as before
    gunilla = stage.somebody("Gunilla Askvik", phone=True)
    gunilla.sees("Peter Nyström")
    gunilla.finds_it_accessible()


def checks_who_is_near(who: Somebody) -> None:
    who.follows("Kontrollera")
    who.finds_it_accessible()
    who.writes("Hur vet ni att det är tryggt?", "Talat med Gunilla ensam. Ulla är hennes fru sedan länge.")
    who.presses("Spara")
    who.sees("Kontrollen är antecknad.")
    who.sees_not("stängt, inte kontrollerat")
