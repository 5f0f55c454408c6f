"""What is in force, derived: every way a yes begins and ends, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helhet.process.consent.coverage import (
    Cell,
    Coverage,
    Facts,
    Given,
    Released,
    Withdrawn,
    in_force,
    midnight,
    renewal_day,
    route_day,
    spells,
)

T0 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
UNTIL = date(2027, 3, 1)
PLAN, NEED = Cell(7, "", "plan"), Cell(7, "", "need")
YES = Given(T0, UNTIL, yes=frozenset({PLAN, NEED}), part_b=True, digital=True)


def later(**how: float) -> datetime:
    return T0 + timedelta(**how)


SOON = later(hours=1)


def now(*said: Given, at: datetime = SOON, **more: object) -> Coverage:
    return in_force(Facts(given=said, **more), at)  # type: ignore[arg-type]


def test_a_yes_holds_from_its_moment_to_the_end_of_its_last_day() -> None:
    assert now(YES, at=later(seconds=-1)) == Coverage()
    held = now(YES, at=T0)
    assert held.units == {7: frozenset({"plan", "need"})}
    assert (held.part_a, held.part_b, held.digital, held.until) == (True, True, True, UNTIL)
    assert now(YES, at=midnight(date(2027, 3, 2)) - timedelta(seconds=1)).part_a
    assert now(YES, at=midnight(date(2027, 3, 2))) == Coverage()


def test_the_last_day_is_a_swedish_day() -> None:
    assert midnight(date(2027, 3, 2)) == datetime(2027, 3, 1, 23, 0, tzinfo=UTC)
    assert midnight(date(2027, 7, 2)) == datetime(2027, 7, 1, 22, 0, tzinfo=UTC)


def test_a_later_answer_replaces_box_by_box() -> None:
    again = Given(later(days=1), UNTIL, yes=frozenset({Cell(7, "", "mapping")}), no=frozenset({PLAN}))
    held = now(YES, again, at=later(days=2))
    assert held.units == {7: frozenset({"need", "mapping"})}
    assert held.part_b  # was not asked again


def test_deny_wins_within_one_answer() -> None:
    both = replace(YES, no=frozenset({PLAN}))
    assert now(both).units == {7: frozenset({"need"})}


def test_what_only_one_unit_knows_does_not_open_the_kind() -> None:
    limited = replace(YES, yes=frozenset({replace(PLAN, source=3), NEED}))
    assert now(limited).units == {7: frozenset({"need"})}
    assert now(limited).part_a
    against = replace(YES, no=frozenset({replace(NEED, source=3)}))
    assert now(against).units == {7: frozenset({"plan"})}


def test_names_stand_apart_from_units() -> None:
    named = replace(YES, yes=frozenset({Cell(None, "Eva", "plan")}))
    assert now(named).names == {"Eva": frozenset({"plan"})} and now(named).units == {}


@pytest.mark.parametrize(("back", "left"), [
    (Withdrawn(later(minutes=1), "all"), {}),
    (Withdrawn(later(minutes=1), "recipient", unit=7), {}),
    (Withdrawn(later(minutes=1), "recipient", unit=8), {7: {"plan", "need"}}),
    (Withdrawn(later(minutes=1), "kind", kind="plan"), {7: {"need"}}),
    (Withdrawn(later(minutes=1), "kind", unit=7, kind="plan"), {7: {"need"}}),
    (Withdrawn(later(minutes=1), "kind", unit=8, kind="plan"), {7: {"plan", "need"}}),
    (Withdrawn(later(minutes=1), "part_b"), {7: {"plan", "need"}}),
    (Withdrawn(later(minutes=1), "all", giver="guardian"), {7: {"plan", "need"}}),
    (Withdrawn(later(minutes=1), "all", giver="next_of_kin"), {7: {"plan", "need"}}),
    (Withdrawn(later(days=-1), "all"), {7: {"plan", "need"}}),
])
def test_what_a_withdrawal_stops(back: Withdrawn, left: dict[int, set[str]]) -> None:
    held = now(YES, withdrawn=(back,))
    assert held.units == left
    assert held.part_b == (back.scope not in ("all", "part_b") or back.giver != "individual" or back.at < T0)


def test_a_new_yes_after_a_withdrawal_holds() -> None:
    held = now(YES, replace(YES, at=later(minutes=5)), withdrawn=(Withdrawn(later(minutes=1), "all"),))
    assert held.part_a and held.part_b


def test_others_take_back_what_they_gave_and_the_person_everything() -> None:
    guardians = replace(YES, giver="guardian")
    for giver in ("guardian", "individual"):
        assert not now(guardians, withdrawn=(Withdrawn(later(minutes=1), "all", giver=giver),)).part_a


def test_next_of_kin_speak_for_themselves_only() -> None:
    assert now(replace(YES, giver="next_of_kin")) == Coverage()


@pytest.mark.rule("CON-04")
def test_a_presumed_yes_ends_with_the_meeting() -> None:
    presumed = replace(YES, presumed=True, part_b=None, digital=None)
    assert now(presumed).presumed
    assert now(presumed, at=later(days=8), meeting_ends=(later(days=7),)) == Coverage()
    assert now(YES, at=later(days=8), meeting_ends=(later(days=7),)).part_a


def test_birthday_mandate_and_death_end_it() -> None:
    of_age = replace(YES, ends_on=date(2026, 6, 1))
    assert now(of_age, at=midnight(date(2026, 6, 1)) - timedelta(seconds=1)).until == date(2026, 5, 31)
    assert not now(of_age, at=midnight(date(2026, 6, 1))).part_b
    assert not now(YES, at=midnight(date(2026, 6, 1)), died_on=date(2026, 6, 1)).part_a


def test_a_no_ends_everything() -> None:
    route = Released(T0, UNTIL, frozenset({PLAN}))
    assert now(YES, released=(route,), stops=(later(minutes=1),)) == Coverage()


def test_digital_and_part_b_follow_the_newest_answer() -> None:
    no = Given(later(minutes=5), UNTIL, part_b=False, digital=False)
    held = now(YES, no)
    assert not held.digital and not held.part_b and held.part_a


def test_a_route_stands_beside_consent() -> None:
    route = Released(T0, UNTIL, frozenset({PLAN}), source=3)
    held = now(released=(route,))
    assert held.route and not held.part_a and held.route_units == {7: frozenset({"plan"})}
    assert held.covers(7) and not held.covers(8) and held.in_force
    assert held.kinds(7) == {"plan"}


def test_a_trial_by_another_unit_opens_nothing_by_itself() -> None:
    assert not now(released=(Released(T0, UNTIL, frozenset({PLAN}), source=4, opens=False),)).route


def test_trying_again_takes_the_old_ones_place() -> None:
    first = Released(T0, UNTIL, frozenset({PLAN, NEED}), source=3)
    again = Released(later(minutes=5), UNTIL, frozenset({NEED}), source=3)
    assert now(released=(first, again)).route_units == {7: frozenset({"need"})}


def test_a_route_is_stale_after_a_meeting() -> None:
    route = Released(T0, UNTIL, frozenset({PLAN}), source=3)
    met = later(days=7)
    assert not now(released=(route,), at=later(days=8), meeting_ends=(met,)).route_fresh
    tried = replace(route, at=later(days=7, hours=1))
    assert now(released=(route, tried), at=later(days=8), meeting_ends=(met,)).route_fresh
    assert route_day(Facts(released=(route,), meeting_ends=(met,))) == (UNTIL, met)
    assert route_day(Facts(released=(route, tried), meeting_ends=(met,))) == (UNTIL, None)


def test_a_withdrawal_stops_a_route_too() -> None:
    route = Released(T0, UNTIL, frozenset({PLAN}))
    assert not now(released=(route,), withdrawn=(Withdrawn(later(minutes=1), "all"),)).route


def test_the_day_to_renew() -> None:
    assert renewal_day(Facts()) is None
    assert renewal_day(Facts(given=(YES,))) == UNTIL
    assert renewal_day(Facts(given=(replace(YES, presumed=True),))) is None
    renewed = replace(YES, at=later(days=300), until=date(2027, 12, 1))
    assert renewal_day(Facts(given=(YES, renewed))) == date(2027, 12, 1)
    assert renewal_day(Facts(given=(YES,), withdrawn=(Withdrawn(later(days=1), "all"),))) is None


_cells = st.frozensets(st.builds(Cell, st.sampled_from([7, 8]), st.just(""), st.sampled_from(["plan", "need"]),
                                 st.sampled_from([None, 3])), max_size=4)
_moments = st.integers(0, 900).map(lambda d: T0 + timedelta(days=d))
_days = st.integers(0, 900).map(lambda d: T0.date() + timedelta(days=d))
_given = st.builds(Given, at=_moments, until=_days, giver=st.sampled_from(["individual", "guardian", "next_of_kin"]),
                   yes=_cells, no=_cells, part_b=st.sampled_from([True, False, None]), presumed=st.booleans())
_back = st.builds(Withdrawn, at=_moments, scope=st.sampled_from(["all", "part_b", "recipient", "kind"]),
                  unit=st.sampled_from([None, 7]), kind=st.sampled_from(["", "plan"]))
_route = st.builds(Released, at=_moments, until=_days, cells=_cells, source=st.sampled_from([None, 3]))
_facts = st.builds(
    Facts, given=st.lists(_given, max_size=4).map(tuple), withdrawn=st.lists(_back, max_size=3).map(tuple),
    released=st.lists(_route, max_size=2).map(tuple), meeting_ends=st.lists(_moments, max_size=2).map(tuple),
    stops=st.lists(_moments, max_size=1).map(tuple), died_on=st.none() | _days,
)


@settings(max_examples=100, deadline=None)
@given(_facts, _moments)
def test_nothing_is_open_that_nobody_said_yes_to(facts: Facts, at: datetime) -> None:
    held = in_force(facts, at)
    yes = {c.key for g in facts.given if g.giver != "next_of_kin" and g.at <= at <= midnight(g.until + timedelta(1))
           for c in g.yes}
    assert {(unit, "", kind) for unit, kinds in held.units.items() for kind in kinds} <= yes
    assert held.part_a or not held.units
    assert held.until is None or midnight(held.until + timedelta(days=1)) > at


@settings(max_examples=100, deadline=None)
@given(_facts, _moments)
def test_taking_all_back_leaves_nothing(facts: Facts, at: datetime) -> None:
    past = replace(facts, given=tuple(g for g in facts.given if g.at <= at),
                   released=tuple(r for r in facts.released if r.at <= at))
    after = in_force(replace(past, withdrawn=(*past.withdrawn, Withdrawn(at, "all"))), at + timedelta(seconds=1))
    assert not (after.part_a or after.part_b or after.digital or after.route)


@settings(max_examples=100, deadline=None)
@given(_facts, _moments, _back)
def test_a_withdrawal_never_opens_anything(facts: Facts, at: datetime, back: Withdrawn) -> None:
    before = in_force(facts, at)
    after = in_force(replace(facts, withdrawn=(*facts.withdrawn, back)), at)
    assert all(kinds <= before.units.get(unit, frozenset()) for unit, kinds in after.units.items())
    assert after.part_b <= before.part_b and after.route <= before.route


@settings(max_examples=50, deadline=None)
@given(_facts)
def test_spells_go_forward(facts: Facts) -> None:
    assert all(s.start <= s.end for s in spells(facts))
