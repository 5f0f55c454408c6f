"""Rooms register how their obligations follow from facts; the clock itself knows no room."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from helhet.clock.rules import Due
from helhet.rulebook.profile import Profile

T = TypeVar("T")


class Together:
    """Subjects looked at in one go: what a loader finds is fetched once for all of them."""

    def __init__(self) -> None:
        self.subjects: Sequence[Subject] = ()
        self.found: dict[Any, Mapping[UUID, Any]] = {}


@dataclass(frozen=True)
class Subject:
    """What a set of obligations hangs on: a case, or a deviation."""

    kind: str
    ref: UUID
    individual: int
    profile_version: int
    profile: Profile
    together: Together = field(default_factory=Together, compare=False, repr=False)

    def ask(self, load: "Load[T]") -> T | None:
        """What ``load`` finds for this subject; None when nothing. Asked anew only of a new Subject."""
        found = self.together.found
        if load not in found:
            found[load] = load(self.together.subjects or (self,))
        return found[load].get(self.ref)


# Fetches one kind of rows for all subjects at once, in a number of queries that does not grow with them.
Load = Callable[[Sequence[Subject]], Mapping[UUID, T]]
# A room's source: loads the facts (queries) and derives obligations (pure): (subject, today) -> what is due.
Source = Callable[[Subject, date], Iterable[Due]]
_sources: dict[str, Source] = {}


def register(room: str, source: Source) -> None:
    _sources[room] = source


def sources() -> tuple[Source, ...]:
    return tuple(_sources[name] for name in sorted(_sources))


def together(subjects: Iterable[Subject]) -> tuple[Subject, ...]:
    """The same subjects, sharing what is fetched for them."""
    shared = Together()
    shared.subjects = tuple(replace(s, together=shared) for s in subjects)
    return tuple(shared.subjects)


@dataclass(frozen=True)
class Keeper:
    """How the clock walks through subjects of one kind, and holds one of them still.

    ``after``: (key, how many) -> the next ones by rising key, with their keys. ``hold``: locks one against verbs, in
    the caller's transaction, and gives it as it stands now; None when it is gone. ``count``: how many there are.
    """

    after: Callable[[int, int], Sequence[tuple[int, Subject]]]
    hold: Callable[[UUID], Subject | None]
    count: Callable[[], int]


_keepers: dict[str, Keeper] = {}


def keep(kind: str, keeper: Keeper) -> None:
    """A room lets the nightly walk come to its subjects."""
    _keepers[kind] = keeper


def keepers() -> dict[str, Keeper]:
    return dict(sorted(_keepers.items()))
