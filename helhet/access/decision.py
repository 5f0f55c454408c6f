"""The access decision: one pure, readable place. Deny wins over permit; the unknown is denied.

What the law lets whom do stands in ``grounds``; who reaches what in ``reach``. Here they meet.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.access.actor import Actor
from helhet.access.grounds import SOURCES, Way
from helhet.access.rules import ALL_KINDS, Kind, Permission

PROTECTED = "protected"  # a ground: the person has a protected identity, which is not open to the reader


@dataclass(frozen=True)
class ReachRow:
    """One row of ``access.reach``, or one emergency opening, as the decision sees it."""

    unit: int
    kinds: frozenset[str]
    source: str
    valid_from: datetime
    valid_to: datetime | None
    shut: bool = False  # by the person's block, and not opened for the reader's unit


@dataclass(frozen=True)
class Relation:
    """How a person stands to the individual: themself, or by a relation with its own insight.

    ``kinds`` are what the relation lets them read now; empty shuts the door. ``hidden`` is taken away again,
    for instance the mapping where the profile does not show it (PREP-18).
    """

    own: bool
    kinds: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    must_not_know: bool = False


@dataclass(frozen=True)
class Decision:
    """Which kinds may be read, why in a sentence, the rule it rests on and the section of law behind it."""

    kinds: frozenset[str]
    because: str | Promise
    rule: str
    copied: frozenset[str] = frozenset()  # open only through a copy: what has been handed over, and nothing newer
    law: str = ""
    only_reads: bool = False  # an emergency: nothing may be written
    blocked: bool = False  # something here is shut by the person's block: that much may be told, and no more
    veiled: bool = False  # where the person is, and who is near, is hidden

    def __bool__(self) -> bool:
        return bool(self.kinds)


DENIED = Decision(frozenset(), _("Det här är inte öppet för dig."), rule="IT-03")
BLOCKED = Decision(frozenset(), _("Du ser inte detta därför att personen har spärrat uppgifter."), rule="IT-03",
                   blocked=True)


def decide(
    assignment: Actor, purpose: str, reach: Iterable[ReachRow], grounds: Iterable[str],
    relation: Relation | None, now: datetime,
) -> Decision:
    """What ``assignment`` may read of one case right now.

    ``reach`` are the rows of the actor's unit for the case; ``grounds`` names sources that are shut this moment, and
    ``PROTECTED`` when where the person is must stay hidden; ``relation`` is set for a person at their own door.
    Returns an empty Decision when nothing may be read: the caller answers as if the case did not exist.
    """
    held = frozenset(grounds)
    if relation is not None:
        return replace(_for_person(relation), veiled=PROTECTED in held and not relation.own)
    if not assignment.is_staff or assignment.unit_id is None or not purpose:
        return DENIED
    valid = [row for row in reach if row.source not in held and _holds(row, assignment, purpose, now)]
    opened = [row for row in valid if not row.shut or SOURCES[row.source].block_proof]
    decided = _from(opened)
    return replace(decided, veiled=PROTECTED in held, blocked=len(opened) < len(valid))


def _holds(row: ReachRow, assignment: Actor, purpose: str, now: datetime) -> bool:
    """Whether a row counts for this reader, with this purpose, at this moment."""
    source = SOURCES.get(row.source)
    if source is None or row.unit != assignment.unit_id or purpose not in source.purposes:
        return False
    if row.valid_from > now or (row.valid_to is not None and row.valid_to <= now):
        return False
    if source.way == Way.DIRECT:
        return assignment.direct_access
    if source.way == Way.EMERGENCY:
        return assignment.emergency_access and assignment.may(Permission.EMERGENCY_OPEN)
    return True


def _from(rows: list[ReachRow]) -> Decision:
    """The kinds of all the rows together, told by the strongest of them."""
    kinds = frozenset[str]().union(*(row.kinds for row in rows)) & ALL_KINDS
    if not kinds:
        return DENIED
    told = next(source for code, source in SOURCES.items() if code in {row.source for row in rows})
    live = frozenset[str]().union(*(row.kinds for row in rows if not SOURCES[row.source].received))
    return Decision(kinds, told.because, told.rule, copied=kinds - live, law=told.law,
                    only_reads=all(SOURCES[row.source].way == Way.EMERGENCY for row in rows))


def _for_person(relation: Relation) -> Decision:
    if relation.must_not_know:
        return DENIED
    kinds = (ALL_KINDS if relation.own else relation.kinds & ALL_KINDS) - relation.hidden
    if not kinds:
        return DENIED
    if relation.own:
        return Decision(kinds, _("Det är din egen plan."), "SCO-02")
    return Decision(kinds, _("Du ser detta därför att du står personen nära och får läsa."), "CH-07")


def unseen(decision: Decision) -> str | Promise:
    """Why something is not seen, in a sentence that says nothing of what it is; empty when nothing more is shut."""
    return BLOCKED.because if decision.blocked else ("" if decision else DENIED.because)


def needs(decision: Decision, kind: Kind) -> bool:
    return kind.value in decision.kinds
