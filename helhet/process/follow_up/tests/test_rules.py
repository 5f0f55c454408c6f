"""Calling, telling of a change, answering row by row and choosing the way on: without a database."""

from dataclasses import replace
from datetime import date

import pytest

from helhet.kit.refusals import Refused, refuse
from helhet.organisations.rules import UnitKind
from helhet.process.follow_up import rules
from helhet.process.follow_up.rules import Calling, Effort, EffortSaid, GoalSaid, Recording
from helhet.rulebook.profile import load

VGR, JKPG, ORE, NAT = (load(code) for code in ("VGR", "JKPG", "ORE", "NAT"))
CALLING = Calling(by_unit=1, main_unit=1, main_name="Psykiatriska mottagningen", in_force=True)
WELL = EffortSaid("yes", "yes", "partly", "goes_on")
WHOLE = Recording(
    goals=(("g1", "Äta frukost varje dag"),),
    efforts=(Effort("i1", "Hemtjänst på morgonen", "municipality"), Effort("i2", "Samtal", "region"),
             Effort("i3", "Handlar själv", "")),
    goals_said={"g1": GoalSaid("partly")}, efforts_said={"i1": WELL, "i2": WELL, "i3": WELL},
    yes_again="yes", outcome="revise", need_municipality=True, need_region=True,
)
ENOUGH = EffortSaid("yes", "yes", "yes", "enough")


def ids(refusals: tuple) -> list[str]:  # type: ignore[type-arg]
    return [r.rule for r in refusals]


@pytest.mark.rule("RESP-10")
def test_only_the_main_responsible_calls() -> None:
    assert rules.may_call(CALLING) == ()
    with pytest.raises(Refused) as no:
        refuse(rules.may_call(replace(CALLING, by_unit=2)))
    assert no.value.rules == ("RESP-10",)
    assert "Psykiatriska mottagningen" in str(no.value)
    assert ids(rules.may_call(replace(CALLING, main_unit=None, by_unit=None))) == ["RESP-10"]


@pytest.mark.rule("CON-30")
def test_no_call_without_consent_or_route() -> None:
    with pytest.raises(Refused, match="samtycke"):
        refuse(rules.may_call(replace(CALLING, in_force=False)))


def test_an_early_call_says_what_changed() -> None:
    assert rules.may_call(replace(CALLING, early=True, what_changed="Flyttar hem till sin mamma")) == ()
    assert ids(rules.may_call(replace(CALLING, early=True))) == ["RESP-11"]
    assert ids(rules.may_note((), "")) == ["RESP-11", "RESP-11"]
    assert rules.may_note(("home",), "Ny adress") == ()
    assert rules.is_early(date(2026, 1, 1), date(2026, 2, 1))
    assert not rules.is_early(date(2026, 2, 1), date(2026, 2, 1))
    assert not rules.is_early(date(2026, 2, 1), None)


@pytest.mark.rule("FU-03")
def test_every_sub_goal_and_intervention_is_answered() -> None:
    assert rules.may_record(WHOLE, VGR) == ()
    with pytest.raises(Refused) as no:
        refuse(rules.may_record(replace(WHOLE, goals_said={}), VGR))
    assert no.value.rules == ("FU-03",)
    assert no.value.refusals[0].field == "goal_g1"


@pytest.mark.parametrize(("said", "field"), [
    (EffortSaid(), "given_i1"),
    (EffortSaid("yes", "", "yes", "goes_on"), "works_i1"),
    (EffortSaid("partly", "yes", "", "goes_on"), "effect_i1"),
    (EffortSaid("yes", "yes", "yes", ""), "onward_i1"),
])
@pytest.mark.rule("FU-03")
def test_an_intervention_is_answered_in_every_part(said: EffortSaid, field: str) -> None:
    with pytest.raises(Refused) as no:
        refuse(rules.may_record(replace(WHOLE, efforts_said=WHOLE.efforts_said | {"i1": said}), VGR))
    assert (no.value.rules, no.value.refusals[0].field) == (("FU-03",), field)


