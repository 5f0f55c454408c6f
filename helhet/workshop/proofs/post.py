"""What leaves the house: whenever a worker dies nothing is lost, and nothing repeats but in the one window."""

import contextlib
import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from helhet.workshop.database import Urls
from helhet.workshop.proofs import Proof, proof

MANY, KILLS = 100, 6
# Where a worker is killed, and how often its notice then arrives.
BOUNDARIES = {"fetched": 1, "marked": 1, "accepted": 2, "done": 1}


@proof("post", "a worker killed anywhere loses no notice and repeats one only in the one window", needs_database=False,
       timed=True)
def post(proof: Proof) -> None:
    from helhet.workshop import testbed

    cluster, urls = testbed.start()
    os.environ.update(urls.env() | {"DJANGO_SETTINGS_MODULE": testbed.TEST_SETTINGS})
    import django

    django.setup()
    from helhet.post.tests.receivers import mail_server
    from helhet.workshop import guarding

    guarding.let_tests_look()  # it looks at tables directly; its workers have their own login

    try:
        with mail_server() as mail:
            os.environ["HELHET_SMTP_URL"] = mail.url
            for name, times in BOUNDARIES.items():
                _killed_at(proof, urls, mail, name, times)
            _killed_anywhere(proof, urls, mail)
            _two_at_once(proof, urls, mail)
            _nobody_listens(proof, urls, mail)
            _database_restarts(proof, cluster, urls, mail)
    finally:
        cluster.stop()


def _killed_at(proof: Proof, urls: Urls, mail: Any, name: str, times: int) -> None:
    letters = _letters(1)
    with _worker(urls, crash=name) as dying:
        _until(lambda: dying.poll() is not None)
    proof.expect(f"{name}: the worker was killed there", dying.returncode == -signal.SIGKILL)
    with _worker(urls):
        began = time.monotonic()
        _sweep()
        _until(lambda: _states(letters) == {"sent"}, 90)
    got = _arrived(mail, letters)
    row = _rows(letters)[0]
    proof.figure(f"killed when {name}: arrived, marked", f"{sum(got.values())}, {row.perhaps_twice}")
    proof.figure(f"killed when {name}: seconds until sent", f"{time.monotonic() - began:.1f}")
    proof.expect(f"{name}: arrives {times} time(s)", sum(got.values()) == times)
    proof.expect(f"{name}: what arrives twice has one name and is said to", times == 1 or len(got) == 1)
    proof.expect(f"{name}: a repeat is marked", times == 1 or row.perhaps_twice)


def _killed_anywhere(proof: Proof, urls: Urls, mail: Any) -> None:
    letters, dice, kills = _letters(MANY), random.Random(7), 0  # noqa: S311 - dice
    while kills < KILLS and _states(letters) != {"sent"}:
        before = len(mail.got)
        with _worker(urls) as one:
            _until(lambda before=before: len(mail.got) > before, 120)  # type: ignore[misc]
            time.sleep(dice.random() / 2)
            one.kill()
            kills += 1
        _sweep()
    with _worker(urls):
        _sweep()
        _until(lambda: _states(letters) == {"sent"}, 200)
    got, marked = _arrived(mail, letters), {r.ref for r in _rows(letters) if r.perhaps_twice}
    twice = {ref for ref, times in got.items() if times > 1}
    proof.figure("killed at random: kills, arrived, twice, marked", f"{kills}, {len(got)}, {len(twice)}, {len(marked)}")
    proof.expect("killed at random: the worker was killed", kills > 0)
    proof.expect("killed at random: nothing is lost", len(got) == MANY)
    proof.expect("killed at random: at most one repeat for each kill, all marked",
                 len(twice) <= kills and all(ref in {f"<{m}@127.0.0.1>" for m in marked} for ref in twice))


def _two_at_once(proof: Proof, urls: Urls, mail: Any) -> None:
    with _worker(urls), _worker(urls):
        began = time.monotonic()
        letters = _letters(MANY)
        _again_without_lock(letters)
        _until(lambda: _states(letters) == {"sent"}, 120)
        spent = time.monotonic() - began
        time.sleep(1)
    got = _arrived(mail, letters)
    proof.figure("two workers: notices a second", f"{MANY / spent:.0f}")
    proof.expect("two workers, two jobs for each: all arrive, each once", set(got.values()) == {1} and len(got) == MANY)


