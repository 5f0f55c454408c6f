"""Every obligation is declared whole: who is bound, by which rule and number, what fulfils it, what ends it."""

from dataclasses import fields

import pytest
from django.urls import get_resolver

from helhet.audit import events
from helhet.clock import words
from helhet.process.case.moves import ENDS, MOVES
from helhet.rulebook import catalogue
from helhet.rulebook.profile import Profile

DECLARED = words.declared()


@pytest.mark.parametrize("code", DECLARED)
def test_an_obligation_is_declared_whole(code: str) -> None:
    w = DECLARED[code]
    assert str(w.sentence) and str(w.action) and w.bound
    assert w.rules and w.done_by
    assert set(w.rules) <= set(catalogue.rules())
    assert set(w.values) <= {f.name for f in fields(Profile)}
    for verb in (*w.done_by, *w.ended_by):
        assert verb in MOVES or events.get(verb)
    assert w.url_name in get_resolver().reverse_dict


@pytest.mark.parametrize("code", [c for c in DECLARED if not c.startswith(("closing.", "deviation", "papers-"))])
def test_whatever_ends_a_case_ends_what_waits_in_it(code: str) -> None:
    """Fulfilled or not: each obligation of an open case names a verb that ends the case.

    A letter is still to be sent."""
    assert set(DECLARED[code].done_by + DECLARED[code].ended_by) & set(ENDS)


def test_two_obligations_are_not_told_alike() -> None:
    said = [str(w.sentence) for code, w in DECLARED.items() if code != "plan-establish-by"]
    assert len(said) == len(set(said))
