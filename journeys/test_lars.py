"""Lars, 45: from a need that somebody noticed to the ending of his plan, every step in a browser.

He keeps cows, sleeps badly and drinks too much; he has had enough of authorities. First he says no. Later he says yes,
in part, and decides himself who may know what.
"""

from datetime import date, timedelta

from helhet.kit import clock
from helhet.workshop.world.numbers import numbers
from journeys.browsing import Somebody, Stage
from journeys.steps import (
    calls_to_follow_up,
    goes_back_to_the_case,
    goes_through_the_plan,
    holds_the_follow_up,
    lets_in,
    soon,
)

LARS = numbers()["lars"]
WORDS = "Att få ha kvar gården och korna, och sova en hel natt."
SECRET = "Inget om grannens anmälan."
TALK, SLEEP = "Samtal om alkohol, hemma på gården", "Ett schema för att trappa ner sömntabletterna"
MISUSE, INTAKE, HEALTH = "Missbruksenheten", "Mottagningsenheten", "Närhälsan Solgärde vårdcentral"
AT_THE_TABLE = ("Lars", HEALTH, MISUSE, "Annika Hagmark")
SAID = {
    "Hur har det gått sedan sist?": "Han sover till fyra de flesta nätter.", "Vad är nytt?": "Körkortet är tillbaka.",
    "Har det gjort skillnad, nu och på längre sikt?": "Ja, han orkar med stängslen.",
    "Behöver något ändras?": "Samtalen kan bli glesare.", "Hur går vi vidare?": "Vi ses igen till våren.",
}


def test_lars_from_the_first_no_to_the_ending(stage: Stage, today: date) -> None:
    # Given Karin, district nurse at the health centre, who meets a man that nobody has written down here before
    karin = stage.worker("karin")

    # When she notices his need, judges it and tells him, he says no, and she writes it down
    notices_a_stranger(karin)
    judges(karin)
    tells(karin)
    hears_a_no(karin)
    # Then the SIP has ended, the help goes on, and the door stands open
    karin.sees("tackade nej", "Ett nej eller ett avslut är aldrig för alltid.")
    karin.finds_it_accessible()
    first = karin.case

    # When he calls half a year later and asks for help, she begins anew from the old one, with his wife along
    begins_anew(karin)
    assert karin.case != first
    judges(karin)
    tells(karin)
    adds_his_wife(karin)
    # And he says yes in part: the misuse unit may know, the intake unit may not, and one thing nobody may
    hears_a_yes_in_part(karin, today)
    # Then it is written who may know what, and only she and he see what must not be known
    karin.sees(MISUSE, INTAKE, SECRET)
    karin.finds_it_accessible()

    # When they write what matters to him first of all, and then how he lives
    writes_what_matters(karin)
    maps_some_areas(karin)
    # And the meeting is planned, the misuse unit is called and his wife invited
    plans_the_meeting(karin)
    lists_and_calls(karin)
    # Then the misuse unit finds the call among what there is to do, and says who comes
    answers_for_his_unit(stage.worker("peter", javascript=False))
    peter = stage.worker("peter")
    peter.goes_to(f"/sip/{karin.case}/")
    # And neither the mapping, nor what must not be known, nor the SIP itself is open to those he said no to
    knows_only_what_lars_said_yes_to(peter)
    gunnar = stage.worker("gunnar")
    gunnar.is_not_let_in(f"/sip/{karin.case}/")
    gunnar.sees_not("Lars")

    # When they sit down in Lars's kitchen, the one who leads writes down who is there and asks him once more
    opens_the_meeting(karin)
    # And Karin writes his goal and her own intervention, but may not decide what Peter's unit does
    begins_the_plan(karin)
    cannot_decide_for_another(karin)
    # Then Peter confirms what is theirs
    confirms_what_is_theirs(peter)

    # When she wants it established, she is told what is missing, and writes it
    is_told_what_is_missing(karin)
    writes_the_rest(karin, today)
    ends_the_meeting(karin)
    # Then the plan is read aloud, Lars says yes, and it is established
    establishes(karin)
    everything_prints(karin)

    # When Lars opens his own page on the phone
    lars = lets_in(stage, "lars", LARS, "Lars Hagmark", phone=True)
    # Then he sees who does what, whom to ring, who has read and what he has said
    sees_his_plan(lars)

    # When Peter, who is main responsible now, calls to a follow-up, and it is held and written down
    calls_to_follow_up(peter, "Lars har fått tillbaka körkortet.")
    holds_the_follow_up(peter, *AT_THE_TABLE)
    records_that_it_goes_on(peter)
    # Then there is a second version, and Lars has it on his phone
    peter.sees("Version 2")
    peter.finds_it_accessible()

    # When Peter would end it because the goals are met, he is told to follow up first: the plan is new
    cannot_close_before_it_is_followed_up(peter)
    # And at the next follow-up the goals are met and only the health centre is needed
    calls_to_follow_up(peter, "Lars vill avsluta före jul.")
    holds_the_follow_up(peter, *AT_THE_TABLE)
    records_that_it_is_enough(peter)
    # Then it is closed with its ground, and what each has left to do is ticked off by each
    closes_with_its_ground(peter)
    ticks_what_is_left(peter)
    karin.goes_to(f"/sip/{karin.case}/")
    karin.follows("Bocka av")
    ticks_what_is_left(karin)
    karin.sees("Allt är gjort.")
    # And Lars reads that it has ended, with his plan still there
    lars.goes_to("/min-sip/")
    lars.sees("avslutad", TALK)
    lars.finds_it_accessible()


