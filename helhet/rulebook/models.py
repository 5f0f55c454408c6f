"""The profiles as they have been: a case keeps the version it was started under."""

from django.db import models


class ProfileVersion(models.Model):
    """One version of one region's profile, values and their origins as read from its file. Never changed."""

    append_only = True

    code = models.CharField(max_length=10)
    n = models.PositiveIntegerField()
    base = models.CharField(max_length=10, default="")
    values = models.JSONField()
    checksum = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "n"], name="profile_version_once")]
