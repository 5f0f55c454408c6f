"""Cases at the steps messages are tried from, and the message most tests begin with."""

from typing import Any
from uuid import UUID

from helhet.access.actor import Actor
from helhet.access.rules import Kind
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.dialogue import actions, door
from helhet.process.dialogue.cards import MessageCard, ThreadCard
from helhet.process.plan.tests import world
from helhet.process.tests.cast import Cast

WORDS = "Lars kom inte till samtalet i tisdags. Har ni träffat honom?"


def at_table(cast: Cast) -> Case:
    """Psychiatry convenes; the social services and the health centre take part and are covered."""
    return world.at_meeting(cast)


def sent(cast: Cast, case: Case, **changes: Any) -> UUID:
    """Psychiatry writes to the social services about care."""
    said = {"kind": "care", "text": WORDS, "receivers": [cast.unit("social")], "by": cast.nurse, **changes}
    return actions.send(case.ref, **said)


def read(by: Actor, message: UUID) -> MessageCard:
    with cases.visit(by, door.case_of(message)) as v:
        return door.message(v, message)


def thread(by: Actor, message: UUID) -> ThreadCard:
    with cases.visit(by, door.case_of(message)) as v:
        return door.thread(v, message)


def listed(by: Actor, case: Case) -> tuple[ThreadCard, ...]:
    with cases.visit(by, case.ref) as v:
        return door.threads(v).rows


MESSAGES = frozenset({Kind.MESSAGES.value})


def at_table_again(cast: Cast) -> Case:
    """The same for somebody else."""
    return world.at_meeting(cast, individual=cast.elder)
