"""The live stream of meetings, as a small ASGI application: one process, one connection that listens.

    GET /live/<case ref>/        text/event-stream: hello, news, writing, rows, here, gone

Whose session it is says the same cookie as for the pages. Served by `helhet serve` and `helhet demo` beside them.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helhet.config.settings.production")

import django  # noqa: E402

django.setup()

import psycopg  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connections  # noqa: E402
from django.http.request import validate_host  # noqa: E402

from helhet.process.live.hub import Hub, Listener, log, written  # noqa: E402

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
ANEW = 15.0  # seconds between two looks at whether one who follows is signed in and has a ground
WHOLLY = 4  # looks, of which one decides all of it anew
BETWEEN = 1.0  # seconds before the database is asked again when it has gone
STREAMS = 12  # of one session: as many pages of meetings as anybody has open

hub = Hub()
_listening: "asyncio.Task[None] | None" = None


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        return await _lifespan(receive, send)
    if scope["type"] != "http":
        return None
    global _listening
    if _listening is None or _listening.done():
        _listening = asyncio.create_task(_listen())
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
    ref, key = _ref(scope["path"]), _key(headers.get("cookie", ""))
    origin = _origin(headers)
    if scope["method"] != "GET" or ref is None or not key or origin is None or not _ours(headers):
        return await _no(send, origin)
    if sum(1 for room in hub.rooms.values() for each in room.seated if each.seat and each.seat.key == key) >= STREAMS:
        return await _no(send, origin, 429)
    told = headers.get("last-event-id", "")
    listener = await hub.join(key, ref, int(told) if told.isascii() and told.isdigit() else 0)
    if listener is None:
        return await _no(send, origin)
    try:
        await _start(send, 200, "text/event-stream; charset=utf-8", origin)
        await _stream(listener, receive, send)
    finally:
        hub.leave(listener)
    return None


async def _stream(listener: Listener, receive: Receive, send: Send) -> None:
    """Send what there is to tell until they go, or are out. Each is decided anew now and then, at different times."""
    gone = asyncio.create_task(_until_gone(receive, listener))
    loop = asyncio.get_running_loop()
    try:
        await send({"type": "http.response.body", "body": b"retry: 1000\n\n", "more_body": True})
        due, looks = loop.time() + ANEW, 0
        while True:
            try:
                message = await asyncio.wait_for(listener.queue.get(), max(0.0, due - loop.time()))
            except TimeoutError:
                due, looks = loop.time() + ANEW, looks + 1
                if await hub.may_stay(listener, wholly=looks % WHOLLY == 0):
                    listener.tell("here")
                continue
            if message is None:
                break
            await send({"type": "http.response.body", "body": written(message), "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        gone.cancel()


async def _until_gone(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.queue.put_nowait(None)


async def _listen() -> None:
    """Hear what the database says, for as long as we live. When it has been away, everything is asked anew."""
    while True:
        try:
            wanted = connections["default"].get_connection_params()
            wanted = {k: v for k, v in wanted.items() if k not in ("cursor_factory", "context", "prepare_threshold")}
            async with await psycopg.AsyncConnection.connect(**wanted, autocommit=True) as db:
                await db.execute("LISTEN helhet_live")
                await db.execute("LISTEN helhet_access")
                hub.doubt_all()
                async for said in db.notifies():
                    _heard(said.channel, said.payload)
        except (psycopg.Error, OSError) as error:
            log.warning("The database does not answer (%s); the stream waits for it.", type(error).__name__)
        await asyncio.sleep(BETWEEN)


def _heard(channel: str, payload: str) -> None:
    first, _, second = payload.partition(":")
    if channel == "helhet_access":
        hub.ended(first, second)
    else:
        hub.changed(UUID(first), second)


def _ref(path: str) -> UUID | None:
    parts = path.split("/")
    try:
        return UUID(parts[2]) if len(parts) == 4 and parts[0] == parts[3] == "" and parts[1] == "live" else None
    except ValueError:
        return None


def _key(cookies: str) -> str:
    try:
        found = SimpleCookie(cookies).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return found.value if found else ""


def _ours(headers: dict[str, str]) -> bool:
    host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    return validate_host(host, settings.ALLOWED_HOSTS)


def _origin(headers: dict[str, str]) -> str | None:
    """The pages' own origin when a browser names it, empty when it names none; None for anybody else's."""
    told, host = headers.get("origin", ""), headers.get("host", "")
    if not told:
        return ""
    page = urlsplit(told)
    pages = f"{urlsplit(f'//{host}').hostname}{settings.LIVE_PAGES}" if settings.LIVE_PAGES else host
    return told if page.netloc == pages and page.scheme in ("http", "https") else None


async def _start(send: Send, status: int, kind: str, origin: str | None) -> None:
    headers = {
        **settings.HEADERS, "Content-Type": kind, "X-Accel-Buffering": "no", "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "Vary": "Origin, Cookie",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    }
    if settings.SECURE_HSTS_SECONDS:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
    if origin:
        headers |= {"Access-Control-Allow-Origin": origin, "Access-Control-Allow-Credentials": "true"}
    raw = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": raw})


async def _no(send: Send, origin: str | None, status: int = 404) -> None:
    """The same for what is not there and what is not theirs."""
    await _start(send, status, "text/plain; charset=utf-8", origin)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        kind = (await receive())["type"]
        await send({"type": f"{kind}.complete"})
        if kind == "lifespan.shutdown":
            return
