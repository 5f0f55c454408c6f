"""Sheets as what a browser is given: a page to print, or a PDF. For every room that has a paper to show."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from helhet.kit.pages import render
from helhet.process.papers import typeset
from helhet.process.papers.drawing import drawn
from helhet.process.papers.sheet import Block, Circle, Rings, Sheet


def easy(request: HttpRequest) -> bool:
    """Whether easy Swedish is asked for."""
    return request.GET.get("svenska") == "latt"


def page(request: HttpRequest, sheets: Sequence[Sheet], data: dict[str, Any]) -> HttpResponse:
    """The sheets as a page to print. ``data``: ``paper``, ``ref`` (None outside a SIP), and where one came from
    (``back``) or where the same is as a file (``own_file``) by the name of the address.
    """
    shown = [(sheet, [_shown(block) for block in sheet.blocks]) for sheet in sheets]
    return render(request, "process/papers/pages/sheet.html", {
        "back": "", **data, "sheets": shown, "easy": easy(request), "words": typeset.words()})


def _shown(block: Block) -> tuple[str, Block, dict[str, Any]]:
    """What kind of block it is, the block, and where what is drawn in it stands."""
    return type(block).__name__.lower(), block, drawn(block) if isinstance(block, Rings | Circle) else {}


def file(sheets: Sequence[Sheet], code: str, request: HttpRequest) -> HttpResponse:
    """The sheets as one PDF, named by the form; smaller on wish."""
    light = request.GET.get("storlek") == "liten"
    answer = HttpResponse(typeset.pdf(sheets, light=light), content_type="application/pdf")
    name = f"{code}{_('-latt') if easy(request) else ''}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
