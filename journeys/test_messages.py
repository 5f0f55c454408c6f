"""Messages on a case: sent with a paper, acknowledged, answered, corrected; a lying file; and one taken back."""

from helhet.documents.tests import making
from journeys import given
from journeys.browsing import Somebody, Stage
from journeys.steps import goes_back_to_the_case

ASKS = "Hej Peter! Här är schemat. Säg gärna samma sak som jag."
RIGHT = "Hej Peter! Här är det nya schemat. En halv tablett, inte en hel."
ANSWER = "Tack! Vi ses på torsdag, då pratar vi om det."
SLIP = "Provet var bra, hälsa honom det."


def attaches(who: Somebody, *files: tuple[str, str, bytes]) -> None:
    """Files chosen from one's own machine: name, what it says it is, and its bytes."""
    who.page.get_by_label("Bifoga filer").set_input_files(
        [{"name": name, "mimeType": kind, "buffer": body} for name, kind, body in files])


def test_a_message_from_the_first_word_to_the_last(stage: Stage) -> None:
    # Given a plan in force, with Karin at the health centre and Peter at the misuse unit
    tale = given.a_plan_in_force(stage.world, "lars", "Sven", "Sjölin")
    karin = stage.worker("karin")
    karin.goes_to(f"/sip/{tale.ref}/")

    # When Karin writes to Peter's unit, and one of her files is not what it says
    address = writes_with_files(karin)
    # And Peter comes to his inbox, on his telephone and without scripts, he finds it, reads it and says so
    peter = stage.worker("peter", phone=True, javascript=False)
    reads_and_answers(peter, tale.ref)
    # Then Karin sees when it was acknowledged, and the answer
    karin.goes_to(address)
    karin.sees("kvitterat", "Peter Nyström", ANSWER)
    karin.finds_it_accessible()
    # And what she corrects or takes back Peter can still read, as corrected and as taken back
    corrects(karin)
    finds_both_texts(peter, address)
    finds_it_struck_through(peter, takes_back(karin, tale.ref))
    # And Sven reads all of it at his own door
    reads_all_of_it(stage.somebody("Sven Sjölin", phone=True))


def writes_with_files(karin: Somebody) -> str:
    """A page of the net that calls itself a PDF is refused, and nothing typed is lost; then it goes. Its address."""
    karin.follows("Meddelanden")
    karin.sees("Inga meddelanden än.")
    karin.finds_it_accessible()
    karin.follows("Skriv ett meddelande")
    karin.chooses("Missbruksenheten", "Om vård och stöd")
    karin.writes("Meddelande", ASKS)
    attaches(karin, ("schema.pdf", "application/pdf", making.HTML))
    karin.presses("Skicka")
    # Then she is told why it is refused, and nothing she wrote is lost
    karin.is_refused("schema.pdf: Det är en webbsida")
    karin.sees("Filerna måste du välja igen")
    assert karin.page.get_by_label("Meddelande", exact=True).input_value() == ASKS
    assert karin.page.get_by_label("Missbruksenheten").is_checked()
    karin.finds_it_accessible()
    # And with a true PDF and a photo it goes
    attaches(karin, ("schema.pdf", "application/pdf", making.pdf()), ("kryssen.jpg", "image/jpeg",
                                                                      making.photo_with_place()))
    karin.presses("Skicka")
    karin.sees("Meddelandet är skickat.", "inte kvitterat än", "schema.pdf", "kryssen.jpg")
    karin.finds_it_accessible()
    return karin.path


def reads_and_answers(peter: Somebody, case: object) -> None:
    peter.goes_to(f"/sip/{case}/")
    peter.sees("1 att kvittera")
    peter.follows("Meddelanden")
    peter.sees("1 att kvittera")
    peter.fits_the_screen()
    peter.follows("Från Närhälsan Solgärde vårdcentral")
    peter.sees(ASKS)
    peter.fits_the_screen()
    peter.presses("Kvittera")
    peter.sees("Meddelandet är kvitterat. Avsändaren ser det.")
    with peter.page.expect_download() as handed:
        peter.page.get_by_role("link", name="schema.pdf").click()
    assert handed.value.suggested_filename.endswith("-bilaga-1.pdf")
    # And answers
    peter.follows("Svara Karin Ek")
    peter.writes("Svar", ANSWER)
    peter.presses("Skicka svaret")
    peter.sees("Svaret är skickat.", ANSWER)


def corrects(karin: Somebody) -> None:
    """What it says now, and why; the first text stays."""
    karin.follows("Rätta")
    karin.writes("Så ska det stå", RIGHT)
    karin.writes("Vad var fel?", "Jag skrev inte hur mycket.")
    karin.finds_it_accessible()
    karin.presses("Spara rättelsen")
    karin.sees(RIGHT, "Jag skrev inte hur mycket.")


def finds_both_texts(peter: Somebody, address: str) -> None:
    peter.goes_to(address)
    peter.sees(RIGHT)
    peter.unfolds("Så stod det förut")
    peter.sees(ASKS)


def takes_back(karin: Somebody, case: object) -> str:
    """One more message, and taken back with its reason. Its address."""
    goes_back_to_the_case(_at(karin, case))
    karin.follows("Meddelanden")
    karin.follows("Skriv ett meddelande")
    karin.chooses("Missbruksenheten", "Om vård och stöd")
    karin.writes("Meddelande", SLIP)
    karin.presses("Skicka")
    karin.sees("Meddelandet är skickat.")
    slip = karin.path
    karin.follows("Ta tillbaka")
    karin.writes("Varför tar ni tillbaka det?", "Han vill berätta det själv.")
    karin.finds_it_accessible()
    karin.presses("Ta tillbaka")
    karin.sees("Meddelandet är taget tillbaka.")
    return slip


def finds_it_struck_through(peter: Somebody, slip: str) -> None:
    peter.goes_to(slip)
    peter.sees("Taget tillbaka", "Han vill berätta det själv.", SLIP)
    assert peter.page.locator("del").count() == 1


def reads_all_of_it(sven: Somebody) -> None:
    sven.follows("Det som har skrivits")
    sven.sees(RIGHT, ANSWER, "Taget tillbaka")
    sven.fits_the_screen()
    sven.finds_it_accessible()


def _at(who: Somebody, case: object) -> Somebody:
    who.goes_to(f"/sip/{case}/")
    return who
