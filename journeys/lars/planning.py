"""The plan is written by those it concerns, each their own, and established."""

import re
from datetime import date, timedelta

from helhet.kit import clock
from journeys.browsing import Somebody
from journeys.lars import HEALTH, MISUSE, RELIEF, SLEEP, TALK, WORDS
from journeys.steps import goes_back_to_the_case


def begins_the_plan(karin: Somebody) -> None:
    karin.follows("Skriv planen")
    karin.sees(WORDS, "Det här saknas")
    karin.follows("Skriv det första delmålet")
    karin.writes("Delmål: Vad är viktigt för mig på kort sikt?", "Jag sover till fem, minst fyra nätter i veckan")
    karin.picks("Vilken del av livet gäller det?", "Sömn")
    karin.writes("Hur och när följer vi upp det?", "Lars sätter ett kryss i almanackan")
    karin.finds_it_accessible()
    karin.presses("Spara")
    karin.follows("Lägg till en insats")
    karin.writes("Vad ska göras?", SLEEP)
    karin.answers("Vem är det som gör det?", "En enhet hos kommunen eller regionen")
    karin.picks("Vilken enhet?", HEALTH)
    karin.answers("Är det bestämt?", "Vi gör det")
    karin.writes("Namn på den som gör det", "Karin Ek")
    karin.writes("Telefon", "0303-555 02 00")
    tells_when_and_where(karin, "Varje vecka", "måndagar klockan tio", "På telefon")
    karin.finds_it_accessible()
    karin.presses("Spara")
    karin.sees(SLEEP, "Bestäm")


def tells_when_and_where(who: Somebody, often: str, when: str, where: str) -> None:
    who.dates("När börjar det?", clock.today() + timedelta(days=3))
    who.picks("Hur ofta?", often)
    who.writes("När ges det?", when)
    who.picks("Var?", where)


def cannot_decide_for_another(karin: Somebody) -> None:
    karin.follows("Lägg till en insats")
    karin.writes("Vad ska göras?", TALK)
    karin.answers("Vem är det som gör det?", "En enhet hos kommunen eller regionen")
    # It began as her own unit's; another's becomes a proposal at once, without her name
    assert karin.page.get_by_label("Vi gör det", exact=True).is_checked()
    assert karin.page.get_by_label("Namn på den som gör det").input_value() == "Karin Ek"
    karin.picks("Vilken enhet?", MISUSE)
    assert karin.page.get_by_label("Ett förslag", exact=True).is_checked()
    assert karin.page.get_by_label("Namn på den som gör det").input_value() == ""
    karin.answers("Är det bestämt?", "Vi gör det")
    tells_when_and_where(karin, "Varje vecka", "torsdagar klockan tretton", "Hemma")
    karin.presses("Spara")
    karin.is_refused("Det är en annan enhets insats. Skriv den som ett förslag, så bekräftar de den själva.")
    karin.sees("Varför? (regel MEET-11)")
    karin.finds_it_accessible()
    karin.answers("Är det bestämt?", "Ett förslag")
    karin.presses("Spara")
    karin.sees(TALK, "Föreslagen")


def confirms_what_is_theirs(peter: Somebody) -> None:
    goes_back_to_the_case(peter)
    peter.follows("Till mötet")
    peter.follows("Skriv er del av planen")
    peter.follows(re.compile(f"^Svara .*{TALK}"))
    peter.answers("Är insatsen er?", "Ja, vi gör det")
    peter.finds_it_accessible()
    peter.presses("Svara")
    peter.follows(f"Ändra {TALK}")
    peter.writes("Namn på den som gör det", "Peter Nyström")
    peter.presses("Spara")
    peter.sees("Peter Nyström")
    peter.follows("Ny insats")
    peter.writes("Vad ska göras?", RELIEF)
    peter.answers("Vem är det som gör det?", "En enhet hos kommunen eller regionen")
    peter.picks("Vilken enhet?", MISUSE)
    peter.answers("Är det bestämt?", "Vi gör det")
    peter.writes("Namn på den som gör det", "Peter Nyström")
    tells_when_and_where(peter, "En gång", "före månadsskiftet", "Hemma")
    peter.presses("Spara")
    peter.sees(RELIEF)
    peter.finds_it_accessible()


