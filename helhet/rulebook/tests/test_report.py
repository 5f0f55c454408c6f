"""`helhet rules` tells the truth: it finds what proves a rule, and says so when nothing does."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from helhet.rulebook import catalogue, record, report
from helhet.rulebook.catalogue import RuleRow

CON_12 = replace(catalogue.rules()["CON-12"], placement="enforced", note="consent")
CHECK = 'def may(ok):\n    return check("CON-12", ok, "Högst ett år.")\n'
TEST = 'import pytest\n\n@pytest.mark.rule("CON-12")\ndef test_year():\n    pass\n'


def _house(tmp_path: Path, rows: list[RuleRow], **files: str) -> list[str]:
    """A small checkout with these rules and files; gives the arguments that make the report look there."""
    names = {"rules": "helhet/consent/rules.py", "page": "helhet/consent/pages/record.html",
             "forms": "helhet/consent/forms.py", "test": "helhet/consent/tests/test_year.py",
             "journey": "journeys/test_lars.py", "record": "build/rules/main.jsonl"}
    (tmp_path / "helhet").mkdir(exist_ok=True)
    for name, text in files.items():
        path = tmp_path / names[name]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(RuleRow.__dataclass_fields__)
    writer.writerows([getattr(r, key) for key in RuleRow.__dataclass_fields__] for r in rows)
    (tmp_path / "rules.csv").write_text(out.getvalue(), encoding="utf-8")
    return ["--root", str(tmp_path), "--rules", str(tmp_path / "rules.csv")]


def test_an_enforced_rule_with_check_and_test_is_proved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report.main(_house(tmp_path, [CON_12], rules=CHECK, test=TEST)) == 0
    said = capsys.readouterr().out
    assert "helhet/consent/rules.py:2" in said and "test_year.py::test_year" in said
    assert "1 rules: 1 placed (1 enforced" in said and "Every placement is proved." in said


@pytest.mark.parametrize(("change", "files", "says"), [
    ({"placement": ""}, {"rules": CHECK, "test": TEST}, "unplaced"),
    ({"placement": "someday"}, {"rules": CHECK, "test": TEST}, "unplaced"),
    ({}, {"rules": CHECK}, "no test is marked"),
    ({}, {"test": TEST}, "no check, Refusal or obligation"),
    ({}, {"page": '{{ why("CON-12") }}', "test": TEST}, "no check, Refusal or obligation"),
    ({"placement": "supported"}, {"test": TEST}, "no page or check"),
    ({"placement": "supported"}, {"page": '{{ why("CON-12") }}'}, "no test is marked"),
    ({"placement": "shown", "force": "SHOULD"}, {"test": TEST}, "no page or check"),
    ({"placement": "shown", "force": "SHOULD"}, {"page": '{# {{ why("CON-12") }} #}'}, "no page or check"),
    ({"placement": "shown"}, {"page": '{{ why("CON-12") }}'}, "a MUST is only shown"),
    ({"placement": "not_for_software", "note": ""}, {}, "without a reason"),
    ({"placement": "planned", "note": "sedan"}, {}, "no issue we know"),
    ({"placement": "planned", "note": "utskrivning"}, {}, "may not wait"),
    ({"sentence": ""}, {"rules": CHECK, "test": TEST}, "no title, source or sentence"),
])
def test_a_placement_that_is_not_true_is_told_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], change: dict[str, str], files: dict[str, str], says: str
) -> None:
    assert report.main(_house(tmp_path, [replace(CON_12, **change)], **files)) == 1
    assert says in capsys.readouterr().out


@pytest.mark.parametrize("files", [
    {"rules": 'Due("renew", unit, "CON-12", since)', "test": TEST},
    {"rules": 'raise Refused(Refusal("CON-12", "Högst ett år."))', "test": TEST},
    {"rules": 'x = check(rule="CON-12", ok=ok)', "test": TEST},
    {"rules": 'x = check("CON-12" if a else "CON-12", ok)', "test": TEST},
    {"rules": CHECK, "test": 'import pytest\npytestmark = [pytest.mark.rule("CON-12")]\ndef test_a(): ...\n'},
    {"rules": CHECK, "test": 'import pytest\nIDS = ("CON-12",)\n@pytest.mark.rule(*IDS)\nclass TestYear:\n'
                             "    def test_a(self): ...\n"},
    {"rules": CHECK, "journey": TEST},
])
def test_every_way_to_decide_and_to_mark_is_found(tmp_path: Path, files: dict[str, str]) -> None:
    assert report.main(_house(tmp_path, [CON_12], **files)) == 0


@pytest.mark.parametrize("files", [
    {"page": '{{ field(form.until, why="CON-12") }}'},
    {"page": '{{ why("CON-12", label=_("Varför ett år?")) }}'},
    {"forms": 'until = Date(rule="CON-12")'},
    {"forms": 'paper = Sheet("a", "A", (), rules=("CON-12",))'},
    {"forms": 'BASE = ("CON-12",)\npaper = Sheet("a", "A", (), rules=(*BASE, *ALSO) if child else ())\n'},
])
def test_a_page_and_a_form_field_show_a_rule(tmp_path: Path, files: dict[str, str]) -> None:
    assert report.main(_house(tmp_path, [replace(CON_12, placement="supported")], test=TEST, **files)) == 0
    assert report.main(_house(tmp_path, [CON_12], test=TEST, **files)) == 1


def test_a_rule_id_that_does_not_exist_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = CHECK + 'y = check("CON-77", ok, "")\n'
    assert report.main(_house(tmp_path, [CON_12], rules=wrong, test=TEST)) == 1
    assert "names CON-77" in capsys.readouterr().out


def _row(outcome: str, marked: str, kind: str, rule: str) -> record.Seen:
    return record.Seen("t", outcome, (marked,), {kind: (rule,)})


@pytest.mark.parametrize(("placement", "seen", "status"), [
    ("enforced", ("passed", "CON-12", "refused", "CON-12"), 0),
    ("enforced", ("passed", "CON-12", "obliged", "CON-12"), 0),
    ("enforced", ("passed", "CON-12", "met", "CON-12"), 1),
    ("enforced", ("failed", "CON-12", "refused", "CON-12"), 1),
    ("enforced", ("passed", "CON-11", "refused", "CON-12"), 1),
    ("enforced", ("passed", "CON-12", "refused", "CON-11"), 1),
    ("supported", ("passed", "CON-12", "met", "CON-12"), 0),
    ("supported", ("passed", "CON-12", "shown", "CON-12"), 0),
    ("supported", ("passed", "CON-12", "shown", "CON-11"), 1),
])
def test_tested_demands_that_a_passing_marked_test_saw_that_very_rule(
    tmp_path: Path, placement: str, seen: tuple[str, str, str, str], status: int
) -> None:
    house = _house(tmp_path, [replace(CON_12, placement=placement)], rules=CHECK, test=TEST)
    record.write(tmp_path / record.FOLDER / "gw0.jsonl", [_row(*seen)])
    assert report.main([*house, "--tested"]) == status


def test_tested_without_a_run_cannot_be_told(tmp_path: Path) -> None:
    assert report.main([*_house(tmp_path, [CON_12], rules=CHECK, test=TEST), "--tested"]) == 2


def test_planned_is_counted_apart_and_csv_and_room_narrow(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waiting = replace(CON_12, id="CLOSE-11", placement="planned", note="klockan")
    house = _house(tmp_path, [CON_12, waiting], rules=CHECK, test=TEST)
    assert report.main(house) == 0
    assert "1 placed" in (said := capsys.readouterr().out) and "Apart from these 1 planned: klockan" in said
    assert report.main([*house, "--room", "klockan", "--csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 and lines[1].startswith("CLOSE-11,MUST,VGR,planned,klockan")
