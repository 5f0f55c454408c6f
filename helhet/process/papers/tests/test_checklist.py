"""The checklist as paper: its sections, its rules, and what is ticked from what is known."""

from typing import Any

import pytest

from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.follow_up.tests.scenes import in_force
from helhet.process.invitation.tests.scenes import called
from helhet.process.papers.forms import checklist
from helhet.process.papers.sheet import Sheet, Ticks
from helhet.process.papers.tests.reading import lacking, long_sentences, ticked, words
from helhet.process.tests.cast import Cast
from helhet.rulebook import catalogue
from helhet.rulebook.profile import load

pytestmark = pytest.mark.django_db


def of(case: Case, by: Any, easy: bool = False) -> tuple[Sheet, ...]:
    with cases.visit(by, case.ref) as v:
        return checklist.fill(v, easy)


@pytest.mark.parametrize("easy", [False, True])
def test_what_is_known_to_be_done_is_ticked_and_nothing_else(cast: Cast, easy: bool) -> None:
    (sheet,) = of(called(cast), cast.nurse, easy)
    assert lacking("checklista", words([sheet])) == [] and "Lars Andersson" in words([sheet])
    answers = ticked(sheet)
    assert len(answers["Behov och information"]) == 3 and len(answers["Samtycke"]) == 2
    sent = "Kallelsen är skickad" if easy else "Kallelse är skickad till båda huvudmännen, och inbjudan till andra"
    assert sent in answers["Kalla och bjud in"] and not any("svarat" in said for said in answers["Kalla och bjud in"])
    assert answers["På mötet"] == [] and answers["När mötet är slut"] == []


def test_a_plan_in_force_has_the_meeting_behind_it(cast: Cast) -> None:
    case = in_force(cast)
    (sheet,) = of(case, cast.social)
    answers = ticked(sheet)
    assert "Planen är skriven och upprättad" in answers["När mötet är slut"]
    assert any("Läs upp" in said for said in answers["På mötet"])
    assert of(case, cast.actors["health_centre"]) == ()  # one who is called takes the blank one


@pytest.mark.parametrize("easy", [False, True])
@pytest.mark.parametrize("code", ["NAT", "VGR", "JKPG", "ORE"])
def test_the_blank_list_stands_on_rules_and_has_orebros_four_lines(code: str, easy: bool) -> None:
    (sheet,) = checklist.blank(load(code), easy)
    text = words([sheet])
    assert lacking("checklista", text) == [] and set(sheet.rules) <= set(catalogue.rules())
    assert not any(on for b in sheet.blocks if isinstance(b, Ticks) for _name, on in b.options)
    own = {b.question: b.options for b in sheet.blocks if isinstance(b, Ticks)}.get("Det här ska alla göra", ())
    assert len(own) == (4 if code == "ORE" else 0) and ("3 dagar" in text) == (code == "ORE")
    assert ("koden" in text.lower()) == (code == "VGR")
    if easy:
        assert long_sentences([sheet]) == []
        assert all(len(name.split()) <= 12 for b in sheet.blocks if isinstance(b, Ticks) for name, _on in b.options)
