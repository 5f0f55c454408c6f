"""The pure rules of consent, every branch, without a database."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from helhet.kit.refusals import Refusal, Refused, refuse
from helhet.people.rules import Period, RelationFacts
from helhet.process.consent import grounds, rules
from helhet.process.consent.coverage import Coverage
from helhet.process.consent.rules import Answer, Item, Path, Telling
from helhet.rulebook.profile import Profile, load

TODAY = date(2026, 11, 21)
VGR, NAT = load("VGR"), load("NAT")
PLAN, NEED = frozenset({"plan"}), frozenset({"need"})


@dataclass(frozen=True)
class Somebody:
    born: date | None = date(1980, 1, 4)
    died_on: date | None = None
    is_unborn: bool = False


ADULT, CHILD = Somebody(), Somebody(born=date(2011, 1, 19))
SAID = Answer(
    part_a=True, part_b=True, form="oral", giver="individual", items=(Item(7, kinds=PLAN, declined=NEED),),
    valid_until=TODAY, digital=None, enough_information=True, voluntary=True, before=Coverage(), informed=True,
    unwilling=False, asked_before=False, person=ADULT,
)
TOLD = Telling(TODAY, "Muntligt", "", "Berättade tillbaka", True, False)


def relation(kind: str, **changes: Any) -> RelationFacts:
    return RelationFacts(**{"ref": uuid4(), "kind": kind, "period": Period(date(2020, 1, 1)), "consent": True,
                            "mandate": "Beslut 2020-01-01", "scope_person": True, **changes})


def record(**changes: Any) -> list[str]:
    return ids(rules.may_record(replace(SAID, **changes), VGR, TODAY))


def ids(found: tuple[Refusal, ...]) -> list[str]:
    return [r.rule for r in found]


def no(found: tuple[Refusal, ...], *expected: str) -> None:
    assert ids(found) == list(expected)
    with pytest.raises(Refused):
        refuse(found)


@pytest.mark.rule("INFO-01", "INFO-04", "LAW-15")
def test_told_and_offered() -> None:
    assert rules.may_inform(TOLD, TODAY) == ()
    no(rules.may_inform(replace(TOLD, how=""), TODAY), "INFO-01")
    assert ids(rules.may_inform(replace(TOLD, understood=""), TODAY)) == ["INFO-04"]
    assert ids(rules.may_inform(replace(TOLD, offered=False), TODAY)) == ["LAW-15"]
    assert ids(rules.may_inform(replace(TOLD, informed_on=TODAY + timedelta(1)), TODAY)) == ["LAW-15"]


@pytest.mark.rule("INFO-02")
def test_adapted_to_a_functional_variation() -> None:
    no(rules.may_inform(replace(TOLD, has_variation=True), TODAY), "INFO-02")
    assert rules.may_inform(replace(TOLD, has_variation=True, adapted="Bilder"), TODAY) == ()


@pytest.mark.rule("CON-02", "CON-04", "CON-06", "CON-14")
@pytest.mark.parametrize("form", ["written", "oral", "sign"])
def test_three_forms_and_two_answers(form: str) -> None:
    assert record(form=form) == []
    assert record(form=form, part_b=None) == []
    assert record(form=form, part_a=False, items=()) == []


@pytest.mark.rule("CON-03")
def test_no_yes_at_all() -> None:
    no(rules.may_record(replace(SAID, part_a=False, part_b=False, items=()), VGR, TODAY), "CON-03")
    assert record(voluntary=False) == ["CON-03"]


@pytest.mark.rule("CON-22", "CON-25")
def test_informed_and_a_no_is_not_hidden_in_a_yes() -> None:
    assert record() == []
    assert record(enough_information=False) == ["CON-22"]
    assert record(part_a=False, items=(), before=Coverage(part_a=True)) == ["CON-25"]
    assert record(part_b=False, before=Coverage(part_b=True)) == ["CON-25"]


@pytest.mark.rule("CON-09")
@pytest.mark.parametrize("name", ["alla", "Alla berörda", "Samtliga enheter", "vem som helst", "övriga", "ALL", " "])
def test_never_for_everybody(name: str) -> None:
    assert "CON-09" in record(items=(Item(None, name, PLAN),))
    no(rules.may_record(replace(SAID, items=(Item(None, name, PLAN),)), VGR, TODAY), "CON-09")


@pytest.mark.parametrize("name", ["Allan Edvall", "Andrea Lund", "Hela Rehab"])
def test_names_that_only_begin_like_everybody(name: str) -> None:
    assert record(items=(Item(None, name, PLAN),)) == []


@pytest.mark.rule("CON-09")
def test_never_for_everything_and_never_for_nobody() -> None:
    no(rules.may_record(replace(SAID, items=(Item(7, kinds=frozenset({"all"})),)), VGR, TODAY), "CON-09")
    assert record(items=()) == ["CON-09", "CON-10"]


@pytest.mark.rule("CON-10")
def test_every_recipient_its_kinds_and_every_kind_its_recipient() -> None:
    no(rules.may_record(replace(SAID, items=(*SAID.items, Item(8))), VGR, TODAY), "CON-10")
    again = replace(SAID, items=(*SAID.items, Item(8)), answered=frozenset({8}))
    assert rules.may_record(again, VGR, TODAY) == ()  # what is left empty stands as it was answered before
    assert record(items=(Item(7, declined=PLAN),)) == ["CON-10"]
    assert record(part_a=False) == ["CON-10"]
    assert record(items=(Item(7, kinds=PLAN, declined=PLAN),)) == ["CON-10"]


@pytest.mark.rule("CON-12")
@pytest.mark.parametrize(("given", "last"), [
    (date(2026, 11, 21), date(2027, 11, 20)), (date(2027, 2, 28), date(2028, 2, 27)),
    (date(2028, 2, 29), date(2029, 2, 28)), (date(2027, 3, 1), date(2028, 2, 29)),
])
def test_at_most_one_year_in_the_calendar(given: date, last: date) -> None:
    assert rules.may_record(replace(SAID, valid_until=last), VGR, given) == ()
    no(rules.may_record(replace(SAID, valid_until=last + timedelta(1)), VGR, given), "CON-12")
    no(rules.may_record(replace(SAID, valid_until=given - timedelta(1)), VGR, given), "CON-12")


PRESUMED = replace(SAID, form="presumed", part_b=None)


@pytest.mark.rule("CON-05")
@pytest.mark.parametrize("change", [
    {"informed": False}, {"unwilling": True}, {"voluntary": False}, {"part_b": True}, {"digital": True},
    {"asked_before": True},
])
def test_when_nothing_can_be_presumed(change: dict[str, Any]) -> None:
    no(rules.may_record(replace(PRESUMED, **change), VGR, TODAY), "CON-05")


@pytest.mark.rule("CON-05")
def test_presumed_only_where_the_profile_says_and_for_the_person() -> None:
    assert rules.may_record(PRESUMED, VGR, TODAY) == ()
    no(rules.may_record(PRESUMED, NAT, TODAY), "CON-05")
    mandate = relation("forvaltare")
    by_another = replace(PRESUMED, giver="administrator", relations=(mandate,), said_yes=frozenset({mandate.ref}))
    no(rules.may_record(by_another, VGR, TODAY), "CON-05")


@pytest.mark.rule("CON-16")
def test_two_guardians_decide_together() -> None:
    one, two = relation("guardian"), relation("guardian")
    asked = replace(SAID, giver="guardian", person=CHILD, relations=(one, two), heard=True)
    no(rules.may_record(replace(asked, said_yes=frozenset({one.ref})), VGR, TODAY), "CON-16")
    assert rules.may_record(replace(asked, said_yes=frozenset({one.ref, two.ref})), VGR, TODAY) == ()
    alone = replace(one, done_without=(Period(date(2026, 1, 1)),))
    excused = replace(asked, relations=(alone, two), said_yes=frozenset({two.ref}))
    assert rules.may_record(excused, VGR, TODAY) == ()


@pytest.mark.rule("CH-02")
@pytest.mark.parametrize(("profile", "age"), [(VGR, 15), (NAT, 15), (replace(NAT, own_voice_age=16), 16)])
def test_from_the_profiles_age_the_young_person_is_asked_too(profile: Profile, age: int) -> None:
    mother = relation("guardian")
    asked = replace(SAID, giver="guardian", relations=(mother,), said_yes=frozenset({mother.ref}))
    of_age = TODAY.replace(year=TODAY.year - age)
    younger = replace(asked, person=Somebody(born=of_age + timedelta(days=1)))
    assert rules.may_record(younger, profile, TODAY) == ()
    today = replace(asked, person=Somebody(born=of_age))
    no(rules.may_record(today, profile, TODAY), "CH-02")
    (refusal,) = rules.may_record(today, profile, TODAY)
    assert f"fyllt {age} år" in str(refusal.sentence) and refusal.field == "child_view"
    assert rules.may_record(replace(today, heard=True), profile, TODAY) == ()
    assert rules.may_record(replace(today, mature=True), profile, TODAY) == ()  # what is assessed goes before the age


def test_a_young_person_answers_alone_when_that_has_been_judged() -> None:
    asked = replace(SAID, person=CHILD, relations=(relation("guardian"),))
    assert ids(rules.may_record(asked, VGR, TODAY)) == ["CON-16"]
    assert rules.may_record(replace(asked, mature=True), VGR, TODAY) == ()


def by(giver: str, kind: str, **changes: Any) -> list[str]:
    mandate = relation(kind, **changes)
    return record(giver=giver, relation=mandate, relations=(mandate,), said_yes=frozenset({mandate.ref}))


@pytest.mark.rule("CON-19")
def test_an_administrator_within_the_scope() -> None:
    assert by("administrator", "forvaltare") == []
    assert by("administrator", "forvaltare", scope_person=False) == ["CON-19"]
    ends = by("administrator", "forvaltare", period=Period(date(2020, 1, 1), TODAY))
    assert "CON-19" in ends


def test_a_power_of_attorney_and_never_a_god_man() -> None:
    assert by("representative", "framtidsfullmakt") == []
    assert by("representative", "ombud") == []
    assert by("representative", "framtidsfullmakt", mandate="") == ["CON-18"]
    assert by("representative", "god_man") == ["CON-18"]


def test_next_of_kin_answer_for_themselves() -> None:
    assert record(giver="next_of_kin", part_b=None, relation=relation("next_of_kin")) == []
    assert record(giver="next_of_kin", relation=relation("next_of_kin")) == ["CON-16"]
    assert record(giver="next_of_kin", part_b=None) == ["CON-01"]
    gone = relation("next_of_kin", period=Period(date(2020, 1, 1), date(2021, 1, 1)))
    assert "CON-01" in record(giver="next_of_kin", part_b=None, relation=gone)


PATH = Path(
    way="harm_assessment", ground="osl-25-13", why_not_asked="Svår demens", assessment="Behövs för hemgången",
    decided_by="Maj Lund", decided_on=TODAY, document="Journal 3", valid_until=TODAY, sender_kind="adult_psychiatry",
    receivers=(("social_services", PLAN),), is_convener=True, person=ADULT,
)


def route(**changes: Any) -> list[str]:
    return ids(rules.may_route(replace(PATH, **changes), VGR, TODAY))


@pytest.mark.rule("CON-17")
def test_a_route_stands_in_where_the_person_cannot_answer() -> None:
    assert route() == []
    assert route(why_not_asked="") == ["CON-17"]


@pytest.mark.rule("CON-18")
@pytest.mark.parametrize("change", [
    {"decided_by": ""}, {"document": ""}, {"decided_on": TODAY + timedelta(1)}, {"ground": "osl-99"},
    {"ground": "osl-26-1"}, {"assessment": ""}, {"receivers": (("social_services", frozenset()),)},
    {"receivers": (("social_services", frozenset({"all"})),)}, {"valid_until": TODAY - timedelta(1)},
    {"valid_until": date(2027, 11, 21)}, {"receivers": (("school", PLAN),)},
])
def test_a_route_without_ground_decider_or_document(change: dict[str, Any]) -> None:
    no(rules.may_route(replace(PATH, **change), VGR, TODAY), "CON-18")


@pytest.mark.rule("CON-18")
def test_nobody_to_receive() -> None:
    assert set(route(receivers=())) == {"CON-18"}
    no(rules.may_route(replace(PATH, receivers=()), VGR, TODAY), *route(receivers=()))


def test_a_mandate_is_written_by_the_convener_and_covers_the_matter() -> None:
    mandate = relation("framtidsfullmakt")
    asked = {"way": "representative", "ground": "", "assessment": "", "relation": mandate}
    assert route(**asked) == []
    assert route(**asked | {"relation": relation("forvaltare")}) == []
    assert route(**asked | {"is_convener": False}) == ["CON-18"]
    assert route(**asked | {"relation": None}) == ["CON-18"]
    assert route(**asked | {"relation": relation("god_man")}) == ["CON-18"]
    assert route(**asked | {"relation": replace(mandate, scope_person=False)}) == ["CON-18"]
    assert "CON-18" in route(**asked | {"relation": replace(mandate, period=Period(date(2020, 1, 1), TODAY))})


def test_the_grounds_differ_by_direction() -> None:
    assert grounds.opens("osl-25-13", "health_centre", frozenset({"social_services"}))
    assert not grounds.opens("osl-25-13", "social_services", frozenset({"health_centre"}))
    assert not grounds.opens("osl-26-9", "social_services", frozenset({"school"}))
    assert grounds.opens("osl-26-1", "lss", frozenset({"school", "adult_psychiatry"}))
    assert [g.code for g in grounds.open_to("social_services")] == ["osl-26-9", "osl-26-1"]
    assert grounds.open_to("social_insurance") == ()
    assert grounds.domain("employment_service") == "other"


@pytest.mark.rule("CON-25")
@pytest.mark.parametrize(("scope", "giver", "after", "plan", "leads"), [
    ("all", "individual", Coverage(), False, "declined"),
    ("all", "individual", Coverage(), True, "closed"),
    ("part_b", "individual", Coverage(part_a=True), True, "closed"),
    ("part_b", "guardian", Coverage(part_b=True), True, None),
    ("all", "guardian", Coverage(part_a=True), True, None),
    ("all", "guardian", Coverage(), True, "closed"),
    ("all", "next_of_kin", Coverage(), True, None),
    ("recipient", "individual", Coverage(), True, None),
    ("kind", "individual", Coverage(), False, None),
])
def test_where_a_withdrawal_leads(
    scope: str, giver: str, after: Coverage, plan: bool, leads: str | None
) -> None:
    assert rules.after_withdrawal(scope, giver, after, plan) == leads
    assert record() == [] or leads  # the rule is met where nothing is taken back


def test_started_goes_on_only_when_somebody_is_covered() -> None:
    assert rules.reaches_preparing(True, Coverage(units={7: PLAN}))
    assert rules.reaches_preparing(True, Coverage(names={"Eva": PLAN}))
    assert rules.reaches_preparing(True, Coverage(route=True))
    assert not rules.reaches_preparing(True, Coverage(part_b=True))
    assert not rules.reaches_preparing(False, Coverage(units={7: PLAN}))


def test_what_waits() -> None:
    due = rules.renew_due(date(2027, 11, 20), 7, VGR)[0]
    assert (due.code, due.rule) == ("consent-renew", "CON-12")
    assert (due.since, due.due) == (date(2027, 10, 21), date(2027, 11, 20))
    assert rules.renew_due(None, 7, VGR) == ()
    again = rules.route_due(date(2027, 5, 1), date(2027, 1, 8), 7, VGR)[0]
    assert (again.rule, again.since, again.due) == ("CON-18", date(2027, 1, 8), date(2027, 5, 1))
    assert rules.route_due(date(2027, 5, 1), None, 7, VGR)[0].since == date(2027, 4, 1)
    assert rules.route_due(None, None, 7, VGR) == ()
    own = rules.trial_due(frozenset({3}), frozenset({3, 4}), TODAY)
    assert [(d.unit, d.rule) for d in own] == [(4, "CON-18")]
    assert rules.trial_due(frozenset(), frozenset({4}), TODAY) == ()


