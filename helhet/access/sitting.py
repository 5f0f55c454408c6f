"""How long one stays signed in: pure, with the moment and the limits as arguments."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

WARNING = timedelta(minutes=3)  # at least two minutes to answer, whatever the clocks differ
SEEN_EVERY = timedelta(minutes=1)  # that somebody is still here is written no oftener than this


@dataclass(frozen=True)
class Sitting:
    """One session as the table has it: who, since when, last seen when, and when it ends whatever is done."""

    id: int
    user_id: int
    user: UUID
    kind: str
    active: bool
    user_ended: datetime | None
    provider: str
    provider_session: str
    acr: str
    auth_time: datetime | None
    started: datetime
    seen: datetime
    ends: datetime
    ended: datetime | None


@dataclass(frozen=True)
class Limits:
    """Seconds of stillness, for staff and for a person."""

    staff: int
    person: int

    def idle(self, kind: str) -> timedelta:
        return timedelta(seconds=self.staff if kind == "staff" else self.person)


def over(sitting: Sitting, now: datetime, limits: Limits) -> str:
    """Why the session no longer counts: ``ended``, ``user``, ``whole`` or ``idle``; empty while it does."""
    if sitting.ended is not None:
        return "ended"
    if not sitting.active or (sitting.user_ended is not None and sitting.started <= sitting.user_ended):
        return "user"
    if now >= sitting.ends:
        return "whole"
    if now >= sitting.seen + limits.idle(sitting.kind):
        return "idle"
    return ""


def left(sitting: Sitting, now: datetime, limits: Limits) -> timedelta:
    """How long one can be still before it is over; never below nothing."""
    if over(sitting, now, limits):
        return timedelta(0)
    return min(sitting.ends, sitting.seen + limits.idle(sitting.kind)) - now


def may_be_longer(sitting: Sitting, now: datetime, limits: Limits) -> bool:
    """Whether doing something gives more time: not at the end of the whole."""
    return sitting.ends > now + limits.idle(sitting.kind)


def stale(sitting: Sitting, now: datetime) -> bool:
    """Whether it is time to write that somebody is still here."""
    return now - sitting.seen >= SEEN_EVERY


def fresh(sitting: Sitting, now: datetime, within: timedelta) -> bool:
    """Whether the one who sits here proved who they are lately. Without a provider there is nothing to ask again."""
    if not sitting.provider:
        return True
    return sitting.auth_time is not None and now - sitting.auth_time <= within
