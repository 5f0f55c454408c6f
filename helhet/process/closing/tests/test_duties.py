"""What is left after an ending, per region and ground: without a database."""

from dataclasses import replace
from datetime import date

import pytest

from helhet.process.closing.duties import Ended, Left, Party, duties, waiting
from helhet.rulebook.profile import load

VGR, JKPG = load("VGR"), load("JKPG")
CLINIC, SOCIAL = Party(1, "Psykiatrin", 14, True), Party(2, "Mottagningsenheten", 82, True)
SCHOOL, FK = Party(3, "Skolan", 82, True), Party(4, "Försäkringskassan", None, False)
ENDED = Ended("goals_met", True, 1, (CLINIC, SOCIAL, SCHOOL, FK), near=("Mona",), others=("Fotbollstränaren",))


def listed(ended: Ended, profile: object = VGR) -> list[tuple[str, int, str]]:
    return [(d.code, d.unit, d.name) for d in duties(ended, profile)]  # type: ignore[arg-type]


def test_everybody_is_told_and_each_unit_notes_it_for_itself() -> None:
    assert listed(ENDED) == [
        ("told", 1, ""), ("told", 1, "Mona"), ("told", 1, "Mottagningsenheten"), ("told", 1, "Skolan"),
        ("told", 1, "Försäkringskassan"), ("told", 1, "Fotbollstränaren"), ("where_to_turn", 1, ""),
        ("own_record", 1, "Psykiatrin"), ("own_record", 2, "Mottagningsenheten"), ("own_record", 3, "Skolan"),
        ("experience", 1, ""),
    ]


def test_in_jonkoping_each_principal_answers_once() -> None:
    found = [(d.unit, d.principal) for d in duties(ENDED, JKPG) if d.code == "own_record"]
    assert found == [(1, 14), (2, 82)]


@pytest.mark.parametrize("ground", ["death", "deceased"])
def test_after_a_death_the_person_is_not_written_to(ground: str) -> None:
    found = duties(replace(ENDED, ground=ground), VGR)
    assert {d.whom for d in found if d.code == "told"} == {"unit", "other"}
    assert not {d.code for d in found} & {"where_to_turn", "experience"}


def test_before_a_plan_only_the_holder_has_something_left() -> None:
    found = listed(replace(ENDED, with_plan=False, parties=(CLINIC,), near=()))
    assert found == [("told", 1, ""), ("where_to_turn", 1, ""), ("own_record", 1, "Psykiatrin")]


def test_the_profile_says_which_duties_there_are() -> None:
    assert {d.code for d in duties(ENDED, replace(VGR, closing_duties=("own_record",)))} == {"own_record"}
    assert duties(ENDED, replace(VGR, closing_duties=())) == ()


def test_the_holder_notes_it_even_when_its_way_in_has_closed() -> None:
    found = listed(replace(ENDED, parties=(replace(CLINIC, reads=False), replace(SOCIAL, reads=False))))
    assert [unit for code, unit, _name in found if code == "own_record"] == [1]


def test_each_duty_waits_under_its_rule() -> None:
    day = date(2026, 5, 4)
    codes = [("own_record", False), ("own_record", True), ("told", False), ("where_to_turn", False),
             ("experience", False)]
    found = list(waiting(Left(str(n), code, 1, shared, day) for n, (code, shared) in enumerate(codes)))
    assert [d.rule for d in found] == ["CLOSE-08", "CLOSE-09", "CLOSE-07", "CLOSE-10", "CLOSE-12"]
    assert [d.due for d in found] == [day, day, day, day, None]
    assert all(d.code.startswith("closing.") for d in found)
