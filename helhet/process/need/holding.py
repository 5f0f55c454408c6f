"""Which unit sees to a case now."""

from helhet.process.case.models import Case, Participant
from helhet.process.case.rules import ParticipantKind


def holding(case: Case) -> int:
    """The main responsible's unit once there is one, else the convener's."""
    main = Participant.objects.filter(
        case=case, kind=ParticipantKind.MAIN_RESPONSIBLE, valid_to__isnull=True, unit__isnull=False,
    ).order_by("-valid_from").values_list("unit_id", flat=True).first()
    return main or case.convener_unit_id
