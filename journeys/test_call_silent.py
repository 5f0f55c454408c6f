"""A call that nobody answers: late for the one who is called, seen by the one who called, who rings and notes it."""

from journeys.acts import goes_home
from journeys.browsing import Somebody, Stage
from journeys.calls import called

INTAKE = "Mottagningsenheten"


def test_a_call_without_an_answer_is_late_and_somebody_rings(stage: Stage) -> None:
    # Given Mikael's call, which went out sixteen days ago to two units, and only one has answered
    tale = called(stage.world, "mikael", "Mikael Tallberg", "jonas",
                  {"solgarde": "Ni har träffat Mikael.", "intake": "Mikael bor i Kungälv."}, ago=16)
    tale.answered(12, "karin")
    address = f"/sip/{tale.ref}/kallelse/"

    # When Amina comes to work, it stands as late, with the rule behind it
    amina = stage.worker("amina")
    amina.presses(INTAKE)
    amina.sees("Svara vem som kommer till mötet", "försenad")
    amina.finds_it_accessible()

    # And Jonas, who called, sees who has not answered, for how long, and the number to ring
    jonas = stage.worker("jonas")
    jonas.goes_to(address)
    jonas.sees("Ring dem som inte har svarat", INTAKE, "dagar sent", "1 av 2 kommer.")
    jonas.can_ring("0303-555 10 00")
    jonas.finds_it_accessible()
    phone = stage.worker("jonas", phone=True, javascript=False)
    phone.goes_to(address)
    phone.sees("Ring dem som inte har svarat")

    # When he rings, and hears that Amina comes, he notes it for them, without a script in the browser
    notes_what_he_heard(phone)
    # Then everybody has answered, and he sees who wrote it
    jonas.goes_to(address)
    jonas.sees("2 av 2 kommer.", "Amina Berg")
    jonas.sees_not("Ring dem som inte har svarat", "har inte svarat")
    jonas.finds_it_accessible()
    # And nothing waits for Amina because of that call
    goes_home(amina)
    amina.sees_not("Svara vem som kommer till mötet")
    amina.finds_it_accessible()


def notes_what_he_heard(jonas: Somebody) -> None:
    jonas.follows("Anteckna svaret")
    jonas.sees(f"Anteckna vad {INTAKE} svarar")
    jonas.answers("Kommer ni?", "Ja, kommer")
    jonas.writes("Vem kommer?", "Amina Berg")
    jonas.presses("Svara")
    jonas.sees("Tack, svaret är sparat.")
