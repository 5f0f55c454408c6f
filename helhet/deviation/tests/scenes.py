"""Scenes with a report in them."""

from datetime import date
from typing import Any
from uuid import UUID

from helhet.access.actor import Actor
from helhet.access.models import Reach
from helhet.deviation import actions
from helhet.deviation.models import Report
from helhet.organisations import door as organisations
from helhet.process.case.models import Case
from helhet.process.mapping.tests.scenes import fresh
from helhet.process.meeting import actions as meeting
from helhet.process.meeting.tests.scenes import called, present
from helhet.process.tests.cast import Cast

WHAT = "Ingen från Mottagningsenheten kom, och Lars väntade i en timme."
WISH = "Ring oss samma dag om ni får förhinder."


def ref_of(unit: int) -> UUID:
    return organisations.unit_by_id(unit).ref


def missed(cast: Cast) -> Case:
    """A meeting that is going on without the called unit."""
    case = called(cast)
    meeting.open_meeting(case.ref, attendance=present(cast, "social"), yes_again=True, by=cast.nurse)
    return fresh(case)


def sent(cast: Cast, case: Case, *, to: str = "social", by: Actor | None = None, day: date, **more: Any) -> Report:
    """A report about a unit of the cast, as it stands in the table."""
    values = {"kind": "absent", "what": WHAT, "proposal": WISH} | more
    ref = actions.report(case.ref, unit=ref_of(cast.unit(to)), happened_on=day, by=by or cast.nurse, **values)
    return Report.objects.get(ref=ref)


def shut_out(cast: Cast, case: Case, unit: str = "social") -> None:
    """The unit no longer reaches the case, as after a consent taken back."""
    Reach.objects.filter(case_ref=case.ref, unit_id=cast.unit(unit)).delete()
