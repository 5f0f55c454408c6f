"""Says, when the transaction is done, that something in a meeting has changed: the screens fetch what they may see."""

from uuid import UUID

from django.db import connection

CHANNEL = "helhet_live"


def rows(case_ref: UUID) -> None:
    """Tell the live stream that a case's meeting has changed. It goes out when the caller's transaction commits.

    For verbs that make no move of the case; a move tells by itself (a trigger of the database).
    """
    _tell(case_ref, "m")


def text(case_ref: UUID) -> None:
    """The same for a text that has a new version."""
    _tell(case_ref, "t")


def writing(case_ref: UUID) -> None:
    """The same for who is writing where."""
    _tell(case_ref, "w")


def _tell(case_ref: UUID, what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{case_ref}:{what}"])
