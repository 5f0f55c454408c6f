"""The decision and the door are changed a little, in every way, and some test must notice nearly all of them."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from helhet.workshop.proofs import Proof, proof
from helhet.workshop.proofs.checks.mutants import ANSWER, MODULE
from helhet.workshop.proofs.coverage import DECISION, DOOR, PACKAGE, tests_environment

LEAST = 0.90
SHOWN = 30


def _mutate(proof: Proof, name: str, module: str, tests: tuple[str, ...]) -> None:
    assert proof.urls is not None
    with tempfile.TemporaryDirectory(prefix="helhet-mutants-") as folder:
        answer = Path(folder) / "answer.json"
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--basetemp", folder,
             "-p", "helhet.workshop.proofs.checks.mutants", *tests],
            cwd=PACKAGE.parent, stdout=subprocess.DEVNULL,
            env={**os.environ, **tests_environment(proof.urls), MODULE: module, ANSWER: str(answer)},
        )
        said: dict[str, Any] = json.loads(answer.read_text()) if answer.exists() else {"unchanged": True, "tried": []}
    tried = said["tried"]
    noticed = sum(was for _what, was in tried)
    proof.expect(f"{name}: the tests pass as it stands", not said["unchanged"] and bool(tried))
    if tried:
        proof.figure(f"{name}: changes, noticed", f"{len(tried)}, {noticed} ({noticed / len(tried):.1%})")
        for what in [what for what, was in tried if not was][:SHOWN]:
            print(f"    not noticed: {what}")
        proof.expect(f"{name}: at least {LEAST:.0%} are noticed", noticed >= LEAST * len(tried))


@proof("mutation", "the decision and the door changed a little in every way: at least nine of ten changes are noticed",
       large=True)
def mutation(proof: Proof) -> None:
    for name, (module, tests) in {"decision": DECISION, "door": DOOR}.items():
        _mutate(proof, name, module, tests)
