"""What stands: versions, who holds a copy, codes, who is main responsible, and how it has gone. All appended."""

from uuid import uuid4

from django.db import models

from helhet.kit import guards, limits
from helhet.kit.text import PersonText
from helhet.process.case.models import Case
from helhet.process.plan.models.draft import Draft
from helhet.process.plan.words import Receiver, Status


class Signed(models.Model):
    """Who did it, at which unit, and when."""

    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
    by_unit = models.IntegerField(null=True)
    by_unit_name = models.CharField(max_length=limits.NAME, default="", blank=True)

    class Meta:
        abstract = True


class PlanVersion(Signed):
    """An established plan: its number, all it says, and the checksum of exactly that text. Never changed."""

    append_only = True
    guard = guards.case()

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="plan_versions")
    draft = models.OneToOneField(Draft, on_delete=models.PROTECT, related_name="version")
    n = models.PositiveSmallIntegerField()
    snapshot = PersonText()
    checksum = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "n"], name="plan_version_once")]


class PlanCopy(models.Model):
    """A version handed over to a unit; its controller holds the copy from then on."""

    append_only = True
    guard = guards.within("version_id", "process_planversion")

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="copies")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    controller = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "unit"], name="plan_copy_once")]


class KvaCode(models.Model):
    """A code of measure that a unit of health care registers for a version (QA-01..03)."""

    append_only = True
    guard = guards.within("version_id", "process_planversion")

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="codes")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=10)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "unit", "code"], name="plan_kva_once")]


class HandOut(Signed):
    """The plan on paper, given to somebody (IT-08)."""

    append_only = True
    guard = guards.within("version_id", "process_planversion")

    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="hand_outs")
    receiver = models.CharField(max_length=20, choices=Receiver.choices)
    name = models.CharField(max_length=limits.NAME, default="", blank=True)
    wanted = models.BooleanField(default=True)  # False: offered, and did not want it


class MainResponsible(Signed):
    """Somebody proposed as main responsible: at the meeting, or later as a change. Holds once it is accepted."""

    append_only = True
    guard = guards.case()

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=limits.NAME)
    phone = models.CharField(max_length=40)
    wish = PersonText()  # RESP-06: what the person wanted
    reason = PersonText()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="plan_main_of_case")]


class MainAcceptance(Signed):
    """The receiving principal's yes; from then on the responsibility is theirs (RESP-08)."""

    append_only = True
    guard = guards.within("main_id", "process_mainresponsible")

    main = models.OneToOneField(MainResponsible, on_delete=models.PROTECT, related_name="acceptance")
    accepted_by = models.CharField(max_length=limits.NAME)


class StatusReport(Signed):
    """How it has gone with an intervention since the plan was established (PLAN-24)."""

    append_only = True
    guard = guards.case()

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    intervention = models.UUIDField()
    status = models.CharField(max_length=10, choices=Status.choices)
    reason = PersonText()

    class Meta:
        indexes = [models.Index(fields=["case", "intervention", "at"], name="plan_report_of_row")]
