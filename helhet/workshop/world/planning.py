"""A plan as data, and how it is written: the documenter writes, each unit confirms its own, then it is established."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from helhet.access.actor import Actor
from helhet.access.rules import Permission
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.follow_up import actions as follow_up
from helhet.process.follow_up import codes
from helhet.process.plan import actions as plan
from helhet.process.plan import door as plans
from helhet.process.plan.actions.rows import Doing
from helhet.process.plan.words import Owner, Status
from helhet.workshop.world.tale import Tale, workday


@dataclass(frozen=True)
class Task:
    """What somebody does. ``who`` is a worker's key, or for the person's own and others' tasks a name."""

    what: str
    who: str
    often: str = ""
    where: str = ""
    when: str = ""
    starts: int | None = None  # days ago; negative lies ahead
    owner: str = Owner.UNIT
    status: str = Status.DECIDED
    person: str = ""  # who at the unit, when it is not the worker


@dataclass(frozen=True)
class Goal:
    """A sub-goal under a life area, with its tasks."""

    area: str
    title: str
    follow_up: str
    tasks: tuple[Task, ...]
    smart: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Child:
    """What is asked further for a child."""

    heard: str
    placed: bool = False
    health: str = ""
    dental: str = ""
    school: str = ""


@dataclass(frozen=True)
class Plan:
    """Everything that a plan says. ``next``: days until the follow-up (negative of days ago)."""

    goals: tuple[Goal, ...]
    soon: str
    later: str
    help: str
    own: tuple[tuple[str, str, str], ...]  # individual, guardian or next_of_kin; name; what
    main: str  # worker
    next: int
    place: str
    others: tuple[tuple[str, str], ...] = ()  # name, what
    wish: str = ""
    before: str = ""
    kin: str = "took_part"
    kin_why: str = ""
    took_part: str = "whole"
    adapted: str = ""
    why_absent: str = ""
    child: Child | None = None
    participants: str = ""
    disagreement: tuple[str, str] | None = None


def worker(tale: Tale, key: str) -> Actor:
    return tale.world.workers[key]


def written(tale: Tale, ago: int, what: Plan, *, by: Actor | None = None, hour: int = 15, confirm: bool = True) -> None:
    """Everything of the plan is in the draft; each unit has confirmed its own unless told otherwise."""
    pen = by or tale.by
    with tale.on(ago, hour=hour, minute=20):
        plan.open_draft(tale.ref, by=pen)
        if what.before:
            plan.write_goal(tale.ref, texts={"before": what.before}, seen={}, by=pen)
        asked = [pair for goal in what.goals for pair in _goal(tale, goal, pen)]
        for row, one in asked if confirm else ():
            plan.confirm_intervention(tale.ref, row, status=one.status, by=worker(tale, one.who))
        _parts(tale, what, pen)
        _contacts(tale, what, pen)


def established(tale: Tale, ago: int, *, by: Actor | None = None, hour: int = 16, other: str = "") -> None:
    """Read back and said yes to; or by a route, ``other`` says how it is read back."""
    with tale.on(ago, hour=hour):
        plan.establish(tale.ref, read_back=not other, consent_to_planning=not other, other=other, by=by or tale.by)
    coded(tale, ago)


def coded(tale: Tale, ago: int) -> None:
    """Where care is registered by codes, whoever has one to register has done it before going home."""
    case = Case.objects.get(ref=tale.ref)
    units = {w.unit for w in codes.waiting(case.pk, case.sip_kind)}
    with tale.on(ago, hour=17):
        for one in {w.unit_id: w for w in tale.world.workers.values()
                    if w.unit_id in units and w.may(Permission.PLAN_WRITE)}.values():
            follow_up.note_codes(tale.ref, by=one)


def handed_out(tale: Tale, ago: int, *whom: tuple[str, str], by: Actor | None = None) -> None:
    """The plan is given on paper: to the individual, guardian, next of kin or another, by name."""
    with tale.on(ago, hour=16):
        for receiver, name in whom:
            plan.hand_out(tale.ref, receiver=receiver, name=name, by=by or tale.by)


