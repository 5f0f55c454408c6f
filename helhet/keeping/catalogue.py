"""The catalogue of every column: what it is, on which ground it is held, how long, and whether the person gets it out.

``catalogue.csv`` is the truth. A row without columns speaks for its table: ground, retention, the kind that opens it,
and ``found``: how a person's rows are found. A row with columns gives their class and export. The table ``*`` names
columns that are the same everywhere. A column that stands nowhere is a fault, and no build passes with one.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from helhet.keeping.rules import Export, Ground, Keep, Sort

SOURCE = Path(__file__).with_name("catalogue.csv")
EVERYWHERE = "*"


@dataclass(frozen=True)
class Column:
    """One column: what sort of information, and whether the person's export holds it (or why it does not)."""

    name: str
    sort: Sort
    export: Export


@dataclass
class Table:
    """One table: ground, retention, the kind that opens it, and how the rows of a person are found in it."""

    name: str
    ground: Ground
    keep: Keep
    found: str = ""
    kind: str = ""
    note: str = ""
    columns: dict[str, Column] = field(default_factory=dict)

    @property
    def exported(self) -> tuple[str, ...]:
        """The columns that the person's export holds; none for a table that is not about a person."""
        return tuple(c.name for c in self.columns.values() if c.export == Export.YES) if self.found else ()


@cache
def tables() -> dict[str, Table]:
    """The catalogue by table. Raises ValueError for a word that is none of ours."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    made = {
        row["table"]: Table(row["table"], Ground(row["ground"]), Keep(row["retention"]), row["found"], row["kind"],
                            row["note"])
        for row in rows if not row["columns"]
    }
    for row in rows:
        for name in row["columns"].split():
            for table in made.values() if row["table"] == EVERYWHERE else [made[row["table"]]]:
                table.columns.setdefault(name, Column(name, Sort(row["class"]), Export(row["export"])))
    return made


def faults(standing: Mapping[str, Iterable[str]]) -> list[str]:
    """One sentence for each column of ``standing`` that the catalogue lacks, and each row for what is not there."""
    known = tables()
    found = [f"{table} has no row in the catalogue" for table in sorted(set(standing) - set(known))]
    for table, columns in standing.items():
        if table in known:
            found += [f"{table}.{c} has no row in the catalogue" for c in columns if c not in known[table].columns]
    with SOURCE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["table"] == EVERYWHERE:
                continue
            there = set(standing.get(row["table"], ()))
            if not there:
                found.append(f"{row['table']} stands in the catalogue and nowhere else")
            found += [f"{row['table']}.{c} stands in the catalogue and nowhere else"
                      for c in row["columns"].split() if there and c not in there]
    return list(dict.fromkeys(found))


def standing() -> dict[str, Iterable[str]]:
    """Every table and column that the rooms' models have. Needs Django to be set up."""
    from django.apps import apps

    return {
        model._meta.db_table: [f.column or "" for f in model._meta.local_fields]
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.app_label.startswith("workshop")
    }
