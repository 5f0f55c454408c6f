"""Signing in and out, and who works where."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from helhet.access import door, events, sessions
from helhet.access.actor import Actor
from helhet.access.context import of_user
from helhet.access.models import Assignment, Draft, SignedIn, User
from helhet.access.sessions import Vouched
from helhet.access.sitting import stale
from helhet.audit import log
from helhet.kit import clock

DRAFT_LIFE = timedelta(days=14)
HELD_LIFE = timedelta(minutes=30)
REMEMBERED = timedelta(days=90)


def sign_in(
    session: SessionBase, *, user: UUID, assignment: UUID | None = None, relation: UUID | None = None,
    vouched: Vouched | None = None,
) -> Actor:
    """Bind a new session to a user and one assignment or relation. Raises LookupError when they do not match.

    The same user again, without ``vouched``, is a change of assignment: how they signed in and when that ends whatever
    they do goes with them, everything else the old session held does not.
    """
    actor = door.bound(user, assignment, relation)
    if actor is None:
        raise LookupError("no such assignment or relation")
    before = sessions.sitting_of(session)
    same = before if before and before.user == user and vouched is None and door.actor_of(session) else None
    if same:
        vouched = Vouched(same.provider, same.provider_session, same.acr, same.auth_time)
    with transaction.atomic():
        if before:
            _end(SignedIn.objects.filter(pk=before.id), "changed" if same else "again")
        now = sessions.begin(session, user=user, assignment=assignment, relation=relation, vouched=vouched,
                             ends=same.ends if same else None)
        SignedIn.objects.filter(pk=now.id).update(assignment=actor.assignment_id, relation=actor.relation_id)
        event = events.CHOSE_ASSIGNMENT if same else events.SIGNED_IN
        log.record(event, by=actor, individuals=[actor.individual_id] if actor.individual_id else [])
    return actor


def sign_out(session: SessionBase, *, by: Actor | None, because: str = "signed_out") -> None:
    """End the session and leave nothing of it."""
    sitting = sessions.sitting_of(session)
    if sitting:
        _end(SignedIn.objects.filter(pk=sitting.id), because)
    if by is not None:
        log.record(events.SIGNED_OUT, by=by)
    session.flush()


def still_here(session: SessionBase, *, asked: bool = False) -> None:
    """Write that somebody is here, at most once a minute unless they ``asked`` to stay. Costs nothing in between."""
    sitting, now = sessions.sitting_of(session), clock.now()
    if sitting and (asked or stale(sitting, now)):
        SignedIn.objects.filter(pk=sitting.id, ended_at__isnull=True).update(last_seen_at=now)
        session.sitting = replace(sitting, seen=now)  # type: ignore[attr-defined]


def end_one(session: UUID, *, by: Actor) -> bool:
    """End one of one's own sessions, wherever it is. False when it was over, or not one's own."""
    ended = _end(SignedIn.objects.filter(ref=session, user_id=by.user_id or 0), "from_elsewhere")
    if ended:
        log.record(events.ENDED_SESSIONS, by=by, data={"sessions": ended})
    return bool(ended)


def end_everywhere(*, user: int, by: Actor, because: str = "everywhere") -> int:
    """End every session a user has, at once; what they began before this moment never counts again."""
    now = clock.now()
    with transaction.atomic():
        User.objects.filter(pk=user).update(ended_at=now)
        ended = _end(SignedIn.objects.filter(user_id=user), because)
        log.record(events.ENDED_SESSIONS, by=by, data={"sessions": ended})
    return ended


def end_everybody(*, by: Actor) -> int:
    """End every session there is: when something is very wrong."""
    with transaction.atomic():
        ended = _end(SignedIn.objects.all(), "everybody")
        log.record(events.ENDED_SESSIONS, by=by, data={"sessions": ended})
    return ended


def end_of_provider(*, provider: str, provider_session: str, by: Actor) -> int:
    """End what an identity provider says is over: it has signed somebody out on its side."""
    ended = _end(SignedIn.objects.filter(provider=provider, provider_session=provider_session), "provider")
    if ended:
        log.record(events.ENDED_SESSIONS, by=by, data={"sessions": ended, "provider": provider})
    return ended


def tidy() -> int:
    """Forget sessions that are over: their content at once, that they were there after three months. A nightly job."""
    Session.objects.filter(expire_date__lt=clock.now()).delete()
    return SignedIn.objects.filter(ends_at__lt=clock.now() - REMEMBERED).delete()[0]


def _end(which: QuerySet[SignedIn], because: str) -> int:
    return which.filter(ended_at__isnull=True).update(ended_at=clock.now(), ended_because=because)


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
    with of_user(user):
        Draft.objects.update_or_create(
            user_id=user, assignment=assignment or 0, path=path,
            defaults={"body": body, "held": held, "expires": clock.now() + life},
        )


def drop_draft(*, user: int, assignment: int | None, path: str) -> None:
    with of_user(user):
        Draft.objects.filter(user_id=user, assignment=assignment or 0, path=path).delete()
