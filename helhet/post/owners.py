"""Whose ways somebody may keep: their own, their unit's, or as somebody with a plan or near one."""

from dataclasses import dataclass

from helhet.access.actor import Actor
from helhet.kit.doors import NotThere


@dataclass(frozen=True)
class Owner:
    """Who is told: kind (unit, user, individual, relation), its id, and whose plan it is about for the last two."""

    kind: str
    id: int
    individual: int | None = None


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
