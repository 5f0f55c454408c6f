"""What a protected identity hides is taken out of whatever leaves the house: page, print, calendar file.

A door that lets a case of such a person be read *draws* the words that say where they are: their own address, phone
and e-mail, and the units, schools, places and staff around them, which count as place. Every answer of that request
then has the words replaced, also inside free text. What is not drawn here is hidden by the door itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.html import escape
from django.utils.translation import gettext as _

SHORTEST = 4  # a shorter word would take half of the page with it
_TEXT = ("text/", "application/json", "application/pdf+json")
_PRINTED = b"h-paper"  # a print and a file leave the house: there the reader's own unit is hidden too


class Drawn:
    """The words of one request; ``known`` are the reader's own unit and name, which stand on every page."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.known: set[str] = set()


_drawn: ContextVar[Drawn | None] = ContextVar("veil", default=None)


def mask() -> str:
    """What stands in place of what is hidden."""
    return _("skyddad uppgift")


def draw(words: Iterable[str], known: Iterable[str] = ()) -> None:
    """Hide these words in the answer of this request; outside a request nothing happens."""
    drawn = _drawn.get()
    if drawn is not None:
        drawn.words.update(w.strip() for w in words if len(w.strip()) >= SHORTEST)
        drawn.known.update(w.strip() for w in known if w.strip())


def over(text: str, words: Iterable[str]) -> str:
    """The text with every one of the words replaced, as written and as HTML writes them; longest first.

    Whatever parts the words of a name or a number: a space, one that keeps a number on its line, or a new line.
    """
    forms: dict[str, str] = {}
    for word in words:
        for form in (word, str(escape(word))):
            forms[_one_space(form.casefold())] = mask()
        if re.fullmatch(r"\+?[\d ()/-]{6,}", word):
            forms[re.sub(r"\s", "", word)] = ""  # the address behind a telephone link
            forms[re.sub(r"\D", "", word)] = ""
    if not forms:
        return text
    found = "|".join(r"\s+".join(map(re.escape, form.split())) for form in sorted(forms, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{found})(?!\w)", lambda m: forms[_one_space(m[0].casefold())], text,
                  flags=re.IGNORECASE)


def _one_space(text: str) -> str:
    return " ".join(text.split())


def leaving(text: str) -> str:
    """The text as it may leave the house in this request: for files that are made here, whose bytes hide nothing."""
    drawn = _drawn.get()
    return over(text, drawn.words) if drawn is not None and drawn.words else text


@contextmanager
def drawing() -> Iterator[None]:
    """What is drawn within the block is hidden by ``leaving``, and forgotten after it: for what is no request."""
    token = _drawn.set(Drawn())
    try:
        yield
    finally:
        _drawn.reset(token)


def hides(data: QueryDict) -> bool:
    """Whether a form that is sent carries what stood in place of something hidden: it must not be saved as if true."""
    return any(mask() in str(value) for values in data.lists() for value in values[1])


class Veil:
    """Lays the drawn words over every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _drawn.set(Drawn())
        try:
            response = self.get_response(request)
            drawn = _drawn.get()
        finally:
            _drawn.reset(token)
        return _laid(response, drawn) if drawn is not None and drawn.words else response


def _laid(response: Any, drawn: Drawn) -> HttpResponse:
    kind = response.headers.get("Content-Type", "")
    if response.streaming or not kind.startswith(_TEXT):
        return response  # type: ignore[no-any-return]
    leaves = not kind.startswith("text/html") or _PRINTED in response.content
    words = drawn.words if leaves else {w for w in drawn.words if w not in drawn.known}
    response.content = over(response.content.decode(response.charset), words).encode(response.charset)
    return response  # type: ignore[no-any-return]
