"""How long: each law's own clock, what is never let go, and what stops a decision."""

from datetime import date

import pytest

from helhet.keeping import rules
from helhet.keeping.rules import Due, Law, Mark

LAST = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("law", "on", "by"),
    [(Law.SOCIAL, date(2031, 3, 1), date(2032, 12, 31)), (Law.LSS, date(2031, 3, 1), date(2032, 12, 31)),
     (Law.PRIVATE, date(2028, 3, 1), date(2029, 12, 31)), (Law.CARE, date(2036, 3, 1), None),
     (Law.OWN_PLAN, None, None)],
)
def test_each_law_has_its_own_clock(law: Law, on: date | None, by: date | None) -> None:
    found = rules.due(law, LAST, frozenset(), None)
    assert (found.on, found.by) == (on, by) and str(found.why)
    if on:
        assert found.is_due(on) and not found.is_due(date.fromordinal(on.toordinal() - 1))
    else:
        assert not found.is_due(date(9999, 1, 1))


@pytest.mark.parametrize("mark", [Mark.PLACED, Mark.PARENTHOOD, Mark.SAMPLE])
def test_what_social_law_never_lets_go(mark: Mark) -> None:
    for law in (Law.SOCIAL, Law.LSS, Law.PRIVATE):
        assert not rules.due(law, LAST, frozenset({mark}), None).is_due(date(9999, 1, 1))
    assert rules.due(Law.CARE, LAST, frozenset({mark}), None).is_due(date(2036, 3, 1))


def test_a_child_inquiry_stays_until_thirty() -> None:
    found = rules.due(Law.SOCIAL, LAST, frozenset({Mark.CHILD_INQUIRY}), date(2012, 2, 29))
    assert (found.on, found.by) == (date(2042, 3, 1), date(2043, 12, 31))


@pytest.mark.parametrize(
    ("controller", "units", "law"),
    [("board", {"social_services"}, Law.SOCIAL), ("board", {"lss"}, Law.LSS), ("board", {"school"}, Law.OWN_PLAN),
     ("board", {"social_services", "municipal_health_care"}, Law.CARE),
     ("care_provider", {"adult_psychiatry"}, Law.CARE),
     ("hvb", {"hvb"}, Law.PRIVATE), ("social_provider", {"social_services"}, Law.PRIVATE),
     ("state_agency", {"social_insurance"}, Law.OWN_PLAN), ("board", set(), Law.OWN_PLAN),
     ("board", {"school", "social_services"}, Law.OWN_PLAN)],
)
def test_of_several_laws_the_one_that_keeps_longest(controller: str, units: set[str], law: Law) -> None:
    assert rules.law_of(controller, frozenset(units)) == law


NOW, PAST = date(2031, 3, 1), Due(date(2031, 3, 1), None, "")


@pytest.mark.parametrize(
    ("change", "many"),
    [({}, 0), ({"holds": False}, 1), ({"ongoing": True}, 1), ({"held_back": True}, 1), ({"reason": " "}, 1),
     ({"term": Due(date(2031, 3, 2), None, "")}, 1), ({"term": Due(None, None, "")}, 1),
     ({"term": Due(None, None, ""), "by_own_plan": True}, 0),
     ({"term": Due(date(2099, 1, 1), None, ""), "by_own_plan": True}, 1)],
)
def test_what_stops_a_decision(change: dict[str, object], many: int) -> None:
    facts: dict[str, object] = {"holds": True, "ongoing": False, "held_back": False, "term": PAST, "by_own_plan": False,
                                "reason": "Plan 3", "today": NOW}
    assert len(rules.may_decide(**(facts | change))) == many  # type: ignore[arg-type]


@pytest.mark.parametrize(("reason", "until", "many"), [("Tvist", None, 0), ("", None, 1), ("Tvist", NOW, 1),
                                                        ("Tvist", date(2031, 3, 2), 0)])
def test_what_a_hold_needs(reason: str, until: date | None, many: int) -> None:
    assert len(rules.may_hold(holds=True, reason=reason, until=until, today=NOW)) == many
