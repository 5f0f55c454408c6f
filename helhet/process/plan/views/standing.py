"""The plan as it stands: read, establish, report, hand over and print."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.access.pages import staff
from helhet.access.rules import Permission
from helhet.kit.doors import NotThere
from helhet.kit.pages import render, submit
from helhet.organisations import door as organisations
from helhet.process.case import door as cases
from helhet.process.case.rules import State
from helhet.process.plan import actions, door
from helhet.process.plan.cards import PlanCard
from helhet.process.plan.forms import ChangeMainForm, EstablishForm, HandOutForm, MainForm, Nothing, ReportForm
from helhet.process.plan.rules import PRINCIPALS
from helhet.process.plan.views.common import enter, part

_WRITE = staff(Permission.PLAN_WRITE)
_PAGES = "process/plan/pages/"


@staff(Permission.CASE_READ)
def plan(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The plan in force, who does what first; before there is one, the way to the draft."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        data = {"ref": ref, "case": v.case, "person": v.person, "profile": v.profile, "plan": door.newest(v),
                "versions": door.versions(v), "may_write": door.may_write(v), "drafting": door.draft(v) is not None,
                "with_plan": v.case.state in (State.ACTIVE, State.FOLLOWING_UP)}
    page = "plan" if data["plan"] else "none"
    return render(request, f"{_PAGES}{page}.html", {**data, "accept_form": Nothing()})


@staff(Permission.CASE_READ)
def version(request: HttpRequest, ref: UUID, n: int) -> HttpResponse:
    """One version, exactly as it was established."""
    data = _version(request, ref, n)
    return render(request, _PAGES + "version.html", data)


def _version(request: HttpRequest, ref: UUID, n: int) -> dict[str, Any]:
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        found = door.version(v, n) if n else door.newest(v)
        data = {"ref": ref, "case": v.case, "person": v.person, "profile": v.profile, "plan": found}
    if found is None:
        raise NotThere
    return data


@staff(Permission.PLAN_ESTABLISH)
def establish(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Sum up, ask, and establish; everything missing stands first, with links."""
    desk, by = enter(request, ref), request.actor  # type: ignore[attr-defined]
    if not (desk.plan.documenter or by.role == "care_contact") or desk.case.state == State.FOLLOWING_UP:
        raise NotThere
    discharge = desk.case.sip_kind == "after_discharge"
    code = desk.profile.kva_establish_discharge if discharge else desk.profile.kva_establish
    return submit(
        request, lambda d: EstablishForm(d, by_route=desk.plan.by_route),
        lambda d: actions.establish(ref, read_back=d["read_back"], consent_to_planning=d["consent_to_planning"],
                                    other=d.get("other", ""), by=by),
        then=lambda _n: reverse("plan", args=[ref]),
        said=_("Planen gäller från nu. De enheter som får se den läser den i Helhet. Skriv ut den till %(name)s.")
        % {"name": desk.data["person"].given_name},
        page=_PAGES + "establish.html",
        data={**desk.data, "missing": desk.missing, "kva": code, "discharge": discharge},
    )


@_WRITE
def main_responsible(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Choose the main responsible in the draft; with a plan in force, pass the responsibility on."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        drafting, team = door.may_write(v), organisations.units_by_id(v.case.units()).values()
        standing = None if drafting else door.newest(v)
    if drafting:
        return _choose(request, ref)
    if standing is None or not standing.is_main:
        raise NotThere
    units = {str(u.ref): u for u in team if u.side in PRINCIPALS}
    by = request.actor  # type: ignore[attr-defined]
    return _plan_form(
        request, ref, standing, lambda d: ChangeMainForm(d, units=[(r, u.name) for r, u in units.items()]),
        lambda d: actions.change_main_responsible(ref, by=by, **{**d, "unit": units[d["unit"]].id}),
        title=_("Lämna över huvudansvaret"), page="main_change", said=_("Sparat. En annan enhet svarar själv."))


def _choose(request: HttpRequest, ref: UUID) -> HttpResponse:
    desk, by = enter(request, ref, pen=True), request.actor  # type: ignore[attr-defined]
    now = desk.plan.content.main
    here = next((str(u.ref) for u in desk.units if now and u.id == now.unit), "")
    initial = {"unit": here, "name": now.name, "phone": now.phone, "wish": now.wish} if now else {}
    return part(
        request, desk, lambda d: MainForm(d, units=desk.choices(), initial=initial),
        lambda d: actions.choose_main_responsible(ref, unit=desk.unit(d["unit"]) or 0, name=d["name"],
                                                  phone=d["phone"], wish=d["wish"], by=by),
        title=desk.profile.title_main_responsible, page="main")


@_WRITE
def main_accept(request: HttpRequest, ref: UUID) -> HttpResponse:
    """The unit that was asked takes the main responsibility."""
    by, found = request.actor, _version(request, ref, 0)["plan"]  # type: ignore[attr-defined]
    return _plan_form(request, ref, found, Nothing, lambda _d: actions.accept_main_responsible(ref, by=by),
                      title=_("Ta huvudansvaret"), page="main_accept", said=_("Nu har ni huvudansvaret."),
                      send=_("Ja, vi tar huvudansvaret"))


@_WRITE
def report(request: HttpRequest, ref: UUID, row: UUID) -> HttpResponse:
    """Tell how an intervention goes."""
    by, found = request.actor, _version(request, ref, 0)["plan"]  # type: ignore[attr-defined]
    one = next((i for i in found.now.interventions if i.ref == str(row)), None)
    if one is None:
        raise NotThere
    return _plan_form(request, ref, found, ReportForm, lambda d: actions.report(ref, row, by=by, **d),
                      title=_("Hur går det?"), lead=one.what, page="report", said=_("Tack, nu syns det i planen."))


@_WRITE
def hand_out(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Note who has got the plan on paper."""
    by, found = request.actor, _version(request, ref, 0)["plan"]  # type: ignore[attr-defined]
    return _plan_form(request, ref, found, HandOutForm, lambda d: actions.hand_out(ref, by=by, **d),
                      title=_("Planen på papper"), page="hand_out", said=_("Sparat."))


def _plan_form(
    request: HttpRequest, ref: UUID, found: PlanCard, form: Any, verb: Any, *, title: Any, page: str, said: str,
    lead: Any = "", send: Any = "",
) -> HttpResponse:
    return submit(request, form, verb, then=lambda _r: reverse("plan", args=[ref]), said=said,
                  page=f"{_PAGES}{page}.html",
                  data={"ref": ref, "plan": found, "title": title, "lead": lead, "send": send or _("Spara")})
