"""Rounds of looking through the log, what was drawn, how it was judged, and who signed. Rows only come."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from helhet.kit import guards, limits
from helhet.kit.text import PersonText

_OWN_CONTROLLER = guards.Guard(f"controller = {guards.CONTROLLER}")


class Round(models.Model):
    """One month of one controller's log. Drawn by itself when the month is over."""

    append_only = True
    guard = _OWN_CONTROLLER

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    controller = models.IntegerField()
    month = models.CharField(max_length=7)  # 2026-10
    drawn_at = models.DateTimeField()
    due = models.DateField()
    readings = models.IntegerField()  # how many there were to draw from

    class Meta:
        constraints = [models.UniqueConstraint(fields=["controller", "month"], name="round_once_a_month")]


class Sample(models.Model):
    """One reader's readings of one person that month. The person's name as it was, hidden for who is protected."""

    append_only = True
    guard = guards.within("round_id", "oversight_round")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="samples")
    reader = models.UUIDField()
    reader_name = models.CharField(max_length=limits.NAME)
    unit_name = models.CharField(max_length=limits.NAME)
    individual = models.BigIntegerField()
    person_name = models.CharField(max_length=2 * limits.NAME)
    times = models.IntegerField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    events = ArrayField(models.CharField(max_length=80))
    reasons = ArrayField(models.CharField(max_length=20))


class Verdict(models.Model):
    """How a line was judged. The newest counts, until the round is signed."""

    append_only = True
    guard = guards.within("sample_id", "oversight_sample")

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="verdicts")
    at = models.DateTimeField()
    by_user = models.BigIntegerField()
    by_name = models.CharField(max_length=limits.NAME)
    reasonable = models.BooleanField()
    words = PersonText()


class Signature(models.Model):
    """A round is done: who says so, and what they want to say about the month."""

    append_only = True
    guard = guards.within("round_id", "oversight_round")

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="signature")
    at = models.DateTimeField()
    by_user = models.BigIntegerField()
    by_name = models.CharField(max_length=limits.NAME)
    words = PersonText()


class DirectoryFile(models.Model):
    """A file of the directory between the dry run and the yes. One for each who keeps it; gone when taken in."""

    guard = guards.user("by_user")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    by_user = models.BigIntegerField(unique=True)
    name = models.CharField(max_length=limits.NAME)
    at = models.DateTimeField()
    body = models.BinaryField()
