"""The rules as data agree with the rulebook they come from, and speak in our own words."""

import csv
import re
from pathlib import Path

import pytest

from helhet.kit import why
from helhet.rulebook import catalogue, report
from helhet.rulebook.report import ROOT

SOURCE = ROOT.parent / "shared" / "rulebook.csv"


def _source() -> dict[str, dict[str, str]]:
    if not SOURCE.exists():
        pytest.skip("the rulebook's source lies outside the project and is not here")
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


def _runs(text: str, length: int) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[i:i + length]) for i in range(len(words) - length + 1)}


def test_ids_figures_force_and_region_are_those_of_the_source() -> None:
    ours = {r.id: (r.theme, r.force, r.variant, r.number) for r in catalogue.read()}
    theirs = {i: (r["theme"], r["force"], r["variant"], r["number"]) for i, r in _source().items()}
    assert list(ours) == list(theirs)
    assert {i: v for i, v in ours.items() if v != theirs[i]} == {}


def test_every_rule_has_a_short_sentence_a_title_and_a_public_source() -> None:
    rows = catalogue.read()
    assert len(rows) == len({r.id for r in rows}) == 395
    for row in rows:
        assert 15 <= len(row.sentence) <= 200 and row.sentence[-1] in ".?!", row.id
        assert 0 < len(row.title) <= 50 and row.source, row.id
        assert '"' not in row.sentence and " - " not in row.sentence, row.id


def test_sentences_are_ours_and_not_the_sources() -> None:
    source = _source()
    copied = {r.id: both for r in catalogue.read()
              if (both := _runs(r.sentence, 6) & _runs(source[r.id]["quote_sv"], 6))}
    assert copied == {}


def test_sources_are_named_by_public_title_never_by_our_line_numbers() -> None:
    assert not [r.id for r in catalogue.read() if re.search(r"\b00\d\b|\bL\d+", r.source + r.sentence)]


def test_only_discharge_governance_and_training_musts_wait_for_other_issues_than_clock_and_access() -> None:
    assert [r.id for r in catalogue.read() if r.placement == "planned" and report._planned_faults(r)] == []


def test_a_broken_file_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "rules.csv"
    path.write_text("id,theme,force\nLAW-01,x,MUST\n", encoding="utf-8")
    with pytest.raises(ValueError, match="rules.csv line 2: missing variant"):
        catalogue.read(path)


def test_the_pages_question_why_is_answered_with_the_rules_sentence_and_source() -> None:
    shown = why.why("CON-12")
    assert catalogue.text_of("CON-12").sentence in shown
    assert "Vårdsamverkan Västra Götaland" in shown
