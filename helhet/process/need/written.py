"""What every appended row of the first rooms has in common: who wrote it, for which unit, when."""

from typing import Any
from uuid import uuid4

from django.db import models

from helhet.access.actor import Actor
from helhet.kit import clock, limits


class Written(models.Model):
    """A row that somebody wrote in a case. Never changed: a correction is a new row."""

    append_only = True

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey("process.Case", on_delete=models.PROTECT, related_name="+")
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
    assignment = models.BigIntegerField(null=True)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    unit_name = models.CharField(max_length=limits.NAME, default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        abstract = True


def signed(by: Actor) -> dict[str, Any]:
    """The columns that say who writes now."""
    return {"by": by.user_id, "by_name": by.name, "assignment": by.assignment_id, "unit_id": by.unit_id,
            "unit_name": by.unit_name, "at": clock.now()}
