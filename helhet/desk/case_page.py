"""Puts a case page together from what each room's door hands out, inside one visit."""

from typing import Any

from helhet.clock import door as waiting
from helhet.desk.rules import Standing, next_step
from helhet.kit import clock
from helhet.organisations.rules import Side
from helhet.process.case import door as cases
from helhet.process.case.cards import ParticipantCard
from helhet.process.case.rules import ParticipantKind
from helhet.process.consent import door as consent
from helhet.process.invitation import door as invitation
from helhet.process.mapping import door as mapping
from helhet.process.meeting import door as meeting
from helhet.process.need import door as need
from helhet.process.plan import door as plan

SHOWN_HISTORY = 6
_SIDES = {Side.MUNICIPALITY.value: Side.MUNICIPALITY.label, Side.REGION.value: Side.REGION.label}


def case_data(v: cases.Visit) -> dict[str, Any]:
    """Everything the case page shows, as plain data. A constant number of queries."""
    found = {
        "case": v.case, "person": v.person, "because": v.decision.because, "profile": v.profile.name,
        "need": need.need(v), "important": mapping.important(v), "consent": consent.in_force(v),
        "meeting": meeting.next_meeting(v), "call": invitation.call(v), "plan": plan.newest(v),
        "history": cases.history(v, SHOWN_HISTORY), "waiting": waiting.of_subject(v.case.ref, clock.today()),
    }
    found["people"] = [_row(p, found) for p in v.case.participants]
    found["next"] = next_step(_standing(v, found))
    return found


def _standing(v: cases.Visit, found: dict[str, Any]) -> Standing:
    unit, mine = v.by.unit_id, {p.kind for p in v.case.participants if p.unit_id == v.by.unit_id}
    sitting, call, shown_plan = found["meeting"], found["call"], found["plan"]
    answer = next((r for r in call.recipients if r.unit_id == unit), None) if call else None
    return Standing(
        state=v.case.state, convener=v.is_convener,
        called=bool(mine & {ParticipantKind.SUMMONED.value, ParticipantKind.INVITED.value}),
        answered=bool(answer and answer.answered), assessed=bool(found["need"] and found["need"].assessed),
        important=bool(found["important"]), meeting_planned=sitting is not None,
        meeting_today_or_past=bool(sitting and clock.local(sitting.starts_at).date() <= clock.today()),
        main_responsible=bool(shown_plan and shown_plan.main_responsible_unit_id == unit),
        after_closing=sum(1 for d in found["waiting"] if d.code.startswith("closing.")),
    )


def _row(p: ParticipantCard, found: dict[str, Any]) -> dict[str, Any]:
    """One line of *Vilka är med*: who, called or invited, what they answered, what they may see."""
    call = found["call"]
    recipient = None
    if call is not None:
        recipient = next((r for r in call.recipients if _same(r, p)), None)
    may_see = found["consent"].words_for(p.unit_id) if found["consent"] and p.unit_id else ""
    return {"who": p, "side": _SIDES.get(p.side, ""), "recipient": recipient, "may_see": may_see}


def _same(recipient: Any, p: ParticipantCard) -> bool:
    return (p.unit_id is not None and recipient.unit_id == p.unit_id) or (
        p.relation_id is not None and recipient.relation_id == p.relation_id
    )
