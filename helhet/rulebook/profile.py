"""Reading profiles: every number, right, ground and form name that differs between regions, with its origin.

Rules take a ``Profile`` as an argument and import nothing else from here. The values come from
``profiles/*.toml``; a value left out comes from the base (VGR, JKPG, ORE ← NAT).
"""

import hashlib
import json
import tomllib
import types
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from helhet.rulebook import catalogue
from helhet.rulebook.shape import CALENDAR, WORKING, Origin, Profile, ProfileError

__all__ = ["CODES", "PROFILES", "Origin", "Profile", "ProfileError", "build", "county_profile", "load", "merged"]

PROFILES = Path(__file__).with_name("profiles")
CODES = ("NAT", "VGR", "JKPG", "ORE")
_COUNTIES = {"14": "VGR", "06": "JKPG", "18": "ORE"}


_CHOICES: dict[str, tuple[str, ...]] = {
    "school_part": ("equal_party", "part_of_municipality", "not_stated"),
    "oral_consent_documented": ("must", "should"),
    "preparer": ("initiating_principal", "convener", "coordination_responsible"),
    "pre_meeting": ("should", "may"),
    "attendance_duty": ("called_unit", "not_stated"),
    "representative_chosen_by": ("called_unit", "principal"),
    "independent_leader": ("always_good", "at_disagreement"),
    "discharge_call_from": ("notice", "message_sent"),
    "mapping_writer": ("convener", "coordination_responsible"),
    "unknown_person_duty": ("principal", "unit"),
    "discharge_plan_by": ("documenter", "permanent_care_contact"),
    "need_remains": ("refuse", "reason"),
    "close_documented_by": ("unit", "principal"),
}
# Law's four points (PLAN-01..04) and the closings that are never refused hold in every region.
_LAW_FOUR = ("interventions", "principal_parts", "others_measures", "overall_principal")
_NEVER_REFUSED = ("withdrawal", "death", "moved", "restart", "other_plan")


_PARTS = {"value", "none", "rule", "source", "note", "count", "law_from"}


def county_profile(county_code: str) -> str:
    """The profile a county's units run under: 14 VGR, 06 JKPG, 18 ORE, else NAT."""
    return _COUNTIES.get(county_code, "NAT")


@cache
def load(code: str) -> Profile:
    """The profile as the files of this version of the house say. Raises ProfileError."""
    return build(code, merged(code))


def base_of(code: str, folder: Path = PROFILES) -> str:
    """The code of the profile that fills in what this one leaves out, or an empty string."""
    return str(_read(code, folder).get("base", ""))


def merged(code: str, folder: Path = PROFILES) -> dict[str, dict[str, Any]]:
    """Every value of a profile with its origin, those of the base filled in. Raises ProfileError."""
    raw = _read(code, folder)
    base = raw.pop("base", "")
    values = merged(base, folder) if base else {}
    for key, entry in raw.items():
        values[key] = _entry(f"{code}.toml", key, entry) | {"profile": code}
    return values


def checksum(values: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def build(code: str, values: Mapping[str, Mapping[str, Any]]) -> Profile:
    """A Profile of merged values. Raises ProfileError for a missing, wrongly typed or contradictory value."""
    hints = get_type_hints(Profile)
    keys = [f.name for f in fields(Profile) if f.name not in ("code", "_origins")]
    where = f"{code}.toml"
    for key in keys:
        if key not in values:
            raise ProfileError(where, key, None, "the value is missing, here and in the base")
    typed = {
        key: _typed(f"{values[key]['profile']}.toml", key, values[key], hints[key]) for key in keys
    }
    origins = {
        key: _origin(values[key]) for key in keys
    }
    profile = Profile(code=code, _origins=types.MappingProxyType(origins), **typed)
    _agree(profile)
    return profile


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
        raise ProfileError(f"{code}.toml", "file", None, str(error)) from error


def _entry(where: str, key: str, entry: Any) -> dict[str, Any]:
    if key not in Profile.__dataclass_fields__ or key in ("code", "_origins"):
        raise ProfileError(where, key, None, "unknown key")
    if not isinstance(entry, dict) or set(entry) - _PARTS:
        raise ProfileError(where, key, None, "write { value = …, rule = \"ID\" } or source = \"house\"")
    rule = entry.get("rule")
    if ("value" in entry) == (entry.get("none") is True):
        raise ProfileError(where, key, rule, "give either a value or none = true")
    if (rule is None) == (entry.get("source") is None):
        raise ProfileError(where, key, rule, "name the rule, or source = \"house\"")
    if rule is not None and rule not in catalogue.rules():
        raise ProfileError(where, key, rule, "there is no such rule")
    if "count" in entry and (not key.endswith(("_days", "_before")) or entry["count"] not in (CALENDAR, WORKING)):
        raise ProfileError(where, key, rule, "count is calendar or working, and only days are counted")
    return {"value": None} | {k: v for k, v in entry.items() if k != "none"}


def _typed(where: str, key: str, entry: Mapping[str, Any], hint: Any) -> Any:
    value, rule = entry["value"], entry.get("rule")
    if get_origin(hint) in (Union, types.UnionType):
        if value is None:
            return None
        hint = next(kind for kind in get_args(hint) if kind is not type(None))
    fine = _fits(value, hint)
    if not fine or (type(value) is int and value < 0):
        raise ProfileError(where, key, rule, f"{value!r} does not fit {hint}")
    if key in _CHOICES and value not in _CHOICES[key]:
        raise ProfileError(where, key, rule, f"{value!r} is none of {', '.join(_CHOICES[key])}")
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


def _agree(p: Profile) -> None:
    """Values that are right one by one can still not stand together."""
    def against(key: str, ok: bool, what: str) -> None:
        if not ok:
            origin = p.origin(key)
            raise ProfileError(f"{origin.profile}.toml", key, origin.rule, what)

    if p.notice_days is not None and p.meeting_within_days is not None:
        against("notice_days", p.notice_days < p.meeting_within_days,
                "notice and latest meeting day leave no day between them (C-01): set one of them to none")
    against("may_call", set(p.may_call) <= set(p.may_start), "who may call must also be able to start")
    against("plan_required", set(_LAW_FOUR) <= set(p.plan_required), f"must hold {', '.join(_LAW_FOUR)}")
    against("closing_grounds", set(_NEVER_REFUSED) <= set(p.closing_grounds),
            f"must hold {', '.join(_NEVER_REFUSED)}")
    against("follow_up_rhythm_days", set(p.follow_up_rhythm_days) <= set(p.levels), "names an unknown level")
    against("consent_renew_days_before", p.consent_renew_days_before < 365 * p.consent_max_years,
            "renewal would fall due before the consent is given")
    against("adult_age", p.adult_age >= max(p.age_prompts, default=0), "an age prompt lies after adult age")
