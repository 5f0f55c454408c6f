"""The decision, without a database: deny wins, the unknown is denied, each ground gives only its own kinds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from helhet.access.actor import Actor
from helhet.access.decision import ReachRow, Relation, decide
from helhet.access.rules import ALL_KINDS

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
NURSE = Actor(user_id=1, user_ref=uuid4(), name="Jonas", kind="staff", unit_id=7, purpose="care")


def row(**kw: object) -> ReachRow:
    base = ReachRow(7, frozenset({"plan", "need"}), "own", NOW - timedelta(days=1), None)
    return replace(base, **kw)  # type: ignore[arg-type]


def ask(*rows: ReachRow, actor: Actor = NURSE, blocked: tuple[str, ...] = ()) -> frozenset[str]:
    return decide(actor, actor.purpose, rows, blocked, None, NOW).kinds


def test_reach_gives_its_kinds_and_nothing_else() -> None:
    assert ask(row()) == {"plan", "need"}
    assert ask(row(), row(kinds=frozenset({"meeting"}), source="call")) == {"plan", "need", "meeting"}


@pytest.mark.parametrize(
    "shut",
    [
        row(unit=8), row(valid_from=NOW + timedelta(seconds=1)), row(valid_to=NOW), row(source="magic"),
        row(kinds=frozenset({"everything"})),
    ],
)
def test_what_is_not_open_is_shut(shut: ReachRow) -> None:
    assert ask(shut) == frozenset()


def test_a_blocked_ground_ends_the_same_second() -> None:
    assert ask(row(source="consent"), blocked=("consent",)) == frozenset()


def test_without_unit_or_purpose_or_as_the_system_nothing_opens() -> None:
    for actor in (replace(NURSE, unit_id=None), replace(NURSE, purpose=""), replace(NURSE, kind="system")):
        assert ask(row(), actor=actor) == frozenset()


def test_a_person_at_their_own_door() -> None:
    me = replace(NURSE, kind="individual", unit_id=None)

    def kinds(relation: Relation) -> frozenset[str]:
        return decide(me, "own", (), (), relation, NOW).kinds

    assert kinds(Relation(own=True)) == ALL_KINDS
    assert kinds(Relation(own=True, hidden=frozenset({"mapping"}))) == ALL_KINDS - {"mapping"}
    assert kinds(Relation(own=False, kinds=frozenset({"plan"}))) == {"plan"}
    assert kinds(Relation(own=False)) == frozenset()
    assert kinds(Relation(own=True, must_not_know=True)) == frozenset()
