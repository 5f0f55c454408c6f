"""The numbers of the profiles beside the rules they serve: by origin, and by the obligations that count with them."""

import ast
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from helhet.rulebook.profile import CODES, load
from helhet.rulebook.shape import WORKING, Profile

# Beside a rule stand its numbers; a list or a name that differs between regions is read on the profile's own page.
_NUMBERS = (int, str)


def by_rule(root: Path) -> dict[str, list[str]]:
    """Each rule's values as lines: the key, then what each profile says and by which rule."""
    keys: dict[str, set[str]] = defaultdict(set)
    for code in CODES:
        profile = load(code)
        for key in _keys():
            origin = profile.origin(key)
            if origin.rule and origin.profile == code:
                keys[origin.rule].add(key)
    for rules, named in _declared(root):
        for rule in rules:
            keys[rule].update(named)
    return {rule: [line(key) for key in sorted(found) if _is_number(key)] for rule, found in keys.items()}


def line(key: str) -> str:
    """A value in all profiles: ``notice_days: NAT –, VGR –, JKPG 21 dagar (CALL-15), ORE –``."""
    return f"{key}: " + ", ".join(f"{code} {shown(load(code), key)}" for code in CODES)


def shown(profile: Profile, key: str) -> str:
    """A value as one reads it, with the rule or *house*."""
    value, origin = getattr(profile, key), profile.origin(key)
    if value is None:
        return "–"
    if isinstance(value, int):
        said = _counted(key, value, origin.count == WORKING)
    elif isinstance(value, str):
        said = value
    elif hasattr(value, "items"):
        said = ", ".join(f"{k} {v}" for k, v in value.items())
    else:
        said = ", ".join(str(v) for v in value)
    return f"{said} ({origin.rule or 'house'})"


def _counted(key: str, n: int, working: bool) -> str:
    """In English, for the command line and the docs: "21 days", "5 working days", "12 months"; a code as it is."""
    unit = next((u for u in ("days", "months", "years") if u in key.split("_")), "")
    return f"{n} {'working ' if working else ''}{unit}".rstrip()


def _keys() -> list[str]:
    return [key for key in Profile.__dataclass_fields__ if key not in ("code", "_origins")]


def _is_number(key: str) -> bool:
    """One number, or a number for each level."""
    said = [getattr(load(code), key) for code in CODES]
    return any(isinstance(v, _NUMBERS) or (isinstance(v, Mapping) and all(isinstance(n, int) for n in v.values()))
               for v in said)


def _declared(root: Path) -> list[tuple[list[str], list[str]]]:
    """The rules and the values that an obligation is declared with, in each room's ``words.register``."""
    found = []
    for path in sorted(root.glob("helhet/**/*reactions.py")):
        for call in (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)):
            said = {k.arg: _texts(k.value) for k in call.keywords if k.arg in ("rules", "values")}
            if len(said) == 2:
                found.append((said["rules"], said["values"]))
    return found


def _texts(value: ast.expr) -> list[str]:
    parts = value.elts if isinstance(value, ast.Tuple) else []
    return [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
