"""Somebody whom the called unit does not know: that is no no. It is forwarded, and opens when the person says yes."""

from datetime import timedelta

from helhet.kit import clock
from helhet.workshop.world.tale import Tale, person
from journeys.acts import (
    goes_home,
    lets,
    lists,
    looks_up_units,
    opens_the_case,
    plans_the_meeting,
    says_how_the_yes_came,
    says_who_comes,
    sends_the_call,
)
from journeys.browsing import Somebody, Stage

HEALTH, INTAKE, AID = "Närhälsan Solgärde vårdcentral", "Mottagningsenheten", "Biståndsenheten"
WORDS = "Att kunna bo kvar, och att någon har ätit frukost med mig."
SECRET_PURPOSE = "Mikael vill bo kvar i sin lägenhet."


def test_a_person_nobody_knows_there_is_answered_all_the_same(stage: Stage) -> None:
    # Given Jonas, and Mikael whom only the clinic has met; he has been told of SIP and thinks it is a good thing
    jonas = known_only_by_jonas(stage)

    # When Jonas asks him about those who answer for the town where he lives: the health centre and the intake unit
    hears_a_yes(jonas)
    writes_what_matters(jonas)
    plans(jonas)
    # Then the list itself tells whom one calls where nobody knows the person
    finds_the_default_receivers(jonas)
    calls(jonas)

    # When the health centre, which has never met him either, opens its call
    karin = stage.worker("karin")
    karin.does("Svara vem som kommer till mötet")
    says_who_comes(karin, "Karin Ek")

    # When the intake unit answers that he is not known there
    amina = stage.worker("amina")
    amina.presses(INTAKE)
    says_that_he_is_not_known(amina)
    # Then that is no no: the duty is the municipality's
    amina.is_refused("Ni kan komma även om ni inte känner personen.")
    amina.sees("Varför? (regel ATT-04)")
    amina.finds_it_accessible()
    # And she forwards it within the municipality, where no unit of another principal can be chosen
    forwards_it(amina)
    amina.sees("lämnad vidare", "Ni är kvar tills de har tagit över.")
    amina.finds_it_accessible()

    # Then the aid unit learns only that there is a call, from whom and by when
    sara = stage.worker("sara")
    sees_only_that_a_call_exists(sara, jonas)
    # When Sara takes it over, nothing more opens until Mikael has been asked
    takes_it_over(sara)
    sara.sees_not("Mikael")
    sara.is_not_let_in(f"/sip/{jonas.case}/")

    # When Jonas sees that his yes is missing for them, asks Mikael and writes it down
    asks_him_about_the_new_unit(jonas)
    # Then the call is open to the aid unit, and Sara answers who comes
    goes_home(sara)
    sara.does("Svara vem som kommer till mötet")
    sara.sees("Ni är kallade: någon från er ska komma.")
    says_who_comes(sara, "Sara Holm")
    sara.sees(SECRET_PURPOSE)
    # And the intake unit is no longer with
    amina.is_not_let_in(f"/sip/{jonas.case}/")
    jonas.goes_to(f"/sip/{jonas.case}/kallelse/")
    jonas.sees("2 av 2 kommer.", "Sara Holm", "tog över från Mottagningsenheten")
    jonas.finds_it_accessible()


def known_only_by_jonas(stage: Stage) -> Somebody:
    """By the verbs: noticed, judged and told, up to the question of consent."""
    person(stage.world, "mikael", "Mikael", "Tallberg", address="Kyrkogatan 4, Kungälv")
    tale = Tale(stage.world, "mikael", stage.world["jonas"])
    tale.noticed(2, who="regional_health_care", triggers="both_principals unclear", why="Ingen hemma ser till honom.")
    tale.assessed(2)
    tale.informed(1, "Vi pratade i väntrummet.", "Han sa att det är han som bestämmer.")
    jonas = stage.worker("jonas")
    jonas.goes_to(f"/sip/{tale.ref}/")
    return jonas


def hears_a_yes(jonas: Somebody) -> None:
    jonas.follows("Anteckna samtycke")
    looks_up_units(jonas, HEALTH, INTAKE)
    for unit in (HEALTH, INTAKE):
        lets(jonas, unit, "Mål", "Mötet", "Planen", "Kontakter")
    says_how_the_yes_came(jonas, "Mikael", clock.today() + timedelta(days=300), "På mottagningen, efter samtalet.")
    jonas.finds_it_accessible()
    jonas.presses("Spara samtycket")
    jonas.sees("Samtycket är antecknat och gäller från nu.")


