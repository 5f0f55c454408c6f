"""Keeps what an obligation says of who has taken it on equal to ``Taken``: the copy is what lists read."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection

_OF = """
clock_obligation s LEFT JOIN clock_taken t ON t.unit_id = s.unit_id AND t.subject = s.subject AND t.code = s.code
WHERE s.subject = ANY(%s)
  AND (s.taken_by IS DISTINCT FROM t."user" OR s.taken_name <> coalesce(t.user_name, ''))
"""
_UNTRUE = "SELECT DISTINCT s.subject FROM " + _OF  # noqa: S608 - two texts of ours
_SETTLE = (
    """WITH untrue AS (SELECT s.id, t."user" AS who, coalesce(t.user_name, '') AS name FROM """ + _OF  # noqa: S608
    + ") UPDATE clock_obligation o SET taken_by = who, taken_name = name FROM untrue WHERE o.id = untrue.id"
)


def untrue(subjects: Collection[UUID]) -> set[UUID]:
    """Those of the subjects whose obligations do not say who has taken them on. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_UNTRUE, [list(subjects)])
        return {subject for (subject,) in cursor.fetchall()}


def settle(subjects: Collection[UUID]) -> int:
    """Make them say it; returns how many did not. One query. Whoever calls holds the subjects still."""
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, [list(subjects)])
        return cursor.rowcount
