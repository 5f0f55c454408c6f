"""The meeting: when, where and how, its changes, who came, and what deviated."""

from uuid import uuid4

from django.db import models

from helhet.kit import guards, limits
from helhet.kit.text import PersonText
from helhet.process.case.models import Case
from helhet.process.mapping.rules import Participation
from helhet.process.meeting.words import (
    ChangeKind,
    DeviationKind,
    MeetingForm,
    MeetingKind,
    MeetingState,
    Path,
    Presence,
    Who,
)

__all__ = ["Attendance", "Deviation", "Meeting", "MeetingChange"]


class Meeting(models.Model):
    """One sitting of a case, numbered from one. What it was before a change stands in ``MeetingChange``."""

    guard = guards.case()

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=MeetingKind.choices)
    state = models.CharField(max_length=10, choices=MeetingState.choices, default=MeetingState.PLANNED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = PersonText()  # may be the person's home
    place_public = models.BooleanField(default=False)  # said not to be anybody's home: may stand in a calendar
    form = models.CharField(max_length=10, choices=MeetingForm.choices)
    link = models.CharField(max_length=limits.SHORT, default="", blank=True)
    technical_help = PersonText()
    agreed_with_person = models.BooleanField(default=False)
    agreed_how = PersonText()
    child_time = PersonText()
    participation = models.CharField(max_length=20, choices=Participation.choices)
    leader_name = models.CharField(max_length=limits.NAME)
    leader_user = models.BigIntegerField(null=True)
    leader_independent = models.BooleanField(default=False)
    documenter_name = models.CharField(max_length=limits.NAME)
    documenter_user = models.BigIntegerField(null=True)
    reason_for_time = PersonText()
    planned_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    yes_again = models.BooleanField(null=True)
    ended_at = models.DateTimeField(null=True)
    summary = PersonText()
    why_stopped = PersonText()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="meeting_numbered_once"),
            # One meeting stands or goes on at a time: a second would leave people in two rooms.
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state__in=["planned", "open"]), name="meeting_one_ahead"
            ),
            models.CheckConstraint(name="meeting_forward", condition=models.Q(ends_at__gt=models.F("starts_at"))),
        ]


class MeetingChange(models.Model):
    """One thing that happened to a meeting: time and place as they became, why, and by whom."""

    append_only = True
    guard = guards.within("meeting_id", "process_meeting")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=ChangeKind.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = PersonText()
    reason = PersonText()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
    unit_name = models.CharField(max_length=limits.NAME, default="", blank=True)


class Attendance(models.Model):
    """Who was in the room, in the order they presented themselves; and who came later or left before the end."""

    append_only = True
    may_change = ("came_at", "left_at")
    guard = guards.within("meeting_id", "process_meeting")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    position = models.PositiveSmallIntegerField()
    who = models.CharField(max_length=10, choices=Who.choices)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    relation = models.ForeignKey("people.Relation", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=limits.NAME, default="", blank=True)
    kind = models.CharField(max_length=20, default="", blank=True)  # how they take part: summoned, invited …
    presence = models.CharField(max_length=10, choices=Presence.choices)
    came_at = models.DateTimeField(null=True)  # came when the meeting had begun
    left_at = models.DateTimeField(null=True)  # left before it ended

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="attendance_one_place"),
        ]


class Deviation(models.Model):
    """Somebody was missing or said no, and the way chosen onwards (ATT-12)."""

    append_only = True
    guard = guards.within("meeting_id", "process_meeting")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="deviations")
    kind = models.CharField(max_length=20, choices=DeviationKind.choices)
    path = models.CharField(max_length=10, choices=Path.choices)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=limits.NAME, default="", blank=True)
    note = PersonText()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
