"""What waits, for whom, until when. Stored for lists; ``overdue`` is never stored."""

from django.db import models


class Obligation(models.Model):
    """Somebody owes something by a rule. Recomputed from facts in each action's own transaction."""

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    individual = models.BigIntegerField()
    subject_kind = models.CharField(max_length=20)
    subject = models.UUIDField()
    code = models.CharField(max_length=60)
    rule = models.CharField(max_length=12)
    due = models.DateField(null=True)
    since = models.DateField()
    profile_version = models.BigIntegerField()
    detail = models.CharField(max_length=60, default="", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "due", "id"], name="obligation_of_unit"),
            models.Index(fields=["subject"], name="obligation_of_subject"),
        ]
