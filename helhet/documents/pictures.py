"""Pictures: whole, of a sane size, alone in their file; kept without place, camera and time, which can show a home."""

import warnings
import zipfile
from io import BytesIO

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

PNG_START, JPEG_START = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
PIXELS = 50_000_000
QUALITY = 92
_DAMAGED = _("Bilden är skadad och går inte att öppna. Ta den på nytt, eller spara om den.")
_MORE = _("Det ligger något mer i filen än bilden. Spara om bilden i ett bildprogram och bifoga den på nytt.")


def cleaned(body: bytes, kind: str) -> bytes | str | Promise:
    """The picture's bytes with nothing but the picture, or why it cannot be kept. ``kind`` is PNG or JPEG."""
    end = _png_end(body) if kind == "PNG" else _jpeg_end(body)
    if end is None:
        return _DAMAGED
    rest = body[end:].strip(b"\0\r\n ")
    # Telephones lay a second picture after the first; it is dropped like the rest of what is not the picture.
    if (rest and not (kind == "JPEG" and rest.startswith(JPEG_START))) or zipfile.is_zipfile(BytesIO(body)):
        return _MORE
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _redrawn(body, kind)
    except _TooMany:
        return _("Bilden har för många bildpunkter. Spara den mindre, högst 50 miljoner bildpunkter.")
    except _Moves:
        return _("Rörliga bilder går inte att bifoga. Spara en stillbild.")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return _("Bilden har för många bildpunkter. Spara den mindre, högst 50 miljoner bildpunkter.")
    except (OSError, SyntaxError, ValueError, EOFError, ZeroDivisionError, OverflowError):
        return _DAMAGED


class _TooMany(Exception):
    pass


class _Moves(Exception):
    pass


def _redrawn(body: bytes, kind: str) -> bytes:
    with Image.open(BytesIO(body), formats=[kind]) as first:
        if first.width * first.height > PIXELS:
            raise _TooMany
        if kind == "PNG" and getattr(first, "n_frames", 1) > 1:
            raise _Moves
        first.verify()
    with Image.open(BytesIO(body), formats=[kind]) as found:
        found.load()
        turned = ImageOps.exif_transpose(found)
        picture = turned.copy()
    # Only what the picture is drawn with stays: no EXIF, no text, no colour profile with a name in it.
    picture.info = {"transparency": found.info["transparency"]} if "transparency" in found.info else {}
    out = BytesIO()
    if kind == "PNG":
        picture.save(out, "PNG", optimize=False)
    else:
        picture.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _png_end(body: bytes) -> int | None:
    """Where the last chunk ends; None when there is none."""
    at = len(PNG_START)
    while at + 12 <= len(body):
        size, name = int.from_bytes(body[at:at + 4]), body[at + 4:at + 8]
        at += 12 + size
        if name == b"IEND":
            return at if at <= len(body) else None
    return None


def _jpeg_end(body: bytes) -> int | None:
    """Where the first picture ends: after its own end mark, whatever marks lie inside its segments."""
    at = 2
    while at + 4 <= len(body):
        if body[at] != 0xFF:
            return None
        mark = body[at + 1]
        if mark == 0xFF:
            at += 1
        elif mark == 0xD9:
            return at + 2
        elif mark == 0xDA:
            at = _after_scan(body, at + 2 + int.from_bytes(body[at + 2:at + 4]))
        else:
            at += 2 + int.from_bytes(body[at + 2:at + 4])
    return at + 2 if body[at:at + 2] == b"\xff\xd9" else None


def _after_scan(body: bytes, at: int) -> int:
    """The next real mark after the drawn lines: not a stuffed zero and not a restart."""
    while True:
        at = body.find(b"\xff", at)
        if at < 0 or at + 1 >= len(body):
            return len(body)
        if body[at + 1] == 0 or 0xD0 <= body[at + 1] <= 0xD7:
            at += 2
        elif body[at + 1] == 0xFF:
            at += 1
        else:
            return at
