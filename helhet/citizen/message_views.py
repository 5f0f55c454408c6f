"""What the units have written to each other about the person: theirs to read, and logged like any reading."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from helhet.access.pages import person
from helhet.kit.pages import render
from helhet.process.case import door as cases
from helhet.process.dialogue import door as dialogue
from helhet.process.dialogue import events
from helhet.process.dialogue.views import handed_over


@person
def messages(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Every message of the case, the newest first. Who stands near reads them only if that was allowed."""
    page = request.GET.get("sida", "0")
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        data = {"case": v.case, "person": v.person, "mine": v.is_own,
                "threads": dialogue.threads(v, int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 0)}
    return render(request, "citizen/pages/messages.html", data)


@person
def file(request: HttpRequest, ref: UUID, file: UUID) -> HttpResponse:
    """A file that went with a message."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, dialogue.case_of(ref), events.FILE_READ) as v:
        found = dialogue.file(v, ref, file)
    return handed_over(found)
