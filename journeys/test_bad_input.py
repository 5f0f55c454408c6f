"""What goes wrong on an ordinary day: slips of the pen, old tabs, two who write at once. Nothing typed is lost."""

from datetime import timedelta
from uuid import uuid4

import pytest

from helhet.kit import clock
from helhet.workshop.world.numbers import numbers
from helhet.workshop.world.planning import Goal, Plan, Task, written
from helhet.workshop.world.tale import PLAN, Asked, Tale, person
from journeys.acts import KINDS, says_how_the_yes_came, says_what_is_seen, says_who_it_is
from journeys.browsing import Somebody, Stage

WHY = "Söker för ryggen och sömnen om och om igen."
MISUSE = "Missbruksenheten"
PROPOSED = "Samtal om alkohol"
LATER = timedelta(days=30)


def test_a_number_that_cannot_be_right(stage: Stage) -> None:
    # Given Karin, who has written everything about a need
    karin = stage.worker("karin")
    karin.goes_to("/sip/ny/")
    says_what_is_seen(karin, "Söker vård om och om igen", why=WHY, by=["Personen själv"])
    karin.writes("Förnamn", "Omar")
    karin.writes("Efternamn", "Lund")
    # When the number is missing, too short, no day at all, ahead in time, or has one figure wrong
    for number, sentence in (
        ("", "Skriv personnumret med tolv siffror"),
        ("1999-04", "Numret ska ha tolv tecken"),
        ("19991332-2399", "Datumet i numret finns inte."),
        (f"{clock.today().year + 1}0101-2391", "Födelsedatumet i numret ligger framåt i tiden."),
        ("19990403-2390", "Den sista siffran stämmer inte med resten av numret."),
    ):
        karin.writes("Personnummer", number)
        karin.presses("Spara och gå vidare")
        # Then she reads what is wrong, and all that she wrote is there, the number too
        karin.is_refused(sentence)
        keeps(karin, {"Personnummer": number, "Förnamn": "Omar", "Varför föreslår ni en SIP?": WHY})
        assert karin.page.get_by_label("Söker vård om och om igen", exact=True).is_checked()
    karin.finds_it_accessible()
    # And the day of the need can be no day ahead either
    karin.writes("Personnummer", numbers()["omar"])
    karin.dates("Vilken dag såg ni behovet?", clock.today() + LATER)
    karin.presses("Spara och gå vidare")
    karin.is_refused("Dagen då behovet sågs kan inte ligga framåt i tiden.")
    # And when it is mended it is saved
    karin.dates("Vilken dag såg ni behovet?", clock.today())
    karin.presses("Spara och gå vidare")
    karin.sees("Omar Lund", "Behov uppmärksammat")


def test_a_consent_that_would_last_longer_than_a_year(stage: Stage) -> None:
    # Given a consent that is filled in box by box
    karin = stage.worker("karin")
    tale = told(stage, "lars", "Lars", "Hagmark")
    karin.goes_to(f"/sip/{tale.ref}/samtycke/enheter/")
    karin.writes("Sök enhet", MISUSE)
    karin.presses("Sök")
    karin.page.get_by_label(MISUSE).first.check()
    karin.presses("Fortsätt")
    for kind in KINDS:
        karin.answers(f"{kind}: {MISUSE}", "får se")
    says_how_the_yes_came(karin, "Lars", clock.today() + timedelta(days=400), "Hemma vid köksbordet.")
    # When its last day is past the year, or has already been
    for day, sentence in ((400, "Ett samtycke gäller högst ett år."), (-1, "Sista dagen har redan varit.")):
        karin.dates("Gäller till och med", clock.today() + timedelta(days=day))
        karin.presses("Spara samtycket")
        # Then she is told the last day there can be, and every box stands as it was
        karin.is_refused(sentence)
        keeps(karin, {"Beskriv hur det gick till": "Hemma vid köksbordet."})
        for kind in KINDS:
            group = karin.page.get_by_role("group", name=f"{kind}: {MISUSE}")
            assert group.get_by_label("får se", exact=True).is_checked()
    karin.finds_it_accessible()


def test_a_call_without_purpose(stage: Stage) -> None:
    # Given a list that is ready and a meeting that stands
    tale = ready_to_call(stage, "anders", "Anders", "Ferm")
    karin = stage.worker("karin")
    karin.goes_to(f"/sip/{tale.ref}/kallelse/skicka/")
    # When the call says neither why nor what about
    karin.writes("Varför ska vi träffas?", "")
    karin.writes("Vilka frågor ska vi prata om?", "")
    karin.writes("Något mer de behöver veta?", "Ingång från gården.")
    karin.presses("Skicka kallelsen")
    # Then it does not go out, and what is missing stands in a sentence each
    for sentence in ("Skriv varför ni ska träffas.", "Skriv vilka frågor ni ska prata om.",
                     "Gå igenom listan med personen först"):
        karin.is_refused(sentence)
    keeps(karin, {"Något mer de behöver veta?": "Ingång från gården."})
    karin.finds_it_accessible()
    karin.goes_to(f"/sip/{tale.ref}/")
    karin.sees("Förbereds")


