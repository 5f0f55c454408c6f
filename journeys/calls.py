"""What is told before a journey about a call: a SIP that is prepared, or whose call is out, by the verbs."""

from helhet.workshop.world.ground import World
from helhet.workshop.world.tale import PLAN, Asked, Tale, person

PURPOSE, QUESTIONS = "Att slippa berätta allt en gång till.", "Vem ringer man? Vem följer med?"


def prepared(world: World, key: str, name: str, by: str, units: dict[str, str], ago: int = 6, **shares: str) -> Tale:
    """Told, agreed, mapped and written, with these units on the list: key → why they.

    Consent covers them, and those in ``shares``.
    """
    given, family = name.split()
    with world.on(ago + 30):
        person(world, key, given, family, phone="070-174 06 70", address="Strandgatan 8, Kungälv")
    tale = Tale(world, key, world[by])
    tale.noticed(ago, who="individual", triggers="both_principals own_view", why="Många ringer, ingen vet allt.")
    tale.assessed(ago)
    tale.informed(ago, "Vi pratade i lugn och ro.", "Berättade det tillbaka.")
    tale.consented(ago, {**dict.fromkeys(units, PLAN), **shares}, how="Rad för rad, tillsammans.")
    tale.matters(ago, "Att få sova, och att någon vet var jag är.")
    tale.prepared(ago, purpose=PURPOSE, questions=QUESTIONS)
    tale.takes_part(ago)
    tale.listed(ago, *(Asked(unit, why, "Berätta vad ni kan göra.") for unit, why in units.items()))
    return tale


def called(
    world: World, key: str, name: str, by: str, units: dict[str, str], ago: int = 6, meets: int = -20, **shares: str
) -> Tale:
    """The same, with the meeting booked and the call out on that day; the papers are handed over."""
    tale = prepared(world, key, name, by, units, ago, **shares)
    tale.booked(ago, meets, "Stadshuset, rum 2", reason="Alla behöver hinna med.")
    tale.called(ago, purpose=PURPOSE, questions=QUESTIONS)
    return tale
