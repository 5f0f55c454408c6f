"""The papers in easy Swedish are easy: the house's own meter says so of every line that somebody reads."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from helhet.kit.plain import Level, measure
from helhet.process.papers.paper import Paper
from helhet.process.papers.register import papers
from helhet.process.papers.sheet import Text
from helhet.rulebook.profile import load

DRAWN = {"code", "language", "rules", "pictures", "sector", "marks"}  # not words


def lines(found: Any) -> Iterator[str]:
    """Every text of a sheet that is read. Small print names sources and laws, which have the names they have."""
    if isinstance(found, Text) and found.small:
        return
    if is_dataclass(found):
        for each in fields(found):
            if each.name not in DRAWN:
                yield from lines(getattr(found, each.name))
    elif isinstance(found, tuple):
        for each in found:
            yield from lines(each)
    elif not isinstance(found, bool | int):
        yield str(found)


@pytest.mark.parametrize("county", ["VGR", "JKPG"])
@pytest.mark.parametrize("paper", papers(), ids=lambda paper: paper.code)
def test_no_line_of_an_easy_paper_is_hard(paper: Paper, county: str) -> None:
    for sheet in paper.blank(load(county), True):
        said = [(line, measure(line)) for line in lines(sheet.blocks)]
        assert [line for line, found in said if found.level == Level.HARD or found.long] == []
        easy = sum(found.level in (Level.EASY, Level.NONE) for _line, found in said)
        assert easy / len(said) > 0.8, [line for line, found in said if found.level == Level.FAIR]
