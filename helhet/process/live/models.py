"""The meeting as it goes on: where in it one is, what is parked, letters read aloud, and who is writing where."""

from django.db import models

from helhet.kit import guards, limits
from helhet.kit.text import PersonText
from helhet.process.meeting.models import Meeting
from helhet.process.plan.models import Draft

__all__ = ["Lease", "Letter", "LiveMeeting", "Parked"]


class LiveMeeting(models.Model):
    """Where in the meeting one is now. ``spent`` holds the seconds that each part has taken so far."""

    guard = guards.within("meeting_id", "process_meeting")

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="live")
    part = models.CharField(max_length=20, default="", blank=True)
    part_since = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    spent = models.JSONField(default=dict)


class Parked(models.Model):
    """A question that waits for its turn, so that it is not forgotten."""

    guard = guards.within("meeting_id", "process_meeting")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="parked")
    text = PersonText()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)


class Letter(models.Model):
    """What somebody has written to be read aloud at the meeting."""

    guard = guards.within("meeting_id", "process_meeting")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="letters")
    whose = models.CharField(max_length=limits.NAME)
    text = PersonText()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)


class Lease(models.Model):
    """Somebody is writing here, for a few seconds more. It shuts nobody out; it says so."""

    guard = guards.within("draft_id", "process_draft")

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")
    row_ref = models.UUIDField()
    field = models.CharField(max_length=60)
    user = models.BigIntegerField()
    name = models.CharField(max_length=limits.NAME)
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "row_ref", "field", "user"], name="live_lease_once"),
        ]
