"""*Vem har tittat?*: the person's whole log, in pages and on paper."""

from django.http import HttpRequest, HttpResponse

from helhet.access.pages import person
from helhet.kit.doors import NotThere
from helhet.kit.pages import render
from helhet.people import extract


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
    """All of it, for paper."""
    found = extract.extract(request.actor, paper=True)  # type: ignore[attr-defined]
    return render(request, "citizen/pages/who_has_looked_print.html", {"found": found})
