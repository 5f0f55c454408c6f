"""Reading profiles: every number, right, ground and form name that differs between regions, with its origin.

Rules take a ``Profile`` as an argument and import nothing else from here. The values come from
``profiles/*.toml``; a value left out comes from the base (VGR, JKPG, ORE ← NAT).
"""

import hashlib
import json
import re
import tomllib
import types
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from helhet.kit import clock
from helhet.rulebook import agreement, catalogue
from helhet.rulebook.shape import CALENDAR, WORKING, Origin, Profile, ProfileError

__all__ = ["CODES", "PROFILES", "Origin", "Profile", "ProfileError", "build", "law", "load", "merged", "standing"]

Values = dict[str, dict[str, Any]]
PROFILES = Path(__file__).with_name("profiles")
CODES = ("NAT", "VGR", "JKPG", "ORE")
HOUSE = "house"
CHOICES: dict[str, tuple[str, ...]] = {
    "school_part": ("equal_party", "part_of_municipality", "not_stated"),
    "oral_consent_documented": ("must", "should"),
    "preparer": ("initiating_principal", "convener", "coordination_responsible"),
    "pre_meeting": ("should", "may"),
    "mapping_writer": ("convener", "coordination_responsible"),
    "attendance_duty": ("called_unit", "not_stated"),
    "representative_chosen_by": ("called_unit", "principal"),
    "unknown_person_duty": ("principal", "unit"),
    "independent_leader": ("always_good", "at_disagreement"),
    "discharge_call_from": ("notice", "message_sent"),
    "discharge_plan_by": ("documenter", "permanent_care_contact"),
    "need_remains": ("refuse", "reason"),
    "close_documented_by": ("unit", "principal"),
}
KEYS = tuple(f.name for f in fields(Profile) if f.name not in ("code", "_origins"))
_PARTS = {"value", "none", "rule", "source", "note", "count", "law_from", "before"}
_HINTS = get_type_hints(Profile)


@cache
def load(code: str) -> Profile:
    """The profile as the files of this version of the house say today. Raises ProfileError."""
    return build(code, standing(merged(code), clock.today()))


def base_of(code: str, folder: Path = PROFILES) -> str:
    """The code of the profile that fills in what this one leaves out, or an empty string."""
    return str(_read(code, folder).get("base", ""))


def merged(code: str, folder: Path = PROFILES) -> Values:
    """Every value of a profile with its origin, those of the base filled in. Raises ProfileError."""
    raw = _read(code, folder)
    base = raw.pop("base", "")
    values = merged(base, folder) if base else {}
    for key, entry in raw.items():
        values[key] = _entry(_place(code, key, folder), key, entry) | {"profile": code}
    return values


@cache
def law(code: str) -> Mapping[str, dict[str, Any]]:
    """The values of a file's profile that are law from a certain day, also for running cases."""
    return types.MappingProxyType({key: e for key, e in merged(code).items() if "law_from" in e})


def standing(values: Mapping[str, Mapping[str, Any]], on: date) -> Values:
    """The values as they stand on a day: before its day a new law's value is still the former one."""
    return {
        key: {**e, "value": e["before"]} if "law_from" in e and on < date.fromisoformat(e["law_from"]) else dict(e)
        for key, e in values.items()
    }


