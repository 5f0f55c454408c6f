"""Where things stand in a drawing, on a field of 200 by 200 with the middle at 100: the PDF and the page draw alike."""

from dataclasses import asdict, dataclass
from math import cos, pi, sin
from typing import Any

from helhet.process.papers.sheet import Circle, Near, Rings

MIDDLE, OUTER, INNER = 100.0, 96.0, 34.0


@dataclass(frozen=True)
class Slice:
    """One part of a circle: its outline, and where its number stands."""

    n: int
    points: tuple[tuple[float, float], ...]
    at: tuple[float, float]


@dataclass(frozen=True)
class Dot:
    """Somebody on a network map: their number, and where."""

    n: int
    at: tuple[float, float]


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
    """Everybody in their ring, those of one kind beside each other, numbered as in the words."""
    sectors = list(dict.fromkeys(person.sector for person in rings.people))
    found = []
    for n, person in enumerate(rings.people, start=1):
        found.append(Dot(n, _at(_turn(rings, person, sectors), _away(rings, person))))
    return tuple(found)


def _turn(rings: Rings, person: Near, sectors: list[str]) -> float:
    alike = [one for one in rings.people if one.sector == person.sector]
    place = next(k for k, one in enumerate(alike) if one is person)
    return (sectors.index(person.sector) + (place + 0.5) / len(alike)) / len(sectors)


def _away(rings: Rings, person: Near) -> float:
    edges = (INNER * 0.6, *radii(rings))
    ring = min(max(person.ring, 1), len(edges) - 1)
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
