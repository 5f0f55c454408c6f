"""Whose ages hold where a person is asked about and no case is: those of the profiles their cases run under.

The process has the cases and registers how to find them; a person without any follows the country's.
"""

from collections.abc import Callable, Iterable

from helhet.people.rules import Ages
from helhet.rulebook.profile import load

_finders: list[Callable[[int], Iterable[Ages]]] = []


def found_by(finder: Callable[[int], Iterable[Ages]]) -> None:
    """Let the process say under which profiles a person's cases run."""
    _finders[:] = [finder]


def of_country() -> Ages:
    """What holds for who has no case."""
    return load("NAT")


def all_of(individual: int) -> tuple[Ages, ...]:
    """The profiles of the person's cases that the transaction sees. One query."""
    return tuple(ages for find in _finders for ages in find(individual)) or (of_country(),)


def widest(individual: int) -> Ages:
    """Where somebody need read something in one case only."""
    return max(all_of(individual), key=_until)


def narrowest(individual: int) -> Ages:
    """Where one page tells of all the person's cases at once."""
    return min(all_of(individual), key=_until)


def _until(ages: Ages) -> int:
    return ages.guardian_insight_age
