"""PDF: opened and looked through, object by object. One that can act, carries files or is locked is refused."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
OBJECTS = 60_000
UNPACKED = 60_000_000  # what the tables inside may grow to
_DAMAGED = _("PDF-filen är skadad och går inte att öppna. Spara om den och försök igen.")
_LOCKED = _("PDF-filen är låst med lösenord eller skydd. Spara en olåst kopia.")
_SCRIPT = _("PDF-filen innehåller skript. Skriv ut den till en ny PDF och bifoga den.")
_ACTS = _("PDF-filen gör något själv när den öppnas eller används. Skriv ut den till en ny PDF och bifoga den.")
_FILES = _("PDF-filen har andra filer inuti. Bifoga dem var för sig, eller skriv ut till en ny PDF.")
_FORM = _("PDF-filen är ett ifyllbart formulär av en osäker sort (XFA). Skriv ut det till en ny PDF.")
_MEDIA = _("PDF-filen innehåller ljud, film eller 3D. Skriv ut den till en ny PDF.")
_MIXED = _("Filen är något mer än en PDF. Skriv ut den till en ny PDF och bifoga den.")
_LARGE = _("PDF-filen är för stor inuti. Dela upp den, eller skriv ut den till en ny PDF.")
_ACTIONS = {
    "/JavaScript": _SCRIPT, "/Launch": _ACTS, "/SubmitForm": _ACTS, "/ImportData": _ACTS, "/ResetForm": _ACTS,
    "/GoToE": _FILES, "/Rendition": _MEDIA, "/Movie": _MEDIA, "/Sound": _MEDIA, "/RichMediaExecute": _MEDIA,
    "/GoTo3DView": _MEDIA, "/SetOCGState": _ACTS,
}
_KEYS = {"/JS": _SCRIPT, "/JavaScript": _SCRIPT, "/EmbeddedFiles": _FILES, "/EF": _FILES, "/XFA": _FORM}
_KINDS = {"/EmbeddedFile": _FILES, "/RichMedia": _MEDIA, "/3D": _MEDIA, "/Movie": _MEDIA, "/Sound": _MEDIA,
          "/Screen": _MEDIA, "/FileAttachment": _FILES}
_MARKUP = re.compile(rb"<\s*(!doctype|html|script|svg|body|iframe)", re.IGNORECASE)


def trouble(body: bytes) -> Text | None:
    """Why this PDF cannot be kept; None when it can. ``body`` begins with the PDF mark."""
    if _more_than_pdf(body):
        return _MIXED
    if _swells(body):
        return _LARGE
    try:
        with pikepdf.open(BytesIO(body)) as found:
            return _LOCKED if found.is_encrypted else _first(found)
    except pikepdf.PasswordError:
        return _LOCKED
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, RecursionError):
        return _DAMAGED


def _more_than_pdf(body: bytes) -> bool:
    """Text of a web page before or after the PDF itself, or an archive over it."""
    end = body.rfind(b"%%EOF")
    if end < 0:
        return False  # damaged, which opening it will say or mend
    first = re.search(rb"\d+\s+\d+\s+obj", body)
    before = body[:first.start()] if first else body[:1024]
    return bool(body[end + 5:].strip(b"\0\r\n\t ")) or bool(_MARKUP.search(before)) or zipfile.is_zipfile(BytesIO(body))


def _swells(body: bytes) -> bool:
    """Whether the packed tables unpack to more than is sane: they are opened before anything else can be asked."""
    room = UNPACKED
    for found in re.finditer(rb"/(?:ObjStm|XRef)\b", body):
        start = body.find(b"stream", found.end())
        if start < 0 or start - found.end() > 2000:
            continue
        around = body[max(0, found.start() - 500):start]
        if re.search(rb"/Filter\s*\[\s*/\w+\s*/\w+", around):
            return True
        unpack = zlib.decompressobj()
        try:
            room -= len(unpack.decompress(body[start + 6:].lstrip(b"\r\n"), room + 1))
        except zlib.error:
            continue
        if room <= 0:
            return True
    return False


def _first(found: pikepdf.Pdf) -> Text | None:
    if len(found.objects) > OBJECTS:
        return _LARGE
    opens = found.Root.get("/OpenAction")
    if isinstance(opens, pikepdf.Dictionary) and str(opens.get("/S", "")) not in ("/GoTo", ""):
        return _ACTIONS.get(str(opens.get("/S")), _ACTS)
    if not len(found.pages):
        return _DAMAGED
    return next((why for thing in _dictionaries(found) if (why := _judged(thing))), None)


def _dictionaries(found: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary there is, also those inside others; what is pointed to comes in its own turn."""
    for whole in (*found.objects, found.trailer):
        waiting: list[Any] = [whole]
        while waiting:
            thing = waiting.pop()
            if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
                yield thing
                inside = [value for _key, value in (thing.items() if isinstance(thing, pikepdf.Dictionary)
                                                    else thing.stream_dict.items())]
            elif isinstance(thing, pikepdf.Array):
                inside = list(thing)
            else:
                continue
            waiting += [i for i in inside if isinstance(i, pikepdf.Object) and not i.is_indirect]


def _judged(thing: Any) -> Text | None:
    for key in thing.keys():  # noqa: SIM118 - not a Python dictionary
        if key in _KEYS:
            return _KEYS[key]
    for key, table in (("/S", _ACTIONS), ("/Type", _KINDS), ("/Subtype", _KINDS)):
        value = thing.get(key)
        if isinstance(value, pikepdf.Name) and str(value) in table:
            return table[str(value)]
    return None
