"""Codes of measure that wait to be registered in a unit's own record, of the plan and of its follow-ups."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from helhet.kit import clock
from helhet.process.case.shared import rows, units
from helhet.process.follow_up.models import FollowUp, FollowUpCode
from helhet.process.plan.models import KvaCode

PLAN, DISCHARGE, FOLLOW_UP = "plan", "discharge", "follow_up"
_NOT_NOTED = Q(noted=None)


@dataclass(frozen=True)
class Waiting:
    """One code that a unit has not noted: what it is for, and since when."""

    unit: int
    code: str
    what: str
    at: datetime
    kva: int | None = None
    follow_up_code: int | None = None

    @property
    def day(self) -> date:
        return clock.local(self.at).date()


def waiting(case: int, sip_kind: str, unit: int | None = None) -> tuple[Waiting, ...]:
    """The codes nobody has noted, of one unit or of all that work in Helhet. At most four queries."""
    plans = rows(KvaCode, case, "version__case", where=_NOT_NOTED)
    held = rows(FollowUpCode, case, "follow_up__case", where=_NOT_NOTED)
    at = {f.pk: f.at for f in rows(FollowUp, case)} if held else {}
    what = DISCHARGE if sip_kind == "after_discharge" else PLAN
    found = [Waiting(r.unit_id, r.code, what, r.at, kva=r.pk) for r in sorted(plans, key=lambda r: (r.at, r.pk))]
    found += [Waiting(r.unit_id, r.code, FOLLOW_UP, at[r.follow_up_id], follow_up_code=r.pk) for r in held]
    theirs = units(w.unit for w in found) if found else {}
    return tuple(w for w in found if theirs[w.unit].uses_helhet and unit in (None, w.unit))
