"""The machinery that changes code on purpose: every classical change is made, and put back."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from helhet.workshop.proofs.checks import mutants

SOURCE = '''
"""A module."""
LEAST = 3


def enough(n: int, also: bool = False) -> bool:
    """Whether it is enough."""
    if n < LEAST and not also:
        return False
    told = []
    told.append(n + 1)
    if told == ["no"]:
        raise ValueError
    return True


class Box:
    @property
    def full(self) -> bool:
        return self is not None
'''


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    (tmp_path / "small_module.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(str(tmp_path))
    import small_module  # type: ignore[import-not-found]

    yield small_module
    del sys.modules["small_module"]


def test_every_classical_change_is_made(small: ModuleType) -> None:
    said = {f"{m.function} {m.what}" for m in mutants.mutants(small)}
    for wanted in (
        "enough n < LEAST → n <= LEAST", "enough n < LEAST and (not also): and ↔ or", "enough not also: no not",
        "enough not (n < LEAST and (not also))", "enough False → True", "enough return False → return None",
        "enough without told.append(n + 1)", "enough n + 1 → n - 1", "enough 1 → 2", "enough 'no' → 'Xno'",
        "enough told == ['no'] → told != ['no']", "enough without raise ValueError", "enough return True → return None",
        "Box.full self is not None → self is None",
    ):
        assert wanted in said, wanted
    assert not any("A module" in what or "Whether" in what or "3 → 4" in what for what in said)


def test_a_change_takes_hold_where_the_function_is_known(small: ModuleType) -> None:
    enough = small.enough
    (one,) = [m for m in mutants.mutants(small) if m.what == "n < LEAST → n <= LEAST"]
    assert enough(3)
    function, before = mutants._function(small, "enough"), enough.__code__
    function.__code__ = one.code
    assert not enough(3)
    function.__code__ = before
    assert enough(3)
    assert not small.Box.full.fget(None)
    (other,) = [m for m in mutants.mutants(small) if m.what == "self is not None → self is None"]
    mutants._function(small, "Box.full").__code__ = other.code
    assert small.Box.full.fget(None)
