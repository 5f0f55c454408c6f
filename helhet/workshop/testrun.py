"""The whole suite, as `make test` runs it: walls, browser, database, tests, rules; the count comes last."""

import argparse
import contextlib
import importlib.util
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from helhet.workshop import browser, testbed
from helhet.workshop.supervise import Trouble, die_with_parent, end, interruptible, say, step

ROOT = Path(__file__).resolve().parents[2]
_COUNT = re.compile(r"^=* ?(\d+ (passed|failed|error|skipped|deselected)|no tests ran).* in [\d.]+s")
_TYPED = ("rules", "actions", "door")  # as a file or, where a room has split it, as a folder


def main(argv: list[str] | None = None) -> int:
    """Gives 0 when the walls stand, the tests pass and every claimed rule is proven."""
    parser = argparse.ArgumentParser(prog="testrun", description=__doc__)
    parser.add_argument("--fast", action="store_true", help="without journeys and browser")
    parser.add_argument("--lint", action="store_true", help="only style, walls and types")
    choices = parser.parse_args(argv)
    began = time.monotonic()
    try:
        with interruptible():
            trouble = _lint()
            if choices.lint:
                say("Style, walls and types: " + ("not in order." if trouble else "in order."))
                return int(trouble)
            if not choices.fast:
                say(f"Browser: {browser.require()}")
            status, count = _tests(choices.fast)
            trouble = _rules(choices.fast) or trouble
    except Trouble as trouble_met:
        say(str(trouble_met))
        return 1
    except KeyboardInterrupt:
        return 130
    say(f"All of it took {time.monotonic() - began:.0f} s.")
    if trouble:
        say("Style, walls, types or rules are not in order; see above.")
    say(count)
    return status or int(trouble)


def _lint() -> bool:
    """True when something is wrong; what it is has been printed."""
    bin_folder = Path(sys.executable).parent
    typed = sorted(str(path) for path in (ROOT / "helhet").rglob("*.py") if _is_typed(path))
    commands = {
        "style": [str(bin_folder / "ruff"), "check", "--quiet", "."],
        "walls": [str(bin_folder / "lint-imports")],
        "types": [str(bin_folder / "mypy"), *typed],
    }
    wrong = False
    for name, command in commands.items():
        with step(f"Checking {name}"):
            done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            wrong = True
            say(done.stdout + done.stderr)
    return wrong


def _is_typed(path: Path) -> bool:
    return "tests" not in path.parts and bool({path.stem, path.parent.name} & set(_TYPED))


def _tests(fast: bool) -> tuple[int, str]:
    """Run pytest on a database of its own; gives its exit status and its closing count."""
    with step("Starting the test database"):
        cluster, urls = testbed.start()
    try:
        environment = {**os.environ, **testbed.template_environment(urls)}
        workers = os.environ.get("HELHET_TEST_WORKERS", "2")
        # As collected, not the files with the fewest tests last: those are the longest, and one worker would wait.
        command = [sys.executable, "-m", "pytest", "-q", "-n", workers, "--dist", "loadfile", "--no-loadscope-reorder",
                   "--durations=15"]
        if fast:
            command += ["-m", "not journey", "--ignore=journeys"]
        return _run_and_remember(command, environment)
    finally:
        cluster.stop()


def _run_and_remember(command: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """Pass the lines on as they come, all but the count, which is given back."""
    count = "The tests gave no count."
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, preexec_fn=die_with_parent()
    )
    assert process.stdout is not None
    lines = process.stdout.fileno()
    try:
        for raw in iter(lambda: os.read(lines, 4096), b""):
            sys.stdout.buffer.write(raw)
            sys.stdout.flush()
            tail = (count + "\n" + raw.decode(errors="replace")).splitlines()
            count = next((line for line in reversed(tail) if _COUNT.match(line)), count)
        return process.wait(), count
    finally:
        with contextlib.suppress(ProcessLookupError):
            end(process, (2, 20), (9, 5))


def _rules(fast: bool) -> bool:
    """True when a rule is claimed without proof. A fast run proves too little to judge."""
    if fast or not importlib.util.find_spec("helhet.rulebook.report"):
        return False
    done = subprocess.run([sys.executable, "-m", "helhet.workshop.cli", "rules", "--tested"], cwd=ROOT)
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main())
