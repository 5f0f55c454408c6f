"""What was called, what was said to have changed, and every answer of a follow-up. All appended."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from helhet.kit import guards, limits
from helhet.kit.text import PersonText
from helhet.process.follow_up.words import ChangeKind, Degree, Onward, Outcome, Reached, RestartGround, YesAgain
from helhet.process.need.written import Written
from helhet.process.plan.models import KvaCode

__all__ = [
    "ChangeNoted", "CodeNoted", "FollowUp", "FollowUpCall", "FollowUpCode", "FollowUpText", "InterventionAnswer",
    "SubGoalAnswer",
]


class ChangeNoted(Written):
    """Somebody told that life has changed: the main responsible owes an answer before the planned day (RESP-11)."""

    guard = guards.case()

    kinds = ArrayField(models.CharField(max_length=20, choices=ChangeKind.choices))
    what = PersonText()


class FollowUpCall(Written):
    """The main responsible called to a follow-up of a version, on its day or earlier."""

    guard = guards.case()

    version = models.PositiveSmallIntegerField()
    meeting = models.UUIDField()
    early = models.BooleanField()
    what_changed = PersonText()


class FollowUp(Written):
    """One follow-up of one version: what was answered as a whole, and which way one goes on."""

    guard = guards.case()

    version = models.PositiveSmallIntegerField()
    made_version = models.PositiveSmallIntegerField(null=True)
    meeting = models.UUIDField(null=True)
    yes_again = models.CharField(max_length=10, choices=YesAgain.choices)
    school_or_address = models.BooleanField(null=True)  # CH-22; asked when the person is a child
    need_municipality = models.BooleanField()
    need_region = models.BooleanField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    restart_ground = models.CharField(max_length=20, choices=RestartGround.choices, default="", blank=True)
    reason = PersonText()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="follow_up_of_case")]


class SubGoalAnswer(models.Model):
    """How it went with one sub-goal, which is named as it stood then."""

    append_only = True
    guard = guards.within("follow_up_id", "process_followup")

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="sub_goals")
    sub_goal = models.UUIDField()
    title = PersonText()
    reached = models.CharField(max_length=10, choices=Reached.choices)
    comment = PersonText()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follow_up", "sub_goal"], name="follow_up_goal_once")]


class InterventionAnswer(models.Model):
    """How it went with one intervention, which is named as it stood then."""

    append_only = True
    guard = guards.within("follow_up_id", "process_followup")

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="interventions")
    intervention = models.UUIDField()
    what = PersonText()
    whose = models.CharField(max_length=limits.NAME, default="", blank=True)
    given = models.CharField(max_length=10, choices=Degree.choices)
    works = models.CharField(max_length=10, choices=Degree.choices, default="", blank=True)
    effect = models.CharField(max_length=10, choices=Degree.choices, default="", blank=True)
    onward = models.CharField(max_length=10, choices=Onward.choices)
    comment = PersonText()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follow_up", "intervention"], name="follow_up_effort_once")]


class FollowUpText(models.Model):
    """The answer to one of the questions."""

    append_only = True
    guard = guards.within("follow_up_id", "process_followup")

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="texts")
    question = models.CharField(max_length=20)
    text = PersonText()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follow_up", "question"], name="follow_up_text_once")]


class FollowUpCode(models.Model):
    """The code of measure that a unit of health care registers for the follow-up (QA-03)."""

    append_only = True
    guard = guards.within("follow_up_id", "process_followup")

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="codes")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    unit_name = models.CharField(max_length=limits.NAME)
    code = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follow_up", "unit"], name="follow_up_code_once")]


class CodeNoted(Written):
    """A unit of health care has registered its code in its own record (QA-01..03): of a plan, or of a follow-up."""

    guard = guards.case()

    kva = models.OneToOneField(KvaCode, on_delete=models.PROTECT, null=True, related_name="noted")
    follow_up_code = models.OneToOneField(FollowUpCode, on_delete=models.PROTECT, null=True, related_name="noted")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="code_noted_of_one",
                condition=models.Q(kva__isnull=True) ^ models.Q(follow_up_code__isnull=True),
            ),
        ]
