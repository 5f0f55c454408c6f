"""Alex, 15, home after some weeks on a ward: his own SIP, with limits that he sets himself and that the pages keep."""

import re
from datetime import timedelta
from uuid import UUID

from helhet.kit import clock
from helhet.people import door as people
from helhet.workshop.world import ground
from helhet.workshop.world.ground import add_relation
from helhet.workshop.world.numbers import numbers
from helhet.workshop.world.tale import person
from journeys.acts import (
    judges,
    lets,
    lists,
    looks_up_units,
    plans_the_meeting,
    says_how_the_yes_came,
    says_what_is_seen,
    says_who_comes,
    says_who_it_is,
    sends_the_call,
    tells,
)
from journeys.browsing import Somebody, Stage

ALEX = numbers()["alex"]
CLINIC, INTAKE, SCHOOL = "Psykiatriska mottagningen", "Mottagningsenheten", "Ytterbyskolans elevhälsa"
AFTER = "Ny SIP efter utskrivning från slutenvård"
WORDS = "Att orka gå till skolan igen, och att någon frågar innan det blir för mycket."
SECRET = "Inte till skolan: tiden på avdelningen."
GOAL = "Jag är i skolan fyra förmiddagar i veckan"
TALKS, MORNINGS = "Samtal på mottagningen, med paus i mitten", "Någon möter Alex vid cykelstället"
CHILD_VIEW = "Skolan behöver veta att jag blir trött, inte varför."


def test_alex_gets_a_sip_after_discharge_within_the_limits_he_sets(stage: Stage) -> None:
    # Given Alex, with mamma Petra who may be there, read some of it and consent: three things, written one by one
    known_with_his_mother(stage)
    jonas = stage.worker("jonas")

    # When the school and the clinic both see his need, and he has come home from the ward
    notices(jonas)
    case = jonas.case
    judges(jonas, "SIP+")
    # And pappa Mats is written in: he may be there and consent, but not read
    writes_in_his_father(jonas)
    # Then the three things stand apart for each of them
    sees_three_things_apart(jonas)

    # When Alex is told in short turns and says yes, with a limit: the school must not know of the ward
    jonas.goes_to(f"/sip/{case}/")
    tells(jonas, "Vi tittade på filmen om SIP.", "Han förklarade för Petra att det är hans möte.", "Två korta pass.")
    says_yes_with_a_limit(jonas)
    # Then it is written, and that he was judged ripe to decide
    jonas.sees(SECRET, SCHOOL, INTAKE)
    jonas.finds_it_accessible()

    # When the meeting is planned for a time that suits a child, and his parents are invited with the others
    plans_with_him(jonas)
    calls_all_of_them(jonas)
    # Then the school nurse reads when and what about, and nothing that tells of the ward
    eva = stage.worker("eva")
    is_called_and_knows_no_more_than_he_said(eva)
    # And the intake unit, whom he lets know why, answers too
    amina = stage.worker("amina")
    amina.presses(INTAKE)
    amina.does("Svara vem som kommer till mötet")
    says_who_comes(amina, "Amina Berg")

    # When they meet, the plan is written so that all see it, and each confirms its own
    sits_down(jonas)
    writes_goal_and_interventions(jonas)
    confirms(eva)
    writes_the_rest(jonas)
    answers_for_the_child(jonas)
    rises(jonas)
    # Then the permanent care contact establishes it, and nobody else can
    eva.is_not_let_in(f"/sip/{case}/plan/uppratta/")
    establishes(jonas)
    jonas.sees("Alex plan", "Version 1, upprättad", TALKS, MORNINGS)
    jonas.finds_it_accessible()
    # And the school's copy does not say where he was
    reads_the_copy(eva)

    # Then it is read by those who may, each as much as they may, and by nobody else
    those_who_may_read_it(stage, case)


def those_who_may_read_it(stage: Stage, case: UUID) -> None:
    # When Alex opens his own page on his phone
    alex = stage.somebody("Alex Hittepå", phone=True)
    reads_his_own(alex)
    # Then mamma, who has insight, reads who does what, but not what is between Alex and Jonas
    petra = stage.somebody("Petra Hittepå", phone=True)
    reads_what_they_agreed(petra, case)
    # And pappa, who has none, is not told that there is anything to read
    mats = lets_his_father_in(stage)
    mats.sees_not(WORDS, GOAL, TALKS)
    mats.finds_it_accessible()
    mats.is_not_let_in(f"/min-sip/{case}/")
    # And somebody else's parent, and Alex himself at the workers' doors, meet the same answer as for nothing at all
    jenny = a_strangers_parent(stage)
    for path in (f"/min-sip/{case}/", f"/min-sip/{case}/vem-far-veta/", f"/sip/{case}/", f"/sip/{case}/plan/"):
        jenny.is_not_let_in(path)
    alex.is_not_let_in(f"/sip/{case}/samtycke/")


