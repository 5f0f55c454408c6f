"""Tells those who follow a meeting what changes: each change is read once for a case, and sent to every seat.

Nothing is decided here. A seat that may no longer follow hears ``gone`` and nothing more (ADR 0011).
"""

import asyncio
import json
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from helhet.process.live import seats
from helhet.process.live.door import Changes
from helhet.process.live.seats import Seat

T = TypeVar("T")
Message = tuple[str, Any, int | None]  # event, data, and how far the one who hears it has come
log = logging.getLogger("helhet.live")
THREADS = 3
SLOW = 400  # messages that wait for one listener; more, and they begin anew


@dataclass(eq=False)
class Listener:
    """One open stream. ``queue`` holds what is to be sent; None ends it."""

    ref: UUID
    seat: Seat | None = None
    queue: "asyncio.Queue[Message | None]" = field(default_factory=asyncio.Queue)

    def tell(self, event: str, data: Any = None, since: int | None = None) -> None:
        if self.queue.qsize() > SLOW:
            self.queue.put_nowait(None)
        else:
            self.queue.put_nowait((event, data, since))


@dataclass(eq=False)
class Room:
    """The listeners of one case, and how far its texts have been told."""

    ref: UUID
    listeners: set[Listener] = field(default_factory=set)
    since: int | None = None
    wants: set[str] = field(default_factory=set)
    doubted: set[Listener] = field(default_factory=set)
    task: "asyncio.Task[None] | None" = None

    @property
    def seated(self) -> list[Listener]:
        return [each for each in self.listeners if each.seat is not None]

    @property
    def doubt(self) -> set[Listener]:
        """Whose access may have ended, of those who sit; who is about to sit down is asked about when they do."""
        return {each for each in self.doubted if each.seat is not None}


class Hub:
    """All rooms of this process. Lives in one event loop; what asks the database runs in a few threads."""

    def __init__(self) -> None:
        self.rooms: dict[UUID, Room] = {}
        self.threads = ThreadPoolExecutor(THREADS, "live")

    async def ask(self, act: Callable[..., T], *args: Any) -> T:
        """Run something that asks the database, in a context of its own: nothing is left from another's question."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, lambda: Context().run(act, *args))

    async def join(self, key: str, ref: UUID, since: int) -> Listener | None:
        """A seat for a session; its first message says what has been written. None when it is not open to it."""
        listener = Listener(ref)
        room = self.rooms.setdefault(ref, Room(ref))
        room.listeners.add(listener)  # before it is asked: what happens meanwhile is told too
        try:
            found = await self.ask(seats.sit_down, key, ref, since)
        except BaseException:
            self.leave(listener)
            raise
        if found is None:
            self.leave(listener)
            return None
        listener.seat, first = found
        listener.tell("hello", first.told(listener.seat.by.user_id), first.since)
        room.since = first.since if room.since is None else room.since
        self._wake(room)  # with what was said while they sat down
        return listener

    def leave(self, listener: Listener) -> None:
        room = self.rooms.get(listener.ref)
        if room is not None:
            room.listeners.discard(listener)
            room.doubted.discard(listener)
            if not room.listeners:
                del self.rooms[listener.ref]

    def changed(self, ref: UUID, what: str) -> None:
        """Something of a case has changed: "t" a text, "w" who writes, else anything."""
        room = self.rooms.get(ref)
        if room is not None:
            room.wants.add(what if what in ("t", "w") else "m")
            self._wake(room)

    def ended(self, kind: str, number: str) -> None:
        """Somebody's access may have ended: of a case, a person, a session or a user."""
        for room in list(self.rooms.values()):
            for listener in room.listeners:
                if listener.seat is None or number == str(_known(listener.seat).get(kind)):
                    room.doubted.add(listener)  # who is about to sit down may have been asked about before it ended
            if room.doubted:
                self._wake(room)

    def doubt_all(self) -> None:
        """What has been said while nobody listened is not known: all is asked anew."""
        for room in self.rooms.values():
            room.wants.add("m")
            room.doubted |= room.listeners
            self._wake(room)

    async def may_stay(self, listener: Listener, wholly: bool = True) -> bool:
        """Decide anew for one seat; who may not hears ``gone``. What cannot be decided ends the stream."""
        seat = listener.seat
        try:
            stays = seat is not None and await self.ask(seats.still_sits, seat, wholly)
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing more is sent
            log.warning("A stream is closed: whether it may go on could not be decided (%s).", type(error).__name__)
            listener.queue.put_nowait(None)
            self.leave(listener)
            return False
        if not stays:
            self._out(listener)
        return stays

    def _out(self, listener: Listener) -> None:
        self.leave(listener)
        listener.queue.put_nowait(("gone", None, None))
        listener.queue.put_nowait(None)

    def _wake(self, room: Room) -> None:
        if (room.wants or room.doubt) and room.seated and (room.task is None or room.task.done()):
            room.task = asyncio.create_task(self._catch_up(room))

    async def _catch_up(self, room: Room) -> None:
        """Tell what has changed, until nothing more has. What comes meanwhile is told together."""
        while (room.wants or room.doubt) and room.seated:
            wants, room.wants = room.wants, set()
            doubted = room.doubt
            room.doubted -= doubted
            asked = set(room.seated) if "m" in wants else doubted
            await asyncio.gather(*(self.may_stay(each) for each in asked))
            if "m" in wants:
                for each in room.seated:
                    each.tell("rows")
            if wants and room.seated:
                await self._read(room)

    async def _read(self, room: Room) -> None:
        """Read what is new once, as one of those who may, and tell all. From whom something is hidden reads alone."""
        since, told = room.since or 0, room.since or 0
        open_to = [each for each in room.seated if each.seat and not each.seat.veiled]
        while open_to:
            found = await self._news(open_to[0], since)
            if found is not None:
                self._tell([each for each in open_to if each in room.listeners], found)
                told = max(told, found.since)
                break
            open_to.pop(0)
        for each in room.seated:
            if each.seat and each.seat.veiled:
                found = await self._news(each, since)
                if found is not None:
                    self._tell([each], found)
                    told = max(told, found.since)
        room.since = told

    async def _news(self, listener: Listener, since: int) -> Changes | None:
        assert listener.seat is not None
        try:
            found = await self.ask(seats.read, listener.seat, since)
        except Exception as error:  # noqa: BLE001 - whatever it is, nothing is sent
            log.warning("What is new could not be read (%s).", type(error).__name__)
            listener.queue.put_nowait(None)
            self.leave(listener)
            return None
        if found is None:
            self._out(listener)
        return found

    def _tell(self, listeners: Iterable[Listener], found: Changes) -> None:
        for each in listeners:
            if each.seat is not None:
                news = found.told(each.seat.by.user_id)
                if news["texts"]:
                    each.tell("news", {**news, "stamp": ""}, found.since)
                else:
                    each.tell("writing", news["writing"])


def _known(seat: Seat) -> dict[str, Any]:
    return {"c": seat.ref, "s": seat.sitting, "u": seat.by.user_id, "p": seat.individual}


def written(message: Message) -> bytes:
    """A message as a stream of events has it."""
    event, data, since = message
    number = f"id: {since}\n" if since is not None else ""
    return f"{number}event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
