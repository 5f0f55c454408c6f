"""The person whose plan it is, how to reach them, and who stands beside them with which right."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models.functions import Concat

from helhet.access.rules import Kind
from helhet.kit import guards, limits
from helhet.kit.guards import Guard
from helhet.kit.text import PersonText
from helhet.people.rules import (
    ExceptionGround,
    Interpreter,
    NumberKind,
    Period,
    Protection,
    RelationFacts,
    RelationKind,
)


class Individual(models.Model):
    """One person, born or awaited. Found by number; in addresses only by ``ref``."""

    guard = guards.person("id")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    number_kind = models.CharField(max_length=20, choices=NumberKind.choices)
    number = models.CharField(max_length=12, unique=True, null=True)  # twelve signs, no hyphen
    given_name = models.CharField(max_length=limits.NAME)
    family_name = models.CharField(max_length=limits.NAME, default="", blank=True)
    born = models.DateField(null=True)  # null for a child not yet born and for a number without a date
    expected_on = models.DateField(null=True)
    mother = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="awaited")
    protection = models.CharField(max_length=24, choices=Protection.choices, default=Protection.NONE)
    protected = models.GeneratedField(
        expression=~models.Q(protection=Protection.NONE.value),  # type: ignore[arg-type]
        output_field=models.BooleanField(), db_persist=True
    )
    died_on = models.DateField(null=True)
    moved_on = models.DateField(null=True)
    moved_to = models.CharField(max_length=limits.NAME, default="", blank=True)
    details = models.ForeignKey("Details", on_delete=models.PROTECT, null=True, related_name="+")  # the newest
    added_at = models.DateTimeField()
    sort_sv = models.GeneratedField(
        expression=models.Func(
            models.Func(Concat("family_name", models.Value(", "), "given_name"), function="lower"),
            models.Value("åäöæøéèüáà"), models.Value("{|}|}eeyaa"), function="translate",
        ),
        output_field=models.CharField(max_length=2 * limits.NAME + 2, db_collation="C"),
        db_persist=True,
    )

    class Meta:
        # Beside the key: whose names a list shows are found in one step each, however many people there are.
        indexes = [HashIndex(fields=["id"], name="individual_at_once")]
        constraints = [
            models.CheckConstraint(
                name="individual_numbered_or_awaited",
                condition=models.Q(number_kind="unborn", number__isnull=True, mother__isnull=False)
                | (~models.Q(number_kind="unborn") & models.Q(number__isnull=False)),
            ),
        ]

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_unborn(self) -> bool:
        return self.number_kind == NumberKind.UNBORN


class Details(models.Model):
    """How to reach and understand the person. Appended; ``Individual.details`` names the one that holds."""

    append_only = True
    guard = guards.person()

    individual = models.ForeignKey(Individual, on_delete=models.PROTECT, related_name="all_details")
    address = PersonText()
    phone = models.CharField(max_length=40, default="", blank=True)
    email = models.EmailField(default="", blank=True)
    language = models.CharField(max_length=limits.NAME, default="", blank=True)
    interpreter = models.CharField(max_length=20, choices=Interpreter.choices, default="", blank=True)
    functional_variation = PersonText()  # INFO-02: what there is to adapt to
    adaptation = PersonText()  # INFO-02: how
    at = models.DateTimeField()
    by_name = models.CharField(max_length=limits.NAME)
    by_user = models.BigIntegerField(null=True)
    by_assignment = models.BigIntegerField(null=True)


class Relation(models.Model):
    """Somebody beside the person: in which capacity, between which days, with exactly which rights.

    Insight, participation and consent are three things. An ended relation stays, it is never deleted.
    """

    guard = guards.person()

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    individual = models.ForeignKey(Individual, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=20, choices=RelationKind.choices)
    label = models.CharField(max_length=limits.NAME, default="", blank=True)  # "mamma", "granne"
    name = models.CharField(max_length=limits.NAME)
    number = models.CharField(max_length=12, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    email = models.EmailField(default="", blank=True)
    address = PersonText()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)  # the first day it no longer holds
    insight = models.BooleanField(default=False)
    insight_kinds = ArrayField(models.CharField(max_length=20, choices=Kind.choices), default=list)
    insight_basis = PersonText()  # what was agreed with the young person, or the assessment
    participation = models.BooleanField(default=False)
    consent = models.BooleanField(default=False)
    powers_note = PersonText()
    mandate = models.CharField(max_length=limits.SHORT, default="", blank=True)  # the document: what, whose, date
    scope_economy = models.BooleanField(default=False)
    scope_person = models.BooleanField(default=False)
    scope_right = models.BooleanField(default=False)
    objected_on = models.DateField(null=True)  # CH-07, PART-04: the person does not want them along
    objection = PersonText()
    must_not_know = models.BooleanField(default=False)
    must_not_know_why = PersonText()
    protected = models.BooleanField(default=False)  # they have a protected identity themselves
    protected_checked_on = models.DateField(null=True)  # somebody has checked that they may have access all the same
    protected_checked_by = models.CharField(max_length=limits.NAME, default="", blank=True)
    protected_checked_why = PersonText()
    ended_why = PersonText()
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=limits.NAME)

    class Meta:
        indexes = [models.Index(fields=["individual", "valid_from"], name="relation_of_person")]
        constraints = [
            models.CheckConstraint(
                name="relation_period_forward",
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
            ),
        ]

    @property
    def facts(self) -> RelationFacts:
        """What the rules ask; without the exceptions, which are rows of their own."""
        return RelationFacts(
            ref=self.ref, kind=self.kind, period=Period(self.valid_from, self.valid_to), insight=self.insight,
            insight_kinds=frozenset(self.insight_kinds), insight_documented=bool(self.insight_basis),
            participation=self.participation, consent=self.consent, mandate=self.mandate,
            scope_economy=self.scope_economy, scope_person=self.scope_person, scope_right=self.scope_right,
            objected=self.objected_on is not None, must_not_know=self.must_not_know,
            unchecked=(self.protected or self.individual.protected) and self.protected_checked_on is None,
        )


class RelationWord(models.Model):
    """Each time somebody's rights beside the person change: what, with which words, by whom. Nothing is lost."""

    append_only = True
    guard = guards.within("relation_id", "people_relation")

    relation = models.ForeignKey(Relation, on_delete=models.PROTECT, related_name="said")
    event = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    words = PersonText()
    at = models.DateTimeField()
    by_name = models.CharField(max_length=limits.NAME)
    by_user = models.BigIntegerField(null=True)
    by_assignment = models.BigIntegerField(null=True)


class GuardianException(models.Model):
    """A recorded ground on which the consent of one guardian can be done without, for a named matter."""

    append_only = True
    guard = guards.within("relation_id", "people_relation")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    relation = models.ForeignKey(Relation, on_delete=models.PROTECT, related_name="exceptions")
    ground = models.CharField(max_length=20, choices=ExceptionGround.choices)
    document = models.CharField(max_length=limits.SHORT)
    decided_by = models.CharField(max_length=limits.NAME)
    matter = PersonText()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=limits.NAME)


class SignIn(models.Model):
    """A user who signs in as themself, or in one relation to somebody else."""

    guard = Guard(f"user_id = {guards.USER} OR individual_id = ANY ({guards.PERSONS})")

    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    individual = models.ForeignKey(Individual, on_delete=models.PROTECT, related_name="+")
    relation = models.ForeignKey(Relation, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "individual", "relation"], name="sign_in_once", nulls_distinct=False
            ),
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(relation__isnull=True), name="sign_in_as_one_person"
            ),
        ]
