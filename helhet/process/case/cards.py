"""What leaves the door of a case: frozen, and only what was decided."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from helhet.process.case.rules import ENDED, ParticipantKind, State, Step


@dataclass(frozen=True)
class ParticipantCard:
    """Somebody who takes part. ``side`` is municipality, region or other, for units."""

    ref: UUID
    kind: str
    kind_name: str
    unit_id: int | None
    name: str
    function: str
    phone: str
    side: str
    relation_id: int | None
    user_id: int | None

    @property
    def duty(self) -> bool:
        return self.kind in (ParticipantKind.SUMMONED, ParticipantKind.CONVENER)


@dataclass(frozen=True)
class CaseCard:
    """A case as pages know it."""

    id: int
    ref: UUID
    number: str
    state: str
    state_name: str
    sip_kind: str
    level: str
    individual_id: int
    convener_unit_id: int
    convener_unit: str
    convener_user_id: int | None
    profile_version: int
    discovered_on: date | None
    created_at: datetime
    moved_at: datetime
    previous_ref: UUID | None
    path: tuple[Step, ...] = ()
    participants: tuple[ParticipantCard, ...] = ()

    @property
    def ended(self) -> bool:
        return State(self.state) in ENDED

    def units(self, *kinds: str) -> tuple[int, ...]:
        """The ids of the units that take part now, of the given kinds or all."""
        return tuple(
            dict.fromkeys(p.unit_id for p in self.participants if p.unit_id and (not kinds or p.kind in kinds))
        )


@dataclass(frozen=True)
class MoveCard:
    """One line of the case's history."""

    verb: str
    says: str
    at: datetime
    by: str
    unit: str
    reason: str


@dataclass(frozen=True)
class ListedCase:
    """One row of a unit's overview."""

    ref: UUID
    number: str
    individual_id: int
    name: str
    age: int | None
    state: str
    state_name: str
    role: str
    updated_at: datetime
    cursor: str


@dataclass(frozen=True)
class Known:
    """Who a case is about and where it stands, for a line in a list that begins elsewhere."""

    name: str
    given_name: str
    age: int | None
    state_name: str
    role: str
    protected: bool = False  # no unit stands beside the name


@dataclass(frozen=True)
class Page:
    rows: tuple[ListedCase, ...]
    next: str | None
    counts: dict[str, int]
