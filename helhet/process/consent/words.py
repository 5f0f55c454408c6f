"""The words of consent: how it is given, by whom, what can be shared, and how much was known."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from helhet.access.rules import Kind

# What a yes is asked about, in the order it is spoken of, with what each means for the person.
SHARED: tuple[tuple[str, object, object], ...] = (
    (Kind.NEED.value, _("Varför"), _("Varför vi föreslår en SIP och vad som behövs.")),
    (Kind.MAPPING.value, _("Kartläggning"), _("Hur vardagen är, vad som fungerar och vad som är svårt.")),
    (Kind.GOALS.value, _("Mål"), _("Vad som är viktigt och vad målen är.")),
    (Kind.MEETING.value, _("Mötet"), _("När mötet är, vilka frågor det gäller och vad som sägs där.")),
    (Kind.PLAN.value, _("Planen"), _("Hela planen: vem som gör vad och när.")),
    (Kind.CONTACTS.value, _("Kontakter"), _("Telefonnummer och adresser till dem som är med.")),
)
SHARED_KINDS: frozenset[str] = frozenset(kind for kind, _name, _means in SHARED)


class Form(TextChoices):
    WRITTEN = "written", _("Skriftligt")
    ORAL = "oral", _("Muntligt")
    SIGN = "sign", _("På annat sätt, till exempel en nick")
    PRESUMED = "presumed", _("Antaget: informerad och har inte visat motvilja")


class Giver(TextChoices):
    INDIVIDUAL = "individual", _("Personen själv")
    GUARDIAN = "guardian", _("Vårdnadshavare")
    ADMINISTRATOR = "administrator", _("Förvaltare")
    REPRESENTATIVE = "representative", _("Ombud eller framtidsfullmakt")
    NEXT_OF_KIN = "next_of_kin", _("Närstående, för egna uppgifter")


class Informed(TextChoices):
    YES = "yes", _("Ja, personen vet vad en SIP är och vad ett nej innebär")
    NO = "no", _("Nej, det gick inte att berätta")
    NOT_WANTED = "not_wanted", _("Personen ville inte ha information")


class Scope(TextChoices):
    ALL = "all", _("Allt")
    PART_B = "part_b", _("Att planen görs")
    RECIPIENT = "recipient", _("En mottagare")
    KIND = "kind", _("En sorts information")


class Way(TextChoices):
    REPRESENTATIVE = "representative", _("Företrädare med uppdrag eller fullmakt")
    HARM_ASSESSMENT = "harm_assessment", _("Menprövning: vi prövar om vår egen information kan lämnas ut")
