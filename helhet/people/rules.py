"""Words about people: which numbers, which relations, which help one needs to understand each other."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NumberKind(TextChoices):
    PERSONNUMMER = "personnummer", _("Personnummer")
    SAMORDNINGSNUMMER = "samordningsnummer", _("Samordningsnummer")
    RESERVNUMMER = "reservnummer", _("Reservnummer")
    UNBORN = "unborn", _("Väntat barn, inget nummer än")
    SYNTHETIC = "synthetic", _("Påhittat nummer för prov")


class RelationKind(TextChoices):
    GUARDIAN = "guardian", _("Vårdnadshavare")
    NEXT_OF_KIN = "next_of_kin", _("Närstående")
    GOD_MAN = "god_man", _("God man")
    FORVALTARE = "forvaltare", _("Förvaltare")
    FRAMTIDSFULLMAKT = "framtidsfullmakt", _("Framtidsfullmaktshavare")
    OMBUD = "ombud", _("Ombud med fullmakt")
    SUPPORT_PERSON = "support_person", _("Stödperson")
    OTHER = "other", _("Annan person")


class Interpreter(TextChoices):
    """Which interpreter is needed; empty when none is."""

    NONE = "", _("Nej")
    LANGUAGE = "language", _("Språktolk")
    SIGN = "sign", _("Teckenspråkstolk")
    WRITING = "writing", _("Skrivtolk")
    DEAFBLIND = "deafblind", _("Dövblindtolk")


class ExceptionGround(TextChoices):
    """Why one guardian can decide without the other (FB 6:13, 6:13 a, 6:8 and placement)."""

    BOARD_DECISION = "board_decision", _("Socialnämnden har beslutat om insatsen (föräldrabalken 6 kap. 13 a §)")
    HINDERED = "hindered", _("Den andra är förhindrad och beslutet kan inte vänta (föräldrabalken 6 kap. 13 §)")
    APPOINTED = "appointed", _("En särskilt förordnad vårdnadshavare bestämmer")
    PLACEMENT = "placement", _("Barnet är placerat enligt LVU och nämnden bestämmer i saken")
