"""What may be attached: the type comes from the bytes, and whatever can act, hide or pretend is refused in words."""

import re
import unicodedata
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.documents import pdf, pictures, plain
from helhet.kit import limits
from helhet.kit.refusals import Refusal

Text = str | Promise
PDF, PNG, JPEG, PLAIN = "application/pdf", "image/png", "image/jpeg", "text/plain"
EXTENSIONS = {PDF: "pdf", PNG: "png", JPEG: "jpg", PLAIN: "txt"}
# What a name may end with, for what the bytes are; a name without an ending says nothing and lies about nothing.
_ENDINGS = {
    PDF: {"pdf"}, PNG: {"png"}, JPEG: {"jpg", "jpeg", "jpe", "jfif"}, PLAIN: {"txt", "text", "csv", "md", "log"},
}
_CALLED: dict[str, Text] = {
    PDF: gettext_lazy("en PDF"), PNG: gettext_lazy("en bild (PNG)"), JPEG: gettext_lazy("en bild (JPEG)"),
    PLAIN: gettext_lazy("ren text"),
}
_OFFICE = gettext_lazy("Det är en Word-, Excel- eller zip-fil. Spara den som PDF och bifoga den i stället.")
_PICTURE = gettext_lazy("Den sortens bild går inte att bifoga. Spara den som JPEG eller PNG.")
_PROGRAM = gettext_lazy("Det är ett program eller ett arkiv. Bara PDF, bilder och ren text går att bifoga.")
_KNOWN: tuple[tuple[bytes, int, Text], ...] = (
    (b"PK\x03\x04", 0, _OFFICE), (b"PK\x05\x06", 0, _OFFICE), (b"\xd0\xcf\x11\xe0", 0, _OFFICE),
    (b"{\\rtf", 0, _OFFICE), (b"GIF8", 0, _PICTURE), (b"BM", 0, _PICTURE), (b"II*\x00", 0, _PICTURE),
    (b"MM\x00*", 0, _PICTURE), (b"ftyp", 4, _PICTURE), (b"RIFF", 0, _PICTURE), (b"MZ", 0, _PROGRAM),
    (b"\x7fELF", 0, _PROGRAM), (b"\x1f\x8b", 0, _PROGRAM), (b"7z\xbc\xaf", 0, _PROGRAM), (b"Rar!", 0, _PROGRAM),
    (b"\xca\xfe\xba\xbe", 0, _PROGRAM), (b"\x00asm", 0, _PROGRAM),
)


@dataclass(frozen=True)
class Looked:
    """A file that may be kept: what it is, our ending, and its bytes; a picture's without what the camera added."""

    media_type: str
    extension: str
    body: bytes


def look(body: bytes, declared: str = "") -> Looked | Refusal:
    """Look through a file. ``declared`` is the sender's name for it, which may not say something else than the bytes.

    Returns the file as it is kept, or why it cannot be: too large, empty, another type, active, hidden or damaged.
    """
    if not body:
        return _no(gettext_lazy("Filen är tom."))
    if len(body) > limits.FILE_BYTES:
        return too_large()
    found = _what(body)
    if isinstance(found, Refusal):
        return found
    ending = _ending(declared)
    if ending and ending not in _ENDINGS[found.media_type]:
        return _no(_("Namnet slutar på .%(ending)s, men filen är %(what)s. Ge den rätt namn och försök igen.")
                   % {"ending": ending, "what": _CALLED[found.media_type]})
    return found


def too_large() -> Refusal:
    """The sentence for a file that is over the limit."""
    return _no(_("Filen är större än %(most)d MB. Dela upp den, eller spara den med lägre kvalitet.")
               % {"most": limits.FILE_BYTES // 1_000_000})


def _what(body: bytes) -> Looked | Refusal:
    if body.startswith(b"%PDF-"):
        why = pdf.trouble(body)
        return _no(why) if why else Looked(PDF, EXTENSIONS[PDF], body)
    for start, media, kind in ((pictures.PNG_START, PNG, "PNG"), (pictures.JPEG_START, JPEG, "JPEG")):
        if body.startswith(start):
            picture = pictures.cleaned(body, kind)
            return Looked(media, EXTENSIONS[media], picture) if isinstance(picture, bytes) else _no(picture)
    for start, at, why_not in _KNOWN:
        if body[at:at + len(start)] == start:
            return _no(why_not)
    trouble = plain.trouble(body)
    return _no(trouble) if trouble else Looked(PLAIN, EXTENSIONS[PLAIN], body)


def _no(sentence: Text) -> Refusal:
    return Refusal("", sentence, "attached")


def _ending(name: str) -> str:
    found = re.search(r"\.([A-Za-z0-9]{1,8})$", clean_name(name))
    return found[1].lower() if found else ""


def clean_name(declared: str) -> str:
    """The sender's words for a file: no path, nothing invisible or turning the text round, at most ``limits.NAME``."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", declared))[-1]
    shown = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
    shown = " ".join(shown.split()).lstrip(".")
    return shown[:limits.NAME]


def our_name(message: UUID, position: int, extension: str) -> str:
    """The name a file is handed over under: ours, harmless everywhere, and counting nobody's messages."""
    return f"meddelande-{message.hex[:8]}-bilaga-{position}.{extension}"
