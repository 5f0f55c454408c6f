"""The meeting circle: five parts, and for each role what to think of before and what is asked in the room (MEET-18).

Pure data in our own words. Where no source that we could read gives the text, the part says ``ours`` and the page says
so. The shares are a reading of a picture without figures (source: house): what the sources do say is that the needs
take the longest.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.people.rules import OF_AGE
from helhet.process.live.circle_words import leading, near, person

__all__ = ["PARTS", "ROLES", "CirclePart", "MeetingPart", "circle", "part", "role_about", "role_for", "role_name"]
_OLD = 65  # source: house


@dataclass(frozen=True)
class MeetingPart:
    """One part of every meeting. ``share`` of the time, as hundredths."""

    code: str
    title: Any
    share: int
    about: Any


@dataclass(frozen=True)
class CirclePart:
    """The same part as one role sees it. ``ours``: no source gives the text, so we wrote it."""

    code: str
    title: Any
    share: int
    before: tuple[Any, ...]
    during: tuple[Any, ...]
    ours: bool


PARTS = (
    MeetingPart("inledning", _("Inledning"), 10, _("Vi säger vilka vi är och varför vi ses.")),
    MeetingPart("laget", _("Aktuell situation"), 20, _("Hur är det just nu? Vad fungerar, och vad fungerar inte?")),
    MeetingPart("behov", _("Behov"), 45, _("Vad behövs, vem gör det och när?")),
    MeetingPart("summering", _("Sammanfattning"), 15, _("Vi läser upp vad vi har kommit fram till.")),
    MeetingPart("avslut", _("Avslutning"), 10, _("Vi bestämmer när vi ses igen.")),
)

_ROLES: dict[str, tuple[Any, Any, dict[str, tuple[tuple[Any, ...], tuple[Any, ...], bool]]]] = {
    "ordforande": (_("Mötesledare"), _("För dig som leder mötet."), leading.CHAIR),
    "personal": (_("Personal"), _("För dig som kommer från en verksamhet."), leading.STAFF),
    "vuxen": (_("Vuxen"), _("För dig som mötet handlar om."), person.ADULT),
    "ungdom": (_("Ungdom"), _("För dig som är ung och som mötet handlar om."), person.YOUTH),
    "aldre": (_("Äldre"), _("För dig som är äldre och som mötet handlar om."), person.OLD),
    "foralder": (_("Förälder"), _("För dig som är förälder eller vårdnadshavare."), near.PARENT),
    "narstaende": (_("Närstående"), _("För dig som är släkt eller vän till en äldre person."), near.KIN),
    "ovriga": (_("Övriga"), _("För god man, kontaktperson, stödperson och andra som är med."), near.OTHERS),
}
ROLES = tuple(_ROLES)


def role_name(role: str) -> Any:
    """What a role is called. KeyError for a role that does not exist."""
    return _ROLES[role][0]


def role_about(role: str) -> Any:
    """Whom the circle is for, in a sentence. KeyError for a role that does not exist."""
    return _ROLES[role][1]


def circle(role: str) -> tuple[CirclePart, ...]:
    """The five parts as one role sees them, in order. KeyError for a role that does not exist."""
    says = _ROLES[role][2]
    return tuple(CirclePart(p.code, p.title, p.share, *says[p.code]) for p in PARTS)


def part(code: str) -> MeetingPart:
    """A part by its code. KeyError for one that does not exist."""
    return {p.code: p for p in PARTS}[code]


def role_for(years: int | None) -> str:
    """Which circle the one the meeting is about gets, by age: of age by law, old by the house."""
    if years is None:
        return "vuxen"
    return "ungdom" if years < OF_AGE else "aldre" if years >= _OLD else "vuxen"
