"""The plan's tables: the draft's rows, and the versions that never change."""

from helhet.process.plan.models.draft import (
    ContactPerson,
    Disagreement,
    Draft,
    Intervention,
    OtherMeasure,
    OwnPart,
    Row,
    SubGoal,
)
from helhet.process.plan.models.version import (
    HandOut,
    KvaCode,
    MainAcceptance,
    MainResponsible,
    PlanCopy,
    PlanVersion,
    StatusReport,
)

__all__ = [
    "ContactPerson", "Disagreement", "Draft", "HandOut", "Intervention", "KvaCode", "MainAcceptance",
    "MainResponsible", "OtherMeasure", "OwnPart", "PlanCopy", "PlanVersion", "Row", "StatusReport", "SubGoal",
]
