"""How fast the log takes rows, and how fast it is gone through."""

import os
import threading
import time
from pathlib import Path
from typing import Any

from helhet.workshop.database import AS_OWNER, Cluster
from helhet.workshop.proofs import Proof, proof

THREADS, SECONDS, ENOUGH = 8, 2.0, 1_000
MILLION, VERIFIED_IN = 1_000_000, 30.0
APPEND = (
    "SELECT audit_append(%s::int[], now(), 'case.read', gen_random_uuid(), 'Prov Person', 'SE0000000000-P1', 'läkare',"
    " %s, 1, 1, 'Provenhet', 'SE0000000000-E1', 'care', 'CON-12', 'CON-12', false, 1, 'need,plan',"
    " '5f0c2f0e-0000-4000-8000-000000000001', ARRAY[%s]::bigint[], '{\"kinds\": [\"need\", \"plan\"]}', NULL)"
)
MANY = """
SELECT count(*) FROM generate_series(1, %(rows)s) AS i, LATERAL (SELECT audit_append(
  ARRAY[(i %% 8) + 81]::int[], now(), 'case.read', '5f0c2f0e-0000-4000-8000-000000000002', 'Prov Person',
  'SE0000000000-P1', 'läkare', (i %% 8)::int + 81, 1, 1, 'Provenhet', 'SE0000000000-E1', 'care', 'CON-12', 'CON-12',
  false, 1, 'need,plan', '5f0c2f0e-0000-4000-8000-000000000001', ARRAY[i %% 1000]::bigint[],
  '{"kinds": ["need", "plan"]}', NULL)) AS done
"""


@proof("chain", "the log takes a thousand chained rows a second, in eight chains and in one", timed=True)
def chain(proof: Proof) -> None:
    assert proof.urls
    _appends(proof, proof.urls.app, "")
    with _owner(proof.urls.owner) as db:
        from helhet.audit import verify

        faults = verify.verify(db).faults
        proof.expect(f"the chains are whole afterwards: {faults[:2]}", not faults)


def _appends(proof: Proof, url: str, where: str) -> None:
    for name, chains in (("eight chains", range(91, 91 + THREADS)), ("one chain", [99] * THREADS)):
        best = max(_rate(url, list(chains)) for _round in range(2))
        proof.figure(f"rows a second, {name}{where}", f"{best:.0f}")
        proof.expect(f"{best:.0f} rows a second in {name}{where}", best >= ENOUGH)


def _rate(url: str, chains: list[int]) -> float:
    """Rows a second that as many threads get in, each row its own transaction, as a page has it."""
    import psycopg

    made, until = [0] * len(chains), time.monotonic() + SECONDS

    def append(place: int, controller: int) -> None:
        with psycopg.connect(url, autocommit=True) as db:
            while time.monotonic() < until:
                db.execute(APPEND, ([controller], controller, made[place]))
                made[place] += 1

    threads = [threading.Thread(target=append, args=each) for each in enumerate(chains)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(made) / (time.monotonic() - began)


@proof("tamper-large", "a million rows of the log are gone through in half a minute", large=True, timed=True)
def million(proof: Proof) -> None:
    from helhet.audit import checkpoints, verify

    assert proof.urls
    with _owner(proof.urls.owner) as db:
        began = time.monotonic()
        for _part in range(10):
            db.execute(MANY, {"rows": MILLION // 10})
        proof.figure("rows a second, appended within the database", f"{MILLION / (time.monotonic() - began):.0f}")
        checkpoints.take()
        db.execute("ANALYZE audit_auditevent")
        db.execute("ANALYZE audit_auditsubject")
        rounds = [_gone_through(db, proof) for _round in range(2)]
        clock, processor = min(r[0] for r in rounds), min(r[1] for r in rounds)
        proof.figure("seconds for a million rows, by the clock", f"{clock:.1f}")
        proof.figure("seconds of processor, both ends together", f"{processor:.1f}")
        proof.figure("rows a second, gone through", f"{MILLION / clock:.0f}")
        # The two ends work at the same time: alone on a machine it never takes longer than both together.
        best = min(clock, processor)
        proof.expect(f"gone through in {best:.1f} s", best < VERIFIED_IN)
        db.execute("UPDATE audit_auditevent SET actor_name = 'Ingen' WHERE controller = 84 AND n = 77777")
        found = verify.verify(db).faults
        proof.expect(f"one changed name among a million rows is found: {found}",
                     found == ["Log 84: row 77777, or whom it concerns, is not what was written."])


def _gone_through(db: Any, proof: Proof) -> tuple[float, float]:
    """Seconds by the clock, and of processor here and in the database."""
    from helhet.audit import verify

    began, before = time.monotonic(), _processor(db)
    report = verify.verify(db)
    took = time.monotonic() - began, _processor(db) - before
    proof.expect(f"{report.rows} rows without a fault: {report.faults[:2]}",
                 report.rows >= MILLION and not report.faults)
    return took


@proof("chain-large", "the same where each row is on disk before it is answered", needs_database=False, large=True,
       timed=True)
def durable(proof: Proof) -> None:
    from helhet.workshop import testbed

    with Cluster.temporary(careless=False) as cluster:
        urls = cluster.urls()
        testbed.migrate(urls)
        for name, chains in (("eight chains", range(91, 91 + THREADS)), ("one chain", [99] * THREADS)):
            best = max(_rate(urls.app, list(chains)) for _round in range(3))
            proof.figure(f"rows a second, {name}, on disk", f"{best:.0f}")
            proof.expect(f"{best:.0f} rows a second in {name}, on disk", best >= (ENOUGH if name[0] == "e" else 1))


def _processor(db: Any) -> float:
    """Seconds of processor that this process and its database process have used."""
    try:
        said = Path(f"/proc/{db.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
        there = (int(said[11]) + int(said[12])) / os.sysconf("SC_CLK_TCK")
    except OSError:  # no such thing on this system: the clock alone decides
        return time.monotonic()
    return time.process_time() + there


def _owner(url: str) -> Any:
    import psycopg

    return psycopg.connect(url, options=AS_OWNER, autocommit=True)
