"""Search by name, number, unit and step: through one function in the database, never over free text."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection

LIMIT = 50


def index(*, case_ref: UUID, individual: int, units: Iterable[int], words: str, at: datetime) -> None:
    """Store what a case can be found by. Call in the verb's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_searchentry (case_ref, individual, units, words, updated_at)"
            " VALUES (%s, %s, %s, to_tsvector('simple', %s), %s)"
            " ON CONFLICT (case_ref) DO UPDATE SET units = EXCLUDED.units, words = EXCLUDED.words,"
            " updated_at = EXCLUDED.updated_at",
            [case_ref, individual, sorted(set(units)), words, at],
        )


def find(text: str, unit: int, limit: int = LIMIT) -> tuple[UUID, ...]:
    """The refs of the newest cases that match and that the unit takes part in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT case_ref FROM search_cases(%s, %s, %s)", [text, [unit], limit])
        return tuple(row[0] for row in cursor.fetchall())
