"""The text that an established version keeps: the whole content, canonical, with the checksum that names it."""

import dataclasses
import hashlib
import json
import types
from datetime import date, datetime
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from helhet.process.plan.content import PlanContent


def to_json(content: PlanContent) -> str:
    """The content as one canonical text: equal contents give equal texts."""
    return json.dumps(dataclasses.asdict(content), sort_keys=True, ensure_ascii=False, default=_plain)


def from_json(text: str) -> PlanContent:
    """The content a version holds. A field that a later version of the house added gets its default."""
    return _build(PlanContent, json.loads(text))


def checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def short_code(digest: str) -> str:
    """What stands at the foot of the print, to compare two papers by: "3F7A-91C2"."""
    return f"{digest[:4]}-{digest[4:8]}".upper()


def _plain(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value)} has no place in a plan")


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _build(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) is types.UnionType:
        return _build(next(h for h in get_args(hint) if h is not type(None)), value)
    if get_origin(hint) is tuple:
        return tuple(_build(get_args(hint)[0], v) for v in value)
    if dataclasses.is_dataclass(hint):
        known = _hints(hint)  # type: ignore[arg-type]
        return hint(**{k: _build(known[k], v) for k, v in value.items() if k in known})  # type: ignore[operator]
    if hint in (date, datetime):
        return hint.fromisoformat(value)
    return value
