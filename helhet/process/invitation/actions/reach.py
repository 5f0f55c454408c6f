"""Who reaches the call: those it went to, for as long as consent or a route covers them."""

from datetime import timedelta

from helhet.access import reach
from helhet.access.reach import Grant
from helhet.access.rules import Kind
from helhet.kit import clock
from helhet.process.case.models import Case
from helhet.process.case.shared import once
from helhet.process.invitation.facts import Covered, newest, receivers

CALL = "call"
SEES = frozenset({Kind.MEETING.value})


def grants(case: Case) -> frozenset[Grant]:
    """Computed from the newest call and what is in force now: what the stored rows must equal."""
    call = newest(case.pk)
    if call is None:
        return frozenset()
    covered = Covered(case.pk, case.convener_unit_id)
    until = covered.coverage.until
    end = clock.at(until + timedelta(days=1), 0) if until and not covered.coverage.route else None
    return frozenset(
        Grant(r.unit_id, SEES, r.sent_at or clock.now(), end)
        for r in receivers(call) if r.unit_id and r.unit_id != case.convener_unit_id and covered.unit(r.unit_id)
    )


def rewrite(case: Case) -> None:
    """Bring the stored rows in step: on sending, joining, leaving, and on every change of consent."""
    reach.rewrite(case_ref=case.ref, individual=case.individual_id, source=CALL, grants=grants(case))


def reached(case: Case) -> frozenset[int]:
    """The units that reach the call now."""
    return (once(case.pk, reached, _reached) or frozenset()) | {case.convener_unit_id}


def _reached(cases: list[Case]) -> dict[int, frozenset[int]]:
    found = reach.units_of((c.ref for c in cases), CALL)
    return {c.pk: found.get(c.ref, frozenset()) for c in cases}
