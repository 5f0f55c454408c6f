"""The second guard in the database: row-level security on every table that holds something about the persons.

Made from each model's ``guard`` at each `helhet migrate`, like the rights (``roles``). Enabled and forced, so that it
holds for the owner of the tables too; one permissive policy for each of the three roles, and no other.

helhet_app     sees what its transaction has opened (access/sql/guard.sql)
helhet_worker  sees everything, in a job that has said its name
helhet_owner   sees everything, where the connection says that it is at the owner's work (what search looks in: always)
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from helhet.kit.guards import Guard
from helhet.workshop.roles import APP, OWNER, WORKER

_SQL = Path(__file__).resolve().parents[1] / "access" / "sql"
IN_A_JOB = "(SELECT helhet_purpose()) <> ''"
# In a function that runs as its owner, whoever called it; or where the owner's own connection says so.
AT_WORK = "current_user <> session_user OR current_setting('helhet.work', true) = 'owner'"
# Only in the databases of tests, never in one that `helhet migrate` makes: see conftest.py.
IN_A_TEST = (
    "(SELECT current_setting('helhet.test', true) = 'on' AND coalesce(current_setting('helhet.unit', true), '') = ''"
    " AND coalesce(current_setting('helhet.individual', true), '') = ''"
    " AND coalesce(current_setting('helhet.relation', true), '') = '')"
)
TEST = "test"

# Tables that are not ours, and why they need no guard.
THIRD_PARTY = {
    "django_migrations": "which migrations have run",
    "django_content_type": "names of tables",
    "django_session": "who is signed in, under a key nobody can guess; read before anybody has said who they are",
    "jobs.procrastinate_jobs": "the queue: a job's name and the number of a notice",
    "jobs.procrastinate_events": "when jobs began and ended",
    "jobs.procrastinate_periodic_defers": "when jobs that come back were last put",
    "jobs.procrastinate_workers": "which workers are alive",
}
# What runs as the owner. Nothing else may: each asks for ground itself, or hands nothing out.
DEFINERS = frozenset({
    "helhet_enter", "helhet_open", "helhet_open_names", "helhet_open_persons", "helhet_person_by_number",
    "helhet_person_by_ref", "helhet_person_of_relation", "helhet_case_of_message", "helhet_open_asked",
    "helhet_open_handed_on", "helhet_next", "helhet_open_own_controllers",
    "helhet_at_the_door", "helhet_who_comes", "post_news", "post_codes_since", "documents_keep", "deviation_name",
    "search_cases",
    "helhet_open_logged", "helhet_logged_person",
    # Blocks and emergencies (helhet/access/migrations)
    "helhet_shut", "helhet_blocks_for", "helhet_relist", "helhet_emergency_case",
    # helhet/keeping/sql/keeping.sql
    "keeping_list", "keeping_carry_out",
    # helhet/audit/sql/append.sql
    "audit_append", "audit_events_of_asker", "audit_tails", "audit_fellows", "audit_hash_at", "audit_old", "audit_cull",
})


@dataclass(frozen=True)
class Policy:
    """One policy of one table: for whom, what they see, and what they may write."""

    table: str
    name: str
    role: str
    sees: str
    writes: str

    @property
    def mark(self) -> str:
        """Stands as the policy's comment, so that what is in place already is left alone."""
        return hashlib.sha256(repr(self).encode()).hexdigest()


def guards() -> dict[str, Guard | None]:
    """Each of our tables with its model's guard; None where a model has none. Needs Django to be set up."""
    from django.apps import apps

    return {
        model._meta.db_table: getattr(model, "guard", None)
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("helhet.") and model._meta.managed
    }


def guarded() -> dict[str, Guard]:
    """The tables that have row-level security, by name."""
    return {table: guard for table, guard in sorted(guards().items()) if guard and not guard.why_open}


def policies(table: str, guard: Guard) -> tuple[Policy, ...]:
    """The policies of one table."""
    sees, writes = (text.replace("{own}", f'"{table}"') for text in (guard.sees, guard.writes or guard.sees))
    return (
        Policy(table, "app", APP, sees, writes),
        Policy(table, "worker", WORKER, IN_A_JOB, IN_A_JOB),
        Policy(table, "owner", OWNER, "true" if guard.by_function else AT_WORK, AT_WORK),
    )


def make_context(owner_url: str) -> None:
    """The functions that say what a transaction has been told: before the migrations, whose functions may ask them."""
    with psycopg.connect(owner_url) as db:
        db.execute((_SQL / "context.sql").read_bytes())