def known_with_his_mother(stage: Stage) -> None:
    person(stage.world, "alex", "Alex", "Hittepå", functional_variation="Tappar orken efter en halvtimme.",
           adaptation="Korta pass med paus.")
    add_relation(stage.world, "petra", "alex", "guardian", "Petra Hittepå", label="mamma", participation=True,
                 consent=True, insight=True, insight_kinds=["plan", "goals", "meeting", "contacts"], sign_in=True,
                 insight_basis="Alex och Petra har kommit överens om det hos Jonas.")


def notices(jonas: Somebody) -> None:
    jonas.follows("Uppmärksamma ett behov")
    says_who_it_is(jonas, ALEX, "Alex", "Hittepå")
    says_what_is_seen(jonas, "Behöver insatser från både kommun och region", "Utskriven från sjukhus",
                      why="Alex är hemma efter fem veckor på avdelningen. Skolan vet inte hur han kommer tillbaka.",
                      by=["Skola", "Regional hälso- och sjukvård"], kind=AFTER)
    jonas.finds_it_accessible()
    jonas.presses("Spara och gå vidare")
    jonas.sees("Alex, 15 år", "Behov uppmärksammat")
    jonas.finds_it_accessible()


def writes_in_his_father(jonas: Somebody) -> None:
    jonas.follows("Alex Hittepå")
    jonas.follows("Lägg till någon")
    jonas.answers("Vem är det?", "Vårdnadshavare")
    jonas.writes("Namn", "Mats Hittepå")
    jonas.writes("Vad kallar personen dem?", "pappa")
    jonas.answers("Vill personen att de är med i arbetet?", "Ja")
    jonas.answers("Får de läsa planen?", "Nej")
    jonas.answers("Får de samtycka åt personen?", "Ja")
    jonas.finds_it_accessible()
    jonas.presses("Spara")
    jonas.sees("Tillagd.")


def sees_three_things_apart(jonas: Somebody) -> None:
    for name, reads in (("Petra Hittepå", "läser"), ("Mats Hittepå", "läser inte")):
        row = jonas.page.get_by_role("row", name=name).inner_text()
        assert "är med" in row and f"{reads} · får samtycka" in row, row
    jonas.finds_it_accessible()


def says_yes_with_a_limit(jonas: Somebody) -> None:
    jonas.goes_to(f"/sip/{jonas.case}/")
    jonas.follows("Anteckna samtycke")
    looks_up_units(jonas, INTAKE, SCHOOL)
    lets(jonas, INTAKE, "Varför", "Mål", "Mötet", "Planen", "Kontakter")
    lets(jonas, SCHOOL, "Mål", "Mötet", "Planen", "Kontakter")
    jonas.writes("Något som Alex absolut inte vill att någon får veta?", SECRET)
    says_how_the_yes_came(jonas, "Alex", clock.today() + timedelta(days=300), "Alex läste raderna och kryssade själv.")
    jonas.writes("Vad säger Alex själv?", CHILD_VIEW)
    jonas.presses("Spara samtycket")
    jonas.is_refused("Personen är under 18 år.")
    jonas.finds_it_accessible()
    jonas.writes("Hur har ni bedömt att den unga själv kan bestämma?",
                 "Alex berättade med egna ord vad han säger ja till. Bedömt av Jonas Lind, Petra och Mats håller med.")
    jonas.presses("Spara samtycket")
    jonas.sees("gäller från nu.")


def plans_with_him(jonas: Somebody) -> None:
    jonas.goes_to(f"/sip/{jonas.case}/")
    jonas.follows("Skriv personens ord")
    jonas.writes("Vad är viktigt för dig?", WORDS)
    jonas.presses("Spara svaret")
    jonas.goes_to(f"/sip/{jonas.case}/")
    jonas.follows("Planera mötet")
    jonas.writes("Varför passar tiden Alex?", "Efter sista lektionen, så att han inte missar bilden.")
    plans_the_meeting(jonas, "Alex", "Ytterbyskolan, det lilla rummet", "Alex vill inte vänta.")


def calls_all_of_them(jonas: Somebody) -> None:
    jonas.follows("Skriv kallelsen")
    lists(jonas, INTAKE, "Familjen har ingen kontakt hos er än.", "Vad kommunen kan göra hemma.")
    lists(jonas, SCHOOL, "Det är dit Alex ska tillbaka.", "Hur de första veckorna kan se ut.")
    lists(jonas, "Petra Hittepå", "Alex vill ha med dig.", "Hur morgnarna är.", unit=False)
    lists(jonas, "Mats Hittepå", "Alex vill ha med dig.", "Onsdagarna.", unit=False)
    sends_the_call(jonas, "Alex vill orka gå till skolan igen.", "Hur ser första veckan ut?", AFTER)
    jonas.sees(AFTER)


