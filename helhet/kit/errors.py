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
