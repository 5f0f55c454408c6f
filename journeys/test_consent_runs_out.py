"""A consent that is about to run out is asked for again in time; one that ran out has stopped the sharing."""

from datetime import timedelta

from helhet.kit import clock
from helhet.workshop.world.ground import World
from helhet.workshop.world.tale import EVERYTHING, Asked, Tale, person
from journeys.acts import goes_home, lets, says_how_the_yes_came, says_why
from journeys.browsing import Somebody, Stage

MISUSE, RENEW = "Missbruksenheten", "Förnya samtycket, eller avsluta SIP:en"
A_YEAR = "Ett samtycke gäller i högst ett år. Sedan behöver ni fråga igen."


def test_a_consent_about_to_run_out_is_renewed(stage: Stage) -> None:
    # Given Anders, whose yes lasts ten days more
    tale = shared(stage.world, "anders", "Anders", "Strandh", given=300, until=10)
    # When Karin begins her day, she is told in time, and why
    karin = stage.worker("karin")
    karin.sees("Anders", RENEW)
    says_why(karin, RENEW, A_YEAR)
    karin.finds_it_accessible()
    # And while it lasts the misuse unit reads
    peter = stage.worker("peter")
    peter.goes_to(f"/sip/{tale.ref}/")
    peter.sees("Anders Strandh")

    # When she asks him again and writes what he says
    asks_again(karin, "Anders")
    # Then nothing is left to renew for now
    goes_home(karin)
    karin.sees_not(RENEW)
    karin.finds_it_accessible()


def test_one_that_ran_out_has_stopped_the_sharing_until_it_is_asked_for_again(stage: Stage) -> None:
    # Given Bo, whose yes ran out five days ago without anybody asking
    tale = shared(stage.world, "bo", "Bo", "Granvik", given=340, until=-5)
    # Then the unit he let in does not find the case any longer
    peter = stage.worker("peter")
    peter.is_not_let_in(f"/sip/{tale.ref}/")
    # And with Karin it stands as late
    karin = stage.worker("karin")
    karin.sees("Försenat", "Bo", RENEW)
    karin.finds_it_accessible()

    # When she asks, and he says yes
    asks_again(karin, "Bo")
    # Then the unit finds it again
    peter.goes_to(f"/sip/{tale.ref}/")
    peter.sees("Bo Granvik")
    peter.finds_it_accessible()


def shared(world: World, key: str, given_name: str, family: str, *, given: int, until: int) -> Tale:
    """Somebody who said yes ``given`` days ago, until ``until`` days ahead; the misuse unit is called."""
    with world.on(given + 20):
        person(world, key, given_name, family)
    tale = Tale(world, key, world["karin"])
    tale.noticed(given + 2, who="individual", triggers="both_principals", why="Vet inte vem man ringer.")
    tale.assessed(given + 2)
    tale.informed(given + 1, "Vi pratade på mottagningen.", "Berättade det tillbaka.")
    tale.consented(given, {"misuse": EVERYTHING}, until=until, how="Vi läste varje rad tillsammans.")
    tale.matters(given, "Att sova, och att komma ut på sjön.")
    tale.takes_part(given)
    tale.booked(given - 1, -8, "Hemma vid köksbordet", reason="Det fick vänta till efter resan.")
    tale.listed(given - 1, Asked("misuse", "Ni har träffats förr.", "Samtal hemma."))
    tale.called(given - 1, purpose="Att sova.", questions="Vem ringer man?")
    tale.answered(given - 2, "peter")
    return tale


def asks_again(karin: Somebody, name: str) -> None:
    karin.follows("Fråga om samtycke")
    karin.sees("Vem får veta vad?")
    lets(karin, MISUSE, "Varför", "Kartläggning", "Mål", "Mötet", "Planen", "Kontakter")
    says_how_the_yes_came(karin, name, clock.today() + timedelta(days=300), "Hemma vid köksbordet.")
    karin.finds_it_accessible()
    karin.presses("Spara samtycket")
    karin.sees("Samtycket är antecknat och gäller från nu.")
