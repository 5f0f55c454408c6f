"""What tests of papers start from, beside the scenes of the rooms."""

from django.db import transaction

from helhet.process.case import actions as cases
from helhet.process.case.models import Case
from helhet.process.case.rules import ParticipantKind
from helhet.process.consent.actions import rewrite_reach
from helhet.process.tests.cast import Cast


def call(cast: Cast, case: Case, unit: str = "social") -> None:
    """Let a unit that consent covers take part."""
    with transaction.atomic():
        cases.add_participant(case, kind=ParticipantKind.SUMMONED, unit=cast.unit(unit))
        rewrite_reach(case)
        cases.touch(case)
