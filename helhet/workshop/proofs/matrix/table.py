"""The table itself: which page answers whom, as a lawyer can read it and the proof asks it.

``routes.csv`` has one line for each group of routes that behave alike; ``information.csv`` one for each kind of
information about each person. Both have a column for each identity. Whatever is not allowed there is forbidden.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from helhet.workshop.proofs.matrix.addresses import Route
from helhet.workshop.proofs.matrix.identities import identities

HERE = Path(__file__).parent
METHODS = ("GET", "POST")
NOBODYS = "-"  # a page that is about no person

# The words of a cell, with what each means to the reader.
OPENS, LIKE_NOTHING, REFUSED, SIGN_IN, NOT_SO, STOPPED = "ja", "nej", "nekas", "in", "ej så", "stopp"
MEANS = {
    OPENS: "sidan öppnas, eller det som skickades prövas",
    LIKE_NOTHING: "samma svar som för en adress som inte finns",
    REFUSED: "samma svar som för en adress som inte finns, och försöket skrivs i loggen",
    SIGN_IN: "skickas till inloggningen",
    NOT_SO: "sidan tar inte emot något",
    STOPPED: "en sida som säger att det inte gick",
}
# In information.csv: may be known by this one, and no page of this world shows it them.
BY_RIGHT = "rätt"


@dataclass(frozen=True)
class Row:
    """One line: what it is for, whose case is asked about, which methods and routes, and a word per identity."""

    what: str
    case: str
    methods: tuple[str, ...]
    routes: tuple[str, ...]
    cells: dict[str, str]


def rows() -> list[Row]:
    """The lines of the table, in its order."""
    keys = [i.key for i in identities()]
    with (HERE / "routes.csv").open(encoding="utf-8") as lines:
        return [
            Row(line["vad"], line["fall"], tuple(line["metod"].split()), tuple(line["rutter"].split()),
                {key: line[key] for key in keys})
            for line in csv.DictReader(lines)
        ]


def allowed() -> dict[tuple[str, str], frozenset[str]]:
    """Who may see each kind of information about each person: (case, kind) → identities."""
    return _information(OPENS, BY_RIGHT)


def shown() -> dict[tuple[str, str], frozenset[str]]:
    """The same for what really stands on some page that they open."""
    return _information(OPENS)


def _information(*words: str) -> dict[tuple[str, str], frozenset[str]]:
    keys = [i.key for i in identities()]
    with (HERE / "information.csv").open(encoding="utf-8") as lines:
        return {
            (line["fall"], line["uppgift"]): frozenset(key for key in keys if line[key] in words)
            for line in csv.DictReader(lines)
        }


def faults(table: Iterable[Row], routes: Iterable[Route]) -> list[str]:
    """What is wrong with the table: a route × method without a line, a line for nothing, a word nobody knows."""
    return [*_missing(table, routes), *_unknown(table, {r.name for r in routes})]


def _missing(table: Iterable[Row], routes: Iterable[Route]) -> Iterator[str]:
    told = {(name, method) for row in table for name in row.routes for method in row.methods}
    for route in routes:
        for method in METHODS:
            if (route.name, method) not in told:
                yield f"{route.name} × {method} ({route.pattern}) has no line in routes.csv"


def _unknown(table: Iterable[Row], names: set[str]) -> Iterator[str]:
    for row in table:
        for name in row.routes:
            if name not in names:
                yield f"{name} stands in routes.csv, and there is no such route"
        for key, cell in row.cells.items():
            if cell not in MEANS:
                yield f"”{row.what}”, {key}: nobody knows the word ”{cell}”"
    asked = Counter((name, method, row.case) for row in table for name in row.routes for method in row.methods)
    for (name, method, case), times in asked.items():
        if times > 1:
            yield f"{name} × {method} for {case} stands {times} times"
