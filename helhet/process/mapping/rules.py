"""Words of the mapping, and the pure decisions: what comes first, and who may write it."""

from dataclasses import dataclass

from django.db.models import IntegerChoices, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal, check, gather
from helhet.rulebook.profile import Profile


class LifeArea(TextChoices):
    """The whole life in twelve areas; the plan's sub-goals stand under the same (PREP-16, PREP-17)."""

    HOME = "home", _("Hemliv")
    LEISURE = "leisure", _("Fritid")
    SOCIAL_LIFE = "social_life", _("Socialt liv")
    COMMUNITY = "community", _("Samhällsgemenskap")
    HEALTH = "health", _("Hälsa")
    COMMUNICATION = "communication", _("Kommunikation")
    OCCUPATION = "occupation", _("Sysselsättning")
    ECONOMY = "economy", _("Ekonomi")
    HYGIENE = "hygiene", _("Personlig hygien")
    FOOD = "food", _("Matsituation")
    SLEEP = "sleep", _("Sömn")
    MOVEMENT = "movement", _("Rörelse")


AREA_HINTS: dict[str, str | Promise] = {
    LifeArea.HOME: _("Bostaden, vilka man bor med, att få vardagen att gå ihop."),
    LifeArea.LEISURE: _("Det man gör för att det är roligt, och det man har slutat med."),
    LifeArea.SOCIAL_LIFE: _("Familj, vänner, grannar och andra man träffar."),
    LifeArea.COMMUNITY: _("Föreningar, tro, kultur, att vara en del av något."),
    LifeArea.HEALTH: _("Kropp, själ, mediciner, tänder, det som hjälper och det som stör."),
    LifeArea.COMMUNICATION: _("Att förstå och bli förstådd: språk, hörsel, syn, telefon och dator."),
    LifeArea.OCCUPATION: _("Skola, arbete, praktik eller vad dagarna fylls med."),
    LifeArea.ECONOMY: _("Pengar in och ut, räkningar, skulder, vem som hjälper till."),
    LifeArea.HYGIENE: _("Dusch, kläder, tvätt och det stöd som behövs."),
    LifeArea.FOOD: _("Handla, laga, äta, med vem och hur ofta."),
    LifeArea.SLEEP: _("Somna, sova, vakna och orka dagen efter."),
    LifeArea.MOVEMENT: _("Ta sig fram hemma och ute, och röra på sig."),
}

AREA_TEXTS = ("needs", "wishes", "resources", "view")
PREPARATION_TEXTS = (
    "child", "purpose", "questions", "strengths", "difficulties", "own_part", "exists", "find_out", "security",
    "together",
)
IMPORTANT = "important"


class Ring(IntegerChoices):
    """How often one meets: the inner ring stands nearest (catalogue 5.6)."""

    NEAR = 1, _("Träffar ofta")
    MIDDLE = 2, _("Träffar ibland")
    FAR = 3, _("Träffar sällan")


class Mark(TextChoices):
    """The letters of the network map. B is left out: the source does not say what it means."""

    IMPORTANT = "V", _("viktig för mig")
    SUPPORT = "S", _("ett gott stöd")
    PLEASANT = "T", _("trevlig att umgås med")
    OFTENER = "O", _("vill träffa oftare")
    SELDOMER = "X", _("vill träffa mer sällan")


class Sector(TextChoices):
    FAMILY = "family", _("Familj")
    KIN = "kin", _("Släkt")
    FRIENDS = "friends", _("Vänner")
    WORK = "work", _("Skola eller arbete")
    LEISURE = "leisure", _("Fritid")
    FORMAL = "formal", _("Stöd och vård")


class Participation(TextChoices):
    """How the person takes part in the meeting (PART-06, PART-07, LAW-18)."""

    WHOLE = "whole", _("Är med hela mötet")
    PART = "part", _("Är med en del av mötet")
    LETTER = "letter", _("Skriver ett brev som läses upp")
    REPRESENTED = "represented", _("Låter någon annan föra sin talan")
    NOT_ABLE = "not_able", _("Kan inte vara med")


