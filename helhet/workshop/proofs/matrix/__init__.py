"""Who may open what: every route × method × identity × case, asked from the one table beside this file.

``routes.csv`` says which pages answer whom, ``information.csv`` what each may be told, ``identities.csv`` who they are.
The house's own page of it is ``docs/access-matrix.md``.
"""

import time
from typing import TYPE_CHECKING

from helhet.workshop.proofs import Proof, proof

if TYPE_CHECKING:
    from helhet.workshop.proofs.matrix.judging import Cell, Judge
    from helhet.workshop.proofs.matrix.stage import Stage

LEAST, LEAST_LARGE = 5_000, 50_000
SHOWN = 40  # faults printed
FULL = ("-", "vera")  # asked in full also by the small proof; of the rest it opens pages, as those who differ there
LIKE_OTHERS = frozenset((
    "utsedd", "samordnare", "granskare", "arkiv", "katalog", "regler", "ekonomi", "granne", "rehab",
))
OTHERS = ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE")


@proof("matrix", f"every route × method × identity × case of one table, at least {LEAST:,} cells, in this process")
def matrix(proof: Proof) -> None:
    assert proof.urls is not None
    from helhet.workshop.proofs.matrix.stage import staged

    with staged(proof.urls) as stage:
        judge = _asked(proof, stage, every=False)
        _verbs(proof, stage)
        _tell(proof, judge, LEAST)


@proof("matrix-large", f"the same with every method, and every case of the demo world, at least {LEAST_LARGE:,} cells",
       large=True)
def matrix_large(proof: Proof) -> None:
    assert proof.urls is not None
    from helhet.workshop.proofs.matrix import table
    from helhet.workshop.proofs.matrix.judging import unlike
    from helhet.workshop.proofs.matrix.stage import staged

    with staged(proof.urls) as stage:
        judge = _asked(proof, stage, every=True)
        _verbs(proof, stage)
        left = unlike(judge, table.shown())
        for line in left[:SHOWN]:
            print(f"    {line}")
        proof.expect("what the table says is shown stands on some page of theirs, and nothing else does", not left)
        more = _other_methods(proof, stage) + _strangers(proof)
        proof.figure("cells in all", f"{judge.asked + more:,}")
        proof.expect(f"at least {LEAST_LARGE:,} cells were asked in all", judge.asked + more >= LEAST_LARGE)
        _tell(proof, judge, LEAST)


def _asked(proof: Proof, stage: "Stage", every: bool) -> "Judge":
    """All that is refused first, with real commits and the database's picture before and after; then the rest."""
    from helhet.workshop.proofs.matrix import table
    from helhet.workshop.proofs.matrix.addresses import routes

    lines = table.rows()
    for fault in table.faults(lines, routes()):
        proof.expect(fault, False)
    proof.expect("every route × method has its line in the table", True)
    # The small run sends forms about the person with the fullest case, and only opens pages of the others.
    cells = [cell for row in lines
             for cell in stage.cells(row, () if every or row.case in FULL else ("GET",))
             if every or row.case in FULL or cell.who not in LIKE_OTHERS]
    judge, refused = stage.judge(), [c for c in cells if c.word != table.OPENS and c.route != "sign-out"]
    began, before = time.monotonic(), stage.truth.picture()
    _ask(judge, refused)
    after = stage.truth.picture()
    changed = sorted(name for name in before if before[name] != after.get(name))
    proof.figure("refused cells, seconds", f"{len(refused)}, {time.monotonic() - began:.0f}")
    proof.figure("tables pictured before and after", len(before))
    proof.expect(f"no refused request changed anything ({', '.join(changed)})", not changed)
    began = time.monotonic()
    opened = [c for c in cells if c.word == table.OPENS or c.route == "sign-out"]
    _ask(judge, opened)
    proof.figure("cells let in, seconds", f"{len(opened)}, {time.monotonic() - began:.0f}")
    return judge


def _verbs(proof: Proof, stage: "Stage") -> None:
    """The verbs themselves, with everything filled in, as everybody."""
    from helhet.workshop.proofs.matrix import deeds

    wrong = list(deeds.wrong(stage))
    for line in wrong[:SHOWN]:
        print(f"    {line}")
    proof.figure("verbs asked, each as every identity", len(deeds.deeds()))
    proof.expect("every verb lets in those whom the table names, and nobody else", not wrong)


def _ask(judge: "Judge", cells: "list[Cell]") -> None:
    for cell in cells:
        judge.judge(cell)


def _strangers(proof: Proof) -> int:
    """Every case of the demo world, as everybody in it who has no ground."""
    from helhet.workshop.proofs.checks.database import demo_world
    from helhet.workshop.proofs.matrix import strangers

    assert proof.urls is not None
    asked, wrong = strangers.let_in(demo_world(proof.urls, "matrix_strangers"), LEAST_LARGE)
    for line in wrong[:SHOWN]:
        print(f"    {line}")
    proof.figure("pages of the demo world asked for by strangers", f"{asked:,}")
    proof.expect("no stranger is let in anywhere in the demo world", not wrong)
    return asked


def _other_methods(proof: Proof, stage: "Stage") -> int:
    """No other method opens more than GET does, and none changes anything."""
    from helhet.workshop.proofs.matrix import table
    from helhet.workshop.proofs.matrix.judging import LETS_IN

    before, asked, wider = stage.truth.picture(), 0, []
    for row in table.rows():
        for cell in stage.cells(row, ("GET",)):
            for method in OTHERS if cell.word != table.OPENS else OTHERS[:2]:
                seen = stage.askers[cell.who].ask(method, cell.path)
                asked += 1
                if seen.status >= 500 or (cell.word != table.OPENS and seen.status in LETS_IN and not seen.signed_out
                                          and method != "OPTIONS"):
                    wider.append(f"{method} {cell}: {seen.status}")
    for line in wider[:SHOWN]:
        print(f"    {line}")
    proof.figure(f"cells of {', '.join(OTHERS)}", asked)
    proof.expect("no other method opens what GET does not", not wider)
    proof.expect("no other method changes anything", before == stage.truth.picture())
    return asked


def _tell(proof: Proof, judge: "Judge", least: int) -> None:
    for line in judge.wrong[:SHOWN]:
        print(f"    {line}")
    proof.figure("cells asked", f"{judge.asked:,}")
    proof.figure("cells that differ from the table", len(judge.wrong))
    proof.expect("every cell is as the table says", not judge.wrong)
    proof.expect(f"at least {least:,} cells were asked", judge.asked >= least)
