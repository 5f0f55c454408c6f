"""Makes files for the tests: honest ones, and each kind of dishonest one, from code."""

import struct
import zipfile
import zlib
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

Made = bytes


def pdf(change: Any = None, **saving: Any) -> Made:
    """A PDF of one empty page; ``change`` may add to it."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(300, 200))
    if change:
        change(made)
    out = BytesIO()
    made.save(out, **saving)
    return out.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (12, 9), **saving: Any) -> Made:
    out = BytesIO()
    Image.new("RGB", size, (200, 120, 40)).save(out, kind, **saving)
    return out.getvalue()


def photo_with_place() -> Made:
    """A JPEG as a telephone makes it: where, when, which way up."""
    image = Image.new("RGB", (20, 10), (10, 90, 90))
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x010F] = "Telefonen"
    exif.get_ifd(0x8825).update({1: "N", 2: (57.0, 52.0, 12.0)})
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def archive(name: str = "word/document.xml") -> Made:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as held:
        held.writestr(name, "<w:document/>")
    return out.getvalue()


def huge_picture() -> Made:
    """A PNG that says it is 30 000 by 30 000 and holds next to nothing."""
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    lines = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + lines + chunk(b"IEND", b"")


def moving_picture() -> Made:
    out = BytesIO()
    frames = [Image.new("RGB", (4, 4), (n * 40, 0, 0)) for n in range(3)]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


def swollen_pdf() -> Made:
    """A table inside that unpacks to a hundred million bytes."""
    packed = zlib.compress(b" " * 100_000_000, 9)
    table = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>" % len(packed)
    rest = b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
    return b"%PDF-1.7\n1 0 obj\n" + table + b"\nstream\n" + packed + rest


def _acts(action: Dictionary) -> Any:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.OpenAction = action
    return change


def on_page(action: Dictionary) -> Any:
    def change(made: pikepdf.Pdf) -> None:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 99, 99], A=action)
        made.pages[0].Annots = Array([link])
    return change


def _script_by_name(made: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))


def _script_at_page(made: pikepdf.Pdf) -> None:
    made.pages[0].AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))


def _embeds(made: pikepdf.Pdf) -> None:
    made.attachments["inner.exe"] = b"MZ and more"


def _xfa(made: pikepdf.Pdf) -> None:
    made.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pikepdf.Stream(made, b"<xdp/>"))


def _film(made: pikepdf.Pdf) -> None:
    made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.RichMedia, Rect=[0, 0, 9, 9])])


def _act(kind: str, **more: Any) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **more)


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><body onload=alert(1)></body></html>"
LOCK = pikepdf.Encryption(owner="a", user="b")
OPEN_LOCK = pikepdf.Encryption(owner="a", user="")

# What it is, its bytes, the name it is given, and a word of the sentence that refuses it.
HOSTILE: tuple[tuple[str, Made, str, str], ...] = (
    ("empty", b"", "a.pdf", "tom"),
    ("pdf that opens a script", pdf(_acts(_act("JavaScript", JS=String("app.alert(1)")))), "a.pdf", "skript"),
    ("pdf with a named script", pdf(_script_by_name), "a.pdf", "skript"),
    ("pdf with a script at a page", pdf(_script_at_page), "a.pdf", "skript"),
    ("pdf with a packed script", pdf(_script_at_page, object_stream_mode=pikepdf.ObjectStreamMode.generate), "a.pdf",
     "skript"),
    ("pdf that launches", pdf(on_page(_act("Launch", F=String("cmd.exe")))), "a.pdf", "gör något själv"),
    ("pdf that sends a form", pdf(on_page(_act("SubmitForm", F=String("http://x.test")))), "a.pdf", "gör något själv"),
    ("pdf that fetches data", pdf(on_page(_act("ImportData", F=String("x.fdf")))), "a.pdf", "gör något själv"),
    ("pdf that opens a page of the net", pdf(_acts(_act("URI", URI=String("http://x.test")))), "a.pdf",
     "gör något själv"),
    ("pdf that goes into another", pdf(on_page(_act("GoToE", D=String("x")))), "a.pdf", "andra filer"),
    ("pdf with a file in it", pdf(_embeds), "a.pdf", "andra filer"),
    ("pdf with a form of XFA", pdf(_xfa), "a.pdf", "XFA"),
    ("pdf with film", pdf(_film), "a.pdf", "film"),
    ("locked pdf", pdf(encryption=LOCK), "a.pdf", "låst"),
    ("pdf with rights", pdf(encryption=OPEN_LOCK), "a.pdf", "låst"),
    ("broken pdf", b"%PDF-1.7\nnothing here", "a.pdf", "skadad"),
    ("pdf and page of the net", pdf() + HTML, "a.pdf", "något mer än en PDF"),
    ("page of the net before pdf", b"%PDF-1.4\n" + HTML + pdf(), "a.pdf", "något mer än en PDF"),
    ("pdf and archive", pdf() + archive(), "a.pdf", "något mer än en PDF"),
    ("swollen pdf", swollen_pdf(), "a.pdf", "för stor inuti"),
    ("svg", SVG, "a.svg", "webbsida"),
    ("page of the net", HTML, "a.html", "webbsida"),
    ("page of the net called text", b"\n\n  " + HTML, "a.txt", "webbsida"),
    ("page of the net called picture", HTML, "a.png", "webbsida"),
    ("script further down", b"Hej!\n<script>alert(1)</script>", "a.txt", "webbsida"),
    ("shell script", b"#!/bin/sh\nrm -rf /", "a.txt", "skript"),
    ("php", b"hej <?php system($_GET[0]); ?>", "a.txt", "skript"),
    ("word file", archive(), "a.docx", "zip"),
    ("word file called pdf", archive(), "a.pdf", "zip"),
    ("old word file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "a.doc", "Word"),
    ("program", b"MZ\x90\0" + b"\0" * 200, "a.exe", "program"),
    ("program called picture", b"\x7fELF" + b"\0" * 200, "a.jpg", "program"),
    ("gif", b"GIF89a" + b"\0" * 30, "a.gif", "JPEG eller PNG"),
    ("heic", b"\0\0\0\x18ftypheic" + b"\0" * 30, "a.heic", "JPEG eller PNG"),
    ("picture and archive", picture() + archive(), "a.png", "något mer"),
    ("photo and archive", picture("JPEG") + archive(), "a.jpg", "något mer"),
    ("photo and page", picture("JPEG") + HTML, "a.jpg", "något mer"),
    ("half a picture", picture(size=(90, 90))[:-20], "a.png", "skadad"),
    ("half a photo", picture("JPEG", (90, 90))[:-200], "a.jpg", "skadad"),
    ("picture with nothing in it", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "a.png", "skadad"),
    ("huge picture", huge_picture(), "a.png", "bildpunkter"),
    ("moving picture", moving_picture(), "a.png", "Rörliga"),
    ("text turned round", "Faktura\u202efdp.exe".encode(), "a.txt", "dolda tecken"),
    ("text with a bell", b"hej\x07\x1b[2J", "a.txt", "dolda tecken"),
    ("old letters", "åäö".encode("latin-1"), "a.txt", "UTF-8"),
    ("picture called pdf", picture(), "a.pdf", "Namnet slutar på .pdf"),
    ("pdf called text", pdf(), "a.txt", "Namnet slutar på .txt"),
    ("picture called program", picture(), "semester.png.exe", "Namnet slutar på .exe"),
    ("too large", b"a" * 10_000_001, "a.txt", "större än 10 MB"),
)
