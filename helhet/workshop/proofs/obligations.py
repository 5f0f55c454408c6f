"""Stored obligations are recomputed from the facts of each case, in the demo world."""

from helhet.workshop.proofs import Proof, proof
from helhet.workshop.proofs.checks.database import demo_world, look_at
from helhet.workshop.proofs.world import nothing


@proof("obligations", "what waits, recomputed from the facts of every case of the demo world, is what is stored")
def obligations(proof: Proof) -> None:
    from helhet.workshop.proofs.checks import owed

    assert proof.urls is not None
    look_at(demo_world(proof.urls, "obligations_seen"))
    from helhet.clock.models import Obligation

    proof.figure("stored obligations", Obligation.objects.count())
    proof.figure("kinds of them", Obligation.objects.order_by().values("code").distinct().count())
    proof.expect("there are obligations to recompute", Obligation.objects.exists())
    nothing(proof, "stored obligations are the computed", owed.differences)
