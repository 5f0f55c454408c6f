"""Mikael, 57, on the way back to work. His consent soon runs out."""

from helhet.process.meeting.sitting import Attendee
from helhet.workshop.world.following import called_again, followed_up
from helhet.workshop.world.ground import World
from helhet.workshop.world.planning import Goal, Plan, Task, established, handed_out, reported, written
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, person


def tell(world: World) -> None:
    """Mikael's SIP: an active plan in its second version; the consent ends in ten days."""
    with world.on(420):
        person(world, "mikael", "Mikael", "Torsbyn", address="Kongahällagatan 1, Kungälv", phone="070-174 06 81")
    tale = Tale(world, "mikael", world["jonas"])
    tale.noticed(352, who="regional_health_care other", triggers="both_principals rehabilitation know_others", seen=1,
                 why="Mikael har varit sjukskriven för utmattning i ett och ett halvt år. Försäkringskassan, jobbet "
                     "och vi "
                     "har varsin plan.")
    tale.assessed(351)
    tale.informed(351, "Vi tittade på filmen tillsammans.", "Han sa: då slipper jag vara brevbärare.")
    tale.consented(350, {"assessment": PLAN, "fk": "meeting goals plan", "solgarde": EVERYTHING},
                   no={"fk": "mapping need"},
                   until=10, digital=True, not_agreed="Arbetsgivaren får bara det Mikael själv berättar.")
    tale.matters(348, "Att må bra och vilja gå till jobbet igen!")
    tale.mapped(348, {"occupation": {"needs": "Klarar två timmar.", "resources": "Chefen håller platsen öppen.",
                                     "wishes": "Tillbaka till verkstaden."},
                      "home": {"needs": "Disken står. Räkningarna öppnas inte."}})
    tale.takes_part(347)
    tale.booked(346, 340, "Psykiatriska mottagningen, rum 4")
    asked = (Asked("assessment", "Mikael behöver stöd hemma.", "Boendestöd."),
             Asked("solgarde", "Ni sjukskriver.", "Hur länge och hur mycket."),
             Asked("fk", "Ni betalar ut sjukpenningen.", "Vad arbetsträning innebär.", duty=False))
    tale.listed(345, *asked)
    tale.called(345, purpose="Mikael vill må bra och vilja gå till jobbet igen.",
                questions="I vilken takt? Vem gör vad?")
    for who in ("sara", "karin", "fredrik"):
        tale.answered(343, who)
    tale.sat_down(340)
    tale.rose(340, "Alla enades om en timme i taget.")
    written(tale, 340, PLAN_OF_MIKAEL)
    established(tale, 339)
    handed_out(tale, 339, ("individual", ""))
    reported(tale, 300, "sara", "Boendestöd", "ongoing")
    called_again(tale, 175, 160, "Psykiatriska mottagningen, rum 4", asked[0], asked[1], by=tale.by,
                 purpose="Hur har det gått sedan sist?", questions="Arbetsträningen. Boendestödet. Sömnen.")
    units = [Attendee("unit", "there", world[k].unit_name, world[k].unit_id, kind="summoned") for k in ("sara",
                                                                                                        "karin")]
    followed_up(
        tale, 160, Attendee("individual", "there"), *units, by=tale.by, next=44,
        place="Psykiatriska mottagningen, rum 4",
        texts={"progress": "Han arbetar fyra timmar två dagar i veckan och har målat om i köket.",
               "news": "Mikael har börjat spela bordtennis.", "effect": "Han sover sju timmar.",
               "change": "Boendestödet kan glesas ut efter jul.", "onwards": "Vi fortsätter så här till våren."},
    )
    handed_out(tale, 159, ("individual", ""))
    tale.read(2, "mikael")


PLAN_OF_MIKAEL = Plan(
    goals=(
        Goal("occupation", "Jag arbetar fyra timmar två dagar i veckan", "Mikael skriver timmarna i en bok", (
            Task("Samtal om takt och återhämtning", "jonas", "fortnightly", "unit", starts=335),
            Task("Arbetsträning", "Mikael", "weekly", "work", owner="own", when="Tisdag och torsdag"),
            Task("Besluta om arbetsträning", "Försäkringskassan", "once", "other", owner="other", when="I januari"),
        )),
        Goal("home", "Posten öppnas samma vecka", "Sara frågar", (
            Task("Boendestöd", "sara", "weekly", "home", when="Onsdagar", starts=330),
        )),
    ),
    soon="En timme i taget.", later="Halvtid inom ett år.", help="Boendestöd och en vän att spela med.",
    own=(("individual", "Mikael", "Går ut före frukost."),), main="jonas", next=-160, kin="none",
    place="Psykiatriska mottagningen, rum 4",
)
