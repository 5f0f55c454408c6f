"""What the screens of a meeting show: one frozen card for each face, from one visit."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from helhet.access.rules import Kind
from helhet.kit import clock
from helhet.kit.versions import read as read_texts
from helhet.people.rules import RelationKind
from helhet.process.case.cards import CaseCard
from helhet.process.case.door import Visit
from helhet.process.case.rules import ParticipantKind
from helhet.process.live import circles, door, rules, sight
from helhet.process.live.models import Letter, LiveMeeting, Parked
from helhet.process.live.rules import Going
from helhet.process.meeting import door as meeting
from helhet.process.meeting.cards import Agreed, AttendanceCard, MeetingCard
from helhet.process.meeting.models import Meeting
from helhet.process.meeting.words import DeviationKind, MeetingKind, MeetingState, Who
from helhet.process.plan import around, load
from helhet.process.plan import door as plan
from helhet.process.plan.cards import DraftCard, PlanCard
from helhet.process.plan.content import PlanContent
from helhet.rulebook.profile import Profile

__all__ = ["ParkedCard", "LetterCard", "Screen", "ended", "screen"]

HOLDERS = (ParticipantKind.CONVENER, ParticipantKind.MAIN_RESPONSIBLE)
_JUST_NOW = 12 * 3600  # how long a screen still says that the meeting is over


@dataclass(frozen=True)
class ParkedCard:
    """A question that waits for its turn. ``n`` counts from one; ``earlier``: it was put at a meeting before."""

    n: int
    text: str
    by_name: str
    answered: bool
    earlier: bool = False


@dataclass(frozen=True)
class LetterCard:
    n: int
    whose: str
    text: str
    read_at: datetime | None


@dataclass(frozen=True)
class Screen:
    """A meeting that goes on, as one of those who follow it may see it."""

    ref: UUID
    case: CaseCard
    name: str
    profile: Profile
    meeting: MeetingCard
    going: Going
    agreed: Agreed
    content: PlanContent | None
    seen: dict[tuple[str, str], int]
    draft: UUID | None
    plan: DraftCard | None
    before: PlanCard | None
    last_said: str
    parked: tuple[ParkedCard, ...]
    letters: tuple[LetterCard, ...]
    sighted: bool
    leads: bool
    pen: bool
    writes: bool
    unit: int | None
    now: datetime
    role: str  # whose circle the one who follows has

    @property
    def follows_up(self) -> bool:
        return self.meeting.kind == MeetingKind.FOLLOW_UP

    @property
    def agenda(self) -> tuple[str, ...]:
        return self.profile.follow_up_agenda if self.follows_up else self.profile.meeting_agenda

    @property
    def here(self) -> tuple[AttendanceCard, ...]:
        return tuple(a for a in self.meeting.attendance if a.here_now)

    @property
    def away(self) -> tuple[AttendanceCard, ...]:
        """Those who are not in the room: they did not come, or have gone."""
        return tuple(a for a in self.meeting.attendance if not a.here_now)

    @property
    def called_away(self) -> tuple[str, ...]:
        """Called units that have not come: nothing of theirs is decided here."""
        there = {a.name for a in self.meeting.attendance if a.there}
        found = [d.name for d in self.meeting.deviations if d.kind == DeviationKind.CALLED_ABSENT]
        return tuple(name for name in dict.fromkeys(found) if name not in there)

    @property
    def waiting(self) -> tuple[ParkedCard, ...]:
        return tuple(p for p in self.parked if not p.answered)

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.agreed.questions.split("\n") if line.strip())

    def n(self, row: str, name: str) -> int:
        return self.seen.get((row, name), 0)

    def asks(self, role: str) -> tuple[Any, ...]:
        """What the circle of a role asks in the part that goes on now. A follow-up has its own words instead."""
        if self.going.now is None or self.follows_up:
            return ()
        return next((p.during for p in circles.circle(role) if p.code == self.going.now.code), ())


def screen(v: Visit) -> Screen | None:
    """The meeting that goes on; None when none does. Everything comes from this one visit.

    Who may read about the meeting sees that; who may also see what is written (``sight``) sees the draft too.
    """
    sitting = meeting.next_meeting(v)
    if sitting is None or not sitting.is_open:
        return None
    row = Meeting.objects.get(ref=sitting.ref, case_id=v.case.id)
    live = LiveMeeting.objects.filter(meeting=row).first() or LiveMeeting(meeting=row)
    now = clock.now()
    sighted, leads = sight.sees_writing(v), _leads(v, sitting)
    content, seen, draft = _writing(v) if sighted else (None, {}, None)
    follows_up = sitting.kind == MeetingKind.FOLLOW_UP
    return Screen(
        ref=v.case.ref, case=v.case, name=v.person.given_name, profile=v.profile, meeting=_named(sitting, v),
        going=rules.going(sitting.kind, part=live.part, since=live.part_since, paused_at=live.paused_at,
                          spent=live.spent, opened_at=sitting.opened_at, ends_at=sitting.ends_at, now=now),
        agreed=meeting.agreed(v), content=content, seen=seen, draft=draft,
        plan=plan.draft(v) if v.by.is_staff and content else None,
        before=plan.newest(v) if follows_up else None, last_said=_last_said(v) if follows_up else "",
        parked=_parked(row) if sighted or leads else (), letters=_letters(row) if sighted or leads else (),
        sighted=sighted, leads=leads,
        pen=around.documents(v.case.id, v.case.participants, v.by) if v.by.is_staff else False,
        writes=v.by.is_staff and sighted and door.writes(v), unit=v.by.unit_id, now=now,
        role=_role(v),
    )


def _role(v: Visit) -> str:
    """The circle of the one who follows: by age for the person, by how they stand beside the person for the others."""
    if v.by.is_staff:
        return "personal"
    own = circles.role_for(v.person.age)
    if v.is_own:
        return own
    beside = next((r.kind for r in v.person.relations if r.id == v.by.relation_id), "")
    if beside == RelationKind.GUARDIAN:
        return "foralder"
    return "narstaende" if beside == RelationKind.NEXT_OF_KIN and own == "aldre" else "ovriga"


def ended(v: Visit) -> bool:
    """Whether a meeting of the case ended just now, so that a screen that followed it can say so."""
    if not v.take(Kind.MEETING):
        return False
    sitting = meeting.meeting_of(v.case.id)
    held = sitting is not None and sitting.state in (MeetingState.HELD, MeetingState.STOPPED)
    at = sitting.ended_at if sitting else None
    return held and at is not None and (clock.now() - at).total_seconds() < _JUST_NOW


def _writing(v: Visit) -> tuple[PlanContent | None, dict[tuple[str, str], int], UUID | None]:
    """The draft as it stands. The person's number and address are never on a screen; telephones only of units."""
    row = load.open_draft(v.case.id) if v.take(Kind.PLAN) else None
    if row is None:
        return None, {}, None
    texts = read_texts(row.ref)
    content = load.draft_content(row, around.frame(
        case=v.case.id, number=v.case.number, kind=v.case.sip_kind, person=v.person,
        participants=v.case.participants), texts)
    content = around.without_contacts(content)
    bare = replace(content, person=replace(content.person, number="", address="", phone=""))
    return bare, {(str(ref), name): text.n for (ref, name), text in texts.items()}, row.ref


