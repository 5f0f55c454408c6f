"""What leaves the plan's door: frozen, and only what was decided."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from helhet.kit.refusals import Refusal
from helhet.process.plan.content import Intervention, Main, PlanContent


@dataclass(frozen=True)
class DraftCard:
    """The draft as those who write it see it. ``seen`` holds each text's number: {(row, field): n}."""

    ref: UUID
    content: PlanContent
    seen: dict[tuple[str, str], int]
    missing: tuple[Refusal, ...]
    documenter: bool
    unit: int | None
    by_route: bool

    def n(self, row: str, name: str) -> int:
        return self.seen.get((row, name), 0)

    def lacks(self, part: str) -> tuple[Refusal, ...]:
        """What is missing in a part, or in any row of it."""
        return tuple(r for r in self.missing if (r.field or "").partition(":")[0] == part)

    def intervention(self, ref: str) -> Intervention | None:
        return next((i for i in self.content.interventions if i.ref == ref), None)


@dataclass(frozen=True)
class VersionCard:
    """One line of the list of versions."""

    n: int
    at: datetime
    by_name: str
    unit_name: str
    code: str


@dataclass(frozen=True)
class ReportCard:
    """The newest word on how it goes with an intervention."""

    status_name: str
    reason: str
    at: datetime
    by_name: str
    unit_name: str


@dataclass(frozen=True)
class HandOutCard:
    receiver_name: str
    name: str
    wanted: bool
    at: datetime
    by_name: str


@dataclass(frozen=True)
class PlanCard:
    """An established plan. ``content`` is exactly what was established; ``now`` the same with how it goes since."""

    version: VersionCard
    content: PlanContent
    now: PlanContent
    checksum: str
    newest: bool
    main: Main | None
    main_changed_at: datetime | None
    asked: Main | None
    asked_by: str
    reports: dict[str, ReportCard]
    hand_outs: tuple[HandOutCard, ...]
    codes: tuple[tuple[str, str], ...]
    unit: int | None

    @property
    def main_responsible_unit_id(self) -> int | None:
        return self.main.unit if self.main else None

    @property
    def main_responsible_unit(self) -> str:
        return self.main.unit_name if self.main else ""

    @property
    def main_responsible_name(self) -> str:
        return self.main.name if self.main else ""

    @property
    def main_responsible_phone(self) -> str:
        return self.main.phone if self.main else ""

    @property
    def is_main(self) -> bool:
        return self.main is not None and self.unit is not None and self.main.unit == self.unit

    def mine(self, i: Intervention) -> bool:
        """Whether the reader's unit answers for how this intervention goes (PLAN-24)."""
        return self.unit is not None and (i.unit == self.unit if i.unit else self.is_main)
