"""The tables whose rows are computed anew for each copy: plan versions, search entries and the log."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from helhet.audit import chain, log
from helhet.kit.text import decode
from helhet.process.plan.snapshot import checksum
from helhet.workshop.world.synthetic.moulds import Mould
from helhet.workshop.world.synthetic.patterns import NULL, Pattern, Piece, as_bytes, escaped
from helhet.workshop.world.synthetic.rows import Row, column_of, stored_fields

Values = Sequence[str]
Write = Callable[[Values], str]


@dataclass(frozen=True)
class Version:
    """An established plan: its text with holes, and the row around it, which needs the text's checksum."""

    table: str
    columns: tuple[str, ...]
    text: Write
    row: Write
    snapshot: int
    checksum: int

    @classmethod
    def of(cls, mould: Mould, row: Row, n: int) -> "Version":
        fields = stored_fields(row.model)
        pieces: list[Piece] = []
        for i, f in enumerate(fields):
            made: list[Piece] = [(f.name, n)] if f.name in ("snapshot", "checksum") else mould.column(row, f)
            pieces += [*(["\t"] if i else []), *made]
        text = mould.words.split(decode(row.values["snapshot"]))
        return cls(
            row.model._meta.db_table, tuple(map(column_of, fields)), Pattern.of(text, mould.slots).writer(),
            Pattern.of([*pieces, "\n"], mould.slots).writer(), mould.slots["snapshot", n], mould.slots["checksum", n],
        )

    def write(self, values: list[str]) -> str:
        text = self.text(values)
        values[self.snapshot] = "".join(map(str, as_bytes(["\0" + text])))
        values[self.checksum] = checksum(text)
        return self.row(values)


def versions_of(mould: Mould) -> list[Version]:
    found = [r for m, rows in mould.rows.items() if m._meta.db_table == "process_planversion" for r in rows]
    return [Version.of(mould, row, n) for n, row in enumerate(found)]


SEARCH_STAGE = ("synthetic_words", ("case_ref", "individual", "units", "words", "updated_at"))


def search_of(mould: Mould) -> Write:
    """What a case is found by, as plain words: the database makes its own form of them."""
    from helhet.process.case.rules import State

    row = next(r for m, rows in mould.rows.items() if m._meta.db_table == "access_searchentry" for r in rows)
    units: list[Piece] = []
    for unit in row.values["units"]:
        units += [*([","] if units else []), mould.post("unit", unit)]
    convener = mould.post("unit_name", next(p.unit_name for p in mould.team
                                             if p.unit == mould.case.values["convener_unit_id"]))
    words: list[Piece] = [
        ("person", "given"), " ", ("person", "family"), " ", ("person", "dashed"), " ", ("person", "number"), " ",
        ("number",), " ", convener, " ", str(State(mould.case.values["state"]).label),
    ]
    pieces: list[Piece] = [
        ("uuid", mould.refs[mould.case.values["ref"]]), "\t", mould.id_of(mould.person.model, mould.person.pk),
        "\t{", *units, "}\t", *escaped(words), "\t", *mould.column(row, _field(row, "updated_at")), "\n",
    ]
    return Pattern.of(pieces, mould.slots).writer()


def _field(row: Row, name: str) -> Any:
    return row.model._meta.get_field(name)


@dataclass(frozen=True)
class Line:
    """One event of the log with holes. ``at`` stays a moment: the hash is taken over it."""

    pk: int
    controller: Write
    actor: Write
    actor_name: Write
    assignment: Write
    unit: Write
    unit_name: Write
    subject: Write
    data: Write
    at: datetime
    event: str
    purpose: str
    ground: str
    actor_controller: Write
    owner: Write
    actor_title: str | None
    resource: str | None
    rule: str | None
    denied: bool


