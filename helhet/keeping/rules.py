"""Words of the catalogue, and how long what must be kept: pure, by the law of whoever holds it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather

HOUSE = ""  # no rule of the rulebook stands behind these


class Sort(TextChoices):
    """What sort of information a column holds."""

    IDENTITY = "identity", _("Vem personen är")
    CONTACT = "contact", _("Hur man når personen")
    CARE = "care", _("Text om hälsa, stöd och skola")
    FACT = "fact", _("Vad som har hänt")
    NEAR = "near", _("Någon annan än personen")
    STAFF = "staff", _("Medarbetare")
    ORGANISATION = "organisation", _("Organisation")
    LOG = "log", _("Logg")
    SECRET = "secret", _("Nyckel eller kod")
    TECHNICAL = "technical", _("Teknisk uppgift")


class Ground(TextChoices):
    """On which ground the table is held."""

    PLAN = "plan", _("Skyldigheten att samordna: SoL 10 kap. 8 §, HSL 16 kap. 4 §")
    CONSENT = "consent", _("Personens samtycke: OSL 10 kap. 1 §")
    SECRECY = "secrecy", _("Spärr och nödöppning: PDL 4 kap., lag 2022:913")
    ACCESS = "access", _("Styrning av vem som får läsa: PDL 4 kap. 2 §, SoL 14 kap. 7 §")
    LOG = "log", _("Logg och kontroll: PDL 4 kap. 3 §, HSLF-FS 2016:40")
    NOTICE = "notice", _("Personens eller enhetens egen begäran om besked")
    QUALITY = "quality", _("Skyldigheten att följa upp kvaliteten: SoL 5 kap., HSL 5 kap. 4 §")
    HOUSE = "house", _("Inga uppgifter om enskilda")


class Keep(TextChoices):
    """How long."""

    RECORD = "record", _("Så länge den personuppgiftsansvarigas lag säger, se tabellen ovan")
    PERSON = "person", _("Så länge någon personuppgiftsansvarig har kvar något om personen")
    CASE = "case", _("Räknas fram på nytt så länge ärendet finns")
    LOG = "log", _("Minst fem år")
    SESSION = "session", _("Tills inloggningen är slut")
    SHORT = "short", _("Några dagar")
    KEY = "key", _("Förstörs när texterna gallras")
    KEPT = "kept", _("Gallras inte")


class Export(TextChoices):
    """Whether the person gets it in their own copy; else why not."""

    YES = "yes", _("Ja")
    OWN_PAGE = "own-page", _("På en egen sida")
    NO_THIRD = "no-third", _("Nej, gäller någon annan (dataskyddsförordningen 15.4)")
    NO_STAFF = "no-staff", _("Nej, gäller medarbetare och inte personen")
    NO_SECRET = "no-secret", _("Nej, skyddar inloggning och kryptering (OSL 18 kap. 8 §)")
    NO_DRAFT = "no-draft", _("Nej, inte färdigt och sett bara av den som skriver (TF 2 kap. 12 §)")
    ASK = "ask", _("Begärs hos enheten, som prövar vad som kan lämnas ut (OSL 6 kap. 4 §)")
    NO_DERIVED = "no-derived", _("Nej, räknas fram ur det som lämnas ut")
    NO_CODE = "no-code", _("Nej, internt löpnummer")
    NO_PERSON = "no-person", _("Nej, handlar inte om någon enskild")


class Law(StrEnum):
    """Whose law says how long a record is kept."""

    SOCIAL = "social"
    LSS = "lss"
    PRIVATE = "private"
    CARE = "care"
    OWN_PLAN = "own_plan"


@dataclass(frozen=True)
class Term:
    """Years after the last note; ``within_year``: to be done at latest the calendar year after. ``source`` is shown."""

    years: int | None
    source: str | Promise
    within_year: bool = False


TERMS: dict[Law, Term] = {
    Law.SOCIAL: Term(5, _("Socialtjänstlagen (2025:400) 16 kap. 1 §: fem år efter den sista anteckningen"), True),
    Law.LSS: Term(5, _("LSS 21 c §: fem år efter den sista anteckningen"), True),
    Law.PRIVATE: Term(2, _("Socialtjänstlagen (2025:400) 17 kap. 2 §: två år efter den sista anteckningen"), True),
    Law.CARE: Term(10, _("Patientdatalagen 3 kap. 17 §: minst tio år efter den sista anteckningen")),
    Law.OWN_PLAN: Term(None, _("Den egna dokumenthanteringsplanen")),
}

_CARE = {"municipal_health_care", "inpatient_care", "outpatient_care", "health_centre", "child_health",
         "adult_psychiatry", "dental_care", "contracted_care"}


def law_of(controller_kind: str, unit_kinds: frozenset[str]) -> Law:
    """Whose law a controller's copy follows, by the units that hold it; of several the one that keeps longest."""
    laws = {_law(controller_kind, unit) for unit in unit_kinds} or {Law.OWN_PLAN}
    for law in (Law.OWN_PLAN, Law.CARE, Law.SOCIAL, Law.LSS, Law.PRIVATE):
        if law in laws:
            return law
    return Law.OWN_PLAN


