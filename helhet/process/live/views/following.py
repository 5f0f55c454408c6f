"""The faces of a meeting: the big screen, a unit at its own machine, the person on the phone; and the circles."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from helhet.access.pages import anyone, person, staff
from helhet.access.rules import Permission
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.process.live import circles, forms, wire
from helhet.process.live.actions import leading as actions
from helhet.process.live.views.common import PAGES, actor, around, draw, look, over


@staff(Permission.CASE_READ)
def big(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The big screen: what is talked about now, and what is written, for all in the room."""
    screen = look(request, ref)
    if screen is None:
        return over(request, ref)
    if not screen.sighted:
        raise NotThere
    return draw(request, screen, "big.html")


@staff(Permission.PLAN_WRITE)
def table(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A unit at its own machine: what is written, its own lines, what it is asked to confirm."""
    screen = look(request, ref)
    if screen is None:
        return over(request, ref)
    return _with_question(request, screen, "table.html", "live-table", {"role": "personal"})


@person
def own(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The person follows on the phone: what is talked about, what stands so far, and a question of one's own."""
    screen = look(request, ref)
    if screen is None:
        return over(request, ref)
    mine = actor(request).kind == "individual"
    data = {"mine": mine, "role": screen.role}
    return _with_question(request, screen, "own.html", "my-meeting", data)


def _with_question(
    request: HttpRequest, screen: Any, page: str, home: str, data: dict[str, Any]
) -> HttpResponse:
    """The page, with a small form to keep a question for later."""
    answer = submit(
        request, forms.Park, lambda d: actions.park(screen.ref, text=d["text"], by=actor(request)),
        then=lambda _r: reverse(home, args=[screen.ref]), page=PAGES + page, data=around(request, screen, data),
        said=_("Frågan är sparad. Den tas upp innan ni slutar."))
    return wire.opened(request, answer)


@anyone
@require_safe
def circle(request: HttpRequest, role: str) -> HttpResponse:
    """A meeting circle to read and print: the checklist first, then what each part is (MEET-18)."""
    if role not in circles.ROLES:
        raise Http404
    names = [(code, circles.role_name(code)) for code in circles.ROLES]
    return render(request, PAGES + "circle.html", {
        "role": role, "name": circles.role_name(role), "about": circles.role_about(role),
        "parts": circles.circle(role), "what": {p.code: p.about for p in circles.PARTS}, "names": names})
