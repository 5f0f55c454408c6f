"""What leaves the door of a report: frozen, and of the person only what the reader reaches."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from helhet.deviation.rules import DeviationKind, ReportState
from helhet.organisations.door import UnitCard
from helhet.people.cards import ListedPerson


@dataclass(frozen=True)
class StepCard:
    """One thing done with a report. Words that the reader may not read are left out."""

    kind: str
    says: str
    unit: str
    to_unit: str
    text: str
    cause: str
    measure: str
    by_day: date | None
    satisfied: bool | None
    at: datetime
    by: str


@dataclass(frozen=True)
class ReportCard:
    """One report, whole. ``person`` and ``case_ref`` are None for a unit that may not know whom it concerns."""

    ref: UUID
    number: str
    kind: str
    kind_name: str
    rule: str
    state: str
    state_name: str
    reporter: UnitCard
    receiver: UnitCard
    side: str  # reporter or receiver: which of them reads
    happened_on: date
    due: date
    at: datetime
    by: str
    proposal: str
    steps: tuple[StepCard, ...]
    may: frozenset[str]
    person: ListedPerson | None = None
    case_ref: UUID | None = None
    case_number: str = ""
    what: str | None = None  # None: not open to the reader
    effect: str = ""

    @property
    def is_closed(self) -> bool:
        return self.state == ReportState.CLOSED

    @property
    def answer(self) -> StepCard | None:
        return next((s for s in reversed(self.steps) if s.cause), None)


@dataclass(frozen=True)
class ListedReport:
    """One row of a unit's list."""

    ref: UUID
    number: str
    kind_name: str
    state: str
    state_name: str
    other: str  # the unit at the other end
    happened_on: date
    due: date
    late: bool
    person: ListedPerson | None
    cursor: str


@dataclass(frozen=True)
class Page:
    rows: tuple[ListedReport, ...]
    next: str | None


@dataclass(frozen=True)
class FormPage:
    """What the form of a new report needs."""

    case_ref: UUID
    case_number: str
    given_name: str
    units: tuple[tuple[str, str, str], ...]  # those who take part: ref, name, how
    others: tuple[tuple[str, str, str], ...]  # the county's other units in Helhet
    kind: DeviationKind | None = None
    unit: UnitCard | None = None
    happened_on: date | None = None
    what: str = ""
    days: int = 0
    already: UUID | None = None
