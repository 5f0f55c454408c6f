"""Goes through the log from its first row to its last, and says in one sentence for each fault where it is.

It looks at what the tables hold and works everything out anew: nothing that the database says of itself is believed.
Needs to see every row: run as the owner, or as the worker.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import psycopg

from helhet.audit import chain, culling, events, keys
from helhet.audit.checkpoints import code_of, words
from helhet.audit.models import AuditStub

BATCH = 1_000
_ROWS = f"""
SELECT e.controller, e.n, e.prev_hash, e.hash, e.version, {chain.FACTS},
  s.earliest IS NOT NULL AND (s.earliest <> e.at OR s.latest <> e.at)
FROM audit_auditevent e LEFT JOIN (
  SELECT event, string_agg(individual::text, ',' ORDER BY individual) AS whom, min(at) AS earliest, max(at) AS latest
  FROM audit_auditsubject GROUP BY event
) s ON s.event = e.id
WHERE %(one)s::int IS NULL OR e.controller = %(one)s
ORDER BY e.controller, e.n
"""  # noqa: S608 - put together of our own words
_ORPHANS = """
SELECT s.id, s.at FROM audit_auditsubject s
WHERE NOT EXISTS (SELECT FROM audit_auditevent e WHERE e.id = s.event) ORDER BY s.id
"""
# Rows that no checkpoint has seen: the newest ones, or all where the checkpoints have been taken away.
_UNSEEN = """
SELECT e.controller, min(e.n), min(e.at) FROM audit_auditevent e LEFT JOIN (
  SELECT controller, max(n) AS n FROM audit_auditcheckpoint GROUP BY controller
) p ON p.controller = e.controller
WHERE (%(one)s::int IS NULL OR e.controller = %(one)s) AND e.n > coalesce(p.n, 0) AND e.event NOT LIKE 'log.%%'
  AND e.at < %(moment)s GROUP BY e.controller ORDER BY e.controller
