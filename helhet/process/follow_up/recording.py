"""Writing down a follow-up: the plan's rows beside what was said of them, the new version, the rows and the code."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from helhet.access.actor import Actor
from helhet.kit import versions
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refusal, Refused, refuse
from helhet.kit.text import clean_text
from helhet.organisations import door as organisations
from helhet.organisations.rules import Side
from helhet.people import door as people
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.follow_up import rules
from helhet.process.follow_up.models import FollowUp, FollowUpCode, FollowUpText, InterventionAnswer, SubGoalAnswer
from helhet.process.follow_up.rules import Effort, EffortSaid, GoalSaid, Recording
from helhet.process.follow_up.words import QUESTIONS, SEVEN, Outcome
from helhet.process.meeting import door as meeting
from helhet.process.need.written import signed
from helhet.process.plan import actions as plan_actions
from helhet.process.plan import around, load
from helhet.process.plan import door as plan
from helhet.process.plan.models import PlanCopy
from helhet.rulebook import door as rulebook

REVISE = Outcome.REVISE.value
# Where the record's page asks for what the plan may lack.
_BOXES = {"follow_up": "next_day", "together": "took_part"}


@dataclass(frozen=True)
class Said:
    """All answers but the free texts."""

    goals: dict[str, GoalSaid]
    efforts: dict[str, EffortSaid]
    yes_again: str
    outcome: str
    need_municipality: bool | None
    need_region: bool | None
    school_or_address: bool | None = None
    restart_ground: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Next:
    """The next follow-up (PLAN-09, FU-02). ``seen``: the number of the place's text that the writer had before them."""

    starts_at: datetime
    ends_at: datetime | None
    place: str
    seen: int | None = None


@dataclass(frozen=True)
class Together:
    """How the person and those near took part this time (LAW-05, LAW-06)."""

    took_part: str
    kin: str
    why_absent: str = ""
    kin_why: str = ""
    seen: dict[str, int | None] = field(default_factory=dict)


def must_hold_the_pen(case: Case, by: Actor) -> None:
    """Raises NotThere for others than those who convene, lead, document or are main responsible, covered now."""
    team = cases.participants(case.pk)
    taking_part = any(p.unit_id == by.unit_id for p in team)
    if not by.is_staff or not around.documents(case.pk, team, by):
        raise NotThere
    if not around.reaches(case.ref, by.unit_id, taking_part) and not _is_main(case, by):
        raise NotThere


def _is_main(case: Case, by: Actor) -> bool:
    main = plan.main_of(case.pk)
    return main is not None and main.unit == by.unit_id


def reads_plan(case: Case, by: Actor) -> bool:
    """Whether a unit takes part, and holds a copy of the plan in force or is covered now."""
    version = load.newest_version(case.pk)
    if version is None or not by.is_staff:
        return False
    taking_part = any(p.unit_id == by.unit_id for p in cases.participants(case.pk))
    return taking_part and (PlanCopy.objects.filter(version=version, unit_id=by.unit_id or 0).exists()
                            or around.reaches(case.ref, by.unit_id, taking_part))


def judged(case: Case, said: Said, by: Actor) -> tuple[Recording, tuple[Refusal, ...]]:
    """The answers beside the version they answer, and what the rules say of them."""
    facts = plan.plan_of(case.pk)
    if facts is None:
        raise NotThere
    sitting = meeting.meeting_of(case.pk)
    person = people.person(by, case.individual_id)
    found = Recording(
        goals=tuple((g.ref, g.title) for g in facts.sub_goals),
        efforts=tuple(Effort(i.ref, i.what, i.side if i.unit else "", i.owner_name) for i in facts.standing),
        goals_said=said.goals, efforts_said=said.efforts, yes_again=said.yes_again, outcome=said.outcome,
        need_municipality=said.need_municipality, need_region=said.need_region, is_child=person.is_child,
        school_or_address=said.school_or_address, restart_ground=said.restart_ground, reason=said.reason.strip(),
        held=sitting is not None and sitting.opened_at is not None,
    )
    return found, rules.may_record(found, rulebook.profile(case.profile_version_id))


