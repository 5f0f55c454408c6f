"""Every invariant, over the demo world and over a synthetic one."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from helhet.workshop.proofs import Proof, proof
from helhet.workshop.proofs.checks.database import demo_world, look_at, synthetic

PLANS = 1_000
SAMPLE = 100  # of the synthetic cases, where each is recomputed from dozens of facts
SHOWN = 5  # differences printed of each kind


@proof("world", f"every invariant over the demo world and {PLANS} synthetic plans, recomputing {SAMPLE} of these")
def world(proof: Proof) -> None:
    assert proof.urls is not None
    look_at(demo_world(proof.urls, "world_seen"))
    invariants(proof, "demo")
    look_at(synthetic(proof.urls, "world_synthetic", PLANS))
    invariants(proof, f"{PLANS} plans", SAMPLE)


@proof("world-large", f"every invariant over {2 * PLANS} synthetic plans, recomputing every one", large=True)
def world_large(proof: Proof) -> None:
    assert proof.urls is not None
    look_at(synthetic(proof.urls, "world_synthetic", 2 * PLANS))
    invariants(proof, f"{2 * PLANS} plans")


def invariants(proof: Proof, where: str, sample: int | None = None) -> None:
    """Run every check over the database Django looks at."""
    from helhet.process.case.models import Case

    proof.figure(f"{where}: cases", Case.objects.count())
    proof.expect(f"{where}: there are cases to look at", Case.objects.exists())
    for what, check in checks(sample).items():
        nothing(proof, f"{where}: {what}", check)


def checks(sample: int | None = None) -> dict[str, Callable[[], Iterator[str]]]:
    """What must hold, in the order it is told."""
    from helhet.workshop.proofs.checks import cases, logged, owed, reaching, waiting

    of = f" ({sample} recomputed)" if sample else ""
    return {
        "every state is that of the last move": cases.states,
        "the units' lists are what they reach": cases.overview,
        "search says what the cases say": cases.searchable,
        "every plan has the text that was established": cases.plans,
        f"stored reach is the computed{of}": partial(reaching.differences, sample),
        f"stored obligations are the computed{of}": partial(owed.differences, sample),
        "everything that waits has an owner, a rule and words": waiting.owned,
        "everything in an inbox is registered": waiting.told,
        "the log's chains are whole": logged.broken,
        "every event has its sentence": logged.unknown_events,
        "every person is invented": persons_and_texts,
    }


def persons_and_texts() -> Iterator[str]:
    from helhet.workshop.proofs.checks import invented

    yield from invented.persons()
    yield from invented.texts()


def nothing(proof: Proof, what: str, check: Callable[[], Iterator[str]]) -> None:
    """Expect a check to find nothing; print the first of what it finds, and how long it took."""
    began = time.monotonic()
    found = list(check())
    for line in found[:SHOWN]:
        print(f"    {line}")
    proof.figure(what, f"{len(found)} differences, {time.monotonic() - began:.1f} s")
    proof.expect(what, not found)
