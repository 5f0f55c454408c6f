"""The number of questions a page asks the database is bounded, and the same with one row and with twenty."""

from helhet.workshop.proofs import Proof, proof


@proof("queries", "the questions each page asks the database: bounded, and no more with twenty rows than with one")
def queries(proof: Proof) -> None:
    from helhet.process.tests import cast
    from helhet.workshop.proofs.checks.questions import MANY, measure

    for one in measure(cast.build()):
        proof.figure(f"{one.page}: with 1 row, with {MANY}, at most", f"{one.few}, {one.many}, {one.most}")
        proof.expect(f"{one.page}: {one.few} questions with one row, {one.many} with {MANY}", one.many <= one.few)
        proof.expect(f"{one.page}: at most {one.most} questions", one.many <= one.most)