def is_told_what_is_missing(karin: Somebody) -> None:
    karin.goes_to(f"/sip/{karin.case}/plan/uppratta/")
    karin.sees("Det här saknas", "Skriv vad personen behöver hjälp och stöd med.")
    assert not karin.page.get_by_role("button", name="Upprätta planen").count()
    karin.finds_it_accessible()


def writes_the_rest(karin: Somebody, today: date) -> None:
    karin.follows("Skriv vad personen behöver hjälp och stöd med.")
    karin.writes("Vad behöver personen hjälp och stöd med?", "Någon som kommer hem. En enda person att ringa.")
    karin.writes("Hur når vi dit på kort sikt?", "Först sömnen.")
    karin.writes("Och på längre sikt?", "Körkort, och middag ihop på söndagar.")
    karin.presses("Spara")
    karin.follows("Skriv vad personen, eller en vårdnadshavare, kan göra själv.")
    karin.answers("Vem?", "Personen själv")
    karin.writes("Vad gör hen?", "Säger till Karin när det blir för mycket.")
    karin.presses("Lägg till")
    karin.follows("Skriv vad någon annan än kommunen och regionen gör")
    karin.presses("Ingen annan gör något")
    for unit, name, phone in ((HEALTH, "Karin Ek", "0303-555 02 00"), (MISUSE, "Peter Nyström", "0303-555 10 40")):
        karin.follows(f"Skriv vem som är personens kontakt hos {unit}.")
        karin.picks("Vilken enhet?", unit)
        karin.writes("Namn", name)
        karin.writes("Telefon", phone)
        karin.presses("Spara")
    karin.follows("Skriv vem som är huvudansvarig")
    karin.writes("Vem vill personen själv ha?", "Peter, för han frågar innan han skriver.")
    karin.picks("Vilken enhet har huvudansvaret?", MISUSE)
    karin.writes("Namn", "Peter Nyström")
    karin.writes("Telefon", "0303-555 10 40")
    karin.finds_it_accessible()
    karin.presses("Spara")
    karin.follows("Bestäm plats och dag för uppföljningen")
    decides_the_next_day(karin, today + timedelta(days=90))
    karin.presses("Spara")
    karin.follows("Skriv hur personen var med när planen gjordes")
    karin.answers("Var personen med när planen gjordes?", "Ja, hela mötet")
    karin.answers("Fick närstående möjlighet att vara med?", "De var med")
    karin.presses("Spara")
    karin.sees("Allt är på plats")
    karin.finds_it_accessible()


def decides_the_next_day(who: Somebody, day: date) -> None:
    who.dates("Vilken dag följer vi upp?", day)
    who.writes("Från klockan", "13.00")
    who.writes("Till klockan", "14.00")
    who.writes("Var?", "Hemma hos Lars, vid köksbordet")


def ends_the_meeting(karin: Somebody) -> None:
    karin.goes_to(f"/sip/{karin.case}/mote/")
    karin.follows("Avsluta mötet")
    karin.answers("Hur går ni vidare?", "Planen skrivs klart")
    karin.writes("Vad kom ni fram till?", "Lars berättade själv. Sömnen och morgonmjölkningen kommer först.")
    karin.finds_it_accessible()
    karin.presses("Avsluta mötet")
    karin.sees("Mötet är hållet")


def establishes(karin: Somebody) -> None:
    karin.follows("Skriv planen klart")
    karin.follows("Läs upp och upprätta")
    karin.answers("Har ni läst upp planen för personen?", "Ja")
    karin.answers("Säger personen ja till planeringen?", "Ja")
    karin.finds_it_accessible()
    karin.presses("Upprätta planen")
    karin.sees("Planen gäller från nu.", TALK, SLEEP, "Peter Nyström")
    karin.finds_it_accessible()


def everything_prints(karin: Somebody) -> None:
    karin.follows("Skriv ut")
    karin.sees("SIP, Samordnad individuell plan", WORDS, "Ingen underskrift behövs.")
    karin.finds_it_accessible()
    karin.goes_to(f"/sip/{karin.case}/samtycke/")
    karin.follows("Skriv ut samtycket")
    karin.sees("Samtycke till SIP", MISUSE)
    karin.finds_it_accessible()
    karin.goes_to(f"/sip/{karin.case}/kallelse/")
    karin.follows("Öppna utskriften Annika Hagmark")
    karin.sees(WORDS, "Annika Hagmark")
    karin.finds_it_accessible()
