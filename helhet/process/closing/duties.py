"""What is left to do after an ending: pure, from who took part and the region's profile."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from helhet.clock.rules import Due
from helhet.process.case.rules import StopGround
from helhet.process.closing.words import DutyCode, Ground, Whom
from helhet.rulebook.profile import Profile

DEAD = frozenset({Ground.DEATH.value, StopGround.DECEASED.value})


@dataclass(frozen=True)
class Party:
    """A unit that took part. ``reads``: it can open the case, and so tick off for itself."""

    unit: int
    name: str
    principal: int | None
    reads: bool


@dataclass(frozen=True)
class Ended:
    """A case that has just closed. ``holder`` owes what is owed to the person; ``near`` took part beside them."""

    ground: str
    with_plan: bool
    holder: int
    parties: tuple[Party, ...]
    near: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Duty:
    code: str
    unit: int
    whom: str = ""
    name: str = ""
    principal: int | None = None


def duties(ended: Ended, profile: Profile) -> tuple[Duty, ...]:
    """Who does what after the ending (CLOSE-07..10, CLOSE-12). After a death the kin are told by hand, not here."""
    asked, found = profile.closing_duties, []
    alive = ended.ground not in DEAD
    if "told_all" in asked:
        found += list(_tell(ended, alive))
    if "where_to_turn" in asked and alive:
        found.append(Duty(DutyCode.WHERE_TO_TURN, ended.holder, Whom.INDIVIDUAL))
    if "own_record" in asked:
        found += list(_own_records(ended, profile))
    if "experience" in asked and alive and ended.with_plan:
        found.append(Duty(DutyCode.EXPERIENCE, ended.holder, Whom.INDIVIDUAL))
    return tuple(found)


def _tell(e: Ended, alive: bool) -> Iterator[Duty]:
    """The person first. Before a plan the called are told by the call itself that the meeting is off, no more."""
    if alive:
        yield Duty(DutyCode.TOLD, e.holder, Whom.INDIVIDUAL)
        yield from (Duty(DutyCode.TOLD, e.holder, Whom.RELATION, name) for name in e.near)
    if e.with_plan:
        yield from (Duty(DutyCode.TOLD, e.holder, Whom.UNIT, p.name) for p in e.parties if p.unit != e.holder)
        yield from (Duty(DutyCode.TOLD, e.holder, Whom.OTHER, name) for name in e.others)


def _own_records(e: Ended, profile: Profile) -> Iterator[Duty]:
    mine = [p for p in e.parties if p.unit == e.holder]
    reading = mine + [p for p in e.parties if p.reads and p.unit != e.holder]
    if profile.close_documented_by == "unit":
        yield from (Duty(DutyCode.OWN_RECORD, p.unit, name=p.name) for p in reading)
        return
    seen: set[int] = set()
    for p in reading:
        if p.principal is not None and p.principal not in seen:
            seen.add(p.principal)
            yield Duty(DutyCode.OWN_RECORD, p.unit, name=p.name, principal=p.principal)


@dataclass(frozen=True)
class Left:
    """A duty that has not been ticked off."""

    ref: str
    code: str
    unit: int
    for_principal: bool
    closed_on: date


def waiting(left: Iterable[Left]) -> Iterator[Due]:
    """What stands open on a closed case. Asking how it was has no day; the rest is done when the SIP closes."""
    for d in left:
        if d.code == DutyCode.OWN_RECORD and d.for_principal:
            yield Due("closing.own_record", d.unit, "CLOSE-09", d.closed_on, d.closed_on, d.ref)
        elif d.code == DutyCode.OWN_RECORD:
            yield Due("closing.own_record", d.unit, "CLOSE-08", d.closed_on, d.closed_on, d.ref)
        elif d.code == DutyCode.TOLD:
            yield Due("closing.told", d.unit, "CLOSE-07", d.closed_on, d.closed_on, d.ref)
        elif d.code == DutyCode.WHERE_TO_TURN:
            yield Due("closing.where_to_turn", d.unit, "CLOSE-10", d.closed_on, d.closed_on, d.ref)
        else:
            yield Due("closing.experience", d.unit, "CLOSE-12", d.closed_on, None, d.ref)