def reported(tale: Tale, ago: int, who: str, what: str, status: str, reason: str = "") -> None:
    """A unit tells how its own intervention goes."""
    with tale.on(ago, hour=13), cases.visit(worker(tale, who), tale.ref) as visit:
        card = plans.newest(visit)
        rows = card.content.interventions if card else ()
    row = next(i.ref for i in rows if i.what.startswith(what))
    with tale.on(ago, hour=13):
        plan.report(tale.ref, UUID(row), status=status, reason=reason, by=worker(tale, who))


def _goal(tale: Tale, goal: Goal, pen: Actor) -> list[tuple[UUID, Task]]:
    texts = {"title": goal.title, "follow_up": goal.follow_up, **goal.smart}
    row = plan.add_sub_goal(tale.ref, area=goal.area, texts=texts, by=pen)
    waits = []
    for one in goal.tasks:
        said = {"what": one.what, "when": one.when[:1].lower() + one.when[1:]}
        made = plan.add_intervention(tale.ref, doing=_doing(tale, one, row, pen), texts=said, by=pen)
        if one.owner == Owner.UNIT and worker(tale, one.who).unit_id != pen.unit_id:
            waits.append((made, one))
    return waits


def _doing(tale: Tale, one: Task, row: UUID, pen: Actor) -> Doing:
    theirs = one.owner == Owner.UNIT
    does = worker(tale, one.who) if theirs else None
    mine = does is not None and does.unit_id == pen.unit_id
    return Doing(
        owner=one.owner, status=one.status if mine else Status.PROPOSED, unit=does.unit_id if does else None,
        sub_goal=row, starts_on=tale.world.day(one.starts) if one.starts is not None else None,
        how_often=one.often, where=one.where,
        responsible=one.person or (does.name if does else one.who),
        phone=does.phone if does else "",
    )


def _parts(tale: Tale, what: Plan, pen: Actor) -> None:
    ref, main = tale.ref, worker(tale, what.main)
    plan.write_way(ref, texts={"how_short": what.soon, "how_long": what.later, "help": what.help}, seen={}, by=pen)
    for who, name, does in what.own:
        plan.add_own_part(ref, who=who, name=name, what=does, by=pen)
    for name, does in what.others:
        plan.add_other(ref, name=name, what=does, said_by=name, by=pen)
    if not what.others and not any(t.owner == Owner.OTHER for g in what.goals for t in g.tasks):
        plan.state_no_others(ref, none=True, by=pen)
    if what.disagreement:
        plan.add_disagreement(ref, whose=what.disagreement[0], text=what.disagreement[1], by=pen)
    plan.choose_main_responsible(ref, unit=main.unit_id or 0, name=main.name, phone=main.phone, wish=what.wish, by=pen)
    starts = tale.world.moment(workday(tale.world, -what.next), 13)
    plan.write_follow_up(ref, starts_at=starts, ends_at=starts + timedelta(hours=1), seen={}, by=pen,
                         texts={"place": what.place, "participants": what.participants})
    plan.write_together(ref, took_part=what.took_part, kin=what.kin, seen={}, by=pen, texts={
        "adapted": what.adapted, "kin_why": what.kin_why, "why_absent": what.why_absent})
    if what.child:
        child = what.child
        plan.write_child(ref, heard=True, prepared=True, took_part=True, placed=child.placed, seen={}, by=pen,
                         health_unit=child.health, dental_unit=child.dental, school_unit=child.school,
                         texts={"heard_how": child.heard})


def _contacts(tale: Tale, what: Plan, pen: Actor) -> None:
    does = dict.fromkeys(t.who for g in what.goals for t in g.tasks if t.owner == Owner.UNIT)
    for key in does:
        one = worker(tale, key)
        plan.write_contact(tale.ref, unit=one.unit_id or 0, name=one.name, function=one.title, phone=one.phone, by=pen)
