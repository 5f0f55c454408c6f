"""Finding a time with two units and the person: all answer, one click books the meeting and sends the call."""

from datetime import timedelta

from helhet.kit import clock
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from journeys.acts import goes_home
from journeys.browsing import Somebody, Stage
from journeys.calls import prepared

INTAKE = "Mottagningsenheten"


def test_one_click_books_the_time_that_suits_and_sends_the_call(stage: Stage) -> None:
    # Given Mikael, told and agreed, with the health centre and the intake unit on the list, and no time yet
    tale = prepared(stage.world, "mikael", "Mikael Tallberg", "jonas",
                    {"solgarde": "Ni har träffat Mikael.", "intake": "Mikael bor i Kungälv."}, ago=2)
    address = f"/sip/{tale.ref}/kallelse/tider/"

    # When Jonas asks which of two times suit
    jonas = stage.worker("jonas")
    proposes(jonas, tale.ref)
    jonas.sees("Frågan är skickad", "0 av 3 har svarat.")
    jonas.finds_it_accessible()

    # Then Karin finds the question among what there is to do; it opens nothing else
    karin = stage.worker("karin")
    karin.follows("Svara om tiderna")
    karin.sees("Vilka tider passar er?", "Det är ingen kallelse än.")
    karin.sees_not(INTAKE, "Att slippa berätta")
    says(karin, "Passar inte", "Passar", "Svara om tiderna")
    karin.sees("Tack, svaret är sparat.", "ni har svarat")
    karin.is_not_let_in(f"/sip/{tale.ref}/")

    # And Amina answers on her telephone, without scripts
    amina = stage.worker("amina", phone=True, javascript=False)
    amina.presses(INTAKE)
    amina.follows("Svara om tiderna")
    says(amina, "Passar", "Kan om det behövs", "Svara om tiderna")
    amina.sees("Tack, svaret är sparat.")

    # And Mikael says what he thinks at his own door: what he says weighs most
    mikael = stage.somebody("Mikael Tallberg", phone=True)
    mikael.sees("Svara vilka tider som passar")
    mikael.finds_it_accessible()
    mikael.follows("Se tiderna och svara")
    mikael.sees("Vad du säger om tiderna väger tyngst.")
    mikael.finds_it_accessible()
    says(mikael, "Passar inte", "Passar", "Skicka svaret")
    mikael.sees("Du får veta när tiden är bestämd.")

    # Then Jonas sees the best time first, in words, also on a small screen
    sees_who_can(jonas, address)
    small = stage.worker("jonas", phone=True)
    sees_who_can(small, address)
    small.fits_the_screen()

    # When he chooses it, that is the one click
    jonas.presses("Bestäm den här tiden")
    # Then the meeting stands, and the call is out
    jonas.sees("Mötet är bestämt och kallelsen har gått ut.", "Vi väntar på")
    jonas.finds_it_accessible()
    case = Case.objects.get(ref=tale.ref)
    assert case.state == State.CALLED

    # And Karin is called to that time, and takes it to her calendar, where nobody is named
    goes_home(karin)
    karin.follows("Svara om ni kommer")
    karin.goes_to(f"/sip/{tale.ref}/kallelse/")
    takes_it_to_her_calendar(karin)


def proposes(jonas: Somebody, ref: object) -> None:
    jonas.goes_to(f"/sip/{ref}/kallelse/")
    jonas.follows("Fråga alla vilka tider som passar")
    jonas.finds_it_accessible()
    jonas.follows("Föreslå tider")
    jonas.answers("Hur ses ni?", "I ett rum")
    jonas.writes("Plats", "Stadshuset, rum 2")
    today = clock.today()
    for n, (ahead, hour) in enumerate(((9, "10.00"), (11, "14.00")), 1):
        jonas.dates(f"Förslag {n}, dag", today + timedelta(days=ahead))
        jonas.writes(f"Förslag {n}, klockan", hour)
    jonas.dates("Svara senast", today + timedelta(days=3))
    jonas.chooses("Vi har gått igenom listan med personen, som är med på vilka som frågas")
    jonas.finds_it_accessible()
    jonas.presses("Fråga vilka tider som passar")


def says(who: Somebody, first: str, second: str, send: str) -> None:
    """One word on each of the two times."""
    groups = who.page.get_by_role("group", name="kl. ")
    for group, word in zip(groups.all(), (first, second), strict=True):
        group.get_by_label(word, exact=True).check(force=True)
    who.presses(send)


def sees_who_can(jonas: Somebody, address: str) -> None:
    jonas.goes_to(address)
    jonas.sees("Alla har svarat.", "alla kan", "Mikael: passar")
    first = jonas.page.locator("article").first.inner_text()
    assert "14.00" in first and "Passar: Närhälsan Solgärde vårdcentral" in first, first
    jonas.finds_it_accessible()


def takes_it_to_her_calendar(karin: Somebody) -> None:
    with karin.page.expect_download() as waiting:
        karin.page.get_by_role("link", name="Lägg mötet i kalendern").first.click()
    assert waiting.value.suggested_filename == "sip-mote.ics"
    text = waiting.value.path().read_text()
    assert "METHOD:REQUEST" in text and "SIP-möte" in text and "rum 2" in text
    assert "Mikael" not in text and "Psykiatriska" not in text
