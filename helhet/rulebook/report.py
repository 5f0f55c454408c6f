"""``helhet rules``: every rule, how it is placed, and what proves that the placement is true."""

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from helhet.rulebook import catalogue, record, scan, values
from helhet.rulebook.catalogue import PLACEMENTS, RuleRow
from helhet.rulebook.scan import Place

ROOT = Path(__file__).resolve().parents[2]
# For these themes and issues a MUST may wait; everywhere else it is placed, or software cannot.
LATER_THEMES = frozenset({"DIS", "FVK", "GOV", "TRN"})
ISSUES = {
    "klockan": "issue 3", "åtkomst": "issue 4", "möte och papper": "issue 5",
    "utskrivning": "", "kvalitet och utbildning": "",
}
MAY_WAIT = frozenset({"klockan", "åtkomst"})


@dataclass
class Proof:
    """What was found for one rule, and what is missing for its placement to be true."""

    row: RuleRow
    decides: list[Place] = field(default_factory=list)
    shows: list[Place] = field(default_factory=list)
    tests: list[Place] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def places(self) -> list[Place]:
        return self.decides + self.shows


def prove(rows: Sequence[RuleRow], root: Path, run: Sequence[record.Seen] | None = None) -> list[Proof]:
    """The proof of each rule from the source under ``root`` and, when given, from what the last run saw."""
    proofs = {row.id: Proof(row) for row in rows}
    strays: list[str] = []
    for place in [*scan.code_places(root), *scan.tests(root)]:
        proof = proofs.get(place.rule)
        if proof is None:
            strays.append(f"{place} names {place.rule}, which is not in the rulebook")
        elif place.kind == "test":
            proof.tests.append(place)
        else:
            (proof.shows if place.kind == "shows" else proof.decides).append(place)
    for rule, said in values.by_rule(root).items():
        if rule in proofs:
            proofs[rule].values = said
    for proof in proofs.values():
        proof.faults = _faults(proof) + ([] if run is None else _untested(proof, run))
    if strays:
        ghost = Proof(RuleRow("?", "", "", "", "", "", "", "", "unplaced", ""), faults=strays)
        return [*proofs.values(), ghost]
    return list(proofs.values())


def _faults(proof: Proof) -> list[str]:
    """What the source itself shows to be missing."""
    row, faults = proof.row, []
    if row.placement not in PLACEMENTS:
        faults.append(f"unplaced ({row.placement or 'no placement'})")
    if not row.sentence or not row.title or not row.source:
        faults.append("has no title, source or sentence")
    if row.placement == "enforced" and not proof.decides:
        faults.append("enforced, but no check, Refusal or obligation names it")
    if row.placement in ("supported", "shown") and not proof.places:
        faults.append(f"{row.placement}, but no page or check names it")
    if row.placement in ("enforced", "supported") and not proof.tests:
        faults.append(f"{row.placement}, but no test is marked for it")
    if row.placement == "not_for_software" and len(row.note) < 20:
        faults.append("not for software, but without a reason")
    if row.placement == "planned":
        faults += _planned_faults(row)
    if row.placement == "shown" and _must(row):
        faults.append(f"a {row.force} is only shown")
    return faults


def _planned_faults(row: RuleRow) -> list[str]:
    if row.note not in ISSUES:
        return ["planned, but for no issue we know"]
    if _must(row) and row.note not in MAY_WAIT:
        return [f"a {row.force} may not wait for {row.note}"]
    return []


def _must(row: RuleRow) -> bool:
    return "MUST" in row.force and row.id.partition("-")[0] not in LATER_THEMES


def _untested(proof: Proof, run: Sequence[record.Seen]) -> list[str]:
    """What the last run did not show."""
    wanted = {"enforced": ("refused", "obliged"), "supported": ("met", "shown", "refused", "obliged")}
    kinds = wanted.get(proof.row.placement)
    if kinds is None or any(seen.proves(proof.row.id, *kinds) for seen in run):
        return []
    return [f"{proof.row.placement}, but no passing marked test saw it {' or '.join(kinds)}"]


