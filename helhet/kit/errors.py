"""Plain answers for what goes wrong: static pages with no name, token or clue in them."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from helhet.kit.doors import NotThere

FALLBACK = "<!doctype html><html lang='sv'><title>Helhet</title><h1>Sidan finns inte</h1></html>"


@lru_cache(maxsize=8)
def _page(status: int) -> bytes:
    file = Path(settings.ERROR_PAGES) / f"{status}.html"
    return file.read_bytes() if file.exists() else FALLBACK.encode()


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The one 404: unknown address and another's record answer with the same bytes."""
    return HttpResponse(_page(404), status=404)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent was too much, or broken. Which it was is for the technician's log alone."""
    return HttpResponse(_page(400), status=400)


def not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without the mark of a page of ours: it may have been sent by somebody else's page."""
    return HttpResponse(_page(403), status=403)


def wait(request: HttpRequest, seconds: int) -> HttpResponse:
    """Too many, too fast: how long to wait stands in the header."""
    return HttpResponse(_page(429), status=429, headers={"Retry-After": str(seconds)})


def broken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_page(500), status=500)


class Errors:
    """Turns ``NotThere``, raised by any door, into that 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return not_there(request) if isinstance(exception, NotThere) else None
