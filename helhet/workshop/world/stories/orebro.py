"""Örebro, where the coordination responsible writes the mapping: three people at three steps."""

from helhet.process.mapping import actions as mapping
from helhet.workshop.world.ground import World
from helhet.workshop.world.planning import Goal, Plan, Task, established, handed_out, written
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, person


def hedda(world: World) -> None:
    """Hedda's SIP in Örebro: the meeting is held, and the plan must be written within three days."""
    with world.on(300):
        person(world, "hedda", "Hedda", "Hjälmarsund", address="Tybblegatan 21, Örebro", phone="070-174 06 98")
    tale = Tale(world, "hedda", world["siv"])
    tale.noticed(26, who="social_services", triggers="both_principals several_bodies", seen=1,
                 why="Hedda har adhd och ett barn på två år. Hon missar tider på tre ställen.")
    tale.assessed(25)
    tale.informed(24, "Vi pratade medan dottern sov.", "Hon sa att det låter som en karta.")
    tale.consented(23, {"orebro_centre": EVERYTHING, "orebro_home": "meeting"}, digital=False)
    _names(tale, 22)
    tale.matters(22, "Att komma i tid till förskolan och ha en kalender som jag själv förstår.")
    tale.mapped(22, {
        "home": {"needs": "Nycklar, väskor och tider försvinner.", "resources": "Dottern skrattar åt allt."},
        "health": {"needs": "Medicinen är slut två veckor före receptet."},
        "occupation": {"wishes": "Läsa klart undersköterska."},
    })
    tale.takes_part(20)
    tale.booked(19, 2, "Biståndsenheten Örebro, rum 3", hour=9)
    tale.listed(18, Asked("orebro_centre", "Ni skriver recepten.", "Hur medicinen räcker."))
    tale.called(18, purpose="Hedda vill komma i tid.", questions="Kalendern. Medicinen. Studierna.")
    tale.answered(15, "tom")
    tale.sat_down(2, hour=9)
    tale.rose(2, "Hedda visade sin kalender. Tom ordnar recept på tre månader.")
    written(tale, 1, PLAN_OF_HEDDA, confirm=False, hour=10)


def sune(world: World) -> None:
    """Sune's SIP in Örebro: preparing; the coordination responsible has begun the mapping for the health centre."""
    with world.on(300):
        person(world, "sune", "Sune", "Kilsberg", address="Adolfsbergsvägen 5, Örebro", phone="070-174 06 99",
               functional_variation="Svag syn.", adaptation="Läs högt. Stor stil.")
    tale = Tale(world, "sune", world["tom"])
    tale.noticed(9, who="regional_health_care", triggers="both_principals discharged repeated_visits", seen=1,
                 why="Sune kommer till akuten varje gång hustrun är bortrest.")
    tale.assessed(8)
    tale.informed(7, "Jag läste upp allt hemma hos honom.", "Han upprepade det för mig.",
                  adapted="Läste högt, stor stil.")
    tale.consented(6, {"orebro_aid": EVERYTHING, "orebro_home": PLAN}, digital=False)
    _names(tale, 5)
    siv = world["siv"]
    tale.matters(4, "Att våga vara ensam hemma en natt.", by=siv)
    tale.mapped(4, {"home": {"needs": "Rädd när det mörknar.", "resources": "Kan laga mat i mörkret."},
                    "social_life": {"resources": "Schackvännen Ture ringer på söndagar."}}, by=siv)


def rakel(world: World) -> None:
    """Rakel's SIP in Örebro: an active plan, towards a summer in the cottage."""
    with world.on(420):
        person(world, "rakel", "Rakel", "Almby", address="Ekersgatan 40, Örebro", phone="070-174 06 60")
    tale = Tale(world, "rakel", world["siv"])
    tale.noticed(75, who="social_services individual", triggers="both_principals rehabilitation", seen=1,
                 why="Rakel har KOL och vill ut till stugan. Syrgas, hemtjänst och sjukvård måste följa med.")
    tale.assessed(74)
    tale.informed(73, "Vi pratade på balkongen.", "Hon räknade upp vad som behövs i stugan.")
    tale.consented(72, {"orebro_centre": EVERYTHING, "orebro_home": EVERYTHING}, digital=False)
    _names(tale, 71)
    tale.matters(71, "Att kunna bo i sommarstugan till sommaren!")
    tale.mapped(71, {"leisure": {"resources": "Odlar pelargoner."}, "health": {"needs": "Orkar en trappa."}})
    tale.takes_part(70)
    tale.booked(69, 55, "Hemma hos Rakel", hour=10)
    tale.listed(68, Asked("orebro_centre", "Ni ordnar syrgasen.", "Vad som går i stugan."),
                Asked("orebro_home", "Ni kommer hem.", "Besök i Hampetorp."))
    tale.called(68, purpose="Rakel vill bo i stugan i sommar.", questions="Syrgas, besök och larm i stugan.")
    tale.answered(66, "tom")
    tale.answered(65, "asta")
    tale.sat_down(55, hour=10)
    tale.rose(55, "Rakel visade bilder från stugan.")
    written(tale, 54, PLAN_OF_RAKEL)
    established(tale, 53)
    handed_out(tale, 53, ("individual", ""))


def _names(tale: Tale, ago: int) -> None:
    with tale.on(ago):
        mapping.create_base(tale.ref, unit=tale.unit("orebro_aid"), by=tale.by)


PLAN_OF_HEDDA = Plan(
    goals=(Goal("home", "Vi är på förskolan klockan åtta fyra dagar av fem", "Hedda sätter en stjärna i kalendern", (
        Task("Kalender på väggen och genomgång", "siv", "weekly", "home", when="Söndagar på telefon", starts=1),
        Task("Recept för tre månader", "tom", "once", "unit", when="Den här veckan"),
    )),),
    soon="Kalendern.", later="Undersköterska om två år.", help="En påminnelse kvällen före.", main="siv", next=50,
    kin="none",
    own=(("individual", "Hedda", "Packar väskan på kvällen."),), place="Biståndsenheten Örebro, rum 3",
)
PLAN_OF_RAKEL = Plan(
    goals=(Goal("leisure", "Jag sover tre nätter i stugan före midsommar", "Siv ringer efter varje natt", (
        Task("Syrgas till stugan", "tom", "once", "other", when="I maj"),
        Task("Besök i stugan", "asta", "weekly", "other", when="Från juni"),
        Task("Larm som räcker ut i trädgården", "siv", "once", "other", when="I april", status="awaiting"),
    )),),
    soon="Beställa syrgas.", later="Hela sommaren i stugan.", help="Larm och besök.", main="siv", next=15, kin="none",
    own=(("individual", "Rakel", "Går trappan två gånger om dagen."),), place="Hemma hos Rakel",
)
