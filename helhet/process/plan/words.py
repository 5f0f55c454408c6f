"""The words of the plan: whose an intervention is, how far it has come, how often and where."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Owner(TextChoices):
    """Whose an intervention is. Only the first binds a principal (PLAN-02)."""

    UNIT = "unit", _("En enhet hos kommunen eller regionen")
    OWN = "own", _("Personen själv eller en närstående")
    OTHER = "other", _("Någon annan")


class Status(TextChoices):
    PROPOSED = "proposed", _("Föreslagen")
    AWAITING = "awaiting", _("Väntar på beslut")
    DECIDED = "decided", _("Bestämd")
    ONGOING = "ongoing", _("Pågår")
    DONE = "done", _("Klar")
    ENDED = "ended", _("Avslutad")


# The unit itself has said that it is theirs; only the unit can say so (MEET-11).
CONFIRMED = frozenset({Status.AWAITING, Status.DECIDED, Status.ONGOING, Status.DONE})
OPEN = frozenset({Status.PROPOSED, Status.AWAITING, Status.DECIDED, Status.ONGOING})
WRITTEN = frozenset({Status.PROPOSED, Status.AWAITING, Status.DECIDED})
REPORTED = frozenset({Status.ONGOING, Status.DONE, Status.ENDED})


class HowOften(TextChoices):
    ONCE = "once", _("En gång")
    DAILY = "daily", _("Varje dag")
    WEEKDAYS = "weekdays", _("Varje vardag")
    WEEKLY = "weekly", _("Varje vecka")
    FORTNIGHTLY = "fortnightly", _("Varannan vecka")
    MONTHLY = "monthly", _("En gång i månaden")
    SELDOM = "seldom", _("Mer sällan")
    NEED = "need", _("När det behövs")


# Answers that lie at hand when one asks at what time; anything else may be written.
TIMES = (
    _("på morgonen"), _("på förmiddagen"), _("på eftermiddagen"), _("på kvällen"), _("efter skolan"),
    _("samma dag och tid varje vecka"), _("när jag själv säger till"),
)


class Where(TextChoices):
    HOME = "home", _("Hemma")
    UNIT = "unit", _("Hos enheten")
    SCHOOL = "school", _("I skolan")
    WORK = "work", _("På arbetet")
    PHONE = "phone", _("På telefon")
    DIGITAL = "digital", _("På skärm")
    OTHER = "other", _("Någon annanstans")


class TookPart(TextChoices):
    """How the person took part when the plan was made (LAW-05, PART-01)."""

    WHOLE = "whole", _("Ja, hela mötet")
    PART = "part", _("Ja, en del av mötet")
    LETTER = "letter", _("Ja, genom ett brev eller en film")
    NO = "no", _("Nej")


class Kin(TextChoices):
    """What became of the next of kin's opportunity (LAW-06)."""

    TOOK_PART = "took_part", _("De var med")
    OFFERED = "offered", _("De erbjöds, men kom inte")
    OBJECTED = "objected", _("Personen ville inte ha dem med")
    NOT_SUITABLE = "not_suitable", _("Det var inte lämpligt")
    NONE = "none", _("Det finns ingen närstående")


class Part(TextChoices):
    """Who does what on the person's own side (PLAN-29)."""

    INDIVIDUAL = "individual", _("Personen själv")
    GUARDIAN = "guardian", _("Vårdnadshavare")
    NEXT_OF_KIN = "next_of_kin", _("Närstående")


class Met(TextChoices):
    YES = "yes", _("Ja")
    PARTLY = "partly", _("Delvis")
    NO = "no", _("Inte än")


class Receiver(TextChoices):
    """Who has been given the plan on paper (IT-07, IT-08)."""

    INDIVIDUAL = "individual", _("Personen själv")
    GUARDIAN = "guardian", _("Vårdnadshavare")
    NEXT_OF_KIN = "next_of_kin", _("Närstående")
    OTHER = "other", _("Någon som inte läser i Helhet")


# SMART as five gentle questions: help to think, never a gate (GOAL-04).
SMART = {
    "aim": _("Vad är det vi strävar efter?"),
    "measure": _("Hur vet vi när vi är där?"),
    "accepted": _("Är du med på det, och förstår vi det på samma sätt?"),
    "possible": _("Vad gör att det går?"),
    "by_when": _("När ska vi vara framme?"),
}
