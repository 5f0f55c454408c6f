"""Which grounds end a plan, who begins anew and who ticks off: every branch, per region, without a database."""

from dataclasses import replace
from datetime import date

import pytest

from helhet.kit.refusals import Refused, refuse
from helhet.process.closing import rules
from helhet.process.closing.rules import Ending, Restarting, Ticking
from helhet.process.closing.words import OF_NEED, Ground
from helhet.rulebook.profile import Profile, load

VGR, JKPG, ORE, NAT = (load(code) for code in ("VGR", "JKPG", "ORE", "NAT"))
TODAY = date(2026, 5, 4)
READY = Ending(by_unit=1, main_unit=1, main_name="Vårdcentralen", ground="goals_met", convener_unit=2,
               followed_up=True, need_from_both=False, today=TODAY)
ANEW = Restarting(by_unit=1, main_unit=1, main_name="Vårdcentralen", ground="goal_changed", reason="",
                  need_from_both=True)
TICK = Ticking(code="own_record", by_unit=1, unit=1, unit_name="Vårdcentralen", for_principal=False,
               same_principal=False, text="", done_on=TODAY, closed_on=TODAY, today=TODAY)


def ids(refusals: tuple) -> list[str]:  # type: ignore[type-arg]
    return [r.rule for r in refusals]


@pytest.mark.rule("CLOSE-01", "CLOSE-02", "CLOSE-03")
@pytest.mark.parametrize("profile", [VGR, NAT, ORE])
def test_the_four_grounds_of_need_hold_after_a_follow_up(profile: Profile) -> None:
    for ground in OF_NEED:
        assert rules.may_close(replace(READY, ground=ground), profile) == ()


@pytest.mark.rule("CLOSE-04")
def test_that_nothing_new_is_expected_ends_a_plan_where_the_region_says_so() -> None:
    assert rules.may_close(replace(READY, ground="no_new_need"), VGR) == ()
    with pytest.raises(Refused) as no:
        refuse(rules.may_close(replace(READY, ground="no_new_need"), JKPG))
    assert no.value.rules == ("CLOSE-04",)


def test_the_profile_says_which_grounds_there_are() -> None:
    assert ids(rules.may_close(replace(READY, ground="no_need_from_both"), JKPG)) == ["CLOSE-03"]
    assert ids(rules.may_close(replace(READY, ground="outdated"), VGR)) == ["CLOSE-01"]
    assert ids(rules.may_close(replace(READY, ground="no_coordination"), replace(VGR, closing_grounds=()))) == [
        "CLOSE-02"]
    assert Ground.OUTDATED in rules.grounds(ORE)
    assert Ground.NO_NEW_NEED not in rules.grounds(JKPG)


@pytest.mark.rule("FU-01")
def test_need_is_judged_in_a_follow_up_first() -> None:
    for ground in OF_NEED:
        with pytest.raises(Refused) as no:
            refuse(rules.may_close(replace(READY, ground=ground, followed_up=False), VGR))
        assert no.value.rules == ("FU-01",)


@pytest.mark.rule("FU-06")
def test_while_both_are_needed_vgr_goes_on_and_others_say_why() -> None:
    both = replace(READY, need_from_both=True)
    with pytest.raises(Refused) as no:
        refuse(rules.may_close(replace(both, reason="Målen är nådda"), VGR))
    assert (no.value.rules, no.value.refusals[0].field) == (("FU-06",), "ground")
    for profile in (JKPG, ORE, NAT):
        assert ids(rules.may_close(both, profile)) == ["FU-06"]
        assert rules.may_close(replace(both, reason="Målen är nådda"), profile) == ()


@pytest.mark.rule("CLOSE-05")
@pytest.mark.parametrize("ground", ["withdrawal", "death", "moved", "other_plan"])
@pytest.mark.parametrize("profile", [VGR, JKPG, ORE, NAT])
def test_what_concerns_the_person_is_never_refused_for_need(ground: str, profile: Profile) -> None:
    worst = replace(READY, ground=ground, followed_up=False, need_from_both=True, died_on=TODAY)
    assert rules.may_close(worst, profile) == ()
    assert rules.may_close(replace(worst, by_unit=2), profile) == ()  # whoever convened may write it


