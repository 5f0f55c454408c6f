"""What is looked through: honest files pass and lose what could show a home; a dishonest one is refused in words."""

from io import BytesIO
from uuid import UUID

import pytest
from pikepdf import Dictionary, Name, String
from PIL import Image

from helhet.access.actor import system
from helhet.access.context import asking
from helhet.documents import actions, door
from helhet.documents.models import Content
from helhet.documents.rules import Looked, clean_name, look, our_name
from helhet.documents.tests import making
from helhet.kit.refusals import Refusal


@pytest.mark.parametrize(("body", "name", "word"), [h[1:] for h in making.HOSTILE], ids=[h[0] for h in making.HOSTILE])
def test_a_dishonest_file_is_refused_with_its_reason(body: bytes, name: str, word: str) -> None:
    found = look(body, name)
    assert isinstance(found, Refusal)
    assert word in str(found.sentence) and found.field == "attached"


def test_there_are_enough_dishonest_files() -> None:
    assert len(making.HOSTILE) >= 25


@pytest.mark.parametrize(("body", "name", "media"), [
    (making.pdf(), "Läkarintyg.pdf", "application/pdf"),
    (making.pdf(making.on_page(Dictionary(S=Name.URI, URI=String("https://exempel.se")))), "a.PDF", "application/pdf"),
    (making.pdf(linearize=True), "utan ändelse", "application/pdf"),
    (making.picture(), "bild.png", "image/png"),
    (making.picture("JPEG"), "bild.jpeg", "image/jpeg"),
    (making.picture("JPEG", progressive=True, size=(300, 200)), "bild.jpg", "image/jpeg"),
    (making.picture("JPEG") + making.picture("JPEG"), "telefon.jpg", "image/jpeg"),
    ("Mötet är på tisdag.\r\nTa med kortet.".encode(), "att ta med.txt", "text/plain"),
    ("\ufeffÄven så här".encode(), "", "text/plain"),
], ids=["pdf", "pdf with a link", "fast pdf", "png", "jpeg", "progressive", "telephone", "text", "text with a mark"])
def test_an_honest_file_passes(body: bytes, name: str, media: str) -> None:
    found = look(body, name)
    assert isinstance(found, Looked), found
    assert found.media_type == media


def test_a_photo_keeps_the_picture_and_loses_the_place() -> None:
    before = making.photo_with_place()
    assert Image.open(BytesIO(before)).getexif().get_ifd(0x8825)
    found = look(before, "hemma.jpg")
    assert isinstance(found, Looked) and b"Telefonen" not in found.body
    after = Image.open(BytesIO(found.body))
    assert not after.getexif() and after.size == (10, 20)  # and stands the right way up


def test_a_picture_loses_its_hidden_words() -> None:
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Comment", "hemlig adress")
    found = look(making.picture(pnginfo=words), "a.png")
    assert isinstance(found, Looked) and b"hemlig" not in found.body


@pytest.mark.parametrize(("declared", "shown"), [
    ("../../etc/passwd", "passwd"), ("C:\\Users\\karin\\Läkarintyg.pdf", "Läkarintyg.pdf"), ("...gömd.txt", "gömd.txt"),
    ("a\u202efdp.exe", "afdp.exe"), ("två\nrader\0.pdf", "tvårader.pdf"), ("x" * 900, "x" * 200), ("", ""), ("/", ""),
])
def test_the_senders_words_are_made_harmless(declared: str, shown: str) -> None:
    assert clean_name(declared) == shown


def test_our_own_name_says_only_which_message() -> None:
    assert our_name(UUID(int=12), 2, "pdf") == "meddelande-00000000-bilaga-2.pdf"


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once() -> None:
    body = making.pdf()
    with asking(system("test")):
        first, second = actions.keep(body, "a.pdf"), actions.keep(body, "b.pdf")
    assert isinstance(first, actions.Kept) and first == second and Content.objects.count() == 1
    handed = door.body(first.id, "meddelande-1-bilaga-1.pdf")
    assert (handed.name, handed.media_type, handed.body) == ("meddelande-1-bilaga-1.pdf", "application/pdf", body)


@pytest.mark.django_db
def test_what_is_refused_is_not_kept() -> None:
    assert isinstance(actions.keep(making.HTML, "a.txt"), Refusal)
    assert not Content.objects.exists()
