"""Holds docs/asvs.csv against the house: every requirement answered, and what is to show it is really there.

The list is OWASP ASVS 5.0.0, levels 1 and 2. The wording in our file is our own and short; the numbers are theirs.
"""

import ast
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from helhet.workshop.proofs import Proof, proof

ROOT = Path(__file__).resolve().parents[3]
FILE = ROOT / "docs" / "asvs.csv"
MET, NOT_MET = "met", "not met"
ANSWERS = (MET, "not applicable", "operator", NOT_MET)  # operator: of whoever runs the house, or the identity provider
# How many requirements each chapter has: (level 1, level 2).
CHAPTERS = {
    1: (8, 19), 2: (4, 7), 3: (8, 11), 4: (2, 8), 5: (4, 5), 6: (13, 22), 7: (6, 12), 8: (4, 3), 9: (4, 3),
    10: (5, 24), 11: (3, 11), 12: (3, 6), 13: (1, 12), 14: (2, 7), 15: (3, 10), 16: (0, 16), 17: (0, 7),
}


@dataclass(frozen=True)
class Line:
    """One requirement: its number and level, what it asks in our words, the answer, what shows it, and why so."""

    id: str
    level: int
    asked: str
    answer: str
    shown_by: tuple[str, ...]
    reason: str


def lines(file: Path = FILE) -> list[Line]:
    """The requirements in the file's order."""
    with file.open(encoding="utf-8", newline="") as found:
        return [Line(row["id"], int(row["level"]), row["asked"], row["answer"], tuple(row["shown_by"].split()),
                     row["reason"]) for row in csv.DictReader(found)]


def faults(listed: list[Line], proofs: set[str]) -> Iterator[str]:
    """What is wrong with the list, one sentence each."""
    yield from (f"{one} stands twice" for one, times in Counter(line.id for line in listed).items() if times > 1)
    counted = Counter((int(line.id[1:].split(".")[0]), line.level) for line in listed)
    for chapter, wanted in CHAPTERS.items():
        has = counted[chapter, 1], counted[chapter, 2]
        if has != wanted:
            yield f"chapter V{chapter} has {has} requirements of level 1 and 2, not {wanted}"
    for line in listed:
        if line.answer not in ANSWERS or not line.asked:
            yield f"{line.id}: “{line.answer}” is no answer"
        if line.answer == MET and not line.shown_by:
            yield f"{line.id}: nothing shows that it is met"
        if line.answer != MET and not line.reason:
            yield f"{line.id}: {line.answer}, without a reason"
        yield from (f"{line.id}: {one} is not there" for one in line.shown_by if not _there(one, proofs))


def _there(named: str, proofs: set[str]) -> bool:
    if named.startswith("prove:"):
        return named.removeprefix("prove:") in proofs
    path, _colons, test = named.partition("::")
    return (ROOT / path).is_file() and (not test or test in _tests(path))


@cache
def _tests(path: str) -> frozenset[str]:
    found = ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
    return frozenset(node.name for node in found if isinstance(node, ast.FunctionDef))


@proof("asvs", "each requirement of OWASP ASVS 5.0, level 1 and 2, has a test, a proof, a document or a reason",
       needs_database=False)
def asvs(proof: Proof) -> None:
    from helhet.workshop import proofs

    listed = lines()
    for level in (1, 2):
        counted = Counter(line.answer for line in listed if line.level == level)
        told = ", ".join(f"{counted[answer]} {answer}" for answer in ANSWERS)
        proof.figure(f"level {level}: {sum(counted.values())} requirements", told)
    by_test = sum(any("::" in s or s.startswith("prove:") for s in line.shown_by) for line in listed)
    proof.figure("shown by a test or a proof, by a document alone",
                 f"{by_test}, {sum(bool(line.shown_by) for line in listed) - by_test}")
    for line in listed:
        if line.answer == NOT_MET:
            proof.figure(f"not met: {line.id} (level {line.level})", line.reason)
    wrong = list(faults(listed, set(proofs.registered())))
    for fault in wrong:
        proof.expect(fault, False)
    proof.expect("every line holds", not wrong)
