"""Says, when the transaction is done, that something in a meeting has changed: the screens fetch what they may see."""

from uuid import UUID

from django.db import connection

CHANNEL = "helhet_live"


def rows(case_ref: UUID) -> None:
    """Tell the live stream that a case's meeting has changed. It goes out when the caller's transaction commits.

    For verbs that make no move of the case; a move tells by itself (a trigger of the database).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{case_ref}:m"])
