"""The register of proofs and the runner behind `helhet prove`.

A proof is a function taking a `Proof`; its module lies beside this one and registers it:

Modules of proofs are imported before Django is set up: import rooms inside the function.

    @proof("pages", "speed and queries of the main pages at two sizes")
    def pages(proof: Proof) -> None:
        proof.figure("median", "4.1 ms")
        proof.expect("median is at most 10 ms", median <= 10)
"""

import atexit
import importlib
import os
import pkgutil
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from helhet.workshop.database import Cluster, Urls


@dataclass
class Proof:
    """What a running proof is given: its own database, and where it puts figures and verdicts."""

    urls: Urls | None = None
    passed: int = 0
    failed: int = 0
    figures: dict[str, str] = field(default_factory=dict)

    def figure(self, name: str, value: object) -> None:
        """A measured value, printed as it comes."""
        self.figures[name] = str(value)
        print(f"  {name:<48} {value}", flush=True)

    def expect(self, what: str, holds: bool) -> None:
        """Count one claim; a false one is printed and fails the run."""
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print(f"  FAILED: {what}", flush=True)


Body = Callable[[Proof], None]


@dataclass(frozen=True)
class Registered:
    name: str
    shows: str
    body: Body
    needs_database: bool
    large: bool


_register: dict[str, Registered] = {}


def proof(
    name: str, shows: str, needs_database: bool = True, large: bool = False
) -> Callable[[Body], Body]:
    """Register a proof. With a database it runs in Django's test settings on a database of its own.

    Small proofs run on every change (`make prove-small`), large ones by hand (`make prove-large`).
    """

    def remember(body: Body) -> Body:
        if name in _register:
            raise ValueError(f"Two proofs are called {name}.")
        _register[name] = Registered(name, shows, body, needs_database, large)
        return body

    return remember


def registered() -> dict[str, Registered]:
    """Every proof by name, after importing the modules beside this one."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return dict(sorted(_register.items()))


def names_of(large: bool) -> list[str]:
    """The proofs of one size."""
    return [name for name, each in registered().items() if each.large == large]


def list_all() -> int:
    """Print what each proof shows."""
    for each in registered().values():
        print(f"{each.name:<16} {'large' if each.large else 'small'}  {each.shows}")
    return 0


def run(names: Sequence[str]) -> int:
    """Run the named proofs in order; close with `N passed, N failed`. Exit status 1 on any failure."""
    known = registered()
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"No proof is called {', '.join(unknown)}. 'helhet prove --list' names them.", file=sys.stderr)
        return 2
    passed = failed = 0
    shared = Shared()
    try:
        for name in names:
            done = _run_one(known[name], shared)
            passed, failed = passed + done.passed, failed + done.failed
    finally:
        shared.stop()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


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


def _run_one(each: Registered, shared: Shared) -> Proof:
    """Run one proof in a process of its own: Django can be set up for one database only."""
    began = time.monotonic()
    print(f"{each.name}: {each.shows}", flush=True)
    here = Proof()
    if each.needs_database:
        shared.start()
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os._exit(_in_child(each, here, shared.urls, writing))
    os.close(writing)
    with os.fdopen(reading) as counts:
        said = counts.read().split()
    os.waitpid(child, 0)
    here.passed, here.failed = (int(said[0]), int(said[1])) if len(said) == 2 else (0, 1)
    print(f"  {each.name} took {time.monotonic() - began:.1f} s", flush=True)
    return here


def _in_child(each: Registered, here: Proof, shared: Urls | None, writing: int) -> int:
    atexit._clear()  # what the parent started is the parent's to clear up
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
