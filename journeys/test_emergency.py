"""An emergency: a doctor opens what is needed, to read; somebody else signs afterwards, and the person is told."""

from helhet.workshop.world.numbers import numbers
from journeys.browsing import Somebody, Stage
from journeys.given import AIM, a_plan_in_force

GOSTA = numbers()["gosta"]
WHY = "Medvetslös på akuten. Vi behöver veta vilka mediciner som är planerade."


def test_a_doctor_opens_in_an_emergency_and_another_signs(stage: Stage) -> None:
    # Given Gösta, whose SIP the health centre and the misuse unit have made with him
    case = a_plan_in_force(stage.world, "gosta", "Gösta", "Askvik")
    alva = stage.worker("alva", javascript=False)
    alva.is_not_let_in(f"/sip/{case.ref}/")

    # When he comes in unconscious, Alva at the hospital says who, what and why
    alva.goes_to("/nodoppning/")
    alva.finds_it_accessible()
    says_why_it_cannot_wait(alva)
    alva.presses("Gå vidare")
    alva.sees("Vill du nödöppna?", WHY)
    alva.finds_it_accessible()
    alva.is_not_let_in(f"/sip/{case.ref}/")
    # And when she says yes she reads what she asked for, and can write nothing
    alva.goes_to("/nodoppning/bekrafta/")
    alva.presses("Ja, nödöppna")
    alva.sees("Du kan läsa det du bad om, men inte skriva.")
    alva.finds_it_accessible()
    alva.goes_to(f"/sip/{case.ref}/plan/")
    alva.sees(AIM)
    alva.finds_it_accessible()
    # The social services have no such door, nor has a nurse without the role
    for key in ("peter", "olle", "karin"):
        stage.worker(key).is_not_let_in("/nodoppning/")

    # Then somebody else at the hospital looks at it and signs
    hugo = stage.worker("hugo")
    hugo.follows("Granska nödöppningar")
    hugo.sees("Alva Frid", "personen vet inte än")
    hugo.finds_it_accessible()
    hugo.follows("Granska Alva Frid")
    hugo.sees(WHY)
    hugo.finds_it_accessible()
    hugo.follows("Brev till personen")
    hugo.sees("Det kallas nödöppning.", "Alva Frid")
    hugo.finds_it_accessible()
    hugo.goes_to("/nodoppningar/")
    hugo.sees("personen har fått veta")
    hugo.follows("Granska Alva Frid")
    hugo.answers("Var det rätt att nödöppna?", "Nej")
    hugo.presses("Signera granskningen")
    hugo.is_refused("Skriv vad som var fel")
    hugo.answers("Var det rätt att nödöppna?", "Ja")
    hugo.presses("Signera granskningen")
    hugo.sees("Granskningen är signerad.", "Inget att granska.")
    hugo.finds_it_accessible()

    # And Gösta reads at his own door who it was, and why
    gosta = stage.somebody("Gösta Askvik", phone=True)
    gosta.goes_to("/min-sip/sparr/")
    gosta.sees("Alva Frid, KS avdelning 6", WHY)
    gosta.finds_it_accessible()

    # When Alva is done she shuts it again
    alva.goes_to("/nodoppning/")
    alva.presses("Stäng nu")
    alva.is_not_let_in(f"/sip/{case.ref}/")


def says_why_it_cannot_wait(who: Somebody) -> None:
    who.writes("Personens personnummer", f"{GOSTA[:8]}-{GOSTA[8:]}")
    who.chooses("Det är fara för liv eller hälsa, och personen kan inte svara")
    who.answers("Vad behöver du läsa?", "Planen")
    who.answers("Vad behöver du läsa?", "Mål")
    who.writes("Varför kan det inte vänta?", WHY)
