"""What every answer says to the browser of what it may do: pages, files, redirects and errors alike.

The policy for content itself (CSP) is django-csp's; the settings hold the words. This stands before everything
else, so that an answer somebody further in gives without a thought still has them.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class Headers:
    """Adds what an answer has not said itself. What nobody has said may be kept is kept nowhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in settings.HEADERS.items():
            response.headers.setdefault(name, value)
        return response