def new_version(
    case: Case, found: tuple[Refusal, ...], next: Next | None, together: Together | None, *, read_back: bool,
    said_yes: bool, other: str, by: Actor,
) -> int:
    """Write the next day and how one took part into the draft, then freeze it. Raises Refused with all at once."""
    if next is not None:
        plan_actions.write_follow_up(case.ref, starts_at=next.starts_at, ends_at=next.ends_at,
                                     texts={"place": next.place}, seen={"place": next.seen}, by=by)
    if together is not None:
        plan_actions.write_together(case.ref, took_part=together.took_part, kin=together.kin, seen=together.seen,
                                    texts={"why_absent": together.why_absent, "kin_why": together.kin_why}, by=by)
    try:
        return plan_actions.freeze(case, read_back=read_back, said_yes=said_yes, other=other, by=by, also=found)
    except Refused as no:
        refuse(tuple(replace(r, field=_BOXES.get(r.field or "", r.field)) for r in no.refusals))
        raise


def seen_texts(case: int) -> dict[str, versions.Text]:
    """The draft's texts that the record's page writes: place, why_absent, kin_why."""
    draft = load.open_draft(case)
    texts = versions.read(draft.ref) if draft else {}
    names = ("place", "why_absent", "kin_why")
    return {n: texts.get((draft.ref, n), versions.Text()) if draft else versions.Text() for n in names}


def write(
    case: Case, said: Said, facts: Recording, texts: Mapping[str, str], made: int | None, by: Actor
) -> FollowUp:
    """The rows of a follow-up that has been judged. ``made``: the version it led to."""
    version, sitting = load.newest_version(case.pk), meeting.meeting_of(case.pk)
    n = version.n if version else 0
    sides = facts.need_sides
    row = FollowUp.objects.create(
        case=case, version=n - 1 if made else n, made_version=made, meeting=sitting.ref if sitting else None,
        yes_again=said.yes_again, school_or_address=said.school_or_address,
        need_municipality=Side.MUNICIPALITY in sides, need_region=Side.REGION in sides, outcome=said.outcome,
        restart_ground=said.restart_ground if said.outcome == Outcome.RESTART else "",
        reason=clean_text(said.reason), **signed(by),
    )
    SubGoalAnswer.objects.bulk_create(
        SubGoalAnswer(follow_up=row, sub_goal=ref, title=title, reached=said.goals[ref].reached,
                      comment=clean_text(said.goals[ref].comment))
        for ref, title in facts.goals
    )
    InterventionAnswer.objects.bulk_create(_answer(row, e, said.efforts[e.ref]) for e in facts.efforts)
    FollowUpText.objects.bulk_create(
        FollowUpText(follow_up=row, question=q, text=clean_text(texts[q]))
        for q in (*QUESTIONS, *SEVEN) if texts.get(q, "").strip()
    )
    _code(case, row)
    return row


def _answer(row: FollowUp, effort: Effort, s: EffortSaid) -> InterventionAnswer:
    return InterventionAnswer(
        follow_up=row, intervention=effort.ref, what=effort.what, whose=effort.whose, given=s.given, works=s.works,
        effect=s.effect, onward=s.onward, comment=clean_text(s.comment),
    )


def _code(case: Case, row: FollowUp) -> None:
    """The code of measure for each unit of health care that takes part, where the region has one (QA-03)."""
    code = rulebook.profile(case.profile_version_id).kva_follow_up
    if not code:
        return
    ids = {p.unit_id for p in cases.participants(case.pk) if p.unit_id}
    ids &= set(PlanCopy.objects.filter(version__case=case).values_list("unit_id", flat=True))
    FollowUpCode.objects.bulk_create(
        FollowUpCode(follow_up=row, unit_id=u.id, unit_name=u.name, code=code)
        for u in organisations.units_by_id(ids).values() if rules.registers_code(u.kind)
    )
