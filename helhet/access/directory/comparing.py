"""What a roster would add, change and end, beside what the house knows. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from helhet.access.directory.roster import CommissionLine, Fault, PersonLine, Roster

MOST_OF_A_UNIT = 3  # more than one in three gone at once is more often a broken file than a unit that closes


@dataclass(frozen=True)
class KnownUnit:
    id: int
    name: str


@dataclass(frozen=True)
class KnownPerson:
    id: int
    name: str
    title: str
    phone: str


@dataclass(frozen=True)
class Held:
    """An assignment as the house has it; ``last`` is the last day it counts."""

    id: int
    person: str
    name: str
    unit: str
    role: str
    purpose: str
    first: date
    last: date | None
    commission: str = ""
    of_house: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        return self.person, self.unit, self.role


@dataclass(frozen=True)
class Present:
    """What the house knows of the units and people in a file, by HSA-id; of assignments those that have not ended."""

    units: Mapping[str, KnownUnit]
    people: Mapping[str, KnownPerson]
    held: Iterable[Held]


@dataclass(frozen=True)
class Leaves:
    """A unit that would lose more than a third of those who work there."""

    unit: str
    ended: int
    of: int


@dataclass(frozen=True)
class Changes:
    """The whole difference. ``kept`` were added by the unit itself and are left as they are."""

    added_people: tuple[PersonLine, ...] = ()
    changed_people: tuple[tuple[KnownPerson, PersonLine], ...] = ()
    added: tuple[CommissionLine, ...] = ()
    changed: tuple[tuple[Held, CommissionLine], ...] = ()
    ended: tuple[Held, ...] = ()
    kept: tuple[CommissionLine, ...] = ()
    leaves: tuple[Leaves, ...] = ()
    faults: tuple[Fault, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        return {"people_added": len(self.added_people), "people_changed": len(self.changed_people),
                "added": len(self.added), "changed": len(self.changed), "ended": len(self.ended),
                "faults": len(self.faults)}

    @property
    def anything(self) -> bool:
        return bool(self.added_people or self.changed_people or self.added or self.changed or self.ended)


def compare(roster: Roster, present: Present, today: date) -> Changes:
    """The difference between a file and the house. Only units that the file names are touched at all."""
    unknown = tuple(
        Fault(u.line, _("Enheten %(id)s finns inte i Helhet. Lägg till den först, eller ta bort den ur filen.")
              % {"id": u.hsa_id})
        for u in roster.units if u.hsa_id not in present.units
    )
    wanted = {(c.person, c.unit, c.role): c for c in roster.commissions if c.last is None or c.last >= today}
    ours = {h.key: h for h in present.held if h.of_house}
    theirs = {h.key: h for h in present.held if not h.of_house}
    named = {u.hsa_id for u in roster.units}
    ended = tuple(h for key, h in theirs.items() if h.unit in named and key not in wanted)
    working = {c.person for c in wanted.values()}
    people = [p for p in roster.people if p.hsa_id in working or p.hsa_id in present.people]
    return Changes(
        added_people=tuple(p for p in people if p.hsa_id not in present.people),
        changed_people=tuple((present.people[p.hsa_id], p) for p in people
                             if p.hsa_id in present.people and _differs(present.people[p.hsa_id], p)),
        added=tuple(c for key, c in wanted.items() if key not in theirs and key not in ours),
        changed=tuple((theirs[key], c) for key, c in wanted.items() if key in theirs and _moved(theirs[key], c, today)),
        ended=ended, kept=tuple(c for key, c in wanted.items() if key in ours and key not in theirs),
        leaves=_leaves(theirs.values(), wanted.values(), present, today),
        faults=tuple(sorted((*roster.faults, *unknown), key=lambda f: f.line)),
        units={key: u.name for key, u in present.units.items()}, names={p.hsa_id: p.name for p in roster.people},
    )


def _differs(known: KnownPerson, line: PersonLine) -> bool:
    """A file without a telephone number says nothing about it."""
    phone = line.phone or known.phone
    return (known.name, known.title, known.phone) != (line.name, line.title, phone)


def _moved(held: Held, line: CommissionLine, today: date) -> bool:
    """What has begun is not begun anew: the first day counts only for what lies ahead."""
    begun = held.first <= today and line.first <= today
    same_start = begun or held.first == line.first
    return not (same_start and (held.last, held.purpose, held.commission) ==
                (line.last, line.purpose, line.commission or held.commission))


def _leaves(
    held: Iterable[Held], wanted: Iterable[CommissionLine], present: Present, today: date
) -> tuple[Leaves, ...]:
    """The units that would lose too many: whoever only changes role there does not leave."""
    stays = {(c.person, c.unit) for c in wanted if c.first <= today}
    works = {(h.person, h.unit) for h in held if h.first <= today}
    before = Counter(unit for _person, unit in works)
    gone = Counter(unit for person, unit in works if (person, unit) not in stays and unit in present.units)
    return tuple(
        Leaves(present.units[unit].name, n, before[unit]) for unit, n in sorted(gone.items())
        if n * MOST_OF_A_UNIT > before[unit]
    )


def last_day(valid_to: date | None) -> date | None:
    """The house stores until, not including; the directory says the last day."""
    return valid_to - timedelta(days=1) if valid_to else None


def until(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None
