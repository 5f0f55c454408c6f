"""A region gets a profile of its own: from the country's, a contradiction mended, and a SIP that starts under it."""

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.access.rules import Purpose
from helhet.organisations import actions as organisations
from helhet.organisations.rules import ControllerKind, UnitKind
from helhet.workshop.signin import ISSUER
from helhet.workshop.world.ground import World, _principal
from helhet.workshop.world.tale import EVERYTHING, Tale, person
from journeys.browsing import Somebody, Stage

NOTICE = "Kallelsen ute före mötet, minst"
LATEST = "Möte efter att behovet setts inom"
CLASH = "Kallelsen ska ut så långt före mötet att ingen dag blir kvar innan mötet senast ska hållas."


def test_the_keeper_makes_a_profile_for_halland_and_a_sip_starts_under_it(stage: Stage) -> None:
    # Given two units in Halmstad, where the country's profile holds, and Viktor's SIP, which has begun there
    a_place_in_halmstad(stage.world)
    viktor = begun(stage.world, "viktor", "Viktor", "Askelid")

    # When Rakel, who keeps the region's rules, signs in
    rakel = stage.worker("rakel")
    # Then she meets what holds where, and no persons
    rakel.sees("Vad gäller i länen", "Hela landet", "Jönköpings län", "Hallands län")
    rakel.sees_not("Våra SIP:ar")
    rakel.finds_it_accessible()
    # And she reads how two regions differ, in words, with the rule behind each
    compares(rakel)

    # When she begins a profile for Halland from the country's, with times that cannot both hold
    rakel.goes_to("/profiler/")
    rakel.follows("Gör en ny profil från den här Hela landet")
    rakel.finds_it_accessible()
    rakel.writes("Profilens namn", "Region Halland")
    rakel.chooses("Hallands län")
    rakel.writes(NOTICE, "14")
    rakel.writes(LATEST, "10")
    rakel.writes("Vilket beslut står bakom det du ändrar?", "Riktlinje för SIP i Halland, beslut 12")
    rakel.presses("Spara profilen")
    # Then it is refused, with the reason, and everything she typed is still there
    rakel.is_refused(CLASH)
    assert rakel.page.get_by_label("Profilens namn").input_value() == "Region Halland"
    rakel.finds_it_accessible()
    # When she mends it, she sees what differs before she saves
    rakel.writes(LATEST, "")
    rakel.presses("Visa vad som skiljer")
    rakel.sees("Det här skiljer från Hela landet", "14 dagar", "Inget är sparat än.")
    rakel.finds_it_accessible()
    rakel.presses("Spara profilen")
    # Then the profile holds for Halland
    rakel.sees("Profilen är sparad.", "Gäller för SIP:ar som startar i Hallands län.", "14 dagar",
               "Enligt ”Riktlinje för SIP i Halland, beslut 12”")
    rakel.finds_it_accessible()

    # When Hilda in Halmstad starts a SIP for Vera now, and plans the meeting
    vera = begun(stage.world, "vera", "Vera", "Linde")
    hilda = stage.worker("hilda")
    hilda.goes_to(f"/sip/{vera}/mote/planera/")
    # Then she is told of the fourteen days
    hilda.sees("helst minst 14 dagar i förväg")
    hilda.finds_it_accessible()
    # And Viktor's, which began before, keeps what held then
    hilda.goes_to(f"/sip/{viktor}/mote/planera/")
    hilda.sees("Planera mötet")
    hilda.sees_not("14 dagar i förväg")

    # And Rakel is not let in to any of them
    rakel.is_not_let_in(f"/sip/{vera}/")


def compares(rakel: Somebody) -> None:
    rakel.follows("Västra Götaland")
    rakel.follows("Jönköpings län")
    rakel.sees("Västra Götaland bredvid Jönköpings län", "saker skiljer sig", "skiljer sig")
    rakel.finds_it_accessible()
    rakel.follows("Visa bara det som skiljer")
    rakel.sees(NOTICE, "21 dagar")
    rakel.sees_not("Planen visas på 1177")
    rakel.fits_the_screen()


def a_place_in_halmstad(world: World) -> None:
    """The social services and a health centre of a county without a profile of its own, and Hilda who works there."""
    for key, name, kind, owner, how, principal in (
        ("halmstad", "Socialkontoret i Halmstad", UnitKind.SOCIAL_SERVICES, "Socialnämnden i Halmstad",
         ControllerKind.BOARD, "1380"),
        ("halmstad_centre", "Vårdcentralen Nissastrand", UnitKind.HEALTH_CENTRE, "Vården i Halland",
         ControllerKind.CARE_PROVIDER, "13"),
    ):
        controller = organisations.add_controller(owner, how, _principal(principal))
        world.units[key] = organisations.add_unit(name, kind, controller, phone="035-555 10 00")
    user = access.add_user(kind="staff", name="Hilda Hav", title="socialsekreterare, Halmstad", issuer=ISSUER,
                           subject="hilda", phone="035-555 10 00")
    ref = access.assign(user=user, unit=world.units["halmstad"], role="staff", purpose=Purpose.SUPPORT,
                        valid_from=world.day(900))
    hilda = access_door.staff_actor(ref)
    assert hilda is not None
    world.workers["hilda"] = hilda


def begun(world: World, key: str, given: str, family: str) -> object:
    """A SIP that Hilda starts today, with the person's yes, so far that the meeting is to be planned."""
    person(world, key, given, family)
    tale = Tale(world, key, world["hilda"])
    tale.noticed(0, who="social_services", triggers="both_principals", why="Hjälpen drar åt olika håll.")
    tale.assessed(0)
    tale.informed(0, "Vi pratade på kontoret.", "Berättade det tillbaka.")
    tale.consented(0, {"halmstad_centre": EVERYTHING}, how="Vi läste varje rad tillsammans.")
    return tale.ref