def _named(sitting: MeetingCard, v: Visit) -> MeetingCard:
    """The attendance with the person by their given name."""
    return replace(sitting, attendance=tuple(
        replace(a, name=v.person.given_name) if a.who == Who.INDIVIDUAL else a for a in sitting.attendance))


def _last_said(v: Visit) -> str:
    """What the last meeting that was held came to."""
    held = (m for m in meeting.meetings(v) if m.state == MeetingState.HELD and m.summary)
    return next((m.summary for m in held), "")


def _parked(row: Meeting) -> tuple[ParkedCard, ...]:
    rows, day = Parked.objects.filter(meeting=row).order_by("id"), clock.local(row.starts_at).date()
    return tuple(ParkedCard(n, p.text, p.by_name, p.answered_at is not None, clock.local(p.at).date() < day)
                 for n, p in enumerate(rows, 1))


def _letters(row: Meeting) -> tuple[LetterCard, ...]:
    rows = Letter.objects.filter(meeting=row).order_by("id")
    return tuple(LetterCard(n, x.whose, x.text, x.read_at) for n, x in enumerate(rows, 1))


def _leads(v: Visit, sitting: MeetingCard) -> bool:
    """As the verbs that lead: the unit that holds the case, or the named leader or documenter."""
    if not v.by.is_staff:
        return False
    named = v.by.user_id is not None and v.by.user_id in (sitting.leader_user, sitting.documenter_user)
    return named or v.by.unit_id in v.case.units(*HOLDERS)
