"""Who is here, and which assignments they have."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Q

from helhet.access.actor import Actor, person
from helhet.access.models import Assignment, SignedIn, User
from helhet.access.rules import ROLES
from helhet.access.sessions import ASSIGNMENT, RELATION, USER, sitting_of
from helhet.access.sitting import Limits, over
from helhet.kit import clock


@dataclass(frozen=True)
class AssignmentCard:
    ref: UUID
    unit: str
    controller: str
    role: str


@dataclass(frozen=True)
class UserCard:
    """Somebody who can be named in a choice: never more than name, title and unit."""

    ref: UUID
    id: int
    name: str
    title: str
    phone: str
    kind: str


def _valid(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def limits() -> Limits:
    """How long somebody can be still before they are signed out."""
    return Limits(settings.SESSION_STILL_STAFF, settings.SESSION_STILL_PERSON)


def actor_of(session: SessionBase) -> Actor | None:
    """The Actor of a session, or None when it is over. An assignment that has ended no longer counts, from that day."""
    user, sitting = session.get(USER), sitting_of(session)
    if not user or sitting is None or str(sitting.user) != user or over(sitting, clock.now(), limits()):
        return None
    assignment, relation = session.get(ASSIGNMENT), session.get(RELATION)
    return bound(UUID(user), UUID(assignment) if assignment else None, UUID(relation) if relation else None)


def bound(user: UUID, assignment: UUID | None, relation: UUID | None) -> Actor | None:
    """The Actor of a user in one assignment or relation that holds today, or None."""
    return staff_actor(assignment, user=user) if assignment else person(user, relation)


def staff_actor(assignment: UUID, user: UUID | None = None) -> Actor | None:
    """The Actor of an assignment that is valid today, or None. One query."""
    found = Assignment.objects.select_related("user", "unit__controller__principal").filter(
        _valid(clock.today()), ref=assignment, user__is_active=True, unit__active=True
    )
    if user is not None:
        found = found.filter(user__ref=user)
    row = found.first()
    return _actor(row) if row else None


def _actor(row: Assignment) -> Actor:
    unit, controller = row.unit, row.unit.controller
    principal: Any = controller.principal
    kinds = {k for k, yes in (("region", principal and principal.is_region),
                              ("municipality", principal and principal.is_municipality)) if yes}
    return Actor(
        user_id=row.user_id, user_ref=row.user.ref, name=row.user.name, kind="staff", title=row.user.title,
        phone=row.user.phone, assignment_id=row.pk, assignment_ref=row.ref, unit_id=unit.pk, unit_ref=unit.ref,
        unit_name=unit.name, unit_kind=unit.kind, unit_default_receiver=unit.default_receiver,
        controller_id=controller.pk, controller_name=controller.name,
        principal_id=principal.pk if principal else None, principal_kinds=frozenset(kinds),
        county_code=principal.county_code if principal else "", role=row.role,
        permissions=ROLES[row.role].permissions, purpose=row.purpose,
        emergency_access=controller.emergency_access, direct_access=controller.direct_access,
        user_hsa=row.user.subject, unit_hsa=unit.hsa_id,
    )


def assignments(user: UUID, commissions: Collection[str] = ()) -> tuple[AssignmentCard, ...]:
    """The assignments a user can choose between today, in Swedish order of unit; of the ``commissions`` if any."""
    rows = Assignment.objects.select_related("unit__controller").filter(
        _valid(clock.today()), user__ref=user, unit__active=True
    ).order_by("unit__sort_sv")
    if commissions:
        rows = rows.filter(commission__in=commissions)
    return tuple(
        AssignmentCard(r.ref, r.unit.name, r.unit.controller.name, str(ROLES[r.role].name)) for r in rows
    )


@dataclass(frozen=True)
class SessionCard:
    """One place where somebody is signed in."""

    ref: UUID
    started_at: datetime
    last_seen_at: datetime
    unit: str
    here: bool


def sessions_of(user: int, here: int) -> tuple[SessionCard, ...]:
    """Where a user is signed in now, latest first. Two queries."""
    now = clock.now()
    rows = list(SignedIn.objects.filter(user_id=user, ended_at__isnull=True, ends_at__gt=now).order_by("-last_seen_at"))
    kind = User.objects.filter(pk=user).values_list("kind", flat=True).first() or ""
    rows = [r for r in rows if r.last_seen_at > now - limits().idle(kind)]
    units = dict(Assignment.objects.filter(pk__in=[r.assignment for r in rows if r.assignment])
                 .values_list("pk", "unit__name"))
    return tuple(SessionCard(r.ref, r.started_at, r.last_seen_at, units.get(r.assignment or 0, ""), r.pk == here)
                 for r in rows)


def colleagues(unit: int) -> tuple[UserCard, ...]:
    """Who works at a unit today, for choices such as *who comes*."""
    rows = User.objects.filter(
        pk__in=Assignment.objects.filter(_valid(clock.today()), unit_id=unit).values("user_id"), is_active=True
    ).order_by("name")
    return tuple(_card(u) for u in rows)


def everybody_at(units: Iterable[int]) -> list[str]:
    """Names and phones of all who work or have worked at these units: what a protected identity hides. One query."""
    rows = User.objects.filter(assignments__unit_id__in=list(units)).values_list("name", "phone").distinct()
    return [text for row in rows for text in row if text]


def user(ref: UUID) -> UserCard | None:
    found = User.objects.filter(ref=ref, is_active=True).first()
    return _card(found) if found else None


def user_named(issuer: str, subject: str) -> UserCard | None:
    """The user an identity provider vouches for, or None: users exist only from the directory."""
    found = User.objects.filter(issuer=issuer, subject=subject, is_active=True).first()
    return _card(found) if found else None


def users_of(issuer: str) -> tuple[UserCard, ...]:
    return tuple(_card(u) for u in User.objects.filter(issuer=issuer, is_active=True).order_by("name"))


def _card(u: User) -> UserCard:
    return UserCard(u.ref, u.pk, u.name, u.title, u.phone, u.kind)
