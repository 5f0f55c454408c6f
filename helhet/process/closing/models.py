"""The ending of a case, what is left to do after it, and when it was done. All appended."""

from uuid import uuid4

from django.db import models

from helhet.kit import guards, limits
from helhet.kit.text import PersonText
from helhet.process.closing.words import DutyCode, Whom
from helhet.process.need.written import Written

__all__ = ["Closing", "ClosingDone", "ClosingDuty"]


class Closing(Written):
    """Why, when and by whom a case was closed. One for each closed case."""

    guard = guards.case()

    ground = models.CharField(max_length=30)
    reason = PersonText()
    need_remained = models.BooleanField(default=False)  # closed with a reason, where the region lets one
    with_plan = models.BooleanField()
    closed_on = models.DateField()
    holder = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], name="closing_once")]


class ClosingDuty(models.Model):
    """One thing that is left: who is to do it, and for whom. Written when the case closes."""

    append_only = True
    guard = guards.within("closing_id", "process_closing")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="duties")
    code = models.CharField(max_length=20, choices=DutyCode.choices)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    principal = models.IntegerField(null=True)  # set where the principal answers, not the unit (CLOSE-09)
    whom = models.CharField(max_length=12, choices=Whom.choices, default="", blank=True)
    name = models.CharField(max_length=limits.NAME, default="", blank=True)
    position = models.PositiveSmallIntegerField()


class ClosingDone(models.Model):
    """A duty ticked off: when, by whom, and what was said."""

    append_only = True
    guard = guards.within("duty_id", "process_closingduty")

    duty = models.OneToOneField(ClosingDuty, on_delete=models.PROTECT, related_name="done")
    done_on = models.DateField()
    text = PersonText()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
    unit_name = models.CharField(max_length=limits.NAME, default="", blank=True)
