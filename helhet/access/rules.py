"""Permissions as an enum, roles as prose and a list, kinds of information as words."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather


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


HOUSE = ""  # a check of our own, with no rule of the rulebook behind it
MOST_HOURS = 7 * 24  # a block is opened for at most seven days (house value)
EMERGENCY_HOURS, EMERGENCY_MOST = 4, 24
OPENING_GROUNDS: dict[str, str | Promise] = {
    "consent": _("Personen har sagt ja till att det öppnas"),
    "cannot_ask": _("Personen kan inte svara, och uppgifterna behövs för nödvändig vård"),
    "danger": _("Fara för liv eller hälsa"),
}


class Asking(Protocol):
    """What these rules ask of whoever acts; ``access.actor.Actor`` is one."""

    @property
    def kind(self) -> str: ...
    @property
    def individual_id(self) -> int | None: ...


def may_block(by: Asking, individual: int) -> tuple[Refusal, ...]:
    """The person shuts and opens their own data; staff write it down for them. Nobody near the person does.

    PDL 4:4 and lag 2022:913 2:3: a guardian may not block a child's data.
    """
    own = by.kind == "individual" and by.individual_id == individual
    return gather(check(HOUSE, own or by.kind == "staff", _(
        "Bara personen själv kan spärra sina uppgifter, eller öppna dem igen. En vårdnadshavare kan inte spärra för "
        "sitt barn.")))


def may_open_block(ground: str, reason: str, hours: int, party: str) -> tuple[Refusal, ...]:
    """Consent, or a person who cannot be asked and care that cannot wait: only care providers have the second."""
    return gather(
        check(HOUSE, ground in ("consent", "cannot_ask"), _("Välj varför spärren öppnas."), "ground"),
        check(HOUSE, ground != "cannot_ask" or party == "care", _(
            "Bara vården kan öppna utan att personen har sagt ja. Fråga personen."), "ground"),
        check(HOUSE, reason.strip(), _("Skriv varför ni behöver uppgifterna."), "reason"),
        check(HOUSE, 1 <= hours <= MOST_HOURS, _("Spärren kan öppnas i högst sju dagar."), "hours"),
    )


def may_open_emergency(kinds: Collection[str], reason: str, hours: int, danger: bool) -> tuple[Refusal, ...]:
    """Danger to life or health, no more than is needed, and not for longer (lag 2022:913 3:6)."""
    return gather(
        check(HOUSE, danger, _("Nödöppna bara när det är fara för liv eller hälsa och personen inte kan svara."),
              "danger"),
        check(HOUSE, kinds and frozenset(kinds) <= ALL_KINDS - {Kind.LETTERS.value}, _(
            "Välj vad ni behöver läsa."), "kinds"),
        check(HOUSE, reason.strip(), _("Skriv varför det inte kan vänta."), "reason"),
        check(HOUSE, 1 <= hours <= EMERGENCY_MOST, _("En nödöppning gäller i högst ett dygn."), "hours"),
    )


def may_review(by_opener: bool, was_right: bool | None, words: str) -> tuple[Refusal, ...]:
    """Somebody else signs; a no takes words."""
    return gather(
        check(HOUSE, not by_opener, _("Den som har nödöppnat kan inte granska det själv. Be en kollega.")),
        check(HOUSE, was_right is not None, _("Svara på om nödöppningen var rätt."), "was_right"),
        check(HOUSE, was_right is not False or words.strip(), _("Skriv vad som var fel, och vad ni gör åt det."),
              "words"),
    )


def may_show(reason: str) -> tuple[Refusal, ...]:
    """What is protected is shown to one who needs it, and says why."""
    return gather(check(HOUSE, reason.strip(), _("Skriv varför du behöver se uppgifterna."), "reason"))
