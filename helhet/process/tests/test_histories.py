"""Whatever happens, in whatever order, what waits is what follows from the facts."""

from collections import Counter

import pytest

from helhet.process.tests import histories
from helhet.process.tests.cast import Cast

STEPS = 26


@pytest.mark.parametrize("seed", range(1, 9))
def test_what_is_stored_is_what_is_computed_whatever_happens(cast: Cast, seed: int) -> None:
    history = histories.begin(cast, seed)
    for _ in range(STEPS):
        if history.step():
            found = list(histories.faults(history))
            assert not found, f"seed {seed} after {', '.join(history.told)}: {found}"
    assert history.told


def test_histories_come_far(cast: Cast) -> None:
    """The walk is worth something only when it does much."""
    assert len(Counter(verb for state in histories.ONWARD.values() for verb in state)) > 20
