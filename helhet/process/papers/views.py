"""Papers: of a SIP, filled in with what the reader may see, and blank ones for anybody's hand."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helhet.access.pages import anyone, staff
from helhet.access.rules import Permission
from helhet.kit.doors import NotThere
from helhet.kit.pages import render
from helhet.process.case import door as cases
from helhet.process.case.door import Visit
from helhet.process.papers import batch, events, typeset
from helhet.process.papers.drawing import drawn
from helhet.process.papers.forms import sip
from helhet.process.papers.paper import Paper
from helhet.process.papers.register import paper, papers
from helhet.process.papers.sheet import Sheet
from helhet.process.plan import events as plan_events
from helhet.rulebook import door as rulebook
from helhet.rulebook.profile import Profile

_PAGES = "process/papers/pages/"
_READ = staff(Permission.CASE_READ)
Made = Callable[[Visit], tuple[Sheet, ...]]


@_READ
def of_case(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Every paper of one SIP, a click each."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        data = {"ref": ref, "case": v.case, "person": v.person, "profile": v.profile}
    ready = [one for one in papers() if one.fill is not None]
    blank = [one for one in papers() if one.fill is None]
    return render(request, _PAGES + "papers.html", {**data, "filled": ready, "blank": blank})


@_READ
def as_pdf(request: HttpRequest, ref: UUID, code: str) -> HttpResponse:
    """One paper as a PDF; without anything to say yet, a page that tells so."""
    one = _known(code)
    sheets, data = filled(request, ref, one)
    return _file(sheets, code, request) if sheets else render(request, _PAGES + "nothing.html", data)


@_READ
def as_page(request: HttpRequest, ref: UUID, code: str) -> HttpResponse:
    """One paper as a page to print."""
    sheets, data = filled(request, ref, _known(code))
    return _page(request, sheets, data) if sheets else render(request, _PAGES + "nothing.html", data)


@_READ
def for_meeting(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What a meeting needs on paper, in one PDF: the call, the plan, the circles, the checklist."""
    with cases.visit(request.actor, ref, events.MEETING) as v:  # type: ignore[attr-defined]
        sheets = batch.for_meeting(v, _easy(request))
    return _file(sheets, "mote", request)


@anyone
@require_safe
def blanks(request: HttpRequest) -> HttpResponse:
    """Every form to write on by hand."""
    return render(request, _PAGES + "blanks.html", {"papers": papers()})


@anyone
@require_safe
def blank_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """A blank form as a PDF."""
    return _file(_known(code).blank(_profile(request), _easy(request)), code, request)


@anyone
@require_safe
def blank_page(request: HttpRequest, code: str) -> HttpResponse:
    """A blank form as a page to print."""
    one = _known(code)
    return _page(request, one.blank(_profile(request), _easy(request)), {"paper": one, "ref": None})


def filled(
    request: HttpRequest, ref: UUID, one: Paper, event: str = events.PRINTED, make: Made | None = None
) -> tuple[tuple[Sheet, ...], dict[str, Any]]:
    """The paper's sheets as the reader may see them, read through the case's door, and what its page needs."""
    fill = one.fill
    if fill is None:
        raise NotThere
    with cases.visit(request.actor, ref, event) as v:  # type: ignore[attr-defined]
        sheets = make(v) if make else fill(v, _easy(request))
        return sheets, {"ref": ref, "case": v.case, "person": v.person, "paper": one}


def show(request: HttpRequest, ref: UUID, code: str, make: Made | None = None, event: str = events.PRINTED,
         back: str = "") -> HttpResponse:
    """For addresses that other rooms' pages lead to: the same page, and 404 when there is nothing.

    ``back``: the name of the address one came from.
    """
    sheets, data = filled(request, ref, _known(code), event, make)
    if not sheets:
        raise NotThere
    return _page(request, sheets, {**data, "back": back})


@_READ
def plan_version(request: HttpRequest, ref: UUID, n: int = 0) -> HttpResponse:
    """The plan on paper from the plan's own pages: the newest version, or the one named."""
    return show(request, ref, sip.CODE, make=lambda v: sip.fill(v, _easy(request), n), event=plan_events.PRINTED,
                back="plan")


def _known(code: str) -> Paper:
    found = paper(code)
    if found is None:
        raise NotThere
    return found


def _easy(request: HttpRequest) -> bool:
    return request.GET.get("svenska") == "latt"


def _profile(request: HttpRequest) -> Profile:
    county = getattr(getattr(request, "actor", None), "county_code", "")
    return (rulebook.for_county(county) if county else rulebook.current(rulebook.NATION))[1]


def _page(request: HttpRequest, sheets: Sequence[Sheet], data: dict[str, Any]) -> HttpResponse:
    shown = [(sheet, [(type(b).__name__.lower(), b, drawn(b) if typeset.is_drawn(b) else {}) for b in sheet.blocks])
             for sheet in sheets]
    return render(request, _PAGES + "sheet.html", {"back": "", **data, "sheets": shown, "easy": _easy(request),
                                                  "words": typeset.words()})


def _file(sheets: Sequence[Sheet], code: str, request: HttpRequest) -> HttpResponse:
    light = request.GET.get("storlek") == "liten"
    answer = HttpResponse(typeset.pdf(sheets, light=light), content_type="application/pdf")
    name = f"{code}{_('-latt') if _easy(request) else ''}.pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
