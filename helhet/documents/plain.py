"""Plain text: what a person can read in full, and nothing that a browser or a shell would run."""

import unicodedata

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What text that is meant to be run or drawn begins with, or holds.
_BEGINS = ("<", "#!", "@echo", "%!ps", "mime-version:", "begin:vcalendar", "windows registry")
_HOLDS = ("<script", "<html", "<svg", "<iframe", "<object", "<?php", "<!doctype", "javascript:")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def trouble(body: bytes) -> str | Promise | None:
    """Why these bytes are not plain text; None when they are."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _("Filen är inte en PDF, en bild (JPEG eller PNG) eller ren text (UTF-8).")
    if any(c in _TURNS or (unicodedata.category(c) == "Cc" and c not in "\n\r\t\f") for c in text):
        return _("Texten innehåller dolda tecken. Kopiera den till en ny, ren textfil.")
    low = text.lstrip().lower()
    if low.startswith(_BEGINS) or any(word in low for word in _HOLDS):
        return _("Det är en webbsida, en ritning eller ett skript. Spara den som PDF och bifoga den i stället.")
    return None
