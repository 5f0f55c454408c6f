"""Signing in and out, and who works where."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from helhet.access import door, events
from helhet.access.actor import Actor
from helhet.access.models import Assignment, Draft, User
from helhet.audit import log
from helhet.kit import clock

DRAFT_LIFE = timedelta(days=14)
HELD_LIFE = timedelta(minutes=30)


def sign_in(session: SessionBase, *, user: UUID, assignment: UUID | None = None, relation: UUID | None = None) -> Actor:
    """Bind a fresh session to a user and one assignment or relation. Raises LookupError when they do not match."""
    session.cycle_key()
    session[door.USER] = str(user)
    session.pop(door.ASSIGNMENT, None)
    session.pop(door.RELATION, None)
    if assignment:
        session[door.ASSIGNMENT] = str(assignment)
    if relation:
        session[door.RELATION] = str(relation)
    actor = door.actor_of(session)
    if actor is None:
        session.flush()
        raise LookupError("no such assignment or relation")
    log.record(events.SIGNED_IN, by=actor, individuals=[actor.individual_id] if actor.individual_id else [])
    return actor


def sign_out(session: SessionBase, *, by: Actor | None) -> None:
    """End the session and leave nothing of it."""
    if by is not None:
        log.record(events.SIGNED_OUT, by=by)
    session.flush()


def add_user(
    *, kind: str, name: str, issuer: str, subject: str, title: str = "", phone: str = "", ref: UUID | None = None
) -> int:
    """Add a user from the directory; returns the id. Adding again changes name and title."""
    values = {"kind": kind, "name": name, "title": title, "phone": phone, **({"ref": ref} if ref else {})}
    found, _ = User.objects.update_or_create(issuer=issuer, subject=subject, defaults=values)
    return found.pk


def assign(
    *, user: int, unit: int, role: str, purpose: str, valid_from: date, valid_to: date | None = None
) -> UUID:
    """Let a user work at a unit from a day until (not including) another; returns the assignment's ref."""
    found, _ = Assignment.objects.get_or_create(
        user_id=user, unit_id=unit, role=role,
        defaults={"purpose": purpose, "valid_from": valid_from, "valid_to": valid_to},
    )
    return found.ref


def end_assignment(*, assignment: UUID, on: date) -> None:
    """End an assignment; it no longer counts from that day."""
    Assignment.objects.filter(ref=assignment).update(valid_to=on)


def keep_draft(*, user: int, assignment: int | None, path: str, body: str, held: bool = False) -> None:
    """Keep a half-written form, the newest only. ``held``: posted after sign-out, kept for half an hour."""
    life = HELD_LIFE if held else DRAFT_LIFE
    with transaction.atomic():
        Draft.objects.update_or_create(
            user_id=user, assignment=assignment or 0, path=path,
            defaults={"body": body, "held": held, "expires": clock.now() + life},
        )


def drop_draft(*, user: int, assignment: int | None, path: str) -> None:
    Draft.objects.filter(user_id=user, assignment=assignment or 0, path=path).delete()
