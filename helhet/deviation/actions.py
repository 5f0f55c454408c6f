"""The verbs of a report: send, receive, send back, send on, answer, close. The only place that writes."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from helhet.access import reach
from helhet.access.actor import Actor
from helhet.access.context import set_context
from helhet.access.rules import Permission
from helhet.audit import log
from helhet.clock import actions as waiting
from helhet.clock.telling import tell
from helhet.deviation import events, rules
from helhet.deviation.door import again, known, side_of, subject
from helhet.deviation.models import Report, Step
from helhet.deviation.rules import MOVES, DeviationKind, ReportState, StepKind, Wanted
from helhet.kit import clock, keys
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.organisations import door as organisations
from helhet.people import door as people
from helhet.process.case.actions import hold, must_be_with
from helhet.process.meeting import door as meeting
from helhet.rulebook import door as rulebook


def report(
    case_ref: UUID, *, kind: str, unit: UUID, happened_on: date, what: str, effect: str = "", proposal: str = "",
    by: Actor,
) -> UUID:
    """Tell the unit concerned what did not go as agreed; it owes an answer in the profile's days. Returns the ref.

    Only for a unit that takes part now. Raises Refused (ATT-12, IT-03, IT-12), NotThere.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.INBOX_KEEP)
        if not by.is_staff:
            raise NotThere
        must_be_with(case, by)
        about = organisations.unit(unit)
        missed = meeting.missed(case.pk, about.id) if kind == DeviationKind.ABSENT else None
        sitting = missed.meeting if missed else None
        refuse(rules.may_report(
            Wanted(kind, happened_on, what, effect, proposal), own=about.id == by.unit_id, reached=about.uses_helhet,
            again=again(case.pk, by.unit_id or 0, about.id, kind, sitting) is not None,
            names=_names(case.individual_id), today=clock.today(),
        ))
        now, profile = clock.now(), rulebook.profile(case.profile_version_id)
        due = profile.last_day("deviation_days", clock.today())
        row = Report.objects.create(
            case=case, case_ref=case.ref, individual=case.individual_id, kind=kind, reporter_id=by.unit_id or 0,
            receiver_id=about.id, meeting=sitting, happened_on=happened_on, what=what, effect=effect,
            proposal=proposal, at=now, moved_at=now, due=due or clock.today(), by=by.user_id, by_name=by.name,
        )
        _done(row, StepKind.REPORTED, events.REPORTED, by, to_unit=about.id)
        tell(events.REPORTED, units=[about.id], subject=subject(row), by=by)
        return row.ref


def receive(ref: UUID, *, by: Actor) -> None:
    """Say that the report has come to the right place. Raises Refused (ATT-12), NotThere."""
    with transaction.atomic():
        row = _held(ref, by, "receiver")
        refuse(rules.may_receive(row.state))
        _done(row, StepKind.RECEIVED, events.RECEIVED, by)


def send_back(ref: UUID, *, text: str, by: Actor) -> None:
    """Send the report back: it concerns somebody else. Raises Refused (ATT-12), NotThere."""
    with transaction.atomic():
        row = _held(ref, by, "receiver")
        refuse(rules.may_return(row.state, text))
        _done(row, StepKind.RETURNED, events.RETURNED, by, text=text)
        tell(events.RETURNED, units=[row.reporter_id], subject=subject(row), by=by)


def route(ref: UUID, *, unit: UUID, by: Actor) -> None:
    """Send a returned report on to another unit; the day for the answer stays. Raises Refused, NotThere."""
    with transaction.atomic():
        row = _held(ref, by, "reporter")
        about = organisations.unit(unit)
        refuse(rules.may_route(row.state, own=about.id == by.unit_id, reached=about.uses_helhet,
                               same=about.id == row.receiver_id))
        row.receiver_id = about.id
        _done(row, StepKind.ROUTED, events.ROUTED, by, to_unit=about.id)
        tell(events.REPORTED, units=[about.id], subject=subject(row), by=by)


def answer(ref: UUID, *, cause: str, measure: str, by_day: date | None = None, by: Actor) -> None:
    """Answer: why it happened, what is done about it, and by when. Raises Refused (ATT-12), NotThere."""
    with transaction.atomic():
        row = _held(ref, by, "receiver")
        refuse(rules.may_answer(row.state, cause, measure, by_day, clock.today()))
        _done(row, StepKind.ANSWERED, events.ANSWERED, by, cause=cause, measure=measure, by_day=by_day)
        tell(events.ANSWERED, units=[row.reporter_id], subject=subject(row), by=by)


def close(ref: UUID, *, satisfied: bool | None = None, text: str = "", by: Actor) -> None:
    """The reporter has the last word. Raises Refused (ATT-12, IT-03), NotThere."""
    with transaction.atomic():
        row = _held(ref, by, "reporter")
        refuse(rules.may_close(row.state, satisfied, text, _written_names(row)))
        told = row.state != ReportState.RETURNED  # who sent it back has no part in it any more
        _done(row, StepKind.CLOSED, events.CLOSED, by, text=text, satisfied=satisfied)
        if told:
            tell(events.CLOSED, units=[row.receiver_id], subject=subject(row), by=by)


def _held(ref: UUID, by: Actor, side: str) -> Report:
    """Lock the report for a verb of one of its two units. Raises NotThere for all others."""
    set_context(by, [ref])
    row = Report.objects.select_for_update(of=("self",)).select_related("case").filter(ref=ref).first()
    if row is None or side_of(row, by) != side or not by.may(Permission.INBOX_KEEP):
        raise NotThere
    keys.about(row.individual)
    return row


def _done(row: Report, kind: StepKind, event: str, by: Actor, **words: Any) -> None:
    """The step's row, the report as it now stands, what is due, and last the log."""
    now = clock.now()
    to_unit = words.pop("to_unit", None)
    Step.objects.create(report=row, kind=kind, unit_id=by.unit_id or 0, to_unit_id=to_unit, at=now, by=by.user_id,
                        by_name=by.name, **words)
    if kind != StepKind.REPORTED:
        row.state, row.moved_at = MOVES[kind][1], now
        row.save(update_fields=["state", "moved_at", "receiver"])
    waiting.refresh(subject(row))
    knows = by.unit_id == row.reporter_id or bool(known(by, reach.rows(row.case_ref, by.unit_id)))
    log.record(event, by=by, individuals=[row.individual] if knows else [],
               subject=row.case_ref if knows else row.ref, data={"report": str(row.ref)})


def _written_names(row: Report) -> tuple[str, ...]:
    """The same for the last word, which the reporter has also when it no longer reaches the person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT deviation_name(%s)", [row.ref])
        return tuple((cursor.fetchone()[0] or "").split())


def _names(individual: int) -> tuple[str, ...]:
    person = people.persons([individual])[individual]
    return tuple(person.name.split())


__all__ = ["answer", "close", "receive", "report", "route", "send_back"]
