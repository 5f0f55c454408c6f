"""The access decision: one pure, readable place. Deny wins over permit; the unknown is denied."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.access.actor import Actor
from helhet.access.rules import ALL_KINDS, Kind


@dataclass(frozen=True)
class ReachRow:
    """One row of ``access.reach`` as the decision sees it."""

    unit: int
    kinds: frozenset[str]
    source: str
    valid_from: datetime
    valid_to: datetime | None


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
    """Which kinds may be read, why in a sentence, and the rule it rests on."""

    kinds: frozenset[str]
    because: str | Promise
    rule: str
    copied: frozenset[str] = frozenset()  # open only through a copy: what has been handed over, and nothing newer

    def __bool__(self) -> bool:
        return bool(self.kinds)


DENIED = Decision(frozenset(), _("Det här är inte öppet för dig."), rule="IT-03")
# What has been handed over stays the receiver's, and opens nothing that comes after.
_HANDED_OVER = ("copy", "message")
_BECAUSE = {
    "own": (_("Du ser detta därför att din enhet arbetar med den här SIP:en."), "NEED-11"),
    "consent": (_("Du ser detta därför att personen har samtyckt till det."), "CON-10"),
    "route": (_("Du ser detta efter ett beslut, när personen inte kan samtycka."), "CON-17"),
    "copy": (_("Du ser det som lämnades till din enhet medan samtycket gällde."), "IT-06"),
    "message": (_("Du ser de meddelanden som din enhet har skickat eller fått."), "IT-06"),
    "call": (_("Du ser kallelsen därför att din enhet är kallad eller inbjuden."), "ATT-01"),
}


def decide(
    assignment: Actor, purpose: str, reach: Iterable[ReachRow], grounds: Iterable[str],
    relation: Relation | None, now: datetime,
) -> Decision:
    """What ``assignment`` may read of one case right now.

    ``reach`` are the rows of the actor's unit for the case; ``grounds`` names sources that are blocked this moment
    (a withdrawn consent, a block); ``relation`` is set for a person at their own door. Returns an empty Decision
    when nothing may be read: the caller answers as if the case did not exist.
    """
    if relation is not None:
        return _for_person(relation)
    if not assignment.is_staff or assignment.unit_id is None or not purpose:
        return DENIED
    blocked = frozenset(grounds)
    valid = [
        row for row in reach
        if row.unit == assignment.unit_id and row.source not in blocked and row.source in _BECAUSE
        and row.valid_from <= now and (row.valid_to is None or now < row.valid_to)
    ]
    kinds = frozenset[str]().union(*(row.kinds for row in valid)) & ALL_KINDS
    if not kinds:
        return DENIED
    first = min(valid, key=lambda row: list(_BECAUSE).index(row.source))
    because, rule = _BECAUSE[first.source]
    live = frozenset[str]().union(*(row.kinds for row in valid if row.source not in _HANDED_OVER))
    return Decision(kinds, because, rule, copied=kinds - live)


def _for_person(relation: Relation) -> Decision:
    if relation.must_not_know:
        return DENIED
    kinds = (ALL_KINDS if relation.own else relation.kinds & ALL_KINDS) - relation.hidden
    if not kinds:
        return DENIED
    if relation.own:
        return Decision(kinds, _("Det är din egen plan."), "SCO-02")
    return Decision(kinds, _("Du ser detta därför att du står personen nära och får läsa."), "CH-07")


def needs(decision: Decision, kind: Kind) -> bool:
    return kind.value in decision.kinds
