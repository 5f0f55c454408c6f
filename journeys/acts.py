"""What one does on one page, as several journeys do it: notice, judge, tell, ask for a yes, call, answer, sit down."""

from collections.abc import Iterable
from datetime import date

from helhet.kit import clock
from journeys.browsing import Somebody
from journeys.steps import soon

KINDS = ("Varför", "Kartläggning", "Mål", "Mötet", "Planen", "Kontakter")


def goes_home(who: Somebody) -> None:
    """To what there is to do today."""
    who.goes_to("/")


def opens_the_case(who: Somebody, of: Somebody) -> None:
    """The page of the case that somebody else has before them."""
    who.goes_to(f"/sip/{of.case}/")


def says_who_it_is(who: Somebody, number: str, given: str, family: str) -> None:
    """The number as one writes it, and the name."""
    who.writes("Personnummer", f"{number[:8]}-{number[8:]}")
    who.writes("Förnamn", given)
    who.writes("Efternamn", family)


def says_what_is_seen(who: Somebody, *seen: str, why: str, by: Iterable[str], kind: str = "Ny SIP") -> None:
    """The questions of a noticed need."""
    who.unfolds("Fler exempel")
    who.chooses(*seen)
    who.writes("Varför föreslår ni en SIP?", why)
    for one in by:
        who.answers("Vem har sett behovet?", one)
    who.answers("Vilken sorts SIP är det?", kind)
    who.answers("Har personen redan en SIP?", "Nej, personen har ingen SIP")


def judges(who: Somebody, level: str = "SIP") -> None:
    """From the case page: three questions, the base level, and on with a SIP."""
    who.follows("Bedöm behovet")
    who.answers("Möts personens behov som det är nu?", "Nej")
    who.answers("Behövs samordning mellan flera?", "Ja")
    who.answers("Har insatser på basnivå prövats?", "Ja")
    who.answers("Är ni och personen överens om vilka behov som finns?", "Ja")
    who.answers("Hur stort är behovet av samordning?", level)
    who.answers("Vad händer nu?", "Gå vidare med SIP")
    who.finds_it_accessible()
    who.presses("Spara bedömningen")
    who.sees("Bedömningen är antecknad.")


def tells(who: Somebody, how: str, understood: str, adapted: str = "") -> None:
    """From the case page: what a SIP is, and the offer of one."""
    who.follows("Informera och erbjud")
    who.writes("Vad berättade du, och hur?", how)
    if adapted:
        who.writes("Hur anpassade du informationen?", adapted)
    who.writes("Hur vet du att personen förstod?", understood)
    who.answers("Har du erbjudit en SIP?", "Ja")
    who.finds_it_accessible()
    who.presses("Spara")
    who.sees("Informationen är antecknad.")


def looks_up_units(who: Somebody, *names: str) -> None:
    """On the page of units: search for each, tick it, and go on."""
    for name in names:
        who.writes("Sök enhet", name)
        who.presses("Sök")
        who.page.get_by_label(name).first.check()
    who.finds_it_accessible()
    who.presses("Fortsätt")
    who.sees("Vem får veta vad?")


def lets(who: Somebody, unit: str, *kinds: str) -> None:
    """This unit may see these kinds, and not the others."""
    for kind in KINDS:
        who.answers(f"{kind}: {unit}", "får se" if kind in kinds else "inte")


def says_how_the_yes_came(who: Somebody, name: str, until: date, how: str) -> None:
    """The rest of a consent that the person gave aloud."""
    who.answers("A. Får de som är valda här dela information", "Ja")
    who.answers("B. Får vi göra en samordnad individuell plan?", "Ja")
    who.dates("Gäller till och med", until)
    who.answers("Vem svarar?", f"{name} själv")
    who.answers("Hur gavs svaret?", "Muntligt")
    who.writes("Beskriv hur det gick till", how)
    who.answers("Vet personen vad svaret innebär, och kan ta ställning?", "Ja")
    who.answers("Är svaret frivilligt, utan press och utan motvilja?", "Ja")


def plans_the_meeting(who: Somebody, name: str, place: str, why: str) -> None:
    """From the page of the meeting's plan: today, in one room."""
    day, starts, ends = soon()
    who.answers(f"Hur vill {name} vara med?", "Är med hela mötet")
    who.answers(f"Har ni kommit överens med {name} om tid och plats?", "Ja")
    who.dates("Dag", day)
    who.writes("Börjar", starts)
    who.writes("Slutar", ends)
    who.writes("Varför blir det den här tiden?", why)
    who.answers("Hur ses ni?", "Vi ses i samma rum")
    who.writes("Plats", place)
    who.answers("Är ledaren någon som inte själv ska ge hjälpen?", "Nej")
    who.finds_it_accessible()
    who.presses("Spara mötet")
    who.sees("Mötet är planerat.")


def lists(who: Somebody, name: str, why: str, gives: str, *, call: bool = True, unit: bool = True) -> None:
    """From the list of the call: one more, a unit called or somebody near invited."""
    who.follows("Lägg till en enhet" if unit else "Lägg till en närstående")
    who.answers("Vem?", name)
    if unit:
        who.answers("Kallelse eller inbjudan?", "Kallelse" if call else "Inbjudan")
    who.writes("Varför vill ni ha med just dem?", why)
    who.writes("Vad kan de bidra med för att nå målet?", gives)
    who.answers("Har ni pratat med dem om mötet?", "Ja")
    who.dates("När?", clock.today())
    if not unit:
        who.answers("Hur får de kallelsen?", "Utskrift ur Helhet")
    who.finds_it_accessible()
    who.presses("Spara på listan")
    who.sees("Listan är uppdaterad.", name)


def says_who_comes(who: Somebody, me: str) -> None:
    """On the page of the answer: yes, and oneself."""
    who.answers("Kommer ni?", "Ja, vi kommer")
    who.picks("Vem kommer?", f"Jag själv, {me}")
    who.finds_it_accessible()
    who.presses("Svara")
    who.sees("Tack, svaret är sparat.")


def sends_the_call(who: Somebody, purpose: str, questions: str, kind: str = "Ny SIP") -> None:
    """From the list of the call: why one meets, what about, and out it goes."""
    who.follows("Gå vidare")
    who.writes("Varför ska vi träffas?", purpose)
    who.writes("Vilka frågor ska vi prata om?", questions)
    who.answers("Vad är det för möte?", kind)
    who.chooses("Vi har gått igenom listan med personen, som är med på vilka som bjuds in")
    who.finds_it_accessible()
    who.presses("Skicka kallelsen")
    who.sees("Kallelsen är skickad.")
    who.finds_it_accessible()


def says_why(who: Somebody, task: str, sentence: str) -> None:
    """Unfold the rule beside what there is to do, and read it."""
    who.page.get_by_role("article").filter(has_text=task).first.locator("summary").first.click()
    who.sees(sentence)
