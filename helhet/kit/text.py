"""Free text about a person: one field class, so that encryption can be turned on in one place."""

import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from helhet.kit import limits

PLAIN_KEY = b"\x00"


def clean_text(text: str) -> str:
    """NFC, Unix newlines, no control characters but newline and tab.

    Raises ValidationError with a sentence when a control character was pasted in.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    bad = [c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    if bad:
        raise ValidationError(
            _("Texten innehåller ett tecken som inte går att spara. Skriv om eller klistra in som ren text.")
        )
    return text.strip()


class PersonText(models.BinaryField):
    """Text about a person, stored as a key id byte and the text. Key 0 means not yet encrypted."""

    # For the type checker: an attribute holds text, whatever the column holds.
    _pyi_private_set_type: str
    _pyi_private_get_type: str  # type: ignore[assignment]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", b"")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def db_check(self, connection: Any) -> str:
        """The same limit as in forms, kept by the database too: a letter takes four bytes at most."""
        return f"octet_length({connection.ops.quote_name(self.column)}) <= {4 * limits.LONG + 1}"

    def from_db_value(self, value: bytes | memoryview | None, *_: Any) -> str:
        return decode(value)

    def to_python(self, value: Any) -> str:
        return decode(value) if isinstance(value, (bytes, memoryview)) else value or ""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, str):
            value = encode(value)
        return super().get_db_prep_value(value, connection, prepared)

    def get_default(self) -> str:
        return ""

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


def encode(text: str) -> bytes:
    return PLAIN_KEY + text.encode()


def decode(value: bytes | memoryview | None) -> str:
    raw = bytes(value or b"")
    if not raw:
        return ""
    if raw[:1] != PLAIN_KEY:
        raise ValueError("text is encrypted under a key that is not here")
    return raw[1:].decode()
