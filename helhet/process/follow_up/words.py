"""The words of a follow-up: how a sub-goal went, how an intervention works, and which way one goes on."""

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reached(TextChoices):
    """How it went with a sub-goal (FU-09)."""

    REACHED = "reached", _("Ja")
    PARTLY = "partly", _("Delvis")
    NOT_YET = "not_yet", _("Inte än")
    NOT_NOW = "not_now", _("Inte aktuellt just nu")


class Degree(TextChoices):
    """Was it done, does it work, does it help (FU-05)."""

    YES = "yes", _("Ja")
    PARTLY = "partly", _("Delvis")
    NO = "no", _("Nej")
    NOT_TRIED = "not_tried", _("Inte prövat")


# What was planned was done or not; only whether it works and helps can be untried.
DONE = (Degree.YES, Degree.PARTLY, Degree.NO)


class Onward(TextChoices):
    """What becomes of an intervention."""

    GOES_ON = "goes_on", _("Den fortsätter")
    CHANGES = "changes", _("Den behöver ändras")
    OTHER = "other", _("Något annat behövs i stället")
    ENOUGH = "enough", _("Den behövs inte längre")


# The need is still there, even if what meets it becomes another.
STILL_NEEDED = frozenset({Onward.GOES_ON, Onward.CHANGES, Onward.OTHER})


class YesAgain(TextChoices):
    """How the consent was asked about again in the opening (CON-29). A no is a withdrawal, and has its own page."""

    YES = "yes", _("Ja, personen säger ja också i dag")
    ABSENT = "absent", _("Personen är inte med, men samtycket gäller")
    ROUTE = "route", _("Personen kan inte svara; den dokumenterade vägen är prövad på nytt")


class Outcome(TextChoices):
    """Which way one goes on."""

    REVISE = "revise", _("Fortsätta: ändra planen och boka nästa uppföljning")
    CLOSE = "close", _("Avsluta SIP:en")
    RESTART = "restart", _("Avsluta och göra en ny SIP")


class RestartGround(TextChoices):
    """Why one begins anew instead of revising (FU-07, FU-08). The profile says which of them are grounds."""

    GOAL_CHANGED = "goal_changed", _("Det långsiktiga målet är ett helt annat nu")
    NEW_NEEDS = "new_needs", _("Det har kommit nya behov")
    OTHER_REASON = "other_reason", _("En ny plan passar bättre än att ändra den här")


class ChangeKind(TextChoices):
    """What can have changed so much that one meets earlier (RESP-11, CH-22)."""

    HEALTH = "health", _("Hälsan")
    HOSPITAL = "hospital", _("Personen är på sjukhus")
    HOME = "home", _("Boende eller adress")
    SCHOOL_WORK = "school_work", _("Skola eller arbete")
    FAMILY = "family", _("Familj eller närstående")
    SUPPORT = "support", _("Någon insats fungerar inte")
    OTHER = "other", _("Något annat")


# What a follow-up talks about beside the cards: the five (FU-05) and the three questions (FU-09).
QUESTIONS: dict[str, str | Promise] = {
    "progress": _("Hur har det gått sedan sist?"),
    "news": _("Vad är nytt?"),
    "effect": _("Har det gjort skillnad, nu och på längre sikt?"),
    "change": _("Behöver något ändras?"),
    "onwards": _("Hur går vi vidare?"),
}
# Seven questions from a municipality's guideline, where the profile asks for them.
SEVEN: dict[str, str | Promise] = {
    "seven_wishes": _("Har önskemål och mål uppfyllts?"),
    "seven_given": _("Blev insatserna gjorda som planerat?"),
    "seven_works": _("Fungerar de, på rätt sätt och i rätt ordning?"),
    "seven_adjust": _("Ska någon insats justeras, bytas eller planeras om?"),
    "seven_results": _("Vilka resultat har insatserna gett, och var det de som var tänkta?"),
    "seven_needs": _("Har behov eller önskemål ändrats?"),
    "seven_units": _("Hur ser verksamheterna på resultatet?"),
}
