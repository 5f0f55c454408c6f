"""Text with holes: what is the same in every copy of a case, and what each copy fills in."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

Key = tuple[object, ...]
Piece = str | Key
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
NULL = "\\N"


class Slots:
    """Gives each hole its place in the list of values that a copy makes."""

    def __init__(self) -> None:
        self.places: dict[Key, int] = {}

    def __getitem__(self, key: Key) -> int:
        return self.places.setdefault(key, len(self.places))

    def of(self, kind: str) -> list[tuple[Key, int]]:
        return [(key, place) for key, place in self.places.items() if key[0] == kind]


@dataclass(frozen=True)
class Pattern:
    """A text and the places of the values that go into it, in order."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, pieces: Iterable[Piece], slots: Slots) -> "Pattern":
        text, places = [], []
        for piece in pieces:
            if isinstance(piece, str):
                text.append(piece.replace("%", "%%"))
            else:
                text.append("%s")
                places.append(slots[piece])
        return cls("".join(text), tuple(places))

    def writer(self) -> Callable[[Sequence[str]], str]:
        """A function from a copy's values to the text."""
        text = self.text
        if not self.places:
            plain = text % ()
            return lambda _values: plain
        take = itemgetter(*self.places)
        if len(self.places) == 1:
            return lambda values: text % (take(values),)
        return lambda values: text % take(values)


def escaped(pieces: Iterable[Piece]) -> list[Piece]:
    """For COPY's text form. What goes into holes holds nothing that needs it."""
    return [p.translate(_ESCAPES) if isinstance(p, str) else p for p in pieces]


def as_bytes(pieces: Iterable[Piece]) -> list[Piece]:
    """The same text as a bytea column's hexadecimal form."""
    return ["\\\\x", *(p.encode().hex() if isinstance(p, str) else ("hex", p) for p in pieces)]


class Words:
    """Finds in a text what differs between copies: names, numbers, references and times."""

    def __init__(self, known: dict[str, Key], found: Callable[[re.Match[str]], Piece]) -> None:
        self.known, self.found = known, found
        parts = [re.escape(word) for word in sorted(known, key=len, reverse=True)]
        parts.append(r"(?P<uuid>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})")
        parts.append(r"(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d:\d\d|Z)?)")
        parts.append(r'(?<="unit": )(?P<unit>\d+)')
        self.pattern = re.compile("|".join(parts))

    def split(self, text: str) -> list[Piece]:
        pieces: list[Piece] = []
        at = 0
        for match in self.pattern.finditer(text):
            pieces += [text[at:match.start()], self.known.get(match.group()) or self.found(match)]
            at = match.end()
        return [p for p in (*pieces, text[at:]) if p != ""]
