"""What each role may and may not do, tried on a migrated database."""

import psycopg
import pytest
from psycopg import errors, sql

from helhet.workshop import roles
from helhet.workshop.database import Urls


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (n integer)",
        "CREATE TEMPORARY TABLE mine (n integer)",
        "ALTER TABLE django_session ADD COLUMN n integer",
        "DROP TABLE django_session",
        "TRUNCATE django_session",
        "CREATE SCHEMA mine",
        "CREATE DATABASE mine",
        "SET ROLE helhet_owner",
        "ALTER TABLE django_session DISABLE ROW LEVEL SECURITY",
        "GRANT UPDATE ON django_migrations TO helhet_app",
        "DELETE FROM django_migrations",
        "CREATE ROLE mine",
        "COPY django_session TO PROGRAM 'cat'",
    ],
)
@pytest.mark.parametrize("role", ["app", "worker"])
def test_a_serving_role_changes_rows_only(fresh_database: Urls, role: str, statement: str) -> None:
    with psycopg.connect(getattr(fresh_database, role), autocommit=True) as db, pytest.raises(
        (errors.InsufficientPrivilege, errors.InvalidGrantOperation)
    ):
        # GRANT without the right to give only warns, so what it would have given is tried.
        db.execute(statement)
        if statement.startswith("GRANT"):
            db.execute("UPDATE django_migrations SET name = name")


@pytest.mark.parametrize("verb", ["UPDATE {table} SET {column} = {column}", "DELETE FROM {table}", "TRUNCATE {table}"])
def test_append_only_tables_are_only_added_to(fresh_database: Urls, verb: str) -> None:
    from django.apps import apps

    kept = [model for model in apps.get_models() if getattr(model, "append_only", False)]
    assert kept
    for model in kept:
        statement = sql.SQL(verb).format(
            table=sql.Identifier(model._meta.db_table), column=sql.Identifier(model._meta.pk.column)
        )
        with psycopg.connect(fresh_database.app) as db, pytest.raises(errors.InsufficientPrivilege):
            db.execute(statement)


def test_an_ordinary_table_can_be_written(fresh_database: Urls) -> None:
    with psycopg.connect(fresh_database.app) as db:
        db.execute("INSERT INTO django_session VALUES ('k', 'd', now())")
        db.execute("UPDATE django_session SET session_data = 'e'")
        assert db.execute("DELETE FROM django_session").rowcount == 1


def test_rights_are_named_when_they_are_wrong(fresh_database: Urls) -> None:
    kept = roles.append_only_tables()
    assert roles.missing(fresh_database.app, kept) == []
    with psycopg.connect(fresh_database.owner) as db:
        db.execute("GRANT TRUNCATE ON django_session TO helhet_app")
        db.execute("REVOKE INSERT ON django_session FROM helhet_app")
    said = " ".join(roles.missing(fresh_database.app, kept))
    assert 'may TRUNCATE on "public"."django_session"' in said
    assert 'may not INSERT on "public"."django_session"' in said
    roles.grant(fresh_database.owner, kept)
    assert roles.missing(fresh_database.app, kept) == []


def test_the_owner_is_no_fit_login_for_the_app(fresh_database: Urls) -> None:
    assert any("owns the table" in sentence for sentence in roles.missing(fresh_database.owner, frozenset()))


@pytest.mark.parametrize(
    ("table", "rights"),
    [
        ("django_migrations", ("SELECT",)),
        ("audit_event", ("SELECT", "INSERT")),
        ("other", ("SELECT", "INSERT", "UPDATE", "DELETE")),
    ],
)
def test_rights_follow_the_kind_of_table(table: str, rights: tuple[str, ...]) -> None:
    assert roles.rights_on(table, frozenset({"audit_event"})) == rights
