"""The palette against WCAG's figures: 7:1 for what is read, 3:1 for what only marks an edge."""

import re
from pathlib import Path

import pytest

SCSS = Path(__file__).parents[1] / "assets" / "scss" / "_palette.scss"
READ = [
    *((ink, "paper") for ink in ("ink", "muted", "link", "late", "ok", "soon", "info")),
    *((ink, "ground") for ink in ("ink", "muted", "link", "late", "ok", "soon", "info")),
    *((ink, "well") for ink in ("ink", "muted")),
    *((ink, f"{kind}-soft") for kind in ("soon", "late", "ok", "info") for ink in ("ink", kind)),
    *((ink, "soon-soft") for ink in ("muted", "link")),
    ("neutral", "neutral-soft"), ("paper", "neutral"), ("action", "paper"), ("action", "ground"),
    ("action", "action-soft"), ("on-action", "action"), ("on-action", "action-strong"), ("on-bar", "bar"),
    ("on-focus", "focus"),
]
EDGE = [("box", "paper"), ("box", "ground"), ("late-edge", "paper"), ("ok-edge", "paper"), ("info-edge", "paper"),
        ("amber", "bar"), ("bar-line", "bar"), ("on-focus", "focus")]


def palette(name: str) -> dict[str, str]:
    body = re.search(rf"\${name}: \((.*?)\n\);", SCSS.read_text(), re.S)
    assert body, name
    return dict(re.findall(r"([\w-]+): (#[0-9a-f]{6})", body[1]))


def ratio(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself() -> None:
    assert round(ratio("#000000", "#ffffff"), 2) == 21
    assert round(ratio("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_is_readable(scheme: str, text: str, ground: str) -> None:
    colours = palette(scheme)
    assert ratio(colours[text], colours[ground]) >= 7, f"{scheme}: {text} on {ground}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE)
def test_edges_are_seen(scheme: str, edge: str, ground: str) -> None:
    colours = palette(scheme)
    assert ratio(colours[edge], colours[ground]) >= 3, f"{scheme}: {edge} on {ground}"


def test_both_schemes_name_the_same_colours() -> None:
    assert palette("light").keys() == palette("dark").keys()