class Chains:
    """One chain of hashes per controller, continued from what the log holds."""

    columns = ("id", "controller", "n", "at", "event", "actor", "actor_name", "assignment", "unit", "unit_name",
               "purpose", "ground", "subject", "data", "prev_hash", "hash", "version", "actor_controller", "owner",
               "actor_title", "resource", "rule", "denied")
    table = "audit_auditevent"

    def __init__(self) -> None:
        self.last: dict[int, tuple[int, bytes]] = {}

    def _end(self, controller: int) -> tuple[int, bytes]:
        if controller not in self.last:
            from helhet.audit.models import AuditEvent

            row = AuditEvent.objects.filter(controller=controller).order_by("-n").first()
            self.last[controller] = (row.n, bytes(row.hash)) if row else (0, chain.GENESIS)
        return self.last[controller]

    def write(self, lines: Sequence[Line], values: Values, person: int, delta: timedelta) -> Iterator[str]:
        """The rows of one copy, hashed by the log's own function."""
        for line in lines:
            controller = int(line.controller(values))
            n, prev = self._end(controller)
            assignment, unit, subject, actor = (
                w(values) for w in (line.assignment, line.unit, line.subject, line.actor))
            data = line.data(values)
            row = SimpleNamespace(
                controller=controller, n=n + 1, at=line.at + delta, event=line.event,
                actor=_or_none(actor, UUID), actor_name=line.actor_name(values), assignment=_or_none(assignment, int),
                unit=_or_none(unit, int), unit_name=line.unit_name(values), purpose=line.purpose, ground=line.ground,
                subject=_or_none(subject, UUID), prev_hash=prev, actor_hsa=None, unit_hsa=None, request=None,
                actor_controller=_or_none(line.actor_controller(values), int), owner=_or_none(line.owner(values), int),
                actor_title=line.actor_title, resource=line.resource, rule=line.rule, denied=line.denied,
            )
            made = chain.digest(chain.facts(row, (person,), data))
            self.last[controller] = (n + 1, made)
            yield "\t".join((
                values[line.pk], str(controller), str(n + 1), row.at.isoformat(), line.event, actor, row.actor_name,
                assignment, unit, row.unit_name, line.purpose, line.ground, subject,
                data.replace("\\", "\\\\"), f"\\\\x{prev.hex()}", f"\\\\x{made.hex()}", str(chain.VERSION),
                line.actor_controller(values), line.owner(values), *map(_or_null, (line.actor_title, line.resource,
                line.rule)), "t" if line.denied else "f",
            )) + "\n"


def _or_none(text: str, kind: Callable[[str], Any]) -> Any:
    return None if text == r"\N" else kind(text)


def _or_null(text: str | None) -> str:
    return NULL if text is None else text


def lines_of(mould: Mould) -> list[Line]:
    """The template's events, in the order they were written."""
    rows = [r for m, found in mould.rows.items() if m._meta.db_table == Chains.table for r in found]

    def writer(row: Row, name: str) -> Write:
        return Pattern.of(mould.column(row, _field(row, name)), mould.slots).writer()

    def data(row: Row) -> Write:
        plain = row.values["data"]
        text = plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False)
        return Pattern.of(mould.words.split(text), mould.slots).writer()

    return [
        Line(
            pk=mould.slots[mould.id_of(row.model, row.pk)],  # type: ignore[index]
            controller=_controller(mould, row, "controller"), owner=_controller(mould, row, "owner"),
            actor_controller=_controller(mould, row, "actor_controller"), denied=bool(row.values["denied"]),
            actor_title=row.values["actor_title"], resource=row.values["resource"], rule=row.values["rule"],
            actor=writer(row, "actor"), actor_name=writer(row, "actor_name"), assignment=writer(row, "assignment"),
            unit=writer(row, "unit"), unit_name=writer(row, "unit_name"), subject=writer(row, "subject"),
            data=data(row), at=row.values["at"], event=row.values["event"], purpose=row.values["purpose"],
            ground=row.values["ground"],
        )
        for row in sorted(rows, key=lambda r: (r.values["at"], r.pk))
    ]


def _controller(mould: Mould, row: Row, column: str) -> Write:
    value = row.values[column]
    if value is None:
        return Pattern.of([NULL], mould.slots).writer()
    piece: Piece = str(value) if value == log.NOBODY else mould.post("controller", value)
    return Pattern.of([piece], mould.slots).writer()
