"""So much in so short a time: what costs much, or could be tried again and again, has a highest number.

Counted in each worker's own memory and nowhere else. A flood then costs no question to the database, and nobody's
address is kept; with W workers somebody may get through W times as often, which the numbers allow for. Nobody is ever
locked out: who waits the seconds that are said goes on. Which pages, and how many: ``helhet/config/limits.py``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from helhet.access import events
from helhet.access.actor import Actor
from helhet.audit import log
from helhet.kit import clock, errors

KEPT = 10_000  # who has asked lately; more than that and the oldest are forgotten
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Limit:
    """How many times within so many seconds: for one who is signed in, and for one address on the net."""

    one: int
    address: int
    within: int = 60
    methods: tuple[str, ...] = ("POST",)


class Counts:
    """How often something has been done in the window of time that runs."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, ...], tuple[float, int]] = {}
        self._lock = Lock()

    def add(self, key: tuple[str, ...], within: int) -> tuple[int, int]:
        """Count one more; gives how many in this window, and the seconds until the next one begins."""
        now = clock.now().timestamp()
        with self._lock:
            began, times = self._seen.pop(key, (now, 0))
            if now - began >= within or now < began:
                began, times = now, 0
            if len(self._seen) >= KEPT:
                self._seen.pop(next(iter(self._seen)))
            self._seen[key] = (began, times + 1)  # last again: what lies first has lain longest
        return times + 1, max(1, int(began + within - now))

    def so_far(self, key: tuple[str, ...], within: int) -> tuple[int, int]:
        """The same without counting."""
        now = clock.now().timestamp()
        began, times = self._seen.get(key, (now, 0))
        return (times, max(1, int(began + within - now))) if 0 <= now - began < within else (0, 0)

    def forget(self) -> None:
        self._seen.clear()


counts = Counts()


def address(request: HttpRequest) -> str:
    """Where a request comes from. A proxy of ours says it in the header; what the caller wrote there is not believed.

    ``PROXIES`` is how many stand before us: each adds one address at the end, so the one that counts is that many
    from the end.
    """
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    proxies = settings.PROXIES
    return told[-proxies] if 0 < proxies <= len(told) else str(request.META.get("REMOTE_ADDR", ""))


class Limits:
    """Answers 429 with how long to wait, before the page is asked at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.table: dict[str, Limit] = import_string("helhet.config.limits.LIMITS")
        self.misses: Limit = import_string("helhet.config.limits.MISSES")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        actor = getattr(request, "actor", None)
        if settings.LIMITED and response.status_code == 404 and actor is not None and request.resolver_match:
            self._missed(actor)
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if not settings.LIMITED:
            return None
        seconds = self._wait(request) or self._guessing(request, kwargs)
        return errors.wait(request, seconds) if seconds else None

    def _wait(self, request: HttpRequest) -> int:
        name = (request.resolver_match.url_name if request.resolver_match else "") or ""
        limit = self.table.get(name)
        if limit is None or request.method not in limit.methods:
            return 0
        actor = getattr(request, "actor", None)
        asked = [((name, "at", address(request)), limit.address)]
        if actor is not None:
            asked.append(((name, "by", str(actor.user_ref)), limit.one))
        over = [left for key, most in asked for times, left in [counts.add(key, limit.within)] if times > most]
        return max(over, default=0)

    def _guessing(self, request: HttpRequest, kwargs: dict[str, Any]) -> int:
        """Who has asked for too much that was not there waits before asking for another record."""
        actor = getattr(request, "actor", None)
        if actor is None or not kwargs:
            return 0
        times, left = counts.so_far(("misses", str(actor.user_ref)), self.misses.within)
        return left if times >= self.misses.address else 0

    def _missed(self, actor: Actor) -> None:
        """One more record that was not there, or not theirs. Many in a short time stand in the log, once."""
        times, _left = counts.add(("misses", str(actor.user_ref)), self.misses.within)
        if times == self.misses.one:
            with transaction.atomic():
                log.record(events.MANY_MISSES, by=actor, data={"misses": times, "seconds": self.misses.within})
