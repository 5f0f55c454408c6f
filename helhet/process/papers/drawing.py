"""Where things stand in a drawing, on a field of 200 by 200 with the middle at 100: the PDF and the page draw alike."""

from dataclasses import asdict, dataclass
from math import cos, pi, sin
from typing import Any

from helhet.process.papers.sheet import Circle, Near, Rings

MIDDLE, OUTER, INNER = 100.0, 96.0, 34.0
LETTER, LINE, DOT = 3.1, 6.5, 4.4  # a letter's width, a line's height and a dot's radius on the field
LONGEST = 14  # letters of a name that are drawn; the table has it whole


@dataclass(frozen=True)
class Slice:
    """One part of a circle: its outline, and where its number stands."""

    n: int
    points: tuple[tuple[float, float], ...]
    at: tuple[float, float]


@dataclass(frozen=True)
class Dot:
    """Somebody on a network map: their number, where, and their name beside it where there is room for it."""

    n: int
    at: tuple[float, float]
    name: str = ""
    name_at: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class _Taken:
    """A piece of the field where something stands already."""

    x: float
    y: float
    wide: float
    high: float

    def meets(self, other: "_Taken") -> bool:
        return (abs(self.x - other.x) * 2 < self.wide + other.wide
                and abs(self.y - other.y) * 2 < self.high + other.high)

    @property
    def outside(self) -> bool:
        return self.x - self.wide / 2 < 0 or self.x + self.wide / 2 > 2 * MIDDLE


def slices(circle: Circle) -> tuple[Slice, ...]:
    """The parts by their share of the time, clockwise from the top. Without shares they are alike."""
    shares = [max(part.share, 0) for part in circle.parts]
    if not sum(shares):
        shares = [1] * len(shares)
    whole, turned, found = sum(shares), 0.0, []
    for n, share in enumerate(shares, start=1):
        end = turned + share / whole
        steps = max(2, round(48 * share / whole))
        arc = [turned + (end - turned) * k / steps for k in range(steps + 1)]
        points = [_at(a, OUTER) for a in arc] + [_at(a, INNER) for a in reversed(arc)]
        found.append(Slice(n, tuple(points), _at((turned + end) / 2, (OUTER + INNER) / 2)))
        turned = end
    return tuple(found)


def radii(rings: Rings) -> tuple[float, ...]:
    """The rings from the middle out."""
    count = max(len(rings.rings), 1)
    return tuple(_whole(INNER * 0.6 + (OUTER - INNER * 0.6) * (k + 1) / count) for k in range(count))


def dots(rings: Rings) -> tuple[Dot, ...]:
    """Everybody evenly in their ring, those of one kind beside each other, numbered as in the words."""
    sectors = list(dict.fromkeys(person.sector for person in rings.people))
    at: dict[int, tuple[float, float]] = {}
    for ring in range(1, len(radii(rings)) + 1):
        here = [n for n, one in enumerate(rings.people) if _ring(rings, one) == ring]
        here.sort(key=lambda n: sectors.index(rings.people[n].sector))
        for place, n in enumerate(here):
            # Each ring is turned a little against the one within, so that names do not stand on one line.
            at[n] = _at((place + 0.5) / len(here) + ring * 0.13, _away(rings, rings.people[n]))
    return _named(rings, at)


def _named(rings: Rings, at: dict[int, tuple[float, float]]) -> tuple[Dot, ...]:
    """The dots with the names that find a place under or over them without touching anything else."""
    taken = [_Taken(MIDDLE, MIDDLE, LETTER * len(rings.centre) * 1.2, LINE * 1.3)]
    taken += [_Taken(MIDDLE + 4, MIDDLE - radius + 3, 6, LINE) for radius in radii(rings)]
    taken += [_Taken(x, y, 2 * DOT, 2 * DOT) for x, y in at.values()]
    found = []
    for n, person in enumerate(rings.people):
        (x, y), name = at[n], _short(person.name)
        tried = (_Taken(x, y + way * (DOT + LINE / 2 + 0.2), LETTER * len(name), LINE) for way in (1, -1))
        free = next((one for one in tried if not one.outside and not any(one.meets(t) for t in taken)), None)
        if free:
            taken.append(free)
        found.append(Dot(n + 1, at[n], name if free else "", (_whole(free.x), _whole(free.y)) if free else (0.0, 0.0)))
    return tuple(found)


def _short(name: str) -> str:
    """What one says: the name without who it is."""
    called = name.split(",")[0].strip()
    return called if len(called) <= LONGEST else called[:LONGEST - 1] + "…"


def _ring(rings: Rings, person: Near) -> int:
    return min(max(person.ring, 1), len(radii(rings)))


def _away(rings: Rings, person: Near) -> float:
    edges = (INNER * 0.6, *radii(rings))
    ring = _ring(rings, person)
    return (edges[ring - 1] + edges[ring]) / 2


def _at(turn: float, away: float) -> tuple[float, float]:
    angle = 2 * pi * turn
    return (_whole(MIDDLE + away * sin(angle)), _whole(MIDDLE - away * cos(angle)))


def _whole(value: float) -> float:
    return round(value, 1)


def drawn(block: Rings | Circle) -> dict[str, Any]:
    """A drawing as plain data, for who draws it."""
    if isinstance(block, Circle):
        return {"slices": [asdict(one) for one in slices(block)]}
    return {"radii": radii(block), "dots": [asdict(one) for one in dots(block)]}
