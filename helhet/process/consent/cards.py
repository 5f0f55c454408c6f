"""What leaves the consent door."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class ItemCard:
    """One recipient and what was answered for it, as names of kinds in the order they are asked."""

    unit_id: int | None
    name: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True)
class ConsentCard:
    """One recorded consent with all that its paper must say (CON-01..18)."""

    ref: UUID
    at: datetime
    by: str
    unit: str
    part_a: bool
    part_b: bool | None
    digital: bool | None
    form: str
    form_name: str
    giver: str
    giver_name: str
    capacity: str
    items: tuple[ItemCard, ...]
    not_agreed: str  # empty for everybody but the convener and the person
    valid_until: date
    obtained_how: str
    enough_information: bool
    voluntary: bool
    support_needed: str
    maturity: str
    child_view: str
    in_force: bool


@dataclass(frozen=True)
class InformationCard:
    informed_on: date
    how: str
    adapted: str
    language: str
    understood: str
    offered: bool
    present: str
    by: str
    at: datetime


@dataclass(frozen=True)
class RouteCard:
    """A documented way without consent."""

    at: datetime
    by: str
    unit: str
    way_name: str
    ground: str
    when: str
    giver_name: str
    why_not_asked: str
    assessment: str
    decided_by: str
    decided_on: date
    document: str
    items: tuple[ItemCard, ...]
    valid_until: date


@dataclass(frozen=True)
class StopCard:
    """A no or a withdrawal as a line."""

    at: datetime
    by: str
    says: str
    capacity: str
    words: str


@dataclass(frozen=True)
class GrantCard:
    """What one recipient may see now, and what the person has said no to (convener and person only)."""

    unit_id: int | None
    name: str
    kinds: tuple[str, ...]  # Kind values
    kind_names: tuple[str, ...]
    refused: tuple[str, ...]
    route: bool = False


@dataclass(frozen=True)
class ConsentSummary:
    """What is in force, for the case page's side card."""

    in_force: bool
    part_a: bool
    part_b: bool
    digital: bool
    presumed: bool
    route: bool
    route_fresh: bool
    until: date | None
    grants: tuple[GrantCard, ...]
    not_agreed: str
    asked: bool  # something has been answered, also a no

    @property
    def sentence(self) -> str:
        """What a yes or a route covers, in one sentence for the case page."""
        seen = sum(1 for g in self.grants if g.kinds)
        if not seen:
            return ""
        said = ngettext("En mottagare får ta del av information.", "%(n)s mottagare får ta del av information.",
                        seen) % {"n": seen}
        return f"{said} {_('Planen får göras.')}" if self.part_b else said

    def words_for(self, unit_id: int | None) -> str:
        """What one unit may see, as words; empty when nothing."""
        return ", ".join(name.lower() for g in self.grants if g.unit_id == unit_id for name in g.kind_names)


@dataclass(frozen=True)
class Takeable:
    """Something that can be taken back, as a choice on the page: all, part b, one recipient, or a kind for all."""

    code: str
    says: str
    means: str
    scope: str
    unit_id: int | None = None
    name: str = ""

    @property
    def can_be_part(self) -> bool:
        """Whether it can be narrowed to one kind of information."""
        return self.scope in ("recipient", "kind")

    def scope_for(self, kind: str) -> str:
        return "kind" if kind and self.can_be_part else self.scope
