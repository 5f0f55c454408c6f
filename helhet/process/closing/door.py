"""What leaves an ending: why and when, in words for the person, and what is left to do."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from helhet.access.context import next_of
from helhet.access.rules import Kind
from helhet.organisations import door as organisations
from helhet.organisations.rules import UnitKind
from helhet.process.case.door import Visit
from helhet.process.case.rules import WITH_PLAN, State
from helhet.process.closing import rules
from helhet.process.closing.duties import DEAD
from helhet.process.closing.models import Closing, ClosingDuty
from helhet.process.closing.words import HELP, OF_NEED, TO_PERSON, DutyCode, Ground, Whom, ground_name
from helhet.process.follow_up import door as follow_up
from helhet.process.follow_up.rules import BOTH
from helhet.process.plan import door as plan


@dataclass(frozen=True)
class DutyCard:
    """One thing left or done. ``mine``: the reader's unit does it; ``text`` only for who held the SIP."""

    ref: UUID
    code: str
    says: str
    unit_name: str
    name: str
    whom: str
    mine: bool
    done_on: date | None
    done_by: str
    text: str


@dataclass(frozen=True)
class ClosingCard:
    """Why and when a SIP ended. ``reason`` is shown to who held it, and to the person."""

    ground: str
    ground_name: str
    to_person: str
    reason: str
    closed_on: date
    by_name: str
    unit_name: str
    with_plan: bool
    where_to_turn: str
    holder_name: str
    holder_phone: str
    holds: bool
    duties: tuple[DutyCard, ...]
    next_ref: UUID | None

    @property
    def has_letter(self) -> bool:
        """Who held it writes to the person; nobody is written to after a death."""
        return self.holds and self.ground not in DEAD

    @property
    def left(self) -> tuple[DutyCard, ...]:
        return tuple(d for d in self.duties if d.done_on is None)

    @property
    def mine(self) -> tuple[DutyCard, ...]:
        return tuple(d for d in self.left if d.mine)


def closing(v: Visit) -> ClosingCard | None:
    """The ending, for whoever may read the plan or held the case. Four queries."""
    if not v.take(Kind.PLAN):
        return None
    row = Closing.objects.select_related("holder").filter(case_id=v.case.id).first()
    if row is None:
        return None
    holds = v.is_own or v.is_convener or v.by.unit_id == row.holder_id
    told = holds or row.ground != Ground.RESTART  # that a new one has begun is for its own consent to tell (CON-24)
    duties = list(ClosingDuty.objects.select_related("unit", "done").filter(closing=row).order_by("position"))
    where = next((d.done.text for d in duties if d.code == DutyCode.WHERE_TO_TURN and hasattr(d, "done")), "")
    principal = _principal(v)
    return ClosingCard(
        ground=row.ground, ground_name=ground_name(row.ground) if told else _("SIP:en är avslutad"),
        to_person=str(TO_PERSON.get(row.ground, "")),
        reason=row.reason if holds else "", closed_on=row.closed_on, by_name=row.by_name, unit_name=row.unit_name,
        with_plan=row.with_plan, where_to_turn=where, holder_name=row.holder.name, holder_phone=row.holder.phone,
        holds=holds, duties=tuple(_duty(d, v, principal, holds) for d in duties),
        next_ref=next_of(v.case.id) if holds else None,
    )


def _principal(v: Visit) -> int | None:
    found = organisations.units_by_id([v.by.unit_id] if v.by.unit_id else []).get(v.by.unit_id or 0)
    return found.principal_id if found else None


def _duty(d: ClosingDuty, v: Visit, principal: int | None, holds: bool) -> DutyCard:
    done = d.done if hasattr(d, "done") else None
    mine = d.unit_id == v.by.unit_id or (d.principal is not None and d.principal == principal)
    return DutyCard(
        d.ref, d.code, str(DutyCode(d.code).label), d.unit.name,
        v.person.name if d.whom == Whom.INDIVIDUAL else d.name, d.whom, mine,
        done.done_on if done else None, done.by_name if done else "", done.text if done and holds else "",
    )


@dataclass(frozen=True)
class GroundCard:
    """A ground one can choose here and now; ``stopped`` says in a sentence why not yet."""

    code: str
    name: str
    help: str
    stopped: str


@dataclass(frozen=True)
class EndingCard:
    """A SIP with a plan before it is ended: which grounds there are, and how it stands."""

    main_name: str
    main_unit: str
    main_phone: str
    is_main: bool
    may_end: bool
    followed_up: bool
    need_from_both: bool
    grounds: tuple[GroundCard, ...]
    reason: str
    restart_ground: str


def ending(v: Visit) -> EndingCard | None:
    """How a plan in force stands before an ending; None when there is none or it may not be read."""
    found = plan.newest(v)
    if found is None or State(v.case.state) not in WITH_PLAN:
        return None
    standing = follow_up.standing(v.case.id)
    both = standing.need_sides >= BOTH
    return EndingCard(
        main_name=found.main_responsible_name, main_unit=found.main_responsible_unit,
        main_phone=found.main_responsible_phone, is_main=found.is_main,
        may_end=found.is_main or v.is_convener, followed_up=standing.followed_up, need_from_both=both,
        grounds=tuple(_ground(g, v, found.main_responsible_unit_id, standing.followed_up, both)
                      for g in rules.grounds(v.profile)),
        reason=standing.reason, restart_ground=standing.restart_ground,
    )


def _ground(ground: Ground, v: Visit, main: int | None, followed_up: bool, both: bool) -> GroundCard:
    """Only a ground of need can be stopped; the sentence is the rule's own."""
    stopped = ""
    if ground in OF_NEED:
        found = rules.may_close(rules.Ending(
            by_unit=main, main_unit=main, main_name="", ground=ground, reason="-", followed_up=followed_up,
            need_from_both=both), v.profile)
        stopped = str(found[0].sentence) if found else ""
    return GroundCard(ground.value, str(ground.label), str(HELP.get(ground, "")), stopped)


def care_contacts(v: Visit) -> tuple[tuple[int, str], ...]:
    """The region's outpatient units in the case's county, for the permanent care contact (CLOSE-13)."""
    kinds = {UnitKind.HEALTH_CENTRE, UnitKind.OUTPATIENT_CARE, UnitKind.ADULT_PSYCHIATRY, UnitKind.CHILD_HEALTH,
             UnitKind.CONTRACTED_CARE}
    return tuple((u.id, u.name) for u in organisations.find_units(kinds=kinds, county=v.by.county_code))
