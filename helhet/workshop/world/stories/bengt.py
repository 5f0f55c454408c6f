"""Bengt, 67, is going to dance at his daughter's wedding."""

from helhet.workshop.world.following import called_again
from helhet.workshop.world.ground import World, add_relation
from helhet.workshop.world.planning import Goal, Plan, Task, established, handed_out, reported, written
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, near, person


def tell(world: World) -> None:
    """Bengt's SIP: following up; the meeting is in six days, and the units tell how their part goes."""
    with world.on(420):
        person(world, "bengt", "Bengt", "Norrskog", address="Solgärdesgatan 15, Kungälv", phone="070-174 06 91",
               functional_variation="Afasi efter stroke, orden kommer långsamt.",
               adaptation="Vänta in. Ja- och nej-kort.")
        add_relation(world, "malin", "bengt", "next_of_kin", "Malin Norrskog", label="dotter", phone="070-174 06 92",
                     participation=True, insight=True, insight_kinds=["plan", "goals", "meeting", "contacts"],
                     sign_in=True)
    tale = Tale(world, "bengt", world["sara"])
    tale.noticed(130, who="municipal_health_care regional_health_care", triggers="both_principals rehabilitation",
                 seen=1,
                 why="Bengt fick en stroke i våras. Han behöver träning, tal och hjälp hemma i samma takt.")
    tale.assessed(129, level="sip_plus")
    tale.informed(128, "Vi använde bildstöd.", "Han pekade på dem han vill ha med.",
                  adapted="Bilder, korta meningar, gott om tid.")
    tale.consented(127, {"rehab": EVERYTHING, "solgarde": PLAN, "home_care": PLAN}, form="sign", digital=False,
                   how="Han lade ja-kortet på varje rad.")
    tale.matters(125, "Att kunna dansa bröllopsvals med min dotter om 2 år!")
    tale.mapped(125, {
        "movement": {"needs": "Höger ben hänger efter.", "wishes": "Dansa.", "resources": "Dansade bugg i fyrtio år."},
        "communication": {"needs": "Orden fastnar.", "resources": "Sjunger utan att stamma.",
                          "view": "Sång kan vara en väg in i talet."},
    })
    tale.drew(124, ("Malin", "dotter", 1, "family", "VS!"), ("Kjell", "danskompis", 2, "friends", "TO"))
    tale.takes_part(124, adaptations="Kort och gott om tid.", kin="Malin är med.")
    tale.booked(123, 115, "Hemma hos Bengt", hour=13)
    asked = (Asked("rehab", "Ni tränar med Bengt.", "Vad som är möjligt."),
             Asked("solgarde", "Ni följer blodtrycket.", "Hur ofta."),
             near("malin", "Bengt vill ha dig med.", "Bröllopet."))
    tale.listed(122, *asked)
    tale.called(122, purpose="Bengt ska dansa bröllopsvals om två år.",
                questions="Vad krävs av benet? Hur tränas talet?")
    for who in ("ali", "karin", "malin"):
        tale.answered(120, who)
    tale.sat_down(115, hour=13)
    tale.rose(115, "Bengt nynnade valsen och alla fick följa med ett varv.")
    written(tale, 115, PLAN_OF_BENGT)
    established(tale, 114)
    handed_out(tale, 114, ("individual", ""), ("next_of_kin", "Malin Norrskog"))
    reported(tale, 80, "ali", "Balans", "ongoing")
    called_again(tale, 8, -6, "Hemma hos Bengt", *asked, by=tale.by, purpose="Hur långt har valsen kommit?",
                 questions="Benet. Talet. Behövs hemtjänsten lika ofta?")
    tale.answered(5, "ali")
    tale.read(4, "malin")


PLAN_OF_BENGT = Plan(
    goals=(
        Goal("movement", "Jag går runt köksbordet utan stöd", "Ali tar tid", (
            Task("Balans och steg till musik", "ali", "weekly", "unit", when="Tisdagar", starts=110),
            Task("Hemtjänst på morgonen", "sara", "daily", "home", starts=112),
        )),
        Goal("communication", "Jag säger Malins tal högt", "Malin filmar", (
            Task("Blodtryck och läkarbesök", "karin", "monthly", "unit", starts=100),
            Task("Sjunga i afasikören", "Afasiföreningen", "weekly", "other", owner="other", when="Torsdagar"),
        )),
    ),
    soon="Stå stadigt.", later="Ett helt varv på dansgolvet.", help="Hjälp på mornarna.", main="sara", next=6,
    own=(("individual", "Bengt", "Tränar en vals om dagen."), ("next_of_kin", "Malin", "Övar på söndagar.")),
    place="Hemma hos Bengt", adapted="Bildstöd och gott om tid.",
)
