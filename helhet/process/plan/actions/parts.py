"""The plan's other parts: the goal in the person's words, the way there, what others do, and the next meeting."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.organisations import door as organisations
from helhet.process.case import door as cases
from helhet.process.plan import around, load, writing
from helhet.process.plan import models as m
from helhet.process.plan.actions.draft import Seen, Texts, add, propose, save, writer, written
from helhet.process.plan.words import Kin, Part, TookPart


def write_goal(case_ref: UUID, *, texts: Texts, seen: Seen, by: Actor) -> None:
    """The long-term goal in the person's own words; others' view after it. Raises Conflict, NotThere."""
    _texts(case_ref, "goal", ("goal", "others_goal", "before"), texts, seen, by)


def write_way(case_ref: UUID, *, texts: Texts, seen: Seen, by: Actor) -> None:
    """How the goal is reached, soon and later, and what help it takes (PLAN-06, PLAN-12). Raises Conflict, NotThere."""
    _texts(case_ref, "way", ("how_short", "how_long", "help"), texts, seen, by)


def _texts(case_ref: UUID, part: str, names: tuple[str, ...], texts: Texts, seen: Seen, by: Actor) -> None:
    with transaction.atomic():
        case, draft = writer(case_ref, by, pen=True)
        save(draft, draft.ref, {n: texts[n] for n in names if n in texts}, seen, by)
        written(case, by, part=part)


def add_own_part(case_ref: UUID, *, who: str, name: str, what: str, by: Actor) -> UUID:
    """What the person, a guardian or somebody near does (PLAN-05, PLAN-29). Raises NotThere."""
    return _add(case_ref, "own", m.OwnPart, by, {"what": what}, pen=True, who=Part(who).value, name=name)


def add_other(case_ref: UUID, *, name: str, what: str, said_by: str, by: Actor) -> UUID:
    """What somebody beside municipality and region does (PLAN-03). Takes back a stated "inga". Raises NotThere."""
    with transaction.atomic():
        ref = _add(case_ref, "other", m.OtherMeasure, by, {"what": what}, pen=True, name=name, said_by=said_by)
        m.Draft.objects.filter(case__ref=case_ref, closed_at__isnull=True).update(others_none=False)
        return ref


def state_no_others(case_ref: UUID, *, none: bool, by: Actor) -> None:
    """Say that nobody else does anything (PLAN-03), or take it back. Raises NotThere."""
    _columns(case_ref, "other", by, {}, {}, others_none=none)


def add_disagreement(case_ref: UUID, *, whose: str, text: str, by: Actor) -> UUID:
    """What was not agreed on, and whose view it is (MEET-12). Any unit at the table may write. Raises NotThere."""
    return _add(case_ref, "disagreement", m.Disagreement, by, {"text": text}, whose=whose)


def _add(
    case_ref: UUID, part: str, model: type[m.Row], by: Actor, texts: Texts, pen: bool = False, **values: Any
) -> UUID:
    with transaction.atomic():
        case, draft = writer(case_ref, by, pen=pen)
        row = add(model, draft, by, **values)
        save(draft, row.ref, texts, {}, by)
        written(case, by, part=part, row=str(row.ref))
        return row.ref


def write_contact(case_ref: UUID, *, unit: int, name: str, function: str, phone: str, by: Actor) -> None:
    """The person's contact in one unit, instead of whom stood there (PLAN-08). A unit names its own; the pen, any.

    Raises NotThere.
    """
    with transaction.atomic():
        case, draft = writer(case_ref, by)
        if unit != by.unit_id and not around.documents(case.pk, cases.participants(case.pk), by):
            raise NotThere
        organisations.unit_by_id(unit)
        values = {"name": name, "function": function, "phone": phone}
        if not m.ContactPerson.objects.filter(draft=draft, unit_id=unit, removed_at__isnull=True).update(**values):
            add(m.ContactPerson, draft, by, unit_id=unit, **values)
        written(case, by, part="contact", unit=unit)


def choose_main_responsible(case_ref: UUID, *, unit: int, name: str, phone: str, wish: str, by: Actor) -> None:
    """Choose at the meeting who is main responsible, with what the person wished (RESP-01, RESP-06, RESP-09).

    Holds from when the plan is established. Raises Refused (RESP-09, PLAN-10), NotThere.
    """
    with transaction.atomic():
        case, draft = writer(case_ref, by, pen=True)
        chosen = organisations.unit_by_id(unit)
        # At the table the person is there and the receiving unit says yes aloud: nobody hands over from anybody.
        refuse(writing.may_change_main(by_unit=by.unit_id, present_unit=None, side=chosen.side, name=name,
                                       phone=phone, person_asked=True))
        last = load.main_of(case.pk, draft.pk)
        if last is None or (last.unit_id, last.name, last.phone, last.wish) != (unit, name, phone, wish):
            propose(case, draft, unit=unit, name=name, phone=phone, wish=wish, by=by)
        written(case, by, part="main", unit=unit)


def write_follow_up(
    case_ref: UUID, *, starts_at: datetime, ends_at: datetime | None, texts: Texts, seen: Seen, by: Actor
) -> None:
    """Place and time of the next meeting, and who should come (MEET-09, PLAN-09). Raises Conflict, NotThere."""
    _columns(case_ref, "follow_up", by, {n: texts[n] for n in ("place", "participants") if n in texts}, seen,
             follow_up_at=starts_at, follow_up_ends_at=ends_at)


def write_together(case_ref: UUID, *, took_part: str, kin: str, texts: Texts, seen: Seen, by: Actor) -> None:
    """How the person took part, and what became of the next of kin's opportunity (LAW-05, LAW-06). Raises Conflict."""
    _columns(case_ref, "together", by, texts, seen, took_part=TookPart(took_part).value, kin=Kin(kin).value)


def write_child(
    case_ref: UUID, *, heard: bool | None, prepared: bool | None, took_part: bool | None, placed: bool | None,
    health_unit: str = "", dental_unit: str = "", school_unit: str = "", texts: Texts, seen: Seen, by: Actor,
) -> None:
    """What is asked further for a child (CH-02, CH-04, CH-06, CH-16). Raises Conflict, NotThere."""
    _columns(case_ref, "child", by, texts, seen, child_heard=heard, child_prepared=prepared,
             child_took_part=took_part, placed=placed, health_unit=health_unit, dental_unit=dental_unit,
             school_unit=school_unit)


def _columns(case_ref: UUID, part: str, by: Actor, texts: Texts, seen: Seen, **values: Any) -> None:
    with transaction.atomic():
        case, draft = writer(case_ref, by, pen=True)
        m.Draft.objects.filter(pk=draft.pk).update(**values)
        save(draft, draft.ref, texts, seen, by)
        written(case, by, part=part)
