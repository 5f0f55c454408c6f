"""Sub-goals and interventions. A unit decides only about its own (MEET-11)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from helhet.access.actor import Actor
from helhet.kit import clock, limits, versions
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.organisations import door as organisations
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.mapping.rules import LifeArea
from helhet.process.plan import around, rules, writing
from helhet.process.plan import models as m
from helhet.process.plan.actions.draft import Seen, Texts, add, save, writer, written
from helhet.process.plan.words import CONFIRMED, REPORTED, Owner, Status

KINDS: dict[str, type[m.Row]] = {
    "sub_goal": m.SubGoal, "intervention": m.Intervention, "own": m.OwnPart, "other": m.OtherMeasure,
    "contact": m.ContactPerson, "disagreement": m.Disagreement,
}


@dataclass(frozen=True)
class Doing:
    """An intervention as somebody wants it written. ``unit`` only when a unit of a principal does it."""

    owner: str
    status: str = Status.PROPOSED
    unit: int | None = None
    sub_goal: UUID | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    how_often: str = ""
    where: str = ""
    responsible: str = ""
    phone: str = ""


def add_sub_goal(case_ref: UUID, *, area: str, texts: Texts, by: Actor) -> UUID:
    """A new sub-goal under a life area. ``texts``: title, follow_up and the five of SMART. Raises Refused, NotThere."""
    with transaction.atomic():
        case, draft = writer(case_ref, by, pen=True)
        refuse(rules.room_for(m.SubGoal.objects.filter(draft=draft).count(), limits.SUB_GOALS))
        row = add(m.SubGoal, draft, by, area=LifeArea(area).value)
        save(draft, row.ref, texts, {}, by)
        written(case, by, part="sub_goal", row=str(row.ref))
        return row.ref


def write_sub_goal(
    case_ref: UUID, row: UUID, *, area: str, met: str = "", texts: Texts, seen: Seen, by: Actor
) -> None:
    """Change a sub-goal. Raises Conflict on the text somebody else saved first, Refused, NotThere."""
    with transaction.atomic():
        case, draft = writer(case_ref, by, pen=True)
        found = row_of(m.SubGoal, draft, row)
        found.area, found.met = LifeArea(area).value, met
        found.save(update_fields=["area", "met"])
        save(draft, row, texts, seen, by)
        written(case, by, part="sub_goal", row=str(row))


def add_intervention(case_ref: UUID, *, doing: Doing, texts: Texts, by: Actor) -> UUID:
    """A new intervention; another unit's only as proposed. Raises Refused (PLAN-02, PLAN-15, MEET-11), NotThere."""
    with transaction.atomic():
        case, draft = writer(case_ref, by)
        refuse(rules.room_for(m.Intervention.objects.filter(draft=draft).count(), limits.INTERVENTIONS))
        refuse(writing.may_write(_writing(doing, by, case)))
        row = add(m.Intervention, draft, by, **_columns(doing, draft, by))
        save(draft, row.ref, texts, {}, by)
        written(case, by, part="intervention", row=str(row.ref))
        return row.ref


def write_intervention(case_ref: UUID, row: UUID, *, doing: Doing, texts: Texts, seen: Seen, by: Actor) -> None:
    """Change an intervention. What another unit has confirmed only they can change.

    Raises Conflict, Refused (PLAN-02, PLAN-15, MEET-11), NotThere.
    """
    with transaction.atomic():
        case, draft = writer(case_ref, by)
        found = row_of(m.Intervention, draft, row)
        refuse(writing.may_write(_writing(doing, by, case, found)))
        for name, value in _columns(doing, draft, by).items():
            setattr(found, name, value)
        found.save()
        save(draft, row, texts, seen, by)
        written(case, by, part="intervention", row=str(row))


def confirm_intervention(case_ref: UUID, row: UUID, *, status: str, by: Actor) -> None:
    """The unit says itself that an intervention is theirs: decided, or awaiting its decision. Refused: MEET-11."""
    with transaction.atomic():
        case, draft = writer(case_ref, by)
        found = row_of(m.Intervention, draft, row)
        refuse(writing.may_confirm(by.unit_id, found.unit_id, status, around.stayed_away(case.pk, by.unit_id)))
        found.status, found.confirmed_at, found.confirmed_by = status, clock.now(), by.name
        found.save(update_fields=["status", "confirmed_at", "confirmed_by"])
        written(case, by, part="intervention", row=str(row), status=status)


