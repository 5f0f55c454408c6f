"""Permissions as an enum, roles as prose and a list, kinds of information as words."""

from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """Kinds of information, so that consent, guard and pages mean the same (process.md)."""

    NEED = "need", _("Varför vi börjar")
    PLAN = "plan", _("Planen")
    GOALS = "goals", _("Mål")
    MAPPING = "mapping", _("Kartläggningen")
    MEETING = "meeting", _("Mötet")
    MESSAGES = "messages", _("Meddelanden")
    EPISODE = "episode", _("Sjukhusvistelsen")
    CONTACTS = "contacts", _("Kontaktuppgifter")
    LETTERS = "letters", _("Personens egna brev")
    CONSENT = "consent", _("Samtycket")
    EVALUATION = "evaluation", _("Utvärderingen")


ALL_KINDS: frozenset[str] = frozenset(Kind.values)


class Permission(StrEnum):
    """What an assignment may do; *whether* it may in a given case is for reach, rules and decision."""

    CASE_READ = "case_read"
    NEED_NOTICE = "need_notice"
    NEED_POINT_OUT = "need_point_out"
    CONSENT_RECORD = "consent_record"
    MAPPING_WRITE = "mapping_write"
    MEETING_PLAN = "meeting_plan"
    CALL_SEND = "call_send"
    CALL_ANSWER = "call_answer"
    MEETING_LEAD = "meeting_lead"
    PLAN_WRITE = "plan_write"
    PLAN_ESTABLISH = "plan_establish"
    FOLLOW_UP = "follow_up"
    CASE_CLOSE = "case_close"
    MESSAGE_WRITE = "message_write"
    INBOX_KEEP = "inbox_keep"
    UNIT_ADMINISTER = "unit_administer"
    LOG_REVIEW = "log_review"
    PROFILE_WRITE = "profile_write"
    BLOCK_SET = "block_set"  # record the person's block, and open one in two steps
    EMERGENCY_OPEN = "emergency_open"
    PROTECTED_READ = "protected_read"  # address, phone, unit and place of somebody with a protected identity
    DIRECTORY_WRITE = "directory_write"
    KEEPING_DECIDE = "keeping_decide"  # what is kept, what goes, and what is held back


@dataclass(frozen=True)
class Role:
    code: str
    name: str | Promise
    prose: str | Promise
    permissions: frozenset[Permission]


_WORK = frozenset(Permission) - {
    Permission.UNIT_ADMINISTER, Permission.LOG_REVIEW, Permission.PROFILE_WRITE, Permission.DIRECTORY_WRITE,
    Permission.KEEPING_DECIDE, Permission.EMERGENCY_OPEN, Permission.PROTECTED_READ,
}

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role("staff", _("Medarbetare"), _("Arbetar med personen: uppmärksammar behov, frågar om samtycke, kallar, "
             "deltar och skriver den egna enhetens del."), _WORK),
        Role("coordinator", _("Samordningsansvarig"), _("Håller ihop arbetet runt en SIP. I Örebro län är det bara den "
             "samordningsansvariga som skriver kartläggningen."), _WORK),
        Role("care_contact", _("Fast vårdkontakt"), _("Kallar och upprättar planen efter en tid på sjukhus."),
             _WORK | {Permission.EMERGENCY_OPEN}),
        Role("trusted", _("Utsedd för skyddade uppgifter"), _("Arbetar med personen och är utsedd av sin chef att se "
             "skyddade uppgifter när det behövs. Så få som möjligt på varje enhet."),
             _WORK | {Permission.PROTECTED_READ}),
        Role("reception", _("Mottagning"), _("Tar emot kallelser, svarar vem som kommer och lämnar vidare."),
             frozenset({Permission.CASE_READ, Permission.CALL_ANSWER, Permission.NEED_POINT_OUT,
                        Permission.MESSAGE_WRITE, Permission.INBOX_KEEP})),
        Role("manager", _("Enhetschef"), _("Ser enhetens SIP:ar, utser vem som arbetar här och granskar loggen."),
             frozenset({Permission.CASE_READ, Permission.CALL_ANSWER, Permission.UNIT_ADMINISTER,
                        Permission.INBOX_KEEP, Permission.LOG_REVIEW})),
        Role("log_reviewer", _("Logggranskare"), _("Går igenom stickprov ur loggen och följer upp nödöppningar. Ser "
             "vem som har läst, inte vad som står."), frozenset({Permission.LOG_REVIEW})),
        Role("archivist", _("Arkivansvarig"), _("Beslutar vad som bevaras, gallras och hålls kvar hos den egna "
             "personuppgiftsansvariga."), frozenset({Permission.KEEPING_DECIDE})),
        Role("directory_keeper", _("Katalogansvarig"), _("Läser in vem som arbetar var. Ser inga personer."),
             frozenset({Permission.DIRECTORY_WRITE})),
        Role("profile_keeper", _("Regionens regelansvariga"), _("Vårdar länets profil: de tal och rättigheter som "
             "skiljer sig mellan län. Ser inga personer."), frozenset({Permission.PROFILE_WRITE})),
    )
}


class Purpose(TextChoices):
    """Why the assignment reads: care, support or schooling. Bound to the session."""

    CARE = "care", _("Vård")
    SUPPORT = "support", _("Stöd och omsorg")
    SCHOOLING = "schooling", _("Elevhälsa och skola")
    OTHER = "other", _("Annan medverkan")
