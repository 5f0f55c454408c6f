"""What controllers have decided about what they keep: held back, marked, and let go."""

from uuid import uuid4

from django.db import models

from helhet.keeping import rules
from helhet.kit import guards, limits
from helhet.kit.text import PersonText

# For whoever keeps it, and for the person it is about.
OURS = guards.Guard(
    f"controller = {guards.CONTROLLER} OR individual = ANY ({guards.PERSONS})", f"controller = {guards.CONTROLLER}")


class Hold(models.Model):
    """A controller holds back its copy about a person: nothing of it goes until the day, or until it is lifted."""

    guard = OURS

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    controller = models.IntegerField()
    individual = models.BigIntegerField()
    reason = PersonText()
    until = models.DateField(null=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=limits.NAME)
    by_user = models.BigIntegerField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by_name = models.CharField(max_length=limits.NAME, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["controller", "individual"], name="hold_of_person")]


class Marked(models.Model):
    """What makes the law keep a controller's copy longer than its term: noted, never taken away."""

    append_only = True
    guard = OURS

    controller = models.IntegerField()
    individual = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=rules.Mark.choices)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=limits.NAME)
    by_user = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["controller", "individual", "kind"], name="marked_once")]


class Letting(models.Model):
    """A controller's decision that its copy about a person goes. Holds no word about the person, and stays.

    Carried out by ``keeping_carry_out`` alone, which fills in when and how many rows.
    """

    append_only = True
    guard = OURS

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    controller = models.IntegerField()
    individual = models.BigIntegerField()
    law = models.CharField(max_length=20)
    last_note = models.DateField()
    due_on = models.DateField(null=True)
    reason = models.CharField(max_length=limits.SHORT)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=limits.NAME)
    by_user = models.BigIntegerField(null=True)
    done_at = models.DateTimeField(null=True)
    rows_gone = models.IntegerField(default=0)
    person_gone = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["controller", "-at"], name="letting_of_controller")]
