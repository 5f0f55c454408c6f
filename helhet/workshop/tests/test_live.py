"""The live stream as it is served: what is saved comes to the others at once, and whose access ends is out at once."""

import asyncio
import os
import signal
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.db import connections

from helhet.access import actions as access
from helhet.access import blocks, sessions
from helhet.kit import clock
from helhet.process.case.models import Case
from helhet.process.consent import withdrawal
from helhet.process.live import telling
from helhet.process.meeting.models import Attendance, Meeting
from helhet.process.plan import actions as plan
from helhet.process.plan.models import Draft
from helhet.process.plan.tests.world import WORDS, at_meeting
from helhet.process.tests.cast import Cast, build
from helhet.workshop.database import Urls
from helhet.workshop.proofs.checks.live_net import Follower, Person, Writer, ask, signed_in
from helhet.workshop.served import Site, served


@pytest.fixture(scope="module")
def stage(fresh_database: Urls, tmp_path_factory: Any) -> Iterator[tuple[Site, Cast]]:
    with served(fresh_database, tmp_path_factory.mktemp("live"), live=True) as site:
        yield site, build()


@pytest.fixture
def case(stage: tuple[Site, Cast]) -> Case:
    case = at_meeting(stage[1], individual=stage[1].adult)
    plan.open_draft(case.ref, by=stage[1].nurse)
    return case


Body = Callable[[list[Follower], Writer], Awaitable[None]]


def run(stage: tuple[Site, Cast], case: Case, body: Body, *, who: tuple[str, ...] = ("colleague", "social")) -> None:
    """Let these follow over the net and the nurse write, while ``body`` goes on."""
    site, cast = stage
    row = str(Draft.objects.get(case=case).ref)
    people = [signed_in(cast.actors[one]) for one in who]
    nurse = signed_in(cast.nurse)

    async def going() -> None:
        followers = [Follower(site.live, str(case.ref), one) for one in people]
        tasks = [asyncio.create_task(one.follow()) for one in followers]
        try:
            await asyncio.wait_for(asyncio.gather(*(one.hello.wait() for one in followers)), 10)
            await body(followers, Writer(site.url, str(case.ref), nurse, row, "goal", text=WORDS, n=1))
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    in_a_loop(going())


def in_a_loop(going: Coroutine[Any, Any, None]) -> None:
    """In a thread of its own: a browser of another test's may hold a loop in this one."""

    def whole() -> None:
        try:
            asyncio.run(going)
        finally:
            connections.close_all()

    # What the test itself does to the database is short.
    with mock.patch.dict(os.environ, DJANGO_ALLOW_ASYNC_UNSAFE="true"), ThreadPoolExecutor(1) as thread:
        thread.submit(whole).result()


async def until(holds: Callable[[], object], within: float = 3.0) -> None:
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < within, f"not within {within} s"  # the proof `live` measures it
        await asyncio.sleep(0.01)


def test_what_one_writes_stands_on_the_others_screens_within_a_second(stage: tuple[Site, Cast], case: Case) -> None:
    async def body(followers: list[Follower], nurse: Writer) -> None:
        assert [one.shows(nurse.row, "goal") for one in followers] == [WORDS, WORDS]
        await nurse.send(f"{WORDS} Nu 👨‍👩‍👧 שלום")
        await until(lambda: all(one.shows(nurse.row, "goal") == nurse.text for one in followers))
        assert ("writing", []) not in followers[0].heard
        news = next(data for event, data in followers[0].heard if event == "news")
        assert [(w["who"], w["field"]) for w in news["writing"]] == [("Jonas Lind", "goal")]
        telling.rows(case.ref)
        await until(lambda: ("rows", None) in followers[1].heard)

    run(stage, case, body)


def test_a_killed_stream_and_killed_pages_lose_nothing_that_was_saved(
    stage: tuple[Site, Cast], case: Case, fresh_database: Urls, tmp_path: Path
) -> None:
    with served(fresh_database, tmp_path, live=True) as site:

        async def body(followers: list[Follower], nurse: Writer) -> None:
            os.killpg(site.live_pid, signal.SIGSTOP)
            await nurse.send(f"Ett. {WORDS}")
            os.killpg(site.live_pid, signal.SIGCONT)
            await until(lambda: followers[0].shows(nurse.row, "goal") == nurse.text)
            for pid in _children(site.live_pid):
                os.kill(pid, signal.SIGKILL)
            await nurse.send(f"Två. {nurse.text}")
            await until(lambda: followers[0].opened == 2 and followers[0].shows(nurse.row, "goal") == nurse.text, 20)
            assert nurse.text.startswith("Två. Ett. ")

        run((site, stage[1]), case, body)


