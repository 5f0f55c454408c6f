"""Asks a page as somebody, inside this process, and sees everything that came of it."""

import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

LOG = "audit_auditevent"
_WRITES = re.compile(r'^\s*(?:(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?|SELECT audit_append\()', re.IGNORECASE)
# These differ between two answers to the same question, whatever the question was.
PASSING = frozenset({"date", "set-cookie"})


@dataclass(frozen=True)
class Seen:
    """One answer, and the tables that were written to while it was made."""

    status: int
    location: str
    body: bytes
    headers: tuple[tuple[str, str], ...]
    wrote: frozenset[str] = frozenset()
    broke: str = ""  # what was raised, where nobody caught it

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")

    @property
    def signed_out(self) -> bool:
        return self.status in (302, 303) and self.location.startswith("/logga-in/")

    def same_as(self, other: "Seen") -> bool:
        """Whether nobody could tell the two apart by status, bytes or headers."""
        return (self.status, self.body, self.headers) == (other.status, other.body, other.headers)


@dataclass
class Asker:
    """A browser without a browser: one signed-in session and the test client."""

    session_key: str | None
    wrote: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        from django.conf import settings
        from django.test import Client

        self.client = Client(raise_request_exception=False)
        if self.session_key:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.session_key

    def ask(self, method: str, path: str, data: Any = None, keep: bool = True, **more: Any) -> Seen:
        """Send one request. ``keep`` False: whatever it changed is taken back before this returns."""
        from django.db import connection, transaction

        self.wrote = set()
        cookies = dict(self.client.cookies)
        with connection.execute_wrapper(self._watch):
            if keep:
                seen = self._send(method, path, data, more)
            else:
                with transaction.atomic():
                    seen = self._send(method, path, data, more)
                    transaction.set_rollback(True)
        self.client.cookies.clear()
        self.client.cookies.update(cookies)  # type: ignore[arg-type]
        return seen

    def _send(self, method: str, path: str, data: Any, more: dict[str, Any]) -> Seen:
        if isinstance(data, bytes) or method not in ("GET", "POST"):
            response = self.client.generic(method, path, data or b"", **more)
        elif method == "GET":
            response = self.client.get(path, data, **more)
        else:
            response = self.client.post(path, data or {}, **more)
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        headers = tuple(sorted((k.lower(), v) for k, v in response.headers.items() if k.lower() not in PASSING))
        raised = getattr(response, "exc_info", None)
        broke = "".join(traceback.format_exception(*raised, limit=-4)) if raised else ""
        return Seen(response.status_code, response.headers.get("Location", ""), body, headers, frozenset(self.wrote),
                    broke)

    def _watch(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = _WRITES.match(sql)
        if found:
            self.wrote.add(found[1] or LOG)
        return execute(sql, params, many, context)


@contextmanager
def quiet() -> Iterator[None]:
    """Refusals are what is asked for here; they need not be told on the terminal."""
    import logging

    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
