"""One template case turned into patterns: every row of it, with holes for all that a copy makes anew."""

import json
import re
from dataclasses import dataclass, fields
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from helhet.kit import clock
from helhet.kit.text import PersonText, decode
from helhet.people.numbers import show_number
from helhet.process.mapping.door import area_row
from helhet.process.mapping.rules import LifeArea
from helhet.workshop.world.synthetic.ground import Post
from helhet.workshop.world.synthetic.patterns import NULL, Key, Pattern, Piece, Slots, Words, as_bytes, escaped
from helhet.workshop.world.synthetic.rows import Model, Row, column_of, stored_fields

POST_FIELDS = tuple(f.name for f in fields(Post))
# Whole numbers that point at something without a foreign key, by the column's name.
SOFT = {
    "individual": "person", "event": "event",
    **dict.fromkeys(("unit", "by_unit", "added_by_unit", "from_unit"), "unit"),
    **dict.fromkeys(("by", "user", "by_user", "who_user", "leader_user", "documenter_user", "convener_user",
                     "coordination_user", "assigned_to", "taken_by"), "user"),
    **dict.fromkeys(("assignment", "by_assignment"), "assignment"),
    "controller": "controller", "profile_version": "same", "n": "same", "principal": "same",
}
APART = frozenset({"process_planversion", "access_searchentry", "audit_auditevent"})


class Unknown(LookupError):
    """A column nobody has said how to copy."""


@dataclass(frozen=True)
class Sheet:
    """The rows of one table of a template, as one pattern for COPY."""

    table: str
    columns: tuple[str, ...]
    pattern: Pattern


