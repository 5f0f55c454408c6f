"""A region's profile: every number, right, ground and form name that differs between regions, with its origin.

Rules take a ``Profile`` as an argument and import nothing else from here. The values come from
``profiles/*.toml``; a value left out comes from the base (VGR, JKPG, ORE ← NAT).
"""

import hashlib
import json
import tomllib
import types
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from helhet.rulebook import catalogue

PROFILES = Path(__file__).with_name("profiles")
CODES = ("NAT", "VGR", "JKPG", "ORE")
_COUNTIES = {"14": "VGR", "06": "JKPG", "18": "ORE"}


class ProfileError(ValueError):
    """A profile cannot be used; the sentence names the file, the key and the rule behind it."""

    def __init__(self, where: str, key: str, rule: str | None, what: str) -> None:
        self.where, self.key, self.rule = where, key, rule
        super().__init__(f"{where}: {key} ({rule or 'house'}): {what}")


@dataclass(frozen=True)
class Origin:
    """Where a value comes from: a rule's id, or ``house`` when no source gives it. ``profile`` gave it."""

    rule: str | None
    source: str
    profile: str
    note: str = ""


@dataclass(frozen=True)
class Profile:
    """What holds for a case. Days are calendar days; an absent number (None) means that no such limit exists."""

    code: str
    name: str
    # The need and its start
    request_answer_days: int
    start_days: int
    sip_kinds: tuple[str, ...]
    may_start: tuple[str, ...]
    levels: tuple[str, ...]
    # Consent and age
    consent_max_years: int
    consent_renew_days_before: int
    presumed_consent: bool
    two_guardians: bool
    age_prompts: tuple[int, ...]
    adult_age: int
    child_agreement_age: int | None
    # Mapping
    mapping_writer: str
    mapping_shown_to_person: bool
    mapping_on_1177: bool
    # Meeting, call and answers
    may_call: tuple[str, ...]
    may_be_called: tuple[str, ...]
    meeting_kinds: tuple[str, ...]
    meeting_within_days: int | None
    notice_days: int | None
    answer_days: int
    unknown_person_duty: str
    default_receiver_region: str
    default_receiver_municipality: str
    invitation_channels: tuple[str, ...]
    meeting_agenda: tuple[str, ...]
    discharge_call_days: int
    # The plan
    document_days: int | None
    plan_required: tuple[str, ...]
    plan_extra_fields: tuple[str, ...]
    discharge_plan_by: str
    kva_establish: str | None
    kva_establish_discharge: str | None
    kva_follow_up: str | None
    # Follow-up
    follow_up_call_days_before: int
    follow_up_rhythm_days: Mapping[str, int]
    follow_up_agenda: tuple[str, ...]
    seven_follow_up_questions: bool
    # Closing
    closing_grounds: tuple[str, ...]
    need_remains: str
    restart_grounds: tuple[str, ...]
    restart_needs_changed_goal: bool
    close_documented_by: str
    closing_duties: tuple[str, ...]
    outdated_months: int | None
    # Names on pages and prints
    form_consent: str
    form_call: str
    form_plan: str
    title_main_responsible: str
    it_service: str
    _origins: Mapping[str, Origin] = field(repr=False, compare=False, default_factory=dict)

    def origin(self, key: str) -> Origin:
        """The rule or source behind a value. Raises KeyError for a key that no profile has."""
        return self._origins[key]

    def requires(self, part: str) -> bool:
        """Whether the plan must hold this part before it is established."""
        return part in self.plan_required

    def has_field(self, name: str) -> bool:
        """Whether the region has turned on this further field of the plan."""
        return name in self.plan_extra_fields

    def consent_last_day(self, given: date) -> date:
        """The last day a consent given this day may be in force (CON-12): the eve of the same date later."""
        year = given.year + self.consent_max_years
        try:
            return given.replace(year=year) - timedelta(days=1)
        except ValueError:  # given on 29 February
            return date(year, 2, 28)


_CHOICES: dict[str, tuple[str, ...]] = {
    "mapping_writer": ("convener", "coordination_responsible"),
    "unknown_person_duty": ("principal", "unit"),
    "discharge_plan_by": ("documenter", "permanent_care_contact"),
    "need_remains": ("refuse", "reason"),
    "close_documented_by": ("unit", "principal"),
}
# Law's four points (PLAN-01..04) and the closings that are never refused hold in every region.
_LAW_FOUR = ("interventions", "principal_parts", "others_measures", "overall_principal")
_NEVER_REFUSED = ("withdrawal", "death", "moved", "restart", "other_plan")


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
        key: Origin(values[key].get("rule"), values[key].get("source", "rule"), values[key]["profile"],
                    values[key].get("note", ""))
        for key in keys
    }
    profile = Profile(code=code, _origins=types.MappingProxyType(origins), **typed)
    _agree(profile)
    return profile


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
    if not isinstance(entry, dict) or set(entry) - {"value", "none", "rule", "source", "note"}:
        raise ProfileError(where, key, None, "write { value = …, rule = \"ID\" } or source = \"house\"")
    rule = entry.get("rule")
    if ("value" in entry) == (entry.get("none") is True):
        raise ProfileError(where, key, rule, "give either a value or none = true")
    if (rule is None) == (entry.get("source") is None):
        raise ProfileError(where, key, rule, "name the rule, or source = \"house\"")
    if rule is not None and rule not in catalogue.rules():
        raise ProfileError(where, key, rule, "there is no such rule")
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