def notices_a_stranger(karin: Somebody) -> None:
    karin.follows("Uppmärksamma ett behov")
    karin.writes("Personnummer", f"{LARS[:8]}-{LARS[8:]}")
    karin.writes("Förnamn", "Lars")
    karin.writes("Efternamn", "Hagmark")
    karin.unfolds("Telefon, språk och vad vi ska ta hänsyn till")
    karin.writes("Telefon", "070-174 06 11")
    karin.writes("Är det något vi behöver ta hänsyn till?", "Har svårt att sitta still länge, ryggen värker.")
    karin.chooses("Vi behöver veta vad de andra gör", "Behöver insatser från både kommun och region")
    karin.writes("Varför föreslår ni en SIP?", "Söker för ryggen och sömnen om och om igen.")
    karin.answers("Vem har sett behovet?", "Regional hälso- och sjukvård")
    karin.answers("Vem har sett behovet?", "Närstående")
    karin.answers("Vilken sorts SIP är det?", "Ny SIP")
    karin.answers("Har personen redan en SIP?", "Nej, personen har ingen SIP")
    karin.finds_it_accessible()
    karin.presses("Spara och gå vidare")
    karin.sees("Lars Hagmark", "Behov uppmärksammat")


def judges(karin: Somebody) -> None:
    karin.follows("Bedöm behovet")
    karin.answers("Möts personens behov som det är nu?", "Nej")
    karin.answers("Behövs samordning mellan flera?", "Ja")
    karin.answers("Har insatser på basnivå prövats?", "Ja")
    karin.answers("Är ni och personen överens om vilka behov som finns?", "Ja")
    karin.answers("Hur stort är behovet av samordning?", "SIP+")
    karin.answers("Vad händer nu?", "Gå vidare med SIP")
    karin.finds_it_accessible()
    karin.presses("Spara bedömningen")


def tells(karin: Somebody) -> None:
    goes_back_to_the_case(karin)
    karin.follows("Informera och erbjud")
    karin.writes("Vad berättade du, och hur?", "Vi gick ett varv i ladugården, och jag berättade vad en SIP är.")
    karin.writes("Hur anpassade du informationen?", "Vi pratade medan vi gick.")
    karin.writes("Hur vet du att personen förstod?", "Han sa med egna ord att det är ett möte och en plan.")
    karin.answers("Har du erbjudit en SIP?", "Ja")
    karin.finds_it_accessible()
    karin.presses("Spara")


def hears_a_no(karin: Somebody) -> None:
    karin.follows("Lars säger nej")
    karin.sees("De insatser Lars har går vidare.")
    karin.answers("Vem säger nej?", "Lars själv")
    karin.answers("Visste personen vad det gäller?", "Ja, personen vet vad en SIP är och vad ett nej innebär")
    karin.writes("Vill personen säga varför?", "Jag har haft nog med folk från kommunen på gårdsplanen.")
    karin.finds_it_accessible()
    karin.presses("Anteckna nejet")


def begins_anew(karin: Somebody) -> None:
    karin.follows("Uppmärksamma ett nytt behov")
    karin.sees("Det blir en ny SIP")
    karin.chooses("Personen tycker att det är oklart vem som gör vad")
    karin.writes("Varför föreslår ni en SIP?", "Han har mist körkortet och vill ha hjälp innan han förlorar korna.")
    karin.answers("Vem har sett behovet?", "Personen själv")
    karin.answers("Vilken sorts SIP är det?", "Ny SIP")
    karin.answers("Har personen redan en SIP?", "Nej, personen har ingen SIP")
    karin.presses("Spara och gå vidare")