def writes_what_matters(jonas: Somebody) -> None:
    opens_the_case(jonas, jonas)
    jonas.follows("Skriv personens ord")
    jonas.writes("Vad är viktigt för dig?", WORDS)
    jonas.presses("Spara svaret")


def plans(jonas: Somebody) -> None:
    opens_the_case(jonas, jonas)
    jonas.follows("Planera mötet")
    plans_the_meeting(jonas, "Mikael", "Mottagningen, rum 2", "Mikael vill att det går fort.")


def finds_the_default_receivers(jonas: Somebody) -> None:
    jonas.follows("Skriv kallelsen")
    jonas.sees("Känner ingen personen? Vi föreslår vårdcentral och mottagningsenhet.")
    jonas.follows("Lägg till en enhet")
    jonas.unfolds("Känner ingen personen?")
    jonas.picks("Var bor eller vistas personen?", "Kungälvs kommun")
    jonas.presses("Föreslå")
    for unit in (HEALTH, INTAKE):
        choice = jonas.page.locator(".govuk-radios__item", has_text=unit)
        assert "kallas när ingen där känner personen" in choice.inner_text()
    jonas.finds_it_accessible()
    jonas.goes_to(f"/sip/{jonas.case}/kallelse/")


def calls(jonas: Somebody) -> None:
    lists(jonas, HEALTH, "Mikael bor i ert område.", "Den fasta läkaren och provtagningen.")
    lists(jonas, INTAKE, "Mikael bor i Kungälv.", "Vad kommunen kan göra hemma.")
    sends_the_call(jonas, SECRET_PURPOSE, "Vem äter frukost med Mikael?")


def says_that_he_is_not_known(amina: Somebody) -> None:
    amina.does("Svara vem som kommer till mötet")
    amina.answers("Kommer ni?", "Vi har förhinder")
    amina.chooses("Personen är inte känd hos oss")
    amina.finds_it_accessible()
    amina.presses("Svara")


def forwards_it(amina: Somebody) -> None:
    amina.answers("Kommer ni?", "Det här är inte hos oss")
    amina.presses("Svara")
    amina.sees("Prata först med Jonas Lind, så att ni vet vilken hjälp som behövs.")
    amina.sees_not("Biståndsenheten Örebro", HEALTH)
    amina.presses("Lämna vidare")
    amina.is_refused("Välj den enhet som ska ha kallelsen.")
    amina.answers("Vilken enhet hos er huvudman ska ha kallelsen?", AID)
    amina.answers("Har ni pratat med den som kallade?", "Ja")
    amina.finds_it_accessible()
    amina.presses("Lämna vidare")
    amina.sees("Kallelsen är lämnad vidare.")


def sees_only_that_a_call_exists(sara: Somebody, jonas: Somebody) -> None:
    sara.sees("En person ni inte känner än", "Ta emot en kallelse som lämnats vidare till er")
    sara.sees_not("Mikael")
    sara.finds_it_accessible()
    sara.is_not_let_in(f"/sip/{jonas.case}/")
    sara.is_not_let_in(f"/sip/{jonas.case}/kallelse/")
    goes_home(sara)
    sara.does("Ta emot en kallelse som lämnats vidare till er")
    sara.sees("Psykiatriska mottagningen", "Jonas Lind", "Amina Berg, Mottagningsenheten", "Svara senast")
    sara.sees_not("Mikael", "Tallberg", WORDS, SECRET_PURPOSE)
    sara.finds_it_accessible()


def takes_it_over(sara: Somebody) -> None:
    sara.answers("Är det hos er?", "Ja, vi tar över kallelsen")
    sara.presses("Svara")
    sara.sees("Ni har tagit över kallelsen", "När personen har sagt ja öppnas kallelsen för er.")
    sara.finds_it_accessible()


def asks_him_about_the_new_unit(jonas: Somebody) -> None:
    jonas.goes_to(f"/sip/{jonas.case}/kallelse/")
    jonas.sees(AID, "samtycke saknas")
    jonas.finds_it_accessible()
    goes_home(jonas)
    jonas.does("Fråga personen om samtycke för enheten som tog över")
    jonas.sees(AID)
    lets(jonas, AID, "Mål", "Mötet", "Planen", "Kontakter")
    says_how_the_yes_came(jonas, "Mikael", clock.today() + timedelta(days=300), "På telefon, samma dag.")
    jonas.presses("Spara samtycket")
    jonas.sees("Samtycket är antecknat och gäller från nu.")
