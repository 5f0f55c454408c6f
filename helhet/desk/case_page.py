"""Puts a case page together from what each room's door hands out, inside one visit."""

from collections.abc import Sequence
from typing import Any

from helhet.clock import door as waiting
from helhet.desk.rules import Standing, next_step
from helhet.kit import clock
from helhet.organisations.rules import Side
from helhet.process.case import door as cases
from helhet.process.case.cards import ParticipantCard
from helhet.process.consent import door as consent
from helhet.process.consent.cards import ConsentSummary
from helhet.process.invitation import door as invitation
from helhet.process.invitation.cards import CallCard
from helhet.process.mapping import door as mapping
from helhet.process.meeting import door as meeting
from helhet.process.need import door as need
from helhet.process.plan import door as plan

SHOWN_HISTORY, READ_HISTORY = 6, 40
_SIDES = {Side.MUNICIPALITY.value: Side.MUNICIPALITY.label, Side.REGION.value: Side.REGION.label}


def case_data(v: cases.Visit) -> dict[str, Any]:
    """Everything the case page shows, as plain data. A constant number of queries."""
    shown, call = plan.newest(v), invitation.call(v)
    summary, sitting = consent.in_force(v), meeting.next_meeting(v)
    first, important = need.need(v), mapping.important(v)
    due = waiting.of_subject(v.case.ref, clock.today())
    mine = call.of_unit(v.by.unit_id) if call else None
    standing = Standing(
        state=v.case.state, convener=v.is_convener, called=bool(call and call.live and mine),
        duty=bool(mine and mine.duty), meeting_open=bool(sitting and sitting.is_open),
        answered=bool(mine and mine.answered), assessed=bool(first and first.assessed), important=bool(important),
        meeting_planned=sitting is not None, main_responsible=bool(shown and shown.is_main),
        meeting_today_or_past=bool(sitting and clock.local(sitting.starts_at).date() <= clock.today()),
        after_closing=sum(1 for d in due if d.code.startswith("closing.")),
    )
    return {
        "case": v.case, "person": v.person, "because": v.decision.because, "profile": v.profile.name,
        "important": important, "consent": summary, "meeting": sitting, "plan": shown,
        "history": _happened(cases.history(v, READ_HISTORY)), "next": next_step(standing),
        "people": _people(v.case.participants, call, summary),
    }


def _happened(moves: Sequence[cases.MoveCard]) -> list[cases.MoveCard]:
    """The newest things that happened; the same thing by the same person in a row is one."""
    shown: list[cases.MoveCard] = []
    for move in moves:
        if not shown or (move.verb, move.by) != (shown[-1].verb, shown[-1].by):
            shown.append(move)
    return shown[:SHOWN_HISTORY]


def _people(
    found: Sequence[ParticipantCard], call: CallCard | None, summary: ConsentSummary | None
) -> list[dict[str, Any]]:
    """Everybody who takes part, once each; who is both called and main responsible has both words."""
    rows: dict[object, dict[str, Any]] = {}
    for p in found:
        key = ("unit", p.unit_id) if p.unit_id else ("other", p.ref)
        if key in rows:
            rows[key]["kinds"].append(p.kind_name)
        else:
            rows[key] = _row(p, call, summary)
    return list(rows.values())


def _row(p: ParticipantCard, call: CallCard | None, summary: ConsentSummary | None) -> dict[str, Any]:
    """One line of *Vilka är med*: who, called or invited, what they answered, what they may see."""
    recipient = (call.of_unit(p.unit_id) or call.of_relation(p.relation_id)) if call else None
    grants = summary.grants if summary else ()
    may_see = next((g.kind_names for g in grants if p.unit_id and g.unit_id == p.unit_id), ())
    return {"who": p, "kinds": [p.kind_name], "side": _SIDES.get(p.side, ""), "recipient": recipient,
            "may_see": ", ".join(may_see)}
