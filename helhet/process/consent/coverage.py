"""What is in force, derived from rows that are only ever added to. Pure: no table, no clock.

Every yes to one recipient and one kind is a *spell*: from the moment it was recorded until the first thing that
ends it: its last day, a new answer, a withdrawal, the end of a mandate, the eighteenth birthday, the meeting it was
presumed for, a no, or death. Reach and ``Coverage`` are both read off the same spells.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from helhet.kit import clock

NEXT_OF_KIN, INDIVIDUAL = "next_of_kin", "individual"


@dataclass(frozen=True)
class Cell:
    """One recipient (a unit, or a name for somebody outside) and one kind; ``source`` limits whose information."""

    unit: int | None
    name: str
    kind: str
    source: int | None = None

    @property
    def key(self) -> tuple[int | None, str, str]:
        return self.unit, self.name, self.kind


@dataclass(frozen=True)
class Given:
    """One recorded consent. ``until`` is its last day; ``ends_on`` the first day it fails for another reason."""

    at: datetime
    until: date
    giver: str = INDIVIDUAL
    yes: frozenset[Cell] = frozenset()
    no: frozenset[Cell] = frozenset()
    part_b: bool | None = None
    digital: bool | None = None
    presumed: bool = False
    ends_on: date | None = None


@dataclass(frozen=True)
class Withdrawn:
    """All, part b, one recipient or one kind taken back at a moment."""

    at: datetime
    scope: str  # all, part_b, recipient, kind
    giver: str = INDIVIDUAL
    unit: int | None = None
    name: str = ""
    kind: str = ""

    def stops(self, cell: Cell) -> bool:
        if self.scope == "all":
            return True
        same = self.unit == cell.unit and self.name == cell.name
        if self.scope == "recipient":
            return same
        return self.scope == "kind" and self.kind == cell.kind and (same or not (self.unit or self.name))

    def concerns(self, giver: str) -> bool:
        """The person's own word counts for everything, others' only for what they gave themselves."""
        return self.giver == INDIVIDUAL or self.giver == giver


@dataclass(frozen=True)
class Released:
    """A documented route. ``source`` is the unit that tried it for its own information; None by a mandate.

    ``opens``: it opens the case itself, which a mandate does and the trial of the unit that holds the case.
    """

    at: datetime
    until: date
    cells: frozenset[Cell] = frozenset()
    source: int | None = None
    opens: bool = True
    ends_on: date | None = None


@dataclass(frozen=True)
class Facts:
    """Everything that has been said in a case about who may know what."""

    given: tuple[Given, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    released: tuple[Released, ...] = ()
    meeting_ends: tuple[datetime, ...] = ()
    stops: tuple[datetime, ...] = ()  # a no, or the work ended
    died_on: date | None = None


@dataclass(frozen=True)
class Spell:
    """From when until when (not including) a thing holds; ``last_day`` is what a page shows."""

    cell: Cell
    start: datetime
    end: datetime
    last_day: date
    presumed: bool = False
    route: bool = False

    def holds(self, at: datetime) -> bool:
        return self.start <= at < self.end


@dataclass(frozen=True)
class Coverage:
    """What is in force at one moment. Kinds are ``access.rules.Kind`` values; an empty set is a no."""

    units: dict[int, frozenset[str]] = field(default_factory=dict)
    names: dict[str, frozenset[str]] = field(default_factory=dict)
    part_a: bool = False
    part_b: bool = False
    digital: bool = False
    until: date | None = None
    route: bool = False
    route_units: dict[int, frozenset[str]] = field(default_factory=dict)
    presumed: bool = False
    route_fresh: bool = True  # False: a meeting has been held since the route was last tried (CON-18)

    def kinds(self, unit: int) -> frozenset[str]:
        return self.units.get(unit, frozenset()) | self.route_units.get(unit, frozenset())

    def covers(self, unit: int) -> bool:
        """Whether consent or a route is in force for the unit, for anything at all."""
        return bool(self.kinds(unit))

    @property
    def in_force(self) -> bool:
        return self.part_a or self.route


def midnight(day: date) -> datetime:
    """The first moment of a Swedish day."""
    return clock.at(day, 0)


def spells(facts: Facts) -> tuple[Spell, ...]:
    """Every spell of every yes, past and present, of consent and of routes."""
    return tuple(_consents(facts)) + tuple(_routes(facts))


def _consents(facts: Facts) -> Iterable[Spell]:
    given = [g for g in facts.given if g.giver != NEXT_OF_KIN]
    for g in given:
        for cell in g.yes:
            if any(no.key == cell.key for no in g.no):
                continue  # a no beside a yes in the same answer: deny wins
            ends = [h.at for h in given if h.at > g.at and _answers_anew(h, cell)]
            ends += [w.at for w in facts.withdrawn if w.at >= g.at and w.concerns(g.giver) and w.stops(cell)]
            if g.presumed:
                ends += [m for m in facts.meeting_ends if m > g.at]
            yield _spell(facts, cell, g.at, g.until, g.ends_on, ends, presumed=g.presumed)


def _answers_anew(later: Given, cell: Cell) -> bool:
    again = any(c.key == cell.key and c.source == cell.source for c in later.yes)
    return again or any(c.key == cell.key for c in later.no)


def _routes(facts: Facts) -> Iterable[Spell]:
    for r in facts.released:
        for cell in r.cells:
            ends = [s.at for s in facts.released if s.at > r.at and s.source == r.source]
            ends += [w.at for w in facts.withdrawn if w.at >= r.at and w.giver != NEXT_OF_KIN and w.stops(cell)]
            if r.opens:
                yield _spell(facts, cell, r.at, r.until, r.ends_on, ends, route=True)


def _spell(
    facts: Facts, cell: Cell, start: datetime, until: date, ends_on: date | None, ends: list[datetime],
    *, presumed: bool = False, route: bool = False,
) -> Spell:
    last = min([until, *(d - timedelta(days=1) for d in (ends_on, facts.died_on) if d)])
    end = min([midnight(last + timedelta(days=1)), *ends, *(s for s in facts.stops if s >= start)])
    return Spell(cell, start, max(start, end), last, presumed, route)


def in_force(facts: Facts, at: datetime) -> Coverage:
    """What may be shared with whom at one moment. The unknown is a no."""
    now = [s for s in spells(facts) if s.holds(at)]
    consent = [s for s in now if not s.route]
    # A yes that holds only for what one unit knows does not open the whole kind.
    whole = [s for s in consent if s.cell.source is None]
    limited = {c.key for g in facts.given for c in g.no if c.source is not None and g.at <= at}
    whole = [s for s in whole if s.cell.key not in limited]
    route = [s for s in now if s.route]
    held = [r.at for r in facts.released if any(s.start == r.at for s in route)]
    met = [m for m in facts.meeting_ends if m <= at]
    return Coverage(
        units=_by(s.cell for s in whole if s.cell.unit),
        names=_by((s.cell for s in whole if not s.cell.unit), name=True),
        part_a=bool(consent), part_b=_answer(facts, at, "part_b"), digital=_answer(facts, at, "digital"),
        until=min((s.last_day for s in consent), default=None), route=bool(route),
        route_units=_by(s.cell for s in route if s.cell.unit), presumed=any(s.presumed for s in consent),
        route_fresh=not met or not held or max(held) > max(met),
    )


def renewal_day(facts: Facts) -> date | None:
    """The first last day among the yes that are left to run out; None when nothing waits to be renewed.

    Without the present moment, so that what has run out stays waiting until somebody asks again.
    """
    newest = max((g.at for g in facts.given), default=None)
    left = [s for s in _consents(facts) if not s.presumed and _runs_out(s) and newest and s.end > newest]
    return min((s.last_day for s in left), default=None)


def route_day(facts: Facts) -> tuple[date | None, datetime | None]:
    """The first last day among standing routes, and the last meeting held since they were tried."""
    left = [s for s in _routes(facts) if _runs_out(s)]
    since = max((s.start for s in left), default=None)
    met = [m for m in facts.meeting_ends if since and m > since]
    return min((s.last_day for s in left), default=None), max(met, default=None)


def _runs_out(spell: Spell) -> bool:
    return spell.end == midnight(spell.last_day + timedelta(days=1))


def _by(cells: Iterable[Cell], name: bool = False) -> dict:  # type: ignore[type-arg]
    found: dict[int | str, frozenset[str]] = {}
    for cell in cells:
        key = cell.name if name else cell.unit or 0
        found[key] = found.get(key, frozenset()) | {cell.kind}
    return found


def _answer(facts: Facts, at: datetime, part: str) -> bool:
    """Whether the newest answer to part b, or to a digital meeting, is a yes that still holds."""
    answers = [g for g in facts.given if g.giver != NEXT_OF_KIN and g.at <= at and getattr(g, part) is not None]
    newest = max(answers, key=lambda g: g.at, default=None)
    if newest is None or not getattr(newest, part):
        return False
    ends = [w.at for w in facts.withdrawn
            if w.at >= newest.at and w.concerns(newest.giver) and w.scope in ("all", "part_b")]
    return _spell(facts, Cell(None, "", part), newest.at, newest.until, newest.ends_on, ends).holds(at)
