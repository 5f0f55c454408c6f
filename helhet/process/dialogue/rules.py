"""The words of messages, and who may send, correct and withdraw them."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MessageKind(TextChoices):
    """What a message is about: the care itself, or arrangements around it."""

    CARE = "care", _("Om vård och stöd")
    ADMINISTRATIVE = "administrative", _("Praktiskt")
