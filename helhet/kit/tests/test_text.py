"""Text about a person: cleaned, kept as it was written, and limited by the database as well."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from helhet.kit import clock, limits
from helhet.kit.keys import Unreadable
from helhet.kit.models import FieldVersion
from helhet.kit.text import clean_text, decode, encode, sought


def keep(text: str) -> FieldVersion:
    row = FieldVersion.objects.create(subject=uuid4(), row_ref=uuid4(), field="x", n=1, text=text, at=clock.now())
    return FieldVersion.objects.get(pk=row.pk)


@pytest.mark.parametrize("text", ["", "Åsa säger: ”hej” – 👋🏽", "en rad\ntvå rader", "مرحبا", "א\u200fב"])
def test_text_comes_back_as_it_was(db: None, text: str) -> None:
    assert keep(text).text == text
    assert decode(encode(text)) == text


def test_the_database_keeps_the_limit_too(db: None) -> None:
    assert keep("å" * limits.LONG).text
    with pytest.raises(IntegrityError), transaction.atomic():
        keep("👋" * (limits.LONG + 1))


def test_text_is_composed_and_control_characters_are_refused() -> None:
    assert clean_text("A\u030a\r\nb ") == "Å\nb"
    for sign in "\x00\x07\x1b\x7f\x9b":
        with pytest.raises(ValidationError):
            clean_text(f"a{sign}b")


def test_what_is_sought_is_one_clean_line() -> None:
    assert sought(" Lars\x00\r\n Andersson ") == sought("Lars\tAndersson") == "Lars Andersson"
    assert len(sought("å" * 70_000)) == limits.SOUGHT
    assert sought("\x00") == ""


def test_text_under_a_key_that_is_not_here_is_not_read_as_plain() -> None:
    with pytest.raises(Unreadable, match="key"):
        decode(b"\x07hemligt")
