"""Rooms register how their obligations follow from facts; the clock itself knows no room."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from helhet.clock.rules import Due
from helhet.rulebook.profile import Profile


@dataclass(frozen=True)
class Subject:
    """What a set of obligations hangs on: a case, or a deviation."""

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


@dataclass(frozen=True)
class Keeper:
    """How the clock walks through subjects of one kind, and holds one of them still.

    ``after``: (key, how many) -> the next ones by rising key, with their keys. ``hold``: locks one against verbs, in
    the caller's transaction, and gives it as it stands now; None when it is gone. ``count``: how many there are.
    ``sharing``: while it is open, what the sources read of these subjects is fetched once for all of them.
    """

    after: Callable[[int, int], Sequence[tuple[int, Subject]]]
    hold: Callable[[UUID], Subject | None]
    count: Callable[[], int]
    sharing: Callable[[Sequence[Subject]], AbstractContextManager[None]] = lambda _subjects: nullcontext()


_keepers: dict[str, Keeper] = {}


def keep(kind: str, keeper: Keeper) -> None:
    """A room lets the nightly walk come to its subjects."""
    _keepers[kind] = keeper


def keepers() -> dict[str, Keeper]:
    return dict(sorted(_keepers.items()))


def sharing(subjects: Sequence[Subject]) -> AbstractContextManager[None]:
    """Open while subjects of one kind are looked at together."""
    keeper = _keepers.get(subjects[0].kind) if subjects else None
    return keeper.sharing(subjects) if keeper else nullcontext()
