"""The draft: rows with a stable ref. Their texts live in ``kit.FieldVersion`` under the draft's own ref."""

from uuid import uuid4

from django.db import models

from helhet.kit import guards, limits
from helhet.process.case.models import Case
from helhet.process.plan.words import HowOften, Kin, Met, Owner, Part, Status, TookPart, Where


def _answer() -> models.BooleanField:
    """Yes, no, or not answered yet."""
    return models.BooleanField(null=True)


class Draft(models.Model):
    """What will become the next version. At most one is open in a case; freezing closes it."""

    guard = guards.case()

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_drafts")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    others_none = models.BooleanField(default=False)  # PLAN-03: "inga" is said, not left out
    follow_up_at = models.DateTimeField(null=True)
    follow_up_ends_at = models.DateTimeField(null=True)
    took_part = models.CharField(max_length=10, choices=TookPart.choices, default="", blank=True)
    kin = models.CharField(max_length=20, choices=Kin.choices, default="", blank=True)
    child_heard = _answer()
    child_prepared = _answer()
    child_took_part = _answer()
    placed = _answer()
    health_unit = models.CharField(max_length=limits.NAME, default="", blank=True)
    dental_unit = models.CharField(max_length=limits.NAME, default="", blank=True)
    school_unit = models.CharField(max_length=limits.NAME, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(closed_at__isnull=True), name="plan_draft_one_open"
            ),
        ]


class Row(models.Model):
    """What every row of a draft has. The ref follows the row from version to version; a row is never deleted."""

    ref = models.UUIDField(default=uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()
    added_by_unit = models.IntegerField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["draft", "ref"], name="plan_%(class)s_once")]


class SubGoal(Row):
    """What matters in the short term, under one of the twelve life areas (PREP-16)."""

    guard = guards.within("draft_id", "process_draft")

    area = models.CharField(max_length=20)
    met = models.CharField(max_length=10, choices=Met.choices, default="", blank=True)


class Intervention(Row):
    """Something to be done: the five questions (PLAN-13), whose it is and how far it has come (MEET-11)."""

    guard = guards.within("draft_id", "process_draft")

    sub_goal = models.ForeignKey(SubGoal, on_delete=models.PROTECT, null=True, related_name="interventions")
    owner = models.CharField(max_length=10, choices=Owner.choices)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    how_often = models.CharField(max_length=20, choices=HowOften.choices, default="", blank=True)
    where = models.CharField(max_length=20, choices=Where.choices, default="", blank=True)
    responsible = models.CharField(max_length=limits.NAME, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=limits.NAME, default="", blank=True)

    class Meta(Row.Meta):
        constraints = [
            *Row.Meta.constraints,
            models.CheckConstraint(
                name="plan_intervention_unit_when_theirs",
                condition=models.Q(owner="unit", unit__isnull=False) | (~models.Q(owner="unit") & models.Q(unit=None)),
            ),
        ]


class OwnPart(Row):
    """What the person, a guardian or somebody near does (PLAN-05, PLAN-29)."""

    guard = guards.within("draft_id", "process_draft")

    who = models.CharField(max_length=20, choices=Part.choices)
    name = models.CharField(max_length=limits.NAME, default="", blank=True)


class OtherMeasure(Row):
    """What somebody who is neither municipality nor region does (PLAN-03)."""

    guard = guards.within("draft_id", "process_draft")

    name = models.CharField(max_length=limits.NAME)
    said_by = models.CharField(max_length=limits.NAME, default="", blank=True)


class ContactPerson(Row):
    """The person's contact in one unit (PLAN-08)."""

    guard = guards.within("draft_id", "process_draft")

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=limits.NAME)
    function = models.CharField(max_length=limits.NAME, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)


class Disagreement(Row):
    """What was not agreed on, and whose view it is (MEET-12)."""

    guard = guards.within("draft_id", "process_draft")

    whose = models.CharField(max_length=limits.NAME)
