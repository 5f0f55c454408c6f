"""The only place that puts something in the outbox."""

from collections.abc import Collection
from datetime import time
from secrets import randbelow
from typing import Any
from uuid import UUID

from django.db import connection

from helhet.access import door as access
from helhet.access.actor import Actor
from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.post import events, queue, rules
from helhet.post.models import Outbox, Way
from helhet.post.owners import Owner, asking


def news(owner_kind: str, owner: int, *, at_once: bool, near: Collection[int] | None = None) -> None:
    """There is something to read for a unit, a user or an individual (``owner_kind`` and its id).

    Runs in the caller's transaction. Nobody is told outside who has not asked for it; what is not ``at_once`` waits
    for the day's digest. Never says what. A unit's news also reach those who work there and have asked; a person's
    also those near them who have; with ``near`` only those relations, who may read what is new. Two queries at most,
    none of them waits for another verb.
    """
    users = [u.id for u in access.colleagues(owner)] if owner_kind == "unit" else []
    with connection.cursor() as cursor:
        # Which addresses others have asked to be told at is not for whoever acts to read: sql/guard.sql.
        cursor.execute("SELECT post_news(%s, %s, %s::bigint[], %s::bigint[], %s, %s)",
                       [owner_kind, owner, users, None if near is None else list(near), clock.now(), at_once])


def add(*, owner: Owner, channel: str, address: str, by: Actor) -> UUID:
    """Ask to be told at an address; a code goes there at once. Gives the way's ref. Raises Refused."""
    where = rules.international(address) if channel == rules.Channel.SMS else address
    with asking(owner):
        mine = [w for w in _all_of(owner) if w.ended_at is None]
        same = any(w.address == where for w in mine)
        refuse(rules.may_add(channel=channel, address=where, ways=len(mine), same=same))
        refuse(rules.may_send_code(codes=_codes_to(channel, where)))
        way = Way.objects.create(owner_kind=owner.kind, owner=owner.id, individual=owner.individual, channel=channel,
                                 address=where, asked_at=clock.now(), quiet_weekends=owner.kind in ("unit", "user"))
        _send_code(way)
        _say(events.ADDED, way, by)
    return way.ref


def send_code_again(*, owner: Owner, ref: UUID, by: Actor) -> None:
    """A new code to an address that is not confirmed. Raises Refused or NotThere."""
    with asking(owner):
        way = _held(owner, ref)
        if way.confirmed_at and not way.broken_at:
            return
        refuse(rules.may_send_code(codes=_codes_to(way.channel, way.address)))
        _send_code(way)


def guess(*, owner: Owner, ref: UUID) -> None:
    """Count an attempt at the code, in a transaction of its own: a refusal takes the rest back, but not this."""
    with asking(owner):
        way = _held(owner, ref)
        way.code_tries = min(way.code_tries + 1, 1000)
        way.save(update_fields=["code_tries"])


def confirm(*, owner: Owner, ref: UUID, code: str, by: Actor) -> UUID:
    """Prove that the address is one's own; ``guess`` comes first. Raises Refused or NotThere."""
    with asking(owner):
        way = _held(owner, ref)
        right = bool(way.code) and code.replace(" ", "") == way.code
        refuse(rules.may_confirm(sent=way.code_sent_at or way.asked_at, tries=way.code_tries, right=right,
                                 now=clock.now()))
        way.confirmed_at, way.code, way.broken_at = clock.now(), "", None
        way.save(update_fields=["confirmed_at", "code", "broken_at"])
        _say(events.CONFIRMED, way, by)
    return way.ref


def change(*, owner: Owner, ref: UUID, quiet_from: time, quiet_to: time, quiet_weekends: bool, digest_at: time,
           at_once: bool, by: Actor) -> None:
    """When one wants to be told. Raises Refused or NotThere."""
    habits = rules.Habits(quiet_from, quiet_to, quiet_weekends, digest_at, at_once)
    refuse(rules.may_keep(habits))
    with asking(owner):
        way = _held(owner, ref)
        for name, value in vars(habits).items():
            setattr(way, name, value)
        way.save(update_fields=list(vars(habits)))
        _say(events.CHANGED, way, by)


