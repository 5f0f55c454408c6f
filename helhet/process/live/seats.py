"""Who sits and follows a meeting: who they are, and what they are told. Each call is a few questions in a thread.

The live stream (helhet/config/live.py) is the only one who asks here: by the key of a session, as a browser sends it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.db import close_old_connections
from django.utils import translation

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.access import events, sessions
from helhet.access.actor import Actor
from helhet.audit import log
from helhet.kit import keys, veil
from helhet.kit.doors import NotThere
from helhet.process.live import door

AFTER = timedelta(hours=1)  # that a meeting may go on beyond its time and still keep those who follow signed in


@dataclass(frozen=True)
class Seat:
    """One who follows: the session's key, who they are in it, and whose meeting it is."""

    key: str
    sitting: int
    by: Actor
    ref: UUID
    individual: int
    veiled: bool


def sit_down(key: str, ref: UUID, since: int) -> tuple[Seat, door.Changes] | None:
    """Somebody begins to follow: their seat and what has been written since. None when it is not open to them."""
    with _at_work():
        session = sessions.SessionStore(session_key=key)
        by, sitting = access_door.actor_of(session), sessions.sitting_of(session)
        if by is None or sitting is None:
            return None
        try:
            found = _veiled(door.opened(by, ref, since))
        except NotThere as shut:
            if not shut.logged:
                log.record(events.DENIED, by=by, data={"page": "live"})
            return None
        return Seat(key, sitting.id, by, ref, found.individual, found.veiled), found


def read(seat: Seat, since: int) -> door.Changes | None:
    """What is new since then. None when it is over for them."""
    with _at_work():
        try:
            if not seat.veiled:
                return door.heard(seat.by, seat.ref, seat.individual, since)
            return _veiled(door.changes(seat.by, seat.ref, since))
        except NotThere:
            return None


def still_sits(seat: Seat, wholly: bool = True) -> bool:
    """Whether they are still signed in as the same, and may go on. Following a meeting is being here.

    Not ``wholly``: the session, and the ground that the database itself finds, which end by time.
    """
    with _at_work():
        session = sessions.SessionStore(session_key=seat.key)
        by = access_door.actor_of(session)
        if by is None or _who(by) != _who(seat.by):
            return False
        if not wholly:
            return door.has_ground(by, seat.ref)
        now = door.standing(by, seat.ref, AFTER)
        if now.goes_on:
            access.still_here(session)
        return now.follows and now.veiled == seat.veiled


def _who(by: Actor) -> tuple[int | None, ...]:
    return by.user_id, by.assignment_id, by.individual_id, by.relation_id


def _veiled(found: door.Changes) -> door.Changes:
    """What a protected identity hides from them, hidden; and the names of those around with it."""
    if not found.veiled:
        return found
    return replace(found, texts=tuple(replace(c, text=veil.leaving(c.text)) for c in found.texts),
                   writing=tuple(replace(w, who=veil.mask()) for w in found.writing))


@contextmanager
def _at_work() -> Iterator[None]:
    close_old_connections()
    keys.nobody()
    with translation.override("sv"), veil.drawing():
        yield
