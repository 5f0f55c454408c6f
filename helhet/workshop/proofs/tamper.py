"""Nobody can rewrite the log unseen, not even who owns the database."""

import random
import time
from collections import Counter
from typing import Any

from helhet.workshop.proofs import Proof, proof

TRIES, ROWS = 1_000, 240


@proof("tamper", "a thousand ways to change the log, as the owner of the tables: each one is found")
def tamper(proof: Proof) -> None:
    import psycopg

    from helhet.workshop.proofs.checks import tampering

    assert proof.urls
    tampering.fill(ROWS)
    with psycopg.connect(proof.urls.owner, options="-c helhet.work=owner", autocommit=True) as db:
        tampering.first_rows(db)
        whole = _report(db)
        proof.expect(f"the untouched log has no fault: {whole.faults[:3]}", not whole.faults)
        proof.figure("rows, chains, things seen by others", f"{whole.rows}, {whole.chains}, {whole.points}")
        tried, missed, began = Counter[str](), Counter[str](), time.monotonic()
        dice, log = random.Random(20_261_122), tampering.Log(db)  # noqa: S311 - not for secrets
        for turn in range(TRIES):
            name = list(tampering.KINDS)[turn % len(tampering.KINDS)]
            tried[name] += 1
            missed[name] += not _noticed(db, log, tampering.KINDS[name], dice)
        for name, count in tried.items():
            proof.expect(f"{name}: {missed[name]} of {count} were not found", not missed[name])
        proof.figure("kinds of tampering", len(tried))
        proof.figure("found, of tried", f"{TRIES - missed.total()} of {TRIES}")
        proof.figure("each looked for in", f"{(time.monotonic() - began) / TRIES * 1000:.0f} ms")
        proof.expect("the log is as it was", not _report(db).faults)
        _by_paper(proof, db, log, dice)


def _report(db: Any, **more: Any) -> Any:
    from helhet.audit import verify

    return verify.verify(db, **more)


def _noticed(db: Any, log: Any, kind: Any, dice: random.Random) -> bool:
    import psycopg

    found = False
    with db.transaction():
        kind(log, dice)
        found = bool(_report(db).faults)
        raise psycopg.Rollback
    return found


def _by_paper(proof: Proof, db: Any, log: Any, dice: random.Random) -> None:
    """Every chain rebuilt at once, every checkpoint and witness gone: only what is kept elsewhere still knows."""
    import psycopg

    from helhet.audit import checkpoints, events
    from helhet.kit import clock
    from helhet.workshop.proofs.checks import tampering

    kept = list(checkpoints.saved())
    with db.transaction():
        db.execute("DELETE FROM audit_auditcheckpoint")
        for c in tampering.CHAINS:
            db.execute("DELETE FROM audit_auditsubject WHERE event IN (SELECT id FROM audit_auditevent"
                       " WHERE controller = %s AND event = %s)", (c, events.WITNESSED))
            db.execute("DELETE FROM audit_auditevent WHERE controller = %s AND event = %s", (c, events.WITNESSED))
            db.execute("UPDATE audit_auditevent e SET n = -m.place FROM (SELECT id, row_number() OVER (ORDER BY n)"
                       " AS place FROM audit_auditevent WHERE controller = %s) m WHERE m.id = e.id", (c,))
            db.execute("UPDATE audit_auditevent SET n = -n, actor_name = 'Ingen Alls' WHERE controller = %s", (c,))
            _anew(db, log, c)
        proof.expect("all rebuilt at once: no chain contradicts another", not _report(db).faults)
        proof.expect("all rebuilt at once: that nobody has seen them is known",
                     len(_report(db, seen_before=clock.now()).faults) >= len(tampering.CHAINS))
        proof.expect("all rebuilt at once: what is kept elsewhere knows", bool(_report(db, elsewhere=kept).faults))
        raise psycopg.Rollback


def _anew(db: Any, log: Any, c: int) -> None:
    from helhet.audit import chain

    db.execute("INSERT INTO audit_auditevent (controller, n, at, event, data, actor_name, unit_name, purpose, ground,"
               " prev_hash, hash) VALUES (%s, 0, now(), '', '{}', '', '', '', '', %s, %s)",
               (c, chain.GENESIS, chain.GENESIS))
    log.rebuild(c, 1)
    db.execute("DELETE FROM audit_auditevent WHERE controller = %s AND n = 0", (c,))
