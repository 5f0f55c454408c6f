"""The log. No foreign keys: it neither hinders nor follows live data. One chain of hashes per controller."""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from helhet.kit import guards


class AuditEvent(models.Model):
    """Something that happened or was read, chained to the row before it in the same controller's log.

    Comes only by ``audit_append`` (sql/append.sql). The id in the log is the first half of the row's own hash.
    """

    append_only = True
    # What has been done in a case that is open; one's own controller's chain for who looks through it; and one's own.
    guard = guards.Guard(
        f"subject = ANY ({guards.REFS}) OR controller = {guards.CONTROLLER} AND (SELECT helhet_reviews())"
        " OR id = ANY ((SELECT audit_events_of_asker())::bigint[])"
    )

    controller = models.IntegerField()
    n = models.BigIntegerField()
    at = models.DateTimeField()
    event = models.CharField(max_length=80)
    actor = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200, default="")
    assignment = models.BigIntegerField(null=True)
    unit = models.IntegerField(null=True)
    unit_name = models.CharField(max_length=200, default="")
    purpose = models.CharField(max_length=60, default="")
    ground = models.CharField(max_length=60, default="")
    subject = models.UUIDField(null=True)
    data = models.JSONField(default=dict)
    prev_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)
    # From the second version of the row on; an older row has none of these, and none of them in its hash.
    version = models.SmallIntegerField(null=True)
    actor_hsa = models.CharField(max_length=200, null=True)
    actor_title = models.CharField(max_length=200, null=True)
    actor_controller = models.IntegerField(null=True)  # another than ``controller``: a copy in the owner's log
    unit_hsa = models.CharField(max_length=40, null=True)
    rule = models.CharField(max_length=60, null=True)
    denied = models.BooleanField(null=True)
    owner = models.IntegerField(null=True)  # the controller of what was read or written
    resource = models.CharField(max_length=300, null=True)
    request = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["controller", "n"], name="audit_event_place_in_chain")]
        indexes = [
            models.Index(fields=["subject", "-at"], name="audit_event_of_subject"),
            models.Index(fields=["id"], condition=models.Q(event="log.witnessed"), name="audit_event_witnessing"),
            BrinIndex(fields=["at"], name="audit_event_in_time"),  # rows come in order of time: next to nothing to keep
        ]


class AuditSubject(models.Model):
    """Whom an event concerned: a list page is one event with a row here for each person shown."""

    append_only = True
    guard = guards.Guard(
        f"individual = {guards.INDIVIDUAL} OR individual = ANY ({guards.PERSONS})"
        " OR EXISTS (SELECT FROM audit_auditevent AS above WHERE above.id = {own}.event)"
    )

    event = models.BigIntegerField()
    individual = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["individual", "-at"], name="audit_subject_of_person")]


class AuditCheckpoint(models.Model):
    """Where a chain stood at a moment, signed with its controller's key. The code stands on printed plans."""

    append_only = True
    guard = guards.of_house("Numbers and hashes of chains; nothing about anybody.")

    controller = models.IntegerField()
    n = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)
    at = models.DateTimeField()
    code = models.CharField(max_length=16, unique=True)
    signature = models.BinaryField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["controller", "n"], name="audit_checkpoint_once")]


class AuditStub(models.Model):
    """Stands where the oldest part of a chain stood before it was taken away: from, to, the hashes around, and why."""

    append_only = True
    guard = guards.of_house("Numbers and hashes of chains, and who decided; nothing about the persons of the cases.")

    controller = models.IntegerField()
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    before = models.BinaryField(max_length=32)
    after = models.BinaryField(max_length=32)
    why = models.CharField(max_length=200)
    decided_by = models.CharField(max_length=200)
    at = models.DateTimeField()
    signature = models.BinaryField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["controller", "first"], name="audit_stub_once")]
