"""Whatever happens, in whatever order, what waits is what follows from the facts."""

import pytest

from helhet.process.tests import histories
from helhet.process.tests.cast import Cast

STEPS = 22


@pytest.mark.parametrize("seed", range(1, 7))
def test_what_is_stored_is_what_is_computed_whatever_happens(cast: Cast, seed: int) -> None:
    history = histories.begin(cast, seed)
    for _ in range(STEPS):
        if history.step():
            found = list(histories.faults(history))
            assert not found, f"seed {seed} after {', '.join(history.told)}: {found}"
    assert history.told
