"""What a paper says, apart from how it is drawn: the same sheet becomes a tagged PDF and a page to print.

A sheet is plain data without a person's right to it: who may see what was decided when it was filled in.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heading:
    """A heading under the title; ``level`` 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Text:
    """One paragraph. ``small`` for what is only there to be looked up."""

    text: str
    small: bool = False


@dataclass(frozen=True)
class Quote:
    """The person's own words, and what they answer. Nothing said yet leaves room to write."""

    text: str
    label: str


@dataclass(frozen=True)
class Facts:
    """Names and values in pairs. An empty value is a line to write on."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """Rows under columns, each cell plain text (a newline breaks the line). ``widths``: shares, like (2, 1, 1).

    ``room``: empty rows at the end, to write in.
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()
    room: int = 0


@dataclass(frozen=True)
class Ticks:
    """A question with boxes; a ticked box is also said in words, so that no colour or shape is needed."""

    question: str
    options: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Room:
    """Lines to write on by hand, under what is asked."""

    label: str
    lines: int = 3


@dataclass(frozen=True)
class Bullets:
    """A list of things, or of steps in order."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Near:
    """Somebody on a network map. ``ring`` 1 is met most often; ``marks`` as the sheet's letters."""

    name: str
    ring: int
    sector: str = ""
    marks: str = ""


@dataclass(frozen=True)
class Rings:
    """A network map: the person in the middle, and those they know in rings. Told in words beside the picture."""

    centre: str
    rings: tuple[str, ...]
    people: tuple[Near, ...] = ()


@dataclass(frozen=True)
class Part:
    """One part of a meeting circle. ``share`` of the time, as hundredths."""

    title: str
    share: int
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Circle:
    """A meeting circle: its parts drawn by their share of the time, with their questions in words."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Tiles:
    """Something to point at: one question in the middle, and tiles around it.

    ``pictures``: a drawing for each tile, as a path (``pictures.py``); the words say the same.
    """

    centre: str
    tiles: tuple[str, ...]
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sign:
    """Lines for a name in somebody's own hand, with clarification and day."""

    whose: tuple[str, ...]


@dataclass(frozen=True)
class Turn:
    """The rest stands on the next page, such as the back of a sheet printed on both sides."""


Block = (Heading | Text | Quote | Facts | Table | Ticks | Room | Bullets | Rings | Circle | Tiles | Sign | Turn)


@dataclass(frozen=True)
class Sheet:
    """One paper. ``easy``: easy Swedish, larger type. ``foot``: what names just this text, such as a short code."""

    code: str
    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    foot: tuple[str, ...] = ()
    easy: bool = False
    language: str = "sv"
    rules: tuple[str, ...] = field(default=())  # what it keeps, by id
