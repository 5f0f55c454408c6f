"""The pages of messages: what one sees, what is kept when it is refused, how a file is handed over."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helhet.access.actor import Actor
from helhet.audit.models import AuditEvent
from helhet.documents.tests import making
from helhet.organisations import door as organisations
from helhet.process.case.models import Case
from helhet.process.consent import actions as consent
from helhet.process.dialogue import actions
from helhet.process.dialogue.actions import Attached
from helhet.process.dialogue.models import Message, MessageVersion
from helhet.process.tests.cast import Cast, sign_in
from helhet.process.tests.dialogue import scenes

pytestmark = pytest.mark.django_db


def signed_in(by: Actor) -> Client:
    client = Client()
    sign_in(client, by)
    return client


def ref_of(cast: Cast, unit: str) -> str:
    return str(organisations.unit_by_id(cast.unit(unit)).ref)


def write(cast: Cast, case: Case, **said: Any) -> Any:
    posted = {"receivers": [ref_of(cast, "social")], "kind": "care", "text": scenes.WORDS, "once": str(uuid4()), **said}
    return signed_in(cast.nurse).post(reverse("message-write", args=[case.ref]), posted)


def file(name: str, body: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, "application/pdf")


def test_a_message_is_written_and_read(cast: Cast) -> None:
    case = scenes.at_table(cast)
    answer = write(cast, case, attached=[file("Intyg.pdf", making.pdf()), file("b.png", making.picture())])
    assert answer.status_code == 303
    page = signed_in(cast.social).get(answer.headers["Location"]).content.decode()
    assert scenes.WORDS in page and "Intyg.pdf" in page and "Kvittera" in page and "Fel mottagare" in page
    assert signed_in(cast.social).get(reverse("messages", args=[case.ref])).content.decode().count("att kvittera") == 1


def test_the_same_click_twice_sends_once(cast: Cast) -> None:
    case, key = scenes.at_table(cast), str(uuid4())
    first, second = write(cast, case, once=key), write(cast, case, once=key)
    assert first.headers["Location"] == second.headers["Location"] and Message.objects.count() == 1


@pytest.mark.parametrize(("name", "body", "word"), [
    ("intyg.pdf", making.HTML, "webbsida"), ("intyg.pdf", making.pdf(making._embeds), "andra filer"),
    ("stor.txt", b"a" * 10_000_001, "större än 10 MB"),
])
def test_a_refused_file_keeps_every_word(cast: Cast, name: str, body: bytes, word: str) -> None:
    case = scenes.at_table(cast)
    answer = write(cast, case, attached=[file(name, body)])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert scenes.WORDS in page and word in page and f"{name}: " in page and "välja igen" in page
    assert 'value="care" checked' in page and not Message.objects.exists()


def test_nothing_typed_is_lost_when_the_words_are_missing(cast: Cast) -> None:
    case = scenes.at_table(cast)
    answer = write(cast, case, text="", receivers=[])
    page = answer.content.decode()
    assert answer.status_code == 422 and "Skriv ett meddelande." in page and "Välj vilka enheter" in page


def test_other_pages_take_no_large_body(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    posted = {"why": "Hej", "once": str(uuid4()), "attached": file("a.txt", b"a" * 1_100_000)}
    answer = signed_in(cast.nurse).post(reverse("message-withdraw", args=[ref]), posted)
    assert answer.status_code == 400 and Message.objects.get(ref=ref).withdrawn_at is None


def test_a_file_is_handed_over_and_never_shown(cast: Cast) -> None:
    case = scenes.at_table(cast)
    body = making.pdf()
    ref = scenes.sent(cast, case, files=[Attached('x"; filename=evil.exe\r\n.pdf', body)])
    (found,) = scenes.read(cast.social, ref).files
    address = reverse("message-file", args=[ref, found.ref])
    answer = signed_in(cast.social).get(address)
    assert answer.content == body and answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{found.name}"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert "no-store" in answer.headers["Cache-Control"]
    assert AuditEvent.objects.filter(event="dialogue.file", actor=cast.social.user_ref).exists()
    for by in (cast.actors["health_centre"], cast.stranger):
        assert signed_in(by).get(address).status_code == 404
    assert signed_in(cast.social).get(reverse("message-file", args=[ref, uuid4()])).status_code == 404


def test_a_file_given_back_is_not_handed_over(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case, files=[Attached("a.pdf", making.pdf())])
    (found,) = scenes.read(cast.social, ref).files
    actions.return_(ref, why="Inte vi", by=cast.social)
    assert signed_in(cast.social).get(reverse("message-file", args=[ref, found.ref])).status_code == 404


@pytest.mark.parametrize("name", ["message", "message-reply", "message-correct", "message-withdraw",
                                  "message-forward", "message-return", "message-acknowledge"])
def test_another_units_message_is_not_there(cast: Cast, name: str) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    for by in (cast.actors["health_centre"], cast.stranger):
        assert signed_in(by).get(reverse(name, args=[ref])).status_code == 404
    assert signed_in(cast.nurse).get(reverse(name, args=[uuid4()])).status_code == 404


def _do(client: Client, name: str, ref: UUID, **said: Any) -> Any:
    return client.post(reverse(name, args=[ref]), {**said, "once": str(uuid4())}, follow=True)


def test_what_one_does_with_a_message(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    social, nurse = signed_in(cast.social), signed_in(cast.nurse)
    assert "kvitterat" in _do(social, "message-acknowledge", ref).content.decode()
    page = _do(social, "message-reply", ref, text="I går.", receivers=[ref_of(cast, "psychiatry")]).content.decode()
    assert "I går." in page and "Svaret är skickat." in page
    page = _do(nurse, "message-correct", ref, text="Onsdag.", why="Fel dag", seen_text="1").content.decode()
    assert "Onsdag." in page and "Så stod det förut" in page and scenes.WORDS in page
    page = _do(nurse, "message-forward", ref, unit=ref_of(cast, "health_centre")).content.decode()
    assert "Meddelandet är skickat vidare." in page and "Vårdcentralen Solgärde" in page
    page = _do(signed_in(cast.actors["health_centre"]), "message-return", ref, why="Inte vi").content.decode()
    assert "tillbaka hos avsändaren" in page and "Onsdag." not in page
    page = _do(nurse, "message-withdraw", ref, why="Fel person").content.decode()
    assert "<del>Onsdag.</del>" in page and "Fel person" in page and "Inte vi" in page


def test_a_colleagues_correction_shows_both_texts(cast: Cast) -> None:
    case = scenes.at_table(cast)
    ref = scenes.sent(cast, case)
    actions.correct(ref, text="Deras ord.", why="Fel", seen=1, by=cast.colleague)
    answer = _do(signed_in(cast.nurse), "message-correct", ref, text="Mina ord.", why="Fel", seen_text="1")
    page = answer.content.decode()
    assert answer.status_code == 409 and "Deras ord." in page and "Mina ord." in page


@pytest.mark.rule("CON-10")
def test_who_may_not_know_is_not_offered(cast: Cast) -> None:
    case = scenes.at_table(cast)
    consent.withdraw(case.ref, scope="recipient", unit=cast.unit("social"), by=cast.nurse)
    page = signed_in(cast.nurse).get(reverse("message-write", args=[case.ref])).content.decode()
    assert ref_of(cast, "social") not in page and "Inte till Mottagningsenheten" in page
    answer = write(cast, case)
    assert answer.status_code == 422
    with pytest.raises(Exception, match="CON-10"):
        scenes.sent(cast, case)


def test_the_pages_ask_no_more_with_many(cast: Cast) -> None:
    few, many = scenes.at_table(cast), scenes.at_table_again(cast)
    first = _rows(cast, few, 1)
    last = _rows(cast, many, 8)
    client = signed_in(cast.social)
    for name, most, small, large in (("messages", 32, few.ref, many.ref), ("message", 34, first, last)):
        client.get(reverse(name, args=[small]))
        counts = []
        for ref in (small, large):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse(name, args=[ref])).status_code == 200
            counts.append(len(asked))
        assert counts[1] <= counts[0] <= most, (name, counts)


def _rows(cast: Cast, case: Case, n: int) -> UUID:
    """So many threads, answers, versions and files."""
    ref = uuid4()
    for number in range(n):
        ref = scenes.sent(cast, case, text=f"Fråga {number}", receivers=[cast.unit("social"),
                                                                         cast.unit("health_centre")],
                          files=[Attached("a.txt", b"Hej %d" % number)])
    for number in range(n):
        actions.reply(ref, text=f"Svar {number}", receivers=[cast.unit("psychiatry")], by=cast.social)
    found = Message.objects.get(ref=ref)
    MessageVersion.objects.bulk_create(
        MessageVersion(message=found, n=2 + k, text=f"Rättat {k}", why="Fel", at=found.at, by_name="Jonas Lind")
        for k in range(n))
    return ref
