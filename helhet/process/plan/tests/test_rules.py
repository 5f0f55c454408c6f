"""What a plan must hold: every branch, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helhet.kit.refusals import Refused, refuse
from helhet.process.plan import rules, waiting, writing
from helhet.process.plan.content import Intervention
from helhet.process.plan.rules import Circumstances, PlanFacts, SubGoalFacts
from helhet.process.plan.waiting import Waiting
from helhet.process.plan.writing import Writing
from helhet.rulebook.profile import load

TODAY = date(2026, 11, 21)
VGR, NAT, ORE = load("VGR"), load("NAT"), load("ORE")
KOM, REG = 1, 2
MUNICIPAL = Intervention("i1", "unit", "decided", "", "Stöd hemma", "g", KOM, "Socialtjänsten", "municipality",
                         when="måndagar", responsible="Amina")
REGIONAL = Intervention("i2", "unit", "awaiting", "", "Samtal", "g", REG, "Vårdcentralen", "region",
                        starts_on=TODAY, responsible="Karin")
AROUND = Circumstances(TODAY, is_child=True, attended=frozenset({KOM, REG}), part_b=True)
FULL = PlanFacts(
    interventions=(MUNICIPAL, REGIONAL), sub_goals=(SubGoalFacts("g", "Sova", True, 2),),
    unit_names={KOM: "Socialtjänsten", REG: "Vårdcentralen"}, goal="Att sova", how_short=True, how_long=True,
    help=True, own=True, others=True, contacts=frozenset({KOM, REG}), main_unit=KOM, main_unit_name="Socialtjänsten",
    main_principal="Kungälv", main_side="municipality", main_name="Amina", main_phone="0303-1",
    follow_up_at=datetime(2027, 1, 15, 13, tzinfo=UTC), follow_up_place="Rummet", took_part=True, kin_offered=True,
    child_heard=True, child_prepared=True, child_took_part=True, placed=False, around=AROUND,
)
# What one can leave out, and the rule that then says no.
HOLES: dict[str, dict[str, Any]] = {
    "PLAN-01": {"interventions": (), "sub_goals": ()},
    "LAW-02": {"interventions": (replace(MUNICIPAL, status="proposed"), REGIONAL)},
    "PLAN-02": {"interventions": (MUNICIPAL, REGIONAL, replace(MUNICIPAL, ref="i3", side="other"))},
    "PLAN-03": {"others": False}, "PLAN-04": {"main_side": ""}, "PART-09": {"goal": ""},
    "MEET-13": {"sub_goals": ()}, "GOAL-08": {"sub_goals": (SubGoalFacts("g", "Sova", False, 2),)},
    "PLAN-12": {"how_long": False}, "PLAN-06": {"help": False}, "PLAN-05": {"own": False},
    "PLAN-07": {"interventions": (replace(MUNICIPAL, when=""), REGIONAL)},
    "PLAN-15": {"interventions": (replace(MUNICIPAL, responsible=""), REGIONAL)},
    "PLAN-08": {"contacts": frozenset({KOM})}, "PLAN-10": {"main_phone": ""}, "RESP-09": {"main_unit": 99},
    "PLAN-09": {"follow_up_place": ""}, "LAW-05": {"took_part": False}, "LAW-06": {"kin_offered": False},
    "CON-16": {"around": replace(AROUND, part_b=False)}, "CH-02": {"child_heard": False},
    "CH-04": {"child_prepared": False}, "CH-06": {"child_took_part": False},
    "CH-16": {"placed": True, "placed_units": False},
}


def refused(facts: PlanFacts) -> set[str]:
    try:
        refuse(rules.missing(facts, VGR))
    except Refused as no:
        return set(no.rules)
    return set()


def test_a_full_plan_lacks_nothing() -> None:
    assert rules.missing(FULL, VGR) == ()


@pytest.mark.rule("PLAN-01", "LAW-02", "PLAN-02", "PLAN-03", "PLAN-04", "PART-09", "MEET-13", "GOAL-08", "PLAN-12",
                  "PLAN-06", "PLAN-05", "PLAN-07", "PLAN-15", "PLAN-08", "PLAN-10", "RESP-09", "PLAN-09", "LAW-06",
                  "CON-16", "CH-02", "CH-04", "CH-06", "CH-16", "LAW-05")
def test_each_hole_is_named_by_its_own_rule() -> None:
    for rule, hole in HOLES.items():
        assert rule in refused(replace(FULL, **hole)), rule


def test_a_sub_goal_says_only_what_it_lacks_and_once() -> None:
    def said(**change: Any) -> list[tuple[str, str]]:
        return [(str(r.sentence), r.field or "") for r in rules.missing(replace(FULL, **change), VGR)]

    assert said(sub_goals=(SubGoalFacts("g", "Sova", False, 2),)) == [
        ("Skriv hur ni följer upp ”Sova”.", "sub_goal:g")]
    assert said(sub_goals=(*FULL.sub_goals, SubGoalFacts("h", "Vila", True, 0))) == [
        ("Skriv en insats till delmålet ”Vila”.", "interventions:h")]
    # who does it is a line of its own, and stands there alone
    assert said(interventions=(replace(MUNICIPAL, responsible=""), REGIONAL)) == [
        ("Skriv vem som gör ”Stöd hemma”.", "intervention:i1")]
    empty = said(interventions=(), sub_goals=(SubGoalFacts("g", "Sova", True, 0),))
    assert not [words for words, _field in empty if "Sova" in words]


@settings(deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(sorted(HOLES))))
def test_nothing_is_missing_exactly_when_everything_is_there(holes: set[str]) -> None:
    """Holes in the same fact hide one another; those that do not must all be named, and none without a hole."""
    facts, named, taken = FULL, set[str](), set[str]()
    for rule in sorted(holes):
        hole = HOLES[rule]
        if taken & set(hole):
            continue
        facts, taken = replace(facts, **hole), taken | set(hole)
        named.add(rule)
    found = {r.rule for r in rules.missing(facts, VGR)}
    assert bool(found) == bool(named)
    assert "PLAN-01" in named or named <= found  # without interventions there is nothing to ask of them


@pytest.mark.rule("LAW-02", "PLAN-04")
def test_the_law_holds_where_the_region_asks_for_less() -> None:
    with pytest.raises(Refused) as no:
        refuse(rules.missing(PlanFacts(around=replace(AROUND, is_child=False)), NAT))
    assert {"PLAN-01", "LAW-02", "PLAN-03", "PLAN-04", "PLAN-10"} <= set(no.value.rules)
    assert not {"PLAN-05", "PLAN-06", "PLAN-07", "PLAN-12", "PART-09", "PLAN-09"} & set(no.value.rules)


@pytest.mark.rule("LAW-18", "LAW-05")
def test_who_cannot_take_part_still_gets_a_plan() -> None:
    assert rules.missing(replace(FULL, took_part=False, why_absent=True), VGR) == ()


def test_a_route_stands_in_for_part_b() -> None:
    assert rules.missing(replace(FULL, around=replace(AROUND, part_b=False, route=True)), VGR) == ()


def test_an_ended_intervention_is_not_counted_on() -> None:
    ended = replace(FULL, interventions=(MUNICIPAL, replace(REGIONAL, status="ended")))
    assert "LAW-02" in {r.rule for r in rules.missing(ended, VGR)}
    assert ended.units == {KOM}


def test_open_sides_follow_what_is_left_to_do() -> None:
    assert FULL.open_sides == {"municipality", "region"}
    done = replace(FULL, interventions=(MUNICIPAL, replace(REGIONAL, status="done")))
    assert done.open_sides == {"municipality"}


@pytest.mark.rule("CON-27")
@pytest.mark.parametrize(("read_back", "said_yes", "route", "other", "ok"), [
    (True, True, False, "", True), (False, True, False, "", False), (True, False, False, "", False),
    (False, False, True, "", False), (False, False, True, "Med bilder på fredag", True),
    (False, False, False, "Med bilder på fredag", False),
])
def test_read_back_and_yes(read_back: bool, said_yes: bool, route: bool, other: str, ok: bool) -> None:
    facts = replace(FULL, around=replace(AROUND, route=route))
    found = rules.may_close(facts, read_back=read_back, said_yes=said_yes, other=other)
    assert (found == ()) == ok
    with pytest.raises(Refused):
        refuse(rules.may_close(replace(FULL, around=AROUND), read_back=False, said_yes=False, other=""))


@pytest.mark.rule("PLAN-25")
def test_the_right_hand_after_hospital() -> None:
    with pytest.raises(Refused):
        refuse(rules.right_hand("after_discharge", "staff", VGR))
    assert rules.right_hand("after_discharge", "care_contact", VGR) == ()
    assert rules.right_hand("new", "staff", VGR) == rules.right_hand("after_discharge", "staff", ORE) == ()


OWN = Writing(by_unit=KOM, owner="unit", unit=KOM, side="municipality", status="decided")


@pytest.mark.rule("MEET-11", "PLAN-02", "PLAN-15")
def test_who_writes_what() -> None:
    assert writing.may_write(OWN) == ()
    assert writing.may_write(replace(OWN, by_unit=REG, status="proposed")) == ()
    assert writing.may_write(replace(OWN, owner="own", unit=None)) == ()
    for wrong, rule in [
        (replace(OWN, by_unit=REG), "MEET-11"), (replace(OWN, by_unit=REG, status="awaiting"), "MEET-11"),
        (replace(OWN, unit=None), "PLAN-02"), (replace(OWN, side="other"), "PLAN-02"),
        (replace(OWN, owner="other", unit=None), "PLAN-15"),
        (replace(OWN, by_unit=REG, status="proposed", was_unit=KOM, was_status="decided"), "MEET-11"),
        (replace(OWN, stayed_away=True), "MEET-11"),
    ]:
        with pytest.raises(Refused) as no:
            refuse(writing.may_write(wrong))
        assert rule in no.value.rules


@pytest.mark.rule("MEET-11", "PLAN-24")
def test_who_confirms_and_reports() -> None:
    assert writing.may_confirm(KOM, KOM, "awaiting") == ()
    assert {r.rule for r in writing.may_confirm(REG, KOM, "decided")} == {"MEET-11"}
    assert writing.may_confirm(KOM, KOM, "done") and writing.may_confirm(KOM, KOM, "decided", stayed_away=True)
    assert writing.may_report(KOM, "unit", KOM, REG, "ongoing", "") == ()
    assert writing.may_report(REG, "own", None, REG, "done", "") == ()
    with pytest.raises(Refused) as no:
        refuse(writing.may_report(REG, "unit", KOM, REG, "ended", ""))
    assert set(no.value.rules) == {"MEET-11", "PLAN-24"}
    assert writing.may_report(KOM, "unit", KOM, REG, "proposed", "")


@pytest.mark.rule("RESP-08", "RESP-09", "RESP-06", "PLAN-10")
def test_the_main_responsibility_changes_hands() -> None:
    right = {"by_unit": KOM, "present_unit": KOM, "side": "region", "name": "A", "phone": "1", "person_asked": True}
    assert writing.may_change_main(**right) == ()  # type: ignore[arg-type]
    for key, value, rule in [("by_unit", REG, "RESP-08"), ("side", "other", "RESP-09"), ("phone", "", "PLAN-10"),
                             ("person_asked", False, "RESP-06")]:
        with pytest.raises(Refused) as no:
            refuse(writing.may_change_main(**{**right, key: value}))  # type: ignore[arg-type]
        assert no.value.rules == (rule,)
    assert writing.may_accept_main(REG, REG, True) == ()
    assert writing.may_accept_main(KOM, REG, True) and writing.may_accept_main(REG, REG, False)


def test_what_waits() -> None:
    held = Waiting("documenting", KOM, held_on=TODAY, proposed=((REG, TODAY),))
    assert {d.code for d in waiting.waits(held, VGR)} == {"plan-establish", "plan-confirm"}
    ore = {d.code: d for d in waiting.waits(held, ORE)}
    assert ore["plan-establish-by"].due == date(2026, 11, 24) and ore["plan-establish-by"].rule == "PLAN-20"
    after = Waiting("active", KOM, established_on=TODAY, established_by=KOM, asked_unit=REG, asked_on=TODAY)
    assert {(d.code, d.unit) for d in waiting.waits(after, VGR)} == {("plan-hand-out", KOM), ("plan-main-asked", REG)}
    assert not list(waiting.waits(replace(after, handed_out=True, asked_unit=None), VGR))
    assert not list(waiting.waits(replace(after, state="closed"), VGR))


def test_room_for_one_more() -> None:
    assert rules.room_for(59, 60) == () and rules.room_for(60, 60)
