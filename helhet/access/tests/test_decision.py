"""The decision, without a database: deny wins, the unknown is denied, each ground gives only its own kinds.

Written so that any change of one sign, word or name in ``decision.py`` is noticed.
"""

from dataclasses import FrozenInstanceError, replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from helhet.access.actor import Actor
from helhet.access.decision import (
    BLOCKED,
    DENIED,
    PROTECTED,
    Decision,
    ReachRow,
    Relation,
    decide,
    needs,
    unseen,
)
from helhet.access.grounds import SOURCES
from helhet.access.rules import ALL_KINDS, Kind, Permission

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)
NURSE = Actor(user_id=1, user_ref=uuid4(), name="Jonas", kind="staff", unit_id=7, purpose="care")
ME = replace(NURSE, kind="individual", unit_id=None)
DOCTOR = replace(NURSE, emergency_access=True, permissions=frozenset({Permission.EMERGENCY_OPEN}))


def row(**kw: object) -> ReachRow:
    base = ReachRow(7, frozenset({"plan", "need"}), "own", NOW - timedelta(days=1), None)
    return replace(base, **kw)  # type: ignore[arg-type]


def decided(*rows: ReachRow, actor: Actor = NURSE, grounds: tuple[str, ...] = ()) -> Decision:
    return decide(actor, actor.purpose, rows, grounds, None, NOW)


def ask(*rows: ReachRow, actor: Actor = NURSE, grounds: tuple[str, ...] = ()) -> frozenset[str]:
    return decided(*rows, actor=actor, grounds=grounds).kinds


def test_reach_gives_its_kinds_and_nothing_else() -> None:
    assert ask(row()) == {"plan", "need"}
    assert ask(row(), row(kinds=frozenset({"meeting"}), source="call")) == {"plan", "need", "meeting"}
    assert ask(row(kinds=frozenset({"plan", "everything"}))) == {"plan"}


@pytest.mark.parametrize("shut", [
    row(unit=8), row(valid_from=NOW + TICK), row(valid_to=NOW), row(source="magic"), row(kinds=frozenset({"all"})),
    row(kinds=frozenset()),
])
def test_what_is_not_open_is_shut(shut: ReachRow) -> None:
    assert decided(shut) == DENIED


def test_the_first_and_the_last_moment() -> None:
    assert ask(row(valid_from=NOW)) == {"plan", "need"}
    assert ask(row(valid_to=NOW + TICK)) == {"plan", "need"}
    assert ask(row(valid_from=NOW, valid_to=NOW + TICK)) == {"plan", "need"}


def test_one_row_that_does_not_count_takes_nothing_from_another() -> None:
    for other in (row(unit=8), row(source="magic"), row(valid_to=NOW), row(source="direct"), row(source="emergency")):
        assert decided(other, row()).kinds == {"plan", "need"}
        assert not decided(other, row()).blocked


def test_a_shut_ground_ends_the_same_second() -> None:
    assert ask(row(source="consent"), grounds=("consent",)) == frozenset()
    assert ask(row(source="consent"), row(kinds=frozenset({"need"})), grounds=("consent",)) == {"need"}


def test_without_unit_or_purpose_or_as_the_system_nothing_opens() -> None:
    for actor in (replace(NURSE, unit_id=None), replace(NURSE, purpose=""), replace(NURSE, kind="system"), ME):
        assert decided(row(unit=actor.unit_id or 0), row(), actor=actor) is DENIED


def test_each_source_says_why_and_by_which_law() -> None:
    rich = replace(DOCTOR, direct_access=True)
    for code, source in SOURCES.items():
        found = decided(row(source=code), actor=rich)
        assert (found.because, found.rule, found.law) == (source.because, source.rule, source.law)
        assert found.law
        assert str(found.because).startswith("Du ser ")


def test_the_strongest_ground_is_told() -> None:
    rich = replace(DOCTOR, direct_access=True)
    codes = list(SOURCES)
    for n, code in enumerate(codes):
        weaker = [row(source=c, kinds=frozenset({"goals"})) for c in codes[n + 1:]]
        for rows in ([row(source=code), *weaker], [*weaker, row(source=code)]):
            assert decided(*rows, actor=rich).rule == SOURCES[code].rule
            assert decided(*rows, actor=rich).because == SOURCES[code].because


def test_a_copy_is_told_apart_from_what_is_open_now() -> None:
    copy = row(source="copy", kinds=frozenset({"plan", "meeting"}))
    assert decided(copy).copied == {"plan", "meeting"}
    both = decided(copy, row(source="consent", kinds=frozenset({"plan"})))
    assert (both.kinds, both.copied) == ({"plan", "meeting"}, {"meeting"})
    assert decided(row(source="message")).copied == {"plan", "need"}
    for live in ("own", "consent", "route", "call"):
        assert decided(row(source=live)).copied == frozenset()


# Direct access and emergency: each by its own row, off until the controller has turned it on


def test_direct_access_is_off_until_the_controller_has_joined() -> None:
    direct = row(source="direct")
    assert ask(direct) == frozenset()
    joined = replace(NURSE, direct_access=True)
    assert ask(direct, actor=joined) == {"plan", "need"}
    assert ask(direct, actor=replace(joined, purpose="support")) == {"plan", "need"}
    for purpose in ("schooling", "other"):
        assert ask(direct, actor=replace(joined, purpose=purpose)) == frozenset()
    assert ask(direct, actor=replace(NURSE, emergency_access=True)) == frozenset()
    assert not decided(direct, actor=joined).only_reads


