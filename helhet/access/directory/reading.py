"""Reads a file of the directory, JSON or CSV, into a roster. Pure: nothing here knows the house's own rows.

CSV: one line for each assignment, with a heading; separators are commas or semicolons. JSON: the lists ``units``,
``people`` and ``commissions`` with the national directory's own words. Dates as 2026-11-22; the last day counts.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helhet.access.directory.roster import (
    IMPORTABLE,
    PURPOSES,
    CommissionLine,
    Fault,
    Gathering,
    PersonLine,
    Roster,
    UnitLine,
)
from helhet.access.rules import ROLES
from helhet.kit.limits import NAME
from helhet.kit.text import clean_text

MOST_BYTES, MOST_LINES = 5_000_000, 50_000
FAR = date(9999, 1, 1) - timedelta(days=1)
HEADS = ("unit_hsa_id", "unit_name", "employee_hsa_id", "name", "title", "phone", "commission_hsa_id", "role",
         "purpose", "from", "to")
Row = Mapping[str, Any]


def read(body: bytes) -> Roster:
    """The roster of a file; what cannot be read is a fault with its line. Raises nothing."""
    if len(body) > MOST_BYTES:
        return Roster(faults=(Fault(1, _("Filen är för stor. Dela den per enhet, högst fem megabyte i varje.")),))
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = body[: error.start].count(b"\n") + 1
        return Roster(faults=(Fault(line, _("Filen går inte att läsa som text. Spara den som UTF-8.")),))
    if "\0" in text:
        return Roster(faults=(Fault(1, _("Filen går inte att läsa som text. Spara den som UTF-8.")),))
    return _json(text) if text.lstrip()[:1] == "{" else _csv(text)


def _csv(text: str) -> Roster:
    found = Gathering()
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",")
    try:
        missing = [h for h in ("unit_hsa_id", "employee_hsa_id", "name", "role", "purpose", "from")
                   if h not in (reader.fieldnames or ())]
        if missing:
            return Roster(faults=(Fault(1, _("Rubriken saknar: %(heads)s.") % {"heads": ", ".join(missing)}),))
        for row in reader:
            if reader.line_num > MOST_LINES:
                found.fault(reader.line_num, _("Filen har för många rader. Dela den per enhet."))
                break
            _csv_line(found, reader.line_num, row)
    except csv.Error:
        found.fault(reader.line_num, _("Raden går inte att läsa. Kontrollera citattecken och skiljetecken."))
    return found.done()


def _csv_line(found: Gathering, line: int, row: Row) -> None:
    unit = _word(row, "unit_hsa_id")
    if not unit:
        return found.fault(line, _("Raden saknar enhetens HSA-id."))
    found.unit(UnitLine(line, unit, _word(row, "unit_name")))
    person = _word(row, "employee_hsa_id")
    if person:  # a line with a unit alone says: nobody works here any longer
        _person(found, line, person, row, "name", "title", "phone")
        _commission(found, line, row, person=person, unit=unit, commission=_word(row, "commission_hsa_id"))
    return None


def _json(text: str) -> Roster:
    found = Gathering()
    try:
        whole = json.loads(text)
        if not isinstance(whole, dict):
            return Roster(faults=(Fault(1, _("Filen ska vara ett JSON-objekt med listor.")),))
    except (json.JSONDecodeError, RecursionError) as error:
        return Roster(faults=(Fault(getattr(error, "lineno", 1), _("Filen är inte riktig JSON. Felet börjar här.")),))
    for name in ("units", "people", "commissions"):
        if not isinstance(whole.get(name), list):
            return Roster(faults=(Fault(1, _("Filen saknar listan ”%(name)s”.") % {"name": name}),))
    if sum(len(whole[name]) for name in ("units", "people", "commissions")) > MOST_LINES:
        return Roster(faults=(Fault(1, _("Filen har för många rader. Dela den per enhet.")),))
    for line, row in _lines(text, "units", whole):
        if _word(row, "hsaId"):
            found.unit(UnitLine(line, _word(row, "hsaId"), _word(row, "name")))
        else:
            found.fault(line, _("Raden saknar enhetens HSA-id."))
    for line, row in _lines(text, "people", whole):
        _person(found, line, _word(row, "employeeHsaId"), row, "name", "title", "phone")
    for line, row in _lines(text, "commissions", whole):
        _commission(found, line, row, person=_word(row, "employeeHsaId"), unit=_word(row, "unitHsaId"),
                    commission=_word(row, "commissionHsaId"))
    return found.done()


def _lines(text: str, name: str, whole: Row) -> Iterator[tuple[int, Row]]:
    """Each object of a list with the line it begins on."""
    decoder, line, seen = json.JSONDecoder(), 1, 0
    at = text.find("[", text.find(f'"{name}"')) + 1
    for row in whole[name]:
        try:
            while text[at] in ", \t\r\n":
                at += 1
            line, seen = line + text.count("\n", seen, at), at
            at = decoder.raw_decode(text, at)[1]
        except (ValueError, IndexError):  # the name stands somewhere else too: then the line is not known
            line = 1
        yield line, row if isinstance(row, dict) else {}


def _person(found: Gathering, line: int, hsa_id: str, row: Row, name: str, title: str, phone: str) -> None:
    called = _word(row, name)
    if not hsa_id:
        found.fault(line, _("Raden saknar personens HSA-id."))
    elif not called:
        found.fault(line, _("Raden saknar personens namn."))
    elif len(called) > NAME or len(_word(row, title)) > NAME or len(_word(row, phone)) > 40 or len(hsa_id) > 64:
        found.fault(line, _("Namnet, titeln, telefonnumret eller HSA-id:t är för långt."))
    else:
        found.person(PersonLine(line, hsa_id, called, _word(row, title), _word(row, phone)))


def _commission(found: Gathering, line: int, row: Row, *, person: str, unit: str, commission: str) -> None:
    role, purpose = _word(row, "role"), PURPOSES.get(_word(row, "purpose").lower())
    first, last = _day(row, "from"), _day(row, "to")
    if role not in ROLES:
        found.fault(line, _("Rollen ”%(role)s” finns inte. Välj en av: %(roles)s.")
                    % {"role": role[:40], "roles": ", ".join(sorted(IMPORTABLE))})
    elif role not in IMPORTABLE:
        found.fault(line, _("Rollen ”%(role)s” kan inte läsas in. Den utses på enheten.") % {"role": role})
    elif purpose is None:
        found.fault(line, _("Ändamålet går inte att känna igen. Skriv till exempel ”Vård och behandling”."))
    elif not isinstance(first, date) or isinstance(last, str):
        found.fault(line, _("Skriv dagarna så här: 2026-11-22. Första dagen måste finnas."))
    elif last is not None and last < first:
        found.fault(line, _("Sista dagen är före den första."))
    elif len(commission) > 64:
        found.fault(line, _("Uppdragets HSA-id är för långt."))
    else:
        found.commission(CommissionLine(line, person, unit, role, purpose.value, first, last, commission))


def _word(row: Row, name: str) -> str:
    """The word of a column; what holds signs that no name has counts as missing."""
    value = row.get(name)
    try:
        text = clean_text(value) if isinstance(value, str) else ""
        text.encode()
    except (ValidationError, UnicodeEncodeError):
        return ""
    return " ".join(text.split())


def _day(row: Row, name: str) -> date | str | None:
    """A day, none when there is none, or the words that are no day."""
    text = _word(row, name)
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError:
        return text
    return text if found is not None and found > FAR else found
