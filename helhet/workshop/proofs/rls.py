"""The second guard, tried straight in SQL as the serving roles, without a page or a verb in between."""

import queue
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import psycopg
from psycopg import errors, sql
from psycopg.types.json import Jsonb

from helhet.workshop.database import AS_OWNER
from helhet.workshop.proofs import Proof, proof

ALTERNATIONS, CONNECTIONS, ASKERS = 10_000, 3, 6
ENTER = "SELECT helhet_enter(%s, %s, %s, %s, %s, %s, now(), %s::uuid[], %s::bigint[])"
# A row can be born in a transaction that has said who asks: then it is open to that transaction, and to no other.
BORN = {"process_case", "people_individual", "deviation_report"}
REFUSED = errors.InsufficientPrivilege


@dataclass(frozen=True)
class Identity:
    """Somebody who asks for one case; ``cases`` and ``persons`` are all that is theirs to see by the second opinion."""

    name: str
    wants: UUID
    unit: int | None = None
    controller: int | None = None
    user: int | None = None
    individual: int | None = None
    relation: int | None = None
    purpose: str = ""
    cases: frozenset[int] = frozenset()
    persons: frozenset[int] = frozenset()
    role: str = "app"


@dataclass
class World:
    """The truth, and the addresses to try it at."""

    urls: Any
    rows: dict[str, Any]
    identities: list[Identity] = field(default_factory=list)
    opened: dict[str, psycopg.Connection] = field(default_factory=dict)

    def connection(self, role: str) -> psycopg.Connection:
        """One connection for each role, as a pool would hold it; the owner's says that it is at work."""
        if role not in self.opened:
            options = AS_OWNER if role == "owner" else ""
            self.opened[role] = psycopg.connect(getattr(self.urls, role), options=options, autocommit=True)
        return self.opened[role]


@proof("rls", "every guarded table, every statement and every kind of visitor straight in SQL: no row leaks")
def rls(proof: Proof) -> None:
    assert proof.urls is not None
    from helhet.workshop import policies
    from helhet.workshop.proofs.checks import rows
    from helhet.workshop.proofs.checks.database import demo_world

    urls = demo_world(proof.urls, "rls_seen")
    policies.end_for_tests(urls.owner)
    _structure(proof, urls)
    with psycopg.connect(urls.owner, options=AS_OWNER) as db:
        world = World(urls, rows.all_rows(db))
        world.identities = list(_identities(db))
    proof.figure("guarded tables, rows in them", f"{len(world.rows)}, {sum(len(r.units) for r in world.rows.values())}")
    proof.figure("kinds of visitors", len(world.identities))
    cells: Counter[str] = Counter()
    for who in world.identities:
        _read(proof, world, who, cells)
        _write(proof, world, who, cells)
    proof.figure("cells: table × statement × visitor", cells.total())
    _moved(proof, world)
    _plans(proof, world)
    _mixed_up(proof, world)


def _structure(proof: Proof, urls: Any) -> None:
    """Enabled and forced everywhere, one policy for each role, and nobody who slips past."""
    from helhet.workshop import policies

    for sentence in policies.missing(urls.app):
        print(f"  {sentence}")
        proof.expect("the policies are the code's", False)
    with psycopg.connect(urls.owner) as db:
        names = list(policies.guarded())
        forced = db.execute("SELECT count(*) FROM pg_class WHERE relname = ANY (%s) AND relrowsecurity"
                            " AND relforcerowsecurity", (names,)).fetchone()
        proof.expect(f"row-level security is on and forced on all of {len(names)}", forced == (len(names),))
        twice = db.execute(
            "SELECT tablename FROM pg_policies p, unnest(roles) AS role WHERE permissive = 'PERMISSIVE'"
            " GROUP BY tablename, role HAVING count(*) > 1").fetchall()
        proof.expect("at most one permissive policy for each role", not twice)
        open_views = db.execute(
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE relkind = 'v'"
            " AND nspname IN ('public', 'jobs')"
            " AND NOT coalesce('security_invoker=true' = ANY (reloptions), false)"
        ).fetchall()
        proof.expect(f"every view asks as whoever reads it {open_views}", not open_views)
        past = db.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'helhet%' AND (rolbypassrls OR rolsuper)")
        proof.expect("no role of ours bypasses it", not past.fetchall())
        owns = db.execute("SELECT relname FROM pg_class WHERE relowner IN ('helhet_app'::regrole,"
                          " 'helhet_worker'::regrole)").fetchall()
        proof.expect("the serving roles own nothing", not owns)
        empties = [t for t in names for role in ("helhet_app", "helhet_worker")
                   if db.execute("SELECT has_table_privilege(%s, %s, 'TRUNCATE')", (role, t)).fetchone() == (True,)]
        proof.expect("and empty nothing", not empties)
        proof.figure("functions that run as the owner, all on the list", len(policies.definers(db)))


