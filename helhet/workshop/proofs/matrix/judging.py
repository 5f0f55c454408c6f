"""Holds each answer against the table: status, bytes, information, what was written, what was logged."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from helhet.workshop.proofs.matrix import scene
from helhet.workshop.proofs.matrix.asking import Asker, Seen
from helhet.workshop.proofs.matrix.table import LIKE_NOTHING, NOT_SO, OPENS, REFUSED, SIGN_IN, STOPPED
from helhet.workshop.proofs.matrix.truth import TRACES, Truth

NOWHERE = "/en-adress-som-inte-finns/"
ENDS = frozenset({"sign-out"})  # taken back at once, or there would be nobody left to ask as
EVERYBODY = frozenset({"sign-in"})  # the demo's page of whom to be; a house with real persons has no such page
LETS_IN = frozenset({200, 204, 302, 303, 409, 422})


@dataclass(frozen=True)
class Cell:
    """One question: who asks, how, for which address, in whose case, and the word of the table."""

    who: str
    method: str
    route: str
    path: str
    case: str
    word: str

    def __str__(self) -> str:
        return f"{self.who}: {self.method} {self.route} ({self.case}), enligt tabellen ”{self.word}”"


@dataclass
class Judge:
    """What has been asked and what was wrong. ``open_to``: who may see what, from ``information.csv``."""

    truth: Truth
    askers: dict[str, Asker]
    refs: dict[str, UUID]
    open_to: dict[tuple[str, str], frozenset[str]]
    asked: int = 0
    wrong: list[str] = field(default_factory=list)
    seen: set[tuple[str, str, str]] = field(default_factory=set)
    _blank: dict[tuple[str, str], Seen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = {(case, kind): text for case in self.refs for kind, text in scene.planted(case).items()}

    def judge(self, cell: Cell) -> bool:
        """Ask one cell; True when everything is as the table says."""
        refused = cell.word in (LIKE_NOTHING, REFUSED)
        before = self.truth.newest_event() if cell.word == REFUSED else 0
        seen = self.askers[cell.who].ask(cell.method, cell.path, keep=cell.word != OPENS and cell.route not in ENDS)
        found = [*self._status(cell, seen), *(self._told(cell, seen) if cell.route not in EVERYBODY else ())]
        if refused and not found:
            found = [*self._like_nothing(cell, seen), *(self._logged(cell, before) if before else ())]
        if cell.word != OPENS and cell.route not in ENDS:
            found += [f"skrev i {', '.join(sorted(seen.wrote - TRACES))}"] if seen.wrote - TRACES else []
        self.asked += 1
        self.wrong += [f"{cell}: {fault}" for fault in found]
        return not found

    def _status(self, cell: Cell, seen: Seen) -> Iterator[str]:
        as_said = {
            OPENS: seen.status in LETS_IN and not seen.signed_out,
            LIKE_NOTHING: seen.status == 404, REFUSED: seen.status == 404,
            SIGN_IN: seen.signed_out, NOT_SO: seen.status == 405, STOPPED: seen.status == 403,
        }[cell.word]
        if not as_said:
            yield f"svarade {seen.status} {seen.location}".rstrip()

    def _told(self, cell: Cell, seen: Seen) -> Iterator[str]:
        """Nothing of what this identity may not see stands in the page, its headers or the address it leads to."""
        text = seen.text + repr(seen.headers)
        for about, word in self.words.items():
            if word in text:
                if cell.who not in self.open_to.get(about, frozenset()):
                    yield f"visade {about[1]} om {about[0]}"
                self.seen.add((*about, cell.who))

    def _like_nothing(self, cell: Cell, seen: Seen) -> Iterator[str]:
        key = (cell.who, cell.method)
        if key not in self._blank:
            self._blank[key] = self.askers[cell.who].ask(cell.method, NOWHERE)
        if not seen.same_as(self._blank[key]):
            yield "skiljer sig från svaret på en adress som inte finns"

    def _logged(self, cell: Cell, before: int) -> Iterator[str]:
        if not any(event.endswith("denied") for _id, event, _about, _who in self.truth.events_after(before)):
            yield "nekades utan att det står i loggen"


def unlike(judge: Judge, shown: dict[tuple[str, str], frozenset[str]]) -> list[str]:
    """What the table says is shown to somebody and stood on no page they asked for, and the other way about."""
    return [f"{who} får se {kind} om {case}, och det stod {'ingenstans' if who in shown[case, kind] else 'på en sida'}"
            for (case, kind), whom in judge.open_to.items() for who in sorted(whom)
            if ((case, kind, who) in judge.seen) != (who in shown[case, kind])]
