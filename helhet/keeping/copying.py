"""The person's own copy: everything the catalogue says they get, as their own door shows it.

Third persons: their names stand there where the person met or named them, numbers and addresses never (GDPR 15.4).
"""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from helhet.access.actor import Actor
from helhet.access.context import set_context
from helhet.access.rules import ALL_KINDS, Kind
from helhet.audit import events as log_events
from helhet.audit import log
from helhet.keeping import events, finding, labels, words
from helhet.keeping.catalogue import Export, Sort, Table, tables
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.organisations import door as organisations
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.case.moves import MOVES
from helhet.process.case.rules import State

FORMAT = 1
# What says nothing to a reader: codes, sums and the same once more. It stands in the file.
IN_THE_FILE = frozenset({"data", "facts", "checksum", "snapshot", "issuer", "subject", "field", "n", "position",
                         "sip_kind", "level", "owner_kind", "is_active"})


@dataclass(frozen=True)
class Row:
    """One row: raw values for the file, and the same as words for a reader, both by column."""

    values: dict[str, Any]
    shown: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Part:
    """One table of the copy."""

    table: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Withheld:
    """Something that is not in the copy, and by which rule."""

    what: str | Promise
    why: str | Promise
    rule: str | Promise


@dataclass(frozen=True)
class Copy:
    """Everything the person gets."""

    name: str
    at: datetime
    parts: tuple[Part, ...]
    withheld: tuple[Withheld, ...]


def copy_of(by: Actor) -> Copy:
    """The copy of the person who asks, logged in each case it holds. Raises NotThere for anybody else."""
    if by.kind != "individual" or by.individual_id is None:
        raise NotThere
    with transaction.atomic():
        set_context(by, persons=[by.individual_id])
        refs = list(Case.objects.filter(individual_id=by.individual_id).values_list("ref", flat=True))
        with ExitStack() as doors:
            opened = [doors.enter_context(cases.visit(by, ref, events.COPIED)) for ref in refs]
            open_kinds = {visit.case.id: visit.decision.kinds for visit in opened}
            for visit in opened:
                visit.read |= visit.decision.kinds
            found = finding.everything(by.individual_id)
            parts = _parts(found, open_kinds)
        if not refs:
            log.record(events.COPIED, by=by, individuals=[by.individual_id])
    return Copy(by.name, clock.now(), parts, _withheld(found, open_kinds))


def _parts(found: dict[str, finding.Found], open_kinds: dict[int, frozenset[str]]) -> tuple[Part, ...]:
    units = _units(found)
    made = []
    for name in words.TITLES:
        table = tables()[name]
        here = found.get(name)
        if here is None:
            continue
        rows = tuple(_row(table, row, units) for row in here.rows if _open(table, row, here, found, open_kinds))
        if rows:
            made.append(Part(name, words.title(name), table.exported, rows))
    return tuple(made)


def _open(table: Table, row: Any, here: finding.Found, found: dict[str, finding.Found],
          open_kinds: dict[int, frozenset[str]]) -> bool:
    case = here.case.get(row.pk)
    kind = finding.kind_of(table, row, found)
    return case is None or (case in open_kinds and (not kind or kind in open_kinds[case]))


def _units(found: dict[str, finding.Found]) -> dict[int, str]:
    """The names of the units that stand in the rows. One query."""
    ids = {
        getattr(row, column.name) for name, here in found.items() for row in here.rows
        for column in tables()[name].columns.values() if column.sort == Sort.ORGANISATION
    }
    return {i: unit.name for i, unit in organisations.units_by_id([i for i in ids if i]).items()}


def _row(table: Table, row: Any, units: dict[int, str]) -> Row:
    values, shown = {}, []
    fields = {f.column: f for f in row._meta.local_fields}
    for column in table.exported:
        value = getattr(row, fields[column].attname)
        if table.columns[column].sort == Sort.ORGANISATION:
            value = units.get(value, "")
        values[column] = value
        quiet = column in IN_THE_FILE or value is False
        said = "" if quiet else _as_sentence(column, value) or _said(value, fields[column])
        if said:
            shown.append((labels.label(column), said))
    return Row(values, tuple(shown))


def _as_sentence(column: str, value: Any) -> str:
    """What a step, an event or a state is called."""
    if column == "verb":
        return str(MOVES[value].says) if value in MOVES else ""
    if column == "event":
        known = {e.code: e.sentence for e in log_events.all_events()}
        return str(known.get(value, ""))
    if column in ("from_state", "to_state"):
        return str(State(value).label) if value in State.values else ""
    return ""


def _said(value: Any, field: Any) -> str:
    """A value as one would say it; empty when there is nothing to say."""
    from helhet.kit import dates

    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return str(_("ja") if value else _("nej"))
    if isinstance(value, datetime):
        return dates.datetime_sv(value)
    if isinstance(value, date):
        return dates.date_full(value)
    if isinstance(value, time):
        return value.strftime("%H.%M")
    choices = dict(getattr(getattr(field, "base_field", field), "flatchoices", ()))
    if isinstance(value, (list, tuple)):
        return ", ".join(str(choices.get(each, each)) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{labels.label(key)}: {_said(each, None) or '–'}" for key, each in value.items())
    return str(choices.get(value, value))


def _withheld(
    found: dict[str, finding.Found], open_kinds: dict[int, frozenset[str]]
) -> tuple[Withheld, ...]:
    """What is not there, and by which rule: what the profile hides, and what concerns others."""
    hidden = {kind for kinds in open_kinds.values() for kind in ALL_KINDS - kinds}
    made = [Withheld(Kind(kind).label, _("Visas inte här i ert län. Fråga enheten som samordnar, så får du läsa."),
                     "PREP-18") for kind in sorted(hidden)]
    others = any(
        getattr(row, c.name) for name, here in found.items() for row in here.rows
        for c in tables()[name].columns.values() if c.export == Export.NO_THIRD
    )
    if others:
        made.append(Withheld(_("Nummer, telefon och adress till andra än dig"),
                             _("Namnen står med. Resten är deras egna uppgifter."),
                             _("Dataskyddsförordningen, artikel 15.4")))
    made.append(Withheld(_("Rapporter mellan enheter om samarbetet"),
                         _("Begär dem hos enheten. Den prövar vad som kan lämnas ut."),
                         _("Offentlighets- och sekretesslagen, 6 kap. 4 §")))
    made.append(Withheld(_("Koder och nycklar för inloggning"), _("De skyddar dina uppgifter."),
                         _("Offentlighets- och sekretesslagen, 18 kap. 8 §")))
    made.append(Withheld(_("Det som någon har börjat skriva men inte sparat"), _("Det ses bara av den som skriver."),
                         _("Tryckfrihetsförordningen, 2 kap. 12 §")))
    return tuple(made)


def as_file(copy: Copy) -> dict[str, Any]:
    """The copy for machines: each column with its label, sort and ground from the catalogue."""
    return {
        "format": FORMAT, "name": copy.name, "made": copy.at.isoformat(),
        "tables": [
            {
                "table": part.table, "title": part.title, "ground": str(tables()[part.table].ground.label),
                "columns": {c: {"label": labels.label(c), "sort": tables()[part.table].columns[c].sort.value}
                            for c in part.columns},
                "rows": [{c: _plain(v) for c, v in row.values.items()} for row in part.rows],
            }
            for part in copy.parts
        ],
        "withheld": [{"what": str(w.what), "why": str(w.why), "rule": str(w.rule)} for w in copy.withheld],
    }


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if value is None or isinstance(value, (bool, int, float, str, dict)):
        return value
    return str(value)
