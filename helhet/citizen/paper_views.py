"""The plan on paper from the person's own door: the same sheet as the one the units print, with the same code."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from helhet.access.pages import person
from helhet.access.rules import Kind
from helhet.kit.doors import NotThere
from helhet.process.case import door as cases
from helhet.process.papers import answers
from helhet.process.papers.forms import sip
from helhet.process.papers.sheet import Sheet
from helhet.process.plan import events

# The paper says all that the plan says, where the page says who does what: letters and the mapping are not in it.
_WHOLE = frozenset(Kind.values) - {Kind.LETTERS.value, Kind.MAPPING.value}


def may_print(v: cases.Visit) -> bool:
    """Whether the plan on paper is theirs to have: the person, and who reads everything of it."""
    return v.is_own or v.decision.kinds >= _WHOLE


@person
def plan_on_paper(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The plan that stands, as a page to print."""
    sheets, data = _plan(request, ref)
    return answers.page(request, sheets, {**data, "paper": sip.PAPER, "back": "my-sip-one", "own_file": "my-plan-pdf"})


@person
def plan_as_pdf(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The same as a file to keep."""
    sheets, _data = _plan(request, ref)
    return answers.file(sheets, sip.CODE, request)


def _plan(request: HttpRequest, ref: UUID) -> tuple[tuple[Sheet, ...], dict[str, Any]]:
    """Raises NotThere as long as there is no plan, and for who may not read it."""
    with cases.visit(request.actor, ref, events.PRINTED) as v:  # type: ignore[attr-defined]
        sheets = sip.fill(v, answers.easy(request)) if may_print(v) else ()
        if not sheets:
            raise NotThere
        return sheets, {"ref": ref, "case": v.case, "person": v.person}
