"""Pages of those who are asked: answer, pass on, take over."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access import door as access
from helhet.access.actor import Actor
from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit.doors import NotThere
from helhet.kit.pages import submit
from helhet.kit.text import sought
from helhet.organisations import door as organisations
from helhet.process.case import door as cases
from helhet.process.invitation import actions, door
from helhet.process.invitation.cards import ReceiverCard
from helhet.process.invitation.forms import OTHER, AnswerForm, ForwardForm, TakeOverForm
from helhet.process.invitation.rules import Hindrance, ReceiverKind, Reply
from helhet.process.invitation.views.calling import PAGES, about
from helhet.process.meeting import door as meeting

MOST = 30


@staff(Permission.CALL_ANSWER)
def answer(request: HttpRequest, ref: UUID, receiver: UUID | None = None) -> HttpResponse:
    """Answer for one's own unit; or, as convener, note what somebody has said."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, ref) as v:
        card = door.call(v)
        row = door.mine(v, card)
        if receiver is not None and card is not None and door.holds(v):
            row = card.receiver(receiver)
        if card is None or row is None or not card.live:
            raise NotThere
        own = row.unit_id is not None and row.unit_id == by.unit_id
        people = _colleagues(by) if own else []
        data = about(v) | {"call": card, "row": row, "own": own, "meeting": meeting.next_meeting(v)}
    if own and request.method == "POST" and request.POST.get("answer") == Reply.NOT_US:
        return HttpResponseRedirect(reverse("invitation-forward", args=[ref]), status=303)
    initial = {} if row.kind == ReceiverKind.UNIT else {"who_name": row.name}
    return submit(
        request, lambda sent: AnswerForm(sent, duty=row.duty, unit=own, colleagues=people, initial=initial),
        lambda d: actions.answer(ref, **_said(d), receiver=row.ref, by=by),
        then=lambda _r: reverse("invitation", args=[ref]), page=f"{PAGES}answer.html", data=data,
        said=_("Tack, svaret är sparat. Den som kallade ser det nu."),
    )


def _colleagues(by: Actor) -> list[tuple[str, str]]:
    """Oneself first, then those who work at the unit today."""
    found = access.colleagues(by.unit_id or 0)
    mine = [c for c in found if c.id == by.user_id]
    rest = [c for c in found if c.id != by.user_id]
    return [(str(c.id), _("Jag själv, %(name)s") % {"name": c.name}) for c in mine] + [
        (str(c.id), ", ".join(p for p in (c.name, c.title) if p)) for c in rest
    ]


def _said(d: dict[str, Any]) -> dict[str, Any]:
    """Three choices become the answer's own words: a name beside a hindrance is a substitute."""
    if d["answer"] == "comes":
        chosen = d.get("who", "")
        user = int(chosen) if chosen and chosen != OTHER else None
        return {"answer": Reply.COMES, "who_user": user, "who_name": "" if user else d["who_name"]}
    if d["substitute"]:
        return {"answer": Reply.SUBSTITUTE, "who_name": d["substitute"], "hindrance": Hindrance.HINDERED}
    if d["other_time"]:
        return {"answer": Reply.OTHER_TIME, "message": d["other_time"]}
    why = Hindrance.NOT_KNOWN if d.get("not_known") else Hindrance.HINDERED
    return {"answer": Reply.CANNOT, "hindrance": why}


@staff(Permission.CALL_ANSWER)
def forward(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Find the right unit within the principal, and pass the call on to it."""
    by = request.actor  # type: ignore[attr-defined]
    text = sought(request.GET.get("enhet", ""))
    with cases.visit(by, ref) as v:
        card = door.call(v)
        row: ReceiverCard | None = door.mine(v, card)
        if card is None or row is None or not card.live or by.principal_id is None:
            raise NotThere
        units = [u for u in organisations.find_units(text, principal=by.principal_id, limit=MOST + 1)
                 if u.id != by.unit_id]
        data = about(v) | {"call": card, "row": row, "searched": text, "more": len(units) > MOST}
    choices = [(str(u.ref), u.name, u.controller_name) for u in units[:MOST]]
    ids = {str(u.ref): u.id for u in units}
    return submit(
        request, lambda sent: ForwardForm(sent, units=choices),
        lambda d: actions.forward(ref, to_unit=ids[d["to_unit"]], asked_sender=d["asked_sender"],
                                  message=d["message"], by=by),
        then=lambda _r: reverse("invitation", args=[ref]), page=f"{PAGES}forward.html", data=data,
        said=_("Kallelsen är lämnad vidare. Ni är kvar tills de har tagit över."),
    )


@staff(Permission.CALL_ANSWER)
def received(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A call that was passed on to us: that it exists, from whom and by when. Nothing about whom it concerns."""
    by = request.actor  # type: ignore[attr-defined]
    card = door.received(by, ref)

    def decide(d: dict[str, Any]) -> None:
        if d["takes"] == "yes":
            actions.accept_forward(ref, who_name=d["who_name"], by=by)
        else:
            actions.decline_forward(ref, why=d["why"], by=by)

    return submit(
        request, TakeOverForm, decide, then=lambda _r: reverse("invitation-received", args=[ref]),
        page=f"{PAGES}received.html", data={"passed": card}, said=_("Tack, svaret är sparat."),
    )
