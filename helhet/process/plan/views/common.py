"""What every page of the plan begins with: one visit, the draft, and the units that can be chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from helhet.kit.doors import NotThere
from helhet.kit.forms import Form
from helhet.kit.pages import submit
from helhet.organisations import door as organisations
from helhet.organisations.door import UnitCard
from helhet.process.case import door as cases
from helhet.process.case.cards import CaseCard
from helhet.process.mapping import door as mapping
from helhet.process.plan import checklist, door, suggesting
from helhet.process.plan.cards import DraftCard
from helhet.process.plan.rules import PRINCIPALS
from helhet.rulebook.profile import Profile


@dataclass(frozen=True)
class Desk:
    """The open draft on a page, with what the page needs around it."""

    ref: UUID
    case: CaseCard
    plan: DraftCard
    profile: Profile
    units: tuple[UnitCard, ...]
    areas: tuple[suggesting.AreaSaid, ...] = ()
    home: str = ""  # where one is again afterwards: the draft, or the meeting one writes at

    def numbers(self, names: tuple[str, ...], row: str = "") -> dict[str, int]:
        return {name: self.plan.n(row or str(self.plan.ref), name) for name in names}

    def choices(self, *, principals: bool = True, only: int | None = None) -> list[tuple[str, str]]:
        """The units at the table as choices; with ``principals`` only those of municipality and region."""
        return [(str(u.ref), u.name) for u in self.units
                if (not principals or u.side in PRINCIPALS) and only in (None, u.id)]

    def unit(self, ref: str) -> int | None:
        return next((u.id for u in self.units if str(u.ref) == ref), None)

    @property
    def missing(self) -> tuple[checklist.Missing, ...]:
        return checklist.missing(self.plan, {u.id: u.ref for u in self.units})

    @property
    def data(self) -> dict[str, Any]:
        return {"ref": self.ref, "case": self.case, "plan": self.plan, "person": self.plan.content.person,
                "profile": self.profile, "home": self.home}


def enter(request: HttpRequest, ref: UUID, *, pen: bool = False, said: bool = False) -> Desk:
    """Open the draft for writing. Raises NotThere.

    ``pen``: only for who holds the pen. ``said``: with what the mapping says, for whoever may read it.
    """
    desk = begun(request, ref, said=said)
    if desk is None or (pen and not desk.plan.documenter):
        raise NotThere
    return desk


def begun(request: HttpRequest, ref: UUID, *, said: bool = False) -> Desk | None:
    """The open draft; None when nobody has begun it yet. Raises NotThere for whoever may not write here now."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        may = door.may_write(v)
        plan = door.draft(v) if may else None
        units = organisations.units_by_id(v.case.units())
        desk = None if plan is None else Desk(
            ref, v.case, plan, v.profile, tuple(units[i] for i in v.case.units()),
            suggesting.said(mapping.mapping(v), plan.content.person.given_name) if said else (),
            getattr(request, "plan_home", "") or reverse("plan-draft", args=[ref]))
    if not may:
        raise NotThere
    return desk


def part(
    request: HttpRequest, desk: Desk, form: Callable[[Any], Form], verb: Callable[[dict[str, Any]], Any], *,
    title: Any, lead: Any = "", page: str = "part", send: Any = "", more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """One part of the draft as a page with one form; afterwards one is back at the draft."""
    return submit(
        request, form, verb, then=lambda _r: desk.home, said=_("Sparat."),
        page=f"process/plan/pages/{page}.html",
        data={**desk.data, "title": title, "lead": lead, "send": send or _("Spara"), **(more or {})},
    )
