"""What every page of a meeting that goes on begins with: one visit, and the card of the face that asks."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from helhet.access.actor import Actor
from helhet.kit.doors import NotThere
from helhet.kit.pages import render
from helhet.organisations import door as organisations
from helhet.organisations.door import UnitCard
from helhet.process.case import door as cases
from helhet.process.live import screens, wire
from helhet.process.live.screens import Screen
from helhet.process.mapping import door as mapping
from helhet.process.plan import suggesting
from helhet.process.plan.rules import PRINCIPALS

Units = dict[str, UnitCard]
Areas = tuple[suggesting.AreaSaid, ...]
PAGES = "process/live/pages/"


def actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined,no-any-return]


def look(request: HttpRequest, ref: UUID) -> Screen | None:
    """The meeting that goes on; None when it has just ended. Raises NotThere when there is none to follow."""
    with cases.visit(actor(request), ref) as v:
        found = screens.screen(v)
        over = found is None and screens.ended(v)
    if found is None and not over:
        raise NotThere
    return found


def at_the_table(request: HttpRequest, ref: UUID) -> tuple[Screen | None, Units]:
    """The same for who writes, with the units of municipality and region that can be chosen, by ref."""
    screen, units, _none = at_the_pen(request, ref, said=False)
    return screen, units


def at_the_pen(request: HttpRequest, ref: UUID, *, said: bool = True) -> tuple[Screen | None, Units, Areas]:
    """The same, and with ``said`` what the mapping says of each part of life, for whoever may read it."""
    areas: Areas = ()
    with cases.visit(actor(request), ref) as v:
        found = screens.screen(v)
        over = found is None and screens.ended(v)
        units = organisations.units_by_id(v.case.units())
        choices = {str(units[i].ref): units[i] for i in v.case.units() if units[i].side in PRINCIPALS}
        if said and found is not None and found.content is not None and (found.pen or found.leads):
            areas = suggesting.said(mapping.mapping(v), found.name)
    if found is None and not over:
        raise NotThere
    return found, choices, areas


def over(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The meeting is over: a calm page that holds nothing about anybody."""
    staff = actor(request).is_staff
    return render(request, PAGES + "ended.html", {"onwards": reverse("case" if staff else "my-sip-one", args=[ref])})


def draw(request: HttpRequest, screen: Screen, page: str, data: Mapping[str, Any] | None = None,
         status: int = 200) -> HttpResponse:
    """A page that follows the meeting as it goes. Each small form has a key of its own: they share one page."""
    return wire.opened(request, render(request, PAGES + page, around(request, screen, data), status=status))


def around(request: HttpRequest, screen: Screen, data: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """What every page is drawn with."""
    tied = wire.of(request, screen.ref, screen.case.moved_at)
    return {"s": screen, "ref": screen.ref, "wire": tied, "key": uuid4, **(data or {})}
