"""The pages as they would be without the second guard: what ``helhet prove guard`` measures beside the real ones.

Only a proof serves these settings, on a clone of an invented world. Nobody tells the database who asks, so its tables
must not ask either: ``helhet.workshop.proofs.guard`` takes the policies off them.
"""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import AppConfig

from helhet.workshop.proofs.pages import SETTINGS

# By name, as the served pages are told them too.
globals().update({name: said for name, said in vars(importlib.import_module(SETTINGS)).items() if name.isupper()})


class Unguarded(AppConfig):
    """Stands first among the apps: nobody has taken a word of the context's by name yet."""

    name = "helhet.workshop.proofs.checks"
    label = "unguarded"

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        from helhet.access import context

        context._ask = _nothing  # type: ignore[assignment]
        context.of_unit = context.of_user = context.of_person = _straight_on  # type: ignore[assignment]


INSTALLED_APPS = ["helhet.workshop.proofs.checks.unguarded.Unguarded", *globals()["INSTALLED_APPS"]]


def _nothing(_sql: str, *_values: Any) -> None:
    """Nobody is told who asks."""


@contextmanager
def _straight_on(*_whose: Any, **_more: Any) -> Iterator[None]:
    """Neither question nor transaction: a transaction was begun here only for the sake of what was said in it."""
    yield