@pytest.mark.rule("FU-05")
def test_something_else_is_named() -> None:
    undone = WHOLE.efforts_said | {"i1": EffortSaid("no", "not_tried", "not_tried", "other")}
    assert ids(rules.may_record(replace(WHOLE, efforts_said=undone), VGR)) == ["FU-05"]
    named = WHOLE.efforts_said | {"i1": EffortSaid("no", "not_tried", "not_tried", "other", "Boendestöd i stället")}
    assert rules.may_record(replace(WHOLE, efforts_said=named), VGR) == ()


@pytest.mark.rule("CON-29", "CH-22")
def test_the_opening_asks_for_consent_and_a_child_for_school_and_address() -> None:
    with pytest.raises(Refused) as no:
        refuse(rules.may_record(replace(WHOLE, yes_again="", is_child=True), JKPG))
    assert no.value.rules == ("CON-29", "CH-22")
    assert rules.may_record(replace(WHOLE, is_child=True, school_or_address=False), JKPG) == ()
    assert ids(rules.may_record(replace(WHOLE, need_municipality=None), VGR)) == ["FU-06"]
    assert rules.may_record(replace(WHOLE, need_region=None), VGR)[0].field == "need_region"
    assert ids(rules.may_record(replace(WHOLE, outcome=""), VGR)) == ["FU-08"]


@pytest.mark.rule("FU-06")
def test_vgr_does_not_end_a_plan_that_both_are_needed_for() -> None:
    both = replace(WHOLE, outcome="close", reason="Det känns bra")
    with pytest.raises(Refused) as no:
        refuse(rules.may_record(both, VGR))
    assert no.value.rules == ("FU-06",)
    assert rules.may_record(both, NAT) == rules.may_record(both, JKPG) == rules.may_record(both, ORE) == ()
    assert ids(rules.may_record(replace(both, reason=""), ORE)) == ["FU-06"]


def test_an_intervention_that_goes_on_is_a_need_whatever_was_ticked() -> None:
    ticked = replace(WHOLE, need_municipality=False, need_region=False, outcome="close")
    assert ticked.need_sides == rules.BOTH
    assert ids(rules.may_record(ticked, VGR)) == ["FU-06"]
    done = replace(ticked, efforts_said={"i1": ENOUGH, "i2": WELL, "i3": WELL})
    assert done.need_sides == {"region"}
    assert rules.may_record(done, VGR) == ()


@pytest.mark.rule("FU-07")
def test_vgr_begins_anew_only_when_the_goal_is_another_and_both_are_needed() -> None:
    assert rules.may_restart("goal_changed", True, "", VGR) == ()
    for ground, both in (("other_reason", True), ("", True), ("goal_changed", False)):
        with pytest.raises(Refused) as no:
            refuse(rules.may_restart(ground, both, "Vi vill", VGR))
        assert no.value.rules == ("FU-07",)


@pytest.mark.rule("FU-08")
def test_jonkoping_chooses_freely_and_says_why() -> None:
    anew = replace(WHOLE, outcome="restart", restart_ground="new_needs")
    assert ids(rules.may_record(anew, JKPG)) == ["FU-08"]
    assert rules.may_record(replace(anew, reason="Allt är nytt"), JKPG) == ()
    assert ids(rules.may_restart("new_needs", False, "Allt är nytt", NAT)) == ["FU-08"]
    assert rules.may_restart("other_reason", False, "Allt är nytt", NAT) == ()


@pytest.mark.rule("FU-01")
def test_a_follow_up_is_written_when_it_has_been_held() -> None:
    with pytest.raises(Refused) as no:
        refuse(rules.may_record(replace(WHOLE, held=False), VGR))
    assert no.value.rules == ("FU-01",)


def test_the_rhythm_follows_the_level_and_is_only_a_suggestion() -> None:
    day = date(2026, 1, 1)
    assert rules.suggested_day("sip_plus_plus", day, VGR) < rules.suggested_day("sip_plus", day, VGR)
    assert rules.suggested_day("", day, VGR) == rules.suggested_day("sip", day, VGR)


def test_health_care_registers_the_code() -> None:
    assert rules.registers_code(UnitKind.MUNICIPAL_HEALTH_CARE)
    assert not rules.registers_code(UnitKind.SCHOOL)
