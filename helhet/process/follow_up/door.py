"""What leaves a follow-up: the plan row by row as it goes, what was called and said to have changed, and the past."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from helhet.access.rules import Kind, Permission
from helhet.kit import clock
from helhet.organisations.rules import Side
from helhet.process.case.door import Visit
from helhet.process.case.rules import ParticipantKind, State
from helhet.process.consent import door as consent
from helhet.process.follow_up import codes, recording, rules
from helhet.process.follow_up.calling import Candidate, candidates
from helhet.process.follow_up.models import (
    ChangeNoted,
    FollowUp,
    FollowUpCall,
    FollowUpCode,
    FollowUpText,
    InterventionAnswer,
    SubGoalAnswer,
)
from helhet.process.follow_up.words import QUESTIONS, SEVEN, ChangeKind, Degree, Onward, Outcome, Reached, YesAgain
from helhet.process.meeting import door as meeting
from helhet.process.need.words import Level
from helhet.process.plan import around, load
from helhet.process.plan import door as plan
from helhet.process.plan.cards import PlanCard, ReportCard
from helhet.process.plan.words import Status


@dataclass(frozen=True)
class EffortCard:
    """An intervention of the plan, how it stands, and what the unit has told since the version was made."""

    ref: str
    what: str
    whose: str
    status_name: str
    told: ReportCard | None
    mine: bool


@dataclass(frozen=True)
class GoalCard:
    """A sub-goal with its interventions; ``ref`` empty: those that serve the long-term goal itself."""

    ref: str
    title: str
    area_name: str
    aim: str
    efforts: tuple[EffortCard, ...]


@dataclass(frozen=True)
class ChangeCard:
    kinds: tuple[str, ...]
    what: str
    by_name: str
    unit_name: str
    at: datetime


@dataclass(frozen=True)
class PastCard:
    """A follow-up that was written down. ``goals`` are (title, answer, comment)."""

    at: datetime
    by_name: str
    unit_name: str
    version: int
    made_version: int | None
    yes_again: str
    outcome: str
    outcome_name: str
    reason: str
    goals: tuple[tuple[str, str, str], ...]
    efforts: tuple[tuple[str, str, str, str, str, str, str], ...]  # what, whose, given, works, effect, onward, comment
    texts: tuple[tuple[str, str], ...]
    codes: tuple[tuple[str, str], ...]
    meeting: UUID | None
    need_municipality: bool
    need_region: bool
    school_or_address: bool | None  # None: not asked, since the person is no child


@dataclass(frozen=True)
class FollowUpCard:
    """The plan in force as its follow-up sees it."""

    n: int
    established_at: datetime
    main_name: str
    main_unit: str
    main_phone: str
    is_main: bool
    may_write: bool
    may_tell: bool
    day: date | None
    at: datetime | None
    ends_at: datetime | None
    place: str
    goals: tuple[GoalCard, ...]
    state: str
    early: bool
    called_at: datetime | None
    what_changed: str
    changes: tuple[ChangeCard, ...]
    sitting: meeting.MeetingFacts | None
    ends: PastCard | None
    past: tuple[PastCard, ...]
    in_force: bool
    suggested: date
    level_name: str

    @property
    def efforts(self) -> tuple[EffortCard, ...]:
        return tuple(e for g in self.goals for e in g.efforts)

    @property
    def untold(self) -> tuple[EffortCard, ...]:
        return tuple(e for e in self.efforts if e.told is None)

    @property
    def active(self) -> bool:
        return self.state == State.ACTIVE

    @property
    def following_up(self) -> bool:
        return self.state == State.FOLLOWING_UP

    @property
    def held(self) -> bool:
        return self.sitting is not None and self.sitting.opened_at is not None


def _may_tell(v: Visit) -> bool:
    """Whether the asker may tell of a change: one who works with the person, at a unit that takes part now."""
    mine = {p.kind for p in v.case.participants if p.unit_id == v.by.unit_id}
    live = v.decision.kinds - v.decision.copied
    holds = mine & {ParticipantKind.CONVENER, ParticipantKind.MAIN_RESPONSIBLE}
    return v.by.is_staff and v.by.may(Permission.FOLLOW_UP) and bool(mine and live or holds)


def follow_up(v: Visit) -> FollowUpCard | None:
    """The plan that is followed up, for whoever may read it; None for others, and before there is one."""
    found = plan.newest(v)
    if found is None:
        return None
    called = FollowUpCall.objects.filter(case_id=v.case.id, version=found.version.n).order_by("-at").first()
    past = _past(v, found)
    at = found.content.follow_up
    last = past[0] if past else None
    fresh = v.live(Kind.PLAN) or found.is_main  # a copy of the plan tells nothing of what came after it
    return FollowUpCard(
        n=found.version.n, established_at=found.version.at, main_name=found.main_responsible_name,
        main_unit=found.main_responsible_unit, main_phone=found.main_responsible_phone, is_main=found.is_main,
        may_write=v.by.is_staff and around.documents(v.case.id, v.case.participants, v.by),
        may_tell=_may_tell(v),
        day=clock.local(at.starts_at).date() if at.starts_at else None, at=at.starts_at,
        ends_at=at.ends_at, place=at.place, goals=_goals(found), state=v.case.state,
        early=called.early if called else False, called_at=called.at if called else None,
        what_changed=called.what_changed if called and fresh else "",
        changes=_changes(v, found) if fresh else (), sitting=_sitting(v), past=past,
        ends=last if last and last.version == found.version.n and last.made_version is None else None,
        in_force=consent.coverage(v.case.id, clock.now()).in_force,
        suggested=rules.suggested_day(v.case.level, clock.today(), v.profile),
        level_name=str(Level(v.case.level).label) if v.case.level else "",
    )


def _sitting(v: Visit) -> meeting.MeetingFacts | None:
    """The meeting of the follow-up that has been called."""
    if v.case.state != State.FOLLOWING_UP or not v.take(Kind.MEETING):
        return None
    return meeting.meeting_of(v.case.id)


def _goals(found: PlanCard) -> tuple[GoalCard, ...]:
    content = found.now
    standing = [i for i in content.interventions if i.status != Status.ENDED]

    def under(ref: str) -> tuple[EffortCard, ...]:
        return tuple(EffortCard(i.ref, i.what, i.owner_name, i.status_name, found.reports.get(i.ref), found.mine(i))
                     for i in standing if i.sub_goal == ref)

    goals = [GoalCard(g.ref, g.title, g.area_name, g.aim, under(g.ref)) for g in content.sub_goals]
    loose = under("")
    return (*goals, GoalCard("", "", "", "", loose)) if loose else tuple(goals)


def _changes(v: Visit, found: PlanCard) -> tuple[ChangeCard, ...]:
    rows = ChangeNoted.objects.filter(case_id=v.case.id, at__gte=found.version.at).order_by("-at", "-id")
    return tuple(ChangeCard(tuple(str(ChangeKind(k).label) for k in r.kinds), r.what, r.by_name, r.unit_name, r.at)
                 for r in rows)


def _past(v: Visit, found: PlanCard) -> tuple[PastCard, ...]:
    """Earlier follow-ups, newest first: those that led to a version the asker may read, and all when covered now."""
    rows = list(FollowUp.objects.filter(case_id=v.case.id).order_by("-at", "-id"))
    if v.by.is_staff and not around.reaches(v.case.ref, v.by.unit_id, v.by.unit_id in v.case.units()):
        readable = {line.n for line in plan.versions(v)}
        rows = [r for r in rows if r.made_version in readable or found.is_main]
    ids = [r.pk for r in rows]
    goals = list(SubGoalAnswer.objects.filter(follow_up_id__in=ids).order_by("id"))
    efforts = list(InterventionAnswer.objects.filter(follow_up_id__in=ids).order_by("id"))
    texts = list(FollowUpText.objects.filter(follow_up_id__in=ids).order_by("id"))
    noted = list(FollowUpCode.objects.filter(follow_up_id__in=ids).order_by("id"))
    asked = {**QUESTIONS, **SEVEN}
    return tuple(
        PastCard(
            r.at, r.by_name, r.unit_name, r.version, r.made_version, str(YesAgain(r.yes_again).label), r.outcome,
            str(Outcome(r.outcome).label), r.reason,
            tuple((g.title, str(Reached(g.reached).label), g.comment) for g in goals if g.follow_up_id == r.pk),
            tuple(_effort(e) for e in efforts if e.follow_up_id == r.pk),
            tuple((str(asked[t.question]), t.text) for t in texts if t.follow_up_id == r.pk),
            tuple((c.unit_name, c.code) for c in noted if c.follow_up_id == r.pk),
            r.meeting, r.need_municipality, r.need_region, r.school_or_address,
        )
        for r in rows
    )


def _effort(e: InterventionAnswer) -> tuple[str, str, str, str, str, str, str]:
    def said(answer: str) -> str:
        return str(Degree(answer).label) if answer else ""

    return (e.what, e.whose, said(e.given), said(e.works), said(e.effect), str(Onward(e.onward).label), e.comment)


def asked(v: Visit) -> tuple[Candidate, ...]:
    """Whom a follow-up is called for, as its page lists them; nothing for who may not read the plan."""
    return candidates(v.case.id, v.by.unit_id, v.profile) if v.take(Kind.PLAN) else ()


@dataclass(frozen=True)
class Written:
    """What the draft holds already of what the record's page asks for."""

    next_at: datetime | None
    next_ends: datetime | None
    place: str
    took_part: str
    kin: str
    why_absent: str
    kin_why: str
    seen: dict[str, int]