def decline_intervention(case_ref: UUID, row: UUID, *, why: str, by: Actor) -> None:
    """The unit says no to what is proposed for it: the proposal goes, and the no stands as what was not agreed on.

    ``why`` in the unit's words. Raises Refused (MEET-11, MEET-12), NotThere.
    """
    with transaction.atomic():
        case, draft = writer(case_ref, by)
        found = row_of(m.Intervention, draft, row)
        refuse(writing.may_decline(by.unit_id, found.unit_id, found.status, why))
        what = versions.read(draft.ref).get((row, "what"), versions.Text()).text
        found.removed_at = clock.now()
        found.save(update_fields=["removed_at"])
        said = add(m.Disagreement, draft, by, whose=by.unit_name)
        save(draft, said.ref, {"text": _("Säger nej till ”%(what)s”. %(why)s") % {"what": what, "why": why}}, {}, by)
        written(case, by, part="intervention", row=str(row), removed=True)


def remove_row(case_ref: UUID, kind: str, row: UUID, *, by: Actor) -> None:
    """Take a row out of the draft; it stays, marked. Interventions under a sub-goal go to the long-term goal.

    Raises Refused (MEET-11) for what another unit has confirmed, NotThere.
    """
    with transaction.atomic():
        case, draft = writer(case_ref, by, pen=kind in ("sub_goal", "own", "other"))
        found = row_of(KINDS[kind], draft, row)
        if not _may_take_away(found, case, by):
            raise NotThere
        if isinstance(found, m.Intervention):
            must_be_free(found, case, by)
        found.removed_at = clock.now()
        found.save(update_fields=["removed_at"])
        if isinstance(found, m.SubGoal):
            m.Intervention.objects.filter(sub_goal=found).update(sub_goal=None)
        written(case, by, part=kind, row=str(row), removed=True)


def must_be_free(found: m.Intervention, case: Case, by: Actor) -> None:
    """Raises Refused (MEET-11) for an intervention that another unit has confirmed as its own."""
    if found.owner == Owner.UNIT:
        same = Doing(owner=found.owner, unit=found.unit_id, responsible="-")
        refuse(writing.may_write(_writing(same, by, case, found)))


def _may_take_away(found: m.Row, case: Case, by: Actor) -> bool:
    """A unit's contact and dissent are its own words: only it, or who holds the pen, takes them out again."""
    whose: int | None
    if isinstance(found, m.ContactPerson):
        whose = found.unit_id
    elif isinstance(found, m.Disagreement):
        whose = found.added_by_unit
    else:
        return True
    return whose == by.unit_id or around.documents(case.pk, cases.participants(case.pk), by)


def row_of(model: type[m.Row], draft: m.Draft, ref: UUID) -> Any:
    """A row of this draft. Raises NotThere."""
    found = model.objects.filter(draft=draft, ref=ref, removed_at__isnull=True).first()  # type: ignore[attr-defined]
    if found is None:
        raise NotThere
    return found


def _writing(doing: Doing, by: Actor, case: Case, was: m.Intervention | None = None) -> writing.Writing:
    ids = [i for i in (doing.unit, was.unit_id if was else None) if i]
    units = organisations.units_by_id(ids)
    now = units.get(doing.unit or 0)
    return writing.Writing(
        by_unit=by.unit_id, owner=doing.owner, unit=now.id if now else None, side=now.side if now else "",
        status=doing.status, responsible=doing.responsible, was_unit=was.unit_id if was else None,
        was_status=was.status if was else "",
        was_name=units[was.unit_id].name if was and was.unit_id in units else "",
        stayed_away=around.stayed_away(case.pk, by.unit_id),
    )


def _columns(doing: Doing, draft: m.Draft, by: Actor) -> dict[str, object]:
    goal = row_of(m.SubGoal, draft, doing.sub_goal) if doing.sub_goal else None
    theirs = doing.owner == Owner.UNIT
    sure = theirs and doing.status in CONFIRMED
    return {
        "owner": doing.owner, "unit_id": doing.unit if theirs else None, "sub_goal": goal,
        # Only a principal's unit can be undecided about what it does; the rest is agreed when it is written.
        "status": doing.status if theirs or doing.status in REPORTED else Status.DECIDED,
        "starts_on": doing.starts_on, "ends_on": doing.ends_on, "how_often": doing.how_often, "where": doing.where,
        "responsible": doing.responsible, "phone": doing.phone,
        "confirmed_at": clock.now() if sure else None, "confirmed_by": by.name if sure else "",
    }
