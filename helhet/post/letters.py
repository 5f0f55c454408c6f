"""The words of a notice. Never a name, a number, a place or what it is about: a test reads everything that is sent."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from helhet.post.rules import Letter


@dataclass(frozen=True)
class Text:
    subject: str
    body: str
    short: str  # for an SMS


def text(letter: str, *, for_unit: bool, code: str = "") -> Text:
    """The words of one notice, the same for everybody."""
    link = settings.POST_ADDRESS
    if letter == Letter.CODE:
        says = _("Din kod till Helhet är %(code)s. Den gäller i 30 minuter.") % {"code": code}
        return Text(_("Din kod till Helhet"), _body(says, _("Har du inte bett om någon kod behöver du inte göra "
                                                           "något.")), says)
    says = _("Ni har något att läsa i Helhet.") if for_unit else _("Du har något att läsa i Helhet.")
    subject = _("Ni har något att läsa i Helhet") if for_unit else _("Du har något att läsa i Helhet")
    if letter == Letter.TEST:
        says = _("Det här är ett prov från Helhet. Så här korta är alla våra besked.")
        subject = _("Ett prov från Helhet")
    return Text(subject, _body(says, link), f"{says} {link}")


def _body(*lines: str) -> str:
    return "\n\n".join(lines) + "\n"