def make(owner_url: str) -> None:
    """Bring functions and policies in step with the code, as the owner. What is right already is left alone."""
    with psycopg.connect(owner_url) as db:
        db.execute((_SQL / "guard.sql").read_bytes())
        _let_run_as_owner(db)
        marks, secured = _marks(db), _secured(db)
        # A table without its migration yet is told of by `helhet check`.
        for table in guarded().keys() & secured.keys():
            if not secured[table]:
                _secure(db, table)
            for policy in policies(table, guarded()[table]):
                if marks.pop((table, policy.name), None) != policy.mark:
                    _replace(db, policy)
        for table, name in marks:
            if name != TEST:
                db.execute(sql.SQL("DROP POLICY {} ON {}").format(sql.Identifier(name), sql.Identifier(table)))


def make_for_tests(owner_url: str) -> None:
    """Let tests look at tables directly while nobody has said who asks: only in a test's database."""
    with psycopg.connect(owner_url) as db:
        for table in guarded().keys() & _secured(db).keys():
            _replace(db, Policy(table, TEST, APP, IN_A_TEST, IN_A_TEST))


def end_for_tests(owner_url: str) -> None:
    """Take that away again: for the proofs, which see what is so in production."""
    with psycopg.connect(owner_url) as db:
        for table in guarded().keys() & _secured(db).keys():
            db.execute(sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(sql.Identifier(TEST), sql.Identifier(table)))


def missing(url: str) -> list[str]:
    """One sentence for each thing that is not as it should be."""
    found = [f"The model of {table} says no guard. Add one (helhet/kit/guards.py)."
             for table, guard in guards().items() if guard is None]
    with psycopg.connect(url) as db:
        marks, secured = _marks(db), _secured(db)
        for table, guard in guarded().items():
            if not secured.get(table):
                found.append(f"Row-level security is not on and forced on {table}. Run 'helhet migrate'.")
            for policy in policies(table, guard):
                if marks.pop((table, policy.name), None) != policy.mark:
                    found.append(f"The policy {policy.name} on {table} is not the code's. Run 'helhet migrate'.")
        found += [f"There is a policy {name} on {table} that nobody has asked for." for table, name in marks]
        known = set(guards()) | set(THIRD_PARTY)
        found += [f"The table {t} has neither guard nor reason." for t in _tables(db) if t not in known]
        found += [f"The function {name} runs as its owner and is not on the list." for name in definers(db) - DEFINERS]
    return found


def definers(db: psycopg.Connection) -> set[str]:
    """Every function that runs as its owner."""
    return {name for (name,) in db.execute(
        "SELECT proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE prosecdef AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'")}


def _secure(db: psycopg.Connection, table: str) -> None:
    for what in ("ENABLE", "FORCE"):
        db.execute(sql.SQL("ALTER TABLE {} " + what + " ROW LEVEL SECURITY").format(sql.Identifier(table)))


def _replace(db: psycopg.Connection, policy: Policy) -> None:
    name, table = sql.Identifier(policy.name), sql.Identifier(policy.table)
    db.execute(sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(name, table))
    db.execute(sql.SQL("CREATE POLICY {} ON {} TO {} USING ({}) WITH CHECK ({})").format(
        name, table, sql.Identifier(policy.role), sql.SQL(policy.sees), sql.SQL(policy.writes)))  # type: ignore[arg-type]
    db.execute(sql.SQL("COMMENT ON POLICY {} ON {} IS {}").format(name, table, sql.Literal(policy.mark)))


def _let_run_as_owner(db: psycopg.Connection) -> None:
    """The functions on the list, for the serving roles alone."""
    for (signature,) in db.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname = 'public' AND p.proname = ANY (%s)", (sorted(DEFINERS),)
    ).fetchall():
        db.execute(sql.SQL("REVOKE ALL ON FUNCTION {} FROM PUBLIC").format(sql.SQL(signature)))
        db.execute(sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}, {}").format(
            sql.SQL(signature), sql.Identifier(APP), sql.Identifier(WORKER)))


def _marks(db: psycopg.Connection) -> dict[tuple[str, str], str | None]:
    rows: Iterable[tuple[str, str, str | None]] = db.execute(
        "SELECT c.relname, p.polname, obj_description(p.oid, 'pg_policy') FROM pg_policy p"
        " JOIN pg_class c ON c.oid = p.polrelid").fetchall()
    return {(table, name): mark for table, name, mark in rows}


def _secured(db: psycopg.Connection) -> dict[str, bool]:
    return dict(db.execute("SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class"
                           " WHERE relkind IN ('r', 'p')").fetchall())


def _tables(db: psycopg.Connection) -> list[str]:
    return [name for (name,) in db.execute(
        "SELECT CASE WHEN schemaname = 'public' THEN tablename ELSE schemaname || '.' || tablename END FROM pg_tables"
        " WHERE schemaname NOT LIKE 'pg\\_%' AND schemaname <> 'information_schema'")]
