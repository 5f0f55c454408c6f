"""Opens drafts, and lets in those who may write in one."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.rules import Permission
from helhet.kit import clock, versions
from helhet.kit.doors import NotThere
from helhet.process.case import door as cases
from helhet.process.case import moves
from helhet.process.case.actions import hold, move
from helhet.process.case.models import Case
from helhet.process.mapping import door as mapping
from helhet.process.plan import around, content, load
from helhet.process.plan import models as m

VERB = "plan.write"
Texts = Mapping[str, str]
Seen = Mapping[str, int | None]


def open_draft(case_ref: UUID, *, by: Actor) -> UUID:
    """Open a draft if none is open; returns its ref. Raises Refused in the wrong step, NotThere."""
    with transaction.atomic():
        case, draft = writer(case_ref, by)
        written(case, by, part="draft")
        return draft.ref


def writer(case_ref: UUID, by: Actor, *, pen: bool = False) -> tuple[Case, m.Draft]:
    """Lock the case for writing and give its draft, opened if need be. ``pen``: only who holds the pen.

    Raises NotThere for whoever is not covered now, Refused in the wrong step.
    """
    case = hold(case_ref, by=by, needs=Permission.PLAN_WRITE)
    team = cases.participants(case.pk)
    taking_part = any(p.unit_id == by.unit_id for p in team)
    if not by.is_staff or not around.reaches(case.ref, by.unit_id, taking_part):
        raise NotThere
    holds_pen = around.documents(case.pk, team, by)
    if not holds_pen and (pen or not around.present(case.pk, by.unit_id)):
        raise NotThere
    moves.must_be_allowed(VERB, case.state, case.state)
    return case, draft_of(case, by)


def written(case: Case, by: Actor, **data: Any) -> None:
    """The end of every verb that writes in the draft."""
    move(case, verb=VERB, by=by, data=data)


def draft_of(case: Case, by: Actor) -> m.Draft:
    """The open draft; else a copy of the newest version; else an empty one with the person's own words as goal."""
    found = load.open_draft(case.pk)
    if found is not None:
        return found
    if load.newest_version(case.pk) is not None:
        return copy_to_draft(case, by=by)
    draft = m.Draft.objects.create(case=case, opened_at=clock.now())
    # GOAL-01: the long-term goal is the answer to "Vad är viktigt för dig?".
    save(draft, draft.ref, {"goal": mapping.important_text(case.pk)}, {}, by)
    return draft


def save(draft: m.Draft, row: UUID, texts: Texts, seen: Seen, by: Actor) -> None:
    """Write texts of a row. A text without a seen number counts as never seen. Raises Conflict."""
    for name, text in texts.items():
        versions.write(subject=draft.ref, row=row, field=name, text=text or "", seen=seen.get(name) or 0, by=by)


def copy_to_draft(case: Case, *, by: Actor) -> m.Draft:
    """Open a draft from the newest version, with statuses as last reported. Returns the open one if there is one.

    For follow_up, in its transaction. Rows keep their refs. Raises NotThere when nothing is established.
    """
    found = load.open_draft(case.pk)
    if found is not None:
        return found
    version = load.newest_version(case.pk)
    if version is None:
        raise NotThere
    c = load.as_it_goes(load.version_content(version), load.reports(case.pk, version.at))
    # The next follow-up and how the person takes part are new questions each time; the rest starts as it stands.
    draft = m.Draft.objects.create(
        case=case, opened_at=clock.now(), others_none=c.others_none, placed=c.child.placed if c.child else None,
        health_unit=c.child.health_unit if c.child else "", dental_unit=c.child.dental_unit if c.child else "",
        school_unit=c.child.school_unit if c.child else "",
    )
    names = ("goal", "others_goal", "before", "how_short", "how_long", "help")
    save(draft, draft.ref, {name: getattr(c, name) for name in names}, {}, by)
    _copy_goals(draft, c, by)
    _copy_rest(draft, c, by)
    main = load.main_of(case.pk)
    if main is not None:
        propose(case, draft, unit=main.unit_id, name=main.name, phone=main.phone, wish=main.wish, by=by)
    return draft


def _copy_goals(draft: m.Draft, c: content.PlanContent, by: Actor) -> None:
    goals = {}
    for g in c.sub_goals:
        goals[g.ref] = add(m.SubGoal, draft, by, ref=UUID(g.ref), area=g.area, met=g.met)
        names = ("title", "aim", "measure", "accepted", "possible", "by_when", "follow_up")
        save(draft, UUID(g.ref), {name: getattr(g, name) for name in names}, {}, by)
    for i in c.interventions:
        add(m.Intervention, draft, by, ref=UUID(i.ref), sub_goal=goals.get(i.sub_goal), owner=i.owner,
            unit_id=i.unit, status=i.status, starts_on=i.starts_on, ends_on=i.ends_on, how_often=i.how_often,
            where=i.where, responsible=i.responsible, phone=i.phone)
        said = ("what", "when", "where_text", "reason")
        save(draft, UUID(i.ref), {name: getattr(i, name) for name in said}, {}, by)


def _copy_rest(draft: m.Draft, c: content.PlanContent, by: Actor) -> None:
    for o in c.own:
        add(m.OwnPart, draft, by, ref=UUID(o.ref), who=o.who, name=o.name)
        save(draft, UUID(o.ref), {"what": o.what}, {}, by)
    for x in c.others:
        add(m.OtherMeasure, draft, by, ref=UUID(x.ref), name=x.name, said_by=x.said_by)
        save(draft, UUID(x.ref), {"what": x.what}, {}, by)
    for p in c.contacts:
        add(m.ContactPerson, draft, by, ref=UUID(p.ref), unit_id=p.unit, name=p.name, function=p.function,
            phone=p.phone)
    for d in c.disagreements:
        add(m.Disagreement, draft, by, ref=UUID(d.ref), whose=d.whose)
        save(draft, UUID(d.ref), {"text": d.text}, {}, by)


def add(model: type[m.Row], draft: m.Draft, by: Actor, **values: Any) -> Any:
    """A new row, last among its like."""
    n = model.objects.filter(draft=draft).count()  # type: ignore[attr-defined]
    return model.objects.create(  # type: ignore[attr-defined]
        draft=draft, position=n, added_at=clock.now(), added_by_unit=by.unit_id, **values)


def propose(
    case: Case, draft: m.Draft | None, *, unit: int, name: str, phone: str, by: Actor, wish: str = "",
    reason: str = "",
) -> m.MainResponsible:
    return m.MainResponsible.objects.create(case=case, draft=draft, unit_id=unit, name=name, phone=phone, wish=wish,
                                            reason=reason, **signed(by))


def signed(by: Actor) -> dict[str, Any]:
    return {"at": clock.now(), "by": by.user_id, "by_name": by.name, "by_unit": by.unit_id,
            "by_unit_name": by.unit_name}
