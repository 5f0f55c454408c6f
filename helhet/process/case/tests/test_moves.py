"""The table of moves: every move tried from every state, without a database."""

from itertools import product

import pytest

from helhet.kit.refusals import Refused
from helhet.process.case.moves import MOVES, START, must_be_allowed, problems
from helhet.process.case.rules import ENDED, OPEN, State, path

STATES = [START, *State.values]


@pytest.mark.parametrize("verb", MOVES)
def test_each_move_from_every_state(verb: str) -> None:
    allowed = MOVES[verb].pairs
    for source, target in product(STATES, State.values):
        found = problems(verb, source, target)
        assert bool(found) != ((source, target) in allowed), (verb, source, target)
        if found:
            assert found[0].rule in MOVES[verb].rules
            assert "%" not in str(found[0].sentence)


def test_a_verb_that_is_not_in_the_table_does_not_exist() -> None:
    with pytest.raises(KeyError):
        problems("plan.skip", State.ACTIVE, State.CLOSED)


def test_out_of_order_is_refused_with_where_we_are() -> None:
    with pytest.raises(Refused) as refused:
        must_be_allowed("plan.establish", State.NOTICED, State.ACTIVE)
    assert "Behov uppmärksammat" in str(refused.value)


def test_every_open_state_has_a_way_on_and_ends_have_none_but_corrections() -> None:
    for state in OPEN:
        assert any(t != state for m in MOVES.values() for t in m.targets(state)), state
    for state in ENDED:
        assert not any(t != state for m in MOVES.values() for t in m.targets(state)), state


def test_withdrawal_and_a_no_are_possible_from_every_open_state_before_a_plan() -> None:
    for state in OPEN:
        assert MOVES["consent.withdraw"].targets(state)
    assert State.DECLINED in MOVES["consent.decline"].targets(State.NOTICED)


def test_the_path_says_where_we_are() -> None:
    steps = path(State.CALLED, {})
    assert [s.state for s in steps] == ["done", "done", "done", "now", "next", "next", "next"]
    assert all(s.state == "next" for s in path(State.CLOSED, {}))