def test_two_who_write_the_same_text_of_the_plan(stage: Stage) -> None:
    # Given Karin and Peter at the table, with the same proposal open before them
    tale = at_the_table(stage)
    karin, peter = stage.worker("karin"), stage.worker("peter")
    for who in (karin, peter):
        who.goes_to(f"/sip/{tale.ref}/plan/skriv/")
        who.follows(f"Ändra {PROPOSED}")
    # When Karin saves hers, and Peter saves his a moment later
    karin.writes("Vad ska göras?", "Samtal om alkohol, hemma på gården")
    karin.presses("Spara")
    karin.sees("Samtal om alkohol, hemma på gården")
    peter.writes("Vad ska göras?", "Samtal om alkohol, varannan torsdag")
    peter.presses("Spara")
    # Then Peter sees both, and his own is still in the box
    peter.sees("Karin Ek hann spara före dig", "Inget är borta.", "Samtal om alkohol, hemma på gården")
    keeps(peter, {"Vad ska göras?": "Samtal om alkohol, varannan torsdag"})
    peter.finds_it_accessible()
    # And when he has put them together he saves again, and both are in the plan
    peter.writes("Vad ska göras?", "Samtal om alkohol, hemma på gården, varannan torsdag")
    peter.presses("Spara")
    peter.sees("Samtal om alkohol, hemma på gården, varannan torsdag")
    karin.goes_to(f"/sip/{tale.ref}/plan/skriv/")
    karin.sees("Samtal om alkohol, hemma på gården, varannan torsdag")


def test_a_step_out_of_order_from_an_old_tab(stage: Stage) -> None:
    # Given two tabs in Karin's browser, in the first a judgement that is half written
    tale = noticed(stage, "monica", "Monica", "Sjöö")
    first = stage.worker("karin")
    first.goes_to(f"/sip/{tale.ref}/bedomning/")
    judges_in(first)
    # When she goes on in the second tab and tells Monica of SIP, and then comes back to the first
    second = another_tab(first)
    second.goes_to(f"/sip/{tale.ref}/bedomning/")
    judges_in(second)
    second.presses("Spara bedömningen")
    second.goes_to(f"/sip/{tale.ref}/")
    second.follows("Informera och erbjud")
    second.writes("Vad berättade du, och hur?", "Vi tittade på sidan på 1177.")
    second.writes("Hur vet du att personen förstod?", "Hon berättade det tillbaka.")
    second.answers("Har du erbjudit en SIP?", "Ja")
    second.presses("Spara")
    first.presses("Spara bedömningen")
    # Then she is told where the SIP stands now, and what she had chosen is still chosen
    first.is_refused("Det går inte i det här läget: SIP:en är ”Startad”.")
    assert first.page.get_by_role("group", name="Vad händer nu?").get_by_label("Gå vidare med SIP").is_checked()
    first.finds_it_accessible()


@pytest.mark.parametrize(("key", "javascript"), [("sune", True), ("rakel", False)])
def test_a_double_click_has_one_effect(stage: Stage, key: str, javascript: bool) -> None:
    # Given a need that is written, in a browser with or without script
    karin = stage.worker("karin", javascript=javascript)
    karin.goes_to("/sip/ny/")
    says_who_it_is(karin, numbers()[key], key.title(), "Fors")
    says_what_is_seen(karin, "Söker vård om och om igen", why=WHY, by=["Personen själv"])
    # When she presses twice
    karin.page.get_by_role("button", name="Spara och gå vidare").dblclick()
    karin.sees(f"{key.title()} Fors", "Behov uppmärksammat")
    # Then there is one SIP, not two
    karin.follows(f"{key.title()} Fors")
    assert karin.page.get_by_role("link", name="Behov uppmärksammat").count() == 1


