"""The ending's pages: choose a ground, begin anew, stop before a plan, and what is left after."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.process.case import door as cases
from helhet.process.case.rules import BEFORE_PLAN, State
from helhet.process.closing import actions, door
from helhet.process.closing.forms import AfterForm, CloseForm, RestartForm, StopForm
from helhet.process.closing.words import BY_ANOTHER_WAY, DutyCode, Whom
from helhet.process.follow_up.words import RestartGround
from helhet.process.mapping import door as mapping

PAGES = "process/closing/pages/"
WRITTEN = (DutyCode.WHERE_TO_TURN, DutyCode.EXPERIENCE)


@staff(Permission.CASE_READ)
def close(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Choose why the SIP ends. Before a plan and after an ending this address leads to where it belongs."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, ref) as v:
        card, ended = door.ending(v), door.closing(v)
        data = {"case": v.case, "person": v.person, "ending": card, "profile": v.profile,
                "important": mapping.important(v), "holds": v.is_convener and by.may(Permission.CASE_CLOSE)}
    if card is None:
        return _elsewhere(request, data, ended)
    choices = [(g.code, g.name, g.stopped or g.help) for g in card.grounds if g.code not in BY_ANOTHER_WAY]
    dead = data["person"].died_on is not None
    return submit(
        request, lambda posted: CloseForm(posted, grounds=choices, known_dead=dead, initial={"reason": card.reason}),
        lambda d: actions.close(ref, **d, by=by), then=lambda _done: reverse("closing-after", args=[ref]),
        page=PAGES + "close.html", data=data, said=_("SIP:en är avslutad."),
    )


def _elsewhere(request: HttpRequest, data: dict[str, Any], ended: door.ClosingCard | None) -> HttpResponse:
    state, ref = State(data["case"].state), data["case"].ref
    if ended is not None:
        return _on("closing-after", ref)
    if state in BEFORE_PLAN and data["holds"]:
        return _on("case-stop", ref)
    return render(request, PAGES + "nothing.html", data)


def _on(name: str, ref: UUID) -> HttpResponse:
    """To where it belongs: also for the second of two clicks, which finds the case closed already."""
    return HttpResponseRedirect(reverse(name, args=[ref]), status=303)


@staff(Permission.CASE_READ)
def restart(request: HttpRequest, ref: UUID) -> HttpResponse:
    """End this SIP and begin a new one, linked to it, with a new consent."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, ref) as v:
        card, ended = door.ending(v), door.closing(v)
        data = {"case": v.case, "person": v.person, "ending": card, "profile": v.profile,
                "important": mapping.important(v), "care_contact": by.role == "care_contact", "holds": v.is_convener}
        units = door.care_contacts(v)
    if card is None:
        return _elsewhere(request, data, ended)
    grounds = [(g.value, g.label) for g in RestartGround if g in data["profile"].restart_grounds]
    first = {"ground": card.restart_ground or None, "reason": card.reason}
    return submit(
        request, lambda posted: RestartForm(posted, grounds=grounds, units=units, initial=first),
        lambda d: actions.restart(ref, **d, by=by), then=lambda new: _begun(ref, new, request.POST),
        page=PAGES + "restart.html", data=data, said=_("En ny SIP är påbörjad. Fråga om samtycke på nytt."),
    )


def _begun(ref: UUID, new: UUID, posted: Any) -> str:
    """To the new case; where another unit holds it, to what is left here."""
    handed = posted.get("after_hospital") == "yes" and posted.get("care_contact_unit")
    return reverse("closing-after", args=[ref]) if handed else reverse("case", args=[new])


@staff(Permission.CASE_CLOSE)
def stop(request: HttpRequest, ref: UUID) -> HttpResponse:
    """End the work before there is a plan."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, ref) as v:
        ended = door.closing(v)
        data = {"case": v.case, "person": v.person, "important": mapping.important(v)}
        holds = v.is_convener
    if not holds:
        raise NotThere
    if State(data["case"].state) not in BEFORE_PLAN:
        if ended is None:
            raise NotThere
        return _on("closing-after", ref)
    dead = data["person"].died_on is not None
    return submit(
        request, lambda posted: StopForm(posted, known_dead=dead), lambda d: actions.stop(ref, **d, by=by),
        then=lambda _done: reverse("closing-after", args=[ref]), page=PAGES + "stop.html", data=data,
        said=_("Arbetet är avslutat."),
    )


@staff(Permission.CASE_READ)
def after(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What is left to do after the ending, and what is done."""
    by = request.actor  # type: ignore[attr-defined]
    with cases.visit(by, ref) as v:
        card = door.closing(v)
        data = {"case": v.case, "person": v.person, "closing": card, "profile": v.profile, "today": clock.today()}
    if card is None:
        raise NotThere
    # A sent list is read with what is done in it too: the second of two clicks gets the first one's answer.
    mine = [d for d in card.duties if d.mine and (request.method == "POST" or d.done_on is None)]
    if not mine or not by.may(Permission.CASE_CLOSE):
        return render(request, PAGES + "after.html", data | {"form": None})
    codes = {d.code for d in mine}
    words = {"ticks": [(str(d.ref), _line(d)) for d in mine if d.code not in WRITTEN],
             "where": DutyCode.WHERE_TO_TURN in codes, "experience": DutyCode.EXPERIENCE in codes}
    return submit(
        request, lambda posted: AfterForm(posted, initial={"done_on": clock.today()}, **words),
        lambda d: actions.tick(ref, duties=[UUID(x) for x in d.get("duties", ())], done_on=d["done_on"],
                               where_to_turn=d.get("where_to_turn", ""), experience=d.get("experience", ""), by=by),
        then=lambda _done: reverse("closing-after", args=[ref]), page=PAGES + "after.html", data=data,
        said=_("Tack, det är antecknat."),
    )


def _line(duty: door.DutyCard) -> str:
    """One line to tick: what, and for whom."""
    if duty.code == DutyCode.OWN_RECORD:
        return _("Avslutet är antecknat i vår egen dokumentation")
    if duty.whom == Whom.INDIVIDUAL:
        return _("%(name)s vet att SIP:en är avslutad och varför") % {"name": duty.name}
    return _("%(name)s vet att SIP:en är avslutad") % {"name": duty.name}
