"""*Vem har tittat?*: the person's whole log, in pages and on paper."""

from django.http import HttpRequest, HttpResponse

from helhet.access.pages import person
from helhet.kit.doors import NotThere
from helhet.kit.pages import render
from helhet.people import extract
from helhet.process.papers import answers
from helhet.process.papers.forms import log


@person
def who_has_looked(request: HttpRequest) -> HttpResponse:
    """Who has read and done what, newest first, fifty at a time. Only the place in the list stands in the query."""
    after = request.GET.get("sida", "")
    try:
        found = extract.extract(request.actor, after)  # type: ignore[attr-defined]
    except ValueError:
        raise NotThere from None
    data = {"found": found, "lines": extract.folded(found.lines), "after": after}
    return render(request, "citizen/pages/who_has_looked.html", data)


@person
def on_paper(request: HttpRequest) -> HttpResponse:
    """All of it, for paper: the same sheet as the log of a SIP."""
    found = extract.extract(request.actor, paper=True)  # type: ignore[attr-defined]
    return answers.page(request, [log.whole(found, answers.easy(request))], {
        "paper": log.PAPER, "ref": None, "back": "my-log", "own_file": "my-log-pdf"})


@person
def as_pdf(request: HttpRequest) -> HttpResponse:
    """The same as a file."""
    found = extract.extract(request.actor, paper=True)  # type: ignore[attr-defined]
    return answers.file([log.whole(found, answers.easy(request))], log.PAPER.code, request)