def _identities(db: psycopg.Connection) -> Iterator[Identity]:
    """Those who could be wrong, found in the demo world as it is."""
    reached: dict[int, set[UUID]] = {}
    for unit, ref in db.execute(
        "SELECT unit_id, case_ref FROM access_reach r WHERE valid_from <= now()"
        " AND (valid_to IS NULL OR valid_to > now())"
        " AND NOT helhet_shut(case_ref, individual, unit_id, source, now(), true)"
    ).fetchall():
        reached.setdefault(unit, set()).add(ref)
    cases = {ref: (pk, person, convener) for pk, ref, person, convener in db.execute(
        "SELECT id, ref, individual_id, convener_unit_id FROM process_case ORDER BY id").fetchall()}
    mothers = dict(db.execute("SELECT id, mother_id FROM people_individual WHERE mother_id IS NOT NULL").fetchall())
    controllers = dict(db.execute("SELECT id, controller_id FROM organisations_unit").fetchall())
    wanted = max(cases, key=lambda ref: sum(ref in refs for refs in reached.values()))
    pk, person, unit = cases[wanted]

    def at(name: str, where: int, wants: UUID) -> Identity:
        open_ = wants in reached.get(where, set())
        seen = frozenset({cases[wants][0]}) if open_ else frozenset()
        about = frozenset({cases[wants][1]} | {mothers.get(cases[wants][1], -1)}) if open_ else frozenset()
        return Identity(name, wants, where, controllers[where], 1, purpose="care", cases=seen, persons=about)

    yield Identity("nobody", wanted)
    yield Identity("a worker without a job", wanted, role="worker")
    yield at("a unit that takes part", unit, wanted)
    others = {"the same unit, somebody else's case": (unit, next(r for r in cases if r not in reached[unit]))}
    near = next((u for u in controllers if controllers[u] == controllers[unit] and wanted not in reached.get(u, ())), 0)
    far = next(u for u in controllers if controllers[u] != controllers[unit] and wanted not in reached.get(u, ()))
    if near:
        others["another unit of the same controller"] = (near, wanted)
    others["another controller's unit"] = (far, wanted)
    for name, where in {
        "who holds a copy and has left": "source = 'copy' AND NOT EXISTS (SELECT FROM access_reach o WHERE o.unit_id ="
        " r.unit_id AND o.case_ref = r.case_ref AND o.source <> 'copy' AND (o.valid_to IS NULL OR o.valid_to > now()))",
        "whose reach has ended": "valid_to <= now() AND NOT EXISTS (SELECT FROM access_reach o WHERE o.unit_id ="
        " r.unit_id AND o.case_ref = r.case_ref AND (o.valid_to IS NULL OR o.valid_to > now()))",
    }.items():
        row = db.execute(f"SELECT unit_id, case_ref FROM access_reach r WHERE {where} LIMIT 1").fetchone()  # noqa: S608
        if row:
            others[name] = (row[0], row[1])
    gone = next(((u, w) for u, w in db.execute(
        "SELECT i.unit_id, c.ref FROM process_withdrawal w JOIN process_case c ON c.id = w.case_id"
        " JOIN process_consent k ON k.case_id = c.id JOIN process_consentitem i ON i.consent_id = k.id").fetchall()
        if w not in reached.get(u, ())), None)
    if gone:
        others["whose consent was taken back"] = gone
    for name, (where, wants) in others.items():
        yield at(name, where, wants)
    stranger = next(c[1] for c in cases.values() if c[1] != person)
    for name, one in (("the person", person), ("another person", stranger)):
        yield Identity(name, wanted, individual=one, purpose="individual", cases=_of(cases, one),
                       persons=frozenset({one, mothers.get(one, -1)}))
    yield from _beside(db, cases, mothers)


def _of(cases: dict[UUID, Any], person: int) -> frozenset[int]:
    return frozenset(pk for pk, whose, _unit in cases.values() if whose == person)


def _beside(db: psycopg.Connection, cases: dict[UUID, Any], mothers: dict[int, int]) -> Iterator[Identity]:
    """Somebody near a person, while it holds; and one for whom it has ended or who must not know."""
    for relation, person, holds in db.execute(
        "SELECT DISTINCT ON (holds) r.id, r.individual_id, helhet_beside(r.individual_id, r.id, now()) AS holds"
        " FROM people_relation r JOIN process_case c ON c.individual_id = r.individual_id ORDER BY holds, r.id"
    ).fetchall():
        wants = next(ref for ref, c in cases.items() if c[1] == person)
        yield Identity("a guardian or next of kin" if holds else "one who stands beside no longer", wants,
                       individual=person, relation=relation, purpose="relation",
                       cases=_of(cases, person) if holds else frozenset(),
                       persons=frozenset({person, mothers.get(person, -1)}) if holds else frozenset())


