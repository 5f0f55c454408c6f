"""Reading a sheet as a person does: all its words, which fields stand there, and how long its sentences are."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

from helhet.process.papers.sheet import Bullets, Sheet, Text, Ticks

FIELDS = Path(__file__).parents[1] / "fields.csv"


def words(sheets: Iterable[Sheet]) -> str:
    """Everything that is written on the sheets, as one text."""
    return "\n".join(part for sheet in sheets for part in _strings(astuple(sheet)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _strings(part)


def fields(form: str) -> list[dict[str, str]]:
    """The rows of fields.csv for one form."""
    with FIELDS.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["form"] == form]


def lacking(form: str, text: str) -> list[str]:
    """The ids of the fields whose words, in any of their ways, are not in the text. A form must have fields."""
    rows = fields(form)
    assert rows, form
    return [row["id"] for row in rows if not any(way.strip() in text for way in row["found"].split(" | "))]


def ticked(sheet: Sheet) -> dict[str, list[str]]:
    """What is ticked under each question."""
    return {b.question: [name for name, on in b.options if on] for b in sheet.blocks if isinstance(b, Ticks)}


def long_sentences(sheets: Iterable[Sheet], most: int = 15) -> list[str]:
    """Our own sentences that are longer than so many words. For blank sheets, where nobody else has written."""
    found = []
    for sheet in sheets:
        for block in sheet.blocks:
            said = (block.text,) if isinstance(block, Text) else block.items if isinstance(block, Bullets) else ()
            found += [s for text in said for s in re.split(r"(?<=[.!?:])\s+", text) if len(s.split()) > most]
    return found