def checksum(values: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def build(code: str, values: Mapping[str, Mapping[str, Any]], folder: Path = PROFILES) -> Profile:
    """A Profile of merged values. Raises ProfileError for a missing, wrongly typed or contradictory value."""
    profile = assemble(code, values, folder)
    for fault in agreement.faults(profile):
        # Of two values that do not agree, the one to mend is the region's own and not what it inherited.
        key = next((k for k in (fault.key, fault.beside) if k and profile.origin(k).profile == code), fault.key)
        origin = profile.origin(key)
        raise ProfileError(_place(origin.profile, key, folder), key, origin.rule or fault.rule or None,
                           str(fault.sentence))
    return profile


def assemble(code: str, values: Mapping[str, Mapping[str, Any]], folder: Path = PROFILES) -> Profile:
    """A Profile of merged values, whole and of the right kinds, not yet looked through for contradictions."""
    for key in KEYS:
        if key not in values:
            raise ProfileError(f"{code}.toml", key, None, "the value is missing, here and in the base")
    typed = {key: fit(_place(values[key]["profile"], key, folder), key, values[key]) for key in KEYS}
    return Profile(code=code, _origins=types.MappingProxyType({k: _origin(values[k]) for k in KEYS}), **typed)


def _origin(entry: Mapping[str, Any]) -> Origin:
    law_from = entry.get("law_from")
    return Origin(
        entry.get("rule"), entry.get("source", "rule"), entry["profile"], entry.get("note", ""),
        entry.get("count", CALENDAR), date.fromisoformat(law_from) if law_from else None,
    )


def _read(code: str, folder: Path) -> dict[str, Any]:
    path = folder / f"{code}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ProfileError(f"{code}.toml", "base", None, "there is no such profile") from None
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        last = len(path.read_text(encoding="utf-8").splitlines())
        raise ProfileError(f"{code}.toml line {line[1] if line else last}", "file", None, str(error)) from error


def _place(code: str, key: str, folder: Path) -> str:
    """The file and the line where a key stands; a profile that is not a file has no line."""
    path = folder / f"{code}.toml"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    at = next((n for n, line in enumerate(lines, 1) if re.match(rf"{re.escape(key)}\s*=", line)), None)
    return f"{code}.toml line {at}" if at else f"{code}.toml" if lines else code


def _entry(where: str, key: str, entry: Any) -> dict[str, Any]:
    if key not in KEYS:
        raise ProfileError(where, key, None, "unknown key")
    if not isinstance(entry, dict) or set(entry) - _PARTS:
        raise ProfileError(where, key, None, "write { value = …, rule = \"ID\" } or source = \"house\"")
    rule = entry.get("rule")
    if ("value" in entry) == (entry.get("none") is True):
        raise ProfileError(where, key, rule, "give either a value or none = true")
    if (rule is None) == (not entry.get("source")):
        raise ProfileError(where, key, rule, "name the rule, or source = \"house\"")
    if rule is not None and rule not in catalogue.rules():
        raise ProfileError(where, key, rule, "there is no such rule")
    if "count" in entry and (not counted(key) or entry["count"] not in (CALENDAR, WORKING)):
        raise ProfileError(where, key, rule, "count is calendar or working, and only days are counted")
    _check_law(where, key, entry)
    return {"value": None} | {k: v for k, v in entry.items() if k != "none"}


def _check_law(where: str, key: str, entry: Mapping[str, Any]) -> None:
    if ("law_from" in entry) != ("before" in entry):
        raise ProfileError(where, key, entry.get("rule"), "law_from stands with before, the value until that day")
    if "law_from" not in entry:
        return
    try:
        date.fromisoformat(entry["law_from"])
    except (TypeError, ValueError):
        raise ProfileError(where, key, entry.get("rule"), "law_from is a day, \"2027-01-01\"") from None
    fit(where, key, {**entry, "value": entry["before"]})


def counted(key: str) -> bool:
    """Whether a value is a number of days, which can be counted in calendar or working days."""
    return key.endswith(("_days", "_days_before")) and _HINTS[key] in (int, int | None)


def optional(key: str) -> bool:
    """Whether a region may be without this value."""
    return type(None) in get_args(_HINTS[key])


def kind_of(key: str) -> type:
    """What a value is: bool, int, str, tuple of str or of int, or dict."""
    hint = next(k for k in get_args(_HINTS[key]) if k is not type(None)) if optional(key) else _HINTS[key]
    return {tuple: tuple, Mapping: dict}.get(get_origin(hint), hint)  # type: ignore[no-any-return, call-overload]


def fit(where: str, key: str, entry: Mapping[str, Any]) -> Any:
    """The entry's value, as the Profile holds it. Raises ProfileError when it is not of the right kind."""
    value, rule, hint = entry["value"], entry.get("rule"), _HINTS[key]
    if get_origin(hint) in (Union, types.UnionType):
        if value is None:
            return None
        hint = next(kind for kind in get_args(hint) if kind is not type(None))
    if not _fits(value, hint) or (type(value) is int and value < 0):
        raise ProfileError(where, key, rule, f"{value!r} does not fit {hint}")
    if key in CHOICES and value not in CHOICES[key]:
        raise ProfileError(where, key, rule, f"{value!r} is none of {', '.join(CHOICES[key])}")
    if isinstance(value, list):
        if len(set(value)) != len(value):
            raise ProfileError(where, key, rule, "the same thing stands twice")
        return tuple(value)
    return types.MappingProxyType(dict(value)) if isinstance(value, dict) else value


def _fits(value: Any, hint: Any) -> bool:
    if get_origin(hint) is tuple:
        return isinstance(value, list) and all(type(v) is get_args(hint)[0] for v in value)
    if get_origin(hint) is Mapping:
        return isinstance(value, dict) and all(type(v) is get_args(hint)[1] for v in value.values())
    return type(value) is hint
