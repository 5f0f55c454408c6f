"""Free text about a person: one field class, so that encryption can be turned on in one place."""

import unicodedata
from contextlib import nullcontext
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from helhet.kit import keys, limits

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


def sought(text: str) -> str:
    """What somebody seeks by, as it may be asked for: one line of at most ``limits.SOUGHT`` letters.

    A control character parts words as a space does: a tab comes with a name from a table, and PostgreSQL breaks at NUL.
    """
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in text).split())[:limits.SOUGHT]


class PersonText(models.BinaryField):
    """Text about a person, stored encrypted under the key of its controller and person (helhet/kit/keys.py)."""

    # For the type checker: an attribute holds text, whatever the column holds.
    _pyi_private_set_type: str
    _pyi_private_get_type: str  # type: ignore[assignment]

    def __init__(self, *args: Any, of_house: bool = False, **kwargs: Any) -> None:
        """``of_house``: under one key for the whole house, for what is compared across persons. Not for words."""
        self.of_house = of_house
        kwargs.setdefault("default", b"")
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def db_check(self, connection: Any) -> str:
        """The same limit as in forms, kept by the database too: a letter takes four bytes at most."""
        return f"octet_length({connection.ops.quote_name(self.column)}) <= {4 * limits.LONG + keys.OVERHEAD}"

    @property
    def place(self) -> str:
        """Where a value belongs: moved to another column it does not open."""
        return f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: bytes | memoryview | None, *_: Any) -> str:
        return decode(value, self.place)

    def to_python(self, value: Any) -> str:
        return decode(value, self.place) if isinstance(value, (bytes, memoryview)) else value or ""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, str):
            with keys.house() if self.of_house else nullcontext():
                value = encode(value, self.place)
        return super().get_db_prep_value(value, connection, prepared)

    def get_default(self) -> str:
        return ""

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.value_from_object(obj))


def encode(text: str, place: str = "") -> bytes:
    """The bytes to store. Without text there is nothing to hide; without a master key it lies plain."""
    sealed = keys.seal(text, place) if text else None
    return sealed if sealed is not None else PLAIN_KEY + text.encode()


def decode(value: bytes | memoryview | None, place: str = "") -> str:
    """The text of stored bytes. Raises ``keys.Unreadable`` for what was changed or moved here from elsewhere."""
    raw = bytes(value or b"")
    if not raw:
        return ""
    if raw[:1] == PLAIN_KEY:
        return raw[1:].decode()
    if raw[:1] == keys.SEALED:
        return keys.unseal(raw, place)
    raise keys.Unreadable("under a key that is not here")