def adds_his_wife(karin: Somebody) -> None:
    goes_back_to_the_case(karin)
    karin.follows("Lars Hagmark")
    karin.follows("Lägg till någon")
    karin.answers("Vem är det?", "Närstående")
    karin.writes("Namn", "Annika Hagmark")
    karin.writes("Vad kallar personen dem?", "hustru")
    karin.writes("Telefon", "070-174 06 12")
    karin.answers("Vill personen att de är med i arbetet?", "Ja")
    karin.answers("Får de läsa planen?", "Nej")
    karin.answers("Får de samtycka åt personen?", "Nej")
    karin.finds_it_accessible()
    karin.presses("Spara")
    karin.sees("Annika Hagmark", "Tillagd.")
    karin.finds_it_accessible()


def hears_a_yes_in_part(karin: Somebody, today: date) -> None:
    karin.follows("Startad")
    karin.follows("Anteckna samtycke")
    for name in (MISUSE, INTAKE):
        karin.writes("Sök enhet", name)
        karin.presses("Sök")
        karin.page.get_by_label(name).first.check()
    karin.finds_it_accessible()
    karin.presses("Fortsätt")
    for kind in ("Varför", "Mål", "Mötet", "Planen", "Kontakter"):
        karin.answers(f"{kind}: {MISUSE}", "får se")
    karin.answers(f"Kartläggning: {MISUSE}", "inte")
    for kind in ("Varför", "Kartläggning", "Mål", "Mötet", "Planen", "Kontakter"):
        karin.answers(f"{kind}: {INTAKE}", "inte")
    karin.writes("Något som Lars absolut inte vill att någon får veta?", SECRET)
    karin.answers("A. Får de som är valda här dela information", "Ja")
    karin.answers("B. Får vi göra en samordnad individuell plan?", "Ja")
    karin.dates("Gäller till och med", today + timedelta(days=400))
    karin.answers("Vem svarar?", "Lars själv")
    karin.answers("Hur gavs svaret?", "Muntligt")
    karin.writes("Beskriv hur det gick till", "Hemma vid köksbordet. Vi läste varje rad och Lars sa ja eller nej.")
    karin.answers("Vet personen vad svaret innebär, och kan ta ställning?", "Ja")
    karin.answers("Är svaret frivilligt, utan press och utan motvilja?", "Ja")
    karin.presses("Spara samtycket")
    karin.is_refused("Ett samtycke gäller högst ett år.")
    karin.finds_it_accessible()
    karin.dates("Gäller till och med", today + timedelta(days=300))
    karin.presses("Spara samtycket")
    karin.sees("gäller från nu")


def writes_what_matters(karin: Somebody) -> None:
    goes_back_to_the_case(karin)
    karin.follows("Skriv personens ord")
    karin.writes("Vad är viktigt för dig?", WORDS)
    karin.finds_it_accessible()
    karin.presses("Spara svaret")
    karin.sees(WORDS)


def maps_some_areas(karin: Somebody) -> None:
    goes_back_to_the_case(karin)
    karin.follows("Kartläggning")
    karin.follows("Sömn")
    karin.writes("Så är det nu, och det här behövs", "Vaknar två och tänker på räkningarna.")
    karin.writes("Så skulle Lars vilja ha det", "Sova till fem.")
    karin.writes("Så ser vi som arbetar på det", "Sömnbrist och alkohol driver varandra.")
    karin.finds_it_accessible()
    karin.presses("Spara")
    karin.follows("Sysselsättning")
    karin.writes("Så är det nu, och det här behövs", "Tjugo kor ska mjölkas två gånger om dagen.")
    karin.writes("Det som fungerar, och det Lars kan själv", "Kan sitt arbete.")
    karin.presses("Spara")
    karin.follows("Förbered tillsammans")
    karin.writes("Syftet, så som ni har kommit överens om det", "Lars vill ha kvar gården och kunna sova.")
    karin.writes("Frågor som mötet ska svara på", "Sömnen. Alkoholen. Hjälp med mjölkningen.")
    karin.presses("Spara")
    karin.follows("Fråga och skriv svaret")
    karin.answers("Hur vill Lars vara med på mötet?", "Är med hela mötet")
    karin.writes("Vad behöver vi ordna för att det ska gå bra?", "Hemma i köket, högst en timme.")
    karin.presses("Spara")
    karin.sees("2 av 12 områden", "Vaknar två och tänker på räkningarna.", "Är med hela mötet")
    karin.finds_it_accessible()


