"""Proofs about the database itself: what the roles may do, and what a crash costs."""

import os
import signal
import threading
import time
from pathlib import Path

import psycopg

from helhet.workshop.database import Cluster
from helhet.workshop.proofs import Proof, proof


@proof("roles", "the app's login owns nothing and has exactly the rights it should on every table")
def roles_hold(proof: Proof) -> None:
    from helhet.workshop import roles

    assert proof.urls is not None
    kept = roles.append_only_tables()
    with psycopg.connect(proof.urls.owner) as db:
        row = db.execute("SELECT count(*) FROM pg_tables WHERE tableowner = 'helhet_owner'").fetchone()
    tables = row[0] if row else 0
    proof.figure("tables", tables)
    proof.figure("append-only tables", len(kept))
    proof.expect("there are tables to look at", tables > 0)
    for url in (proof.urls.app, proof.urls.worker):
        faults = roles.missing(url, kept)
        for fault in faults:
            print(f"  {fault}")
        proof.expect("no right too many or too few", not faults)


@proof("crash", "kill -9 of the database while rows are written loses none that was acknowledged", needs_database=False)
def crash(proof: Proof) -> None:
    cluster = Cluster.temporary(careless=False)  # with fsync, as the demo's
    owner = cluster.start().owner
    with psycopg.connect(owner, autocommit=True) as db:
        db.execute("CREATE TABLE told (n integer PRIMARY KEY)")
    for round_number in range(3):
        acknowledged = _write_until_killed(cluster, owner)
        began = time.monotonic()
        cluster.halt()
        cluster.start()
        proof.figure(f"restart after kill {round_number + 1}", f"{time.monotonic() - began:.2f} s")
        with psycopg.connect(owner) as db:
            kept = {n for (n,) in db.execute("SELECT n FROM told")}
        proof.figure("acknowledged rows, and lost", f"{len(acknowledged)}, {len(acknowledged - kept)}")
        proof.expect("something was written", bool(acknowledged))
        proof.expect("nothing acknowledged is lost", acknowledged <= kept)
    cluster.stop()


def _write_until_killed(cluster: Cluster, owner: str) -> set[int]:
    told: set[int] = set()
    server = int((Path(cluster.data) / "postmaster.pid").read_text().split()[0])
    threading.Timer(0.5, os.kill, (server, signal.SIGKILL)).start()
    try:
        with psycopg.connect(owner, autocommit=True) as db:
            row = db.execute("SELECT coalesce(max(n), 0) FROM told").fetchone()
            number = row[0] if row else 0
            while True:
                number += 1
                db.execute("INSERT INTO told VALUES (%s)", (number,))
                told.add(number)
    except psycopg.OperationalError:
        return told