def _children(pid: int) -> list[int]:
    return [int(found) for found in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


WAYS_OUT: dict[str, Callable[[Cast, Case, Person], object]] = {
    "withdrawal": lambda cast, case, _who: withdrawal.withdraw(case.ref, scope="all", by=cast.nurse),
    "assignment": lambda cast, _case, _who: access.end_assignment(
        assignment=cast.social.assignment_ref or cast.social.user_ref, on=clock.today()),
    "sign-out": lambda _cast, _case, who: access.sign_out(sessions.SessionStore(session_key=who.key), by=None),
    "everywhere": lambda cast, _case, _who: access.end_everywhere(user=cast.social.user_id or 0, by=cast.social),
    "block": lambda cast, case, _who: blocks.set_block(
        individual=case.individual_id, scope=blocks.scopes([cast.unit("psychiatry")])[1], by=cast.nurse),
    "left the room": lambda cast, case, _who: _leaves(cast, case),
}


def _leaves(cast: Cast, case: Case) -> None:
    Attendance.objects.filter(meeting__case=case, unit_id=cast.unit("social")).update(
        left_at=Meeting.objects.get(case=case).opened_at)
    telling.rows(case.ref)


@pytest.mark.parametrize("way", sorted(WAYS_OUT, key=lambda way: way == "assignment"))
def test_whose_access_ends_is_out_within_a_second_and_hears_nothing_more(
    stage: tuple[Site, Cast], case: Case, way: str
) -> None:
    if way == "block":  # it stands for good: for somebody whom no other test is about
        case = at_meeting(stage[1], individual=stage[1].elder)
        plan.open_draft(case.ref, by=stage[1].nurse)

    async def body(followers: list[Follower], nurse: Writer) -> None:
        social = followers[0]
        WAYS_OUT[way](stage[1], case, social.who)
        await until(lambda: social.gone_at)
        if way not in ("withdrawal", "block"):
            await nurse.send(f"{WORDS} Hemligt.")
        await asyncio.sleep(0.3)
        assert "Hemligt" not in str(social.heard)
        again = Follower(social.base, social.ref, social.who)
        await asyncio.wait_for(again.follow(), 5)
        assert again.refused == 404
        assert (await ask(stage[0].url, f"/sip/{case.ref}/motet/nytt/", social.who))[0] in (302, 303, 404)

    run(stage, case, body, who=("social",))


def test_a_stream_is_nobodys_who_has_no_ground(stage: tuple[Site, Cast], case: Case) -> None:
    site, cast = stage
    stranger = signed_in(cast.actors["orebro"])

    async def body() -> None:
        for base, who, ref in ((site.live, stranger, case.ref), (site.live, Person("", "", "sessionid=no"), case.ref),
                               (site.live, signed_in_nurse, "00000000-0000-4000-8000-000000000000")):
            assert (await ask(base, f"/live/{ref}/", who))[0] == 404
        other = {"Origin": "https://example.org"}
        assert (await ask(site.live, f"/live/{case.ref}/", signed_in_nurse, headers=other))[0] == 404
        assert (await ask(site.live, "/", signed_in_nurse))[0] == 404

    signed_in_nurse = signed_in(cast.nurse)
    in_a_loop(body())


def test_without_a_stream_one_asks(stage: tuple[Site, Cast], case: Case) -> None:
    site, cast = stage
    social, nurse = signed_in(cast.actors["health_centre"]), signed_in(cast.nurse)
    row, path = str(Draft.objects.get(case=case).ref), f"/sip/{case.ref}/motet/nytt/"

    async def body() -> None:
        status, first = await ask(site.url, path, social)
        assert status == 200
        assert [t["text"] for t in first["texts"] if t["field"] == "goal"] == [WORDS]
        await Writer(site.url, str(case.ref), nurse, row, "goal", text=WORDS).send(f"{WORDS} Nu.")
        _status, then = await ask(site.url, path, social, headers={"Last-Event-ID": str(first["since"])})
        assert [t["text"] for t in then["texts"]] == [f"{WORDS} Nu."]
        assert (await ask(site.url, path, social, headers={"Last-Event-ID": str(then["since"])}))[1]["texts"] == []

    in_a_loop(body())