"""
Genuine = Callable[[int, str, bytes], bool]


@dataclass(frozen=True)
class Seen:
    """Somebody has seen a chain with this hash in this place."""

    controller: int
    n: int
    hash: bytes
    by: str


@dataclass
class Report:
    """What has been gone through."""

    rows: int = 0
    chains: int = 0
    points: int = 0
    faults: list[str] = field(default_factory=list)


def verify(
    db: psycopg.Connection, *, controller: int | None = None, elsewhere: Iterable[dict[str, Any]] = (),
    seen_before: datetime | None = None, genuine: Genuine = keys.genuine,
) -> Report:
    """Verify one controller's log, or all. ``elsewhere``: checkpoints that were saved outside this database.

    ``seen_before``: rows from before that moment must be under a checkpoint, so that nobody takes them all away.
    """
    report = Report()
    alone = db.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
    with db.transaction():
        if alone:  # one moment for all that is read
            db.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        # The worker sees every row in a job that says its name; the owner in any case.
        db.execute("SELECT set_config('helhet.purpose', 'log', true), set_config('work_mem', '256MB', true)")
        stubs = _stubs(db, controller, genuine, report)
        points = _points(db, controller, elsewhere, genuine, report)
        report.points = len(points)
        ends = _walk(db, controller, stubs, points, report)
        _unmet(points, stubs, ends, report)
        if seen_before:
            for c, n, at in db.execute(_UNSEEN, {"one": controller, "moment": seen_before}):
                report.faults.append(f"Log {c}: no checkpoint has seen row {n} ({_when(at)}) and what follows.")
        for row, at in db.execute(_ORPHANS):
            report.faults.append(f"Row {row} of the register of persons ({_when(at)}) belongs to no row of the log.")
    return report


def _stubs(db: psycopg.Connection, one: int | None, genuine: Genuine, report: Report) -> dict[int, list[AuditStub]]:
    found: dict[int, list[AuditStub]] = {}
    names = "controller, first, last, before, after, why, decided_by, at, signature"
    for row in db.execute(f"SELECT {names} FROM audit_auditstub WHERE %(one)s::int IS NULL OR controller = %(one)s"  # noqa: S608
                          " ORDER BY controller, first", {"one": one}):
        stub = AuditStub(**dict(zip(names.split(", "), row, strict=True)))
        if not genuine(stub.controller, culling.words(stub), bytes(stub.signature)):
            report.faults.append(f"Log {stub.controller}: the stub for rows {stub.first} to {stub.last} is not signed"
                                 " by the controller's key.")
        found.setdefault(stub.controller, []).append(stub)
    return found


def _points(
    db: psycopg.Connection, one: int | None, elsewhere: Iterable[dict[str, Any]], genuine: Genuine, report: Report
) -> list[Seen]:
    """What checkpoints, other chains and papers elsewhere say of the chains; each only when it is signed."""
    points, made = [], set()
    for c, n, digest, at, code, signature in db.execute(
        "SELECT controller, n, hash, at, code, signature FROM audit_auditcheckpoint"
        " WHERE %(one)s::int IS NULL OR controller = %(one)s ORDER BY controller, n", {"one": one}
    ):
        if not genuine(c, words(c, n, bytes(digest), at), bytes(signature)) or code_of(c, n, bytes(digest)) != code:
            report.faults.append(f"Log {c}: the checkpoint of row {n} is not what the controller's key signed.")
        else:
            made.add((c, n, bytes(digest)))
            points.append(Seen(c, n, bytes(digest), f"the checkpoint of {_when(at)}"))
    told = [(f"the log of {teller}", json.loads(said)) for teller, said in db.execute(
        "SELECT controller, data::text FROM audit_auditevent WHERE event = %s", [events.WITNESSED])]
    for teller, said in [*told, *(("a checkpoint kept elsewhere", said) for said in elsewhere)]:
        c, n, digest = int(said["chain"]), int(said["n"]), bytes.fromhex(said["hash"])
        if one is not None and c != one:
            continue
        if not genuine(c, words(c, n, digest, datetime.fromisoformat(said["at"])), bytes.fromhex(said["signature"])):
            report.faults.append(f"Log {c}: {teller} tells of a checkpoint of row {n} that its key has not signed.")
            continue
        points.append(Seen(c, n, digest, teller))
        if (c, n, digest) not in made:
            report.faults.append(f"Log {c}: {teller} tells of a checkpoint of row {n} that is not there.")
    return points


@dataclass
class _Place:
    """Where the walk through one chain is."""

    controller: int
    n: int = 0
    hash: bytes = chain.GENESIS


def _walk(
    db: psycopg.Connection, one: int | None, stubs: dict[int, list[AuditStub]], points: list[Seen], report: Report
) -> dict[int, int]:
    """Every row against the one before it and against its own words. Gives where each chain ends."""
    expected: dict[tuple[int, int], list[Seen]] = {}
    for point in points:
        expected.setdefault((point.controller, point.n), []).append(point)
    ends: dict[int, int] = {}
    here = _Place(-1)
    with psycopg.Cursor(db) as cursor:
        rows = cursor.stream(_ROWS, {"one": one}, binary=True, size=BATCH)
        for controller, n, before, made, version, facts, moved in rows:
            if controller != here.controller:
                report.chains += 1
                here = _begin(controller, stubs.get(controller, []), report)
            if n != here.n + 1:
                report.faults.append(_gap(controller, here.n, n))
            elif before != here.hash:
                report.faults.append(f"Log {controller}: row {n} does not follow from row {n - 1}.")
            right = chain.digest(facts) if version else chain.first_digest(facts)
            if right != made:
                report.faults.append(f"Log {controller}: row {n}, or whom it concerns, is not what was written.")
            elif moved:
                report.faults.append(f"Log {controller}: row {n} has another time in the register of persons.")
            if (controller, n) in expected:
                report.faults += [f"Log {controller}: row {n} is another than {p.by} has seen."
                                  for p in expected[controller, n] if p.hash != made]
            here.n, here.hash = n, made
            ends[controller] = n
            report.rows += 1
    return ends


def _begin(controller: int, stubs: list[AuditStub], report: Report) -> _Place:
    """Where a chain begins: at its first row, or after what has been culled."""
    here = _Place(controller)
    for stub in stubs:
        if stub.first != here.n + 1 or bytes(stub.before) != here.hash:
            report.faults.append(f"Log {controller}: the stub for rows {stub.first} to {stub.last} follows nothing.")
        here.n, here.hash = stub.last, bytes(stub.after)
    return here


def _gap(controller: int, last: int, n: int) -> str:
    if n <= last:
        return f"Log {controller}: row {n} stands twice."
    if n == last + 2:
        return f"Log {controller}: row {n - 1} is missing."
    return f"Log {controller}: rows {last + 1} to {n - 1} are missing."


def _unmet(points: list[Seen], stubs: dict[int, list[AuditStub]], ends: dict[int, int], report: Report) -> None:
    """What somebody has seen beyond the end of a chain, or at the very end of what was culled."""
    cut: dict[int, Seen] = {}
    for point in points:
        gone = stubs.get(point.controller, [])
        if point.n > max([ends.get(point.controller, 0), *(s.last for s in gone)]):
            cut.setdefault(point.controller, point)
        report.faults += [f"Log {point.controller}: the stub up to row {s.last} is another than {point.by} has seen."
                          for s in gone if s.last == point.n and bytes(s.after) != point.hash]
    report.faults += [f"Log {c}: it ends at row {ends.get(c, 0)}, but {p.by} has seen row {p.n}: its end is cut off."
                      for c, p in cut.items()]


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
