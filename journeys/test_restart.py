"""The long-term goal has become another one: the plan is followed up, closed, and a new SIP begins without consent."""

from journeys.browsing import Somebody, Stage
from journeys.given import AIM, a_plan_in_force
from journeys.steps import calls_to_follow_up, goes_through_the_plan, holds_the_follow_up

NEW_AIM = "Båten är såld. Nu vill han flytta till sin dotter och lära känna barnbarnen."
SAID = {"Hur har det gått sedan sist?": "Han sover, men allt är annorlunda.", "Vad är nytt?": NEW_AIM}


def test_another_goal_ends_the_plan_and_begins_a_new_sip(stage: Stage) -> None:
    # Given a plan in force in Västra Götaland, where the misuse unit has the main responsibility
    tale = a_plan_in_force(stage.world, "anders", "Anders", "Strandh")
    peter = stage.worker("peter")
    peter.goes_to(f"/sip/{tale.ref}/")
    peter.sees(AIM)

    # When he calls early because the life has changed, and they go through the plan together
    calls_to_follow_up(peter, "Båten är såld.")
    holds_the_follow_up(peter, "Anders", "Missbruksenheten", "Närhälsan Solgärde vårdcentral", "Ulla Strandh")
    finds_that_the_goal_is_another(peter)
    # And begins anew
    begins_anew(peter)

    # Then there is a new SIP, at its first step, with nobody's yes and no words from the old one
    new = peter.case
    assert new != tale.ref
    peter.sees("Behov uppmärksammat", "inte frågat än", "Bedöm behovet")
    peter.sees_not(AIM)
    peter.finds_it_accessible()
    peter.follows("Varför vi börjar")
    peter.sees(NEW_AIM)
    peter.finds_it_accessible()
    # And the health centre, whose consent stayed behind, does not find it
    karin = stage.worker("karin")
    karin.is_not_let_in(f"/sip/{new}/")
    # But reads that the old one has ended, and what it has left to do
    karin.goes_to(f"/sip/{tale.ref}/")
    karin.sees("Avslutad")
    karin.finds_it_accessible()
    # And who follows the old one finds the new, if it is theirs
    peter.goes_to(f"/sip/{tale.ref}/avslut/efterat/")
    peter.sees("Planen avslutas och en ny SIP görs")
    peter.follows("Till den nya SIP:en")
    assert peter.case == new


def finds_that_the_goal_is_another(peter: Somebody) -> None:
    goes_through_the_plan(peter, SAID, "Inte aktuellt just nu", "Den fortsätter")
    peter.answers("Behövs kommunen framöver?", "Ja")
    peter.answers("Behövs regionen framöver?", "Ja")
    peter.chooses("Avsluta och göra en ny SIP")
    peter.chooses("Det långsiktiga målet är ett helt annat nu")
    peter.writes("Varför väljer ni så?", NEW_AIM)
    peter.finds_it_accessible()
    peter.presses("Spara uppföljningen")


def begins_anew(peter: Somebody) -> None:
    peter.sees("Avsluta och börja om", "Det gamla samtycket följer inte med.")
    peter.answers("Görs det efter en tid på sjukhus?", "Nej")
    peter.finds_it_accessible()
    peter.presses("Avsluta och börja om")
    peter.sees("Behov uppmärksammat")
