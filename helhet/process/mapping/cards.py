"""What leaves the mapping's door: frozen, and only what was decided."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from helhet.kit.versions import Text
from helhet.process.mapping.rules import WritingFacts


@dataclass(frozen=True)
class AreaCard:
    """One of the twelve areas, with the texts that stand there."""

    code: str
    name: str
    hint: str
    texts: dict[str, Text]

    @property
    def filled(self) -> bool:
        return any(self.texts.values())


@dataclass(frozen=True)
class NetworkCard:
    """Somebody on the network map. ``marks`` are letters; ``says`` the same in words."""

    ref: UUID
    name: str
    relation: str
    ring: int
    ring_name: str
    sector: str
    sector_name: str
    marks: tuple[str, ...]
    says: tuple[str, ...]
    wanted: bool


@dataclass(frozen=True)
class TalkCard:
    """A pre-meeting."""

    held_on: date
    with_person: bool
    who: str
    settled: str
    safer: str
    by_name: str


@dataclass(frozen=True)
class ParticipationCard:
    """How the person wants to take part."""

    how: str
    how_name: str
    own_words: str
    letter: str
    support_person: str
    kin: str
    adaptations: str
    why_not: str
    at: datetime
    by_name: str


@dataclass(frozen=True)
class MappingCard:
    """The whole mapping, empty before anything is written. ``base``: a coordination responsible is named."""

    important: Text
    areas: tuple[AreaCard, ...]
    preparation: dict[str, Text]
    day: dict[str, Text]
    network: tuple[NetworkCard, ...]
    talks: tuple[TalkCard, ...]
    participation: ParticipationCard | None
    base: bool
    coordination_unit: str
    writing: WritingFacts

    def area(self, code: str) -> AreaCard | None:
        return next((a for a in self.areas if a.code == code), None)

    @property
    def filled(self) -> int:
        return sum(a.filled for a in self.areas)


@dataclass(frozen=True)
class Prepared:
    """What the preparation gives the call: its purpose, its questions, whom the person wishes to have there."""

    important: str
    purpose: str
    questions: str
    wanted: tuple[str, ...]
