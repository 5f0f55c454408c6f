"""Gives each request a number of its own, so that all its lines in the log can be put together."""

from collections.abc import Callable
from contextvars import ContextVar
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse

_number: ContextVar[UUID | None] = ContextVar("number of the request", default=None)


def number() -> UUID | None:
    """The number of the request that is being answered; None outside one."""
    return _number.get()


class Numbered:
    """Stands first, so that everything a request does carries its number. The number is never sent out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _number.set(uuid4())
        try:
            return self.get_response(request)
        finally:
            _number.reset(token)
