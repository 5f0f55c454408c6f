"""Whose ways somebody may keep: their own, their unit's, or as somebody with a plan or near one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from helhet.access import context
from helhet.access.actor import Actor
from helhet.kit.doors import NotThere


@dataclass(frozen=True)
class Owner:
    """Who is told: kind (unit, user, individual, relation), its id, and whose plan it is about for the last two."""

    kind: str
    id: int
    individual: int | None = None


@contextmanager
def asking(owner: Owner) -> Iterator[None]:
    """A transaction in which an owner asks for what is theirs."""
    if owner.kind == "unit":
        which = context.of_unit(owner.id)
    elif owner.kind == "user":
        which = context.of_user(owner.id)
    else:
        which = context.of_person(owner.individual or owner.id, owner.id if owner.kind == "relation" else None)
    with transaction.atomic(), which:
        yield


def own(by: Actor) -> Owner:
    """A member of staff, wherever they work. Raises NotThere for anybody else."""
    if not by.is_staff or by.user_id is None:
        raise NotThere
    return Owner("user", by.user_id)


def of_unit(by: Actor) -> Owner:
    """The unit one works for now. Raises NotThere."""
    if by.unit_id is None:
        raise NotThere
    return Owner("unit", by.unit_id)


def at_own_door(by: Actor) -> Owner:
    """The person, or somebody near them in that relation. Raises NotThere."""
    if by.kind == "individual" and by.individual_id:
        return Owner("individual", by.individual_id, by.individual_id)
    if by.kind == "relation" and by.relation_id:
        return Owner("relation", by.relation_id, by.individual_id)
    raise NotThere
