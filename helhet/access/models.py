"""Users, their assignments, what units reach, and half-written forms."""

from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from helhet.access.rules import ROLES, Purpose
from helhet.kit import guards, limits
from helhet.kit.text import PersonText


class User(AbstractBaseUser):
    """Somebody who can sign in. No password and no superuser: an identity provider vouches for them."""

    guard = guards.of_house("the directory of staff, and the names of those who can sign in")

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
    ended_at = models.DateTimeField(null=True)  # all sessions from before this moment are over

    USERNAME_FIELD = "ref"
    REQUIRED_FIELDS = []

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "subject"], name="user_vouched_for_once")]


class Assignment(models.Model):
    """Who works where, in which role and for what purpose, between which days (half-open)."""

    guard = guards.of_house("the directory of staff")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=30, choices=[(r.code, r.code) for r in ROLES.values()])
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    commission = models.CharField(max_length=64, default="", blank=True)  # HSA-id of the medarbetaruppdrag
    source = models.CharField(max_length=10, default="house", choices=[(s, s) for s in ("house", "directory")])
    added_by = models.CharField(max_length=limits.NAME, default="", blank=True)
    ended_by = models.CharField(max_length=limits.NAME, default="", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "valid_from"], name="assignment_of_user"),
            models.Index(fields=["unit", "valid_from"], name="assignment_of_unit"),
        ]


class SignedIn(models.Model):
    """One session from sign-in to its end, so that it can be ended from elsewhere. Never the key itself."""

    guard = guards.of_house("sessions, read before anybody has said who they are")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    key_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assignment = models.BigIntegerField(null=True)
    relation = models.BigIntegerField(null=True)
    provider = models.CharField(max_length=40, default="", blank=True)
    provider_session = models.CharField(max_length=200, default="", blank=True)  # the provider's sid, for its logout
    acr = models.CharField(max_length=200, default="", blank=True)
    auth_time = models.DateTimeField(null=True)
    started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    ends_at = models.DateTimeField()  # whatever is done, it ends here
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=20, default="", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["user", "-started_at"], name="signed_in_of_user"),
            models.Index(fields=["provider", "provider_session"], condition=models.Q(ended_at__isnull=True),
                         name="signed_in_at_provider"),
        ]


class DirectoryRun(models.Model):
    """One import of the directory: what it changed, or would have changed when it was a dry run."""

    append_only = True
    guard = guards.of_house("imports of the directory of staff")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=limits.NAME)
    checksum = models.CharField(max_length=64)
    dry = models.BooleanField()
    counts = models.JSONField(default=dict)


class Confirmation(models.Model):
    """A unit's list of who works there, gone through and confirmed for a quarter."""

    append_only = True
    guard = guards.of_house("the directory of staff, gone through")

    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    quarter = models.CharField(max_length=6)  # 2026Q4
    at = models.DateTimeField()
    by_user = models.BigIntegerField()
    by_name = models.CharField(max_length=limits.NAME)
    kept = models.IntegerField()
    ended = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "quarter"], name="confirmed_once_a_quarter")]


class Block(models.Model):
    """The person's spärr: what a unit or a whole controller holds is shut for everybody outside it, at once.

    A guardian never sets one for a child (PDL 4:4, lag 2022:913 2:3). Lifted, it stays as a row.
    """

    guard = guards.person("individual")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    individual = models.BigIntegerField()
    controller = models.IntegerField()
    unit = models.IntegerField(null=True)  # None: the whole controller
    set_at = models.DateTimeField()
    set_by_name = models.CharField(max_length=limits.NAME)
    set_by_person = models.BooleanField()  # else recorded by staff at the person's word
    lifted_at = models.DateTimeField(null=True)
    lifted_by_name = models.CharField(max_length=limits.NAME, default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["individual", "controller"], name="block_of_person")]


class Opening(models.Model):
    """A shut door opened for a time, with a reason: a block opened in two steps, an emergency (nödöppning), or what
    a protected identity hides. An emergency is looked at afterwards by somebody other than who opened.
    """

    # Whoever opens does not reach the person otherwise: the row is the opener's unit's, and its controller's to review.
    guard = guards.Guard(
        f"individual = ANY ({guards.PERSONS}) OR unit_id = {guards.UNIT} OR controller = {guards.CONTROLLER}"
    )

    KINDS = [(k, k) for k in ("block", "emergency", "protected")]

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=10, choices=KINDS)
    individual = models.BigIntegerField()
    case_ref = models.UUIDField(null=True)
    block = models.ForeignKey(Block, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    controller = models.IntegerField()  # the opener's
    user = models.BigIntegerField()
    user_name = models.CharField(max_length=limits.NAME)
    kinds = ArrayField(models.CharField(max_length=20))
    ground = models.CharField(max_length=20)  # consent, cannot_ask, danger
    reason = PersonText()
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.BigIntegerField(null=True)
    reviewed_name = models.CharField(max_length=limits.NAME, default="", blank=True)
    was_right = models.BooleanField(null=True)
    review = PersonText()

    class Meta:
        indexes = [
            models.Index(fields=["individual", "unit"], name="opening_of_person"),
            models.Index(fields=["case_ref", "unit"], condition=models.Q(kind="emergency", ended_at__isnull=True),
                         name="opening_of_case"),
            models.Index(fields=["controller"], condition=models.Q(reviewed_at__isnull=True, kind="emergency"),
                         name="opening_to_review"),
        ]
        constraints = [
            models.CheckConstraint(name="opening_ends", condition=models.Q(ends_at__gt=models.F("opened_at"))),
            models.CheckConstraint(
                name="opening_reviewed_by_another",
                condition=models.Q(reviewed_by__isnull=True) | ~models.Q(reviewed_by=models.F("user")),
            ),
        ]


class Reach(models.Model):
    """What kinds of information in a case a unit may read, by which source, from when until when.

    No foreign key upwards. Each source's rows of a case are rewritten together by the room that owns the source.
    """

    guard = guards.unit("unit_id", "case_ref")

    SOURCES = [(s, s) for s in ("own", "consent", "route", "copy", "call", "message", "direct", "emergency")]

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

    guard = guards.case_ref(by_function=True)

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

    guard = guards.user()

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assignment = models.BigIntegerField(default=0)
    path = models.CharField(max_length=300)
    body = PersonText()
    held = models.BooleanField(default=False)
    expires = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "assignment", "path"], name="draft_once_per_form")]
