"""The rulebook's own words: what its themes are called."""

from django.utils.translation import gettext_lazy as _

# In the order of a SIP. The key is the first part of a rule's id.
THEMES = {
    "LAW": _("Lagen"),
    "SCO": _("Vad SIP är och för vem"),
    "NEED": _("Behovet och starten"),
    "INFO": _("Information"),
    "CON": _("Samtycke"),
    "PART": _("Delaktighet"),
    "CH": _("Barn, vårdnadshavare och skola"),
    "PREP": _("Förberedelse och kartläggning"),
    "CALL": _("Kallelse och inbjudan"),
    "ATT": _("Skyldighet att delta"),
    "MEET": _("Mötet"),
    "PLAN": _("Planen"),
    "GOAL": _("Mål"),
    "RESP": _("Huvudansvarig"),
    "FU": _("Uppföljning"),
    "CLOSE": _("Avslut"),
    "DIS": _("In- och utskrivning"),
    "FVK": _("Fast vårdkontakt"),
    "IT": _("System, åtkomst och utskrifter"),
    "LEV": _("Nivåer"),
    "QA": _("Kvalitet och koder"),
    "GOV": _("Styrning"),
    "TRN": _("Utbildning och införande"),
}

FORCES = {
    "MUST": _("ska"), "MUST NOT": _("ska inte"), "SHOULD": _("bör"), "MAY": _("får"), "DEF": _("så är det"),
    "MUST NOT / MAY": _("ska inte, men får"), "MAY / MUST": _("får och ska"), "MUST / MAY": _("ska, men får"),
}
VARIANTS = {
    "NAT": _("hela landet"), "VGR": _("Västra Götaland"), "GBG": _("Göteborgsområdet"),
    "JKPG": _("Jönköpings län"), "ORE": _("Örebro län"),
}
