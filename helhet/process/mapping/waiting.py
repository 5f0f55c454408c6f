"""What a mapping leaves to be done before the call: pure, from facts of rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from helhet.clock.rules import Due
from helhet.process.case.rules import State
from helhet.rulebook.profile import Profile

BASE, MATTERS = "mapping-base", "mapping-matters"


@dataclass(frozen=True)
class Waiting:
    """A SIP that is prepared: who convenes, who is coordination responsible, and whether the person's words stand."""

    state: str
    convener: int
    since: date
    coordination: int | None = None
    important: bool = False


def waits(facts: Waiting, profile: Profile) -> Iterator[Due]:
    """First the base where the region has one (PREP-13), then the person's own answer (PREP-01)."""
    if facts.state != State.PREPARING:
        return
    own = profile.mapping_writer == "coordination_responsible"
    if own and facts.coordination is None:
        yield Due(BASE, facts.convener, "PREP-13", facts.since)
    elif not facts.important:
        writer = facts.coordination if own and facts.coordination else facts.convener
        yield Due(MATTERS, writer, "PREP-01", facts.since)
