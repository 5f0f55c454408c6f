"""Whose a row is, found from the models' own columns and not from their guards: the second opinion of `prove rls`."""

from dataclasses import dataclass, field

import psycopg
from django.apps import apps
from django.db.models import ForeignKey, Model
from psycopg import sql

from helhet.workshop import policies

CASE, PERSON, REPORT, WAY = "process_case", "people_individual", "deviation_report", "post_way"
_ROOTS = (CASE, PERSON, REPORT, WAY)


@dataclass
class Rows:
    """Of one table: whose each row is, by primary key."""

    table: str
    key: str
    append_only: bool
    cases: dict[object, int] = field(default_factory=dict)
    persons: dict[object, frozenset[int]] = field(default_factory=dict)
    units: dict[object, frozenset[int]] = field(default_factory=dict)


def all_rows(db: psycopg.Connection) -> dict[str, Rows]:
    """Every row of every guarded table, as the owner sees them."""
    models = {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)}
    return {table: _rows(db, models[table], models) for table in policies.guarded()}


def _rows(db: psycopg.Connection, model: type[Model], models: dict[str, type[Model]]) -> Rows:
    meta = model._meta
    found = Rows(meta.db_table, meta.pk.column, bool(getattr(model, "append_only", False)))
    case, joins = _to_case(model, models, "t", 0)
    columns = {f.column for f in meta.concrete_fields}
    person = "NULL" if case != "NULL" else _person(meta.db_table, columns, joins)
    unit = next((c for c in ("unit_id", "unit", "to_unit_id") if c in columns), "")
    report = "t" if meta.db_table == REPORT else "above" if meta.db_table == "deviation_step" else ""
    units = f"ARRAY[{report}.reporter_id, {report}.receiver_id]" if report else (
        f"ARRAY[t.{unit}]" if unit else "NULL::int[]")
    statement = (f'SELECT t."{found.key}", {case}, {person}, {units} FROM "{meta.db_table}" t {joins}')  # noqa: S608
    for key, of_case, of_person, of_units in db.execute(statement).fetchall():
        if of_case is not None:
            found.cases[key] = of_case
        if of_person is not None:
            found.persons[key] = frozenset({of_person})
        found.units[key] = frozenset(u for u in of_units or () if u is not None)
    if meta.db_table == "audit_auditevent":
        found.persons = {key: frozenset(whom) for key, whom in db.execute(
            "SELECT event, array_agg(individual) FROM audit_auditsubject GROUP BY event").fetchall()}
    return found


def _person(table: str, columns: set[str], joins: str) -> str:
    if table == PERSON:
        return "t.id"
    if "individual_id" in columns or "individual" in columns:
        return "t.individual_id" if "individual_id" in columns else "t.individual"
    return "above.individual_id" if "people_relation above" in joins else "NULL"


def _to_case(model: type[Model], models: dict[str, type[Model]], alias: str, depth: int) -> tuple[str, str]:
    """An expression for the case's id, and the joins that it needs: by foreign key, by ref, or by a row above."""
    meta = model._meta
    columns = {f.column for f in meta.concrete_fields}
    if meta.db_table == CASE:
        return f"{alias}.id", ""
    if "case_id" in columns:
        return f"{alias}.case_id", ""
    ref = next((c for c in ("case_ref", "subject") if c in columns), "")
    if ref and meta.get_field(ref).get_internal_type() == "UUIDField":
        n = f"c{depth}"
        more = (
            f"LEFT JOIN process_case {n} ON {n}.ref = {alias}.{ref}"
            f" LEFT JOIN process_draft {n}d ON {n}d.ref = {alias}.{ref}"
            f" LEFT JOIN process_mapping {n}m ON {n}m.ref = {alias}.{ref}"
            f" LEFT JOIN deviation_report {n}r ON {n}r.ref = {alias}.{ref}"
        )
        return f"coalesce({n}.id, {n}d.case_id, {n}m.case_id, {n}r.case_id)", more
    if meta.db_table == "documents_content":
        return "a.case_id", ("LEFT JOIN process_attachment x ON x.content_id = t.id"
                             " LEFT JOIN process_message a ON a.id = x.message_id")
    for one in meta.concrete_fields:
        if isinstance(one, ForeignKey) and not one.null and depth < 4:
            over = one.related_model
            if over is model or over._meta.db_table not in policies.guarded():  # type: ignore[union-attr]
                continue
            name = "above" if depth == 0 else f"above{depth}"
            case, more = _to_case(over, models, name, depth + 1)  # type: ignore[arg-type]
            joins = f'LEFT JOIN "{over._meta.db_table}" {name} ON {name}.id = {alias}.{one.column} {more}'  # type: ignore[union-attr]
            if case != "NULL" or over._meta.db_table == "people_relation":  # type: ignore[union-attr]
                return case, joins.replace('"people_relation"', "people_relation")
    return "NULL", ""


def columns_of(db: psycopg.Connection, table: str) -> list[str]:
    """The columns one can write."""
    return [name for (name,) in db.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
        " AND attgenerated = ''", (table,))]


def identifier(*names: str) -> sql.Identifier:
    return sql.Identifier(*names)