def _nobody_listens(proof: Proof, urls: Urls, mail: Any) -> None:
    from django.utils import timezone

    from helhet.post.models import Outbox

    mail.manner = "busy"
    with _worker(urls):
        began = time.monotonic()
        letters = _letters(20)
        proof.figure("mail server down: ms for a verb", f"{(time.monotonic() - began) * 50:.1f}")
        _until(lambda: all(r.tries == 1 and r.trying is None for r in _rows(letters)), 60)
        proof.expect("mail server down: notices wait", _states(letters) == {"waiting"})
        mail.manner = "accept"
        Outbox.objects.filter(pk__in=letters).update(next_at=timezone.now())  # as if the minute had passed
        _sweep()
        _until(lambda: _states(letters) == {"sent"}, 60)
    proof.expect("mail server up again: each arrives once", set(_arrived(mail, letters).values()) == {1})


def _database_restarts(proof: Proof, cluster: Any, urls: Urls, mail: Any) -> None:
    from django.db import connection

    with _worker(urls) as one:
        first = _letters(1)
        _until(lambda: _states(first) == {"sent"}, 60)
        connection.close()
        cluster.halt()
        time.sleep(3)
        cluster.start()
        letters = _letters(1)
        began = time.monotonic()
        _until(lambda: _states(letters) == {"sent"}, 90)
        proof.figure("after a restart of the database: seconds until sent", f"{time.monotonic() - began:.1f}")
        proof.expect("the same worker goes on after a restart of the database", one.poll() is None)
        began = time.monotonic()
        one.terminate()
        one.wait(15)
        proof.figure("asked to stop: seconds", f"{time.monotonic() - began:.1f}")
        proof.expect("asked to stop, it stops in peace", one.returncode == 0)


@contextlib.contextmanager
def _worker(urls: Urls, crash: str = "") -> "Iterator[subprocess.Popen[bytes]]":
    from helhet.workshop import supervise, testbed, working

    said = {"HELHET_CRASH_AT": crash} if crash else {}
    process = subprocess.Popen(working.command(), env=working.environment(urls, testbed.TEST_SETTINGS) | said,
                               stderr=subprocess.DEVNULL, preexec_fn=supervise.die_with_parent())
    try:
        yield process
    finally:
        supervise.end(process, (signal.SIGTERM, 10), (signal.SIGKILL, 5))


def _letters(count: int) -> list[int]:
    """So many notices to as many confirmed addresses, each put in its own transaction; gives their ids."""
    from datetime import time as hour
    from uuid import uuid4

    from django.db import transaction
    from django.utils import timezone

    from helhet.post import actions
    from helhet.post.models import Way

    made, now = [], timezone.now()
    for number in range(count):
        with transaction.atomic():
            way = Way.objects.create(owner_kind="user", owner=number, channel="mail", asked_at=now, confirmed_at=now,
                                     address=f"{uuid4()}@post.example", quiet_from=hour(0), quiet_to=hour(0),
                                     quiet_weekends=False)
            row = actions.post(way, "digest", f"proof:{way.pk}")
            assert row
            made.append(row.pk)
    return made


def _again_without_lock(letters: list[int]) -> None:
    """A second job for each notice, as a sweep would make while the first is at work."""
    from helhet.post import queue

    for letter in letters:
        queue._app.configure_task(queue.SEND, queue=queue.QUEUE).defer(outbox=letter)


def _rows(letters: list[int]) -> list[Any]:
    from helhet.post.models import Outbox

    return list(Outbox.objects.filter(pk__in=letters))


def _states(letters: list[int]) -> set[str]:
    return {r.state for r in _rows(letters)}


def _arrived(mail: Any, letters: list[int]) -> Counter[str]:
    """How often each notice arrived, by its Message-ID."""
    mine = {f"<{r.ref}@127.0.0.1>" for r in _rows(letters)}
    return Counter(g.ref for g in mail.got if g.ref in mine)


def _sweep() -> None:
    """What the worker does each minute, now."""
    from helhet.post import queue, sending

    queue.tidy()
    sending.sweep()


def _until(done: Any, patience: float = 60) -> None:
    until = time.monotonic() + patience
    while not done():
        assert time.monotonic() < until, "it took too long"
        time.sleep(0.05)
