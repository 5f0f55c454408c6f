"""What a believed sign-in opens: users exist only in the directory, nobody is let in because a provider knows them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.sessions.backends.base import SessionBase

from helhet.access import actions, door, events
from helhet.access.actor import Actor, Way, system, ways_in
from helhet.access.oidc.flow import Identity
from helhet.access.sessions import ASSIGNMENT, Vouched
from helhet.audit import log
from helhet.kit import clock

CHOOSING = "choosing"  # ways in that are open, until one has chosen
LASTS = 300  # seconds to choose
DOOR = system("sign-in")


class NobodyHere(Exception):
    """Who was vouched for is not in the house, or has nowhere to work today. ``why`` names the page's words."""

    def __init__(self, why: str, key: str = "") -> None:
        super().__init__(why)
        self.why, self.key = why, key


@dataclass(frozen=True)
class Onwards:
    """Signed in; ``choose`` when there are several assignments to choose between, or several ways in."""

    actor: Actor | None
    choose: bool


def staff(session: SessionBase, who: Identity) -> Onwards:
    """Bind the session to the assignment chosen at the provider, else the one from before, else the first there is.

    Raises NobodyHere.
    """
    user = door.user_named(who.provider.directory, who.key)
    if user is None or user.kind != "staff":
        raise NobodyHere("unknown_staff", who.key)
    work = door.assignments(user.ref, who.commissions)
    if not work:
        raise NobodyHere("no_assignment", who.key)
    before, here = session.get(ASSIGNMENT), door.actor_of(session)
    same = [w for w in work if here and here.user_ref == user.ref and str(w.ref) == before]
    actor = actions.sign_in(session, user=user.ref, assignment=(same or work)[0].ref, vouched=who.vouched)
    return Onwards(actor, choose=len(work) > 1 and not same)


def person(session: SessionBase, who: Identity) -> Onwards:
    """Bind the session to the one way in; with several, remember them until one is chosen. Raises NobodyHere."""
    ways = ways_in(who.key)
    if not ways:
        raise NobodyHere("unknown_person")
    if len(ways) == 1:
        return Onwards(_enter(session, ways[0], who.vouched), choose=False)
    at = who.vouched.auth_time
    session[CHOOSING] = {
        "at": clock.now().timestamp(), "ways": [_packed(way) for way in ways],
        "vouched": [who.vouched.provider, who.vouched.provider_session, who.vouched.acr, at.timestamp() if at else 0],
    }
    return Onwards(None, choose=True)


def ways_to_choose(session: SessionBase) -> tuple[Way, ...]:
    """What the one who has just been vouched for can choose between; none when it was too long ago."""
    found: dict[str, Any] = session.get(CHOOSING, {})
    if not found or found["at"] < clock.now().timestamp() - LASTS:
        return ()
    return tuple(Way(UUID(user), UUID(relation) if relation else None, name, what)
                 for user, relation, name, what in found["ways"])


def choose(session: SessionBase, n: int) -> Actor:
    """Come in by the way with this number. Raises LookupError when there is none, or it no longer holds."""
    from helhet.access.oidc.tokens import moment

    ways = ways_to_choose(session)
    if not 0 <= n < len(ways):
        raise LookupError(n)
    provider, sid, acr, at = session[CHOOSING]["vouched"]
    return _enter(session, ways[n], Vouched(provider, sid, acr, moment(at) if at else None))


def not_let_in(provider: str, why: str, key: str = "") -> None:
    """Write in the log that a sign-in was not accepted. ``key`` is the staff's own, never a person's number."""
    data = {"provider": provider, "why": why} | ({"key": key} if key else {})
    log.record(events.NOT_LET_IN, by=DOOR, data=data)


def _enter(session: SessionBase, way: Way, vouched: Vouched) -> Actor:
    return actions.sign_in(session, user=way.user_ref, relation=way.relation_ref, vouched=vouched)


def _packed(way: Way) -> tuple[str, str, str, str]:
    return str(way.user_ref), str(way.relation_ref or ""), way.name, way.what
