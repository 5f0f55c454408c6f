"""The rules at the meeting itself, without a database."""

from datetime import date, timedelta

import pytest

from helhet.kit import clock
from helhet.kit.refusals import Refusal, Refused, refuse
from helhet.process.meeting import sitting
from helhet.process.meeting.sitting import Attendee, Opening
from helhet.process.meeting.words import PATHS, DeviationKind, Path

TODAY = date(2026, 3, 2)
NOW = clock.at(TODAY, 14)
LARS = Attendee("individual", "there", "Lars")
SOCIAL = Attendee("unit", "there", "Mottagningsenheten", unit=2, kind="summoned")


def opening(*attendance: Attendee, **changes: object) -> Opening:
    values: dict[str, object] = {
        "attendance": attendance or (LARS, SOCIAL), "covered_units": frozenset({1, 2}),
        "covered_names": frozenset({"hyresvärden"}), "participation": "whole", "yes_again": True, "route": False,
        "route_fresh": True, "carry_on_why": "", "day": TODAY,
    }
    return Opening(**(values | changes))  # type: ignore[arg-type]


def ids(refusals: tuple[Refusal, ...]) -> list[str]:
    return [r.rule for r in refusals]


@pytest.mark.rule("CON-01")
@pytest.mark.parametrize("one", [
    Attendee("unit", "there", "Skolan", unit=9), Attendee("unit", "screen", "Skolan", unit=9),
    Attendee("other", "there", "Grannen"),
])
def test_whoever_is_not_covered_today_is_not_let_in(one: Attendee) -> None:
    with pytest.raises(Refused) as refused:
        refuse(sitting.may_open(opening(LARS, SOCIAL, one), TODAY))
    assert refused.value.rules == ("CON-01",)
    assert one.name in str(refused.value.refusals[0].sentence)


@pytest.mark.parametrize("one", [
    Attendee("unit", "absent", "Skolan", unit=9), Attendee("relation", "there", "Mamma", relation=3),
    Attendee("support", "there", "Siv"), Attendee("other", "there", "Hyresvärden"),
])
def test_the_absent_and_those_beside_the_person_need_no_consent(one: Attendee) -> None:
    assert sitting.may_open(opening(LARS, SOCIAL, one), TODAY) == ()


@pytest.mark.rule("CON-29")
def test_the_person_is_asked_about_first_and_asked_again() -> None:
    assert ids(sitting.may_open(opening(SOCIAL), TODAY)) == ["MEET-06"]
    with pytest.raises(Refused) as refused:
        refuse(sitting.may_open(opening(yes_again=False), TODAY))
    assert refused.value.rules == ("CON-29",)
    assert ids(sitting.may_open(opening(yes_again=None), TODAY)) == ["CON-29"]
    assert sitting.may_open(opening(yes_again=None, route=True), TODAY) == ()


def test_a_route_is_tried_anew_before_each_meeting() -> None:
    assert ids(sitting.may_open(opening(route=True, route_fresh=False), TODAY)) == ["CON-18"]


def test_not_before_its_day_but_later_is_fine() -> None:
    assert ids(sitting.may_open(opening(day=TODAY + timedelta(days=1)), TODAY)) == ["CALL-14"]
    assert sitting.may_open(opening(day=TODAY - timedelta(days=1)), TODAY) == ()


@pytest.mark.rule("ATT-12")
def test_without_the_person_only_as_agreed_beforehand_and_with_a_reason() -> None:
    away = Attendee("individual", "absent", "Lars")
    with pytest.raises(Refused) as refused:
        refuse(sitting.may_open(opening(away, SOCIAL), TODAY))
    assert refused.value.rules == ("ATT-12", "ATT-12")
    assert ids(sitting.may_open(opening(away, SOCIAL, participation="letter"), TODAY)) == ["ATT-12"]
    assert sitting.may_open(
        opening(away, SOCIAL, participation="letter", carry_on_why="Brevet läses upp", yes_again=None), TODAY) == ()


def test_the_round_begins_with_the_person() -> None:
    found = sitting.in_order([SOCIAL, Attendee("relation", "there", "Mamma"), LARS])
    assert [a.name for a in found] == ["Lars", "Mamma", "Mottagningsenheten"]


def test_the_called_and_the_invited_who_are_missing_are_two_things() -> None:
    found = sitting.found_missing([
        Attendee("individual", "absent", "Lars"), Attendee("unit", "absent", "A", unit=1, kind="summoned"),
        Attendee("unit", "absent", "B", unit=2, kind="invited"), Attendee("relation", "absent", "C", kind="guardian"),
        Attendee("other", "absent", "D", kind="interpreter"), SOCIAL,
    ])
    assert [(kind, path, a.name) for kind, path, a in found] == [
        ("person_absent", "carry_on", "Lars"), ("called_absent", "new_call", "A"),
        ("invited_absent", "noted", "B"), ("invited_absent", "noted", "C"),
    ]


@pytest.mark.parametrize(("outcome", "summary", "why", "later", "expected"), [
    ("documenting", "Vi är överens", "", 0, []),
    ("documenting", "", "", 0, ["MEET-14"]),
    ("following_up", "", "", 0, ["MEET-14"]),
    ("preparing", "", "Fler behövs", 0, []),
    ("preparing", "", "", 0, ["MEET-14"]),
    ("informed_only", "Det räckte", "", 0, ["MEET-14"]),
    ("called", "", "Tiden räckte inte", 7, []),
    ("called", "", "Tiden räckte inte", -1, ["CALL-14"]),
    ("called", "", "Tiden räckte inte", 0, ["CALL-14"]),
])
def test_how_a_meeting_may_end(outcome: str, summary: str, why: str, later: int, expected: list[str]) -> None:
    starts = NOW + timedelta(days=later) if later else None
    assert ids(sitting.may_end(outcome, summary, why, starts, NOW)) == expected


@pytest.mark.rule("ATT-12")
def test_each_of_the_four_deviations_has_a_path() -> None:
    assert set(PATHS) == set(DeviationKind)
    for kind in DeviationKind:
        for path in Path:
            found = sitting.may_deviate(kind, path, "letter", True, "Ringde, inget svar")
            assert ids(found) == ([] if path in PATHS[kind] else ["ATT-12"])
    with pytest.raises(Refused):
        refuse(sitting.may_deviate("invited_absent", "new_time", "letter", True, "Ringde, inget svar"))


def test_a_deviation_names_who_and_says_what() -> None:
    assert ids(sitting.may_deviate("called_absent", "new_call", "whole", False, "")) == ["ATT-12", "ATT-12"]
    assert sitting.may_deviate("declined", "decline", "whole", False, "Vill inte") == ()


@pytest.mark.rule("PART-06")
def test_carrying_on_without_the_person_is_agreed_beforehand() -> None:
    assert ids(sitting.may_deviate("person_absent", "carry_on", "whole", False, "Kom inte")) == ["PART-06"]
    assert sitting.may_deviate("person_absent", "carry_on", "part", False, "Gick hem") == ()
