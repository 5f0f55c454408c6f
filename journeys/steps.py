"""What several journeys need: hours near now, the way to the case, and letting a person in to their own page."""

from datetime import date, datetime, time, timedelta
from time import sleep

from helhet.kit import clock
from helhet.people import door as people
from helhet.workshop.world import ground
from journeys.browsing import Somebody, Stage


def soon() -> tuple[date, str, str]:
    """A meeting later today: its day, and when it begins and ends."""
    now = _with_time_left()
    starts = min(now + timedelta(minutes=30), datetime.combine(now.date(), time(23, 58), now.tzinfo))
    ends = min(starts + timedelta(minutes=45), datetime.combine(now.date(), time(23, 59), now.tzinfo))
    return starts.date(), f"{starts:%H.%M}", f"{ends:%H.%M}"


def _with_time_left() -> datetime:
    """Now; in the last minutes of a day, past midnight: a meeting is not opened before its day (CALL-14)."""
    while (now := clock.local(clock.now())).time() >= time(23, 55):
        sleep(5)
    return now


def goes_back_to_the_case(who: Somebody) -> None:
    """To the page of the case that stands in the address."""
    who.goes_to(f"/sip/{who.case}/")


def lets_in(stage: Stage, key: str, number: str, name: str, **how: bool) -> Somebody:
    """The person gets a sign-in of their own, and uses it; Karin's unit has written them in already."""
    card = people.find_by_number(stage.world["karin"], number)
    assert card, "nobody with that number is known to Karin's unit"
    ground._let_in(stage.world, key, name, card.id, None, "individual")
    return stage.somebody(name, **how)


def calls_to_follow_up(who: Somebody, changed: str) -> None:
    """The main responsible calls everybody in the plan, later today."""
    goes_back_to_the_case(who)
    who.follows("Kalla till uppföljning")
    day, starts, ends = soon()
    who.dates("Vilken dag?", day)
    who.writes("Börjar", starts)
    who.writes("Slutar", ends)
    who.writes("Ses ni tidigare än planerat?", changed)
    who.answers("Hur ses ni?", "Vi ses i samma rum")
    who.answers("Är tid och plats bestämda tillsammans med personen?", "Ja")
    who.answers("Hur vill personen vara med?", "Är med hela mötet")
    who.writes("Om det är ont om tid: varför blir det så snart?", "Alla är redan på plats.")
    who.chooses("Personen är med på vilka som bjuds in")
    who.answers("Har ni pratat med dem ni kallar?", "Ja")
    who.presses("Skicka kallelsen")
    who.sees("Öppna mötet")


def holds_the_follow_up(who: Somebody, person: str, *others: str) -> None:
    """The meeting opens with all of these there; the person is asked once more."""
    who.follows("Öppna mötet")
    for one in (person, *others):
        who.answers(one, "Är med")
    who.answers(f"Känns det fortfarande bra för {person} att de här är med?", "Ja")
    who.presses("Öppna mötet")
    who.sees("Mötet pågår")


def goes_through_the_plan(who: Somebody, said: dict[str, str], reached: str, onward: str) -> None:
    """Every sub-goal and intervention is answered alike, and what was said is written."""
    who.goes_to(f"/sip/{who.case}/uppfoljning/")
    who.follows("Skriv ner uppföljningen")
    who.answers("Säger personen ja också i dag?", "Ja, personen säger ja också i dag")
    who.answers_each("Är delmålet uppfyllt?", reached)
    for question in ("Blev det av?", "Fungerar det?", "Hjälper det?"):
        who.answers_each(question, "Ja")
    who.answers_each("Hur blir det nu?", onward)
    for question, text in said.items():
        who.writes(question, text)