def end(*, owner: Owner, ref: UUID, by: Actor) -> None:
    """Tell nobody at this address any more: from now, also what is already on its way. Raises NotThere."""
    with asking(owner):
        way = _held(owner, ref)
        way.ended_at, way.code = clock.now(), ""
        way.save(update_fields=["ended_at", "code"])
        Outbox.objects.filter(way=way, state="waiting").update(state="dropped", done_at=clock.now())
        _say(events.ENDED, way, by)


def send_test(*, owner: Owner, ref: UUID, by: Actor) -> None:
    """A notice that says it is a test; at most one a minute. Raises NotThere."""
    with asking(owner):
        way = _held(owner, ref)
        if way.confirmed_at:
            post(way, rules.Letter.TEST, f"test:{way.pk}:{clock.now():%Y%m%d%H%M}")


def try_again(*, owner: Owner, letter: UUID, by: Actor) -> None:
    """Send a dead notice anew, with all its tries before it. Raises NotThere."""
    with asking(owner):
        row = _dead(owner, letter)
        Way.objects.filter(pk=row.way_id).update(broken_at=None)
        row.state, row.tries, row.next_at, row.done_at = "waiting", 0, clock.now(), None
        row.save(update_fields=["state", "tries", "next_at", "done_at"])
        queue.put(row.pk)
        _say(events.TRIED_AGAIN, row.way, by)


def drop(*, owner: Owner, letter: UUID, by: Actor) -> None:
    """Let a dead notice be. Raises NotThere."""
    with asking(owner):
        row = _dead(owner, letter)
        row.state = "dropped"
        row.save(update_fields=["state"])
        _say(events.DROPPED, row.way, by)


def post(way: Way, letter: str, once: str) -> Outbox | None:
    """Put a notice in the outbox, in the caller's transaction; None when that very one is there already."""
    now = clock.now()
    row = Outbox(way=way, letter=letter, next_at=now, made_at=now, once=once)
    Outbox.objects.bulk_create([row], ignore_conflicts=True)
    kept = Outbox.objects.filter(ref=row.ref).first()
    if kept:
        queue.put(kept.pk)
    return kept


def _send_code(way: Way) -> None:
    way.code, way.code_sent_at, way.code_tries = f"{randbelow(10**6):06d}", clock.now(), 0
    way.save(update_fields=["code", "code_sent_at", "code_tries"])
    post(way, rules.Letter.CODE, f"code:{way.pk}:{clock.now():%Y%m%d%H%M%S%f}")


def _codes_to(channel: str, address: str) -> int:
    """How many codes have gone to this address since midnight, whoever asked."""
    field: Any = Way._meta.get_field("address")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM post_codes_since(%s, %s)", [channel, clock.at(clock.today(), 0)])
        return sum(field.from_db_value(sealed) == address for (sealed,) in cursor.fetchall())


def _all_of(owner: Owner) -> list[Way]:
    return list(Way.objects.filter(owner_kind=owner.kind, owner=owner.id))


def _held(owner: Owner, ref: UUID) -> Way:
    way = Way.objects.select_for_update().filter(
        ref=ref, owner_kind=owner.kind, owner=owner.id, ended_at=None).first()
    if way is None:
        raise NotThere
    return way


def _dead(owner: Owner, letter: UUID) -> Outbox:
    row = Outbox.objects.select_for_update(of=("self",)).select_related("way").filter(
        ref=letter, way__owner_kind=owner.kind, way__owner=owner.id, way__ended_at=None, state="dead").first()
    if row is None:
        raise NotThere
    return row


def _say(event: str, way: Way, by: Actor) -> None:
    """In the log: which way, never its address."""
    data: dict[str, Any] = {"way": str(way.ref), "channel": way.channel, "owner": way.owner_kind}
    log.record(event, by=by, individuals=[way.individual] if way.individual else [], data=data)
