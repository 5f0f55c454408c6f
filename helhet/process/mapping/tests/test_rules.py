"""The mapping's rules, without a database."""

import pytest

from helhet.kit.refusals import Refusal, Refused, refuse
from helhet.process.mapping import network, rules
from helhet.process.mapping.door import NetworkCard
from helhet.process.mapping.rules import LifeArea, NamingFacts, Participation, Writer, WritingFacts
from helhet.rulebook.profile import load

VGR, ORE = load("VGR"), load("ORE")


def facts(**changes: object) -> WritingFacts:
    return WritingFacts(**{"base": True, "important": "sova", "writer": Writer.HOLDER, **changes})  # type: ignore[arg-type]


def ids(refusals: tuple[Refusal, ...]) -> list[str]:
    return [r.rule for r in refusals]


@pytest.mark.rule("PREP-01")
def test_what_matters_comes_before_everything_else() -> None:
    with pytest.raises(Refused) as refused:
        refuse(rules.may_write(facts(important=""), VGR))
    assert refused.value.rules == ("PREP-01",)
    assert rules.may_write(facts(important=""), VGR, first=True) == ()
    assert rules.may_write(facts(), VGR) == ()


@pytest.mark.parametrize("writer", [Writer.HOLDER, Writer.PERSON, Writer.COORDINATION])
def test_outside_orebro_the_holder_and_the_person_write(writer: str) -> None:
    assert rules.may_write(facts(writer=writer, base=False), VGR) == ()


def test_outside_orebro_no_other_unit_writes() -> None:
    assert ids(rules.may_write(facts(writer=Writer.OTHER), VGR)) == ["PREP-02"]


@pytest.mark.rule("PREP-13")
def test_in_orebro_the_mapping_opens_with_its_coordination_responsible() -> None:
    with pytest.raises(Refused) as refused:
        refuse(rules.may_write(facts(base=False, writer=Writer.HOLDER), ORE, first=True))
    assert refused.value.rules == ("PREP-13",)


@pytest.mark.rule("PREP-14")
@pytest.mark.parametrize("writer", [Writer.HOLDER, Writer.PERSON, Writer.OTHER])
def test_in_orebro_only_the_coordination_responsible_writes(writer: str) -> None:
    with pytest.raises(Refused) as refused:
        refuse(rules.may_write(facts(writer=writer), ORE))
    assert refused.value.rules == ("PREP-14",)
    assert rules.may_write(facts(writer=Writer.COORDINATION), ORE) == ()


def test_naming_needs_the_holder_and_a_covered_unit() -> None:
    assert rules.may_name(NamingFacts(by_holder=True, covered=True)) == ()
    assert ids(rules.may_name(NamingFacts(by_holder=False, covered=False))) == ["PREP-13", "CON-01"]


def test_one_wish_about_meeting_at_a_time_and_a_map_that_can_be_full() -> None:
    assert rules.may_place(frozenset("VO"), 3, 100) == ()
    assert [r.field for r in rules.may_place(frozenset("OX"), 100, 100)] == ["marks", "name"]


def test_not_being_able_needs_its_reason() -> None:
    assert rules.may_settle(Participation.LETTER, "") == ()
    assert rules.may_settle(Participation.NOT_ABLE, "ligger på sjukhus") == ()
    assert ids(rules.may_settle(Participation.NOT_ABLE, "")) == ["PART-02"]


def test_a_talk_is_noted_once_it_was_held() -> None:
    assert rules.may_note_talk(in_future=False) == ()
    assert ids(rules.may_note_talk(in_future=True)) == ["PREP-05"]


def test_the_whole_life_is_twelve_areas_each_with_a_hint() -> None:
    assert len(LifeArea) == 12
    assert set(rules.AREA_HINTS) == set(LifeArea)


def test_the_map_holds_everybody_inside_and_nobody_on_top_of_another() -> None:
    people = [
        NetworkCard(None, f"Person {n}", "", n % 3 + 1, "", "", "", ("V",), (), False)  # type: ignore[arg-type]
        for n in range(18)
    ]
    dots = network.placed(people)
    assert len({(d.x, d.y) for d in dots}) == 18
    assert all(abs(d.x) <= 250 and abs(d.y) <= 250 for d in dots)
    assert network.placed([]) == ()
    long = network.placed([NetworkCard(None, "Kunigunda Långström", "", 1, "", "", "", (), (), False)])  # type: ignore[arg-type]
    assert long[0].name == "Kunigunda …"
