"""Anders, 55: life took another turn, so the plan was closed and a new one begun."""

from helhet.process.closing import actions as closing
from helhet.workshop.world.following import ticked_off
from helhet.workshop.world.ground import World
from helhet.workshop.world.planning import Goal, Plan, Task, established, handed_out, written
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, person


def tell(world: World) -> None:
    """Anders's SIP: restarted because the goal is another; the old is closed, the new one noticed."""
    with world.on(420):
        person(world, "anders", "Anders", "Kullberga", address="Liljedalsvägen 7, Kungälv", phone="070-174 06 85")
    tale = Tale(world, "anders", world["karin"])
    tale.noticed(210, who="regional_health_care individual", triggers="both_principals rehabilitation", seen=1,
                 why="Anders fick en stroke på bygget. Han vill tillbaka dit.")
    tale.assessed(209, level="sip_plus")
    tale.informed(208, "Vi pratade hemma hos honom.", "Han ritade upp vilka som ska vara med.")
    tale.consented(207, {"assessment": EVERYTHING, "rehab": PLAN}, digital=False)
    tale.matters(205, "Tillbaka på bygget före jul.")
    tale.mapped(205, {"occupation": {"resources": "Snickare i trettio år."}, "movement": {"needs": "Vänster arm."}})
    tale.takes_part(204)
    tale.booked(203, 195, "Solgärde vårdcentral, rum 1")
    tale.listed(202, Asked("assessment", "Hjälp hemma.", "Vad ni kan erbjuda."), Asked("rehab", "Träning.", "Armen."))
    tale.called(202, purpose="Anders vill tillbaka på bygget.", questions="Vad krävs av armen? Vilken hjälp behövs?")
    tale.answered(200, "sara")
    tale.answered(200, "ali")
    tale.sat_down(195)
    tale.rose(195, "Anders visade hur mycket han kan lyfta.")
    written(tale, 195, PLAN_OF_ANDERS)
    established(tale, 194)
    handed_out(tale, 194, ("individual", ""))
    with tale.on(5):
        closing.restart(
            tale.ref, ground="goal_changed", by=tale.by,
            reason="Armen kommer inte tillbaka. Anders vill i stället lära upp unga snickare och bo nära sonen.",
            where_to_turn="Karin Ek på Solgärde vårdcentral, samma nummer som förut.",
        )
    ticked_off(tale, 4, world["karin"], "told", "own_record")
    ticked_off(tale, 3, world["sara"], "own_record")


PLAN_OF_ANDERS = Plan(
    goals=(Goal("movement", "Jag lyfter tio kilo med vänster arm", "Ali mäter", (
        Task("Träning av armen", "ali", "weekly", "unit", when="Måndagar", starts=190),
        Task("Hjälp hemma med städning", "sara", "fortnightly", "home", starts=188),
        Task("Blodtryck", "karin", "monthly", "unit", starts=185),
    )),),
    soon="Träna.", later="Arbeta halvtid på bygget.", help="Städning.", main="karin", next=-20, kin="none",
    own=(("individual", "Anders", "Tränar med degen varje kväll."),), place="Solgärde vårdcentral",
)
