"""Archivists of every controller of a world, and what stands when one of them has let something go."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import psycopg
from django.db import connection

from helhet.access import door as access
from helhet.access.actor import Actor
from helhet.access.rules import ROLES
from helhet.keeping import actions, door
from helhet.keeping.rules import Law, Mark
from helhet.kit import clock

Pair = tuple[int, int]


def _seen(statement: str, *values: object) -> list[tuple[int, ...]]:
    """A look past the guard, as the owner."""
    from helhet.workshop.database import AS_OWNER

    known = connection.settings_dict
    owner = _owner_url(str(known["NAME"]))
    with psycopg.connect(owner, options=AS_OWNER) as db:
        return db.execute(statement, values).fetchall()


def _owner_url(name: str) -> str:
    import os

    from helhet.workshop.database import url_with_database

    return url_with_database(os.environ["DATABASE_OWNER_URL"], name)


def archivists() -> list[Actor]:
    """One for each controller that has somebody at work."""
    found: dict[int, Actor] = {}
    for (ref,) in _seen("SELECT ref FROM access_assignment ORDER BY id"):
        actor = access.staff_actor(UUID(str(ref)))
        if actor is not None and actor.controller_id is not None:
            found.setdefault(actor.controller_id, replace(
                actor, role="archivist", permissions=ROLES["archivist"].permissions))
    return list(found.values())


def persons() -> list[int]:
    return [row[0] for row in _seen("SELECT id FROM people_individual ORDER BY id")]


def prepare(by_all: list[Actor]) -> tuple[set[Pair], set[Pair]]:
    """End everything that goes on, as a world does in thirty years; hold one copy back and mark another."""
    from helhet.workshop.database import AS_OWNER

    with psycopg.connect(_owner_url(str(connection.settings_dict["NAME"])), options=AS_OWNER) as db:
        db.execute("UPDATE process_case SET state = 'closed'")
    held: set[Pair] = set()
    marked: set[Pair] = set()
    for by in by_all:
        with clock.travel(clock.now() + timedelta(days=366 * 12)):
            due = [h for h in door.overview(by).due if h.law == Law.SOCIAL]
        if len(due) > 1:
            first, second = due[0], due[1]
            actions.hold(first.ref, reason="Granskning", until=clock.today() + timedelta(days=366 * 20), by=by)
            actions.mark(second.ref, kind=Mark.PARENTHOOD, by=by)
            held.add((by.controller_id or 0, first.individual))
            marked.add((by.controller_id or 0, second.individual))
    return held, marked


def let_go(person: UUID, by: Actor) -> None:
    actions.let_go(person, reason="Plan", by=by)


_COPIES = """
SELECT u.controller_id, count(*) FROM access_reach r JOIN organisations_unit u ON u.id = r.unit_id
WHERE r.individual = %s GROUP BY 1
"""


def copies(individual: int) -> dict[int, int]:
    """How much each controller reaches of a person."""
    return {row[0]: row[1] for row in _seen(_COPIES, individual)}


def others_stand(individual: int, by: Actor, before: dict[int, int]) -> bool:
    """Whether the others reach what they did, and the one who let go nothing."""
    return copies(individual) == {c: n for c, n in before.items() if c != by.controller_id}


def without_copies(everybody: Iterable[int]) -> list[int]:
    left = {row[0] for row in _seen("SELECT id FROM people_individual")}
    return [i for i in everybody if i not in left]


def living_keys(everybody: list[int]) -> int:
    asked = "SELECT count(*) FROM kit_datakey WHERE individual = ANY (%s) AND destroyed_at IS NULL"
    return _seen(asked, everybody)[0][0]


def had_keys(individual: int) -> bool:
    return bool(_seen("SELECT count(*) FROM kit_datakey WHERE individual = %s", individual)[0][0])


def logged() -> int:
    return _seen("SELECT count(*) FROM audit_auditevent WHERE event = 'keeping.erased'")[0][0]
