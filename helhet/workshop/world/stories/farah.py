"""Farah, 44: they sit in the meeting right now."""

from helhet.workshop.world.ground import World, add_relation
from helhet.workshop.world.planning import Goal, Plan, Task, written
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, near, person


def tell(world: World) -> None:
    """Farah's SIP: the meeting is going on today, and the first lines of the plan are written."""
    with world.on(300):
        person(world, "farah", "Farah", "Nordanå", address="Bultgatan 22, Kungälv", phone="070-174 06 76",
               functional_variation="Fibromyalgi, blir stel av att sitta.", adaptation="Får stå och gå under mötet.")
        add_relation(world, "simin", "farah", "next_of_kin", "Simin Nordanå", label="syster", phone="070-174 06 77",
                     participation=True)
    tale = Tale(world, "farah", world["amina"])
    tale.noticed(17, who="social_services regional_health_care", triggers="both_principals repeated_visits unclear",
                 why="Farah söker akuten varje vecka med värk. Hon har fyra handläggare och ingen läkare som känner "
                     "henne.")
    tale.assessed(16)
    tale.informed(15, "Vi pratade i mitt rum, Farah fick broschyren på lätt svenska.",
                  "Hon berättade för sin syster i telefon vad det är, medan jag hörde på.", adapted="Vi stod upp.")
    tale.consented(14, {"solgarde": EVERYTHING, "psychiatry": PLAN}, no={"psychiatry": "mapping"}, digital=False,
                   not_agreed="Exmannen ska inte få veta något.")
    tale.matters(12, "Att orka laga mat åt barnen och att slippa berätta allt från början varje gång.")
    tale.mapped(12, {
        "health": {"needs": "Värk varje dag, värst på morgonen.", "wishes": "En läkare.",
                   "resources": "Varmt vatten hjälper."},
        "food": {"needs": "Barnen äter mackor tre kvällar i veckan.", "resources": "Lagar gott när orken finns."},
        "economy": {"needs": "Sjukpenningen tar slut i mars."},
    })
    tale.takes_part(11, adaptations="Stå och gå.", kin="Simin är med.")
    tale.booked(11, 0, "Stadshuset, rum Älven", hour=13)
    tale.listed(10, Asked("solgarde", "Farah behöver en läkare som känner henne.", "Vem som blir hennes läkare."),
                Asked("psychiatry", "Farah har gått i samtal hos er.", "Vad som hjälpte."),
                near("simin", "Farah vill ha dig med.", "Barnen och kvällarna."))
    tale.called(10, purpose="Farah vill orka laga mat åt barnen och slippa berätta allt igen.",
                questions="Vem är Farahs läkare? Vilken hjälp finns hemma? Vad gör vi i stället för akuten?")
    for who in ("karin", "jonas"):
        tale.answered(7, who)
    tale.answered(6, "simin")
    tale.sat_down(0, hour=13)
    written(tale, 0, DRAFT, hour=13, confirm=False)


DRAFT = Plan(
    before="Farah har haft värk i sex år. Den här hösten har hon sökt akuten elva gånger.",
    goals=(
        Goal("health", "Jag har en läkare som känner mig", "Karin ringer om två veckor", (
            Task("Tid hos samma läkare varje månad", "karin", "monthly", "unit", when="Första gången i december"),
            Task("Smärtskola i grupp", "karin", "weekly", "unit"),
        )),
        Goal("food", "Barnen äter varm mat varje kväll", "", (
            Task("Hjälp hemma med middagen", "amina", "weekly", "home", when="Måndag och torsdag", status="awaiting"),
        )),
    ),
    soon="En läkare och hjälp med middagen.", later="", help="Någon i köket två kvällar i veckan.",
    own=(("next_of_kin", "Simin", "Hämtar barnen på onsdagar."),), main="amina", next=60, place="Stadshuset, rum Älven",
)