@contextmanager
def _as(world: World, who: Identity) -> Iterator[psycopg.Connection]:
    """A transaction of theirs, rolled back after."""
    db = world.connection(who.role)
    with db.transaction(force_rollback=True):
        if who.purpose:
            db.execute(ENTER, (who.unit, who.controller, who.user, who.individual, who.relation, who.purpose,
                               [who.wants], [who.individual] if who.individual else []))
        yield db


def _theirs(who: Identity, rows: Any, key: object) -> bool:
    """By the second opinion: of a case or a person that is open to them, or lying with their own unit."""
    return (rows.cases.get(key) in who.cases or bool(rows.persons.get(key, frozenset()) & who.persons)
            or who.unit is not None and who.unit in rows.units.get(key, ())
            or who.controller is not None and rows.table.startswith(("audit_", "access_opening", "access_block",
                                                                     "keeping_", "oversight_")))


def _read(proof: Proof, world: World, who: Identity, cells: Counter[str]) -> None:
    leaked: list[str] = []
    seen = 0
    with _as(world, who) as db:
        for table, rows in world.rows.items():
            found = db.execute(sql.SQL("SELECT {} FROM {}").format(
                sql.Identifier(rows.key), sql.Identifier(table))).fetchall()
            seen += len(found)
            leaked += [f"{table} {key}" for (key,) in found if not _theirs(who, rows, key)]
            cells["SELECT"] += 1
    proof.figure(f"rows seen by {who.name}"[:48], seen)
    for one in leaked[:5]:
        print(f"    seen by {who.name}: {one}")
    proof.expect(f"{who.name} sees nothing that is not theirs ({len(leaked)})", not leaked)
    if who.cases:
        proof.expect(f"{who.name} sees what is theirs", seen > 0)
    if not who.purpose:
        proof.expect(f"{who.name} sees no row at all", seen == 0)


def _write(proof: Proof, world: World, who: Identity, cells: Counter[str]) -> None:
    """Change, remove or copy a row that is not theirs, in every table."""
    done: list[str] = []
    for table, rows in world.rows.items():
        foreign = [key for key in rows.units if not _theirs(who, rows, key)][:200]
        if not foreign:
            continue
        for verb in ("UPDATE {t} SET {k} = {k} WHERE {k} = ANY (%s)", "DELETE FROM {t} WHERE {k} = ANY (%s)"):
            with _as(world, who) as db:
                cells[verb[:6]] += 1
                at = sql.SQL(verb).format(t=sql.Identifier(table), k=sql.Identifier(rows.key))  # type: ignore[arg-type]
                with suppress(REFUSED), db.transaction():
                    if db.execute(at, (foreign,)).rowcount:
                        done.append(f"{verb[:6]} {table}")
        if not (table in BORN and who.purpose):
            cells["INSERT"] += 1
            if not _insert_refused(world, who, table, rows.key, foreign[0]):
                done.append(f"INSERT {table}")
    for one in done[:5]:
        print(f"    done by {who.name}: {one}")
    proof.expect(f"{who.name} writes nothing that is not theirs ({len(done)})", not done)


def _insert_refused(world: World, who: Identity, table: str, key: str, foreign: object) -> bool:
    """A copy of somebody else's row, under another key, so that only the guard can say no."""
    from helhet.workshop.proofs.checks.rows import columns_of

    owner = world.connection("owner")
    columns = sql.SQL(", ").join(map(sql.Identifier, columns_of(owner, table)))
    row = owner.execute(sql.SQL("SELECT to_jsonb(t) FROM {} t WHERE {} = %s").format(
        sql.Identifier(table), sql.Identifier(key)), (foreign,)).fetchone()
    assert row
    copy = {**row[0], **({"id": 9_000_000_000_000} if key == "id" else {})}
    with _as(world, who) as db:
        try:
            with db.transaction():
                db.execute(sql.SQL("INSERT INTO {t} ({c}) SELECT {c} FROM jsonb_populate_record(NULL::{t}, %s)").format(
                    t=sql.Identifier(table), c=columns), (Jsonb(copy),))
        except REFUSED:
            return True
        except psycopg.Error as error:
            print(f"    {table}: {type(error).__name__}")
        return False


