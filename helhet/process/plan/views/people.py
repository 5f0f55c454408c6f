"""Who does what beside the units, whom to ask for, who answers for the whole, and how the plan was made."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.pages import submit
from helhet.process.plan import actions
from helhet.process.plan.forms import (
    ChildForm,
    ContactForm,
    DisagreementForm,
    FollowUpForm,
    Nothing,
    OtherForm,
    OwnForm,
    TogetherForm,
    said,
    seen,
)
from helhet.process.plan.views.common import Desk, enter, part

_WRITE = staff(Permission.PLAN_WRITE)


@_WRITE
def own(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What the person and those near do themselves."""
    desk, by = enter(request, ref, pen=True), request.actor  # type: ignore[attr-defined]
    return part(request, desk, OwnForm, lambda d: actions.add_own_part(ref, by=by, **d),
                title=_("Det vi gör själva"), page="own", send=_("Lägg till"))


@_WRITE
def others(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What somebody beside municipality and region does, or that nobody does."""
    desk, by = enter(request, ref, pen=True), request.actor  # type: ignore[attr-defined]
    return part(request, desk, OtherForm, lambda d: actions.add_other(ref, by=by, **d),
                title=_("Vad andra gör"), page="others", send=_("Lägg till"),
                more={"none_form": Nothing(), "none_at": getattr(request, "plan_none", "")})


@_WRITE
def others_none(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Say that nobody else does anything."""
    desk, by = enter(request, ref, pen=True), request.actor  # type: ignore[attr-defined]
    return submit(request, Nothing, lambda _d: actions.state_no_others(ref, none=True, by=by),
                  then=lambda _r: desk.home, said=_("Sparat."), page="process/plan/pages/remove.html",
                  data={**desk.data, "title": _("Ingen annan gör något"), "lead": "", "send": _("Spara")})


@_WRITE
def contact(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The person's contact in a unit; a unit that does not hold the pen names its own."""
    desk, by = enter(request, ref), request.actor  # type: ignore[attr-defined]
    units = desk.choices(principals=False, only=None if desk.plan.documenter else by.unit_id)
    unit = _asked_for(desk, request.GET.get("enhet", ""), by.unit_id)
    there = next((c for c in desk.plan.content.contacts if c.unit == unit), None)
    initial = {"unit": next((str(u.ref) for u in desk.units if u.id == unit), "")}
    if there:
        initial |= {"name": there.name, "function": there.function, "phone": there.phone}
    elif unit == by.unit_id:  # whoever writes is most often their own unit's contact; nobody else's
        initial |= {"name": by.name, "function": by.title, "phone": by.phone}
    return part(
        request, desk, lambda d: ContactForm(d, units=units, initial=initial),
        lambda d: actions.write_contact(ref, unit=desk.unit(d["unit"]) or 0, name=d["name"], function=d["function"],
                                        phone=d["phone"], by=by),
        title=_("Kontaktperson"), page="contact")


def _asked_for(desk: Desk, ref: str, own: int | None) -> int | None:
    """The unit the form begins with: the one in the address, else one that still lacks a contact, one's own first."""
    if not desk.plan.documenter:
        return own
    lacking = {r.field for r in desk.plan.lacks("contacts")}
    left = [u.id for u in desk.units if f"contacts:{u.id}" in lacking]
    return desk.unit(ref) or (own if own in left or not left else left[0])


@_WRITE
def disagreement(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What was not agreed on, and whose view it is."""
    desk, by = enter(request, ref), request.actor  # type: ignore[attr-defined]
    content = desk.plan.content
    names = (content.person.given_name or content.person.name, *(m.name for m in content.members))
    table = dict.fromkeys(filter(None, names))
    return part(request, desk, lambda d: DisagreementForm(d, initial={"whose": by.unit_name}, table=table),
                lambda d: actions.add_disagreement(ref, by=by, **d), title=_("När ni inte är överens"),
                page="disagreement", send=_("Lägg till"))


@_WRITE
def follow_up(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Place and time of the next meeting."""
    desk, by, names = enter(request, ref, pen=True), request.actor, FollowUpForm.texts  # type: ignore[attr-defined]
    now = desk.plan.content.follow_up
    starts, ends = (clock.local(t) if t else None for t in (now.starts_at, now.ends_at))
    initial = {"day": starts and starts.date(), "starts": starts and starts.time(), "ends": ends and ends.time(),
               "place": now.place, "participants": now.participants}

    def verb(d: dict[str, Any]) -> None:
        ends_at = clock.at(d["day"], d["ends"].hour, d["ends"].minute) if d["ends"] else None
        actions.write_follow_up(ref, starts_at=clock.at(d["day"], d["starts"].hour, d["starts"].minute),
                                ends_at=ends_at, texts=said(d, names), seen=seen(d, names), by=by)

    return part(request, desk, lambda d: FollowUpForm(d, numbers=desk.numbers(names), initial=initial), verb,
                title=_("Nästa uppföljning"))


@_WRITE
def together(request: HttpRequest, ref: UUID) -> HttpResponse:
    """How the person took part, and the next of kin's opportunity."""
    desk, by, names = enter(request, ref, pen=True), request.actor, TogetherForm.texts  # type: ignore[attr-defined]
    now = desk.plan.content.together
    initial = {n: getattr(now, n) for n in (*names, "took_part", "kin")}
    return part(
        request, desk, lambda d: TogetherForm(d, numbers=desk.numbers(names), initial=initial),
        lambda d: actions.write_together(ref, took_part=d["took_part"], kin=d["kin"], texts=said(d, names),
                                         seen=seen(d, names), by=by),
        title=_("Hur planen gjordes"))


@_WRITE
def child(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What is asked further when the person is a child."""
    desk, by, names = enter(request, ref, pen=True), request.actor, ChildForm.texts  # type: ignore[attr-defined]
    now = desk.plan.content.child
    if now is None:
        raise NotThere
    answers = ("heard", "prepared", "took_part", "placed", "health_unit", "dental_unit", "school_unit")
    initial = {n: getattr(now, n) for n in (*names, *answers)}
    return part(
        request, desk, lambda d: ChildForm(d, numbers=desk.numbers(names), initial=initial),
        lambda d: actions.write_child(ref, **{n: d[n] for n in answers}, texts=said(d, names), seen=seen(d, names),
                                      by=by),
        title=_("Barnets rätt"), page="child")
