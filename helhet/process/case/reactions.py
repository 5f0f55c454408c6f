"""What later rooms do when an earlier verb happens: registered here, never imported upwards."""

from collections.abc import Callable
from typing import Any

from helhet.access.actor import Actor
from helhet.process.case.models import Case
from helhet.process.case.moves import MOVES

Reaction = Callable[[Case, Actor, dict[str, Any]], None]
ORDER = (
    "case", "dialogue", "need", "consent", "mapping", "meeting", "invitation", "plan", "follow_up", "closing",
    "citizen",
)

_table: dict[str, list[tuple[str, Reaction]]] = {verb: [] for verb in MOVES}


def on(verb: str, room: str, reaction: Reaction) -> None:
    """Let ``room`` react to ``verb``, in its transaction, in process order. Raises KeyError for an unknown verb."""
    if (room, reaction) not in _table[verb]:
        _table[verb].append((room, reaction))
        _table[verb].sort(key=lambda pair: ORDER.index(pair[0]))


def fire(verb: str, case: Case, by: Actor, data: dict[str, Any]) -> None:
    """Run what the rooms have registered. Raises KeyError for a verb without a declared list."""
    for _room, reaction in _table[verb]:
        reaction(case, by, data)


def table() -> dict[str, tuple[str, ...]]:
    """verb → "room: what it does", for ``docs/process.md``."""
    return {verb: tuple(f"{room}: {_says(r)}" for room, r in found) for verb, found in _table.items()}


def _says(reaction: Reaction) -> str:
    return (reaction.__doc__ or reaction.__name__).splitlines()[0]
