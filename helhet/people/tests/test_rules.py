from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helhet.access.rules import ALL_KINDS
from helhet.kit.refusals import Refused, refuse
from helhet.people import rules
from helhet.people.rules import Capacity, Period, Prompt, RelationFacts, RelationKind
from helhet.rulebook.profile import load

K = RelationKind
DAY = date(2026, 3, 1)
ALWAYS = Period(date(2000, 1, 1))
NAT = load("NAT")
OTHERWISE = replace(NAT, guardian_insight_age=12, own_voice_age=16)


@dataclass(frozen=True)
class Person:
    born: date | None
    died_on: date | None = None
    is_unborn: bool = False


ADULT, CHILD = Person(date(1980, 5, 5)), Person(date(2016, 5, 5))
YOUNG, UNBORN = Person(date(2011, 5, 5)), Person(None, is_unborn=True)


def beside(kind: str, **more: object) -> RelationFacts:
    return replace(RelationFacts(uuid4(), kind, ALWAYS), **more)  # type: ignore[arg-type]


def guardian(**more: object) -> RelationFacts:
    return beside(K.GUARDIAN, **{"insight": True, "participation": True, "consent": True, **more})


def mandated(kind: str, **more: object) -> RelationFacts:
    usual = {"insight": True, "consent": True, "mandate": "Beslut 2025-01-01", "scope_person": True}
    return beside(kind, **{**usual, **more})


# Ages


@pytest.mark.parametrize(("born", "day", "age"), [
    (date(2008, 3, 1), date(2026, 2, 28), 17), (date(2008, 3, 1), date(2026, 3, 1), 18),
    (date(2008, 2, 29), date(2026, 2, 27), 17), (date(2008, 2, 29), date(2026, 2, 28), 18),
    (date(2008, 2, 29), date(2028, 2, 28), 19), (date(2008, 2, 29), date(2028, 2, 29), 20),
    (date(2026, 3, 1), date(2026, 3, 1), 0), (date(2025, 12, 31), date(2026, 1, 1), 0),
])
def test_age_turns_at_midnight_of_the_birthday(born: date, day: date, age: int) -> None:
    assert rules.age_on(born, day) == age


@given(st.dates(date(1900, 1, 1), date(2020, 12, 31)), st.integers(0, 110))
def test_a_birthday_is_the_first_day_of_an_age(born: date, years: int) -> None:
    day = rules.birthday(born, years)
    assert rules.age_on(born, day) == years
    if years:
        assert rules.age_on(born, date.fromordinal(day.toordinal() - 1)) == years - 1


def test_nobody_has_an_age_before_birth_or_without_a_date() -> None:
    assert rules.age_on(None, DAY) is None
    with pytest.raises(ValueError, match="not born"):
        rules.age_on(DAY, date(2026, 2, 28))


def test_a_child_is_a_child_until_eighteen() -> None:
    person = Person(date(2008, 3, 1))
    assert rules.is_child(person, date(2026, 2, 28))
    assert not rules.is_child(person, date(2026, 3, 1))
    assert rules.is_child(UNBORN, DAY)
    assert not rules.is_child(Person(None), DAY)


# Periods


def test_a_relation_holds_from_its_first_day_until_its_end() -> None:
    relation = beside(K.NEXT_OF_KIN, period=Period(date(2026, 1, 1), date(2026, 2, 1)))
    days = {date(2025, 12, 31): False, date(2026, 1, 1): True, date(2026, 1, 31): True, date(2026, 2, 1): False}
    assert {day: rules.in_force(relation, ADULT, day) for day in days} == days


