"""Who may bring an answer: staff write down anybody's, a person at their own door only their own."""

from helhet.access.actor import Actor
from helhet.kit.doors import NotThere
from helhet.process.consent.words import Giver


def must_be_theirs(by: Actor, giver: str, relation_id: int | None) -> None:
    """Raises NotThere when somebody at their own door answers for somebody else."""
    if by.kind == "individual" and giver != Giver.INDIVIDUAL:
        raise NotThere
    if by.kind == "relation" and (giver == Giver.INDIVIDUAL or relation_id != by.relation_id):
        raise NotThere
