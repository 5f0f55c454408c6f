"""The follow-up as paper: the sheet to go through the plan with, and the record."""

from typing import Any

import pytest

from helhet.kit.doors import NotThere
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.follow_up import actions
from helhet.process.follow_up.tests.scenes import YES, call, done, followed, fresh, in_force, next_time, said
from helhet.process.papers.forms import follow_up
from helhet.process.papers.sheet import Facts, Sheet, Table, Ticks
from helhet.process.papers.tests.reading import lacking, long_sentences, ticked, words
from helhet.process.tests.cast import Cast
from helhet.rulebook.profile import load

pytestmark = pytest.mark.django_db


def of(case: Case, by: Any, easy: bool = False) -> tuple[Sheet, ...]:
    with cases.visit(by, case.ref) as v:
        return follow_up.fill(v, easy)


@pytest.mark.parametrize("easy", [False, True])
def test_before_the_meeting_the_plans_own_rows_stand_to_write_on(cast: Cast, easy: bool) -> None:
    case = call(cast, in_force(cast))
    (sheet,) = of(case, cast.social, easy)
    text = words([sheet])
    assert lacking("uppfoljning", text) == [] and "Lars Andersson" in text and "Amina Berg" in text
    tables = [b for b in sheet.blocks if isinstance(b, Table) and b.caption.startswith("Insatser")]
    assert tables and any(row[0] and row[1:] == ("", "", "") for t in tables for row in t.rows)
    assert not any(on for b in sheet.blocks if isinstance(b, Ticks) for _name, on in b.options)


@pytest.mark.parametrize("easy", [False, True])
def test_the_record_says_what_one_came_to(cast: Cast, easy: bool) -> None:
    case = done(followed(cast), cast.social, reason="Allt är på plats")
    (sheet,) = of(case, cast.social, easy)
    text, answers = words([sheet]), ticked(sheet)
    assert lacking("uppfoljning", text) == [] and sheet.title.endswith("det ni kom fram till")
    assert "Allt är på plats" in text and "Blev av: Ja" in text and "En bit på väg" in text
    assert answers["Vad har ni bestämt?"] == ["Avsluta SIP:en"] and answers["Behövs kommunen framöver?"] == ["Nej"]
    there = next(b for b in sheet.blocks if isinstance(b, Table) and b.columns[-1] == "Deltog")
    assert [row[0] for row in there.rows] == ["Lars Andersson", "Mottagningsenheten"]


def test_after_a_revision_the_next_time_stands_there(cast: Cast) -> None:
    case = followed(cast)
    actions.record(case.ref, said=said(case), texts={"news": "Ny lägenhet"}, next=next_time(), by=cast.social, **YES)
    (sheet,) = of(fresh(case), cast.social)
    text = words([sheet])
    assert "Ny lägenhet" in text and "kl. 10.00" in text and "Vårdcentralen" in text
    assert ticked(sheet)["Personen säger ja till planen"] == ["Ja"]


def test_nothing_for_who_may_not_read_the_plan(cast: Cast) -> None:
    case = in_force(cast)
    with pytest.raises(NotThere):
        of(case, cast.stranger)


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("code", ["VGR", "JKPG", "ORE"])
def test_the_blank_record_has_room_for_each_field(code: str, easy: bool) -> None:
    (sheet,) = follow_up.blank(load(code), easy)
    assert lacking("uppfoljning", words([sheet])) == []
    empty = [value for b in sheet.blocks if isinstance(b, Facts) for key, value in b.rows if "Kod" not in key]
    assert set(empty) == {""}
    assert sum(b.room for b in sheet.blocks if isinstance(b, Table)) >= 10
    if easy:
        assert long_sentences([sheet]) == []
