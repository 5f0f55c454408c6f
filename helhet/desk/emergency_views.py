"""Nödöppning: who and why, then yes; read only, for some hours. Signed afterwards by somebody else."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access import openings
from helhet.access.actor import Actor
from helhet.access.pages import staff
from helhet.access.rules import Kind, Permission
from helhet.desk import shut_forms as forms
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit

ASKED, NOTHING = "emergency_asked", "emergency_nothing"


def _by(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined,no-any-return]


@staff(Permission.EMERGENCY_OPEN)
def ask(request: HttpRequest) -> HttpResponse:
    """The first step. The page is not there at all where law or the organisation's own choice gives no such door."""
    if not openings.may_emergency(_by(request)):
        raise NotThere

    def keep(data: dict[str, Any]) -> None:
        request.session[ASKED] = {k: data[k] for k in ("number", "kinds", "reason", "hours", "danger")}

    data = {"running": [o for o in openings.of_unit(_by(request)) if o.kind == "emergency"],
            "nothing": request.session.pop(NOTHING, False) if request.method != "POST" else False}
    return submit(request, lambda d: forms.EmergencyForm(d, initial={"hours": 4}), keep,
                  then=lambda _n: reverse("emergency-confirm"), page="desk/pages/emergency.html", data=data)


@staff(Permission.EMERGENCY_OPEN)
def confirm(request: HttpRequest) -> HttpResponse:
    """The second step: yes, open. From now the person is to be told, and somebody else is to look at it."""
    by, asked = _by(request), request.session.get(ASKED)
    if not openings.may_emergency(by) or not asked:
        raise NotThere

    def open_(_d: dict[str, Any]) -> UUID | None:
        request.session.pop(ASKED, None)
        return openings.open_emergency(**asked, by=by)

    def then(case: UUID | None) -> str:
        if case is None:
            request.session[NOTHING] = True
            return reverse("emergency")
        return reverse("case", args=[case])

    return submit(request, forms.Press, open_, then=then, page="desk/pages/emergency_confirm.html",
                  data={"asked": asked, "kinds": [Kind(k).label for k in asked["kinds"]]})


@staff(Permission.LOG_REVIEW)
def queue(request: HttpRequest) -> HttpResponse:
    """Emergencies that nobody has looked at, oldest first."""
    return render(request, "desk/pages/emergencies.html", {"waiting": openings.to_review(_by(request))})


@staff(Permission.LOG_REVIEW)
def review(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Look at one and sign. Never the one who opened it."""
    by = _by(request)
    card = openings.one(by, ref)
    if card.kind != "emergency" or card.reviewed_at:
        raise NotThere
    return submit(request, forms.ReviewForm, lambda d: openings.review(ref=ref, by=by, **d),
                  then=lambda _n: reverse("emergencies"), page="desk/pages/emergency_review.html",
                  said=_("Granskningen är signerad."), data={"opening": card, "own": card.user_id == by.user_id})


@staff()
def letter(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The letter to the person, for the one who opened and for who looks at it."""
    return render(request, "desk/pages/opening_letter.html", {"opening": openings.letter(_by(request), ref)})
