"""Reads the plan's tables into content: used by the door and by the actions, never by a page."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from helhet.kit import versions
from helhet.organisations import door as organisations
from helhet.process.case.shared import rows
from helhet.process.mapping.rules import LifeArea
from helhet.process.plan import content as c
from helhet.process.plan import snapshot
from helhet.process.plan.models import (
    ContactPerson,
    Disagreement,
    Draft,
    Intervention,
    MainResponsible,
    OtherMeasure,
    OwnPart,
    PlanVersion,
    StatusReport,
    SubGoal,
)
from helhet.process.plan.words import HowOften, Kin, Met, Owner, Part, Status, TookPart, Where

Texts = dict[tuple[UUID, str], versions.Text]
Units = dict[int, organisations.UnitCard]


def open_draft(case: int) -> Draft | None:
    return next((d for d in rows(Draft, case) if d.closed_at is None), None)


def newest_version(case: int) -> PlanVersion | None:
    return max(rows(PlanVersion, case), key=lambda v: v.n, default=None)


def main_of(case: int, draft: int | None = None) -> MainResponsible | None:
    """The one who holds the responsibility now; with a draft, the one chosen in it."""
    found = _mains(case)
    if draft is not None:
        return max((m for m in found if m.draft_id == draft), key=lambda m: (m.at, m.pk), default=None)
    return max((m for m in found if hasattr(m, "acceptance")), key=lambda m: (m.acceptance.at, m.pk), default=None)


def _mains(case: int) -> list[MainResponsible]:
    return rows(MainResponsible, case, also=("acceptance",))


def asked_main(case: int) -> MainResponsible | None:
    """A change that waits for the receiving unit's yes: the newest, unless something was accepted after it."""
    row = max((m for m in _mains(case) if m.draft_id is None), key=lambda m: (m.at, m.pk), default=None)
    if row is None or hasattr(row, "acceptance"):
        return None
    now = main_of(case)
    return None if now is not None and now.acceptance.at > row.at else row


def reports(case: int, since: datetime) -> dict[str, StatusReport]:
    """How it goes with each intervention since a version was established: the newest word. One query."""
    told = sorted((r for r in rows(StatusReport, case) if r.at >= since), key=lambda r: (r.at, r.pk))
    return {str(r.intervention): r for r in told}


def draft_content(draft: Draft, frame: c.PlanContent, texts: Texts) -> c.PlanContent:
    """What the draft says, put into ``frame``: number, kind, person and members come from outside. Eight queries."""
    def said(name: str, row: UUID = draft.ref) -> str:
        return texts.get((row, name), versions.Text()).text

    goals = list(_rows(SubGoal, draft))
    things = list(_rows(Intervention, draft))
    contacts = list(_rows(ContactPerson, draft))
    main = main_of(draft.case_id, draft.pk)
    ids = {i.unit_id for i in things if i.unit_id} | {p.unit_id for p in contacts} | ({main.unit_id} if main else set())
    units = organisations.units_by_id(ids)
    refs = {g.pk: str(g.ref) for g in goals}
    return replace(
        frame, goal=said("goal"), others_goal=said("others_goal"), before=said("before"),
        how_short=said("how_short"), how_long=said("how_long"), help=said("help"),
        sub_goals=tuple(_sub_goal(g, texts) for g in goals),
        interventions=tuple(_intervention(i, texts, units, refs, frame.person) for i in things),
        own=tuple(c.OwnPart(str(r.ref), r.who, str(Part(r.who).label), r.name, said("what", r.ref))
                  for r in _rows(OwnPart, draft)),
        others=tuple(c.Other(str(r.ref), r.name, said("what", r.ref), r.said_by) for r in _rows(OtherMeasure, draft)),
        others_none=draft.others_none,
        contacts=tuple(c.Contact(str(r.ref), r.unit_id, units[r.unit_id].name, r.name, r.function, r.phone)
                       for r in contacts),
        disagreements=tuple(c.Disagreement(str(r.ref), r.whose, said("text", r.ref))
                            for r in _rows(Disagreement, draft)),
        main=main_content(main, units) if main else None,
        follow_up=c.FollowUp(draft.follow_up_at, draft.follow_up_ends_at, said("place"), said("participants")),
        together=c.Together(draft.took_part, _label(TookPart, draft.took_part), said("why_absent"), said("adapted"),
                            draft.kin, _label(Kin, draft.kin), said("kin_why")),
        child=c.Child(draft.child_heard, said("heard_how"), draft.child_prepared, said("prepared_why"),
                      draft.child_took_part, said("took_part_why"), draft.placed, draft.health_unit,
                      draft.dental_unit, draft.school_unit) if frame.child is not None else None,
    )


def main_content(row: MainResponsible, units: Units) -> c.Main:
    unit = units[row.unit_id]
    return c.Main(row.unit_id, unit.name, unit.principal_name, unit.side, row.name, row.phone, row.wish)


def version_content(version: PlanVersion) -> c.PlanContent:
    """Exactly what was established."""
    return snapshot.from_json(version.snapshot)


def as_it_goes(content: c.PlanContent, told: dict[str, StatusReport]) -> c.PlanContent:
    """The content with each intervention's status as last reported. The version itself stays as it was."""
    def now(i: c.Intervention) -> c.Intervention:
        row = told.get(i.ref)
        return i if row is None else replace(i, status=row.status, status_name=_label(Status, row.status),
                                             reason=row.reason)

    return replace(content, interventions=tuple(now(i) for i in content.interventions))


def _rows(model: type, draft: Draft) -> list:  # type: ignore[type-arg]
    return list(model.objects.filter(draft=draft, removed_at__isnull=True).order_by("position", "id"))  # type: ignore[attr-defined]


def _label(words: type, value: str) -> str:
    return str(words(value).label) if value else ""


def _sub_goal(row: SubGoal, texts: Texts) -> c.SubGoal:
    said = {name: texts.get((row.ref, name), versions.Text()).text
            for name in ("title", "aim", "measure", "accepted", "possible", "by_when", "follow_up")}
    return c.SubGoal(ref=str(row.ref), area=row.area, area_name=_label(LifeArea, row.area), met=row.met,
                     met_name=_label(Met, row.met), **said)


def _intervention(
    row: Intervention, texts: Texts, units: Units, goals: dict[int, str], person: c.Person
) -> c.Intervention:
    unit = units.get(row.unit_id) if row.unit_id else None
    whose = unit.name if unit else (row.responsible or person.given_name if row.owner == Owner.OWN else row.responsible)
    said = {name: texts.get((row.ref, name), versions.Text()).text for name in ("what", "when", "where_text", "reason")}
    return c.Intervention(
        ref=str(row.ref), owner=row.owner, status=row.status, status_name=_label(Status, row.status),
        sub_goal=goals.get(row.sub_goal_id, "") if row.sub_goal_id else "", unit=row.unit_id, owner_name=whose,
        side=unit.side if unit else "", starts_on=row.starts_on, ends_on=row.ends_on, how_often=row.how_often,
        how_often_name=_label(HowOften, row.how_often), where=row.where, where_name=_label(Where, row.where),
        responsible=row.responsible, phone=row.phone, **said,
    )
