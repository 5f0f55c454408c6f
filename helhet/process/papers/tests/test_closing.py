"""The letter after the ending as paper."""

from typing import Any

import pytest

from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.closing import actions
from helhet.process.follow_up.tests.scenes import done, followed, fresh, in_force
from helhet.process.papers.forms import closing
from helhet.process.papers.sheet import Bullets, Facts, Room, Sheet
from helhet.process.papers.tests.reading import lacking, long_sentences, words
from helhet.process.tests.cast import Cast
from helhet.rulebook.profile import load

pytestmark = pytest.mark.django_db


def of(case: Case, by: Any, easy: bool = False) -> tuple[Sheet, ...]:
    with cases.visit(by, case.ref) as v:
        return closing.fill(v, easy)


@pytest.mark.parametrize("easy", [False, True])
def test_the_letter_says_why_what_goes_on_and_where_to_turn(cast: Cast, easy: bool) -> None:
    case = done(followed(cast), cast.social)
    actions.close(case.ref, ground="goals_met", where_to_turn="Amina Berg, 0303-23 80 10", by=cast.social)
    (sheet,) = of(fresh(case), cast.social, easy)
    text = words([sheet])
    assert sheet.title == "Din SIP är avslutad" and lacking("avslut", text) == []
    for said in ("Lars Andersson", "Mottagningsenheten", "Du har nått målen", "Amina Berg, 0303-23 80 10"):
        assert said in text, said
    assert of(fresh(case), cast.actors["health_centre"], easy) == ()  # the letter is the holder's to send


def test_what_still_goes_on_is_named_with_who_gives_it(cast: Cast) -> None:
    case = in_force(cast)
    actions.close(case.ref, ground="moved", where_to_turn="", moved_to="Falun", by=cast.social)
    (sheet,) = of(fresh(case), cast.social)
    going = next(b for b in sheet.blocks if isinstance(b, Bullets))
    assert going.items and all(" – " in line for line in going.items)


def test_no_letter_while_it_goes_on_or_after_a_death(cast: Cast) -> None:
    from helhet.kit import clock

    case = in_force(cast)
    assert of(case, cast.social) == ()
    actions.close(case.ref, ground="death", died_on=clock.today(), where_to_turn="", by=cast.social)
    assert of(fresh(case), cast.social) == ()


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("code", ["VGR", "JKPG", "ORE"])
def test_the_blank_letter_has_room_for_each_field(code: str, easy: bool) -> None:
    (sheet,) = closing.blank(load(code), easy)
    assert lacking("avslut", words([sheet])) == []
    assert "avlid" not in words([sheet]) and "Planen gäller inte längre" not in words([sheet])
    assert all(value == "" for b in sheet.blocks if isinstance(b, Facts) for _key, value in b.rows)
    assert sum(isinstance(b, Room) for b in sheet.blocks) == 2
    if easy:
        assert long_sentences([sheet]) == []
