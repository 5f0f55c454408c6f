"""Maria, 41, took her consent back. The SIP is closed, and some are still to be told."""

from helhet.workshop.world.following import ticked_off
from helhet.workshop.world.ground import World
from helhet.workshop.world.planning import Goal, Plan, Task, established, handed_out, written
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, person


def tell(world: World) -> None:
    """Maria's SIP: closed because she withdrew her consent; what is left after closing is open."""
    with world.on(420):
        person(world, "maria", "Maria", "Grindhage", address="Klocktornsvägen 2, Kungälv", phone="070-174 06 83")
    tale = Tale(world, "maria", world["jonas"])
    tale.noticed(150, who="regional_health_care", triggers="both_principals several_units", seen=1,
                 why="Maria har bipolär sjukdom, två små barn och ett år av inläggningar bakom sig.")
    tale.assessed(149)
    tale.informed(148, "Vi pratade på mottagningen.", "Hon ställde frågor om vem som läser.")
    tale.consented(147, {"intake": PLAN, "solgarde": EVERYTHING}, digital=False)
    tale.matters(145, "Att barnen har en mamma som orkar på morgonen.")
    tale.mapped(145, {"home": {"needs": "Mornarna.", "resources": "Barnens pappa hjälper till."}})
    tale.takes_part(144)
    tale.booked(143, 136, "Psykiatriska mottagningen, rum 2")
    tale.listed(142, Asked("intake", "Stöd hemma på morgonen.", "Vad ni kan erbjuda."),
                Asked("solgarde", "Ni följer medicinen.", "Proverna."))
    tale.called(142, purpose="Mornarna ska gå.", questions="Vem kommer när?")
    tale.answered(140, "amina")
    tale.answered(140, "karin")
    tale.sat_down(136)
    tale.rose(136, "Maria berättade om mornarna.")
    written(tale, 136, PLAN_OF_MARIA)
    established(tale, 135)
    handed_out(tale, 135, ("individual", ""))
    tale.withdrew(9, "”Det går bra nu. Jag vill inte att så många vet.”")
    ticked_off(tale, 8, world["amina"], "told", whom="individual",
               where="Till Jonas på psykiatriska mottagningen, eller till mig om det gäller barnen.")


PLAN_OF_MARIA = Plan(
    goals=(Goal("home", "Barnen kommer i tid till förskolan", "Vi frågar Maria", (
        Task("Hjälp hemma på morgonen", "amina", "weekdays", "home", when="Sju till åtta", starts=130),
        Task("Samtal och medicin", "jonas", "fortnightly", "unit", starts=133),
        Task("Prover", "karin", "monthly", "unit"),
    )),),
    soon="Någon på mornarna.", later="Maria klarar mornarna själv.", help="Två händer till.",
    own=(("individual", "Maria", "Lägger fram kläderna på kvällen."),), main="amina", next=30, kin="objected",
    place="Stadshuset, Kungälv",
)
