"""Every line and branch of the decision and the door is run by their own tests."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from helhet.workshop import testbed
from helhet.workshop.database import Urls
from helhet.workshop.proofs import Proof, proof

PACKAGE = Path(__file__).resolve().parents[2]
# The module, and the tests that are about it.
DECISION = ("helhet.access.decision", ("helhet/access/tests/test_decision.py",))
DOOR = ("helhet.process.case.door",
        ("helhet/process/case/tests/test_door.py", "helhet/process/tests/test_door_reading.py"))


def tests_environment(urls: Urls) -> dict[str, str]:
    """What a run of tests needs to use the database cluster that stands."""
    return {**testbed.template_environment(urls), "DJANGO_SETTINGS_MODULE": testbed.TEST_SETTINGS}


@proof("coverage", "each line and branch of the door and the decision is run by the tests that are about them")
def coverage(proof: Proof) -> None:
    assert proof.urls is not None
    files = {name: module.replace(".", "/") + ".py" for name, (module, _tests) in
             {"decision": DECISION, "door": DOOR}.items()}
    with tempfile.TemporaryDirectory(prefix="helhet-coverage-") as folder:
        environment = {**os.environ, **tests_environment(proof.urls), "COVERAGE_FILE": str(Path(folder) / "data")}
        run = [sys.executable, "-m", "coverage"]
        done = subprocess.run(
            [*run, "run", "--branch", f"--include={','.join(files.values())}", "-m", "pytest", "-q", "-p",
             "no:cacheprovider", "--basetemp", str(Path(folder) / "t"), *DECISION[1], *DOOR[1]],
            cwd=PACKAGE.parent, env=environment, capture_output=True, text=True)
        subprocess.run([*run, "json", "-q", "-o", str(Path(folder) / "said.json")], cwd=PACKAGE.parent, env=environment)
        said = json.loads((Path(folder) / "said.json").read_text())["files"]
    if done.returncode:
        print(done.stdout[-3000:])
    proof.expect("their tests pass", done.returncode == 0)
    for name, file in files.items():
        found = said.get(file, {"summary": {}, "missing_lines": ["all"], "missing_branches": []})
        sums = found["summary"]
        proof.figure(f"{name}: lines run, branches run",
                     f"{sums.get('covered_lines')} of {sums.get('num_statements')}, "
                     f"{sums.get('covered_branches')} of {sums.get('num_branches')}")
        missing = [*found["missing_lines"], *found["missing_branches"]]
        proof.expect(f"{name}: every line and branch is run (not {missing})", not missing)
