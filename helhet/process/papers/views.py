"""Papers: of a SIP, filled in with what the reader may see, and blank ones for anybody's hand."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from helhet.access.pages import anyone, staff
from helhet.access.rules import Permission
from helhet.kit.doors import NotThere
from helhet.kit.pages import render
from helhet.process.case import door as cases
from helhet.process.case import events as case_events
from helhet.process.case.door import Visit
from helhet.process.consent import events as consent_events
from helhet.process.papers import answers, batch, events
from helhet.process.papers.forms import closing, consent, letters, sip
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
    return answers.file(sheets, code, request) if sheets else render(request, _PAGES + "nothing.html", data)


@_READ
def as_page(request: HttpRequest, ref: UUID, code: str) -> HttpResponse:
    """One paper as a page to print."""
    sheets, data = filled(request, ref, _known(code))
    return answers.page(request, sheets, data) if sheets else render(request, _PAGES + "nothing.html", data)


@_READ
def for_meeting(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What a meeting needs on paper, in one PDF: the call, the plan, the circles, the checklist."""
    with cases.visit(request.actor, ref, events.MEETING) as v:  # type: ignore[attr-defined]
        sheets = batch.for_meeting(v, answers.easy(request))
    return answers.file(sheets, "mote", request)


@anyone
@require_safe
def blanks(request: HttpRequest) -> HttpResponse:
    """Every form to write on by hand."""
    return render(request, _PAGES + "blanks.html", {"papers": papers()})


@anyone
@require_safe
def blank_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """A blank form as a PDF."""
    return answers.file(_known(code).blank(_profile(request), answers.easy(request)), code, request)


@anyone
@require_safe
def blank_page(request: HttpRequest, code: str) -> HttpResponse:
    """A blank form as a page to print."""
    one = _known(code)
    return answers.page(request, one.blank(_profile(request), answers.easy(request)), {"paper": one, "ref": None})


def filled(
    request: HttpRequest, ref: UUID, one: Paper, event: str = events.PRINTED, make: Made | None = None
) -> tuple[tuple[Sheet, ...], dict[str, Any]]:
    """The paper's sheets as the reader may see them, read through the case's door, and what its page needs."""
    fill = one.fill
    if fill is None:
        raise NotThere
    with cases.visit(request.actor, ref, event) as v:  # type: ignore[attr-defined]
        sheets = make(v) if make else fill(v, answers.easy(request))
        return sheets, {"ref": ref, "case": v.case, "person": v.person, "paper": one}


def show(request: HttpRequest, ref: UUID, code: str, make: Made | None = None, event: str = events.PRINTED,
         back: str = "", file: bool = True) -> HttpResponse:
    """For addresses that other rooms' pages lead to: the same page, and 404 when there is nothing.

    ``back``: the name of the address one came from. ``file``: whether the paper's own PDF says just this.
    """
    sheets, data = filled(request, ref, _known(code), event, make)
    if not sheets:
        raise NotThere
    return answers.page(request, sheets, {**data, "back": back, "file": file})


@_READ
def plan_version(request: HttpRequest, ref: UUID, n: int = 0) -> HttpResponse:
    """The plan on paper from the plan's own pages: the newest version, or the one named."""
    return show(request, ref, sip.CODE, make=lambda v: sip.fill(v, answers.easy(request), n), event=plan_events.PRINTED,
                back="plan")


@_READ
def consent_of(request: HttpRequest, ref: UUID, *, blank: bool = False) -> HttpResponse:
    """The newest consent on paper, or the form made ready for this person (CON-08)."""
    def make(v: Visit) -> tuple[Sheet, ...]:
        easy = answers.easy(request)
        return (() if blank else consent.fill(v, easy)) or (consent.prepared(v, easy),)

    return show(request, ref, consent.PAPER.code, make, consent_events.PRINTED, "consent", file=not blank)


@_READ
def letter(request: HttpRequest, ref: UUID, receiver: UUID | None = None) -> HttpResponse:
    """One letter: a call with duty, an invitation without, or the person's own."""
    return show(request, ref, letters.INVITATION, lambda v: (letters.of(v, receiver, answers.easy(request)),),
                case_events.PRINTED, "invitation", file=False)


@_READ
def closing_letter(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The letter to the person: that the SIP has ended, why, and where to turn."""
    return show(request, ref, closing.CODE, event=case_events.PRINTED, back="closing-after")


def _known(code: str) -> Paper:
    found = paper(code)
    if found is None:
        raise NotThere
    return found


def _profile(request: HttpRequest) -> Profile:
    county = getattr(getattr(request, "actor", None), "county_code", "")
    return (rulebook.for_county(county) if county else rulebook.current(rulebook.NATION))[1]
