"""A plan as facts: what the rules, and later steps, ask of a draft or of a version."""

from dataclasses import dataclass, field
from datetime import date, datetime

from helhet.kit import clock
from helhet.organisations.rules import Side
from helhet.process.plan.content import Intervention, PlanContent
from helhet.process.plan.words import CONFIRMED, OPEN, Kin, Owner, Status, TookPart

PRINCIPALS = (Side.MUNICIPALITY, Side.REGION)


@dataclass(frozen=True)
class Circumstances:
    """What stands outside the plan itself when it is to be established."""

    today: date
    is_child: bool = False
    attended: frozenset[int] = frozenset()
    part_b: bool = False
    route: bool = False


@dataclass(frozen=True)
class SubGoalFacts:
    ref: str
    title: str
    follow_up: bool
    interventions: int


@dataclass(frozen=True)
class PlanFacts:
    """What the rules, and later steps, ask of a plan: the draft before it is established, or a version."""

    interventions: tuple[Intervention, ...] = ()
    sub_goals: tuple[SubGoalFacts, ...] = ()
    unit_names: dict[int, str] = field(default_factory=dict)
    goal: str = ""
    how_short: bool = False
    how_long: bool = False
    help: bool = False
    own: bool = False
    others: bool = False
    contacts: frozenset[int] = frozenset()
    main_unit: int | None = None
    main_unit_name: str = ""
    main_principal: str = ""
    main_side: str = ""
    main_name: str = ""
    main_phone: str = ""
    follow_up_at: datetime | None = None
    follow_up_place: str = ""
    took_part: bool | None = None
    why_absent: bool = False
    kin_offered: bool = False
    child_heard: bool = False
    child_prepared: bool = False
    child_took_part: bool = False
    placed: bool | None = None
    placed_units: bool = False
    around: Circumstances = Circumstances(date.min)

    @property
    def standing(self) -> tuple[Intervention, ...]:
        """The interventions that the plan still counts on."""
        return tuple(i for i in self.interventions if i.status != Status.ENDED)

    @property
    def units(self) -> frozenset[int]:
        """The units with something to do in the plan."""
        return frozenset(i.unit for i in self.standing if i.unit)

    @property
    def confirmed(self) -> frozenset[int]:
        """The units that have said themselves that an intervention is theirs."""
        return frozenset(i.unit for i in self.standing if i.unit and i.status in CONFIRMED)

    @property
    def confirmed_sides(self) -> frozenset[str]:
        return frozenset(i.side for i in self.standing if i.unit and i.status in CONFIRMED)

    @property
    def open_sides(self) -> frozenset[str]:
        """The principals' sides that still have something left to do (FU-06)."""
        return frozenset(i.side for i in self.interventions if i.unit and i.status in OPEN and i.side in PRINCIPALS)

    @property
    def follow_up_on(self) -> date | None:
        return clock.local(self.follow_up_at).date() if self.follow_up_at else None


def facts(content: PlanContent, around: Circumstances) -> PlanFacts:
    """The facts of a plan's content. Pure: the same content gives the same facts."""
    main, kid, made = content.main, content.child, content.together
    return PlanFacts(
        interventions=content.interventions, sub_goals=_sub_goals(content),
        unit_names={i.unit: i.owner_name for i in content.interventions if i.unit},
        goal=content.goal, how_short=bool(content.how_short), how_long=bool(content.how_long),
        help=bool(content.help), own=bool(content.own) or any(i.owner == Owner.OWN for i in content.interventions),
        others=bool(content.others) or content.others_none
        or any(i.owner == Owner.OTHER for i in content.interventions),
        contacts=frozenset(c.unit for c in content.contacts), main_unit=main.unit if main else None,
        main_unit_name=main.unit_name if main else "", main_principal=main.principal if main else "",
        main_side=main.side if main else "", main_name=main.name if main else "",
        main_phone=main.phone if main else "", follow_up_at=content.follow_up.starts_at,
        follow_up_place=content.follow_up.place, took_part=_took_part(made.took_part),
        why_absent=bool(made.why_absent), kin_offered=_kin(made.kin, made.kin_why),
        child_heard=bool(kid and kid.heard is not None and kid.heard_how),
        child_prepared=bool(kid and _yes_or_why(kid.prepared, kid.prepared_why)),
        child_took_part=bool(kid and _yes_or_why(kid.took_part, kid.took_part_why)),
        placed=kid.placed if kid else None,
        placed_units=bool(kid and kid.health_unit and kid.dental_unit and kid.school_unit), around=around,
    )


def _sub_goals(content: PlanContent) -> tuple[SubGoalFacts, ...]:
    found = []
    for goal in content.sub_goals:
        under = [i for i in content.of(goal.ref) if i.status != Status.ENDED]
        found.append(SubGoalFacts(goal.ref, goal.title, bool(goal.follow_up), len(under)))
    return tuple(found)


def _took_part(answer: str) -> bool | None:
    return None if not answer else answer != TookPart.NO


def _kin(answer: str, why: str) -> bool:
    return answer not in ("", Kin.NOT_SUITABLE) or (answer == Kin.NOT_SUITABLE and bool(why))


def _yes_or_why(answer: bool | None, why: str) -> bool:
    return answer is True or (answer is False and bool(why))
