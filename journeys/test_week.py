"""An ordinary week at three municipal units: what is due differs between the regions, and each says why."""

from helhet.process.case.rules import State
from helhet.process.mapping import actions as mapping
from helhet.workshop.world.ground import World
from helhet.workshop.world.tale import EVERYTHING, PLAN, Asked, Tale, person
from journeys.acts import goes_home, says_why
from journeys.browsing import Stage

IN_THREE_WEEKS = "I Västra Götaland bör mötet bli av inom tre veckor från att behovet sågs."
THREE_WEEKS_BEFORE = "I Jönköpings län bör kallelsen vara ute minst tre veckor före mötet."
IN_THREE_DAYS = "I Örebro län ska mötet vara dokumenterat inom tre dagar."


def test_a_week_in_three_regions(stage: Stage) -> None:
    # Given three persons who want help that holds together: in Kungälv, in Vetlanda and in Örebro
    to_be_planned(stage.world)
    to_be_called(stage.world)
    to_be_written(stage.world)

    # When Sara in Kungälv begins her week, a meeting is to be held within three weeks, and she reads why
    sara = stage.worker("sara")
    sara.sees("Bengt", "Bestäm tid för SIP-mötet")
    says_why(sara, "Bestäm tid för SIP-mötet", IN_THREE_WEEKS)
    sara.finds_it_accessible()
    # And the button is where one does it
    sara.follows("Planera mötet")
    sara.sees("Helst", "Plats")
    sara.finds_it_accessible()

    # When Maja in Vetlanda begins hers, the meeting stands and it is the call that is to be out in good time
    maja = stage.worker("maja")
    maja.sees("Kerstin", "Skicka kallelsen i god tid")
    maja.sees_not("Bestäm tid för SIP-mötet")
    says_why(maja, "Skicka kallelsen i god tid", THREE_WEEKS_BEFORE)
    maja.finds_it_accessible()

    # When Siv in Örebro begins hers, the meeting was held the day before and is to be written down within three days
    siv = stage.worker("siv")
    siv.sees("Sune", "Skriv klart planen och upprätta den")
    says_why(siv, "Skriv klart planen och upprätta den", IN_THREE_DAYS)
    siv.finds_it_accessible()
    siv.follows("Skriv planen")
    siv.finds_it_accessible()

    # And nobody sees another unit's week
    goes_home(sara)
    sara.sees_not("Kerstin", "Sune")


def to_be_planned(world: World) -> None:
    """Bengt in Kungälv has said yes, and what matters; the meeting has no time."""
    with world.on(20):
        person(world, "bengt", "Bengt", "Ormsjö")
    tale = Tale(world, "bengt", world["sara"])
    begun(tale, 6, {"solgarde": EVERYTHING}, "Att kunna bo kvar hemma.")


def to_be_called(world: World) -> None:
    """Kerstin in Vetlanda has a meeting in four weeks, and nobody is called."""
    with world.on(20):
        person(world, "kerstin", "Kerstin", "Lindås")
    tale = Tale(world, "kerstin", world["maja"])
    begun(tale, 6, {"vetlanda_centre": EVERYTHING}, "Att hinna hälsa på sin syster.")
    tale.takes_part(4)
    tale.booked(4, -25, "Stadshuset i Vetlanda")


def to_be_written(world: World) -> None:
    """Sune in Örebro has had his meeting; the plan is not written."""
    with world.on(60):
        person(world, "sune", "Sune", "Almby")
    tale = Tale(world, "sune", world["siv"])
    begun(tale, 40, {"orebro_centre": EVERYTHING, "orebro_home": PLAN}, "Att få vara ute med hunden.", base=True)
    tale.takes_part(36)
    tale.booked(36, 1, "Hemma hos Sune", reason="Sune ville vänta tills hunden var frisk.")
    tale.listed(30, Asked("orebro_centre", "Ni känner Sunes hjärta.", "Vad han orkar."),
                Asked("orebro_home", "Ni är där varje dag.", "Hur morgnarna är."))
    tale.called(30, purpose="Att Sune ska orka gå ut.", questions="Vem går med? Vad säger hjärtat?")
    tale.answered(28, "tom")
    tale.answered(28, "asta")
    tale.sat_down(1)
    tale.rose(1, "Alla var överens om promenaderna.", outcome=State.DOCUMENTING)


def begun(tale: Tale, ago: int, shares: dict[str, str], words: str, *, base: bool = False) -> None:
    """From the noticed need to what matters most, within two days."""
    tale.noticed(ago, who="individual social_services", triggers="both_principals",
                 why="Var och en gör sitt, och ingen ser allt.")
    tale.assessed(ago)
    tale.informed(ago, "Vi pratade hemma i köket.", "Berättade det tillbaka.")
    tale.consented(ago - 1, shares, how="Vi läste varje rad tillsammans.")
    if base:
        with tale.on(ago - 1):
            mapping.create_base(tale.ref, unit=tale.unit("orebro_aid"), by=tale.by)
    tale.matters(ago - 1, words)
