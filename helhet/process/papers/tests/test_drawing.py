"""Drawings are arithmetic: everybody in their own ring, and no name over anything else."""

from itertools import combinations
from math import dist

import pytest

from helhet.process.papers import drawing
from helhet.process.papers.sheet import Near, Rings

THREE = ("Ofta", "Ibland", "Sällan")


def rings(count: int, ring: int = 0) -> Rings:
    names = ("Mamma", "Pappa, bor i Lund", "Farmor Ingrid Margareta", "Noor", "Bo")
    sectors = ("Familj", "Vänner", "")
    return Rings("Alex", THREE, tuple(
        Near(names[n % 5], ring or n % 3 + 1, sectors[n % 3]) for n in range(count)))


def boxes(dots: tuple[drawing.Dot, ...]) -> list[tuple[float, float, float, float]]:
    """Everything that stands on the field, as middle, width and height."""
    size = 2 * drawing.DOT
    found = [(*d.at, size, size) for d in dots]
    return found + [(*d.name_at, drawing.LETTER * len(d.name), drawing.LINE) for d in dots if d.name]


@pytest.mark.parametrize("count", [1, 2, 7, 12, 18])
def test_no_name_stands_over_anything_else(count: int) -> None:
    dots = drawing.dots(rings(count))
    for (x, y, w, h), (x2, y2, w2, h2) in combinations(boxes(dots), 2):
        assert abs(x - x2) * 2 >= w + w2 - 0.2 or abs(y - y2) * 2 >= h + h2 - 0.2
    assert all(w / 2 <= x <= 200 - w / 2 for x, _y, w, _h in boxes(dots))


def test_a_few_are_all_named_by_what_they_are_called() -> None:
    assert [d.name for d in drawing.dots(rings(5))] == ["Mamma", "Pappa", "Farmor Ingrid…", "Noor", "Bo"]


@pytest.mark.parametrize("count", [0, 1, 60])
def test_everybody_stands_in_their_ring(count: int) -> None:
    asked = rings(count)
    edges = (0, *drawing.radii(asked))
    for dot, person in zip(drawing.dots(asked), asked.people, strict=True):
        assert edges[person.ring - 1] < dist(dot.at, (100, 100)) < edges[person.ring]


def test_a_ring_that_does_not_exist_is_the_outermost() -> None:
    (far,), (outermost,) = (drawing.dots(Rings("A", THREE, (Near("Bo", ring),))) for ring in (9, 3))
    assert far == outermost
