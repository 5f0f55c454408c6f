"""What waits, for whom, until when; who took it on; and what has happened. ``overdue`` is never stored."""

from uuid import uuid4

from django.db import models

from helhet.kit import guards, limits


class Obligation(models.Model):
    """Somebody owes something by a rule. Recomputed from facts in each action's own transaction."""

    guard = guards.unit()

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
    # Who has taken it on, as ``Taken`` has it: copied here so that a list is read at one go (clock.taken).
    taken_by = models.BigIntegerField(null=True)
    taken_name = models.CharField(max_length=limits.NAME, default="", blank=True)

    class Meta:
        indexes = [
            # With what is counted beside it: how much waits is read from the index alone.
            models.Index(fields=["unit", "due", "id"], include=["since", "subject", "code"], name="obligation_of_unit"),
            models.Index(fields=["unit", "taken_by", "due", "id"], include=["since", "subject", "code"],
                         condition=models.Q(taken_by__isnull=False), name="obligation_taken"),
            models.Index(fields=["subject"], name="obligation_of_subject"),
            models.Index(fields=["due", "id"], name="obligation_by_day"),
        ]


class Taken(models.Model):
    """A colleague who has taken on what the unit owes. Stands beside the obligation, which is recomputed."""

    guard = guards.unit()

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    subject = models.UUIDField()
    code = models.CharField(max_length=60)
    user = models.BigIntegerField()
    user_name = models.CharField(max_length=limits.NAME)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "subject", "code"], name="taken_once")]


class InboxItem(models.Model):
    """Something a unit is to know of: unread until somebody there has acknowledged it. No word about the person.

    ``source`` is what it is about within the subject, such as a message; without one it is the subject itself.
    """

    guard = guards.unit()

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    code = models.CharField(max_length=60)
    theme = models.CharField(max_length=20)
    individual = models.BigIntegerField()
    subject_kind = models.CharField(max_length=20)
    subject = models.UUIDField()
    source = models.UUIDField(null=True)
    from_unit = models.IntegerField(null=True)
    assigned_to = models.BigIntegerField(null=True)
    assigned_name = models.CharField(max_length=limits.NAME, default="", blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_name = models.CharField(max_length=limits.NAME, default="", blank=True)
    outcome = models.CharField(max_length=10, default="", blank=True)  # what was done besides: passed on, returned
    once = models.CharField(max_length=200, default="", blank=True)  # what may be told only once

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["once"], condition=~models.Q(once=""), name="inbox_told_once"),
        ]
        # Each list the page shows has its own narrow index, so that it costs the same however much lies there.
        # What is new is counted in it alone: it holds what the guard asks for.
        indexes = [
            *(models.Index(fields=[*first, "-at", "-id"], name=f"inbox_{name}_{when}", condition=condition,
                           include=held)
              for when, condition, held in (("new", models.Q(acknowledged_at__isnull=True), ["subject"]),
                                            ("read", models.Q(acknowledged_at__isnull=False), None))
              for name, first in (("unit", ["unit"]), ("theme", ["unit", "theme"]), ("own", ["unit", "assigned_to"]))),
            models.Index(fields=["subject"], name="inbox_of_subject"),
        ]


class DayPassed(models.Model):
    """A day whose passing has been told: the row is the proof that it was done, and done once."""

    append_only = True
    guard = guards.of_house("that a day has passed")

    day = models.DateField(primary_key=True)
    at = models.DateTimeField()


class Recomputation(models.Model):
    """A walk through everything that goes on: how far it has come, so that it goes on from there if it is stopped."""

    guard = guards.of_house("how far the nightly walk has come")

    kind = models.CharField(max_length=20)
    after = models.BigIntegerField(default=0)
    seen = models.IntegerField(default=0)
    mended = models.IntegerField(default=0)
    failed = models.IntegerField(default=0)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
