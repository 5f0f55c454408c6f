"""Finds every row about one person, table by table, as the catalogue says they are found.

The one place in the house that reads other rooms' tables by name instead of by their doors: a copy that each room wrote
for itself would leave out what somebody forgot. What the person may see is still decided by each case's own door.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db.models import Model

from helhet.keeping.catalogue import Table, tables


@dataclass
class Found:
    """The rows of one table, and the case that each belongs to (None: it is about the person, whatever the case)."""

    rows: list[Any] = field(default_factory=list)
    case: dict[int, int | None] = field(default_factory=dict)


def models() -> dict[str, type[Model]]:
    """Every model by its table."""
    return {m._meta.db_table: m for m in apps.get_models(include_auto_created=True)}


def everything(individual: int) -> dict[str, Found]:
    """Every row about the person, by table, in the order of the catalogue's own paths. One query a table."""
    known = models()
    made: dict[str, Found] = {}
    for table in tables().values():
        if table.found and table.name in known:
            _find(table.name, individual, known, made)
    return made


def _find(name: str, individual: int, known: dict[str, type[Model]], made: dict[str, Found]) -> Found:
    if name in made:
        return made[name]
    made[name] = Found()  # a path never leads back to itself; should it do so it finds nothing, and does not hang
    table, model = tables()[name], known[name]
    path, _semicolon, only = table.found.partition(";")
    if ">" in path:
        found = _below(path, individual, known, made, model)
    elif "<" in path:
        _column, _arrow, above = path.partition("<")
        source, _dot, column = above.partition(".")
        ids = [getattr(row, column) for row in _find(source, individual, known, made).rows]
        found = _with(model, {"pk__in": ids}, None)
    else:
        found = _with(model, {path if path != "id" else "pk": individual}, None)
        if name == "process_case":
            found.case = {row.pk: row.pk for row in found.rows}
    if only:
        column, _equals, value = only.partition("=")
        found.rows = [row for row in found.rows if (getattr(row, column) or "") == value]
    made[name] = found
    return found


def _below(
    path: str, individual: int, known: dict[str, type[Model]], made: dict[str, Found], model: type[Model]
) -> Found:
    """Rows that point at rows already found: by their id, or by another column of theirs (``table.column``)."""
    column, _arrow, above = path.partition(">")
    cases: dict[Any, int | None] = {}
    for part in above.split():
        source, _dot, key = part.partition(".")
        parent = _find(source, individual, known, made)
        cases |= {getattr(row, key or "pk"): parent.case.get(row.pk) for row in parent.rows}
    found = _with(model, {f"{column}__in": list(cases)}, None)
    found.case = {row.pk: cases[getattr(row, column)] for row in found.rows}
    return found


def _with(model: type[Model], where: dict[str, Any], case: int | None) -> Found:
    rows = list(model._default_manager.filter(**where).order_by("pk"))
    return Found(rows, {row.pk: case for row in rows})


def kind_of(table: Table, row: Any, found: dict[str, Found]) -> str:
    """The kind of information that opens a row. A written text is of the kind of what it was written in."""
    if table.name != "kit_fieldversion":
        return table.kind
    mappings: Iterable[Any] = found["process_mapping"].rows if "process_mapping" in found else ()
    return "mapping" if any(m.ref == row.subject for m in mappings) else "plan"
