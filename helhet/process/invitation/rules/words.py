"""The words of the call: two kinds of being asked, ways to reach somebody, and what one can answer."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Channel(TextChoices):
    """How a call reaches its receiver; the profile names which of them, in order (CALL-08, CALL-09)."""

    SYSTEM = "system", _("I Helhet")
    PRINT = "print", _("Utskrift ur Helhet")
    TEMPLATE = "template", _("Blankett på papper")
    DIALOGUE = "dialogue", _("I ett samtal")
    PERSONAL = "personal", _("Personlig inbjudan")


class ReceiverKind(TextChoices):
    """Whom one can ask to a meeting."""

    UNIT = "unit", _("En enhet")
    RELATION = "relation", _("Någon som står personen nära")
    OUTSIDER = "outsider", _("Någon annan")


class Reply(TextChoices):
    """What one can answer a call with."""

    COMES = "comes", _("Kommer")
    SUBSTITUTE = "substitute", _("En ersättare kommer")
    NOT_US = "not_us", _("Lämnas vidare")
    OTHER_TIME = "other_time", _("Behöver en annan tid")
    CANNOT = "cannot", _("Kan inte komma")


class Hindrance(TextChoices):
    """Why somebody cannot come. Not being known there is never a reason of its own (ATT-04)."""

    HINDERED = "hindered", _("Vi är förhindrade den dagen")
    NOT_KNOWN = "not_known", _("Personen är inte känd hos oss")
    OTHER = "other", _("Annat")


class Ended(TextChoices):
    """Why somebody is no longer a receiver of a call."""

    FORWARDED = "forwarded", _("En annan enhet tog över")
    LEFT = "left", _("Lämnade")
    EXCLUDED = "excluded", _("Är inte längre med")
    REMOVED = "removed", _("Togs bort innan kallelsen skickades")


# Answers after which we know who comes, or that nobody does.
FINAL = frozenset({Reply.COMES, Reply.SUBSTITUTE, Reply.CANNOT})
COMING = frozenset({Reply.COMES, Reply.SUBSTITUTE})


@dataclass(frozen=True)
class Wanted:
    """A receiver as the convener wants it on the list. ``channel`` empty: Helhet chooses the first that reaches."""

    kind: str
    duty: bool
    why: str = ""
    contribution: str = ""
    unit: int | None = None
    relation: int | None = None
    name: str = ""
    function: str = ""
    phone: str = ""
    wished_profession: str = ""
    channel: str = ""
    spoken_on: date | None = None
    not_spoken_why: str = ""
