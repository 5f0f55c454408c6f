"""Who works at a unit, as its administrator sees it. Nothing here concerns the persons of the cases."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from helhet.access.actor import Actor
from helhet.access.models import Assignment, Confirmation
from helhet.access.rules import ROLES, Permission
from helhet.access.staffing import rules
from helhet.kit import clock
from helhet.kit.doors import NotThere


@dataclass(frozen=True)
class Line:
    """One assignment. ``last`` is the last day it counts; ``begun`` says whether it counts today."""

    id: int
    ref: UUID
    user_id: int
    name: str
    title: str
    hsa_id: str
    role: str
    role_name: str
    prose: str
    first: date
    last: date | None
    begun: bool
    from_directory: bool
    added_by: str
    me: bool


@dataclass(frozen=True)
class Confirmed:
    quarter: str
    at: datetime
    by: str
    kept: int
    ended: int


@dataclass(frozen=True)
class UnitList:
    """The list of a unit, and how it stands with this quarter's confirmation."""

    lines: tuple[Line, ...]
    quarter: str
    due: date
    confirmed: Confirmed | None

    def late(self, today: date) -> bool:
        return self.confirmed is None and today > self.due


@dataclass(frozen=True)
class UnitsQuarter:
    """How a unit stands, in the overview of a controller."""

    unit: str
    people: int
    confirmed: datetime | None


def unit_list(by: Actor) -> UnitList:
    """Who works, or soon works, at one's own unit. Two queries. Raises NotThere for who does not administer it."""
    if not by.may(Permission.UNIT_ADMINISTER) or by.unit_id is None:
        raise NotThere
    today = clock.today()
    rows = going_on(by.unit_id, today).select_related("user").order_by("user__name", "valid_from", "id")
    quarter = rules.quarter_of(today)
    found = Confirmation.objects.filter(unit_id=by.unit_id, quarter=quarter).first()
    confirmed = Confirmed(found.quarter, found.at, found.by_name, found.kept, found.ended) if found else None
    return UnitList(tuple(_line(r, by, today) for r in rows), quarter, rules.last_day(quarter), confirmed)


def one(by: Actor, ref: UUID) -> Line:
    """One line of one's own unit's list. Raises NotThere."""
    found = next((line for line in unit_list(by).lines if line.ref == ref), None)
    if found is None:
        raise NotThere
    return found


def going_on(unit: int, today: date) -> QuerySet[Assignment]:
    """Assignments that count today or will."""
    valid = Q(valid_to__isnull=True) | Q(valid_to__gt=today) & Q(valid_to__gt=F("valid_from"))
    return Assignment.objects.filter(valid, unit_id=unit, user__is_active=True)


def waits(by: Actor) -> UnitList | None:
    """The list when it has still to be confirmed this quarter; None when there is nothing to do, or not for them."""
    if not by.may(Permission.UNIT_ADMINISTER):
        return None
    found = unit_list(by)
    return None if found.confirmed else found


def of_controller(controller: int) -> tuple[UnitsQuarter, ...]:
    """How every unit of a controller where somebody works stands with this quarter's list. Two queries."""
    today = clock.today()
    rows = Assignment.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=today), unit__controller_id=controller,
                                     unit__active=True).values_list("unit_id", "unit__name", "user_id")
    people: dict[tuple[int, str], set[int]] = {}
    for unit, name, user in rows:
        people.setdefault((unit, name), set()).add(user)
    done = dict(Confirmation.objects.filter(quarter=rules.quarter_of(today), unit__controller_id=controller)
                .values_list("unit_id", "at"))
    return tuple(UnitsQuarter(name, len(users), done.get(unit))
                 for (unit, name), users in sorted(people.items(), key=lambda kv: kv[0][1]))


def everybody_of(controller: int) -> list[tuple[str, str]]:
    """Who works or has worked at a controller's units, in order of name: (ref, name). One query."""
    rows = Assignment.objects.filter(unit__controller_id=controller).values_list("user__ref", "user__name")
    return sorted({(str(ref), name) for ref, name in rows}, key=lambda row: (row[1], row[0]))


def _line(r: Assignment, by: Actor, today: date) -> Line:
    role = ROLES[r.role]
    last = r.valid_to and r.valid_to.fromordinal(r.valid_to.toordinal() - 1)
    return Line(r.pk, r.ref, r.user_id, r.user.name, r.user.title, r.user.subject, r.role, str(role.name),
                str(role.prose), r.valid_from, last, r.valid_from <= today, r.source == "directory", r.added_by,
                r.user_id == by.user_id)
