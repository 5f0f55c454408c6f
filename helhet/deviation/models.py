"""A report, where it stands now, and everything that has been done with it."""

from uuid import uuid4

from django.db import models

from helhet.deviation.rules import WAITS_FOR_ANSWER, DeviationKind, ReportState, StepKind
from helhet.kit import guards, limits
from helhet.kit.guards import Guard
from helhet.kit.text import PersonText
from helhet.process.case.models import Case


class Report(models.Model):
    """One unit tells another what did not go as agreed. State and receiver follow from the steps, kept for lists."""

    guard = Guard(
        f"{guards.UNIT} IN (reporter_id, receiver_id) OR ref = ANY ({guards.REFS})",
        writes=f"ref = ANY ({guards.REFS}) AND (case_id = ANY ({guards.CASES}) OR case_id = ANY ({guards.HEADS}))",
    )

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    case_ref = models.UUIDField()  # what reach is named by
    individual = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=DeviationKind.choices)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.REPORTED)
    reporter = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    receiver = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    meeting = models.UUIDField(null=True)
    happened_on = models.DateField()
    what = PersonText()
    effect = PersonText()
    proposal = PersonText()  # read also by a unit that may not know whom it concerns
    at = models.DateTimeField()
    moved_at = models.DateTimeField()
    due = models.DateField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)

    class Meta:
        indexes = [
            models.Index(fields=["reporter", "-at", "-id"], name="deviation_sent"),
            models.Index(fields=["receiver", "-at", "-id"], name="deviation_received"),
            models.Index(fields=["receiver", "state", "-at", "-id"], name="deviation_received_state"),
            models.Index(fields=["reporter", "state", "-at", "-id"], name="deviation_sent_state"),
            models.Index(fields=["due", "id"], name="deviation_by_day",
                         condition=models.Q(state__in=[s.value for s in WAITS_FOR_ANSWER])),
        ]

    @property
    def number(self) -> str:
        """What people say on the telephone; holds nothing about the person."""
        return f"A{self.at.year}-{self.pk:05d}"


class Step(models.Model):
    """One thing done with a report: who, for which unit, when, and their words."""

    append_only = True
    guard = guards.within("report_id", "deviation_report")

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    text = PersonText()
    cause = PersonText()
    measure = PersonText()
    by_day = models.DateField(null=True)
    satisfied = models.BooleanField(null=True)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
