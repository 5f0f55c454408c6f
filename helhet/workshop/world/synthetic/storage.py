"""What a large load does to the tables: indexes and foreign keys away and back, sequences and figures brought up."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection
from psycopg import sql

from helhet.workshop.world.synthetic.rows import Model

SEEN_TRIES = 30


@contextmanager
def without_indexes(tables: Iterable[Model], on: bool) -> Iterator[None]:
    """Drop all but primary keys while the block runs, and build them again after it, which checks every row.

    Only within a transaction: what fails leaves everything as it was. ``on`` False does nothing.
    """
    if not on:
        yield
        return
    names = [m._meta.db_table for m in tables]
    _run("SET CONSTRAINTS ALL IMMEDIATE")
    _run("SET LOCAL maintenance_work_mem = '256MB'")
    keys, indexes = _constraints(names), _indexes(names)
    for table, name, _definition in keys:
        _run("ALTER TABLE {} DROP CONSTRAINT {}", table, name)
    for name, _definition in indexes:
        _run("DROP INDEX {}", name)
    yield
    for _name, definition in indexes:
        _run(definition)
    # Unique ones first: a foreign key may rest on one.
    for table, name, definition in sorted(keys, key=lambda k: k[2].startswith("FOREIGN")):
        _run("ALTER TABLE {} ADD CONSTRAINT {} " + definition.replace("{", "{{").replace("}", "}}"), table, name)


def _constraints(tables: list[str]) -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype IN ('f', 'u') AND conrelid::regclass::text = ANY(%s) ORDER BY contype, conname", [tables])
        return [(table.strip('"'), name, definition) for table, name, definition in cursor.fetchall()]


def _indexes(tables: list[str]) -> list[tuple[str, str]]:
    """Those that no constraint owns."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i"
            " WHERE i.indrelid::regclass::text = ANY(%s) AND NOT i.indisprimary"
            " AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)", [tables])
        return [(name.strip('"'), definition) for name, definition in cursor.fetchall()]


@contextmanager
def unguarded(tables: Iterable[Model]) -> Iterator[None]:
    """COPY does not go into a table whose guard is forced on its owner too: lifted for the owner alone, in here."""
    names = [m._meta.db_table for m in tables]
    forced = [name for name in names if _forced(name)]
    # No table is altered while keys into it are still to be checked.
    _run("SET CONSTRAINTS ALL IMMEDIATE")
    for name in forced:
        _run("ALTER TABLE {} NO FORCE ROW LEVEL SECURITY", name)
    _run("SET CONSTRAINTS ALL DEFERRED")
    yield
    _run("SET CONSTRAINTS ALL IMMEDIATE")
    for name in forced:
        _run("ALTER TABLE {} FORCE ROW LEVEL SECURITY", name)


def _forced(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [table])
        return bool(cursor.fetchone()[0])


def copy_in(table: str, columns: tuple[str, ...], rows: Iterable[str]) -> None:
    """Append rows in COPY's text form."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns)))
    with connection.cursor() as cursor, cursor.copy(statement) as stream:
        stream.write("".join(rows))


def next_ids(tables: Iterable[Model]) -> dict[str, int]:
    """The first free id of each table."""
    found = {}
    for model in tables:
        if model._meta.pk.get_internal_type().endswith("AutoField"):
            row = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
            found[model._meta.db_table] = (row or 0) + 1
    return found


def settle_sequences(ids: dict[str, int]) -> None:
    """Let each sequence go on after the copies."""
    for table, following in ids.items():
        with connection.cursor() as cursor:
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, false)", [table, following])


def make_search_stage() -> None:
    _run("CREATE TEMP TABLE synthetic_words (case_ref uuid, individual bigint, units int[], words text,"
         " updated_at timestamptz) ON COMMIT DROP")


def fold_search_stage() -> None:
    """Turn the words into search entries by the same function as the verbs."""
    _run("INSERT INTO access_searchentry (case_ref, individual, units, words, updated_at)"
         " SELECT case_ref, individual, ARRAY(SELECT u FROM unnest(units) u ORDER BY u),"
         " to_tsvector('simple', lower(words)), updated_at FROM synthetic_words")


def analyze(tables: Iterable[Model]) -> None:
    """Bring the planner's figures and the visibility map up to date, as autovacuum would in time."""
    names = [m._meta.db_table for m in tables]
    for name in names:
        _run("VACUUM (ANALYZE) {}", name)
    # Autovacuum, at work elsewhere in the database at that moment, keeps rows from counting as seen by everybody.
    for _time in range(SEEN_TRIES):
        unseen = _not_seen(names)
        if not unseen:
            return
        time.sleep(1)
        for name in unseen:
            _run("VACUUM {}", name)


def _not_seen(tables: list[str]) -> list[str]:
    """Tables with blocks whose rows an index alone cannot vouch for."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relkind = 'r'"
                       " AND relnamespace = 'public'::regnamespace AND relallvisible < relpages", [tables])
        return [name for (name,) in cursor.fetchall()]


def _run(statement: str, *names: str) -> None:
    composed = sql.SQL(statement).format(*map(sql.Identifier, names)) if names else statement  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute(composed)
