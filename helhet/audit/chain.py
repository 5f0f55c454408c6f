"""What is hashed, in words that any language can repeat: a list of plain texts and numbers as JSON."""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

GENESIS = b"\0" * 32
VERSION = 2
# The same list as in sql/append.sql; read back from a row ``e`` and its persons ``s.whom``.
FACTS = """json_build_array(
  e.version, e.controller, e.n, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.event, e.actor,
  e.actor_name, e.actor_hsa, e.actor_title, e.actor_controller, e.assignment, e.unit, e.unit_name, e.unit_hsa,
  e.purpose, e.ground, e.rule, e.denied, e.owner, e.resource, e.subject, coalesce(s.whom, ''), e.data::text,
  e.request, encode(e.prev_hash, 'hex'))::text"""


def digest(facts: str) -> bytes:
    """The hash of a row's facts, as the database wrote them."""
    return hashlib.sha256(facts.encode()).digest()


def facts(row: Any, individuals: Sequence[int], data: str) -> str:
    """The facts of a row of the second version; ``data`` as the database writes it (jsonb as text)."""
    at: datetime = row.at.astimezone(UTC)
    return json.dumps([
        VERSION, row.controller, row.n, at.strftime("%Y-%m-%dT%H:%M:%S.%f"), row.event, _text(row.actor),
        row.actor_name, row.actor_hsa, row.actor_title, row.actor_controller, row.assignment, row.unit,
        row.unit_name, row.unit_hsa, row.purpose, row.ground, row.rule, row.denied, row.owner, row.resource,
        _text(row.subject), ",".join(map(str, sorted(set(individuals)))), data, _text(row.request),
        bytes(row.prev_hash).hex(),
    ], ensure_ascii=False)


def first_digest(facts: str) -> bytes | None:
    """The hash of a row of the first version, from the same list: fewer things, put together otherwise.

    None when it holds what no such row held: that was written afterwards.
    """
    f = json.loads(facts)
    if any(f[i] is not None for i in (0, 7, 8, 9, 13, 16, 17, 18, 19, 23)):
        return None
    at = datetime.fromisoformat(f[3]).replace(tzinfo=UTC).isoformat()
    whom = [int(one) for one in f[21].split(",") if one]
    said = [f[1], f[2], at, f[4], str(f[5]), f[6], f[10], f[11], f[14], f[15], str(f[20]), json.loads(f[22]), whom,
            f[24]]
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).digest()


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