def written(v: Visit) -> Written:
    """The next time and how one took part, as they stand in the draft; empty where there is none to read."""
    draft = load.open_draft(v.case.id)
    if draft is None or not v.take(Kind.PLAN):
        return Written(None, None, "", "", "", "", "", {})
    texts = recording.seen_texts(v.case.id)
    return Written(
        draft.follow_up_at, draft.follow_up_ends_at, texts["place"].text, draft.took_part, draft.kin,
        texts["why_absent"].text, texts["kin_why"].text, {name: t.n for name, t in texts.items()},
    )


def codes_due(v: Visit) -> tuple[tuple[str, str, datetime], ...]:
    """The codes one's own unit is to register: code, what it is for and since when. Only for a reader of the plan."""
    if not (v.by.is_staff and v.take(Kind.PLAN)):
        return ()
    return tuple((w.code, w.what, w.at) for w in codes.waiting(v.case.id, v.case.sip_kind, v.by.unit_id))


@dataclass(frozen=True)
class Standing:
    """Whether the plan in force has been followed up, which sides are needed since, and what was chosen."""

    followed_up: bool
    need_sides: frozenset[str]
    outcome: str = ""
    restart_ground: str = ""
    reason: str = ""


def standing(case_id: int) -> Standing:
    """For the closing's actions: the last follow-up of the version in force, else what the plan still counts on."""
    version, facts = load.newest_version(case_id), plan.plan_of(case_id)
    row = FollowUp.objects.filter(case_id=case_id, version=version.n if version else 0).order_by("-at", "-id").first()
    if row is None or row.made_version is not None:
        return Standing(False, facts.open_sides if facts else frozenset())
    sides = {s.value for s, needed in ((Side.MUNICIPALITY, row.need_municipality), (Side.REGION, row.need_region))
             if needed}
    return Standing(True, frozenset(sides), row.outcome, row.restart_ground, row.reason)
