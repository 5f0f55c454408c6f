"""The meeting circles on paper: eight roles, two sides, and what is our own wording is said."""


import pytest

from helhet.process.live import circles as live
from helhet.process.papers import typeset
from helhet.process.papers.forms import circles
from helhet.process.papers.paper import Paper
from helhet.process.papers.sheet import Circle, Text, Ticks, Turn
from helhet.process.papers.tests.reading import lacking, words
from helhet.rulebook.profile import load

EIGHT = ("ordforande", "personal", "vuxen", "ungdom", "aldre", "foralder", "narstaende", "ovriga")


def test_there_is_one_for_each_of_the_eight_roles() -> None:
    assert tuple(p.code for p in circles.PAPERS) == tuple(f"cirkel-{role}" for role in EIGHT)
    assert len({str(p.title) for p in circles.PAPERS}) == 8
    assert all(p.fill is None for p in circles.PAPERS)


@pytest.mark.parametrize("paper", circles.PAPERS, ids=lambda p: p.code)
@pytest.mark.parametrize("easy", [False, True])
def test_the_checklist_stands_in_front_and_the_parts_behind(paper: Paper, easy: bool) -> None:
    (sheet,) = paper.blank(load("VGR"), easy)
    assert sheet.rules == ("MEET-18",) and lacking(paper.code, words([sheet])) == []
    turn = sheet.blocks.index(Turn())
    front, back = sheet.blocks[:turn], sheet.blocks[turn + 1:]
    parts = live.circle(paper.code.removeprefix("cirkel-"))
    assert [(b.question, tuple(o for o, _on in b.options)) for b in front if isinstance(b, Ticks)] == [
        (str(p.title), tuple(map(str, p.during))) for p in parts]
    (circle,) = [b for b in back if isinstance(b, Circle)]
    assert [(p.title, p.share, p.questions) for p in circle.parts] == [
        (str(p.title), p.share, tuple(map(str, p.before))) for p in parts]
    assert max(circle.parts, key=lambda p: p.share).title == "Behov"


@pytest.mark.parametrize("paper", circles.PAPERS, ids=lambda p: p.code)
def test_what_we_have_written_ourselves_is_said_by_part(paper: Paper) -> None:
    (sheet,) = paper.blank(load("VGR"), False)
    said = "".join(b.text for b in sheet.blocks if isinstance(b, Text) and b.small)
    assert "med våra ord" in said
    for part in live.circle(paper.code.removeprefix("cirkel-")):
        assert (str(part.title) in said) is part.ours


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("paper", circles.PAPERS, ids=lambda p: p.code)
def test_it_is_one_paper_printed_on_both_sides(paper: Paper, easy: bool) -> None:
    assert len(typeset.pictures(paper.blank(load("VGR"), easy), ppi=20)) == 2