def test_a_page_that_was_left_open_after_signing_out(stage: Stage) -> None:
    # Given Karin, who writes about a need and is signed out meanwhile in another tab
    karin = stage.worker("karin")
    karin.goes_to("/sip/ny/")
    says_who_it_is(karin, numbers()["vera"], "Vera", "Linde")
    says_what_is_seen(karin, "Söker vård om och om igen", why=WHY, by=["Personen själv"])
    signs_out(another_tab(karin))
    # When she sends what she has written
    karin.presses("Spara och gå vidare")
    # Then she is asked to sign in and told that it is kept, and nothing of it shows there
    karin.sees("Logga in", "Det du skrev är inte skickat")
    karin.sees_not(WHY, "Linde")
    karin.finds_it_accessible()
    # And nobody else who signs in on that machine finds it
    jonas = Somebody(karin.page, karin.site, "Jonas Lind").signs_in()
    jonas.goes_to("/sip/ny/")
    keeps(jonas, {"Förnamn": "", "Varför föreslår ni en SIP?": ""})
    signs_out(jonas)
    # And when she herself signs in again, it is all there, unsent
    karin.signs_in()
    karin.goes_to("/sip/ny/")
    karin.sees("Här är ditt utkast.")
    keeps(karin, {"Förnamn": "Vera", "Varför föreslår ni en SIP?": WHY})
    karin.finds_it_accessible()
    karin.presses("Spara och gå vidare")
    karin.sees("Vera Linde", "Behov uppmärksammat")


def test_somebody_elses_address_answers_like_none_at_all(stage: Stage) -> None:
    # Given a SIP that only Karin's unit has
    tale = noticed(stage, "bo", "Bo", "Ek")
    karin, maja = stage.worker("karin"), stage.worker("maja")
    karin.goes_to(f"/sip/{tale.ref}/")
    karin.sees("Bo Ek")
    # When Maja in another town opens it, one that there is not, and an address that leads nowhere
    answers = []
    for path in (f"/sip/{tale.ref}/", f"/sip/{uuid4()}/", f"/sip/{tale.ref}/plan/", "/sip/inte-en-adress/", "/nagot/"):
        maja.is_not_let_in(path)
        answers.append(maja.page.content())
    # Then she cannot tell them apart, and finds the way on
    assert len(set(answers)) == 1
    maja.sees("Sidan finns inte")
    maja.finds_it_accessible()


def keeps(who: Somebody, typed: dict[str, str]) -> None:
    """What was typed stands in its box."""
    for label, text in typed.items():
        assert who.page.get_by_label(label).first.input_value() == text, label


def another_tab(who: Somebody) -> Somebody:
    """One more page in the same browser, signed in alike."""
    other = Somebody(who.page.context.new_page(), who.site, who.name)
    other.goes_to("/")
    return other


def signs_out(who: Somebody) -> None:
    """By the menu with one's own name."""
    who.goes_to("/")
    who.unfolds(who.name)
    who.presses("Logga ut")
    who.sees("Logga in")


def judges_in(who: Somebody) -> None:
    who.answers("Möts personens behov som det är nu?", "Nej")
    who.answers("Behövs samordning mellan flera?", "Ja")
    who.answers("Har insatser på basnivå prövats?", "Ja")
    who.answers("Är ni och personen överens om vilka behov som finns?", "Ja")
    who.answers("Hur stort är behovet av samordning?", "SIP")
    who.answers("Vad händer nu?", "Gå vidare med SIP")


def noticed(stage: Stage, key: str, given: str, family: str) -> Tale:
    person(stage.world, key, given, family)
    tale = Tale(stage.world, key, stage.world["karin"])
    tale.noticed(3, who="regional_health_care", triggers="both_principals", why=WHY)
    return tale


def told(stage: Stage, key: str, given: str, family: str) -> Tale:
    tale = noticed(stage, key, given, family)
    tale.assessed(3)
    tale.informed(2, "Vi pratade på mottagningen.", "Han berättade det tillbaka.")
    return tale


def ready_to_call(stage: Stage, key: str, given: str, family: str, meets: int = -21) -> Tale:
    tale = told(stage, key, given, family)
    tale.consented(2, {"misuse": PLAN}, how="På mottagningen.")
    tale.matters(2, "Att sova en hel natt.")
    tale.takes_part(2)
    tale.booked(2, meets, "Vårdcentralen, rum 4", reason="Det passar bäst.")
    tale.listed(2, Asked("misuse", "Ni har träffats förr.", "Samtal hemma."))
    return tale


def at_the_table(stage: Stage) -> Tale:
    """The meeting has been held, and the draft holds a proposal that nobody has answered."""
    tale = ready_to_call(stage, "bengt", "Bengt", "Kvist", meets=1)
    tale.called(2, purpose="Att Bengt sover.", questions="Vem gör vad?")
    tale.answered(2, "peter")
    tale.sat_down(1)
    tale.rose(1, "Alla var överens om att sömnen kommer först.")
    written(tale, 1, Plan(
        goals=(Goal("sleep", "Jag sover fem timmar i sträck", "Vi frågar varje måndag", (
            Task("Blodprov", "karin", "monthly", "unit", starts=-3),
            Task(PROPOSED, "peter", "weekly", "home", starts=-3),
        )),), soon="Först sömnen.", later="Sedan sjön.", help="En enda att ringa.", main="karin", next=30,
        own=(("individual", "", "Säger till."),), place="Vårdcentralen",
    ), confirm=False)
    return tale
