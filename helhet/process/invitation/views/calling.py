"""Pages of the convener: the list and the call; and the call as its receivers read it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helhet.access.pages import staff
from helhet.access.rules import Kind, Permission
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.process.case import door as cases
from helhet.process.case.door import Visit
from helhet.process.case.rules import State
from helhet.process.invitation import actions, door
from helhet.process.invitation.cards import CallCard
from helhet.process.invitation.forms import HandForm, ReceiverForm, RemoveForm, SendForm
from helhet.process.invitation.rules import may_call
from helhet.process.invitation.views.receivers import SLUGS, Offer, offer, wanted
from helhet.process.mapping import door as mapping
from helhet.process.meeting import door as meeting
from helhet.process.meeting.words import MeetingKind

LISTING = (State.PREPARING, State.ACTIVE)
TEAM = (State.CALLED, State.ACTIVE, State.FOLLOWING_UP)
PAGES = "process/invitation/pages/"


def about(v: Visit) -> dict[str, Any]:
    """What every page of the call shows around itself."""
    return {"case": v.case, "person": v.person, "profile": v.profile, "holds": door.holds(v),
            "may_call": not may_call(v.by.unit_kind, v.profile)}


def _prepared(v: Visit) -> mapping.Prepared | None:
    return mapping.prepared(v.case.id) if door.holds(v) and v.take(Kind.MAPPING) else None


@staff(Permission.CASE_READ)
def overview(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The list while it is written; then the call with every answer at a glance."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        card = door.call(v)
        data = about(v) | {
            "call": card, "late": _late(card), "to_send": door.draft(v), "mine": door.mine(v, card),
            "meeting": meeting.next_meeting(v),
            "prepared": _prepared(v),
            "listing": door.holds(v) and v.case.state in LISTING, "team": door.holds(v) and v.case.state in TEAM,
        }
    return render(request, f"{PAGES}overview.html", data)


def _late(card: CallCard | None) -> str:
    """How long a call has gone unanswered, in words; empty while there is still time."""
    days = (clock.today() - card.answer_by).days if card and card.answer_by else 0
    if days < 1:
        return ""
    return ngettext("inget svar, %(n)s dag sent", "inget svar, %(n)s dagar sent", days) % {"n": days}


@staff(Permission.CALL_SEND)
def receiver(request: HttpRequest, ref: UUID, kind: str) -> HttpResponse:
    """Put one receiver on the list."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        _must_hold(v)
        shown = offer(v, request, SLUGS.get(kind, ""))
        data = about(v) | {"shown": shown, "kind": kind, "joining": False}
    return _receiver_page(request, ref, shown, data, None)


@staff(Permission.CALL_SEND)
def change(request: HttpRequest, ref: UUID, receiver: UUID) -> HttpResponse:
    """Change what stands on the list about one receiver."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        _must_hold(v)
        draft = door.draft(v)
        card = draft.receiver(receiver) if draft else None
        if card is None:
            raise NotThere
        shown = offer(v, request, card.kind, card)
        slug = next(s for s, k in SLUGS.items() if k == card.kind)
        data = about(v) | {"shown": shown, "kind": slug, "joining": False, "card": card}
    return _receiver_page(request, ref, shown, data, receiver)


def _must_hold(v: Visit) -> None:
    if not door.holds(v) or v.case.state not in LISTING:
        raise NotThere


def _receiver_page(
    request: HttpRequest, ref: UUID, shown: Offer, data: dict[str, Any], row: UUID | None
) -> HttpResponse:
    return submit(
        request,
        lambda sent: ReceiverForm(sent, kind=shown.kind, who=shown.who, channels=shown.channels,
                                  initial=shown.initial),
        lambda d: actions.list_receiver(ref, wanted=wanted(shown, d), receiver=row, by=request.actor),  # type: ignore[attr-defined]
        then=lambda _r: reverse("invitation", args=[ref]), page=f"{PAGES}receiver.html", data=data,
        said=_("Listan är uppdaterad."),
    )


@staff(Permission.CALL_SEND)
def remove(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Take one off the list."""
    return _click(request, ref, RemoveForm, lambda d: actions.unlist(ref, receiver=d["receiver"], by=request.actor),  # type: ignore[attr-defined]
                  _("Borttagen från listan."))


@staff(Permission.CALL_SEND)
def hand(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Note that a paper was given, or that somebody was told that the meeting is off."""
    return _click(
        request, ref, HandForm,
        lambda d: actions.hand_over(ref, receiver=d["receiver"], told_off=d["told_off"], by=request.actor),  # type: ignore[attr-defined]
        _("Det är antecknat att det är gjort."),
    )


def _click(request: HttpRequest, ref: UUID, form: Any, verb: Any, said: str) -> HttpResponse:
    """A button that is its own form: nothing to look at, so only a POST finds it."""
    if request.method != "POST":
        raise NotThere
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        data = about(v) | {"title": _("Försök en gång till")}
    return submit(request, form, verb, then=lambda _r: reverse("invitation", args=[ref]), page="kit/pages/form.html",
                  data=data, said=said)


@staff(Permission.CALL_SEND)
def send(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The second step: purpose, questions, who to ring, and out it goes. Who may not call reads why."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, ref) as v:
        barred = may_call(by.unit_kind, v.profile)
        if not door.holds(v) and not barred:
            raise NotThere
        draft, sitting = door.draft(v), meeting.next_meeting(v)
        prepared = _prepared(v)
        kinds = [(k, str(MeetingKind(k).label)) for k in v.profile.meeting_kinds]
        data = about(v) | {"to_send": draft, "meeting": sitting, "prepared": prepared, "barred": barred}
    initial = {
        "kind": sitting.kind if sitting else "", "contact_name": by.name, "contact_phone": by.phone,
        "contact_unit": by.unit_name, "purpose": prepared.purpose if prepared else "",
        "questions": prepared.questions if prepared else "",
    }
    return submit(
        request, lambda sent: SendForm(sent, kinds=kinds, initial=initial),
        lambda d: actions.send(ref, **d, by=by), then=lambda _r: reverse("invitation", args=[ref]),
        page=f"{PAGES}send.html", data=data,
        said=_("Kallelsen är skickad. Skriv nu ut den till %(name)s och till dem som får den på papper.")
        % {"name": data["person"].given_name},
    )