def plans_the_meeting(karin: Somebody) -> None:
    goes_back_to_the_case(karin)
    karin.follows("Planera mötet")
    day, starts, ends = soon()
    karin.answers("Har ni kommit överens med Lars om tid och plats?", "Ja")
    karin.answers("Vilken sorts möte?", "Ny SIP")
    karin.dates("Dag", day)
    karin.writes("Börjar", starts)
    karin.writes("Slutar", ends)
    karin.writes("Varför blir det den här tiden?", "Lars vill ses före kvällsmjölkningen.")
    karin.answers("Hur ses ni?", "Vi ses i samma rum")
    karin.writes("Plats", "Hemma hos Lars, Norra Hagen 2")
    karin.answers("Är ledaren någon som inte själv ska ge hjälpen?", "Nej")
    karin.finds_it_accessible()
    karin.presses("Spara mötet")
    karin.sees("Så är det bestämt", "Hemma hos Lars")
    karin.finds_it_accessible()


def lists_and_calls(karin: Somebody) -> None:
    karin.follows("Gör kallelsen")
    karin.follows("Lägg till en enhet")
    karin.answers("Vem?", MISUSE)
    karin.answers("Kallelse eller inbjudan?", "Kallelse")
    karin.writes("Varför vill ni ha med just dem?", "Ni har träffat Lars efter nykterhetskontrollen.")
    karin.writes("Vad kan de bidra med för att nå målet?", "Vad ni kan göra utan att han behöver åka till stan.")
    has_talked_with_them(karin)
    karin.presses("Spara på listan")
    karin.follows("Lägg till en närstående")
    karin.answers("Vem?", "Annika Hagmark")
    karin.writes("Varför vill ni ha med just dem?", "Lars vill att du är med.")
    karin.writes("Vad kan de bidra med för att nå målet?", "Berätta hur vardagen är.")
    has_talked_with_them(karin)
    karin.answers("Hur får de kallelsen?", "Utskrift ur Helhet")
    karin.finds_it_accessible()
    karin.presses("Spara på listan")
    karin.sees(MISUSE, "Annika Hagmark", "klar")
    karin.follows("Gå vidare")
    karin.sees(WORDS)
    karin.answers("Vad är det för möte?", "Ny SIP")
    karin.chooses("Vi har gått igenom listan med personen, som är med på vilka som bjuds in")
    karin.finds_it_accessible()
    karin.presses("Skicka kallelsen")
    karin.sees("Svaren", "Vi väntar på")
    karin.finds_it_accessible()


def has_talked_with_them(karin: Somebody) -> None:
    karin.answers("Har ni pratat med dem om mötet?", "Ja")
    karin.dates("När?", clock.today())


def answers_for_his_unit(peter: Somebody) -> None:
    peter.sees("En sak väntar på er.", "Svara vem som kommer till mötet")
    peter.follows("Svara vem som kommer till mötet")
    peter.sees("Ni är kallade: någon från er ska komma.")
    peter.answers("Kommer ni?", "Ja, vi kommer")
    peter.picks("Vem kommer?", "Jag själv, Peter Nyström")
    peter.presses("Svara")
    peter.sees("Ändra svaret")


def knows_only_what_lars_said_yes_to(peter: Somebody) -> None:
    peter.sees(WORDS)
    peter.sees_not(SECRET)
    peter.finds_it_accessible()
    peter.follows("Samtycke")
    peter.sees(MISUSE)
    peter.sees_not(SECRET)
    peter.goes_to(f"/sip/{peter.case}/kartlaggning/")
    peter.sees("Kartläggningen är inte öppen för er")
    peter.sees_not("Vaknar två och tänker på räkningarna.")


def opens_the_meeting(karin: Somebody) -> None:
    goes_back_to_the_case(karin)
    karin.follows("Öppna mötet")
    for who in AT_THE_TABLE:
        karin.answers(who, "Är med")
    karin.answers("Känns det fortfarande bra för Lars att de här är med?", "Ja")
    karin.finds_it_accessible()
    karin.presses("Öppna mötet")
    karin.sees("Mötet pågår")
    karin.finds_it_accessible()


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
    karin.picks("Vilken enhet?", MISUSE)
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
    peter.follows("Till planen")
    peter.follows(f"Svara {TALK}")
    peter.answers("Är insatsen er?", "Ja, vi gör det")
    peter.finds_it_accessible()
    peter.presses("Bekräfta")
    peter.follows(f"Ändra {TALK}")
    peter.writes("Namn på den som gör det", "Peter Nyström")
    peter.presses("Spara")
    peter.sees("Peter Nyström")
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
