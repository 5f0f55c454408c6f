"""The log. No foreign keys: it neither hinders nor follows live data. One chain of hashes per controller."""

from django.db import models


class AuditEvent(models.Model):
    """Something that happened or was read, chained to the row before it in the same controller's log."""

    append_only = True

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

    class Meta:
        constraints = [models.UniqueConstraint(fields=["controller", "n"], name="audit_event_place_in_chain")]
        indexes = [models.Index(fields=["subject", "-at"], name="audit_event_of_subject")]


class AuditSubject(models.Model):
    """Whom an event concerned: a list page is one event with a row here for each person shown."""

    append_only = True

    event = models.BigIntegerField()
    individual = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["individual", "-at"], name="audit_subject_of_person")]
