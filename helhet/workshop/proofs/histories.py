"""Many random histories through the real verbs: after each step what is stored is what follows from the facts."""

from collections import Counter

from helhet.workshop.proofs import Proof, proof

SEEDS, STEPS = 20, 40


@proof("histories", f"{SEEDS} random histories of {STEPS} steps: what is stored is what is computed after each")
def histories(proof: Proof) -> None:
    from django.db import transaction

    from helhet.process.tests import cast, histories

    done: Counter[str] = Counter()
    for seed in range(100, 100 + SEEDS):
        with transaction.atomic():
            history = histories.begin(cast.build(), seed)
            found: list[str] = []
            for _ in range(STEPS):
                if history.step():
                    found += histories.faults(history)
            proof.expect(f"seed {seed}, {', '.join(history.told)}: {found[:3]}", not found)
            done.update(history.told)
            transaction.set_rollback(True)
    proof.figure("steps taken, different verbs", f"{sum(done.values())}, {len(done)}")
    proof.expect("most verbs were used", len(done) >= 25)
