"""The case, its immutable moves, who takes part, and the narrow row that lists start from."""

from uuid import uuid4

from django.contrib.postgres.indexes import HashIndex
from django.db import models

from helhet.kit import guards, limits
from helhet.kit.guards import Guard
from helhet.kit.text import PersonText
from helhet.process.case.rules import ParticipantKind, State


class Case(models.Model):
    """One SIP of one person, from the first noticed need to the closing."""

    guard = Guard(f"id = ANY ({guards.CASES}) OR id = ANY ({guards.HEADS})", writes=f"id = ANY ({guards.CASES})")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    individual = models.ForeignKey("people.Individual", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=State.choices)
    profile_version = models.ForeignKey("rulebook.ProfileVersion", on_delete=models.PROTECT, related_name="+")
    # Who holds it: calls before there is a plan (RESP-05: need not be who is main responsible after).
    convener_unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    convener_user = models.BigIntegerField(null=True)
    sip_kind = models.CharField(max_length=30, default="new")
    discovered_on = models.DateField(null=True)
    level = models.CharField(max_length=20, default="")
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="next_cases")
    created_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["individual"], name="case_of_individual")]

    @property
    def number(self) -> str:
        """What people say on the telephone; holds nothing about the person."""
        return f"{self.created_at.year}-{self.pk:06d}"


class CaseMove(models.Model):
    """One move: from, to, who, in which assignment, when and why. Never changed."""

    append_only = True
    guard = guards.case()

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="moves")
    verb = models.CharField(max_length=40)
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
    assignment = models.BigIntegerField(null=True)
    unit = models.IntegerField(null=True)
    unit_name = models.CharField(max_length=limits.NAME, default="")
    at = models.DateTimeField()
    reason = PersonText()
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="case_move_in_time")]


class Participant(models.Model):
    """Somebody who takes part: a unit, a relation of the person's, or a named outsider; from when until when."""

    guard = guards.case()

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="participants")
    kind = models.CharField(max_length=20, choices=ParticipantKind.choices)
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    relation = models.ForeignKey("people.Relation", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=limits.NAME, default="", blank=True)
    function = models.CharField(max_length=limits.NAME, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    user = models.BigIntegerField(null=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    left_because = models.CharField(max_length=30, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "kind"], name="participant_of_case")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "unit"], condition=models.Q(valid_to__isnull=True, unit__isnull=False),
                name="participant_once",
            )
        ]


class OverviewRow(models.Model):
    """The narrow table a unit's list starts from: one row per unit and case, rewritten in each move's transaction."""

    guard = guards.unit("unit_id", "case_ref")

    # No index of its own: each of those below begins with the unit.
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    case_ref = models.UUIDField()  # what obligations and search name a case by: found here without a detour
    number = models.CharField(max_length=20, default="")  # the case's, so that a list never opens the case
    individual = models.BigIntegerField()
    state = models.CharField(max_length=20)
    role = models.CharField(max_length=20)
    updated_at = models.DateTimeField()
    until = models.DateTimeField(null=True)  # when the unit's reach runs out by itself, as a consent does

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "case"], name="overview_once")]
        indexes = [
            models.Index(fields=["unit", "-updated_at", "-case"], name="overview_page"),
            models.Index(fields=["unit", "state", "-updated_at", "-case"], name="overview_state"),
            # Many rows alike: what stands in each step is counted in the index alone, with what the guard asks for.
            models.Index(fields=["unit", "state", "until"], include=["case_ref"], name="overview_count"),
            models.Index(fields=["unit", "individual"], include=["until"], name="overview_person"),
            # A ref is found in one step, however many cases there are; its few units lie beside each other.
            HashIndex(fields=["case_ref"], name="overview_ref"),
        ]