def test_guardianship_ends_at_midnight_of_the_eighteenth_birthday() -> None:
    person, mother = Person(date(2008, 3, 1)), guardian(insight_documented=True)
    eve, day = date(2026, 2, 28), date(2026, 3, 1)
    assert rules.in_force(mother, person, eve)
    assert rules.readable_kinds(mother, person, eve, NAT)
    assert rules.guardians_deciding([mother], person, eve).needed == (mother,)
    assert not rules.in_force(mother, person, day)
    assert rules.readable_kinds(mother, person, day, NAT) == frozenset()
    assert rules.guardians_deciding([mother], person, day).needed == ()
    assert not rules.may_participate(mother, person, day)
    assert not rules.relation_access(mother, person, day, NAT).kinds
    # Other relations do not end by a birthday.
    assert rules.in_force(beside(K.NEXT_OF_KIN), person, day)


# Guardians


def test_two_guardians_decide_together() -> None:
    a, b = guardian(), guardian()
    deciding = rules.guardians_deciding([a, b, beside(K.NEXT_OF_KIN, consent=True)], CHILD, DAY)
    assert deciding.needed == (a, b)
    assert deciding.missing([a.ref]) == (b,)
    assert deciding.missing([a.ref, b.ref]) == ()


def test_one_guardian_decides_alone_when_there_is_one() -> None:
    only, former = guardian(), guardian(period=Period(date(2010, 1, 1), DAY))
    assert rules.guardians_deciding([only, former], CHILD, DAY).needed == (only,)


def test_without_guardians_nobody_decides() -> None:
    assert rules.guardians_deciding([], CHILD, DAY) == rules.Deciding()


def test_a_guardian_without_power_to_consent_is_not_asked() -> None:
    assert rules.guardians_deciding([guardian(consent=False)], CHILD, DAY).needed == ()


def test_a_recorded_exception_holds_for_its_days_only() -> None:
    a, b = guardian(), guardian(done_without=(Period(DAY, date(2026, 4, 1)),))
    assert rules.guardians_deciding([a, b], CHILD, DAY) == rules.Deciding((a,), (b,))
    assert rules.guardians_deciding([a, b], CHILD, date(2026, 2, 28)).needed == (a, b)
    assert rules.guardians_deciding([a, b], CHILD, date(2026, 4, 1)).needed == (a, b)


# Consent


def ids(refusals: tuple[object, ...]) -> list[str]:
    return [r.rule for r in refusals]  # type: ignore[attr-defined]


def test_an_adult_says_yes_for_themself() -> None:
    assert rules.may_consent(Capacity.INDIVIDUAL, [], ADULT, DAY) == ()


def test_a_child_says_yes_alone_only_when_found_mature_or_without_guardians() -> None:
    assert ids(rules.may_consent(Capacity.INDIVIDUAL, [guardian()], CHILD, DAY)) == ["CON-16"]
    assert rules.may_consent(Capacity.INDIVIDUAL, [guardian()], YOUNG, DAY, mature=True) == ()
    assert rules.may_consent(Capacity.INDIVIDUAL, [], YOUNG, DAY) == ()


def test_an_awaited_child_says_nothing() -> None:
    assert ids(rules.may_consent(Capacity.INDIVIDUAL, [], UNBORN, DAY)) == ["SCO-14"]


@pytest.mark.rule("CON-16")
def test_both_guardians_must_have_answered() -> None:
    a, b = guardian(), guardian()
    with pytest.raises(Refused) as refused:
        refuse(rules.may_consent(Capacity.GUARDIAN, [a, b], CHILD, DAY, said_yes=[a.ref]))
    assert refused.value.rules == ("CON-16",)
    assert rules.may_consent(Capacity.GUARDIAN, [a, b], CHILD, DAY, said_yes=[a.ref, b.ref]) == ()
    excused = replace(b, done_without=(ALWAYS,))
    assert rules.may_consent(Capacity.GUARDIAN, [a, excused], CHILD, DAY, said_yes=[a.ref]) == ()
    assert ids(rules.may_consent(Capacity.GUARDIAN, [], CHILD, DAY)) == ["CON-16"]


