"""The pages of the meeting: before it, at it, and how it ended."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.actor import Actor
from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.process.case import door as cases
from helhet.process.case import moves
from helhet.process.case.cards import ParticipantCard
from helhet.process.case.door import Visit
from helhet.process.case.rules import BEFORE_PLAN, ParticipantKind, State
from helhet.process.consent import door as consent
from helhet.process.mapping import door as mapping
from helhet.process.meeting import actions, door, forms
from helhet.process.meeting.rules import latest_day
from helhet.process.meeting.words import MeetingKind, Path

PAGES = "process/meeting/pages/"
HOLDERS = (ParticipantKind.CONVENER, ParticipantKind.MAIN_RESPONSIBLE)


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined,no-any-return]


def _look(request: HttpRequest, ref: UUID) -> dict[str, Any]:
    """What every page of the room shows, from one visit."""
    with cases.visit(_actor(request), ref) as v:
        found = door.meetings(v)
        ahead = next((m for m in found if m.is_planned or m.is_open), None)
        covered = consent.coverage(v.case.id)
        return {
            "case": v.case, "person": v.person, "important": mapping.important(v), "agreed": door.agreed(v),
            "meetings": found, "ahead": ahead, "settled": mapping.settled(v),
            "holds": _holds(v), "leads": _holds(v) or _named(v, ahead), "open_to_you": "meeting" in v.decision.kinds,
            "may": {verb: _can(v, verb) for verb in ("plan", "move", "cancel", "open", "end", "deviation")},
            "profile": v.profile, "digital": covered.digital or (covered.route and not covered.part_a),
            "latest": latest_day(MeetingKind.NEW, v.case.discovered_on, v.profile), "today": clock.today(),
            "back": reverse("meeting", args=[ref]), "people": _people(v.case.participants),
            "agenda": v.profile.follow_up_agenda if v.case.state == State.FOLLOWING_UP else v.profile.meeting_agenda,
        }


def _holds(v: Visit) -> bool:
    return v.by.unit_id in v.case.units(*HOLDERS)


def _named(v: Visit, ahead: door.MeetingCard | None) -> bool:
    return ahead is not None and v.by.user_id in (ahead.leader_user, ahead.documenter_user)


def _can(v: Visit, verb: str) -> bool:
    return v.case.state in moves.MOVES[f"meeting.{verb}"].sources


def _people(found: tuple[ParticipantCard, ...]) -> tuple[ParticipantCard, ...]:
    """Each unit or person once, called before what else they are."""
    order = (ParticipantKind.SUMMONED, ParticipantKind.INVITED, ParticipantKind.CONVENER)
    ranked = sorted(found, key=lambda p: order.index(p.kind) if p.kind in order else len(order))
    once = {(p.unit_id, p.relation_id, "" if p.unit_id else p.name): p for p in reversed(ranked)}
    return tuple(p for p in found if p in once.values())


def _for_holder(request: HttpRequest, ref: UUID, *, leading: bool = False, new: bool = False) -> dict[str, Any]:
    """The same for a page where one acts: not there for others, nor when no meeting stands, unless it is ``new``."""
    page = _look(request, ref)
    if not page["leads" if leading else "holds"] or (page["ahead"] is None and not new):
        raise NotThere
    return page


@staff(Permission.CASE_READ)
def show(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _look(request, ref)
    ahead = page["ahead"]
    day_is_here = bool(ahead) and clock.local(ahead.starts_at).date() <= page["today"]
    return render(request, PAGES + "meeting.html", page | {"day_is_here": day_is_here})


@staff(Permission.MEETING_PLAN)
def plan(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _for_holder(request, ref, new=True)
    by, before, settled = _actor(request), page["ahead"], page["settled"]
    kind = page["case"].sip_kind if page["case"].sip_kind == MeetingKind.AFTER_DISCHARGE else MeetingKind.NEW
    first = _as_planned(before) if before else {
        "kind": kind, "leader_name": by.name, "documenter_name": by.name,
        "participation": settled.how if settled else None,
    }

    def make(data: Any) -> forms.Plan:
        form = forms.Plan(data, initial=first)
        if not page["person"].is_child:
            form.fields.pop("child_time")
        return form

    def save(d: dict[str, Any]) -> UUID:
        when = forms.moments(d)
        rest = {k: v for k, v in d.items() if k not in ("day", "starts", "ends")}
        leads = by.user_id if d["leader_name"] == by.name else None
        writes = by.user_id if d["documenter_name"] == by.name else None
        return actions.plan(ref, **rest, **when, leader_user=leads, documenter_user=writes, by=by)

    return submit(request, make, save, page=PAGES + "plan.html", data=page, then=lambda _n: page["back"],
                  said=_("Mötet är planerat. Nästa steg är kallelsen."))


def _as_planned(m: door.MeetingCard) -> dict[str, Any]:
    names = ("kind", "participation", "child_time", "reason_for_time", "form", "place", "place_public", "link",
             "technical_help", "leader_name", "leader_independent", "documenter_name", "agreed_with_person",
             "agreed_how")
    return {name: getattr(m, name) for name in names} | _hours(m)


def _hours(m: door.MeetingCard) -> dict[str, Any]:
    start, end = clock.local(m.starts_at), clock.local(m.ends_at)
    return {"day": start.date(), "starts": start.time(), "ends": end.time()}


@staff(Permission.MEETING_PLAN)
def move(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _for_holder(request, ref)
    first = {"place": page["ahead"].place} | _hours(page["ahead"])

    def save(d: dict[str, Any]) -> None:
        actions.move_meeting(ref, **forms.moments(d), place=d["place"], reason=d["reason"],
                             agreed_with_person=d["agreed_with_person"], agreed_how=d["agreed_how"], by=_actor(request))

    return submit(request, lambda data: forms.Move(data, initial=first), save, page=PAGES + "move.html", data=page,
                  then=lambda _n: page["back"],
                  said=_("Mötet är flyttat. De som finns i Helhet får frågan på nytt. Ring "
                         "%(name)s och dem som fått kallelsen på papper.") % {"name": page["person"].given_name})


@staff(Permission.MEETING_PLAN)
def cancel(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _for_holder(request, ref)
    return submit(request, lambda data: forms.Cancel(data),
                  lambda d: actions.cancel(ref, reason=d["reason"], by=_actor(request)),
                  page=PAGES + "cancel.html", data=page, then=lambda _n: page["back"],
                  said=_("Mötet är inställt. De som finns i Helhet ser det. Ring %(name)s och dem som fått kallelsen "
                         "på papper.") % {"name": page["person"].given_name})


@staff(Permission.MEETING_LEAD)
def open_meeting(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _for_holder(request, ref, leading=True)
    name = page["person"].given_name
    support = page["settled"].support_person if page["settled"] else ""

    def make(data: Any) -> forms.Open:
        return forms.Open(data, people=page["people"], person=name, support=support)

    return submit(
        request, make,
        lambda d: actions.open_meeting(ref, attendance=make(None).attendance(d, name), yes_again=forms.yes_of(d),
                                       carry_on_why=d["carry_on_why"], by=_actor(request)),
        page=PAGES + "open.html", data=page, then=lambda _n: page["back"], said=_("Mötet är öppnat. Välkomna!"),
    )


@staff(Permission.MEETING_LEAD)
def end(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _for_holder(request, ref, leading=True)
    follows_up = page["case"].state == State.FOLLOWING_UP

    def make(data: Any) -> forms.End:
        form = forms.End(data)
        if follows_up:
            for name in ("outcome_state", "day", "starts", "ends"):
                form.fields.pop(name)
        return form

    def save(d: dict[str, Any]) -> None:
        outcome = d.get("outcome_state", "")
        done = outcome in ("", State.DOCUMENTING)  # else the same words say why it stopped
        actions.end(ref, summary=d["summary"] if done else "", outcome_state=outcome,
                    why="" if done else d["summary"], **forms.again(d), by=_actor(request))

    return submit(request, make, save, page=PAGES + "end.html", data=page | {"follows_up": follows_up},
                  then=lambda _n: page["back"], said=_("Mötet är avslutat."))


@staff(Permission.MEETING_LEAD)
def deviation(request: HttpRequest, ref: UUID) -> HttpResponse:
    page = _for_holder(request, ref, leading=True)
    people = {str(p.ref): p for p in page["people"] if p.kind != ParticipantKind.CONVENER}
    offered = [(key, p.name, p.kind_name) for key, p in people.items()]

    def save(d: dict[str, Any]) -> str:
        who = people.get(d["participant"])
        return actions.deviation(ref, kind=d["kind"], path=d["path"], note=d["note"],
                                 unit=who.unit_id if who else None, name=who.name if who else "", by=_actor(request))

    return submit(request, lambda data: forms.Deviation(data, people=offered), save, page=PAGES + "deviation.html",
                  data=page, then=lambda path: _onwards(path, page), said=_("Det är antecknat."))


def _onwards(path: str, page: dict[str, Any]) -> str:
    """Where the chosen way goes on: each deviation has its own."""
    ref, sits = page["case"].ref, page["ahead"].is_open
    if path == Path.DECLINE:
        before = page["case"].state in BEFORE_PLAN
        return reverse("consent-decline" if before else "consent-withdraw", args=[ref])
    if path == Path.NEW_TIME:
        return reverse("meeting-end" if sits else "meeting-move", args=[ref])
    if path == Path.CARRY_ON and not sits:
        return reverse("meeting-open", args=[ref])
    if path == Path.NEW_CALL and not sits:
        return reverse("invitation", args=[ref])
    return page["back"]