def test_an_emergency_takes_the_role_the_choice_and_care() -> None:
    emergency = row(source="emergency", valid_to=NOW + TICK)
    found = decided(emergency, actor=DOCTOR)
    assert (found.kinds, found.only_reads) == ({"plan", "need"}, True)
    for actor in (NURSE, replace(DOCTOR, emergency_access=False), replace(DOCTOR, permissions=frozenset()),
                  replace(DOCTOR, direct_access=True, emergency_access=False),
                  replace(DOCTOR, purpose="support"), replace(DOCTOR, purpose="schooling")):
        assert decided(emergency, actor=actor) == DENIED
    assert not decided(emergency, row(source="consent"), actor=DOCTOR).only_reads
    assert not decided(row()).only_reads
    assert not DENIED.only_reads


# The person's block


@pytest.mark.parametrize("source", ["consent", "route", "call", "direct", "emergency"])
def test_a_block_shuts_what_is_anothers(source: str) -> None:
    rich = replace(DOCTOR, direct_access=True)
    found = decided(row(source=source, shut=True), actor=rich)
    assert not found
    assert found.blocked
    assert str(unseen(found)) == "Du ser inte detta därför att personen har spärrat uppgifter."


@pytest.mark.parametrize("source", ["own", "copy", "message"])
def test_a_block_leaves_ones_own_record(source: str) -> None:
    found = decided(row(source=source, shut=True))
    assert found.kinds == {"plan", "need"}
    assert not found.blocked


def test_that_something_is_blocked_is_said_beside_what_is_open() -> None:
    found = decided(row(source="copy"), row(source="consent", kinds=frozenset({"goals"}), shut=True))
    assert (found.kinds, found.blocked) == ({"plan", "need"}, True)
    assert unseen(found) == BLOCKED.because
    assert not decided(row(source="consent", shut=True, valid_to=NOW)).blocked, "what would not open is not blocked"
    assert not decided(row(source="consent", shut=True), grounds=("consent",)).blocked


def test_why_nothing_is_seen() -> None:
    assert unseen(decided(row())) == ""
    assert str(unseen(decided())) == "Det här är inte öppet för dig."
    assert (bool(BLOCKED), BLOCKED.blocked, BLOCKED.rule, BLOCKED.kinds) == (False, True, "IT-03", frozenset())
    assert (bool(DENIED), DENIED.blocked, DENIED.rule, DENIED.veiled, DENIED.copied, DENIED.law) == (
        False, False, "IT-03", False, frozenset(), "")


# A protected identity


def test_where_a_protected_person_is_stays_hidden() -> None:
    assert not decided(row()).veiled
    found = decided(row(), grounds=(PROTECTED,))
    assert (found.kinds, found.veiled) == ({"plan", "need"}, True)
    near = Relation(own=False, kinds=frozenset({"plan"}))
    assert decide(ME, "own", (), (PROTECTED,), near, NOW).veiled
    assert not decide(ME, "own", (), (), near, NOW).veiled
    assert not decide(ME, "own", (), (PROTECTED,), Relation(own=True), NOW).veiled


# At one's own door


def test_a_person_at_their_own_door() -> None:
    def kinds(relation: Relation) -> frozenset[str]:
        return decide(ME, "own", (), (), relation, NOW).kinds

    assert kinds(Relation(own=True)) == ALL_KINDS
    assert kinds(Relation(own=True, kinds=frozenset({"plan"}))) == ALL_KINDS
    assert kinds(Relation(own=True, hidden=frozenset({"mapping"}))) == ALL_KINDS - {"mapping"}
    assert kinds(Relation(own=True, hidden=ALL_KINDS)) == frozenset()
    assert kinds(Relation(own=False, kinds=frozenset({"plan", "more"}))) == {"plan"}
    assert kinds(Relation(own=False, kinds=frozenset({"plan", "goals"}), hidden=frozenset({"goals"}))) == {"plan"}
    assert kinds(Relation(own=False)) == frozenset()
    for nothing in (Relation(own=True, hidden=ALL_KINDS), Relation(own=False)):
        assert decide(ME, "own", (), (), nothing, NOW) == DENIED
    for own in (True, False):
        assert kinds(Relation(own=own, kinds=frozenset({"plan"}), must_not_know=True)) == frozenset()


def test_a_person_is_told_why() -> None:
    own = decide(ME, "own", (), (), Relation(own=True), NOW)
    assert (str(own.because), own.rule) == ("Det är din egen plan.", "SCO-02")
    near = decide(ME, "own", (), (), Relation(own=False, kinds=frozenset({"plan"})), NOW)
    assert (str(near.because), near.rule) == ("Du ser detta därför att du står personen nära och får läsa.", "CH-07")
    for found in (own, near):
        assert (found.copied, found.only_reads, found.blocked) == (frozenset(), False, False)


def test_a_relation_never_opens_by_reach() -> None:
    assert decide(NURSE, "care", [row()], (), Relation(own=False), NOW).kinds == frozenset()


def test_needs_asks_for_one_kind() -> None:
    assert needs(decided(row()), Kind.PLAN)
    assert not needs(decided(row()), Kind.MAPPING)


def test_nobody_changes_what_has_been_decided() -> None:
    for thing, name in ((row(), "shut"), (Relation(own=False), "own"), (decided(row()), "kinds")):
        with pytest.raises(FrozenInstanceError):
            setattr(thing, name, True)
    assert (PROTECTED, decided(row()).blocked) == ("protected", False)
