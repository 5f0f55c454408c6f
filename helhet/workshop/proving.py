"""The runner behind `helhet prove`: each proof in a process and on a database of its own, in one throwaway cluster.

What judges time runs alone and tells as it goes; the others run side by side, and tell when they are done.
"""

import atexit
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from helhet.workshop import proofs
from helhet.workshop.database import Cluster, Urls
from helhet.workshop.proofs import Proof, Registered

BESIDE = min(2, os.cpu_count() or 1)  # proofs at once: each keeps a core busy, with its part of the database
LOOK = 0.2  # seconds between two looks at whether one is done


@dataclass
class Shared:
    """One throwaway cluster for a whole run: each proof has a database of its own, the demo world is built once."""

    cluster: Cluster | None = None
    urls: Urls | None = None

    def start(self) -> None:
        """Start it when the first proof needs it."""
        if self.cluster is None:
            from helhet.workshop import testbed

            self.cluster, self.urls = testbed.start()

    def stop(self) -> None:
        if self.cluster is not None:
            self.cluster.stop()


@dataclass
class Running:
    """A proof in its own process: its number, where it will write its count, and what it says when not aloud."""

    name: str
    began: float
    pid: int
    counts: IO[str]
    says: IO[bytes] | None

    def is_done(self) -> bool:
        return os.waitpid(self.pid, os.WNOHANG)[0] != 0

    def end(self) -> tuple[int, int]:
        """How many passed and failed; one that died without a count has failed. What it said is passed on."""
        with self.counts:
            said = self.counts.read().split()
        if self.says is not None:
            with self.says:
                self.says.seek(0)
                shutil.copyfileobj(self.says, sys.stdout.buffer)
        print(f"  {self.name} took {time.monotonic() - self.began:.1f} s", flush=True)
        return (int(said[0]), int(said[1])) if len(said) == 2 else (0, 1)


def run(names: Sequence[str]) -> int:
    """Run the named proofs; close with `N passed, N failed`. Exit status 1 on any failure."""
    known = proofs.registered()
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"No proof is called {', '.join(unknown)}. 'helhet prove --list' names them.", file=sys.stderr)
        return 2
    shared = Shared()
    passed = failed = 0
    try:
        for well, ill in _each([known[name] for name in names], shared):
            passed, failed = passed + well, failed + ill
    finally:
        shared.stop()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _each(chosen: list[Registered], shared: Shared) -> Iterator[tuple[int, int]]:
    beside = [each for each in chosen if not each.timed]
    alone = [each for each in chosen if each.timed]
    if len(beside) == 1:  # nobody to run beside: it may as well tell as it goes
        alone, beside = alone + beside, []
    for each in alone:
        one = _begin(each, shared, aloud=True)
        os.waitpid(one.pid, 0)
        yield one.end()
    going: list[Running] = []
    while beside or going:
        while beside and len(going) < BESIDE:
            going.append(_begin(beside.pop(0), shared, aloud=False))
        time.sleep(LOOK)
        for one in [each for each in going if each.is_done()]:
            going.remove(one)
            yield one.end()


def _begin(each: Registered, shared: Shared, *, aloud: bool) -> Running:
    """Start one proof in a process of its own: Django can be set up for one database only."""
    began = time.monotonic()
    heading = f"{each.name}: {each.shows}"
    print(heading if aloud else f"(begins) {each.name}", flush=True)
    if each.needs_database:
        shared.start()
    says = None if aloud else tempfile.TemporaryFile()  # noqa: SIM115 - closed when what it holds is passed on
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.close(reading)
        if says is not None:
            os.dup2(says.fileno(), 1)
            os.dup2(says.fileno(), 2)
            print(heading, flush=True)
        os._exit(_in_child(each, shared.urls, writing))
    os.close(writing)
    return Running(each.name, began, child, os.fdopen(reading), says)


def _in_child(each: Registered, shared: Urls | None, writing: int) -> int:
    atexit._clear()  # what the parent started is the parent's to clear up
    here = Proof()
    try:
        if each.needs_database and shared:
            here.urls = _own_database(shared, each.name)
        each.body(here)
    except BaseException:  # noqa: BLE001 - a proof that breaks has failed, whatever broke it
        traceback.print_exc()
        here.failed += 1
    if not here.passed and not here.failed:
        print("  FAILED: the proof claimed nothing")
        here.failed = 1
    atexit._run_exitfuncs()
    os.write(writing, f"{here.passed} {here.failed}".encode())
    sys.stdout.flush()
    return 0


def _own_database(shared: Urls, name: str) -> Urls:
    """A clone of the migrated template, seen by Django as the app sees it."""
    from helhet.workshop import testbed

    urls = testbed.clone(shared, f"proof_{name}".replace("-", "_"))
    os.environ.update(urls.env())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", testbed.TEST_SETTINGS)
    import django

    django.setup()
    from helhet.workshop import guarding

    # A proof looks at tables directly, as a test does; what it serves or asks as somebody is under the real policies.
    guarding.let_tests_look()
    return urls