@pytest.mark.rule("CON-19")
def test_an_administrator_consents_within_the_mandate() -> None:
    one = mandated(K.FORVALTARE)
    assert rules.may_consent(Capacity.ADMINISTRATOR, [one], ADULT, DAY, said_yes=[one.ref]) == ()
    for wrong in ({"scope_person": False, "scope_economy": True}, {"mandate": ""}, {"consent": False},
                  {"period": Period(date(2020, 1, 1), DAY)}):
        assert ids(rules.may_consent(Capacity.ADMINISTRATOR, [replace(one, **wrong)], ADULT, DAY)) == ["CON-19"]  # type: ignore[arg-type]
    assert ids(rules.may_consent(Capacity.ADMINISTRATOR, [], ADULT, DAY)) == ["CON-19"]
    assert ids(rules.may_consent(Capacity.ADMINISTRATOR, [one], ADULT, DAY, said_yes=[uuid4()])) == ["CON-19"]


@pytest.mark.rule("CON-18")
@pytest.mark.parametrize("kind", [K.FRAMTIDSFULLMAKT, K.OMBUD])
def test_a_power_of_attorney_must_cover_the_matter(kind: str) -> None:
    one = mandated(kind)
    refuse(rules.may_consent(Capacity.REPRESENTATIVE, [one], ADULT, DAY, said_yes=[one.ref]))
    with pytest.raises(Refused) as refused:
        refuse(rules.may_consent(Capacity.REPRESENTATIVE, [replace(one, scope_person=False)], ADULT, DAY))
    assert refused.value.rules == ("CON-18",)


@pytest.mark.parametrize("capacity", ["god_man", "next_of_kin", "support_person", "nobody"])
def test_a_god_man_or_next_of_kin_never_consents_for_the_person(capacity: str) -> None:
    theirs = [mandated(K.GOD_MAN, scope_economy=True, scope_right=True), beside(K.NEXT_OF_KIN, consent=True)]
    for asked in (capacity, Capacity.ADMINISTRATOR, Capacity.REPRESENTATIVE, Capacity.GUARDIAN):
        assert rules.may_consent(asked, theirs, ADULT, DAY, said_yes=[r.ref for r in theirs])


def test_a_god_mans_mandate_never_covers_a_consent() -> None:
    assert rules.mandate_covers(mandated(K.OMBUD), ADULT, DAY)
    assert not rules.mandate_covers(mandated(K.GOD_MAN, scope_economy=True, scope_right=True), ADULT, DAY)


def test_capacities_name_whom_one_can_ask() -> None:
    assert rules.capacities([mandated(K.GOD_MAN)], ADULT, DAY) == (Capacity.INDIVIDUAL,)
    assert rules.capacities([guardian()], CHILD, DAY) == (Capacity.INDIVIDUAL, Capacity.GUARDIAN)
    assert rules.capacities([mandated(K.FORVALTARE), mandated(K.OMBUD)], ADULT, DAY) == (
        Capacity.INDIVIDUAL, Capacity.ADMINISTRATOR, Capacity.REPRESENTATIVE)
    assert rules.capacities([], UNBORN, DAY) == ()


# Insight: what a relation lets somebody read


def test_insight_participation_and_consent_are_three_things() -> None:
    only_there = guardian(insight=False, consent=False)
    assert rules.readable_kinds(only_there, CHILD, DAY, NAT) == frozenset()
    assert rules.may_participate(only_there, CHILD, DAY)
    only_reads = guardian(participation=False, consent=False)
    assert rules.readable_kinds(only_reads, CHILD, DAY, NAT)
    assert not rules.may_participate(only_reads, CHILD, DAY)
    assert rules.guardians_deciding([only_there, only_reads], CHILD, DAY).needed == ()