def main(argv: Sequence[str] | None = None) -> int:
    """Print the report; 0 when every rule is placed and proved, 1 when one is not, 2 when it cannot be told."""
    options = _options(argv)
    run = None
    if options.tested:
        run = record.read(options.record)
        if not run:
            print(f"No record in {options.record}: run the tests first.", file=sys.stderr)
            return 2
    proofs = prove(catalogue.read(options.rules), options.root, run)
    shown = [p for p in proofs if not options.room or p.row.note == options.room]
    if options.csv:
        _print_csv(shown)
    else:
        _print_report(shown, faults_only=options.faults)
    return 1 if any(p.faults for p in shown) else 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="helhet rules", description=__doc__)
    parser.add_argument("--tested", action="store_true", help="also demand what the last test run saw")
    parser.add_argument("--room", default="", help="only the rules of one room or issue (the note)")
    parser.add_argument("--faults", action="store_true", help="only what is not proved")
    parser.add_argument("--csv", action="store_true", help="as comma-separated values")
    parser.add_argument("--root", type=Path, default=ROOT, help="the checkout to look in")
    parser.add_argument("--rules", type=Path, default=catalogue.RULES_FILE, help="the rules file")
    parser.add_argument("--record", type=Path, default=None, help="the folder of the last run's record")
    options = parser.parse_args(argv)
    options.record = options.record or options.root / record.FOLDER
    return options


def _print_report(proofs: Sequence[Proof], faults_only: bool) -> None:
    for placement in (*PLACEMENTS, "unplaced"):
        group = [p for p in proofs if _heading(p) == placement and (p.faults or not faults_only)]
        if group:
            print(f"\n{placement.replace('_', ' ').upper()} ({len(group)})")
        for proof in group:
            _print_rule(proof)
    _print_counts(proofs)


def _heading(proof: Proof) -> str:
    return proof.row.placement if proof.row.placement in PLACEMENTS else "unplaced"


def _print_rule(proof: Proof) -> None:
    row = proof.row
    print(f"  {row.id:9} {row.force:8} {row.title}  [{row.note}]")
    for label, found in (("code", proof.decides), ("page", proof.shows), ("test", proof.tests)):
        if found:
            more = f" (+{len(found) - 1})" if len(found) > 1 else ""
            print(f"            {label} {found[0]}{more}")
    for value in proof.values:
        print(f"            value {value}")
    for fault in proof.faults:
        print(f"          ! {fault}")


def _print_counts(proofs: Sequence[Proof]) -> None:
    counts = Counter(_heading(p) for p in proofs)
    placed = sum(counts[name] for name in PLACEMENTS if name != "planned")
    parts = ", ".join(f"{counts[name]} {name.replace('_', ' ')}" for name in PLACEMENTS if name != "planned")
    planned = Counter(p.row.note for p in proofs if p.row.placement == "planned")
    print(f"\n{len(proofs)} rules: {placed} placed ({parts}).")
    if planned:
        print(f"Apart from these {counts['planned']} planned: {_listed(planned)}.")
    faulty = [p for p in proofs if p.faults]
    rooms = Counter(p.row.note or p.row.placement for p in faulty)
    print(f"{len(faulty)} not proved: {_listed(rooms)}." if faulty else "Every placement is proved.")


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {ISSUES.get(name, '')} {n}".replace("  ", " ") for name, n in sorted(counts.items()))


def _print_csv(proofs: Sequence[Proof]) -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["id", "force", "variant", "placement", "note", "title", "code", "page", "tests", "faults"])
    for p in proofs:
        out.writerow([p.row.id, p.row.force, p.row.variant, p.row.placement, p.row.note, p.row.title,
                      " ".join(map(str, p.decides)), " ".join(map(str, p.shows)), " ".join(map(str, p.tests)),
                      "; ".join(p.faults)])


if __name__ == "__main__":
    sys.exit(main())
