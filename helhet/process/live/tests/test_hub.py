"""Who is told, and who no longer is, also when it happens just as they sit down."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest

from helhet.access.actor import Actor
from helhet.process.live import seats
from helhet.process.live.door import Changes
from helhet.process.live.hub import Hub

REF = uuid4()
BY = Actor(user_id=1, user_ref=None, name="Karin", kind="staff")


@pytest.mark.parametrize("said", [lambda hub: hub.ended("s", "7"), lambda hub: hub.doubt_all()])
def test_access_that_ends_while_one_sits_down_ends_the_stream_at_once(monkeypatch: Any, said: Any) -> None:
    asked, ended = threading.Event(), threading.Event()

    def sit_down(key: str, ref: Any, since: int) -> Any:
        asked.set()  # they were found to be signed in ...
        assert ended.wait(5)  # ... and then it was over
        return seats.Seat(key, 7, BY, ref, 1, veiled=False), Changes(0, (), (), "", 1, False)

    monkeypatch.setattr(seats, "sit_down", sit_down)
    monkeypatch.setattr(seats, "still_sits", lambda seat, wholly: False)

    async def follow() -> list[Any]:
        hub = Hub()
        joining = asyncio.create_task(hub.join("key", REF, 0))
        await asyncio.to_thread(asked.wait, 5)
        said(hub)
        ended.set()
        listener = await joining
        assert listener is not None
        told = [await asyncio.wait_for(listener.queue.get(), 5) for _ in range(3)]
        assert hub.rooms == {}
        return [each and each[0] for each in told]

    with ThreadPoolExecutor(1) as beside:  # the browser's library keeps a loop of its own in this thread
        assert beside.submit(asyncio.run, follow()).result(20) == ["hello", "gone", None]