def test_a_guardian_reads_by_default_until_thirteen_and_then_by_agreement() -> None:
    person = Person(date(2013, 3, 1))
    assert rules.readable_kinds(guardian(), person, date(2026, 2, 28), NAT) == ALL_KINDS - {"letters"}
    assert rules.readable_kinds(guardian(), person, date(2026, 3, 1), NAT) == frozenset()
    told = guardian(insight_documented=True)
    assert rules.readable_kinds(told, person, date(2026, 3, 1), NAT) == ALL_KINDS - {"letters"}
    narrow = guardian(insight_documented=True, insight_kinds=frozenset({"plan", "letters"}))
    assert rules.readable_kinds(narrow, person, date(2026, 3, 1), NAT) == {"plan"}


def test_the_age_when_a_guardian_no_longer_reads_by_default_is_the_profiles() -> None:
    person, eve, day = Person(date(2013, 3, 1)), date(2025, 2, 28), date(2025, 3, 1)
    assert rules.readable_kinds(guardian(), person, eve, OTHERWISE)
    assert not rules.readable_kinds(guardian(), person, day, OTHERWISE)
    assert rules.readable_kinds(guardian(), person, day, NAT)
    assert rules.readable_kinds(guardian(insight_documented=True), person, day, OTHERWISE)
    unborn = guardian()
    assert rules.guardian_reads(unborn, UNBORN, day, NAT)
    assert not rules.guardian_reads(unborn, Person(None), day, NAT)


@pytest.mark.parametrize(("ages", "insight", "voice"), [(NAT, 13, 15), (OTHERWISE, 12, 16)])
def test_each_age_has_a_prompt_of_its_own_until_eighteen(ages: rules.Ages, insight: int, voice: int) -> None:
    person = Person(date(2008, 2, 29))  # in common years on 28 February

    def prompts(age: int) -> tuple[str, str]:
        day = rules.birthday(date(2008, 2, 29), age)
        return rules.prompt(person, date.fromordinal(day.toordinal() - 1), ages), rules.prompt(person, day, ages)

    assert prompts(insight) == (Prompt.NONE, Prompt.INSIGHT)
    assert prompts(voice) == (Prompt.INSIGHT, Prompt.VOICE)
    assert prompts(18) == (Prompt.VOICE, Prompt.NONE)
    assert rules.prompt(UNBORN, DAY, ages) == rules.prompt(Person(None), DAY, ages) == Prompt.NONE
    assert not rules.asked_themself(UNBORN, DAY, ages)


def test_a_representative_reads_by_scope() -> None:
    def reads(**scope: bool) -> frozenset[str]:
        return rules.readable_kinds(mandated(K.GOD_MAN, scope_person=False, **scope), ADULT, DAY, NAT)

    assert reads() == frozenset()
    assert reads(scope_economy=True) == {"plan", "meeting", "contacts"}
    assert reads(scope_economy=True) < reads(scope_right=True)
    assert "mapping" not in reads(scope_right=True)
    assert rules.readable_kinds(mandated(K.GOD_MAN), ADULT, DAY, NAT) == ALL_KINDS - {"letters"}


def test_next_of_kin_read_what_the_person_allows() -> None:
    assert rules.readable_kinds(beside(K.NEXT_OF_KIN, insight=True), ADULT, DAY, NAT) == frozenset()
    allowed = beside(K.NEXT_OF_KIN, insight=True, insight_kinds=frozenset({"plan", "meeting"}))
    assert rules.readable_kinds(allowed, ADULT, DAY, NAT) == {"plan", "meeting"}
    assert rules.readable_kinds(replace(allowed, objected=True), ADULT, DAY, NAT) == frozenset()


def test_a_support_person_reads_nothing_alone() -> None:
    support = beside(K.SUPPORT_PERSON, insight=True, insight_kinds=frozenset({"plan"}), participation=True)
    assert rules.readable_kinds(support, ADULT, DAY, NAT) == frozenset()
    assert rules.may_participate(support, ADULT, DAY)


def test_whoever_must_not_know_neither_reads_nor_comes() -> None:
    marked = guardian(must_not_know=True)
    assert rules.readable_kinds(marked, CHILD, DAY, NAT) == frozenset()
    assert not rules.may_participate(marked, CHILD, DAY)
    assert rules.relation_access(marked, CHILD, DAY, NAT).must_not_know


