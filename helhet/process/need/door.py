"""Why a SIP began, and what is known of others without telling of them."""

from helhet.access.context import open_own_controllers
from helhet.access.rules import Kind
from helhet.kit.doors import NotThere
from helhet.process.case.door import Visit
from helhet.process.case.models import Case
from helhet.process.case.rules import OPEN, State
from helhet.process.need.cards import AnswerCard, AskCard, AssessmentCard, NeedCard, OngoingCard
from helhet.process.need.models import Ask, Assessment, NeedNotice, NeedRefusal
from helhet.process.need.words import AskedBy, ExistingSip, Level, NoticedBy, Outcome, SipKind, Trigger

__all__ = ["NeedCard", "need", "ongoing_here"]


def need(v: Visit) -> NeedCard | None:
    """Who noticed, when, why, and how it was assessed. Four queries. None when the kind may not be read."""
    if not v.take(Kind.NEED):
        return None
    seen = NeedNotice.objects.filter(case_id=v.case.id).order_by("-at", "-id").first()
    shown = {"ask": _ask(v), "answer": _answer(v), "assessments": _assessments(v),
             "sip_kind": str(SipKind(v.case.sip_kind).label),
             "level": str(Level(v.case.level).label) if v.case.level else ""}
    if seen is None:
        return NeedCard(**shown)  # type: ignore[arg-type]
    return NeedCard(
        noticed_by=tuple(str(NoticedBy(c).label) for c in NoticedBy.values if c in seen.noticed_by),
        noticed_codes=tuple(seen.noticed_by), discovered_on=seen.discovered_on,
        triggers=tuple(str(t.label) for t in Trigger if t.value in seen.triggers), why=seen.why,
        existing_sip=str(ExistingSip(seen.existing_sip).label), existing_code=seen.existing_sip,
        noticed_name=seen.by_name, **shown,  # type: ignore[arg-type]
    )


def _ask(v: Visit) -> AskCard | None:
    row = Ask.objects.filter(case_id=v.case.id).order_by("at", "id").first()
    if row is None:
        return None
    return AskCard(row.pointed_out, str(AskedBy(row.asked_by).label) if row.asked_by else "", row.name,
                   row.words, row.by_name, row.unit_name, row.at)


def _answer(v: Visit) -> AnswerCard | None:
    row = NeedRefusal.objects.filter(case_id=v.case.id).order_by("-at", "-id").first()
    if row is None:
        return None
    full = v.is_own or v.is_convener
    return AnswerCard(row.reason if full else "", row.where_to_turn, row.by_name, row.unit_name, row.at)


def _assessments(v: Visit) -> tuple[AssessmentCard, ...]:
    rows = Assessment.objects.filter(case_id=v.case.id).order_by("-at", "-id")
    return tuple(
        AssessmentCard(
            r.needs_met, r.coordination_needed, r.other_way, r.base_level_tried, r.base_level_exception, r.level,
            str(Level(r.level).label), r.outcome, str(Outcome(r.outcome).label), r.handed_to, r.consent_to_hand_on,
            r.agreed_with_person, r.by_name, r.at,
        )
        for r in rows
    )


def ongoing_here(v: Visit) -> tuple[OngoingCard, ...]:
    """The person's other open SIPs that the asker's own controller takes part in, and no others' (NEED-22).

    Never an error, a count or an empty place that would tell of somebody else's.
    """
    if not v.take(Kind.NEED) or v.by.controller_id is None:
        return ()
    rows = Case.objects.select_related("convener_unit").filter(
        pk__in=open_own_controllers(v.case.id), state__in=OPEN).order_by("-created_at")[:10]
    return tuple(OngoingCard(r.ref, r.number, str(State(r.state).label), r.convener_unit.name) for r in rows)


def owner(v: Visit) -> None:
    """Raises NotThere unless the visitor's unit owes the next step."""
    if not v.is_convener:
        raise NotThere
