"""Papers as PDF: tagged, whole, in black and white, with a shape for every letter."""

import json

import pytest

from helhet.kit import veil
from helhet.process.papers import typeset
from helhet.process.papers.sheet import (
    Bullets,
    Circle,
    Facts,
    Heading,
    Near,
    Part,
    Quote,
    Rings,
    Room,
    Sheet,
    Sign,
    Table,
    Text,
    Ticks,
    Tiles,
    Turn,
)
from helhet.process.papers.tests.judging import faults as judged
from helhet.process.papers.tests.judging import lengths_hold

BLOCKS = (
    Heading("Planen tillhör"), Text("Rad ett\nrad två"), Text("liten", small=True), Quote("Sova i tid", "Viktigt"),
    Quote("", "Viktigt för mig"), Facts((("Namn", "Alva"), ("Telefon", ""))),
    Table("Vem gör vad", ("Vem", "Vad"), (("Alva", "Ringer"),), (1, 2), room=2),
    Ticks("Ny?", (("Ja", True), ("Nej", False))),
    Room("Skriv här", 4), Bullets(("ett", "två"), numbered=True), Bullets(("a",)),
    Rings("Alva", ("Varje dag", "Ibland"), (Near("Bo", 1, "Familj", "V"), Near("Cia", 9))), Rings("Jag", ("Nära",)),
    Circle((Part("Inledning", 20, ("Hur är det?",)), Part("Nuläge", 80, ("Vad är på gång?",)))),
    Circle((Part("Utan tid", 0, ()), Part("Också", 0, ()))), Turn(), Tiles("Vad är viktigt?", ("Hem", "Skola")),
    Tiles("Åtta", tuple("abcdefgh")), Sign(("Den enskilde",)),
)
HARD = ("😀👨‍👩‍👧🇸🇪👍🏽❤️ → Łódź ş Жанна Ωραία 中文 ไทย ሰላም שלום مرحبا \u202bab\u202c a\u0301 z\u0323\u0308 "
        "\ue000\ufdd0\x00\x07\U000e0041 ＡＢ ½ ‘’ “” … \u200b\ufeff \U0001f9ff 𝔘 ༀ ꙮ")


def sheet(*blocks: object, easy: bool = False, title: str = "Prov") -> Sheet:
    return Sheet("prov", title, blocks or BLOCKS, subtitle="Alva", foot=("Kontrollkod AB12",), easy=easy)  # type: ignore[arg-type]


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("light", [False, True])
def test_every_block_is_a_tagged_pdf(easy: bool, light: bool) -> None:
    assert judged(typeset.pdf([sheet(easy=easy), sheet(title="Två")], light=light)) == []


@pytest.mark.parametrize("place", [Text, Heading, lambda t: Facts(((t, t),)), lambda t: Table(t, (t,), ((t,),)),
                                   lambda t: Rings(t, (t,), (Near(t, 1, t, t),)), lambda t: Quote(t, t)])
def test_every_letter_has_a_shape_wherever_it_stands(place: object) -> None:
    assert judged(typeset.pdf([sheet(place(HARD), title=HARD)])) == []  # type: ignore[operator]


def test_what_no_font_has_is_shown_as_such_and_never_stops_a_paper() -> None:
    rare = "".join(chr(n) for n in range(0x1F000, 0x1F100)) + "".join(chr(n) for n in range(0x20000, 0x20040))
    assert typeset.pdf([sheet(Text(rare))])[:5] == b"%PDF-"


def test_what_somebody_writes_is_never_read_as_code() -> None:
    nasty = '#panic("x") *fet* $x$ `r` \\ "]} <a> @b #import "a.typ"\n= Rubrik'
    assert judged(typeset.pdf([sheet(Text(nasty), Facts(((nasty, nasty),)))])) == []


def test_the_same_sheet_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeset, "_now", lambda: 1_800_000_000)
    assert typeset.pdf([sheet()]) == typeset.pdf([sheet()])


@pytest.mark.parametrize("written", ["Storgatan 7", "storgatan\u00a07", "Storgatan\n7", "0303-555\u202f02\u00a000"])
def test_what_a_protected_person_hides_does_not_leave_in_the_bytes(written: str) -> None:
    with veil.drawing():
        veil.draw(["Storgatan 7", "0303-555 02 00"])
        text = typeset._data([sheet(Text(f"Bor på {written}."), Facts((("Adress", written),)), title=written)])
    told = json.loads(text)["sheets"][0]
    assert told["title"] == "skyddad uppgift" and told["blocks"][1]["rows"] == [["Adress", "skyddad uppgift"]]
    assert "torgatan" not in text and "555" not in text


def test_a_long_paper_is_numbered_sheet_by_sheet() -> None:
    words = json.loads(typeset._data([sheet()]))["words"]
    assert "%(n)s" in words["page"] and "%(all)s" in words["page"]


def test_a_stream_that_is_not_as_long_as_it_says_is_a_fault() -> None:
    made = typeset.pdf([sheet()])
    broken = made.replace(b"/Length ", b"/Length 1", 1)
    assert lengths_hold(made) and not lengths_hold(broken)


def test_pasted_marks_and_controls_do_not_stop_a_paper() -> None:
    pasted = "\u0007\u0000\ufeffA\u200b\u202eB\u202c\u00adC\r\nD\tE\ufffe\ue000\ud800"
    assert judged(typeset.pdf([sheet(Text(pasted), Facts(((pasted, pasted),)))])) == []
