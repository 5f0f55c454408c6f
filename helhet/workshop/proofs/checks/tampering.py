"""Somebody with the database's highest rights changes the log. Each kind is done for real, found, and rolled back."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import sql

from helhet.audit import chain, checkpoints, events, keys, log
from helhet.kit import clock

CHAINS = (71, 72, 73, 74)
Tamper = Callable[["Log", random.Random], None]
HASH = "encode(sha256(random()::text::bytea), 'hex')"
# What each column becomes when somebody edits it. A row of the first version has not all of them in its hash.
EDITS = {
    "at": "at + interval '1 second'", "event": "'case.listed'", "actor": "gen_random_uuid()",
    "actor_name": "'Ingen Alls'", "assignment": "coalesce(assignment, 0) + 1", "unit": "coalesce(unit, 0) + 1",
    "purpose": "purpose || 'x'", "ground": "ground || 'x'", "subject": "gen_random_uuid()",
    "data": "data || '{\"x\": 1}'", "prev_hash": "sha256(prev_hash)", "hash": "sha256(hash)",
}
LATER_EDITS = {
    "unit_name": "unit_name || ' '", "actor_hsa": "'SE1'", "actor_title": "'chef'",
    "actor_controller": "actor_controller + 1", "unit_hsa": "'SE2'", "rule": "'CON-99'", "denied": "NOT denied",
    "owner": "coalesce(owner, 0) + 1", "resource": "'mapping'", "request": "gen_random_uuid()", "version": "NULL",
}


@dataclass(frozen=True)
class Who:
    """Somebody at one controller, as the log asks for them."""

    controller_id: int
    user_ref: UUID = field(default_factory=uuid4)
    name: str = "Prov Person"
    title: str = "sjuksköterska"
    user_hsa: str = "SE0000000000-P1"
    unit_hsa: str = "SE0000000000-E1"
    assignment_id: int = 1
    unit_id: int = 1
    unit_name: str = "Provenhet"
    purpose: str = "care"


def fill(rows: int, seed: int = 1) -> None:
    """Four chains that share cases, a checkpoint in the middle and one at the end, by the log's own functions."""
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    people, cases = [Who(c) for c in CHAINS], [uuid4() for _ in range(12)]
    for half in range(2):
        for _ in range(rows // 2):
            by = dice.choice(people)
            others = dice.sample(CHAINS, 1) if dice.random() < 0.2 else []
            log.record(
                "case.read" if dice.random() < 0.8 else "plan.printed", by=by, subject=dice.choice(cases),
                individuals=dice.sample(range(1, 40), dice.choice((1, 1, 1, 3))), also=others, ground="CON-12",
                data={"kinds": ["plan", "need"]}, owner=dice.choice(CHAINS),
            )
        assert checkpoints.take() == len(CHAINS), half


def first_rows(db: psycopg.Connection, n: int = 3) -> None:
    """A chain of rows as they were written before there was a second version."""
    before = chain.GENESIS
    for place in range(1, n + 1):
        at = clock.now() - timedelta(days=30)
        (facts,) = db.execute(
            "SELECT json_build_array(NULL, 70, %s::bigint, to_char(%s::timestamptz AT TIME ZONE 'UTC',"
            " 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), 'case.read', NULL, 'Prov', NULL, NULL, NULL, NULL, NULL, '', NULL, '',"
            " '', NULL, NULL, NULL, NULL, NULL, '7', '{\"x\": 1}', NULL, %s::text)::text",
            (place, at, before.hex())).fetchone() or ("",)
        made = chain.first_digest(facts)
        (event,) = db.execute(
            "INSERT INTO audit_auditevent (controller, n, at, event, actor_name, unit_name, purpose, ground, data,"
            " prev_hash, hash) VALUES (70, %s, %s, 'case.read', 'Prov', '', '', '', '{\"x\": 1}', %s, %s)"
            " RETURNING id", (place, at, before, made)).fetchone() or (0,)
        db.execute("INSERT INTO audit_auditsubject (event, individual, at) VALUES (%s, 7, %s)", (event, at))
        before = made or b""


class Log:
    """The log as somebody sees it who may do everything in the database, but has not the keys."""

    def __init__(self, db: psycopg.Connection) -> None:
        self.db = db
        rows = db.execute("SELECT controller, max(n) FROM audit_auditevent GROUP BY 1 ORDER BY 1").fetchall()
        self.ends: dict[int, int] = dict(rows)
        self.points: dict[int, int] = dict(db.execute(
            "SELECT controller, max(n) FROM audit_auditcheckpoint GROUP BY 1").fetchall())
        self.about_somebody: list[tuple[int, int]] = db.execute(
            "SELECT DISTINCT e.controller, e.n FROM audit_auditevent e JOIN audit_auditsubject s ON s.event = e.id"
            " ORDER BY 1, 2").fetchall()

    def do(self, statement: str, **values: Any) -> None:
        done = self.db.execute(statement, values)
        assert done.rowcount != 0, f"nothing was changed by: {statement}"

    def some(self, statement: str, **values: Any) -> None:
        """What may touch nothing."""
        self.db.execute(statement, values)

    def row(self, dice: random.Random, later: bool = True) -> tuple[int, int]:
        """One row: its chain, and its place before the last checkpoint."""
        c = dice.choice(CHAINS if later else (*CHAINS, 70))
        return c, dice.randint(2, self.points[c] - 1 if c in self.points else self.ends[c])

    def rebuild(self, c: int, first: int) -> None:
        """Work every hash out anew from a row on, as the log itself would have."""
        (before,) = self.db.execute(
            "SELECT hash FROM audit_auditevent WHERE controller = %s AND n = %s", (c, first - 1)).fetchone() or (b"",)
        places = self.db.execute("SELECT id FROM audit_auditevent WHERE controller = %s AND n >= %s ORDER BY n",
                                 (c, first)).fetchall()
        for (key,) in places:
            self.do("UPDATE audit_auditevent SET prev_hash = %(before)s WHERE id = %(key)s", before=before, key=key)
            (facts,) = self.db.execute(
                f"SELECT {chain.FACTS} FROM audit_auditevent e LEFT JOIN LATERAL (SELECT string_agg("  # noqa: S608
                "individual::text, ',' ORDER BY individual) AS whom FROM audit_auditsubject WHERE event = e.id) s"
                " ON true WHERE e.id = %s", (key,)).fetchone() or ("",)
            before = chain.digest(facts)
            self.do("UPDATE audit_auditevent SET hash = %(hash)s WHERE id = %(key)s", hash=before, key=key)

    def forget(self, c: int, beyond: int) -> None:
        """Take away the checkpoints of a chain from a place on."""
        self.do("DELETE FROM audit_auditcheckpoint WHERE controller = %(c)s AND n >= %(n)s", c=c, n=beyond)


def _edit(columns: dict[str, str], later: bool) -> Tamper:
    def tamper(at: Log, dice: random.Random) -> None:
        c, n = at.row(dice, later)
        column = dice.choice(list(columns))
        at.do(f"UPDATE audit_auditevent SET {column} = {columns[column]} WHERE controller = %(c)s AND n = %(n)s",  # noqa: S608
              c=c, n=n)
    return tamper


def edit_and_rehash(at: Log, dice: random.Random) -> None:
    """The row itself is made whole again, the rows after it are not."""
    c, n = at.row(dice)
    at.do("UPDATE audit_auditevent SET actor_name = 'Ingen Alls' WHERE controller = %(c)s AND n = %(n)s", c=c, n=n)
    at.do("UPDATE audit_auditevent SET n = -n WHERE controller = %(c)s AND n > %(n)s", c=c, n=n)
    at.rebuild(c, n)
    at.do("UPDATE audit_auditevent SET n = -n WHERE controller = %(c)s AND n < 0", c=c)


def move(at: Log, dice: random.Random) -> None:
    """A row goes to the end of another controller's chain."""
    c, n = at.row(dice)
    to = dice.choice([x for x in CHAINS if x != c])
    at.do("UPDATE audit_auditevent SET controller = %(to)s, n = %(last)s WHERE controller = %(c)s AND n = %(n)s",
          c=c, n=n, to=to, last=at.ends[to] + 1)


def _delete(count: int) -> Tamper:
    def tamper(at: Log, dice: random.Random) -> None:
        c, n = at.row(dice)
        at.do("DELETE FROM audit_auditevent WHERE controller = %(c)s AND n BETWEEN %(n)s AND %(to)s", c=c, n=n,
              to=n + count - 1)
    return tamper


def delete_and_close(at: Log, dice: random.Random) -> None:
    """A row goes, with its persons, and the others close up."""
    c, n = at.row(dice)
    at.some("DELETE FROM audit_auditsubject WHERE event = (SELECT id FROM audit_auditevent WHERE controller = %(c)s"
            " AND n = %(n)s)", c=c, n=n)
    at.do("DELETE FROM audit_auditevent WHERE controller = %(c)s AND n = %(n)s", c=c, n=n)
    at.do("UPDATE audit_auditevent SET n = -n WHERE controller = %(c)s AND n > %(n)s", c=c, n=n)
    at.do("UPDATE audit_auditevent SET n = -n - 1 WHERE controller = %(c)s AND n < 0", c=c)


def delete_first(at: Log, dice: random.Random) -> None:
    c = dice.choice(CHAINS)
    at.do("DELETE FROM audit_auditevent WHERE controller = %(c)s AND n <= %(n)s", c=c, n=dice.randint(1, 5))


def insert(at: Log, dice: random.Random) -> None:
    """A copy of a row is put in among the others, which make room."""
    c, n = at.row(dice)
    at.do("UPDATE audit_auditevent SET n = -n WHERE controller = %(c)s AND n > %(n)s", c=c, n=n)
    at.do("UPDATE audit_auditevent SET n = -n + 1 WHERE controller = %(c)s AND n < 0", c=c)
    _copy(at, c, n)


def insert_and_rebuild(at: Log, dice: random.Random) -> None:
    c, n = at.row(dice)
    insert_at = max(n, at.points[c] - 4)
    at.do("UPDATE audit_auditevent SET n = -n WHERE controller = %(c)s AND n > %(n)s", c=c, n=insert_at)
    at.do("UPDATE audit_auditevent SET n = -n + 1 WHERE controller = %(c)s AND n < 0", c=c)
    _copy(at, c, insert_at)
    at.rebuild(c, insert_at + 1)


def _copy(at: Log, c: int, n: int) -> None:
    columns = sql.SQL(
        "at, event, actor, actor_name, assignment, unit, unit_name, purpose, ground, subject, data, prev_hash, hash,"
        " version, actor_hsa, actor_title, actor_controller, unit_hsa, rule, denied, owner, resource, request")
    at.db.execute(sql.SQL("INSERT INTO audit_auditevent (controller, n, {0}) SELECT controller, n + 1, {0}"
                          " FROM audit_auditevent WHERE controller = %s AND n = %s").format(columns), (c, n))


def reorder(at: Log, dice: random.Random) -> None:
    c, n = at.row(dice)
    m = dice.choice([x for x in range(2, at.points[c]) if x != n])
    for old, new in ((n, -1), (m, n), (-1, m)):
        at.do("UPDATE audit_auditevent SET n = %(new)s WHERE controller = %(c)s AND n = %(old)s", c=c, old=old, new=new)


def cut(at: Log, dice: random.Random) -> None:
    """The last rows go, down to one that a checkpoint has seen."""
    _cut(at, dice)


def _cut(at: Log, dice: random.Random) -> tuple[int, int]:
    c = dice.choice(CHAINS)
    n = at.points[c] - dice.randint(0, 5)
    at.some("DELETE FROM audit_auditsubject WHERE event IN (SELECT id FROM audit_auditevent WHERE controller = %(c)s"
            " AND n >= %(n)s)", c=c, n=n)
    at.do("DELETE FROM audit_auditevent WHERE controller = %(c)s AND n >= %(n)s", c=c, n=n)
    return c, n


def cut_and_forget(at: Log, dice: random.Random) -> None:
    c, n = _cut(at, dice)
    at.forget(c, n)


def rebuild(at: Log, dice: random.Random) -> None:
    _rebuild(at, dice)


def _rebuild(at: Log, dice: random.Random) -> int:
    c = dice.choice(CHAINS)
    n = at.points[c] - dice.randint(0, 5)
    at.do("UPDATE audit_auditevent SET actor_name = 'Ingen Alls' WHERE controller = %(c)s AND n = %(n)s", c=c, n=n)
    at.rebuild(c, n)
    return c


def rebuild_and_forget(at: Log, dice: random.Random) -> None:
    """Only the other controllers know that there was another chain."""
    at.forget(_rebuild(at, dice), 0)


def rebuild_and_forge(at: Log, dice: random.Random) -> None:
    """New checkpoints for the new chain, signed by another key than the controller's."""
    c = _rebuild(at, dice)
    for key, n, digest, when in at.db.execute(
        "SELECT p.id, p.n, e.hash, p.at FROM audit_auditcheckpoint p JOIN audit_auditevent e USING (controller, n)"
        " WHERE controller = %s", (c,)
    ).fetchall():
        forged = keys.sign(c + 1_000, checkpoints.words(c, n, digest, when))
        at.do("UPDATE audit_auditcheckpoint SET hash = %(hash)s, code = %(code)s, signature = %(s)s WHERE id = %(key)s",
              hash=digest, code=checkpoints.code_of(c, n, digest), s=forged, key=key)


def _subject(statement: str) -> Tamper:
    def tamper(at: Log, dice: random.Random) -> None:
        c, n = dice.choice(at.about_somebody)
        at.do(statement, c=c, n=n, whom=dice.randint(100, 200))
    return tamper


_OF_ROW = "(SELECT id FROM audit_auditevent WHERE controller = %(c)s AND n = %(n)s)"
_ONE = f"(SELECT min(id) FROM audit_auditsubject WHERE event = {_OF_ROW})"  # noqa: S608


def _point(statement: str) -> Tamper:
    def tamper(at: Log, dice: random.Random) -> None:
        at.do(statement, c=dice.choice(CHAINS))
    return tamper


_NEWEST = "(SELECT id FROM audit_auditcheckpoint WHERE controller = %(c)s ORDER BY n DESC LIMIT 1)"


def forged_stub(at: Log, dice: random.Random) -> None:
    """The oldest rows go, and a stub that the controller never signed stands for them."""
    c, last = dice.choice(CHAINS), dice.randint(1, 5)
    at.do("INSERT INTO audit_auditstub (controller, first, last, before, after, why, decided_by, at, signature)"
          " SELECT controller, 1, n, %(zero)s, hash, 'gallring', 'Ingen', now(), %(s)s FROM audit_auditevent"
          " WHERE controller = %(c)s AND n = %(last)s", c=c, last=last, zero=chain.GENESIS,
          s=keys.sign(c + 1_000, "stub"))
    at.some("DELETE FROM audit_auditsubject WHERE event IN (SELECT id FROM audit_auditevent WHERE controller = %(c)s"
            " AND n <= %(last)s)", c=c, last=last)
    at.do("DELETE FROM audit_auditevent WHERE controller = %(c)s AND n <= %(last)s", c=c, last=last)


def witness_silenced(at: Log, dice: random.Random) -> None:
    """What another log says of a chain is changed."""
    c = dice.choice(CHAINS)
    at.do("UPDATE audit_auditevent SET data = jsonb_set(data, '{hash}', to_jsonb(repeat('0', 64)))"
          " WHERE id = (SELECT min(id) FROM audit_auditevent WHERE event = %(w)s AND (data->>'chain')::int = %(c)s)",
          w=events.WITNESSED, c=c)


KINDS: dict[str, Tamper] = {
    "a column edited": _edit(EDITS, later=False),
    "a later column edited": _edit(LATER_EDITS, later=True),
    "a row edited and its own hash made right": edit_and_rehash,
    "a row moved to another chain": move,
    "a row deleted": _delete(1),
    "several rows deleted": _delete(3),
    "a row deleted, the others closed up": delete_and_close,
    "the first rows deleted": delete_first,
    "a row inserted": insert,
    "a row inserted, the chain rebuilt": insert_and_rebuild,
    "two rows in each other's place": reorder,
    "the tail cut": cut,
    "the tail cut, its checkpoints forgotten": cut_and_forget,
    "the chain rebuilt": rebuild,
    "the chain rebuilt, its checkpoints forgotten": rebuild_and_forget,
    "the chain rebuilt, its checkpoints forged": rebuild_and_forge,
    "a person taken from a row": _subject(f"DELETE FROM audit_auditsubject WHERE id = {_ONE}"),  # noqa: S608
    "another person on a row": _subject(f"UPDATE audit_auditsubject SET individual = %(whom)s WHERE id = {_ONE}"),  # noqa: S608
    "a person added to a row": _subject(
        "INSERT INTO audit_auditsubject (event, individual, at) SELECT id, %(whom)s, at FROM audit_auditevent"
        " WHERE controller = %(c)s AND n = %(n)s"),
    "a person's row moved to another": _subject(f"UPDATE audit_auditsubject SET event = event + 1 WHERE id = {_ONE}"),  # noqa: S608
    "a person's time changed": _subject(
        f"UPDATE audit_auditsubject SET at = at - interval '1 day' WHERE id = {_ONE}"),  # noqa: S608
    "a person's row that belongs to nothing": _subject(
        "INSERT INTO audit_auditsubject (event, individual, at) VALUES (9000000, %(whom)s, now())"),
    "a checkpoint's hash edited": _point(
        f"UPDATE audit_auditcheckpoint SET hash = sha256(hash) WHERE id = {_NEWEST}"),  # noqa: S608
    "a checkpoint moved": _point(f"UPDATE audit_auditcheckpoint SET n = n - 1 WHERE id = {_NEWEST}"),  # noqa: S608
    "a checkpoint's time edited": _point(
        f"UPDATE audit_auditcheckpoint SET at = at + interval '1 hour' WHERE id = {_NEWEST}"),  # noqa: S608
    "a checkpoint's code edited": _point(
        f"UPDATE audit_auditcheckpoint SET code = 'AAAABBBBCCCCDDDD' WHERE id = {_NEWEST}"),  # noqa: S608
    "a checkpoint deleted": _point(f"DELETE FROM audit_auditcheckpoint WHERE id = {_NEWEST}"),  # noqa: S608
    "a stub that nobody signed": forged_stub,
    "a witness made to say something else": witness_silenced,
}
