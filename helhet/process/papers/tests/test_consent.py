"""The consent as paper: every field, what is hidden from others, and the blank form."""

from typing import Any

import pytest

from helhet.kit.doors import NotThere
from helhet.people import actions as people
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.consent import actions
from helhet.process.consent.actions import Item
from helhet.process.consent.tests import scenes
from helhet.process.papers.forms import consent
from helhet.process.papers.sheet import Facts, Room, Sheet, Table, Ticks
from helhet.process.papers.tests.reading import lacking, long_sentences, ticked, words
from helhet.process.tests.cast import Cast
from helhet.rulebook.profile import load

pytestmark = pytest.mark.django_db


def of(case: Case, by: Any, easy: bool = False, make: Any = consent.fill) -> tuple[Sheet, ...]:
    with cases.visit(by, case.ref) as v:
        return make(v, easy)  # type: ignore[no-any-return]


@pytest.mark.parametrize("easy", [False, True])
def test_the_paper_carries_every_field(cast: Cast, easy: bool) -> None:
    case = scenes.prepared(cast, not_agreed="Tiden på avdelningen", obtained_how="I köket", support_needed="Tolk")
    (sheet,) = of(case, cast.nurse, easy)
    text = words([sheet])
    assert lacking("samtycke", text) == [] and sheet.subtitle == "Mall för samtycke, bilaga 2"
    for said in ("Lars Andersson", "19810101-2394", "Psykiatriska mottagningen", "I köket", "Mottagningsenheten",
                 "Varför, Planen", "Kartläggning", "Tiden på avdelningen", "Tolk", "Kunde berätta igen", "Jonas Lind"):
        assert said in text, said
    answers = ticked(sheet)
    assert answers["Svarar som"] == ["Personen själv"] and answers["Hur svaret gavs"] == ["Muntligt"]
    assert [v for k, v in answers.items() if k.startswith(("A.", "B."))] == [["Ja"], ["Ja"]]
    assert answers["Mötet får vara på skärm" if easy else "Mötet får vara digitalt"] == []


def test_what_was_answered_is_not_for_one_who_is_called(cast: Cast) -> None:
    case = scenes.called(cast, not_agreed="Tiden på avdelningen", items=[
        Item(cast.unit("social"), kinds=scenes.SEES, declined=frozenset({"mapping"}))])
    assert "Tiden på avdelningen" in words(of(case, cast.nurse))
    assert of(case, cast.social) == ()


def test_a_stranger_gets_no_paper(cast: Cast) -> None:
    case = scenes.prepared(cast)
    with pytest.raises(NotThere):
        of(case, cast.stranger)


def test_before_any_answer_the_form_is_made_ready_for_the_person(cast: Cast) -> None:
    (sheet,) = of(scenes.started(cast), cast.nurse)
    text = words([sheet])
    assert "Lars Andersson" in text and "(ringa in)" in text and lacking("samtycke", text) == []
    assert not any(on for b in sheet.blocks if isinstance(b, Ticks) for _name, on in b.options)


def test_next_of_kin_and_what_was_taken_back_stand_there(cast: Cast) -> None:
    mother = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Greta Andersson", by=cast.nurse)
    case = scenes.prepared(cast)
    scenes.yes(cast, case, giver="next_of_kin", relation_id=mother, part_b=None,
               items=[Item(cast.unit("social"), kinds=frozenset({"contacts"}))])
    actions.withdraw(case.ref, scope="recipient", unit=cast.unit("social"), words="Jag vill inte", by=cast.nurse)
    (sheet,) = of(case, cast.nurse)
    text = words([sheet])
    assert "Greta Andersson" in text and "Mottagningsenheten: Kontakter" in text
    assert ticked(sheet)["Svarar som"] == ["Personen själv"]  # their own answer does not stand for the person's
    assert "Tillbakataget" in text and "Jag vill inte" in text


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("code", ["VGR", "JKPG", "ORE"])
def test_the_blank_form_has_a_line_for_each_field(code: str, easy: bool) -> None:
    (sheet,) = consent.blank(load(code), easy)
    assert lacking("samtycke", words([sheet])) == []
    assert all(value == "" for b in sheet.blocks if isinstance(b, Facts) for _key, value in b.rows)
    assert not any(on for b in sheet.blocks if isinstance(b, Ticks) for _name, on in b.options)
    assert any(isinstance(b, Room) for b in sheet.blocks) and any(isinstance(b, Table) and b.room for b in sheet.blocks)
    if easy:
        assert long_sentences([sheet]) == []
