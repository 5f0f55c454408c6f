"""Which unit sees to a case now."""

from helhet.process.case.models import Case
from helhet.process.case.rules import ParticipantKind
from helhet.process.case.shared import team


def holding(case: Case) -> int:
    """The main responsible's unit once there is one, else the convener's."""
    main = [p.unit_id for p in team(case.pk) if p.kind == ParticipantKind.MAIN_RESPONSIBLE and p.unit_id]
    return main[-1] if main else case.convener_unit_id
