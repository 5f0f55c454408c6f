"""The draft, its goal, the way there, sub-goals and interventions."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.actor import Actor
from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.process.plan import actions, suggesting
from helhet.process.plan.actions.rows import KINDS, Doing
from helhet.process.plan.content import Intervention
from helhet.process.plan.forms import (
    NO,
    ConfirmForm,
    GoalForm,
    InterventionForm,
    Nothing,
    SubGoalForm,
    WayForm,
    said,
    seen,
)
from helhet.process.plan.rules import PRINCIPALS
from helhet.process.plan.views.common import Desk, begun, enter, part
from helhet.process.plan.words import WRITTEN, Owner, Status

_WRITE = staff(Permission.PLAN_WRITE)


@_WRITE
def draft(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Everything in the draft: what is missing with links, and what is there."""
    desk, by = begun(request, ref), request.actor  # type: ignore[attr-defined]
    if desk is None:
        return submit(request, Nothing, lambda _d: actions.open_draft(ref, by=by),
                      then=lambda _r: reverse("plan-draft", args=[ref]), page="process/plan/pages/begin.html",
                      data={"ref": ref})
    return render(request, "process/plan/pages/draft.html", {**desk.data, "missing": desk.missing})


@_WRITE
def goal(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The long-term goal in the person's own words."""
    desk, by, names = enter(request, ref, pen=True), request.actor, GoalForm.texts  # type: ignore[attr-defined]
    initial = {n: getattr(desk.plan.content, n) for n in names}
    return part(request, desk, lambda d: GoalForm(d, numbers=desk.numbers(names), initial=initial),
                lambda d: actions.write_goal(ref, texts=said(d, names), seen=seen(d, names), by=by),
                title=_("Målet, med %(name)s egna ord") % {"name": desk.plan.content.person.genitive}, page="goal")


@_WRITE
def way(request: HttpRequest, ref: UUID) -> HttpResponse:
    """What help it takes, and how one gets there soon and later."""
    desk, by, names = enter(request, ref, pen=True), request.actor, WayForm.texts  # type: ignore[attr-defined]
    initial, needs = {n: getattr(desk.plan.content, n) for n in names}, desk.profile.requires
    return part(request, desk, lambda d: WayForm(d, needs=needs, numbers=desk.numbers(names), initial=initial),
                lambda d: actions.write_way(ref, texts=said(d, names), seen=seen(d, names), by=by),
                title=_("Vägen till målet"))


@_WRITE
def sub_goal_add(request: HttpRequest, ref: UUID) -> HttpResponse:
    """A new sub-goal, with the five questions of SMART as help."""
    desk, by = enter(request, ref, pen=True, said=True), request.actor  # type: ignore[attr-defined]
    names, initial = SubGoalForm.texts, suggesting.beginning(desk.areas, request.GET.get("fran", ""), {})
    return part(request, desk, lambda d: SubGoalForm(d, needs=desk.profile.requires, initial=initial),
                lambda d: actions.add_sub_goal(ref, area=d["area"], texts=said(d, names), by=by),
                title=_("Ett nytt delmål"), page="sub_goal",
                more={"areas": desk.areas, "area_now": initial.get("area", "")})


@_WRITE
def sub_goal(request: HttpRequest, ref: UUID, row: UUID) -> HttpResponse:
    """Change a sub-goal."""
    desk, by = enter(request, ref, pen=True, said=True), request.actor  # type: ignore[attr-defined]
    names, found = SubGoalForm.texts, next((g for g in desk.plan.content.sub_goals if g.ref == str(row)), None)
    if found is None:
        raise NotThere
    initial = suggesting.beginning(desk.areas, request.GET.get("fran", ""),
                                   {n: getattr(found, n) for n in (*names, "area", "met")})
    numbers, met = desk.numbers(names, str(row)), desk.profile.has_field("sub_goal_met")
    needs = desk.profile.requires
    return part(
        request, desk, lambda d: SubGoalForm(d, needs=needs, numbers=numbers, initial=initial, with_met=met),
        lambda d: actions.write_sub_goal(ref, row, area=d["area"], met=d.get("met", found.met),
                                         texts=said(d, names), seen=seen(d, names), by=by),
        title=_("Ändra delmålet"), page="sub_goal",
        more={"row": row, "kind": "sub_goal", "areas": desk.areas, "area_now": initial["area"]})


@_WRITE
def intervention_add(request: HttpRequest, ref: UUID, goal: UUID | None = None) -> HttpResponse:
    """A new intervention, perhaps under a sub-goal. It begins as what is most often meant: we do it ourselves."""
    desk, by, names = enter(request, ref), request.actor, InterventionForm.texts  # type: ignore[attr-defined]
    own = next((str(u.ref) for u in desk.units if u.id == by.unit_id and u.side in PRINCIPALS), "")
    initial = {"status": Status.PROPOSED.value, "sub_goal": str(goal or request.GET.get("delmal", ""))}
    if own:
        initial |= {"owner": Owner.UNIT.value, "unit": own, "status": Status.DECIDED.value, "responsible": by.name,
                    "phone": by.phone}
    return part(request, desk, lambda d: _form(desk, d, initial=initial, us=by.unit_name),
                lambda d: actions.add_intervention(ref, doing=_new(desk, d, by), texts=said(d, names), by=by),
                title=_("En ny insats"), page="intervention", more={"own_unit": own})


@_WRITE
def intervention(request: HttpRequest, ref: UUID, row: UUID) -> HttpResponse:
    """Change an intervention. What another unit has confirmed cannot be changed here."""
    desk, by, names = enter(request, ref), request.actor, InterventionForm.texts  # type: ignore[attr-defined]
    found = _found(desk, row)
    initial = {n: getattr(found, n) for n in (*names, "sub_goal", "owner", "status", "responsible", "phone",
                                              "starts_on", "ends_on", "how_often", "where")}
    initial["unit"] = next((str(u.ref) for u in desk.units if u.id == found.unit), "")
    kept, numbers = "" if found.status in WRITTEN else found.status, desk.numbers(names, str(row))
    return part(
        request, desk, lambda d: _form(desk, d, initial=initial, kept=kept, numbers=numbers, us=by.unit_name),
        lambda d: actions.write_intervention(ref, row, doing=_doing(desk, d), texts=said(d, names),
                                             seen=seen(d, names), by=by),
        title=_("Ändra insatsen"), page="intervention", more={"row": row, "kind": "intervention"})


@_WRITE
def confirm(request: HttpRequest, ref: UUID, row: UUID) -> HttpResponse:
    """A unit answers whether a proposed intervention is theirs; ``?svar=nej`` when it has said no already."""
    desk, by = enter(request, ref), request.actor  # type: ignore[attr-defined]
    found = _found(desk, row)

    def answer(d: dict[str, Any]) -> None:
        if d["status"] == NO:
            actions.decline_intervention(ref, row, why=d["why"], by=by)
        else:
            actions.confirm_intervention(ref, row, status=d["status"], by=by)

    initial = {"status": NO} if request.GET.get("svar") == "nej" else {}
    return part(request, desk, lambda d: ConfirmForm(d, initial=initial), answer,
                title=_("Svara om insatsen"), page="confirm", send=_("Svara"), more={"found": found})


@_WRITE
def remove(request: HttpRequest, ref: UUID, kind: str, row: UUID) -> HttpResponse:
    """Ask, then take a row out of the draft."""
    desk, by = enter(request, ref), request.actor  # type: ignore[attr-defined]
    says = _says(desk, str(row))
    if kind not in KINDS or says is None:
        raise NotThere
    return part(request, desk, Nothing, lambda _d: actions.remove_row(ref, kind, row, by=by),
                title=_("Ta bort ur utkastet?"), lead=says, page="remove", send=_("Ta bort"))


def _says(desk: Desk, row: str) -> str | None:
    c = desk.plan.content
    texts = {**{g.ref: g.title for g in c.sub_goals}, **{i.ref: i.what for i in c.interventions},
             **{o.ref: o.what for o in c.own}, **{o.ref: o.what for o in c.others},
             **{p.ref: p.name for p in c.contacts}, **{d.ref: d.text for d in c.disagreements}}
    return texts.get(row)


def _found(desk: Desk, row: UUID) -> Intervention:
    found = desk.plan.intervention(str(row))
    if found is None:
        raise NotThere
    return found


def _form(desk: Desk, data: Any, **kwargs: Any) -> InterventionForm:
    goals = [(g.ref, g.title) for g in desk.plan.content.sub_goals]
    return InterventionForm(data, goals=goals, units=desk.choices(), needs=desk.profile.requires,
                            with_end=desk.profile.has_field("intervention_start_end"), **kwargs)


def _new(desk: Desk, d: dict[str, Any], by: Actor) -> Doing:
    """As it was written; the writer's own name, there from the start, never stands for somebody else's doing."""
    doing = _doing(desk, d)
    if doing.unit != by.unit_id and doing.responsible == by.name:
        return replace(doing, responsible="", phone="" if doing.phone == by.phone else doing.phone)
    return doing


def _doing(desk: Desk, d: dict[str, Any]) -> Doing:
    unit = desk.unit(d["unit"]) if d["owner"] == Owner.UNIT else None
    return Doing(
        owner=d["owner"], status=d["status"] or Status.PROPOSED, unit=unit,
        sub_goal=UUID(d["sub_goal"]) if d["sub_goal"] else None, starts_on=d["starts_on"], ends_on=d.get("ends_on"),
        how_often=d["how_often"], where=d["where"], responsible=d["responsible"], phone=d["phone"],
    )
