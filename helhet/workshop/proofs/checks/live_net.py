"""Those who follow and write in a meeting, as browsers do it, over real connections: for the test and the proof."""

import asyncio
import contextlib
import json
import random
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from helhet.access.actor import Actor

TOKEN = "a" * 32  # the form token of a browser: its cookie and its header say the same


@dataclass
class Person:
    """One who is signed in: the cookies that a browser would send."""

    name: str
    key: str
    cookies: str


def signed_in(actor: Actor) -> Person:
    """A session of their own for this actor, in the database the default connection points at."""
    from django.conf import settings

    from helhet.access import sessions

    session = sessions.SessionStore()
    assert actor.user_ref is not None
    sessions.begin(session, user=actor.user_ref, assignment=actor.assignment_ref)
    key = session.session_key or ""
    return Person(actor.name, key, f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={TOKEN}")


async def ask(
    base: str, path: str, who: Person, data: dict[str, str] | None = None, headers: dict[str, str] | None = None
) -> tuple[int, Any]:
    """One request on a connection of its own: GET, or with ``data`` POST. Gives status and JSON. Raises OSError."""
    to = urlsplit(base)
    reader, writer = await asyncio.open_connection(to.hostname, to.port)
    try:
        body = urlencode(data).encode() if data is not None else b""
        lines = [f"{'GET' if data is None else 'POST'} {path} HTTP/1.1", f"Host: {to.netloc}", "Connection: close",
                 f"Cookie: {who.cookies}", *(f"{k}: {v}" for k, v in (headers or {}).items())]
        if data is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}",
                      f"X-CSRFToken: {TOKEN}"]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await writer.drain()
        answer = await reader.read()
    finally:
        writer.close()
    head, _, page = answer.partition(b"\r\n\r\n")
    if not head:
        raise ConnectionResetError("no answer")
    if b"chunked" in head.lower():
        page = _unchunked(page)
    status = int(head.split(b" ", 2)[1])
    try:
        return status, json.loads(page)
    except ValueError:
        return status, None


def _unchunked(page: bytes) -> bytes:
    out = b""
    while page:
        size, _, rest = page.partition(b"\r\n")
        count = int(size or b"0", 16)
        out, page = out + rest[:count], rest[count + 2:]
        if not count:
            break
    return out


@dataclass
class Follower:
    """One who follows: what their screen shows, and when each version came."""

    base: str
    ref: str
    who: Person
    texts: dict[tuple[str, str], tuple[int, str]] = field(default_factory=dict)
    came: dict[tuple[str, str, int], float] = field(default_factory=dict)
    heard: list[tuple[str, Any]] = field(default_factory=list)
    gone_at: float = 0.0
    opened: int = 0
    refused: int = 0
    since: str = ""
    hello: asyncio.Event = field(default_factory=asyncio.Event)
    out: asyncio.Event = field(default_factory=asyncio.Event)

    async def follow(self) -> None:
        """Follow until told to go; come back when the stream ends otherwise, as a browser does."""
        while not self.out.is_set():
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await self._once()
            if not self.out.is_set():
                await asyncio.sleep(0.3)

    async def _once(self) -> None:
        to = urlsplit(self.base)
        reader, writer = await asyncio.open_connection(to.hostname, to.port, limit=1_000_000)
        try:
            last = f"Last-Event-ID: {self.since}\r\n" if self.since else ""
            writer.write(f"GET /live/{self.ref}/ HTTP/1.1\r\nHost: {to.netloc}\r\nCookie: {self.who.cookies}\r\n{last}"
                         "\r\n".encode())
            status = int((await reader.readline()).split(b" ", 2)[1])
            while (await reader.readline()).strip():
                pass
            if status != 200:
                self.refused = status
                self.out.set()
                return
            self.opened += 1
            event, data = "", ""
            while not self.out.is_set():
                line = await reader.readline()
                if not line:
                    return
                name, _, value = line.decode().strip().partition(": ")
                if name == "event":
                    event = value
                elif name == "data":
                    data = value
                elif name == "id":
                    self.since = value
                elif not name and event:
                    self._hear(event, json.loads(data))
                    event = ""
        finally:
            writer.close()

    def _hear(self, event: str, data: Any) -> None:
        now = time.monotonic()
        self.heard.append((event, data))
        if event == "gone":
            self.gone_at = now
            self.texts.clear()
            self.out.set()
        for each in data["texts"] if event in ("hello", "news") else ():
            name = each["row"], each["field"]
            self.came.setdefault((*name, each["n"]), now)
            if self.texts.get(name, (0, ""))[0] < each["n"]:
                self.texts[name] = each["n"], each["text"]
        if event == "hello":
            self.hello.set()

    def shows(self, row: str, name: str) -> str:
        return self.texts.get((row, name), (0, ""))[1]

    def when(self, row: str, name: str, n: int) -> float | None:
        """When a version, or a later one that holds it, was on the screen."""
        found = [at for (r, f, m), at in self.came.items() if (r, f) == (row, name) and m >= n]
        return min(found, default=None)


@dataclass
class Writer:
    """One who writes in one text and sends at each pause, as kit/assets/js/live does it."""

    base: str
    ref: str
    who: Person
    row: str
    name: str
    text: str = ""
    n: int = 0
    lost: int = 0  # answers that did not come
    begun: int = 0  # saves before the measuring
    sent: list[tuple[int, float, str]] = field(default_factory=list)  # version, when it was sent, what was new in it

    async def insert(self, what: str, rnd: random.Random) -> None:
        """Write something somewhere, and send it; sent again with the same key until there is an answer."""
        at = rnd.randint(0, len(self.text))
        text = self.text[:at] + what + self.text[at:]
        await self.send(text, what)

    async def send(self, text: str, what: str = "") -> None:
        data = {"row": self.row, "field": self.name, "base": self.text, "text": text, "key": str(uuid4())}
        began = time.monotonic()
        for _ in range(200):
            try:
                status, answer = await ask(self.base, f"/sip/{self.ref}/motet/spara/", self.who, data)
            except OSError:
                status, answer = 0, None
            if status == 200:
                self.n, self.text = answer["n"], answer["text"]
                self.sent.append((self.n, began, what))
                return
            if status not in (0, 500, 502, 503):
                raise AssertionError(f"a save was answered {status}: {answer}")
            self.lost += 1
            await asyncio.sleep(0.5)
        raise AssertionError("a save was never answered")
