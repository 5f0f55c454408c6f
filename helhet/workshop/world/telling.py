"""Tells all stories, several side by side: none knows of another."""

import multiprocessing
import os
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed

from django.db import connection, connections

from helhet.workshop.supervise import die_with_parent
from helhet.workshop.world.ground import World
from helhet.workshop.world.lists import lists_last

Story = Callable[[World], None]
MOST = 4


def tell_all(world: World, stories: Sequence[Story], say: Callable[[str], None]) -> None:
    """Each story in turn, or side by side where there are several cores. Raises what the first broken one raised."""
    hands = min(MOST, os.cpu_count() or 1, len(stories))
    if hands < 2 or connection.in_atomic_block:
        for story in stories:
            say(_tell(world, story))
        return
    connections.close_all()  # a connection is not for two processes
    fork = multiprocessing.get_context("fork")
    parent = os.getpid()
    with ProcessPoolExecutor(hands, mp_context=fork, initializer=_begin, initargs=(world, stories, parent)) as pool:
        try:
            for done in as_completed([pool.submit(_tell_nth, n) for n in range(len(stories))]):
                say(done.result())
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


def _tell(world: World, story: Story) -> str:
    began = time.monotonic()
    with lists_last(world):
        story(world)
    return f"  {(story.__doc__ or story.__name__).splitlines()[0]} {time.monotonic() - began:.1f} s"


_told: tuple[World, Sequence[Story]] | None = None


def _begin(world: World, stories: Sequence[Story], parent: int) -> None:
    global _told
    _told = world, stories
    end_with_us = die_with_parent()
    if end_with_us:
        end_with_us()
    if os.getppid() != parent:
        os._exit(1)
    with connection.cursor() as cursor:
        # Half a world is thrown away anyway, so nothing has to reach the disk before the end.
        cursor.execute("SET synchronous_commit TO off")


def _tell_nth(n: int) -> str:
    if _told is None:
        raise RuntimeError("nothing to tell")
    try:
        return _tell(_told[0], _told[1][n])
    except Exception:  # noqa: BLE001 - raised again, in words
        # Not every refusal can travel between processes; its words can.
        raise RuntimeError(f"{_told[1][n].__module__}: {traceback.format_exc()}") from None
