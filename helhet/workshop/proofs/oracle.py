"""What exists but is not yours answers exactly like what does not exist: bytes, headers, and time."""

import statistics
import time

from helhet.workshop.proofs import Proof, proof

# Outside Vera's case, each for a reason of their own.
WHO = ("annan_lan", "rehab", "innan", "frammande", "josef_mor", "arkiv", "alex")
SHOWN = 20
NEAR = 1.25  # the medians may differ by a quarter: far less than anybody can see over a network


@proof("oracle", "what is another's and what does not exist give the same bytes and headers, on every route with a ref")
def oracle(proof: Proof) -> None:
    assert proof.urls is not None
    from helhet.workshop.proofs.matrix import table
    from helhet.workshop.proofs.matrix.stage import staged

    with staged(proof.urls) as stage:
        asked = [cell for row in table.rows() if row.case == "vera" for cell in stage.cells(row)
                 if cell.who in WHO and cell.word in (table.LIKE_NOTHING, table.REFUSED)]
        differ: list[str] = []
        there: list[float] = []
        nowhere: list[float] = []
        for number, cell in enumerate(asked):
            other = stage.facts[cell.case].nowhere(stage.routes[cell.route])
            if other is None:
                continue
            pair = [(cell.path, there), (other, nowhere)]
            answers = {}
            for path, spent in pair if number % 2 else reversed(pair):
                began = time.perf_counter()
                answers[path] = stage.askers[cell.who].ask(cell.method, path)
                spent.append(time.perf_counter() - began)
            if not answers[cell.path].same_as(answers[other]):
                differ.append(str(cell))
        _tell(proof, differ, there, nowhere)


def _tell(proof: Proof, differ: list[str], there: list[float], nowhere: list[float]) -> None:
    for line in differ[:SHOWN]:
        print(f"    {line}")
    a, b = statistics.median(there) * 1000, statistics.median(nowhere) * 1000
    proof.figure("pairs of answers compared", len(there))
    proof.figure("pairs that differ", len(differ))
    proof.figure("median ms: another's, nobody's", f"{a:.2f}, {b:.2f}")
    proof.figure("median of the differences, ms",
                 f"{statistics.median(x - y for x, y in zip(there, nowhere, strict=True)) * 1000:+.3f}")
    proof.expect("there were pairs to compare", len(there) > 100)
    proof.expect("another's and nobody's are the same bytes and headers", not differ)
    proof.expect("neither takes noticeably longer than the other", max(a, b) <= NEAR * min(a, b))
