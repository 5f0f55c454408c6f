"""How much is unread, counted once per page before it is drawn: no query is allowed while a page is drawn."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from helhet.clock import inbox

View = Callable[..., HttpResponse]


class CountsInbox:
    """Sets ``request.unread`` on the pages of staff: one bounded query, of the unit and of oneself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        actor = getattr(request, "actor", None)
        if getattr(view, "audience", "") == "staff" and actor is not None and actor.is_staff:
            request.unread = inbox.counts(actor.unit_id, actor.user_id)  # type: ignore[attr-defined]
