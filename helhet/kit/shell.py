"""What stands around a page: the links at the top, the unit one works for, one's own name.

The rooms above fill it at start (``register``), so that the cellar needs to know nothing of them. The
functions are called while a page is drawn, when no query is allowed: counts come ready on the request.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Link:
    """One way onwards. ``key`` is what a page sets as ``{% set here = "todo" %}`` to be marked as current."""

    text: Any
    href: str
    key: str = ""
    count: int | str | None = None


@dataclass(frozen=True)
class Shell:
    """Everything the frame of a page needs. All of it optional: a page before sign-in has none."""

    home: str = "/"
    links: tuple[Link, ...] = ()
    unit: str = ""
    unit_href: str = ""
    name: str = ""
    menu: tuple[Link, ...] = ()
    sign_out: str = ""
    note: Any = ""


@dataclass(frozen=True)
class Stay:
    """How many seconds one can be still before one is signed out, from when it is told, and whether one can stay."""

    left: int
    warn: int
    longer: bool
    href: str


_stay: list[Callable[[Any], Stay | None]] = []


def register_stay(source: Callable[[Any], Stay | None]) -> None:
    """From now on ``source(request)`` says how long whoever is signed in has left."""
    _stay[:] = [source]


def stay(request: Any) -> Stay | None:
    """How long is left; None when nobody is signed in."""
    return _stay[0](request) if _stay and request is not None else None


_sources: dict[str, Callable[[Any], Shell]] = {}


def register(kind: str, source: Callable[[Any], Shell]) -> None:
    """From now on ``source(request)`` draws the frame for pages of this kind: "staff" or "citizen"."""
    _sources[kind] = source


def shell(request: Any, kind: str = "staff") -> Shell:
    """The frame for this request; an empty one when nobody has registered or nobody is signed in."""
    source = _sources.get(kind)
    if source is None or request is None:
        return Shell()
    return source(request) or Shell()
