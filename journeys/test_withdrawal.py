"""A person takes back his consent while a plan is in force: everything stops in that second, and nothing is lost."""

from journeys.browsing import Somebody, Stage
from journeys.given import AIM, TALK, a_plan_in_force

WORDS = "Nu räcker det. Jag vill klara mig själv ett tag."
FROM_THE_MAPPING = "Vaknar tre och går upp."


def test_a_withdrawal_stops_the_sharing_at_once_and_closes(stage: Stage) -> None:
    # Given a plan in force, where the misuse unit may read everything
    tale = a_plan_in_force(stage.world, "bo", "Bo", "Sjöryd")
    peter = stage.worker("peter")
    peter.goes_to(f"/sip/{tale.ref}/kartlaggning/")
    peter.sees(FROM_THE_MAPPING)

    # When Bo tells Karin that he takes it all back, and she writes it down at once
    karin = stage.worker("karin", javascript=False)
    karin.goes_to(f"/sip/{tale.ref}/")
    takes_it_all_back(karin)
    # Then the SIP is closed, and the help goes on
    karin.sees("Avslutad", "tillbakataget")

    # And in the same second Peter reads nothing new
    peter.goes_to(f"/sip/{tale.ref}/kartlaggning/")
    peter.sees("Kartläggningen är inte öppen för er")
    peter.sees_not(FROM_THE_MAPPING)
    peter.finds_it_accessible()
    # But his unit's own copy of the plan is still there to read, and says whom it concerned and what was agreed
    peter.goes_to(f"/sip/{tale.ref}/plan/")
    peter.sees(AIM, TALK, "Version 1")
    peter.finds_it_accessible()
    # And who may not read writes nothing either
    peter.is_not_let_in(f"/sip/{tale.ref}/plan/skriv/")

    # When they look at what there is to do
    # Then the ending's duties wait for the one who answers for it, and for each unit its own record
    ticks_off_the_ending(peter, tale.ref)
    # And Bo reads on his phone that it has ended, that nobody may know, and still has his plan
    bo = stage.somebody("Bo Sjöryd", phone=True)
    bo.sees("avslutad", TALK)
    bo.finds_it_accessible()
    bo.follows("Vem får veta vad")
    bo.sees("Inget samtycke gäller just nu.")
    bo.finds_it_accessible()


def takes_it_all_back(karin: Somebody) -> None:
    karin.follows("Samtycke")
    karin.follows("Ta tillbaka")
    karin.answers("Vad vill personen ta tillbaka?", "Allt")
    karin.answers("Vem säger det?", "Bo själv")
    karin.writes("Vill personen säga något mer?", WORDS)
    karin.presses("Ta tillbaka")


def ticks_off_the_ending(peter: Somebody, ref: object) -> None:
    peter.goes_to("/")
    peter.sees("Bo, ")
    peter.finds_it_accessible()
    peter.goes_to(f"/sip/{ref}/")
    peter.follows("Bocka av")
    peter.sees("Personen tar tillbaka sitt samtycke")
    peter.chooses_all("Bocka av det som är gjort")
    peter.finds_it_accessible()
    peter.presses("Spara")
    peter.sees("klart ")