def is_called_and_knows_no_more_than_he_said(eva: Somebody) -> None:
    eva.does("Svara vem som kommer till mötet")
    says_who_comes(eva, "Eva Dahl")
    eva.sees("Ytterbyskolan, det lilla rummet", "Alex vill orka gå till skolan igen.")
    _knows_nothing_of_the_ward(eva)
    case = eva.case
    for page in ("", "behov/", "samtycke/", "mote/", "kallelse/", "kartlaggning/", "historia/"):
        eva.goes_to(f"/sip/{case}/{page}")
        eva.sees("Alex")
        _knows_nothing_of_the_ward(eva)
    eva.goes_to(f"/sip/{case}/")
    eva.finds_it_accessible()


def _knows_nothing_of_the_ward(eva: Somebody) -> None:
    eva.sees_not("avdelning", "utskriv", "Utskriv", "slutenvård", CHILD_VIEW, SECRET)


def sits_down(jonas: Somebody) -> None:
    jonas.goes_to(f"/sip/{jonas.case}/")
    jonas.follows("Öppna mötet")
    for who in ("Alex", CLINIC, INTAKE, SCHOOL, "Petra Hittepå", "Mats Hittepå"):
        jonas.answers(who, "Är med")
    jonas.answers("Känns det fortfarande bra för Alex att de här är med?", "Ja")
    jonas.finds_it_accessible()
    jonas.presses("Öppna mötet")
    jonas.sees("Mötet är öppnat. Välkomna!")


def writes_goal_and_interventions(jonas: Somebody) -> None:
    jonas.follows("Skriv planen")
    jonas.sees(WORDS, "Det här saknas")
    jonas.follows("Skriv det första delmålet")
    jonas.writes("Delmål: Vad är viktigt för mig på kort sikt?", GOAL)
    jonas.picks("Vilken del av livet gäller det?", "Sysselsättning")
    jonas.writes("Hur och när följer vi upp det?", "Eva frågar Alex varje fredag")
    jonas.finds_it_accessible()
    jonas.presses("Spara")
    _adds(jonas, TALKS, CLINIC, "Vi gör det", "Jonas Lind", "Hos enheten")
    _adds(jonas, MORNINGS, SCHOOL, "Ett förslag", "Eva Dahl", "I skolan")
    jonas.finds_it_accessible()


def _adds(jonas: Somebody, what: str, unit: str, status: str, who: str, where: str) -> None:
    jonas.follows("Lägg till en insats")
    jonas.writes("Vad ska göras?", what)
    jonas.answers("Vem är det som gör det?", "En enhet hos kommunen eller regionen")
    jonas.picks("Vilken enhet?", unit)
    jonas.answers("Är det bestämt?", status)
    jonas.writes("Namn på den som gör det", who)
    jonas.dates("När börjar det?", clock.today() + timedelta(days=3))
    jonas.picks("Hur ofta?", "Varje vecka")
    jonas.picks("Var?", where)
    jonas.presses("Spara")
    jonas.sees(what)


def confirms(eva: Somebody) -> None:
    eva.goes_to(f"/sip/{eva.case}/")
    eva.follows("Till mötet")
    eva.follows("Skriv er del av planen")
    eva.follows(re.compile(f"^Svara .*{MORNINGS}"))
    eva.answers("Är insatsen er?", "Ja, vi gör det")
    eva.finds_it_accessible()
    eva.presses("Svara")
    eva.sees("Bestämd")
    _knows_nothing_of_the_ward(eva)


def writes_the_rest(jonas: Somebody) -> None:
    jonas.goes_to(f"/sip/{jonas.case}/plan/skriv/")
    jonas.follows("Skriv vad personen behöver hjälp och stöd med.")
    jonas.writes("Vad behöver personen hjälp och stöd med?", "Att någon ser när orken tar slut.")
    jonas.writes("Hur når vi dit på kort sikt?", "Två förmiddagar första veckan.")
    jonas.writes("Och på längre sikt?", "Hela dagar till våren.")
    jonas.presses("Spara")
    jonas.follows("Skriv vad personen, eller en vårdnadshavare, kan göra själv.")
    jonas.answers("Vem?", "Personen själv")
    jonas.writes("Vad gör hen?", "Lägger fram kortet när han behöver paus.")
    jonas.presses("Lägg till")
    jonas.follows("Skriv vad någon annan än kommunen och regionen gör")
    jonas.presses("Ingen annan gör något")
    for unit, name in ((CLINIC, "Jonas Lind"), (SCHOOL, "Eva Dahl")):
        jonas.follows(f"Skriv vem som är personens kontakt hos {unit}.")
        jonas.picks("Vilken enhet?", unit)
        jonas.writes("Namn", name)
        jonas.presses("Spara")
    jonas.follows("Skriv vem som är huvudansvarig")
    jonas.picks("Vilken enhet har huvudansvaret?", CLINIC)
    jonas.writes("Namn", "Jonas Lind")
    jonas.writes("Telefon", "031-555 01 10")
    jonas.finds_it_accessible()
    jonas.presses("Spara")
    jonas.follows("Bestäm plats och dag för uppföljningen")
    jonas.dates("Vilken dag följer vi upp?", clock.today() + timedelta(days=60))
    jonas.writes("Från klockan", "14.00")
    jonas.writes("Var?", "Ytterbyskolan")
    jonas.presses("Spara")
    jonas.follows("Skriv hur personen var med när planen gjordes")
    jonas.answers("Var personen med när planen gjordes?", "Ja, hela mötet")
    jonas.answers("Fick närstående möjlighet att vara med?", "De var med")
    jonas.presses("Spara")


