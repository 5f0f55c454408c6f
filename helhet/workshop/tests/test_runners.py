"""The runners count rightly: a proof that fails, breaks or claims nothing is a failure."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helhet.workshop import browser, cli, proofs, proving, testrun


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "_register", {})
    monkeypatch.setattr(proofs, "registered", lambda: proofs._register)


def _holds(proof: proofs.Proof) -> None:
    proof.figure("answer", 42)
    proof.expect("two and two", 2 + 2 == 4)


def _fails(proof: proofs.Proof) -> None:
    proof.expect("one is two", 1 == 2)


def _breaks(proof: proofs.Proof) -> None:
    proof.expect("so far", True)
    raise ZeroDivisionError


def _claims_nothing(proof: proofs.Proof) -> None:
    pass


@pytest.mark.parametrize(
    ("body", "status", "count"),
    [
        (_holds, 0, "1 passed, 0 failed"),
        (_fails, 1, "0 passed, 1 failed"),
        (_breaks, 1, "1 passed, 1 failed"),
        (_claims_nothing, 1, "0 passed, 1 failed"),
    ],
)
def test_the_count_closes_the_run(
    register: None, capfd: pytest.CaptureFixture[str], body: proofs.Body, status: int, count: str
) -> None:
    proofs.proof("it", "something", needs_database=False)(body)
    assert proving.run(["it"]) == status
    said = capfd.readouterr().out.splitlines()
    assert said[-1] == count
    assert any(re.search(r"it took \d+\.\d s", line) for line in said)


def test_what_judges_time_runs_alone_and_the_others_side_by_side(
    register: None, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(proving, "BESIDE", 2)

    def meets(name: str, other: str) -> proofs.Body:
        def body(proof: proofs.Proof) -> None:
            (tmp_path / name).touch()
            until = time.monotonic() + 10
            while not (tmp_path / other).exists() and time.monotonic() < until:
                time.sleep(0.01)
            proof.expect(f"{name} met {other}", (tmp_path / other).exists())
        return body

    proofs.proof("a", "meets b", needs_database=False)(meets("a", "b"))
    proofs.proof("b", "meets a", needs_database=False)(meets("b", "a"))
    proofs.proof("c", "is alone", needs_database=False, timed=True)(
        lambda proof: proof.expect("nobody else is here", not any(tmp_path.iterdir())))
    assert proving.run(["a", "b", "c"]) == 0
    said = capfd.readouterr().out.splitlines()
    assert said[0] == "c: is alone" and said[-1] == "3 passed, 0 failed"
    assert sorted(line for line in said if line.startswith(("a:", "b:"))) == ["a: meets b", "b: meets a"]


@pytest.mark.parametrize("timed", [True, False])
def test_a_proof_that_dies_has_failed(register: None, capfd: pytest.CaptureFixture[str], timed: bool) -> None:
    proofs.proof("it", "dies", needs_database=False, timed=timed)(lambda _proof: os._exit(3))
    proofs.proof("other", "holds", needs_database=False)(_holds)
    assert proving.run(["it", "other"]) == 1
    assert capfd.readouterr().out.splitlines()[-1] == "1 passed, 1 failed"


def test_an_unknown_proof_is_named(register: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert proving.run(["nothing"]) == 2
    assert "No proof is called nothing" in capsys.readouterr().err


def test_two_proofs_cannot_share_a_name(register: None) -> None:
    proofs.proof("it", "a")(_holds)
    with pytest.raises(ValueError, match="Two proofs"):
        proofs.proof("it", "b")(_holds)


def test_every_proof_says_what_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["prove", "--list"]) == 0
    assert re.search(r"^crash +small +kill -9", capsys.readouterr().out, re.MULTILINE)


@pytest.mark.parametrize(
    "line",
    ["12 passed in 3.21s", "1 failed, 2 passed, 1 warning in 3.21s", "== 1 error in 0.5s ==", "no tests ran in 0.1s"],
)
def test_the_count_of_the_test_runner_is_known_when_seen(line: str) -> None:
    assert testrun._COUNT.match(line)


def test_the_count_is_kept_for_the_end(capfd: pytest.CaptureFixture[str]) -> None:
    program = "print('hello'); print('3 passed, 1 skipped in 0.10s'); raise SystemExit(1)"
    status, count = testrun._run_and_remember([sys.executable, "-c", program], {})
    assert (status, count) == (1, "3 passed, 1 skipped in 0.10s")


def test_without_a_browser_the_instruction_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "find", lambda: None)
    monkeypatch.setattr(browser, "_install_with_apt", lambda: None)
    monkeypatch.setattr(browser, "_install_with_playwright", lambda: None)
    with pytest.raises(browser.NoBrowser, match="apt-get install chromium-headless-shell"):
        browser.require()


def test_an_unknown_command_is_refused() -> None:
    done = subprocess.run([sys.executable, "-m", "helhet.workshop.cli", "dance"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "invalid choice" in done.stderr
