"""What ties a page of a meeting to what goes on: the addresses its script asks, and leave for it to do so."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse


@dataclass(frozen=True)
class Wire:
    """Addresses: of the stream, of saving, of saying that one writes, and of asking where no stream comes through."""

    ref: UUID
    stream: str
    save: str
    hold: str
    ask: str
    stamp: str


def of(request: HttpRequest, ref: UUID, moved_at: datetime) -> Wire:
    """The wire of a page drawn from a case as it was at ``moved_at``."""
    return Wire(ref, f"{origin(request)}/live/{ref}/", reverse("live-save", args=[ref]),
                reverse("live-hold", args=[ref]), reverse("live-ask", args=[ref]), moved_at.isoformat())


def opened(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """The page with leave to listen to the stream, where that is not at the page's own address."""
    if origin(request):
        response._csp_update = {"connect-src": [origin(request)]}  # type: ignore[attr-defined]
    return response


def origin(request: HttpRequest) -> str:
    """Where the stream is: empty for the page's own address; ``LIVE_URL`` may name only a port, of the same host."""
    told: str = settings.LIVE_URL
    if told.startswith(":"):
        return f"{request.scheme}://{urlsplit(f'//{request.get_host()}').hostname}{told}"
    return told
