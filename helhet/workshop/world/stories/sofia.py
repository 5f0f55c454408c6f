"""Sofia, 28, awaits a child; the SIP is hers, for both of them."""

from helhet.people import actions as people
from helhet.workshop.world.ground import MAKER, World, add_relation
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, near, person


def tell(world: World) -> None:
    """Sofia's SIP before her child is born: preparing; the meeting is booked and the list is being written."""
    with world.on(300):
        person(world, "sofia", "Sofia", "Klevdal", address="Rollsbovägen 6, Kungälv", phone="070-174 06 73")
        add_relation(world, "robin", "sofia", "next_of_kin", "Robin Stenhamra", label="sambo", phone="070-174 06 74",
                     participation=True, insight=True, insight_kinds=["plan", "meeting"])
    tale = Tale(world, "sofia", world["birgit"])
    with tale.on(18):
        people.register_unborn(mother=tale.individual, expected_on=world.day(-64), by=MAKER)
    tale.noticed(18, who="regional_health_care individual", triggers="both_principals same_time not_alone",
                 why="Sofia väntar barn i januari. Hon har haft en depression förut och är rädd att den kommer "
                     "tillbaka.")
    tale.assessed(17)
    tale.informed(17, "Vi pratade efter hembesöket om hur en SIP kan finnas på plats redan innan barnet kommer.",
                  "Hon sa: ”Så att ingen behöver leta efter mig sen.”", present="Robin")
    tale.consented(15, {"intake": PLAN, "psychiatry": EVERYTHING}, no={"intake": "mapping"}, digital=True,
                   not_agreed="Socialtjänsten får inte läsa kartläggningen.")
    tale.matters(13, "Att vi får vara hemma alla tre och att jag vågar säga när det blir mörkt.")
    tale.mapped(13, {
        "home": {"resources": "Robin är ledig i tio veckor.", "needs": "Ingen familj i närheten."},
        "health": {"needs": "Depression efter gymnasiet. Slutade med medicinen i våras.",
                   "resources": "Känner igen tecknen: då slutar hon svara i telefonen."},
        "sleep": {"needs": "Vaknar fyra och räknar dagar."},
    })
    tale.prepared(12, purpose="Att hjälpen finns innan den behövs.", strengths="Sofia pratar öppet.",
                  questions="Vem ser de första tecknen? Vem kommer hem? Vad gör Robin en dålig dag?")
    tale.takes_part(12, adaptations="Soffa i stället för stol.", kin="Robin är med.")
    tale.booked(8, -4, "BVC Solgärde, familjerummet", hour=10, reason="Psykiatrins läkare är tillbaka först då.")
    tale.listed(5, Asked("intake", "Ni kan ge stöd hemma.", "Vad familjestödet kan göra de första veckorna."),
                Asked("psychiatry", "Sofia har gått hos er.", "En plan för om hon blir sämre.",
                      spoken="Jonas är ledig till på måndag."),
                near("robin", "Sofia vill ha dig med.", "Vad som hjälper en dålig dag."))
    tale.asked_times(3, "BVC Solgärde, familjerummet", (-6, 10), (-7, 13), answer=-3)
    tale.said_of_times(2, "amina", "if_needed", "fits")
