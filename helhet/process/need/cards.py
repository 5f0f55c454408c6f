"""What leaves the need door."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class AskCard:
    """A request or a pointing out. ``words`` is what was asked or seen."""

    pointed_out: bool
    asked_by: str
    name: str
    words: str
    by: str
    unit: str
    at: datetime


@dataclass(frozen=True)
class AnswerCard:
    """A no. The reason is for the person and the unit that gave it; others read only where to turn."""

    reason: str
    where_to_turn: str
    by: str
    unit: str
    at: datetime


@dataclass(frozen=True)
class AssessmentCard:
    needs_met: bool
    coordination_needed: bool
    other_way: str
    base_level_tried: bool
    base_level_exception: str
    level: str
    level_name: str
    outcome: str
    outcome_name: str
    handed_to: str
    consent_to_hand_on: bool
    agreed_with_person: bool
    by: str
    at: datetime


@dataclass(frozen=True)
class OngoingCard:
    """A SIP of the same person that the asker's own controller takes part in."""

    ref: object
    number: str
    state_name: str
    unit: str


@dataclass(frozen=True)
class NeedCard:
    """Why a SIP began. ``noticed_by`` and ``triggers`` are words; the codes stand beside them."""

    noticed_by: tuple[str, ...] = ()
    noticed_codes: tuple[str, ...] = ()
    discovered_on: date | None = None
    triggers: tuple[str, ...] = ()
    why: str = ""
    existing_sip: str = ""
    existing_code: str = ""
    sip_kind: str = ""
    level: str = ""
    noticed_name: str = ""
    ask: AskCard | None = None
    answer: AnswerCard | None = None
    assessments: tuple[AssessmentCard, ...] = ()

    @property
    def assessed(self) -> bool:
        return bool(self.assessments)
