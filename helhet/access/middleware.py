"""Finds out who is here, once per request, and binds it to the request as an Actor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from helhet.access import door, held


class WhoIsHere:
    """Sets ``request.actor``: an Actor, or None for somebody who has not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = door.actor_of(request.session)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.actor is not None:  # type: ignore[attr-defined]
            response.headers["Cache-Control"] = "no-store"
            if request.actor.user_id:  # type: ignore[attr-defined]
                held.remember(request, response, request.actor.user_id)  # type: ignore[attr-defined]
        return response
