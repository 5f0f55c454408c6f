"""Where a case stands, said to the person or to somebody near them, never in the words of staff."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.process.case.rules import State

Text = str | Promise


@dataclass(frozen=True)
class Standing:
    """A heading to the person, and one to somebody near."""

    title: Text
    title_near: Text


_NOW: dict[State, Standing] = {
    State.REQUESTED: Standing(_("Frågan om en SIP är framme"), _("Frågan om en SIP är framme")),
    State.POINTED_OUT: Standing(
        _("Någon har sett att du kan behöva en SIP"), _("Någon har sett att det kan behövas en SIP")),
    State.NOTICED: Standing(
        _("Någon har sett att du kan behöva en SIP"), _("Någon har sett att det kan behövas en SIP")),
    State.STARTED: Standing(_("Vi ska fråga dig om samtycke"), _("Nu kommer frågan om samtycke")),
    State.PREPARING: Standing(_("Vi förbereder mötet"), _("Mötet förbereds")),
    State.CALLED: Standing(_("Kallelsen till mötet är skickad"), _("Kallelsen till mötet är skickad")),
    State.MEETING: Standing(_("Mötet pågår"), _("Mötet pågår")),
    State.DOCUMENTING: Standing(_("Mötet är klart, planen skrivs"), _("Mötet är klart, planen skrivs")),
    State.ACTIVE: Standing(_("Din plan gäller"), _("Planen gäller")),
    State.FOLLOWING_UP: Standing(_("Planen följs upp"), _("Planen följs upp")),
}
_ENDED: dict[State, Standing] = {
    State.DECLINED: Standing(_("Du har sagt nej till en SIP"), _("Det blev ett nej till en SIP")),
    State.REFUSED: Standing(_("Svaret blev nej den här gången"), _("Svaret blev nej den här gången")),
    State.INFORMED_ONLY: Standing(_("Det räckte med information"), _("Det räckte med information")),
    State.HANDED_ON: Standing(_("Du får hjälp på ett annat ställe"), _("Hjälpen ges på ett annat ställe")),
    State.CLOSED: Standing(_("Din SIP är avslutad"), _("SIP:en är avslutad")),
}
_STANDING = _NOW | _ENDED


def standing(state: str, *, own: bool) -> Text:
    """Where the case stands, in a heading; ``own`` when the person themself reads."""
    words = _STANDING[State(state)]
    return words.title if own else words.title_near