def _moved(proof: Proof, world: World) -> None:
    """A row of one's own case cannot be moved to a case that is not."""
    who = next(i for i in world.identities if i.cases and i.unit)
    foreign = next(pk for pk in world.rows["process_case"].cases if pk not in who.cases)
    tried = 0
    for table, rows in world.rows.items():
        mine = [key for key, case in rows.cases.items() if case in who.cases]
        with _as(world, who) as db:
            has = db.execute("SELECT 1 FROM information_schema.columns WHERE table_name = %s"
                             " AND column_name = 'case_id'", (table,)).fetchone()
            if not mine or rows.append_only or not has:
                continue
            tried += 1
            try:
                with db.transaction():
                    changed = db.execute(sql.SQL("UPDATE {} SET case_id = %s WHERE {} = ANY (%s)").format(
                        sql.Identifier(table), sql.Identifier(rows.key)), (foreign, mine)).rowcount
            except REFUSED:
                changed = 0
            except psycopg.Error as error:
                changed = -1
                print(f"    {table}: {type(error).__name__}")
            unit_table = bool(rows.units and "unit" in table or table == "process_overviewrow")
            proof.expect(f"no row of {table} moves to another case", changed == 0 or unit_table)
    proof.figure("tables whose rows could not be moved", tried)


def _plans(proof: Proof, world: World) -> None:
    """What is open is asked once for each statement, and never once for each row."""
    who = next(i for i in world.identities if i.cases and i.unit)
    for table, condition in (
        ("process_overviewrow", f"unit_id = {who.unit} ORDER BY updated_at DESC, case_id DESC LIMIT 26"),
        ("clock_obligation", f"unit_id = {who.unit} ORDER BY due, id LIMIT 26"),
        ("clock_inboxitem", f"unit_id = {who.unit} AND acknowledged_at IS NULL ORDER BY at DESC, id DESC LIMIT 26"),
        ("process_case", f"ref = '{who.wants}'"), ("process_casemove", f"case_id = {min(who.cases)}"),
        ("people_individual", "id IN (1, 2, 3)"), ("kit_fieldversion", f"subject = '{who.wants}'"),
    ):
        with _as(world, who) as db:
            plan = [line for (line,) in db.execute(f"EXPLAIN SELECT * FROM {table} WHERE {condition}")]  # type: ignore[arg-type]  # noqa: S608
        proof.expect(f"{table}: what is open is asked once a statement", any("InitPlan" in line for line in plan))
        each = [line for line in plan if "helhet_" in line or "current_setting" in line]
        asked = [line for line in each if "Filter:" in line or "Cond:" in line]
        proof.expect(f"{table}: and never once a row {asked}", not asked)
    with psycopg.connect(world.urls.owner) as db:  # as the function that searches: the owner, and not at work
        db.execute("SET enable_seqscan = off")
        plan = [line for (line,) in db.execute(
            "EXPLAIN SELECT FROM access_searchentry WHERE units && ARRAY[1] AND words @@ to_tsquery('anna:*')")]
    proof.expect(f"search goes by its index {plan}", any("search_units_words" in line for line in plan))


def _mixed_up(proof: Proof, world: World) -> None:
    """Few connections, many who ask at once, each on whichever is free: nobody ever sees a row of another's."""
    with psycopg.connect(world.urls.owner, options=AS_OWNER) as db:
        two = db.execute("SELECT individual_id, array_agg(id ORDER BY id), array_agg(ref) FROM process_case"
                         " GROUP BY individual_id ORDER BY 1 LIMIT 2").fetchall()
    both = [ref for _p, _c, of in two for ref in of]
    free: queue.SimpleQueue[psycopg.Connection] = queue.SimpleQueue()
    began = time.monotonic()
    with ExitStack() as closing, ThreadPoolExecutor(ASKERS) as askers:
        for _ in range(CONNECTIONS):
            free.put(closing.enter_context(psycopg.connect(world.urls.app, autocommit=True)))
        turns = list(askers.map(lambda n: _turn(free, *two[n % 2][:2], both), range(ALTERNATIONS)))
    wrong, between = (sum(column) for column in zip(*turns, strict=True))
    proof.figure("turns, connections, who ask at once, mix-ups", f"{ALTERNATIONS}, {CONNECTIONS}, {ASKERS}, {wrong}")
    proof.figure("a turn, ms", f"{(time.monotonic() - began) / ALTERNATIONS * 1000:.2f}")
    proof.expect("no turn saw anything of the other's", wrong == 0)
    proof.expect("between two transactions nothing is open", between == 0)


def _turn(
    free: "queue.SimpleQueue[psycopg.Connection]", person: int, mine: list[int], wanted: list[UUID]
) -> tuple[bool, bool]:
    """One asks for everybody's. Gives whether they saw other than their own, and whether anything was open before."""
    db = free.get()
    try:
        before = db.execute("SELECT count(*) FROM process_case").fetchone()
        with db.transaction():
            db.execute(ENTER, (None, None, None, person, None, "individual", wanted, [person]))
            found = db.execute("SELECT array_agg(id ORDER BY id) FROM process_case").fetchone()
            people = db.execute("SELECT array_agg(id) FROM people_individual").fetchone()
    finally:
        free.put(db)
    return found != (mine,) or person not in (people or ([],))[0], before != (0,)
