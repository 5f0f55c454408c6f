"""Thirty years go by in the demo world: what is due goes by its own controller's decision, and nothing else does."""

from datetime import timedelta

from helhet.workshop.proofs import Proof, proof
from helhet.workshop.proofs.checks.database import demo_world, look_at

YEARS = 31


@proof("keep", "thirty years of retention: all that is due goes, keys too, on each controller's own day; holds hold")
def keep(proof: Proof) -> None:
    assert proof.urls is not None
    look_at(demo_world(proof.urls, "keep_seen"))
    from helhet.keeping import door, rules
    from helhet.kit import clock
    from helhet.workshop.proofs.checks import keepers

    today = clock.now()
    archivists = keepers.archivists()
    everybody = keepers.persons()
    held, marked = keepers.prepare(archivists)
    proof.figure("controllers", len(archivists))
    proof.figure("persons", len(everybody))
    proof.figure("held back until year 20, marked for ever", f"{len(held)}, {len(marked)}")
    went: list[tuple[int, int, int]] = []  # year, controller, person
    early = late = touched = 0
    for year in range(YEARS):
        with clock.travel(today + timedelta(days=366 * year)):
            for by in archivists:
                due = door.overview(by).due
                for one in due:
                    early += one.due.on is None or one.due.on > clock.today()
                    waited = (by.controller_id or 0, one.individual) in held
                    late += one.due.by is not None and one.due.by < clock.today() and not waited
                    before = keepers.copies(one.individual)
                    keepers.let_go(one.ref, by)
                    touched += not keepers.others_stand(one.individual, by, before)
                    went.append((year, by.controller_id or 0, one.individual))
    proof.figure("decisions carried out", len(went))
    proof.expect("something went", len(went) > 5)
    proof.expect("nothing went before its day", not early)
    proof.expect("nothing was still there after its last day", not late)
    proof.expect("no copy of another controller was touched", not touched)
    proof.expect("what was held back went only after it was not", all(
        year >= 20 for year, c, i in went if (c, i) in held))
    proof.expect("what is marked never goes by social law", not {(c, i) for _y, c, i in went} & marked)
    gone = keepers.without_copies(everybody)
    proof.figure("persons of whom nothing is left", len(gone))
    proof.expect("their keys are destroyed", not keepers.living_keys(gone))
    proof.expect("the others' keys are not", all(keepers.living_keys([i]) for i in everybody
                                                 if i not in gone and keepers.had_keys(i)))
    with clock.travel(today + timedelta(days=366 * YEARS)):
        left = [h for by in archivists for h in door.overview(by).due]
    proof.expect("nothing that is due is left", not left)
    proof.expect("each decision is logged as an erasure", keepers.logged() == len(went))
    proof.expect("terms are those of the law", rules.TERMS[rules.Law.SOCIAL].years == 5)
