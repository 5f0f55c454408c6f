"""What every door has in common."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


class NotThere(Exception):
    """The record does not exist, or is not yours: the two must look the same to whoever asks.

    ``logged``: the door itself has written the attempt in the log, with more than the page knows of it.
    """

    def __init__(self, logged: bool = False) -> None:
        super().__init__()
        self.logged = logged


class QueryInTemplate(AssertionError):
    """A page asked the database while it was being drawn; all data must come through a door first."""


def _forbid(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    raise QueryInTemplate(sql[:200])


@contextmanager
def no_queries() -> Iterator[None]:
    """Inside, every query raises: templates are drawn from frozen data only."""
    with connection.execute_wrapper(_forbid):
        yield
