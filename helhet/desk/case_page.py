"""Puts a case page together from what each room's door hands out, inside one visit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from helhet.clock import door as waiting
from helhet.desk.rules import Standing, next_step, when_late
from helhet.kit import clock
from helhet.organisations.rules import Side
from helhet.process.case import door as cases
from helhet.process.case.cards import ParticipantCard
from helhet.process.case.moves import MOVES
from helhet.process.consent import door as consent
from helhet.process.consent.cards import ConsentSummary
from helhet.process.dialogue import door as dialogue
from helhet.process.invitation import door as invitation
from helhet.process.invitation.cards import CallCard
from helhet.process.mapping import door as mapping
from helhet.process.meeting import door as meeting
from helhet.process.need import door as need
from helhet.process.plan import door as plan

SHOWN_HISTORY, READ_HISTORY = 6, 40
MESSAGES = frozenset(verb for verb in MOVES if verb.startswith("dialogue."))  # they have a page of their own
@dataclass(frozen=True)
class Happened:
    """One line of what has happened: ``times`` the same, the last at ``at``, the first at ``since``."""

    verb: str
    says: str
    at: datetime
    by: str
    unit: str
    reason: str
    times: int
    since: datetime


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
        "case": v.case, "person": v.person, "because": v.decision.because,
        "blocked": v.decision.blocked, "veiled": v.decision.veiled, "only_reads": v.decision.only_reads,
        "profile": v.profile.name,
        "important": important, "consent": summary, "meeting": sitting, "plan": shown,
        "history": grouped([m for m in cases.history(v, READ_HISTORY) if m.verb not in MESSAGES])[:SHOWN_HISTORY],
        "next": when_late(next_step(standing), _late(due, v.by.unit_id)),
        "people": _people(v.case.participants, call, summary), "unread": dialogue.unread(v),
    }


def _late(due: Sequence[waiting.DueCard], unit: int | None) -> list[tuple[str, int]]:
    """What is overdue for the unit that looks: the page that does it, and the days."""
    return [(d.url_name, -d.days) for d in due if d.unit == unit and d.days is not None and d.days < 0]


def grouped(moves: Sequence[cases.MoveCard]) -> list[Happened]:
    """What happened, newest first; the same thing by the same person in a row is one line with its number.

    What has words of its own, as a reason or a correction, is never folded into another.
    """
    shown: list[Happened] = []
    for move in moves:
        last = shown[-1] if shown else None
        same = last is not None and (last.verb, last.by, last.unit) == (move.verb, move.by, move.unit)
        if last is not None and same and not move.reason and not last.reason:
            shown[-1] = replace(last, times=last.times + 1, since=move.at)
        else:
            shown.append(Happened(move.verb, move.says, move.at, move.by, move.unit, move.reason, 1, move.at))
    return shown


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
