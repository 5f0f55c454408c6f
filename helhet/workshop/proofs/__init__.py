"""The register of proofs. `helhet prove` runs them (``helhet/workshop/proving.py``).

A proof is a function taking a `Proof`; its module lies beside this one and registers it:

Modules of proofs are imported before Django is set up: import rooms inside the function.

    @proof("pages", "speed and queries of the main pages at two sizes")
    def pages(proof: Proof) -> None:
        proof.figure("median", "4.1 ms")
        proof.expect("median is at most 10 ms", median <= 10)
"""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field

from helhet.workshop.database import Urls


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
    timed: bool


_register: dict[str, Registered] = {}


def proof(
    name: str, shows: str, needs_database: bool = True, large: bool = False, timed: bool = False
) -> Callable[[Body], Body]:
    """Register a proof. With a database it runs in Django's test settings on a database of its own.

    Small proofs run on every change (`make prove-small`), large ones by hand (`make prove-large`). One that judges
    time is ``timed``: nothing else runs beside it.
    """

    def remember(body: Body) -> Body:
        if name in _register:
            raise ValueError(f"Two proofs are called {name}.")
        _register[name] = Registered(name, shows, body, needs_database, large, timed)
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
