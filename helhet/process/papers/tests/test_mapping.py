"""The papers of the mapping: whole life, network, ordinary day and conversation menu, filled in and blank."""

from typing import Any

import pytest

from helhet.access.actor import Actor
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.mapping import actions
from helhet.process.mapping.rules import LifeArea
from helhet.process.mapping.tests.scenes import WORDS, in_state, prepared, preparing
from helhet.process.papers.forms import day, mapping, menu, network
from helhet.process.papers.paper import Paper
from helhet.process.papers.sheet import Facts, Heading, Near, Quote, Rings, Room, Sheet, Table, Tiles, Turn
from helhet.process.papers.tests.reading import lacking, long_sentences, words
from helhet.process.papers.tests.scenes import call
from helhet.process.plan.tests import world
from helhet.process.tests.cast import Cast
from helhet.rulebook.profile import load

PAPERS = (mapping.PAPER, network.PAPER, day.PAPER, menu.PAPER)


def of(paper: Paper, case: Case, by: Actor, easy: bool = False) -> tuple[Sheet, ...]:
    assert paper.fill
    with cases.visit(by, case.ref) as v:
        return paper.fill(v, easy)


def scene(cast: Cast) -> Case:
    case = prepared(cast, how="letter")
    nurse = cast.nurse
    actions.settle_participation(case.ref, how="letter", letter="Hemligt brev", support_person="Siv", by=nurse)
    actions.write_area(case.ref, area="sleep", texts={"needs": "Sover lite", "resources": "Går ut varje kväll"},
                       seen={}, by=nurse)
    actions.write_preparation(case.ref, texts={"purpose": "Att sova"}, seen={}, by=nurse)
    actions.write_day(case.ref, texts={"usual_activities": "Mockar hos korna"}, seen={}, by=nurse)
    actions.add_network_person(case.ref, name="Siv", relation="syster", ring=1, sector="family",
                               marks=frozenset("VO"), wanted=True, by=nurse)
    return case


def blocks(sheets: tuple[Sheet, ...], kind: type) -> list[Any]:
    return [b for sheet in sheets for b in sheet.blocks if isinstance(b, kind)]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.code)
@pytest.mark.parametrize("easy", [False, True])
def test_every_field_stands_filled_and_blank(cast: Cast, paper: Paper, easy: bool) -> None:
    filled = of(paper, scene(cast), cast.nurse, easy)
    blank = paper.blank(load("VGR"), easy)
    for sheets in (filled, blank):
        assert lacking(paper.code, words(sheets)) == []
        assert all(s.easy is easy and s.code == paper.code for s in sheets)
    assert filled[0].subtitle == "Lars Andersson" and "Lars" not in words(blank)
    assert not easy or long_sentences(blank) == []


@pytest.mark.rule("PREP-16", "PREP-17")
def test_what_is_written_stands_under_its_area_and_the_rest_is_left_to_write(cast: Cast) -> None:
    sheets = of(mapping.PAPER, scene(cast), cast.nurse)
    (sheet,) = sheets
    at = sheet.blocks.index(Heading("Sömn", 3))
    facts = sheet.blocks[at + 1]
    assert isinstance(facts, Facts)
    assert [value for _name, value in facts.rows] == ["Går ut varje kväll", "Sover lite", "", "", ""]
    (table,) = blocks(sheets, Table)
    assert [row[0].split("\n")[0] for row in table.rows] == [a.label for a in LifeArea if a != "sleep"]
    assert isinstance(sheet.blocks[1], Quote) and sheet.blocks[1].text == WORDS


def test_a_letter_is_said_to_be_there_and_not_shown(cast: Cast) -> None:
    text = words(of(mapping.PAPER, scene(cast), cast.nurse))
    assert "Finns, läses upp på mötet" in text and "Siv" in text
    assert "Hemligt brev" not in text


