"""What leaves the meeting's door: frozen, and whole."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from helhet.process.meeting.words import MeetingForm, MeetingState, Presence


@dataclass(frozen=True)
class ChangeCard:
    """One thing that happened to a meeting."""

    kind: str
    says: str
    starts_at: datetime
    place: str
    reason: str
    at: datetime
    by_name: str
    unit_name: str


@dataclass(frozen=True)
class AttendanceCard:
    """Who was there, the person first."""

    who: str
    name: str
    unit_id: int | None
    presence: str
    presence_name: str
    position: int = 0
    came_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def there(self) -> bool:
        """Took part, from the beginning or for a while."""
        return self.presence in (Presence.THERE, Presence.SCREEN, Presence.PART) or self.came_at is not None

    @property
    def here_now(self) -> bool:
        return self.there and self.left_at is None


@dataclass(frozen=True)
class DeviationCard:
    kind: str
    kind_name: str
    path: str
    path_name: str
    name: str
    note: str
    at: datetime
    by_name: str
    unit_ref: UUID | None = None


@dataclass(frozen=True)
class Missed:
    """A meeting that a called unit did not come to."""

    meeting: UUID
    starts_at: datetime
    note: str


@dataclass(frozen=True)
class MeetingCard:
    """One meeting, whole. Times are moments; pages show them as Swedish wall time."""

    ref: UUID
    number: int
    kind: str
    kind_name: str
    state: str
    state_name: str
    starts_at: datetime
    ends_at: datetime
    place: str
    form: str
    form_name: str
    link: str
    technical_help: str
    agreed_with_person: bool
    agreed_how: str
    child_time: str
    participation: str
    participation_name: str
    leader_name: str
    leader_independent: bool
    documenter_name: str
    documenter_user: int | None
    leader_user: int | None
    reason_for_time: str
    opened_at: datetime | None
    ended_at: datetime | None
    summary: str
    why_stopped: str
    changes: tuple[ChangeCard, ...]
    attendance: tuple[AttendanceCard, ...]
    deviations: tuple[DeviationCard, ...]
    place_public: bool = False

    @property
    def is_planned(self) -> bool:
        return self.state == MeetingState.PLANNED

    @property
    def is_open(self) -> bool:
        return self.state == MeetingState.OPEN

    @property
    def on_screen(self) -> bool:
        return self.form in (MeetingForm.DIGITAL, MeetingForm.MIXED)

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds() // 60)


@dataclass(frozen=True)
class MeetingFacts:
    """The newest meeting that is not called off, for later rooms' actions."""

    id: int
    ref: UUID
    number: int
    kind: str
    state: str
    starts_at: datetime
    ends_at: datetime
    place: str
    form: str
    link: str
    participation: str
    leader_name: str
    leader_independent: bool
    documenter_name: str
    documenter_user: int | None
    opened_at: datetime | None
    ended_at: datetime | None
    units_there: frozenset[int]  # in the room now, or when it ended
    units_missing: frozenset[int]  # called and did not come: nothing of theirs is decided (ATT-12)
    person_there: bool | None  # None before the meeting has been opened
    leader_user: int | None = None


@dataclass(frozen=True)
class Agreed:
    """Why the meeting is held, and what it is to answer: as called, else as prepared (MEET-01)."""

    purpose: str = ""
    questions: str = ""
    called: bool = False
