"""Lars's meeting: Karin writes, Peter writes for his unit, Lars follows on the phone, and all see the same."""

import re
from datetime import date, timedelta
from typing import Any

from journeys.browsing import Somebody, Stage
from journeys.given import AIM, a_meeting_today

LIVE = True
MISUSE, HEALTH = "Missbruksenheten", "Närhälsan Solgärde vårdcentral"
GOAL, TALK, CHECK = "Jag sover till fem", "Samtal om oron, hemma", "Blodprov en gång i månaden"


def test_a_meeting_that_all_follow_becomes_a_plan(stage: Stage, today: date) -> None:
    # Given that they have sat down, and nothing is written but what matters to Lars
    ref = a_meeting_today(stage.world, "lars", "Lars", "Hagmark").ref
    karin, peter = stage.worker("karin"), stage.worker("peter")
    lars = stage.somebody("Lars Hagmark", phone=True)
    begins(karin, ref)
    big = another_window(karin, f"/sip/{ref}/motet/skarm/")
    peter.goes_to(f"/sip/{ref}/mote/")
    peter.follows("Följ med i mötet")
    lars.goes_to("/min-sip/")
    lars.follows("Följ med här")
    for face in (karin, big, peter, lars):
        face.sees(AIM)
        face.finds_it_accessible()
    they_talk(karin, big, lars)
    they_write_together(karin, peter, lars, big)
    peter_loses_the_net(karin, peter, lars)
    they_sum_up(karin, peter, today)
    # Then the plan stands, and on the other screens the meeting is over
    karin.presses("Upprätta planen")
    karin.sees("Planen gäller från nu.", TALK, CHECK)
    for face in (big, lars):
        face.goes_to(face.path)
        face.sees("Mötet är slut. Tack!")
        face.finds_it_accessible()
    lars.goes_to("/min-sip/")
    lars.sees(AIM, TALK)


def begins(karin: Somebody, ref: Any) -> None:
    karin.goes_to(f"/sip/{ref}/mote/")
    karin.follows("Skriv på mötet")
    karin.presses("Börja mötet")
    karin.sees("Inledning", "Runt bordet")


def another_window(who: Somebody, path: str) -> Somebody:
    """A second window of the same browser, such as the room's big screen."""
    window = Somebody(who.page.context.new_page(), who.site, who.name)
    window.page.set_viewport_size({"width": 1280, "height": 720})
    window.goes_to(path)
    return window


def they_talk(karin: Somebody, big: Somebody, lars: Somebody) -> None:
    # When Karin goes on to the needs, the screen and the phone follow by themselves
    big.sees("Därför ses vi", "Vi som är här")
    karin.presses("Vidare till Aktuell situation")
    karin.presses("Vidare till Behov")
    big.sees("Vad behövs, vem gör det och när?", "minuter kvar på Behov")
    lars.sees("Nu: Behov", "Vad kan du göra själv?")
    # And what Lars would rather write than say reaches who leads
    lars.writes("Skriv här, om det är lättare än att säga det", "Får jag ta med hunden?")
    lars.presses("Skicka")
    karin.sees("Får jag ta med hunden?")
    karin.presses("Markera som besvarad")
    # And there is coffee
    karin.presses("Ta paus")
    lars.sees("Vi fortsätter om en stund.")
    big.sees("Paus. Vi fortsätter om en stund.")
    karin.presses("Fortsätt efter pausen")
    big.sees("kvar på Behov")


def they_write_together(karin: Somebody, peter: Somebody, lars: Somebody, big: Somebody) -> None:
    # When Karin writes a sub-goal in one line, and what each may do
    karin.unfolds("Nytt delmål")
    karin.writes("Vad är viktigt på kort sikt?", "Jag sover")
    karin.picks("Vilken del av livet?", "Sömn")
    karin.presses("Lägg till")
    adds(karin, CHECK, HEALTH)
    adds(karin, TALK, MISUSE)
    # Then all see it; and what she goes on to write stands on every screen without a press
    peter.sees(TALK, "Någon har föreslagit att ni gör det här. Gör ni det?")
    box(karin, "Delmål").fill(GOAL)
    for face in (lars, big, peter):
        face.sees(GOAL)
    lars.sees(f"Förslag, {MISUSE} har inte svarat än")
    # And Peter says yes to what is his by one press
    peter.presses(f"Ja, vi gör det {TALK}")
    karin.sees("bekräftad av dem")


