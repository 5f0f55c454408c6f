"""From a need that somebody noticed, over a no, to a yes in part and what matters."""

from datetime import date, timedelta

from journeys.browsing import Somebody
from journeys.lars import INTAKE, LARS, MISUSE, SECRET, WORDS
from journeys.steps import goes_back_to_the_case


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
