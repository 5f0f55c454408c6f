"""Messages in the stories: who writes to whom, on which day, and the small papers that go with them, drawn by code."""

from collections.abc import Sequence
from io import BytesIO
from uuid import UUID

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageDraw

from helhet.process.dialogue import actions
from helhet.process.dialogue.actions import Attached
from helhet.workshop.world.tale import Tale

INK, PAPER, GREEN = (22, 37, 45), (247, 245, 240), (11, 79, 82)


def wrote(
    tale: Tale, ago: int, who: str, to: str, text: str, *, kind: str = "care", files: Sequence[Attached] = (),
) -> UUID:
    """A worker writes to units by their keys."""
    with tale.on(ago, hour=11):
        return actions.send(tale.ref, kind=kind, text=text, receivers=[tale.unit(u) for u in to.split()], files=files,
                            by=tale.world.workers[who])


def answered(tale: Tale, ago: int, who: str, message: UUID, to: str, text: str) -> UUID:
    with tale.on(ago, hour=13):
        return actions.reply(message, text=text, receivers=[tale.unit(u) for u in to.split()],
                             by=tale.world.workers[who])


def acknowledged(tale: Tale, ago: int, who: str, message: UUID) -> None:
    with tale.on(ago, hour=12):
        actions.acknowledge(message, by=tale.world.workers[who])


def corrected(tale: Tale, ago: int, who: str, message: UUID, text: str, why: str) -> None:
    with tale.on(ago, hour=14):
        actions.correct(message, text=text, why=why, seen=1, by=tale.world.workers[who])


def took_back(tale: Tale, ago: int, who: str, message: UUID, why: str) -> None:
    with tale.on(ago, hour=15):
        actions.withdraw(message, why=why, by=tale.world.workers[who])


def paper(name: str, *lines: str) -> Attached:
    """A PDF of one page with these lines."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(420, 595))
    page = made.pages[0]
    page.Resources = Dictionary(Font=Dictionary(F1=made.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding))))
    shown = b" ".join(b"(" + line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
                      + b") Tj T*" for line in lines)
    page.Contents = pikepdf.Stream(made, b"BT /F1 14 Tf 24 TL 40 540 Td " + shown + b" ET")
    out = BytesIO()
    made.save(out, deterministic_id=True)
    return Attached(name, out.getvalue())


def drawing(name: str, crosses: str) -> Attached:
    """A picture of a week in an almanac: a cross for each night that was good, a dot for the others."""
    image = Image.new("RGB", (700, 140), PAPER)
    pen = ImageDraw.Draw(image)
    for n, mark in enumerate(crosses):
        left = n * 100
        pen.rectangle((left + 4, 20, left + 96, 120), outline=INK, width=3)
        if mark == "x":
            pen.line((left + 25, 45, left + 75, 95), fill=GREEN, width=8)
            pen.line((left + 75, 45, left + 25, 95), fill=GREEN, width=8)
        else:
            pen.ellipse((left + 44, 64, left + 56, 76), fill=INK)
    out = BytesIO()
    image.save(out, "JPEG", quality=85)
    return Attached(name, out.getvalue())
