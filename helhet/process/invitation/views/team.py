"""Pages of who takes part: somebody joins, leaves, or is no longer with."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit.doors import NotThere
from helhet.kit.pages import submit
from helhet.process.case import door as cases
from helhet.process.case.cards import ParticipantCard
from helhet.process.case.door import Visit
from helhet.process.invitation import actions, door
from helhet.process.invitation.forms import ExcludeForm, LeaveForm, ReceiverForm
from helhet.process.invitation.views.calling import PAGES, TEAM, about
from helhet.process.invitation.views.receivers import SLUGS, offer, wanted


@staff(Permission.CALL_SEND)
def join(request: HttpRequest, ref: UUID, kind: str) -> HttpResponse:
    """Let somebody join when the call is out or the plan stands."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        _must_lead(v)
        shown = offer(v, request, SLUGS.get(kind, ""))
        data = about(v) | {"shown": shown, "kind": kind, "joining": True}
    return submit(
        request,
        lambda sent: ReceiverForm(sent, kind=shown.kind, who=shown.who, channels=shown.channels, joining=True),
        lambda d: actions.participant_add(
            ref, wanted=wanted(shown, d), list_agreed_with_person=d["list_agreed_with_person"], by=request.actor),  # type: ignore[attr-defined]
        then=lambda _r: reverse("invitation", args=[ref]), page=f"{PAGES}receiver.html", data=data,
        said=_("Nu är de med."),
    )


@staff(Permission.CALL_SEND)
def leave(request: HttpRequest, ref: UUID, row: UUID) -> HttpResponse:
    """Somebody leaves the work around the person."""
    data = _of(request, ref, row) | {"leaving": True}
    return submit(
        request, LeaveForm,
        lambda d: actions.participant_leave(ref, participant=row, reason=d["reason"], by=request.actor),  # type: ignore[attr-defined]
        then=lambda _r: reverse("invitation", args=[ref]), page=f"{PAGES}leave.html", data=data,
        said=_("Antecknat att de har lämnat."),
    )


@staff(Permission.CALL_SEND)
def exclude(request: HttpRequest, ref: UUID, row: UUID) -> HttpResponse:
    """Somebody is no longer with, because the person wants it so."""
    data = _of(request, ref, row) | {"leaving": False}
    return submit(
        request, ExcludeForm,
        lambda d: actions.participant_exclude(ref, participant=row, by=request.actor, **d),  # type: ignore[attr-defined]
        then=lambda _r: reverse("invitation", args=[ref]), page=f"{PAGES}leave.html", data=data,
        said=_("De är inte längre med, och ser inget nytt från och med nu."),
    )


def _must_lead(v: Visit) -> None:
    if not door.holds(v) or v.case.state not in TEAM:
        raise NotThere


def _of(request: HttpRequest, ref: UUID, row: UUID) -> dict[str, Any]:
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        _must_lead(v)
        who: ParticipantCard | None = next((p for p in v.case.participants if p.ref == row), None)
        if who is None:
            raise NotThere
        return about(v) | {"who": who, "who_name": who.name}

