"""Help to write so that all are with: the meter, the words explained, and what the mapping said as a beginning."""

from journeys.browsing import Somebody, Stage
from journeys.given import a_meeting_today

LIVE = True
HARD = "Insatsen initieras vid behov efter remiss."
WISH = "Sova till fem."


def reads_by_keyboard(who: Somebody, word: str, says: str) -> None:
    """Open the explanation of a word under the box, with the keyboard only."""
    summary = who.page.locator("[data-meter]:visible summary", has_text=word).first
    summary.focus()
    who.page.keyboard.press("Enter")
    who.sees(says)


def test_the_meter_follows_what_one_writes(stage: Stage) -> None:
    # Given a meeting where Karin writes a new intervention on its own page
    ref = a_meeting_today(stage.world, "lars", "Lars", "Hagmark").ref
    karin = stage.worker("karin")
    karin.goes_to(f"/sip/{ref}/mote/")
    karin.follows("Skriv på mötet")
    karin.presses("Börja mötet")
    karin.goes_to(f"/sip/{ref}/motet/skriv/ny-insats/")
    # When she writes as one does in a record, a calm line says so, and each word is explained
    karin.writes("Vad ska göras?", HARD)
    karin.sees("Svårt att läsa.")
    reads_by_keyboard(karin, "remiss", "undersöka")
    karin.finds_it_accessible()
    # And it is calm again when she says it as it is
    karin.writes("Vad ska göras?", "Karin ringer och frågar hur natten var.")
    karin.sees("Lätt att läsa.")
    # Then the live page has a meter in the box she writes in, and in no other
    karin.goes_to(f"/sip/{ref}/motet/skriv/")
    karin.page.locator("textarea[data-live-field=goal]").first.fill("Insatser vid behov")
    karin.sees("Ganska lätt att läsa.")
    assert karin.page.locator("[data-meter]:visible").count() == 1
    karin.finds_it_accessible()


def test_what_the_mapping_said_begins_a_sub_goal(stage: Stage) -> None:
    # Given what Lars has said of his sleep
    ref = a_meeting_today(stage.world, "omar", "Omar", "Lövåsen").ref
    karin = stage.worker("karin")
    karin.goes_to(f"/sip/{ref}/mote/")
    karin.follows("Skriv på mötet")
    karin.presses("Börja mötet")
    karin.goes_to(f"/sip/{ref}/motet/skriv/nytt-delmal/")
    # When she has begun to write, and uses it, nothing she wrote goes away
    karin.writes("Delmål: Vad är viktigt för mig på kort sikt?", "Varje natt:")
    karin.picks("Vilken del av livet gäller det?", "Sömn")
    karin.sees(WISH)
    karin.page.locator("a[data-begin=title]:visible").first.click()
    assert karin.page.get_by_label("Delmål: Vad är viktigt").first.input_value() == f"Varje natt: {WISH}"
    karin.finds_it_accessible()
    # Then the same goes by a link where no script runs, and is saved at the meeting
    old = stage.worker("karin", javascript=False)
    old.goes_to(f"/sip/{ref}/motet/skriv/nytt-delmal/")
    old.unfolds("Sömn")
    old.follows("Använd som början Sömn")
    old.finds_it_accessible()
    old.presses("Spara")
    old.sees(WISH, "Runt bordet")
