"""Where everybody stands on the drawn network map: pure arithmetic, nearest those one meets most."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from helhet.process.mapping.door import NetworkCard

RINGS = {1: 90, 2: 160, 3: 225}  # radius by ring, in a drawing of 600 by 600 around its middle
LONGEST = 11  # signs of a name that fit beside others; the list under the map holds it whole


@dataclass(frozen=True)
class Dot:
    """One person on the map. ``letters`` are the marks."""

    x: int
    y: int
    name: str
    letters: str


def placed(people: Sequence[NetworkCard]) -> tuple[Dot, ...]:
    """A place for each: evenly around the ring, every ring turned a little so that names do not meet."""
    dots = []
    for ring, radius in RINGS.items():
        here = [p for p in people if p.ring == ring]
        for n, one in enumerate(here):
            angle = 2 * pi * n / len(here) - pi / 2 + ring * pi / 7
            name = one.name if len(one.name) <= LONGEST else one.name[: LONGEST - 1] + "…"
            dots.append(Dot(round(radius * cos(angle)), round(radius * sin(angle)), name, " ".join(one.marks)))
    return tuple(dots)
