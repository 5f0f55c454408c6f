"""Users, their assignments, what units reach, and half-written forms."""

from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from helhet.access.rules import ROLES, Purpose
from helhet.kit import limits
from helhet.kit.text import PersonText


class User(AbstractBaseUser):
    """Somebody who can sign in. No password and no superuser: an identity provider vouches for them."""

    password = None  # type: ignore[assignment]
    last_login = None  # type: ignore[assignment]

    KINDS = [("staff", "staff"), ("individual", "individual"), ("relation", "relation"), ("invited", "invited")]

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, choices=KINDS)
    name = models.CharField(max_length=limits.NAME)
    title = models.CharField(max_length=limits.NAME, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    issuer = models.CharField(max_length=200)
    subject = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "ref"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="user_vouched_for_once")]


class Assignment(models.Model):
    """Who works where, in which role and for what purpose, between which days (half-open)."""

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=30, choices=[(r.code, r.code) for r in ROLES.values()])
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "valid_from"], name="assignment_of_user")]


class Reach(models.Model):
    """What kinds of information in a case a unit may read, by which source, from when until when.

    No foreign key upwards. Each source's rows of a case are rewritten together by the room that owns the source.
    """

    SOURCES = [(s, s) for s in ("own", "consent", "route", "copy", "call", "message")]

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    individual = models.BigIntegerField()
    case_ref = models.UUIDField()
    kinds = ArrayField(models.CharField(max_length=20))
    source = models.CharField(max_length=10, choices=SOURCES)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["case_ref", "unit"], name="reach_of_case"),
            models.Index(fields=["unit", "individual"], name="reach_of_unit"),
        ]


class SearchEntry(models.Model):
    """What search looks in: names, identity and case number, unit, step. Never free text.

    Read only through the function ``search_cases`` of this app's migrations.
    """

    case_ref = models.UUIDField(primary_key=True)
    individual = models.BigIntegerField()
    units = ArrayField(models.IntegerField())
    words = SearchVectorField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes = [GinIndex(fields=["units", "words"], name="search_units_words")]


class Draft(models.Model):
    """A half-written form of one person in one assignment, until it is sent, dropped or expires.

    ``held`` marks a form that was posted after sign-out: shown again to that same user, never executed.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assignment = models.BigIntegerField(default=0)
    path = models.CharField(max_length=300)
    body = PersonText()
    held = models.BooleanField(default=False)
    expires = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "assignment", "path"], name="draft_once_per_form")]
