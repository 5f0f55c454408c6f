"""The words of the meeting: kinds, forms, who was there, and what can go otherwise than planned."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class MeetingKind(TextChoices):
    """What the call's form marks (CALL-21)."""

    NEW = "new", _("Ny SIP")
    AFTER_DISCHARGE = "after_discharge", _("Ny SIP efter utskrivning från slutenvård")
    FOLLOW_UP = "follow_up", _("Uppföljning av en tidigare SIP")


class MeetingForm(TextChoices):
    PHYSICAL = "physical", _("Vi ses i samma rum")
    DIGITAL = "digital", _("Alla är med på skärm")
    MIXED = "mixed", _("Några i rummet, några på skärm")


class MeetingState(TextChoices):
    PLANNED = "planned", _("Planerat")
    OPEN = "open", _("Pågår")
    HELD = "held", _("Hållet")
    STOPPED = "stopped", _("Avbrutet")
    CANCELLED = "cancelled", _("Inställt")


class ChangeKind(TextChoices):
    PLANNED = "planned", _("Mötet planerades")
    MOVED = "moved", _("Mötet flyttades")
    CANCELLED = "cancelled", _("Mötet ställdes in")
    OPENED = "opened", _("Mötet öppnades")
    ENDED = "ended", _("Mötet avslutades")


class Who(TextChoices):
    """Whom a line of the attendance is about. The person always stands first (MEET-06)."""

    INDIVIDUAL = "individual", _("Personen själv")
    RELATION = "relation", _("Närstående")
    SUPPORT = "support", _("Stödperson")
    UNIT = "unit", _("Verksamhet")
    OTHER = "other", _("Annan")


class Presence(TextChoices):
    THERE = "there", _("Är med")
    SCREEN = "screen", _("Är med på skärm")
    PART = "part", _("Är med en del")
    LETTER = "letter", _("Har skrivit brev")
    ABSENT = "absent", _("Kom inte")


class DeviationKind(TextChoices):
    """The four deviations one must foresee (ATT-12)."""

    DECLINED = "declined", _("Personen vill inte ha någon SIP")
    PERSON_ABSENT = "person_absent", _("Personen kom inte")
    CALLED_ABSENT = "called_absent", _("En kallad verksamhet kom inte")
    INVITED_ABSENT = "invited_absent", _("En inbjuden kom inte")


class Path(TextChoices):
    """How one goes on after a deviation."""

    DECLINE = "decline", _("Anteckna att personen tackar nej")
    NEW_TIME = "new_time", _("Bestäm en ny tid")
    CARRY_ON = "carry_on", _("Håll mötet ändå, som ni kommit överens om")
    NEW_CALL = "new_call", _("Kalla verksamheten på nytt")
    NOTED = "noted", _("Anteckna, deras del förblir ett förslag")


# The ways onwards from each deviation (process.md, "The four deviations").
PATHS: dict[str, frozenset[str]] = {
    DeviationKind.DECLINED: frozenset({Path.DECLINE}),
    DeviationKind.PERSON_ABSENT: frozenset({Path.NEW_TIME, Path.CARRY_ON}),
    DeviationKind.CALLED_ABSENT: frozenset({Path.NEW_CALL, Path.NEW_TIME}),
    DeviationKind.INVITED_ABSENT: frozenset({Path.NOTED}),
}