# Agreed beforehand: the meeting can be held although the person is not in the room.
WITHOUT_THE_PERSON = frozenset({
    Participation.PART, Participation.LETTER, Participation.REPRESENTED, Participation.NOT_ABLE,
})

DAY_COLUMNS = ("activities", "places", "persons")
DAY_ROWS = ("usual", "more", "new", "hinders")


class Writer(TextChoices):
    """In which capacity somebody writes in the mapping."""

    COORDINATION = "coordination", _("Samordningsansvarig")
    HOLDER = "holder", _("Den enhet som håller i SIP:en")
    PERSON = "person", _("Personen själv")
    OTHER = "other", _("Någon annan")


@dataclass(frozen=True)
class WritingFacts:
    """What decides whether a text may be written: is there a base, what stands first, and who writes."""

    base: bool
    important: str
    writer: str


@dataclass(frozen=True)
class NamingFacts:
    """Who names which unit as coordination responsible; ``covered``: the unit is the holder or has consent."""

    by_holder: bool
    covered: bool


def only_coordination(profile: Profile) -> bool:
    return profile.mapping_writer == "coordination_responsible"


def may_write(facts: WritingFacts, profile: Profile, *, first: bool = False) -> tuple[Refusal, ...]:
    """Whether the mapping may be written now, by them (PREP-01, PREP-02, PREP-13, PREP-14).

    ``first``: what is written is the answer to "Vad är viktigt för dig?" itself.
    """
    if only_coordination(profile):
        who = _by_coordination(facts)
    else:
        who = (check("PREP-02", facts.writer != Writer.OTHER, _(
            "Kartläggningen skrivs av den enhet som håller i SIP:en, tillsammans med personen. Hör av dig till dem "
            "med det du vill ha med.")),)
    return gather(*who, check("PREP-01", first or facts.important, _(
        "Börja med frågan ”Vad är viktigt för dig?”. Skriv svaret först, sedan kan ni gå vidare här.")))


def _by_coordination(facts: WritingFacts) -> tuple[Refusal | None, ...]:
    if not facts.base:
        return (check("PREP-13", False, _(
            "Kartläggningen är inte öppnad än. Utse först vem som är samordningsansvarig.")),)
    return (
        check("PREP-13", True, ""),
        check("PREP-14", facts.writer == Writer.COORDINATION, _(
            "Här skriver bara den som är samordningsansvarig. Hör av dig till dem med det du vill ha med.")),
    )


def may_name(facts: NamingFacts) -> tuple[Refusal, ...]:
    """Whether a unit may be made coordination responsible: it will read all there is (PREP-13, CON-01)."""
    return gather(
        check("PREP-13", facts.by_holder, _(
            "Det är den enhet som håller i SIP:en som utser samordningsansvarig. Hör av dig till dem.")),
        check("CON-01", facts.covered, _(
            "Samtycket gäller inte den enheten. Fråga personen först, eller välj en annan enhet."),
            "unit"),
    )


def may_place(marks: frozenset[str], placed: int, most: int) -> tuple[Refusal, ...]:
    """Whether a person may stand so on the network map (PART-15). ``placed``: how many there are."""
    return gather(
        check("PART-15", not {Mark.OFTENER, Mark.SELDOMER} <= marks, _(
            "Välj antingen ”vill träffa oftare” eller ”vill träffa mer sällan”."), "marks"),
        check("PART-15", placed < most, _(
            "Kartan är full. Ta bort någon som inte längre behöver vara med på den."), "name"),
    )


def may_settle(how: str, why_not: str) -> tuple[Refusal, ...]:
    """Whether the form of participation can stand (PART-02): not being able needs its reason."""
    return gather(check("PART-02", how != Participation.NOT_ABLE or why_not, _(
        "Skriv varför personen inte kan vara med, så att alla vet att ni har frågat."), "why_not"))


def may_note_talk(in_future: bool) -> tuple[Refusal, ...]:
    """A pre-meeting is noted once it has been held (PREP-05)."""
    return gather(check("PREP-05", not in_future, _(
        "Den dagen har inte varit än. Skriv dagen då ni pratades vid."), "held_on"))
