"""What leaves a question of times: frozen, and only what the reader may know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from helhet.kit.refusals import Refusal
from helhet.process.invitation.rules.times import INDIVIDUAL, Fits


@dataclass(frozen=True)
class AskedCard:
    """Somebody who is asked, and their newest word on each time. ``covered``: consent lets them know at this moment."""

    ref: UUID
    kind: str
    name: str
    phone: str
    duty: bool
    in_helhet: bool
    covered: bool
    unit_id: int | None
    relation_id: int | None
    replies: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def is_person(self) -> bool:
        return self.kind == INDIVIDUAL

    @property
    def answered(self) -> bool:
        return bool(self.replies)

    def said(self, option: UUID) -> str:
        """Their word on one time, in words; empty where they have not said."""
        reply = self.replies.get(option, "")
        return str(Fits(reply).label) if reply else ""


@dataclass(frozen=True)
class OptionCard:
    """One proposed time: how each answered, by name, and what the region's profile says of the day.

    ``person``: the person's own word, which weighs first (CALL-14). ``notes``: advice that asks for a reason.
    """

    ref: UUID
    starts_at: datetime
    ends_at: datetime
    how: str
    how_name: str
    place: str
    past: bool
    person: str = ""
    fits: tuple[str, ...] = ()
    if_needed: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    notes: tuple[Refusal, ...] = ()

    @property
    def all_can(self) -> bool:
        return self.person in (Fits.FITS, Fits.IF_NEEDED) and not self.no and not self.silent


@dataclass(frozen=True)
class PollCard:
    """A question of times. ``options`` stand with the best first; ``asked`` with the person first."""

    ref: UUID
    by_name: str
    unit_id: int
    unit_name: str
    phone: str
    asked_at: datetime
    answer_by: date
    open: bool
    closed_name: str
    chosen: UUID | None
    options: tuple[OptionCard, ...]
    asked: tuple[AskedCard, ...]

    @property
    def best(self) -> OptionCard | None:
        """The first time that can still be chosen."""
        return next((o for o in self.options if not o.past), None)

    @property
    def silent(self) -> tuple[AskedCard, ...]:
        """Who may know and has not answered."""
        return tuple(a for a in self.asked if a.covered and not a.answered)

    @property
    def by_day(self) -> tuple[OptionCard, ...]:
        return tuple(sorted(self.options, key=lambda o: o.starts_at))

    @property
    def fixed(self) -> OptionCard | None:
        return next((o for o in self.options if o.ref == self.chosen), None)

    def who(self, ref: UUID) -> AskedCard | None:
        return next((a for a in self.asked if a.ref == ref), None)


@dataclass(frozen=True)
class TimesAsked:
    """All that one who is asked may see: from whom, about whom, the times, and their own words. Nobody else's."""

    case_ref: UUID
    person: str
    from_unit: str
    contact: str
    phone: str
    answer_by: date
    open: bool
    passed: bool
    chosen: OptionCard | None
    options: tuple[OptionCard, ...]
    mine: AskedCard
