"""The three roles of the database and exactly what each may do.

helhet_owner   makes and changes tables, builds worlds, creates databases; never serves a page
helhet_app     reads and writes rows; owns nothing, alters nothing, truncates nothing
helhet_worker  the same as the app, under its own name, for jobs
"""

from collections.abc import Iterable, Mapping

import psycopg
from psycopg import sql

OWNER, APP, WORKER = "helhet_owner", "helhet_app", "helhet_worker"
SERVING = (APP, WORKER)
# The log's rows come by one function that runs as the owner (helhet/audit/sql/append.sql), never by an INSERT.
READ_ONLY = frozenset({"django_migrations", "audit_auditevent", "audit_auditsubject"})


def create(admin_url: str, passwords: Mapping[str, str]) -> None:
    """Create the roles on a fresh cluster, as its administrator. Existing roles only get the password."""
    limits = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"
    with psycopg.connect(admin_url, autocommit=True) as db:
        known = {name for (name,) in db.execute("SELECT rolname FROM pg_roles")}
        for name in (OWNER, APP, WORKER):
            verb = "ALTER" if name in known else "CREATE"
            makes = "CREATEDB" if name == OWNER else "NOCREATEDB"
            db.execute(
                sql.SQL("{} ROLE {} {} {} PASSWORD {}").format(
                    sql.SQL(verb), sql.Identifier(name), sql.SQL(limits), sql.SQL(makes),
                    sql.Literal(passwords[name]),
                )
            )


def create_database(owner_url: str, name: str, template: str | None = None) -> None:
    """Create a database owned by the owner, closed to everybody but the serving roles.

    `owner_url` names any database of the cluster. A template must have no session on it.
    """
    with psycopg.connect(owner_url, autocommit=True) as db:
        ending = sql.SQL("TEMPLATE {}").format(sql.Identifier(template)) if template else sql.SQL("")
        db.execute(sql.SQL("CREATE DATABASE {} {}").format(sql.Identifier(name), ending))
        # Rights on the database itself are not copied from a template.
        db.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(sql.Identifier(name)))
        db.execute(
            sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(sql.Identifier(name), _names(SERVING))
        )


def grant(owner_url: str, append_only: Iterable[str]) -> None:
    """Give the serving roles what they need on every table and sequence, and nothing more.

    Runs after each migration, as the owner. `append_only` names the tables that take no UPDATE or DELETE.
    """
    kept = frozenset(append_only)
    with psycopg.connect(owner_url) as db:
        for schema in _schemas(db):
            place = sql.Identifier(schema)
            db.execute(sql.SQL("REVOKE CREATE ON SCHEMA {} FROM PUBLIC").format(place))
            db.execute(sql.SQL("GRANT USAGE ON SCHEMA {} TO {}").format(place, _names(SERVING)))
            db.execute(
                sql.SQL("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {} TO {}").format(place, _names(SERVING))
            )
            for table in _tables(db, schema):
                _grant_table(db, schema, table, rights_on(table, kept))
        for table, columns in open_columns().items():
            db.execute(sql.SQL("GRANT UPDATE ({}) ON TABLE {} TO {}").format(
                _names(columns), sql.Identifier("public", table), _names(SERVING)))


def rights_on(table: str, append_only: frozenset[str]) -> tuple[str, ...]:
    """What a serving role may do with a table."""
    if table in READ_ONLY:
        return ("SELECT",)
    if table in append_only:
        return ("SELECT", "INSERT")
    return ("SELECT", "INSERT", "UPDATE", "DELETE")


def append_only_tables() -> frozenset[str]:
    """Tables of the models that carry `append_only = True`. Needs Django to be set up."""
    from django.apps import apps

    return frozenset(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if getattr(model, "append_only", False)
    )


def open_columns() -> dict[str, tuple[str, ...]]:
    """The columns that may be filled in later in tables otherwise only added to: ``may_change`` of their models."""
    from django.apps import apps

    return {
        model._meta.db_table: tuple(getattr(model, "may_change", ()))
        for model in apps.get_models() if getattr(model, "may_change", ())
    }


def missing(app_url: str, append_only: Iterable[str]) -> list[str]:
    """One sentence for each thing the app's login has too much or too little of."""
    kept = frozenset(append_only)
    with psycopg.connect(app_url) as db:
        role, is_super, bypass = db.execute(
            "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone() or ("?", True, True)
        found = []
        if is_super or bypass:
            found.append(f"The login {role} is a superuser or bypasses row-level security. Use {APP}.")
        for (table,) in db.execute("SELECT tablename FROM pg_tables WHERE tableowner = current_user").fetchall():
            found.append(f"The login {role} owns the table {table}. Run 'helhet migrate' as {OWNER} instead.")
        for schema in _schemas(db):
            for table in _tables(db, schema):
                found += _differences(db, f'"{schema}"."{table}"', rights_on(table, kept))
    return found


def _differences(db: psycopg.Connection, table: str, wanted: tuple[str, ...]) -> list[str]:
    found = []
    for right in ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE"):
        row = db.execute("SELECT has_table_privilege(%s, %s)", (table, right)).fetchone()
        has = bool(row and row[0])
        if has != (right in wanted):
            word = "may" if has else "may not"
            found.append(f"The app {word} {right} on {table}. Run 'helhet migrate', it sets the rights.")
    return found


def _grant_table(db: psycopg.Connection, schema: str, table: str, rights: tuple[str, ...]) -> None:
    where = sql.Identifier(schema, table)
    db.execute(sql.SQL("REVOKE ALL ON TABLE {} FROM PUBLIC, {}").format(where, _names(SERVING)))
    words = sql.SQL(", ").join(map(sql.SQL, rights))
    db.execute(sql.SQL("GRANT {} ON TABLE {} TO {}").format(words, where, _names(SERVING)))


def _schemas(db: psycopg.Connection) -> list[str]:
    rows = db.execute(
        "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'"
    )
    return [name for (name,) in rows]


def _tables(db: psycopg.Connection, schema: str) -> list[str]:
    rows = db.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'p', 'v', 'm')"
        # What an extension brought with it is the extension's own.
        " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = pg_class.oid AND d.deptype = 'e')",
        (f'"{schema}"',),
    )
    return [name for (name,) in rows.fetchall()]


def _names(roles: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, roles))