def test_an_objection_keeps_somebody_out_of_the_room() -> None:
    assert not rules.may_participate(guardian(objected=True), YOUNG, DAY)


def test_death_ends_the_reading() -> None:
    dead = replace(CHILD, died_on=DAY)
    assert rules.readable_kinds(guardian(), dead, DAY, NAT) == frozenset()
    assert not rules.relation_access(None, dead, DAY, NAT).own


def test_the_person_reads_their_own_but_what_the_profile_hides() -> None:
    own = rules.relation_access(None, ADULT, DAY, NAT, hidden=frozenset({"mapping"}))
    assert (own.own, own.hidden) == (True, {"mapping"})
    assert not rules.relation_access(None, UNBORN, DAY, NAT).own


# Writing relations down


def test_a_plain_relation_can_be_added() -> None:
    assert rules.may_add(beside(K.NEXT_OF_KIN), ADULT, DAY, NAT) == ()
    assert rules.may_add(guardian(), CHILD, DAY, NAT) == ()
    assert rules.may_add(mandated(K.FORVALTARE), ADULT, DAY, NAT) == ()


@pytest.mark.parametrize(("relation", "person", "field"), [
    (beside(K.NEXT_OF_KIN, period=Period(DAY, DAY)), ADULT, "valid_to"),
    (beside(K.NEXT_OF_KIN, period=Period(date(2026, 3, 2))), ADULT, "valid_from"),
    (guardian(), ADULT, "kind"),
    (guardian(), YOUNG, "insight_basis"),
    (beside(K.NEXT_OF_KIN, consent=True), ADULT, "consent"),
    (mandated(K.GOD_MAN), ADULT, "consent"),
    (mandated(K.FORVALTARE, mandate=""), ADULT, "mandate"),
    (mandated(K.FORVALTARE, scope_person=False), ADULT, "scope"),
])
def test_what_cannot_be_added_says_which_field(relation: RelationFacts, person: Person, field: str) -> None:
    assert field in [r.field for r in rules.may_add(relation, person, DAY, NAT)]


def test_the_age_in_a_refusal_is_the_profiles() -> None:
    twelve = Person(date(2014, 3, 1))
    assert rules.may_add(guardian(), twelve, DAY, NAT) == ()
    (no,) = rules.may_add(guardian(), twelve, DAY, OTHERWISE)
    assert no.field == "insight_basis" and "Från 12 år" in str(no.sentence)
    assert rules.may_add(guardian(insight_documented=True), twelve, DAY, OTHERWISE) == ()


def test_a_relation_ends_once_and_not_before_it_began() -> None:
    relation = beside(K.NEXT_OF_KIN, period=Period(date(2026, 1, 1), date(2026, 2, 1)))
    assert rules.may_end(relation, date(2026, 1, 15)) == ()
    assert rules.may_end(relation, date(2025, 12, 31))
    assert rules.may_end(relation, date(2026, 2, 2))


def test_doing_without_a_guardian_takes_a_decision() -> None:
    assert rules.may_except(guardian(), "Beslut 12", "Socialnämnden") == ()
    assert [r.field for r in rules.may_except(beside(K.OMBUD), " ", "")] == ["relation", "document", "decided_by"]


def test_death_is_neither_ahead_nor_before_birth() -> None:
    assert rules.may_have_died(ADULT, DAY, DAY) == ()
    assert rules.may_have_died(ADULT, date(2026, 3, 2), DAY)
    assert rules.may_have_died(ADULT, date(1980, 5, 4), DAY)


@pytest.mark.rule("SCO-14")
def test_a_child_can_be_awaited() -> None:
    assert rules.may_await(ADULT, date(2026, 9, 1), DAY) == ()
    assert ids(rules.may_await(UNBORN, None, DAY)) == ["SCO-14"]
    assert rules.may_await(ADULT, date(2028, 1, 1), DAY)
