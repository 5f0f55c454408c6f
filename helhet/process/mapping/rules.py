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
