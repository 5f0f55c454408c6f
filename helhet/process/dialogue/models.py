"""A message, each version of its text, who got it and when they said so, and what was attached."""

from uuid import uuid4

from django.db import models

from helhet.kit import guards, limits
from helhet.kit.text import PersonText
from helhet.process.case.models import Case
from helhet.process.dialogue.rules import MessageKind

__all__ = ["Attachment", "Message", "MessageReceiver", "MessageVersion"]


class Message(models.Model):
    """One message from one unit. Its text stands in versions; withdrawn it stays readable as withdrawn."""

    guard = guards.case()

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=20, choices=MessageKind.choices)
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replies")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by_name = models.CharField(max_length=limits.NAME, default="", blank=True)
    withdrawn_why = PersonText()

    class Meta:
        indexes = [models.Index(fields=["case", "-at"], name="message_of_case")]


class MessageVersion(models.Model):
    """What a message said, from when; the first has number one, each correction the next."""

    append_only = True
    guard = guards.within("message_id", "process_message")

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="versions")
    n = models.PositiveSmallIntegerField()
    text = PersonText()
    why = PersonText()  # why it was corrected
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=limits.NAME)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "n"], name="message_version_once")]


class MessageReceiver(models.Model):
    """A unit that got a message: acknowledged by whom and when, or sent back as meant for somebody else."""

    guard = guards.within("message_id", "process_message")

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="receivers")
    unit = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    forwarded_by = models.ForeignKey("organisations.Unit", on_delete=models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by_name = models.CharField(max_length=limits.NAME, default="", blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_why = PersonText()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "unit"], name="message_receiver_once")]


class Attachment(models.Model):
    """A file that goes with a message, under a harmless name of ours beside the sender's words for it."""

    append_only = True
    guard = guards.within("message_id", "process_message")

    ref = models.UUIDField(default=uuid4, unique=True, editable=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="attachments")
    content = models.ForeignKey("documents.Content", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=limits.NAME)
    position = models.PositiveSmallIntegerField()
