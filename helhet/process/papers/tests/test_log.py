"""The extract of the log on paper: who, which unit, when, what and why, and only for whoever may have it."""

from typing import Any

import pytest

from helhet.access.actor import Actor
from helhet.people.extract import extract
from helhet.people.tests.test_extract import at_home, reads
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.mapping.tests.scenes import prepared
from helhet.process.papers.forms import log
from helhet.process.papers.sheet import Sheet, Table
from helhet.process.papers.tests.reading import lacking, long_sentences, words
from helhet.process.papers.tests.scenes import call
from helhet.process.tests.cast import Cast
from helhet.rulebook.profile import load


def of(case: Case, by: Actor, easy: bool = False) -> tuple[Sheet, ...]:
    with cases.visit(by, case.ref) as v:
        return log.fill(v, easy)


def rows(sheets: tuple[Sheet, ...]) -> list[tuple[str, ...]]:
    return [row for sheet in sheets for b in sheet.blocks if isinstance(b, Table) for row in b.rows]


@pytest.mark.parametrize("easy", [False, True])
def test_every_field_stands_filled_and_blank(cast: Cast, easy: bool) -> None:
    case = prepared(cast)
    call(cast, case)
    of(case, cast.social)
    filled, blank = of(case, cast.nurse, easy), log.blank(load("VGR"), easy)
    for sheets in (filled, blank):
        assert lacking("logg", words(sheets)) == []
        assert all(s.easy is easy for s in sheets)
    assert long_sentences(blank, 20) == []


def test_a_line_says_when_who_where_what_and_why(cast: Cast) -> None:
    case = prepared(cast)
    call(cast, case)
    of(case, cast.social)
    when, who, where, what = rows(of(case, cast.nurse))[0]
    assert who == "Amina Berg, handläggare" and where == "Mottagningsenheten\nSocialnämnden i Kungälv"
    assert what.startswith("Läste i SIP:en\n") and what.count("\n") == 1
    assert len(when.split("\n")) == 2


def test_a_called_unit_is_told_only_of_its_own(cast: Cast) -> None:
    case = prepared(cast)
    call(cast, case)
    assert of(case, cast.social) == ()
    of(case, cast.nurse)
    assert {row[1] for row in rows(of(case, cast.social))} == {"Amina Berg, handläggare"}
    assert {row[1].split(",")[0] for row in rows(of(case, cast.nurse))} == {"Amina Berg", "Jonas Lind"}


def test_the_persons_whole_log_is_the_same_paper(cast: Cast) -> None:
    me: Any = at_home(cast, cast.adult)
    reads(cast.nurse, cast.adult)
    found = extract(me, paper=True)
    sheet = log.whole(found)
    assert lacking("logg", words([sheet])) == [] and sheet.subtitle == found.name
    assert len(rows((sheet,))) == len(found.lines)
    assert rows((sheet,))[0][3] == "Läste i SIP:en\nEnheten arbetar med SIP:en."


def test_what_does_not_fit_is_told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    case = prepared(cast)
    for _n in range(3):
        of(case, cast.nurse)
    assert "äldre rader" not in words(of(case, cast.nurse))
    monkeypatch.setattr(log, "MOST", 2)
    cut = of(case, cast.nurse)
    assert len(rows(cut)) == 2 and "äldre rader" in words(cut)
