"""The runners count rightly: a proof that fails, breaks or claims nothing is a failure."""

import re
import subprocess
import sys

import pytest

from helhet.workshop import browser, cli, proofs, testrun


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
    assert proofs.run(["it"]) == status
    said = capfd.readouterr().out.splitlines()
    assert said[-1] == count
    assert any(re.search(r"it took \d+\.\d s", line) for line in said)


def test_an_unknown_proof_is_named(register: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert proofs.run(["nothing"]) == 2
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
