"""Finds every row that hangs on one case, by the foreign keys of the tables and a few declared soft columns."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models

Model = type[models.Model]
ROOMS = ("people", "process")  # whose tables are followed by their foreign keys
# Tables without a foreign key to the case: the column, and what it holds.
SOFT_TABLES = {
    "kit.FieldVersion": ("subject", "refs"), "access.Reach": ("case_ref", "case"),
    "access.SearchEntry": ("case_ref", "case"), "clock.Obligation": ("subject", "case"),
    "clock.InboxItem": ("subject", "case"), "clock.Taken": ("subject", "case"),
    "audit.AuditSubject": ("individual", "person"),
}
EVENTS = "audit.AuditEvent"


@dataclass(frozen=True)
class Row:
    """One row as the database gives it, in the order of its model's stored columns."""

    model: Model
    values: dict[str, Any]

    @property
    def pk(self) -> Any:
        return self.values[self.model._meta.pk.attname]


def stored_fields(model: Model) -> "list[models.Field[Any, Any]]":
    """The columns one can write; generated ones follow by themselves."""
    return [f for f in model._meta.concrete_fields if not isinstance(f, models.GeneratedField)]


def column_of(field: "models.Field[Any, Any]") -> str:
    """The name of the column a field is stored in."""
    assert field.column
    return field.column


def tables() -> tuple[Model, ...]:
    """Every table that a copy may write to."""
    followed = [m for m in apps.get_models() if m._meta.app_label in ROOMS]
    return (*followed, *(apps.get_model(name) for name in (*SOFT_TABLES, EVENTS)))


def rows_of(case: UUID, person: int) -> tuple[Row, ...]:
    """All rows of one case and its person. Raises ValueError when an event also concerns somebody else."""
    found: dict[Model, dict[Any, Row]] = {}
    _take(found, apps.get_model("people.Individual"), "id", [person])
    _take(found, apps.get_model("process.Case"), "ref", [case])
    while _follow(found):
        pass
    refs = [r.values["ref"] for rows in list(found.values()) for r in rows.values() if "ref" in r.values]
    wanted = {"refs": refs, "case": [case], "person": [person]}
    for name, (column, what) in SOFT_TABLES.items():
        _take(found, apps.get_model(name), column, wanted[what])
    subjects = found.get(apps.get_model("audit.AuditSubject"), {})
    events = {r.values["event"] for r in subjects.values()}
    _take(found, apps.get_model(EVENTS), "id", sorted(events))
    _alone(events, person)
    return tuple(row for rows in found.values() for row in sorted(rows.values(), key=lambda r: str(r.pk).zfill(20)))


def _follow(found: dict[Model, dict[Any, Row]]) -> bool:
    """Take the rows that point at what is found; whether there were new ones."""
    before = sum(map(len, found.values()))
    for model in apps.get_models():
        if model._meta.app_label in ROOMS:
            for f in model._meta.concrete_fields:
                target = getattr(f, "related_model", None)
                if f.is_relation and target in found:
                    _take(found, model, column_of(f), list(found[target]))
    return sum(map(len, found.values())) > before


def _take(found: dict[Model, dict[Any, Row]], model: Model, column: str, keys: list[Any]) -> None:
    for row in _read(model, column, keys):
        found.setdefault(model, {})[row.pk] = row


def _read(model: Model, column: str, keys: list[Any]) -> Iterator[Row]:
    fields = stored_fields(model)
    quote = connection.ops.quote_name
    # Raw values: encrypted texts and json exactly as they lie.
    names = ", ".join(quote(column_of(f)) for f in fields)
    sql = f"SELECT {names} FROM {quote(model._meta.db_table)} WHERE {quote(column)} = ANY(%s)"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [keys])
        for values in cursor.fetchall():
            yield Row(model, dict(zip((f.attname for f in fields), values, strict=True)))


def _alone(events: set[int], person: int) -> None:
    subject = apps.get_model("audit.AuditSubject")
    others = subject._default_manager.filter(event__in=events).exclude(individual=person)
    if others.exists():
        raise ValueError("an event of the template also concerns somebody else")
