"""Finds out who is here, once per request, and binds it to the request as an Actor."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from helhet.access import actions, door, held, sessions

View = Callable[..., HttpResponse]


class WhoIsHere:
    """Sets ``request.actor``: an Actor, or None for somebody who has not signed in or whose session is over."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = door.actor_of(request.session)  # type: ignore[attr-defined]
        if request.actor is None and sessions.USER in request.session:  # type: ignore[attr-defined]
            actions.sign_out(request.session, by=None, because="over")
        response = self.get_response(request)
        if request.actor is not None:  # type: ignore[attr-defined]
            response.headers["Cache-Control"] = "no-store"
            if request.actor.user_id:  # type: ignore[attr-defined]
                held.remember(request, response, request.actor.user_id)  # type: ignore[attr-defined]
        return response

    def process_view(self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        """Whoever opens a page is still here. A page that only asks how long is left (``quiet``) does not count."""
        if getattr(request, "actor", None) is not None and not getattr(view, "quiet", False):
            actions.still_here(request.session)
