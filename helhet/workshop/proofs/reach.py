"""Stored reach is recomputed from every source, in the demo world."""

from helhet.workshop.proofs import Proof, proof
from helhet.workshop.proofs.checks.database import demo_world, look_at
from helhet.workshop.proofs.world import nothing


@proof("reach", "who reaches what, recomputed from each source over the demo world, is what is stored")
def reach(proof: Proof) -> None:
    from helhet.workshop.proofs.checks import cases, reaching

    assert proof.urls is not None
    look_at(demo_world(proof.urls, "reach_seen"))
    from helhet.access.models import Reach

    for source in reaching.SOURCES:
        proof.figure(f"rows of source {source}", Reach.objects.filter(source=source).count())
    proof.expect("there is reach to recompute", Reach.objects.exists())
    nothing(proof, "stored reach is the computed", reaching.differences)
    nothing(proof, "the units' lists are what they reach", cases.overview)
