"""The profiles as they have been: a case keeps the version it was started under."""

from django.db import models

from helhet.kit import guards, limits


class ProfileVersion(models.Model):
    """One version of one region's profile: values and their origins, from its file or a profile keeper. Never changed.

    ``by_name`` and ``note``: who made it and the decision behind it; empty for the house's own files.
    """

    append_only = True
    guard = guards.of_house("what applies in a county")

    code = models.CharField(max_length=10)
    n = models.PositiveIntegerField()
    base = models.CharField(max_length=10, default="")
    values = models.JSONField()
    checksum = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    by_name = models.CharField(max_length=limits.NAME, default="")
    note = models.CharField(max_length=limits.SHORT, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "n"], name="profile_version_once")]
