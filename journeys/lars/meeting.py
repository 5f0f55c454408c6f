"""The meeting is planned, those who are needed are called, they answer and sit down."""

from helhet.kit import clock
from journeys.browsing import Somebody
from journeys.lars import AT_THE_TABLE, MISUSE, SECRET, WORDS
from journeys.steps import goes_back_to_the_case, soon


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
    karin.follows("Skriv kallelsen")
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
    peter.does("Svara vem som kommer till mötet")
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
