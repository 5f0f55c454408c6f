"""The person shuts what one unit has written; another opens it in two steps, and the person reads who and why."""

from helhet.workshop.world.numbers import numbers
from journeys.acts import opens_the_case
from journeys.browsing import Somebody, Stage
from journeys.given import a_plan_in_force

BENGT = numbers()["bengt"]
CENTRE = "Närhälsan Solgärde vårdcentral"


def test_a_person_shuts_and_one_who_needs_it_opens_for_a_time(stage: Stage) -> None:
    # Given Bengt, whose SIP the health centre holds, with Peter at the misuse unit beside it
    case = a_plan_in_force(stage.world, "bengt", "Bengt", "Askvik")
    peter, karin = stage.worker("peter", javascript=False), stage.worker("karin")
    for one in (peter, karin):
        one.goes_to(f"/sip/{case.ref}/")
        one.sees_not("Det finns spärrade uppgifter")

    # When Bengt shuts what the health centre has written, on his telephone
    bengt = stage.somebody("Bengt Askvik", phone=True)
    bengt.follows("Spärra uppgifter")
    bengt.sees("Har någon öppnat ändå?", "Nej, ingen.")
    bengt.finds_it_accessible()
    bengt.fits_the_screen()
    bengt.answers("Vad vill du spärra?", CENTRE)
    bengt.presses("Spärra")
    bengt.sees("Spärrat. Det gäller från nu.")
    bengt.finds_it_accessible()

    # Then Peter has only what he got before, and is told that there is more, not what; Karin has all of it
    opens_the_case(peter, peter)
    peter.sees("Det finns spärrade uppgifter")
    peter.finds_it_accessible()
    opens_the_case(karin, karin)
    karin.sees_not("Det finns spärrade uppgifter")
    # A unit that has nothing with Bengt learns nothing
    lena = stage.worker("lena")
    asks_about_him(lena)
    lena.sees("Inget är spärrat för er")

    # When Bengt says yes on the telephone, Peter opens: first where, then why and for how long
    asks_about_him(peter)
    peter.sees("Det finns spärrade uppgifter")
    peter.sees_not(CENTRE)
    peter.finds_it_accessible()
    peter.presses("Visa vilken enhet")
    peter.answers("Vad behöver ni öppna?", CENTRE)
    peter.answers("Varför får ni öppna?", "Personen kan inte svara, och uppgifterna behövs för nödvändig vård")
    peter.writes("Varför behöver ni uppgifterna?", "Bengt ringde och vill att vi ser kartläggningen.")
    peter.answers("Hur länge?", "4 timmar")
    peter.presses("Öppna")
    peter.is_refused("Bara vården kan öppna utan att personen har sagt ja")
    peter.finds_it_accessible()
    peter.answers("Varför får ni öppna?", "Personen har sagt ja till att det öppnas")
    peter.presses("Öppna")
    peter.sees("Det är öppnat för din enhet, för en tid.")
    peter.finds_it_accessible()
    peter.goes_to(f"/sip/{case.ref}/")
    peter.sees_not("Det finns spärrade uppgifter")

    # Then Bengt reads who, when and why; and when he takes the block away all is as before
    bengt.goes_to("/min-sip/sparr/")
    bengt.sees("Peter Nyström, Missbruksenheten", "Bengt ringde och vill att vi ser kartläggningen.")
    bengt.finds_it_accessible()
    bengt.presses("Ta bort spärren")
    bengt.sees("Spärren är borttagen.")


def asks_about_him(who: Somebody) -> None:
    who.goes_to("/sparr/")
    who.writes("Personens personnummer", f"{BENGT[:8]}-{BENGT[8:]}")
    who.presses("Kontrollera")