class Mould:
    """A template: its patterns, and what each hole stands for."""

    def __init__(self, rows: tuple[Row, ...], team: tuple[Post, ...]) -> None:
        self.slots = Slots()
        self.team = team
        self.rows: dict[Model, list[Row]] = {}
        for row in rows:
            self.rows.setdefault(row.model, []).append(row)
        self.ids = {(m, r.pk): n for m, found in self.rows.items() for n, r in enumerate(found)}
        self.refs: dict[UUID, int] = {}
        for row in rows:
            if isinstance(row.values.get("ref"), UUID):
                self.refs.setdefault(row.values["ref"], len(self.refs))
        named = {m._meta.object_name: found for m, found in self.rows.items()}
        self.case, self.person = named["Case"][0], named["Individual"][0]
        self.areas = {
            area_row(m.values["ref"], area): ("area", self.refs[m.values["ref"]], area.value)
            for m in named.get("Mapping", []) for area in LifeArea
        }
        self.words = Words(self._known(), self._found)
        self.sheets = tuple(
            self._sheet(m, found) for m, found in self.rows.items() if m._meta.db_table not in APART
        )
        self.earliest, self.latest = self._room()

    # What differs

    def _known(self) -> dict[str, Key]:
        v = self.person.values
        known: dict[str, Key] = {
            v["given_name"]: ("person", "given"), v["family_name"]: ("person", "family"),
            v["number"]: ("person", "number"), show_number(v["number"]): ("person", "dashed"),
            self.number: ("number",),
        }
        for role, post in enumerate(self.team):
            known[post.unit_name] = ("post", role, "unit_name")
            known[post.name] = ("post", role, "name")
        return known

    @property
    def number(self) -> str:
        return f"{self.case.values['created_at'].year}-{self.case.pk:06d}"

    def _found(self, match: re.Match[str]) -> Piece:
        text = match.group()
        if match["uuid"]:
            return self._uuid(UUID(text))
        if match["unit"]:
            return self.post("unit", int(text))
        return text if _is_midnight(datetime.fromisoformat(text)) else ("iso", text)

    def _uuid(self, value: UUID) -> Piece:
        if value in self.refs:
            return ("uuid", self.refs[value])
        if value in self.areas:
            return self.areas[value]
        return self.post("user_ref", value)

    def post(self, field: str, value: object) -> Piece:
        for role, post in enumerate(self.team):
            if getattr(post, field) == value:
                return ("post", role, field)
        raise Unknown(f"{field} {value} is nobody's in the template's team")

    def id_of(self, model: Model, pk: Any) -> Piece:
        return ("id", model._meta.db_table, self.ids[model, pk])

    # Columns

    def _sheet(self, model: Model, rows: list[Row]) -> Sheet:
        pieces: list[Piece] = []
        found = stored_fields(model)
        for row in rows:
            for n, f in enumerate(found):
                pieces += [*(["\t"] if n else []), *self.column(row, f)]
            pieces.append("\n")
        return Sheet(model._meta.db_table, tuple(map(column_of, found)), Pattern.of(pieces, self.slots))

    def column(self, row: Row, field: models.Field) -> list[Piece]:
        """One value in COPY's form. Raises Unknown when nobody has said what it points at."""
        value = row.values[field.attname]
        if value is None:
            return [NULL]
        if field.is_relation:
            return [self._points_at(field, value)]
        if field.primary_key:
            return [self.id_of(row.model, value)]
        if isinstance(field, PersonText):
            return as_bytes(["\0", *self.words.split(decode(value))]) if value else [r"\\x"]
        if isinstance(field, models.JSONField):
            plain = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            return escaped(self.words.split(plain))
        if isinstance(field, models.CharField | models.TextField):
            return escaped(self.words.split(value))
        if isinstance(field, ArrayField):
            return ["{" + ",".join(f'"{one}"' for one in value) + "}"]
        return [self._scalar(row, field, value)]

    def _points_at(self, field: models.Field, value: Any) -> Piece:
        target: Any = field.related_model
        if (target, value) in self.ids:
            return self.id_of(target, value)
        if target._meta.label in ("organisations.Unit", "access.User"):
            return self.post("unit" if target._meta.object_name == "Unit" else "user", value)
        if target._meta.label == "rulebook.ProfileVersion":
            return str(value)
        raise Unknown(f"{field} points outside the template")

    def _scalar(self, row: Row, field: models.Field, value: Any) -> Piece:
        if isinstance(field, models.UUIDField):
            return self._uuid(value)
        if isinstance(field, models.DateTimeField):
            return value.isoformat() if _is_midnight(value) else ("time", value.astimezone(UTC))
        if isinstance(field, models.DateField):
            return ("person", "born") if field.name == "born" else value.isoformat()
        if isinstance(field, models.BooleanField):
            return "t" if value else "f"
        if isinstance(field, models.PositiveSmallIntegerField | models.PositiveIntegerField):
            return str(value)
        return self._soft(field, value)

    def _soft(self, field: models.Field, value: Any) -> Piece:
        what = SOFT.get(field.name)
        if what == "same":
            return str(value)
        if what == "person":
            return self.id_of(self.person.model, value)
        if what == "event":
            events = next(m for m in self.rows if m._meta.object_name == "AuditEvent")
            return self.id_of(events, value)
        if what:
            return self.post(what, value)
        raise Unknown(f"nobody has said what {field} points at")

    # Time

    def _room(self) -> tuple[int, int]:
        """How many seconds a copy may be earlier or later without anything falling on another day."""
        moments = [clock.local(v) for found in self.rows.values() for r in found for v in r.values.values()
                   if isinstance(v, datetime) and not _is_midnight(v)]
        seconds = [m.hour * 3600 + m.minute * 60 + m.second for m in moments]
        return -min(seconds), 86_399 - max(seconds)


def _is_midnight(moment: datetime) -> bool:
    """A day's border stands for a date, and a date is the same in every copy."""
    return clock.local(moment).time() == time(0) if moment.tzinfo else True


def shifted(moment: datetime, by: timedelta) -> str:
    return (moment + by).isoformat()


__all__ = ["APART", "POST_FIELDS", "Mould", "Sheet", "Unknown", "shifted"]
