"""Rooms register how their obligations follow from facts; the clock itself knows no room."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from helhet.clock.rules import Due
from helhet.rulebook.profile import Profile


@dataclass(frozen=True)
class Subject:
    """What a set of obligations hangs on: a case."""

    kind: str
    ref: UUID
    individual: int
    profile_version: int
    profile: Profile


# A room's source: loads the facts (queries) and derives obligations (pure): (subject, today) -> what is due.
Source = Callable[[Subject, date], Iterable[Due]]
_sources: dict[str, Source] = {}


def register(room: str, source: Source) -> None:
    _sources[room] = source


def sources() -> tuple[Source, ...]:
    return tuple(_sources[name] for name in sorted(_sources))