def test_sub_goals_of_the_plan_stand_under_the_same_headings(cast: Cast) -> None:
    case, _rows = world.established(cast)
    text = of(mapping.PAPER, case, cast.nurse)
    (sheet,) = text
    facts = sheet.blocks[sheet.blocks.index(Heading("Sysselsättning", 3)) + 1]
    assert isinstance(facts, Facts) and facts.rows[-1] == ("Delmål", "Vara i skolan alla dagar den här månaden")


def test_the_blank_mapping_has_twelve_rows_and_room_for_each_question(cast: Cast) -> None:
    sheets = mapping.PAPER.blank(load("ORE"), False)
    (table,) = blocks(sheets, Table)
    assert len(table.rows) == 12 and all(row[1:] == ("", "", "") for row in table.rows)
    (tiles,) = blocks(sheets, Tiles)
    assert tiles.centre == "Den enskildes hela situation" and len(tiles.tiles) == 12
    assert len(blocks(sheets, Room)) == 2 + 10


def test_the_map_draws_everybody_where_they_stand_and_says_it_in_words(cast: Cast) -> None:
    (rings,) = blocks(of(network.PAPER, scene(cast), cast.nurse), Rings)
    assert rings.centre == "Lars" and rings.rings == ("Träffar ofta", "Träffar ibland", "Träffar sällan")
    (siv,) = rings.people
    assert isinstance(siv, Near) and (siv.name, siv.ring, siv.sector) == ("Siv, syster", 1, "Familj")
    assert siv.marks.split("\n") == ["V – viktig för mig", "O – vill träffa oftare", "Ska gärna vara med på mötet"]


def test_an_ordinary_day_has_twelve_answers(cast: Cast) -> None:
    (table,) = blocks(of(day.PAPER, scene(cast), cast.nurse), Table)
    answers = [cell for row in table.rows[1::2] for cell in row]
    assert len(answers) == 12 and answers[0] == "– Mockar hos korna" and not "".join(answers[1:]).strip()
    (blank,) = blocks(day.PAPER.blank(load("VGR"), False), Table)
    assert len(blank.rows) == 8 and len(blank.columns) == 3


def test_the_menu_is_to_point_at_in_front_and_to_write_on_behind() -> None:
    (sheet,) = menu.PAPER.blank(load("VGR"), True)
    turn = sheet.blocks.index(Turn())
    (tiles,) = blocks((sheet,), Tiles)
    assert sheet.blocks.index(tiles) < turn and len(tiles.tiles) == 8
    assert all(not isinstance(b, Facts | Room | Quote) for b in sheet.blocks[:turn])


def test_nothing_said_gives_no_paper(cast: Cast) -> None:
    case = preparing(cast)
    assert of(network.PAPER, case, cast.nurse) == of(day.PAPER, case, cast.nurse) == of(menu.PAPER, case, cast.nurse)
    assert of(menu.PAPER, case, cast.nurse) == ()


def test_whoever_may_not_read_the_mapping_gets_no_paper_of_it(cast: Cast) -> None:
    case = scene(cast)
    hidden = preparing(cast, individual=cast.elder, kinds=frozenset({"need", "plan", "goals"}))
    actions.say_what_matters(hidden.ref, words="Att bo kvar", seen=0, by=cast.nurse)
    actions.write_area(hidden.ref, area="food", texts={"needs": "Äter för lite"}, seen={}, by=cast.nurse)
    for one in (case, hidden):
        call(cast, one)
    assert of(mapping.PAPER, case, cast.social) and of(mapping.PAPER, hidden, cast.nurse)
    assert of(mapping.PAPER, hidden, cast.social) == ()
    assert of(menu.PAPER, hidden, cast.social)[0].blocks[-2] == Quote("Att bo kvar", "Det här är viktigt för mig")


def test_the_state_of_the_case_does_not_open_a_paper(cast: Cast) -> None:
    case = in_state(scene(cast), State.ACTIVE)
    assert of(mapping.PAPER, case, cast.nurse)
    with pytest.raises(cases.NotThere):
        of(mapping.PAPER, case, cast.stranger)
