"""A call that Försäkringskassan tries to send: refused in plain words, with the way that is open instead."""

from helhet.kit import clock
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.workshop.world.numbers import numbers
from helhet.workshop.world.tale import PLAN, Asked, Tale
from journeys.acts import goes_home, judges, opens_the_case, says_what_is_seen, says_who_it_is, tells
from journeys.browsing import Somebody, Stage

NADIA = numbers()["nadia"]
SEEN = "Nadia har varit sjukskriven i åtta månader och säger att ingen vet vem som planerar vad."
HEALTH, INTAKE, FK = "Närhälsan Solgärde vårdcentral", "Mottagningsenheten", "Försäkringskassan"
MAY_NOT = "Försäkringskassan kan inte kalla till ett SIP-möte, men kan vara med."


def test_forsakringskassan_points_out_is_invited_and_cannot_call(stage: Stage) -> None:
    # Given Fredrik at Försäkringskassan, who sees that Nadia needs help from several at once
    fredrik = stage.worker("fredrik")

    # When he tries to start a SIP himself, the page tells him that another unit starts, and the rule stops him
    tries_to_start(fredrik)
    # And he points out the need to the health centre instead, with Nadia's yes
    points_it_out(fredrik)
    # Then Karin there owes him an answer, takes the need up and begins
    karin = stage.worker("karin")
    takes_it_up(karin)
    judges(karin)
    opens_the_case(karin, karin)
    tells(karin, "Vi gick igenom sidan om SIP på 1177.", "Hon sa att det är ett möte där alla hör samma sak.")

    # Given that Nadia has said yes, and that the call is out with Försäkringskassan invited
    called(stage, karin)

    # When Fredrik comes to work, he finds an invitation, not a call
    goes_home(fredrik)
    fredrik.does("Svara vem som kommer till mötet")
    fredrik.sees("Ni är inbjudna", "Det är frivilligt att komma")
    fredrik.finds_it_accessible()

    # When he opens the page where calls are sent, he reads why he cannot, and whom to ring
    reads_why_he_cannot_call(fredrik)
    # And when his old form is sent there all the same
    sends_one_all_the_same(fredrik)
    # Then it is refused by the rule, in the same words, and there is still one call only
    fredrik.is_refused(MAY_NOT)
    fredrik.sees("Varför? (regel CALL-03)")
    fredrik.finds_it_accessible()
    assert Case.objects.get(ref=karin.case).state == State.CALLED

    # When he answers the invitation
    fredrik.goes_to(f"/sip/{karin.case}/kallelse/svara/")
    fredrik.answers("Kommer ni?", "Ja, vi kommer")
    fredrik.picks("Vem kommer?", "Jag själv, Fredrik Kant")
    fredrik.presses("Svara")
    # Then Karin sees that he comes
    karin.goes_to(f"/sip/{karin.case}/kallelse/")
    karin.sees("Fredrik Kant", "1 av 2 kommer.")
    karin.finds_it_accessible()


def tries_to_start(fredrik: Somebody) -> None:
    fredrik.follows("Uppmärksamma ett behov")
    fredrik.sees("Er enhet påtalar, en annan startar")
    fredrik.finds_it_accessible()
    says_who_it_is(fredrik, NADIA, "Nadia", "Solmyra")
    says_what_is_seen(fredrik, "Oklart ansvar", why=SEEN, by=["Annan"])
    fredrik.presses("Spara och gå vidare")
    fredrik.is_refused("Er enhet kan inte starta en SIP. Välj ”Påtala ett behov”, så svarar en enhet som kan.")
    assert fredrik.page.get_by_label("Varför föreslår ni en SIP?").input_value() == SEEN
    fredrik.finds_it_accessible()


def points_it_out(fredrik: Somebody) -> None:
    fredrik.follows("Påtala ett behov")
    says_who_it_is(fredrik, NADIA, "Nadia", "Solmyra")
    fredrik.writes("Vad har ni sett?", SEEN)
    fredrik.picks("Vilken enhet ska få veta?", HEALTH)
    fredrik.presses("Skicka")
    fredrik.is_refused("Fråga personen först. Skriv bara det som personen går med på att ni berättar.")
    fredrik.chooses("Personen går med på att vi berättar detta")
    fredrik.finds_it_accessible()
    fredrik.presses("Skicka")
    fredrik.sees("Frågan är antecknad. Enheten är skyldig att svara.")


def takes_it_up(karin: Somebody) -> None:
    karin.does("Svara den som frågade om SIP")
    karin.sees("Påtalat av en annan verksamhet", SEEN, "Fredrik Kant")
    karin.finds_it_accessible()
    karin.follows("Ta upp behovet")
    says_what_is_seen(karin, "Insatser från flera verksamheter", why=SEEN, by=["Annan", "Regional hälso- och sjukvård"])
    karin.presses("Spara och gå vidare")
    karin.sees("Nadia Solmyra", "Behov uppmärksammat")


def called(stage: Stage, karin: Somebody) -> None:
    """By the verbs: a yes, what matters, a meeting, the intake unit called and Försäkringskassan invited."""
    world = stage.world
    world.persons["nadia"] = Case.objects.get(ref=karin.case).individual_id
    tale = Tale(world, "nadia", world["karin"], ref=karin.case, last=clock.now())
    tale.consented(0, {"intake": PLAN, "fk": "meeting goals contacts"}, until=200, how="Vid mötet på vårdcentralen.")
    tale.matters(0, "Att komma tillbaka till blomsterbutiken, lite i taget.")
    tale.takes_part(0)
    tale.booked(0, -21, "Vårdcentralen, rum 4", reason="Butiken har bröllop till dess.")
    tale.listed(0, Asked("intake", "Nadia har barn hemma.", "Stöd hemma."),
                Asked("fk", "Ni såg behovet.", "Vad som gäller för sjukpenningen.", duty=False))
    tale.called(0, purpose="Nadia vill tillbaka till butiken.", questions="Vem planerar vad?")


def reads_why_he_cannot_call(fredrik: Somebody) -> None:
    fredrik.goes_to(f"/sip/{fredrik.case}/kallelse/skicka/")
    fredrik.sees("Ni kan inte kalla till det här mötet", MAY_NOT, "Ring den enhet som håller i SIP:en")
    assert fredrik.page.get_by_role("button", name="Skicka kallelsen").count() == 0
    fredrik.finds_it_accessible()


def sends_one_all_the_same(fredrik: Somebody) -> None:
    """His browser still has a form open, and sends it to the address of calls."""
    case = fredrik.case
    fredrik.goes_to(f"/sip/{case}/kallelse/svara/")
    fredrik.page.evaluate(SEND, [f"/sip/{case}/kallelse/skicka/", {
        "purpose": "Vi vill träffas.", "questions": "När börjar hon arbeta?", "kind": "new",
        "contact_name": "Fredrik Kant", "contact_phone": "0771-555 14 00", "contact_unit": FK,
        "list_agreed_with_person": "on",
    }])
    fredrik.page.wait_for_url("**/kallelse/skicka/")


SEND = """([address, fields]) => {
  const form = document.querySelector('form[data-once]')
  for (const [name, value] of Object.entries(fields)) {
    const box = document.createElement('input')
    box.name = name
    box.value = value
    form.append(box)
  }
  form.action = address
  form.removeAttribute('data-once')
  HTMLFormElement.prototype.submit.call(form)
}"""
