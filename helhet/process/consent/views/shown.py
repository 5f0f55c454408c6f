"""The page that shows who may know what."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from helhet.access.actor import Actor
from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.kit.pages import render
from helhet.process.case import door as cases
from helhet.process.case.rules import BEFORE_PLAN, State
from helhet.process.consent import door
from helhet.process.consent.words import SHARED

PAGES = "process/consent/pages/"


def by_of(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined, no-any-return]


def frame(v: cases.Visit) -> dict[str, Any]:
    """What every page of the room shows around its own."""
    return {
        "case": v.case, "person": v.person, "summary": door.in_force(v), "kinds": SHARED, "ours": v.is_convener,
        "before_plan": State(v.case.state) in BEFORE_PLAN, "profile": v.profile,
        "last": v.profile.consent_last_day(clock.today()), "today": clock.today(),
    }


@staff(Permission.CASE_READ)
def show(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What is in force now, and everything that was answered."""
    with cases.visit(by_of(request), ref) as v:
        data = frame(v) | {"consents": door.consents(v), "routes": door.routes(v), "stops": door.stops(v),
                           "information": door.information(v)}
    return render(request, PAGES + "consent.html", data)
