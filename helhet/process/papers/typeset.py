"""Sheets as a PDF: tagged for those who listen (PDF/UA-1), kept for long (PDF/A-3a), with the house's own type."""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import typst
from django.conf import settings
from django.utils.translation import gettext as _

from helhet.kit import clock, veil
from helhet.process.papers.drawing import drawn
from helhet.process.papers.sheet import Block, Circle, Rings, Sheet

TEMPLATE = Path(__file__).with_name("sheet.typ")
STANDARDS = ["ua-1", "a-3a"]
SHAPELESS = ("Cc", "Cs", "Co", "Cn")  # control, half a letter, private, not assigned
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_LACKING = re.compile(r"the text `(\".*?\")` could not be displayed")
_PLAIN = {0x9: " ", 0xFEFF: None}  # a mark of byte order is not allowed in a PDF, and has no shape
_TRIES = 5


class NoType(Exception):
    """The fonts are not made: ``make assets`` makes them."""


def pdf(sheets: Sequence[Sheet], *, light: bool = False) -> bytes:
    """The sheets as one PDF, each from a page of its own. ``light``: packed, one weight of type and no drawings.

    Raises NoType before set-up. Letters that no font has are shown as �; nothing else can be refused.
    """
    made = _compiled(_data(sheets, light=light), format="pdf", pdf_standards=STANDARDS, timestamp=_now())
    return _packed(made) if light else made


def pictures(sheets: Sequence[Sheet], *, ppi: float = 72) -> list[bytes]:
    """The same as PNG, a page each: for docs/forms.md and for looking."""
    found = _compiled(_data(sheets), format="png", ppi=ppi)
    return found if isinstance(found, list) else [found]


def _packed(made: bytes) -> bytes:
    """The same PDF with its many small parts gathered: half the size, and a little slower to make."""
    kept = BytesIO()
    with pikepdf.open(BytesIO(made)) as whole:
        whole.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return kept.getvalue()


def _now() -> int:
    return int(clock.now().timestamp())


@cache
def _fonts() -> Any:
    folder = settings.BUILD / "fonts"
    if not (folder / "house-0.ttf").is_file():
        raise NoType(str(folder))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


def _compiled(text: str, **how: Any) -> Any:
    """Typst's answer. A letter that no font has is named in its refusal: then it is changed, and asked again."""
    for n in range(_TRIES + 1):
        try:
            # A new one each time: a paper about somebody is not kept in a compiler that waits for the next.
            return typst.Compiler(_template(), font_paths=_fonts(), sys_inputs={"data": text}).compile(**how)
        except typst.TypstError as refused:
            lacking = {json.loads(one) for one in _LACKING.findall(str(refused))}
            if not lacking or n == _TRIES:
                raise
            text = _latin(text) if n == _TRIES - 1 else _without(text, lacking)
    raise AssertionError("unreachable")


def _without(text: str, lacking: set[str]) -> str:
    for one in lacking:
        text = text.replace(one, UNKNOWN)
    return text


def _latin(text: str) -> str:
    return "".join(c if ord(c) < 0x250 or 0x2010 <= ord(c) <= 0x2030 else UNKNOWN for c in text)


def _data(sheets: Sequence[Sheet], *, light: bool = False) -> str:
    whole = {"sheets": [_sheet(one) for one in sheets], "light": light, "words": words()}
    return json.dumps(whole, default=str, ensure_ascii=False)


def _sheet(sheet: Sheet) -> dict[str, Any]:
    plain = _printable({**asdict(sheet), "blocks": []})
    return {**plain, "blocks": [_printable(_block(one)) for one in sheet.blocks]}


def _block(block: Block) -> dict[str, Any]:
    data = {"kind": type(block).__name__, **asdict(block)}
    if isinstance(block, Rings | Circle):
        data["drawn"] = drawn(block)
    return data


def _printable(value: Any) -> Any:
    """Every text as it can be printed: composed, without what has no shape at all and what a protected person hides."""
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    if isinstance(value, int | float | bool) or value is None:
        return value
    text = unicodedata.normalize("NFC", str(value)).translate(_PLAIN).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in veil.leaving(text) if c == "\n" or unicodedata.category(c) not in SHAPELESS)


def words() -> dict[str, str]:
    """The words that drawing itself needs, for the PDF and the page alike."""
    return {
        "page": _("Sida %(n)s av %(all)s"), "ticked": _("(valt)"), "signature": _("Underskrift"),
        "name": _("Namnförtydligande"), "day": _("Datum"), "number": _("Nummer"), "who": _("Namn"),
        "how_near": _("Ring"), "part_of_life": _("Del av livet"), "marks": _("Märken"),
        "rings_alt": _("Nätverkskarta med %(centre)s i mitten. Vilka som står var, och i vilken ring, säger tabellen."),
        "circle_alt": _("Mötescirkel med delarna i tur och ordning. Delarna och deras frågor står i listan."),
        "ring_n": _("Ring %(n)s: %(name)s"), "part_n": _("Del %(n)s: %(name)s"),
    }
