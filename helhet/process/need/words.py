"""The words of a need: who saw it, what there is to notice, and where an assessment can lead."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoticedBy(TextChoices):
    """The front page's boxes (PLAN-26): one or more."""

    SCHOOL = "school", _("Skola")
    SOCIAL_SERVICES = "social_services", _("Socialtjänst")
    REGIONAL_HEALTH_CARE = "regional_health_care", _("Regional hälso- och sjukvård")
    MUNICIPAL_HEALTH_CARE = "municipal_health_care", _("Kommunal hälso- och sjukvård")
    INDIVIDUAL = "individual", _("Personen själv")
    NEXT_OF_KIN = "next_of_kin", _("Närstående")
    OTHER = "other", _("Annan")


class SipKind(TextChoices):
    NEW = "new", _("Ny SIP")
    AFTER_DISCHARGE = "after_discharge", _("Ny SIP efter utskrivning från slutenvård")
    CARE_SIP = "care_sip", _("Vård-SIP")
    REHAB_SIP = "rehab_sip", _("Rehab-SIP")


class AskedBy(TextChoices):
    INDIVIDUAL = "individual", _("Personen själv")
    GUARDIAN = "guardian", _("Vårdnadshavare")
    NEXT_OF_KIN = "next_of_kin", _("Närstående")


class ExistingSip(TextChoices):
    """What the person answers when asked for an ongoing SIP (NEED-22). Nobody else is asked."""

    NO = "no", _("Nej, personen har ingen SIP")
    YES = "yes", _("Ja, personen har en SIP")
    UNKNOWN = "unknown", _("Personen vet inte")
    NOT_ASKED = "not_asked", _("Jag har inte kunnat fråga än")


class Outcome(TextChoices):
    SIP = "sip", _("Gå vidare med SIP")
    INFORMATION = "information", _("Information räcker")
    HANDED_ON = "handed_on", _("Hjälp att komma rätt någon annanstans")
    ONGOING_SIP = "ongoing_sip", _("Samordna i den SIP som redan pågår")


class Level(TextChoices):
    """SKR's four levels (LEV-01..05)."""

    INFORMATION = "information", _("Information")
    SIP = "sip", _("SIP")
    SIP_PLUS = "sip_plus", _("SIP+")
    SIP_PLUS_PLUS = "sip_plus_plus", _("SIP++")


LEVEL_MEANS: dict[str, object] = {
    Level.INFORMATION: _("Inget eller litet behov av samordning. Information och vägledning räcker."),
    Level.SIP: _("Visst behov. Var och en följer på egen hand det som är planerat."),
    Level.SIP_PLUS: _("Medelstort eller stort behov. Det måste vara tydligt vem som gör vad, och uppföljningarna blir "
                      "tätare."),
    Level.SIP_PLUS_PLUS: _("Stort behov, många kontakter och svårt att överblicka. Nära samarbete hela tiden."),
}


class Trigger(TextChoices):
    """What to notice: nine, three and four situations (NEED-14, NEED-15, NEED-16) and the person's own view."""

    BOTH_PRINCIPALS = "both_principals", _("Behöver insatser från både kommun och region")
    NOT_ALONE = "not_alone", _("Vi klarar inte att möta behovet själva")
    SEVERAL_SKILLS = "several_skills", _("Kunskap behövs från flera håll")
    WHO_ANSWERS = "who_answers", _("Det behöver bli tydligt vem som ansvarar")
    SAME_TIME = "same_time", _("Insatser behövs samtidigt eller i en viss ordning")
    KNOW_OTHERS = "know_others", _("Vi behöver veta vad de andra gör")
    SENT_AROUND = "sent_around", _("Personen känner sig runtskickad")
    DISCHARGED = "discharged", _("Utskriven från sjukhus")
    REHABILITATION = "rehabilitation", _("En rehabiliteringsplan ska göras")
    SEVERAL_BODIES = "several_bodies", _("Kontakt med flera på en gång, till exempel socialtjänst, LSS och psykiatri")
    CARRIES_INFORMATION = "carries_information", _("Personen eller en närstående får själv föra information vidare")
    ADDICTION = "addiction", _("Skadligt bruk, beroende eller spel om pengar")
    SEVERAL_UNITS = "several_units", _("Insatser från flera verksamheter")
    UNCLEAR = "unclear", _("Oklart ansvar")
    REPEATED_VISITS = "repeated_visits", _("Söker vård om och om igen")
    READMITTED = "readmitted", _("Inlagd på sjukhus igen")
    OWN_VIEW = "own_view", _("Personen tycker att det är oklart vem som gör vad")


NINE = tuple(Trigger)[:9]
THREE = tuple(Trigger)[9:12]
FOUR = tuple(Trigger)[12:16]
