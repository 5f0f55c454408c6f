"""A follow-up that nobody held: it stands as late, says why, and is caught up with."""

from dataclasses import replace

from journeys.acts import goes_home, says_why
from journeys.browsing import Stage
from journeys.given import PLAN, a_plan_in_force
from journeys.lars.ending import records_that_it_goes_on
from journeys.steps import calls_to_follow_up, holds_the_follow_up

HOLD = "Följ upp planen"
ALWAYS = "En plan följs alltid upp. Därför har den alltid ett nästa datum."


def test_a_missed_follow_up_is_caught_up_with(stage: Stage) -> None:
    # Given Anders's plan, whose follow-up was to be three days ago; nobody has called to it
    tale = a_plan_in_force(stage.world, "anders", "Anders", "Strandh", replace(PLAN, next=-3))
    # When Peter, whose unit has the main responsibility, begins his day
    peter = stage.worker("peter")
    # Then it stands first, as late, and says why
    peter.sees("Försenat", "Anders", HOLD, "Kalla till uppföljning")
    says_why(peter, HOLD, ALWAYS)
    peter.finds_it_accessible()

    # When he calls, holds it the same day and writes it down
    peter.goes_to(f"/sip/{tale.ref}/")
    calls_to_follow_up(peter, "")
    holds_the_follow_up(peter, "Anders", "Missbruksenheten", "Närhälsan Solgärde vårdcentral", "Ulla Strandh")
    records_that_it_goes_on(peter)
    # Then nothing is late with him any longer
    goes_home(peter)
    peter.sees_not("Försenat")
    peter.finds_it_accessible()