def answers_for_the_child(jonas: Somebody) -> None:
    jonas.sees("Skriv hur barnet har fått säga vad det tycker", "Kvar att skriva", "Barnets rätt")
    jonas.finds_it_accessible()
    jonas.follows("Skriv hur barnet har fått säga vad det tycker")
    jonas.answers("Har barnet fått säga vad det tycker?", "Ja")
    jonas.writes("Hur, eller varför inte?", "Alex läste sin lapp först.")
    jonas.answers("Förberedde ni mötet med barnet och vårdnadshavarna?", "Ja")
    jonas.answers("Gjorde ni planen tillsammans med barnet och vårdnadshavarna?", "Ja")
    jonas.answers("Är barnet placerat utanför hemmet?", "Nej")
    jonas.finds_it_accessible()
    jonas.presses("Spara")
    jonas.sees("Allt är på plats")


def rises(jonas: Somebody) -> None:
    jonas.goes_to(f"/sip/{jonas.case}/mote/avsluta/")
    jonas.answers("Hur går ni vidare?", "Planen skrivs klart")
    jonas.writes("Vad kom ni fram till?", "Alex läste sin lapp. Alla vet vem som möter honom.")
    jonas.presses("Avsluta mötet")
    jonas.sees("Mötet är avslutat.")


def establishes(jonas: Somebody) -> None:
    jonas.goes_to(f"/sip/{jonas.case}/plan/skriv/")
    jonas.follows("Läs upp och upprätta")
    jonas.answers("Har ni läst upp planen för personen?", "Ja")
    jonas.answers("Säger personen ja till planeringen?", "Ja")
    jonas.finds_it_accessible()
    jonas.presses("Upprätta planen")


def reads_the_copy(eva: Somebody) -> None:
    for page in ("plan/", "plan/utskrift/", ""):
        eva.goes_to(f"/sip/{eva.case}/{page}")
        eva.sees("Alex")
        eva.sees_not("avdelning", "AU125", CHILD_VIEW, SECRET)
    eva.goes_to(f"/sip/{eva.case}/plan/utskrift/")
    eva.sees("☐ Ny SIP efter utskrivning från slutenvård", MORNINGS)


def reads_his_own(alex: Somebody) -> None:
    alex.sees("Hej Alex", WORDS, MORNINGS, "Jonas Lind", "Eva Dahl")
    alex.finds_it_accessible()
    alex.follows("Vem får veta vad")
    alex.sees(SECRET, SCHOOL, INTAKE)
    alex.finds_it_accessible()
    alex.follows("Tillbaka")
    alex.follows("Vem har läst")
    alex.sees("Eva Dahl", "Jonas Lind")
    alex.finds_it_accessible()


def reads_what_they_agreed(petra: Somebody, case: UUID) -> None:
    petra.sees("SIP för Alex", WORDS, MORNINGS, "Jonas Lind")
    petra.sees_not(SECRET)
    petra.finds_it_accessible()
    petra.follows("Vem får veta vad")
    petra.sees_not(SECRET)
    petra.finds_it_accessible()
    petra.is_not_let_in(f"/min-sip/{case}/vem-har-last/")


def lets_his_father_in(stage: Stage) -> Somebody:
    """Mats gets a sign-in; what it opens is for the relation to say."""
    card = people.find_by_number(stage.world["jonas"], ALEX)
    assert card
    relation = next(r.id for r in card.relations if r.name == "Mats Hittepå")
    ground._let_in(stage.world, "mats", "Mats Hittepå", card.id, relation, "relation")
    return stage.somebody("Mats Hittepå", phone=True)


def a_strangers_parent(stage: Stage) -> Somebody:
    person(stage.world, "elsa", "Elsa", "Vindelöv")
    add_relation(stage.world, "jenny", "elsa", "guardian", "Jenny Vindelöv", label="mamma", participation=True,
                 consent=True, insight=True, sign_in=True)
    return stage.somebody("Jenny Vindelöv")
