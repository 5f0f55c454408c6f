"""How a story goes on when somebody did not come: a report, and what came of it."""

from uuid import UUID

from helhet.deviation import actions
from helhet.organisations import door as organisations
from helhet.workshop.world.tale import Tale


def missing(tale: Tale, ago: int, unit: str, *, met: int, effect: str, proposal: str, by: str = "") -> UUID:
    """The convener, or a worker by key, reports that a called unit did not come to the meeting ``met`` days ago."""
    about = organisations.unit_by_id(tale.unit(unit))
    with tale.on(ago):
        return actions.report(
            tale.ref, kind="absent", unit=about.ref, happened_on=tale.day(met), effect=effect, proposal=proposal,
            what=f"{about.name} var kallad till SIP-mötet. Ingen därifrån kom.", by=tale.world[by] if by else tale.by,
        )


def received(tale: Tale, ago: int, report: UUID, who: str) -> None:
    with tale.on(ago):
        actions.receive(report, by=tale.world[who])


def answered(tale: Tale, ago: int, report: UUID, who: str, *, cause: str, measure: str) -> None:
    with tale.on(ago):
        actions.answer(report, cause=cause, measure=measure, by=tale.world[who])
