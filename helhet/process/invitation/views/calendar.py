"""The meeting as a file for a calendar: each receiver's own, through the door and logged."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from helhet.access.actor import Actor
from helhet.access.pages import person, staff
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.process.case import door as cases
from helhet.process.invitation import door
from helhet.process.invitation.calendar import method, written


@staff(Permission.CASE_READ)
def calendar(request: HttpRequest, ref: UUID, receiver: UUID | None = None) -> HttpResponse:
    """One's own file; or, as convener, that of somebody who is called."""
    return _file(request, request.actor, ref, receiver)  # type: ignore[attr-defined]


@person
def my_calendar(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The person's own, or that of somebody near who is asked to come."""
    return _file(request, request.actor, ref, None)  # type: ignore[attr-defined]


def _file(request: HttpRequest, by: Actor, ref: UUID, receiver: UUID | None) -> HttpResponse:
    with cases.visit(by, ref, door.CALENDAR) as v:
        entry = door.calendar_entry(v, receiver)
    body = written(entry, request.build_absolute_uri("/"), clock.now())
    answer = HttpResponse(body, content_type=f"text/calendar; charset=utf-8; method={method(entry)}")
    answer["Content-Disposition"] = f'attachment; filename="{_name(entry.cancelled)}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _name(cancelled: bool) -> str:
    """A name of ours, which tells nothing of anybody."""
    return "sip-mote-installt.ics" if cancelled else "sip-mote.ics"