def test_a_death_has_its_day() -> None:
    gone = replace(READY, ground="death")
    assert ids(rules.may_close(gone, VGR)) == ["CLOSE-07"]
    assert rules.may_close(replace(gone, died_on=date(2026, 5, 5)), VGR)[0].field == "died_on"


def test_a_plan_that_is_no_longer_used_says_why() -> None:
    assert ids(rules.may_close(replace(READY, ground="outdated"), ORE)) == ["FU-06"]
    assert rules.may_close(replace(READY, ground="outdated", reason="Alla har slutat"), ORE) == ()


def test_the_restart_has_its_own_page() -> None:
    assert ids(rules.may_close(replace(READY, ground="restart"), VGR)) == ["CLOSE-06"]


def test_only_the_main_responsible_ends_a_plan() -> None:
    for unit in (2, 3, None):
        assert ids(rules.may_close(replace(READY, by_unit=unit), VGR)) == ["CLOSE-01"]
    assert ids(rules.may_close(replace(READY, by_unit=3, ground="moved"), VGR)) == ["CLOSE-01"]


@pytest.mark.rule("FU-07")
def test_vgr_begins_anew_when_the_goal_changed_and_both_are_needed() -> None:
    assert rules.may_restart(ANEW, VGR) == ()
    for wrong in (replace(ANEW, ground=""), replace(ANEW, ground="other_reason"), replace(ANEW, need_from_both=False)):
        with pytest.raises(Refused) as no:
            refuse(rules.may_restart(wrong, VGR))
        assert no.value.rules == ("FU-07",)


@pytest.mark.rule("CLOSE-06", "FU-08")
def test_jonkoping_begins_anew_with_a_reason() -> None:
    free = replace(ANEW, ground="other_reason", need_from_both=False)
    assert ids(rules.may_restart(free, JKPG)) == ["FU-08"]
    assert rules.may_restart(replace(free, reason="En ny plan blir tydligare"), JKPG) == ()


def test_after_hospital_the_care_contact_begins_anew() -> None:
    other = replace(ANEW, by_unit=5)
    assert ids(rules.may_restart(other, VGR)) == ["CLOSE-06"]
    assert rules.may_restart(replace(other, after_hospital=True, is_care_contact=True), VGR) == ()
    assert ids(rules.may_restart(replace(ANEW, after_hospital=True), VGR)) == ["CLOSE-13"]
    assert rules.may_restart(replace(ANEW, after_hospital=True, next_holder=True), VGR) == ()


@pytest.mark.rule("CLOSE-08")
def test_nobody_ticks_off_another_units_own_record() -> None:
    assert rules.may_tick(TICK) == ()
    with pytest.raises(Refused) as no:
        refuse(rules.may_tick(replace(TICK, by_unit=2)))
    assert no.value.rules == ("CLOSE-08",)
    assert ids(rules.may_tick(replace(TICK, by_unit=2, same_principal=True))) == ["CLOSE-08"]


def test_a_principal_answers_through_any_of_its_units() -> None:
    assert rules.may_tick(replace(TICK, by_unit=2, for_principal=True, same_principal=True)) == ()
    assert ids(rules.may_tick(replace(TICK, by_unit=2, for_principal=True))) == ["CLOSE-08"]


def test_the_rest_is_for_the_unit_that_held_it() -> None:
    tell = replace(TICK, code="told")
    assert rules.may_tick(tell) == ()
    assert ids(rules.may_tick(replace(tell, by_unit=2))) == ["CLOSE-07"]
    assert ids(rules.may_tick(replace(tell, done=True))) == ["CLOSE-07"]
    assert ids(rules.may_tick(replace(tell, done_on=date(2026, 5, 5)))) == ["CLOSE-07"]
    assert ids(rules.may_tick(replace(tell, done_on=date(2026, 5, 3)))) == ["CLOSE-07"]
    assert ids(rules.may_tick(replace(tell, code="where_to_turn"))) == ["CLOSE-10"]
    assert ids(rules.may_tick(replace(tell, code="experience"))) == ["CLOSE-12"]
    assert rules.may_tick(replace(tell, code="experience", text="Det kändes tryggt")) == ()
