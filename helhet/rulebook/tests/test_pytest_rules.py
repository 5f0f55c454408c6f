"""The plugin, in a run of its own: a claim without a sighting is red, and what was seen is kept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helhet.rulebook import record
from helhet.rulebook.report import ROOT

SUITE = '''
import pytest
from helhet.kit import witness
from helhet.kit.refusals import Refused, check, gather, refuse

def sees(rule, ok):
    refuse(gather(check(rule, ok, "Högst ett år.")))

@pytest.mark.rule("CON-12")
def test_refused():
    with pytest.raises(Refused):
        sees("CON-12", False)

@pytest.mark.rule("CON-12")
def test_obliged():
    witness.obliged("CON-12")

@pytest.mark.rule("CON-12")
def test_only_met():
    sees("CON-12", True)

@pytest.mark.rule("CON-12")
def test_another_refused():
    with pytest.raises(Refused):
        sees("CON-09", False)

@pytest.mark.rule("CON-12")
def test_sees_nothing():
    pass

@pytest.mark.rule("CON-13")
def test_supported_needs_no_refusal():
    sees("CON-13", True)

@pytest.mark.rule("CON-77")
def test_unknown_rule():
    pass

@pytest.mark.journey
@pytest.mark.rule("CON-12")
def test_a_journey_is_another_process():
    pass

def test_unmarked():
    pass
'''


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> dict[str, record.Seen]:
    folder = tmp_path_factory.mktemp("suite")
    (folder / "test_suite.py").write_text(SUITE, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers =\n  journey: in a browser\n", encoding="utf-8")
    options = ["-q", "-p", "helhet.rulebook.pytest_rules", "-p", "no:django", "-p", "no:cacheprovider"]
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    env.pop("PYTEST_XDIST_WORKER", None)
    subprocess.run([sys.executable, "-m", "pytest", *options], cwd=folder, env=env, capture_output=True, check=False)
    return {seen.test.rpartition("::")[2]: seen for seen in record.read(folder / Path(record.FOLDER))}


@pytest.mark.parametrize(("test", "outcome"), [
    ("test_refused", "passed"),
    ("test_obliged", "passed"),
    ("test_only_met", "failed"),
    ("test_another_refused", "failed"),
    ("test_sees_nothing", "failed"),
    ("test_supported_needs_no_refusal", "passed"),
    ("test_unknown_rule", "failed"),
    ("test_a_journey_is_another_process", "passed"),
])
def test_a_claim_must_be_seen(run: dict[str, record.Seen], test: str, outcome: str) -> None:
    assert run[test].outcome == outcome


def test_the_record_says_what_each_test_saw_and_leaves_out_the_others(run: dict[str, record.Seen]) -> None:
    assert run["test_refused"].witnessed == {"refused": ("CON-12",)}
    assert run["test_another_refused"].witnessed == {"refused": ("CON-09",)}
    assert run["test_refused"].proves("CON-12", "refused")
    assert "test_unmarked" not in run