def adds(who: Somebody, what: str, unit: str) -> None:
    """The five questions of an intervention, under the first sub-goal."""
    who.unfolds("Lägg till en insats")
    card = who.page.locator("details[open]", has_text="Lägg till en insats").first
    card.get_by_label("Vad ska göras?").fill(what)
    card.get_by_label("Vem gör det?").select_option(label=unit)
    card.get_by_label("När?").fill("torsdagar")
    card.get_by_label("Hur ofta?").select_option(label="Varje vecka")
    card.get_by_label("Var?").select_option(label="Hemma")
    card.get_by_role("button", name="Lägg till").click()
    who.page.wait_for_load_state()
    who.sees("Tillagt.")


def box(who: Somebody, label: str) -> Any:
    return who.page.get_by_role("textbox", name=label, exact=True).first


def peter_loses_the_net(karin: Somebody, peter: Somebody, lars: Somebody) -> None:
    # When Peter's net is gone he writes on, and is told
    peter.page.context.set_offline(True)
    box(peter, "Vad vi gör").fill(f"{TALK}, med Annika")
    peter.sees("Nätet är borta. Det du skriver finns kvar här och sparas när det är tillbaka.")
    # And Karin writes on meanwhile, in another text
    box(karin, "Hur och när följer vi upp det?").fill("Lars kryssar i almanackan")
    lars.sees(GOAL)
    # Then, when it is back, both texts stand everywhere
    peter.page.context.set_offline(False)
    lars.sees(f"{TALK}, med Annika")
    karin.sees(f"{TALK}, med Annika")
    peter.sees("Lars kryssar i almanackan")


def they_sum_up(karin: Somebody, peter: Somebody, today: date) -> None:
    # When Karin would sum up she is told what is missing, and each leads there and back
    karin.follows("Läs upp och avsluta")
    karin.sees("Har du förstått vad som ska göras, och vem som gör vad?", "Det här saknas")
    karin.finds_it_accessible()
    writes_the_rest(karin, today)
    peter.follows(re.compile(f"^Ändra vem, hur ofta och var.*{TALK}"))
    peter.writes("Namn på den som gör det", "Peter Nyström")
    peter.presses("Spara")
    karin.follows("Läs upp och avsluta")
    karin.sees_not("Det här saknas")
    karin.answers("Har ni läst upp planen för personen?", "Ja")
    karin.answers("Säger personen ja till planeringen?", "Ja")
    karin.finds_it_accessible()


def writes_the_rest(karin: Somebody, today: date) -> None:
    karin.follows("Skriv vad personen behöver hjälp och stöd med.")
    karin.writes("Vad behöver personen hjälp och stöd med?", "En enda person att ringa.")
    karin.writes("Hur når vi dit på kort sikt?", "Först sömnen.")
    karin.writes("Och på längre sikt?", "Ut på sjön.")
    karin.presses("Spara")
    # She is back at what is missing, a line shorter; the rest she writes from the meeting's page
    karin.sees("Läs upp för", "Det här saknas")
    karin.sees_not("Skriv vad personen behöver hjälp och stöd med.")
    karin.follows("Skriv på mötet")
    at(karin, "egen-del")
    karin.answers("Vem?", "Personen själv")
    karin.writes("Vad gör hen?", "Säger till när det blir för mycket.")
    karin.presses("Lägg till")
    at(karin, "andra")
    karin.presses("Ingen annan gör något")
    for unit, name in ((HEALTH, "Karin Ek"), (MISUSE, "Peter Nyström")):
        at(karin, "kontakt")
        karin.picks("Vilken enhet?", unit)
        karin.writes("Namn", name)
        karin.writes("Telefon", "0303-555 02 00")
        karin.presses("Spara")
    at(karin, "huvudansvarig")
    karin.picks("Vilken enhet har huvudansvaret?", MISUSE)
    karin.writes("Namn", "Peter Nyström")
    karin.writes("Telefon", "0303-555 10 40")
    karin.presses("Spara")
    at(karin, "uppfoljning")
    karin.dates("Vilken dag följer vi upp?", today + timedelta(days=90))
    karin.writes("Från klockan", "13.00")
    karin.writes("Var?", "Hemma vid köksbordet")
    karin.presses("Spara")
    at(karin, "tillsammans")
    karin.answers("Var personen med när planen gjordes?", "Ja, hela mötet")
    karin.answers("Fick närstående möjlighet att vara med?", "De var med")
    karin.presses("Spara")
    karin.follows(re.compile(f"^Vem, när, hur ofta och var.*{CHECK}"))
    karin.writes("Namn på den som gör det", "Karin Ek")
    karin.presses("Spara")


def at(karin: Somebody, what: str) -> None:
    """One part of the plan, from the meeting's page, which one comes back to."""
    assert karin.path.endswith("/motet/skriv/"), karin.path
    karin.page.locator(f'a[href$="/motet/skriv/{what}/"]').first.click()
    karin.page.wait_for_load_state()