def _law(controller_kind: str, unit_kind: str) -> Law:
    if unit_kind in _CARE:
        return Law.CARE
    if controller_kind in ("social_provider", "hvb") or unit_kind == "hvb":
        return Law.PRIVATE
    return {"social_services": Law.SOCIAL, "lss": Law.LSS}.get(unit_kind, Law.OWN_PLAN)


class Mark(TextChoices):
    """What makes the law keep a record longer than its term, noted by the archivist."""

    PLACED = "placed", _("Barnet har varit placerat")
    PARENTHOOD = "parenthood", _("Utredning om föräldraskap eller adoption")
    CHILD_INQUIRY = "child_inquiry", _("Utredning om ett barns behov av skydd eller stöd")
    SAMPLE = "sample", _("Ingår i forskningens urval")


@dataclass(frozen=True)
class Due:
    """When a copy may go. ``on`` None: never by this law, or by the controller's own plan. ``by``: the last day."""

    on: date | None
    by: date | None
    why: str | Promise

    def is_due(self, today: date) -> bool:
        return self.on is not None and self.on <= today


def due(law: Law, last_note: date, marks: frozenset[str], born: date | None) -> Due:
    """When what a controller holds of a person may go, by its own law and what is marked on it (facts-law 4)."""
    if law in (Law.SOCIAL, Law.LSS, Law.PRIVATE):
        if Mark.PLACED in marks or Mark.PARENTHOOD in marks:
            return Due(None, None, _("Gallras aldrig: socialtjänstlagen 16 kap. 2 §"))
        if Mark.SAMPLE in marks:
            return Due(None, None, _("Gallras aldrig: forskningens urval, socialtjänstlagen 16 kap. 4 §"))
        if Mark.CHILD_INQUIRY in marks and born is not None:
            thirty = years_after(born, 30)
            return Due(thirty, date(thirty.year + 1, 12, 31),
                       _("Socialtjänstlagen 16 kap. 2 a §: tills personen har fyllt trettio år"))
    term = TERMS[law]
    if term.years is None:
        return Due(None, None, term.source)
    on = years_after(last_note, term.years)
    return Due(on, date(on.year + 1, 12, 31) if term.within_year else None, term.source)


def years_after(day: date, years: int) -> date:
    """The same day years later; the 29th of February becomes the 1st of March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def may_decide(*, holds: bool, ongoing: bool, held_back: bool, term: Due, by_own_plan: bool, reason: str,
               today: date) -> tuple[Refusal, ...]:
    """Whether a controller may decide that its copy goes."""
    own = term.on is None and by_own_plan
    return gather(
        check(HOUSE, holds, _("Det finns inget kvar hos er om personen.")),
        check(HOUSE, not ongoing, _("Arbetet med personen pågår. Det som används gallras inte.")),
        check(HOUSE, not held_back, _("Någon har bestämt att det hålls kvar. Häv det först.")),
        check(HOUSE, own or term.is_due(today), _("Det är inte dags än. Lagen säger hur länge det ska finnas kvar.")),
        check(HOUSE, bool(reason.strip()), _("Skriv vad beslutet bygger på."), "reason"),
    )


def may_hold(*, holds: bool, reason: str, until: date | None, today: date) -> tuple[Refusal, ...]:
    """Whether a controller may hold its copy back: with a reason, and until a day ahead or until it is lifted."""
    return gather(
        check(HOUSE, holds, _("Det finns inget kvar hos er om personen.")),
        check(HOUSE, bool(reason.strip()), _("Skriv varför det ska hållas kvar."), "reason"),
        check(HOUSE, until is None or until > today, _("Välj en dag som ligger framåt."), "until"),
    )
