"""Saving a text with the number one saw: the second of two writers gets both texts back."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from helhet.kit import clock
from helhet.kit.models import FieldVersion
from helhet.kit.refusals import Conflict
from helhet.kit.text import clean_text


class Writer(Protocol):
    @property
    def user_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def assignment_id(self) -> int | None: ...


@dataclass(frozen=True)
class Text:
    """A text as it stands: its version number (0 = never written), who wrote it last and when."""

    text: str = ""
    n: int = 0
    by_name: str = ""
    at: Any = None

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def write(*, subject: UUID, row: UUID, field: str, text: str, seen: int | None, by: Writer) -> int:
    """Append a version and return its number. ``seen`` is the number the writer had before them.

    Raises Conflict with both texts when somebody else has saved since. Unchanged text appends nothing.
    Must run inside the verb's transaction.
    """
    text = clean_text(text)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [f"{row}:{field}"])
    last = FieldVersion.objects.filter(subject=subject, row_ref=row, field=field).order_by("-n").first()
    n, current = (last.n, last.text) if last else (0, "")
    if text == current:
        return n
    if seen is not None and seen != n:
        raise Conflict(field=field, mine=text, theirs=current, by=last.by_name if last else "", n=n)
    FieldVersion.objects.create(
        subject=subject, row_ref=row, field=field, n=n + 1, text=text, at=clock.now(),
        by=by.user_id, by_name=by.name, assignment=by.assignment_id,
    )
    return n + 1


def read(subject: UUID) -> dict[tuple[UUID, str], Text]:
    """The newest version of every text of a subject, keyed by (row, field). One query."""
    rows = FieldVersion.objects.filter(subject=subject).order_by("row_ref", "field", "-n").distinct("row_ref", "field")
    return {(r.row_ref, r.field): Text(r.text, r.n, r.by_name, r.at) for r in rows}
