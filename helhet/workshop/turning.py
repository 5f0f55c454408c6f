"""The keys of texts, as the owner: how they stand, and how they are turned while the house is open.

Turning gives each controller and person a new key, writes every text anew under it and destroys the old one. A text
that somebody saves meanwhile is left as they saved it. What is read stays readable all the time: the old key goes only
when no process can remember it any longer and no text lies under it.
"""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from helhet.kit import clock, keys
from helhet.kit.models import DataKey
from helhet.kit.text import PersonText, decode

CHUNK = 500


@dataclass
class Turned:
    """What a turning did."""

    wrapped: int = 0  # keys wrapped anew by the newest master key
    made: int = 0
    texts: int = 0
    destroyed: int = 0


def columns() -> list[PersonText]:
    """Every column of texts about persons."""
    from django.apps import apps

    return [f for m in apps.get_models() if m._meta.managed for f in m._meta.local_fields if isinstance(f, PersonText)]


def lying(field: PersonText) -> Iterator[tuple[int, bytes]]:
    """The texts of a column as they lie, with the ids of their rows. Empty ones are left out."""
    table, column, after = field.model._meta.db_table, field.column, 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT id, "{column}" FROM "{table}" WHERE id > %s AND length("{column}") > 1'  # noqa: S608 - ours
                           " ORDER BY id LIMIT %s", [after, CHUNK])
            rows = cursor.fetchall()
        yield from ((id, bytes(raw)) for id, raw in rows)
        if len(rows) < CHUNK:
            return
        after = rows[-1][0]


def status() -> list[str]:
    """How it stands, a sentence each."""
    _at_work()
    texts: Counter[str] = Counter()
    for field in columns():
        for _id, raw in lying(field):
            texts["sealed" if keys.key_id(raw) else "plain"] += 1
    rows = list(DataKey.objects.values_list("master", "retired_at", "destroyed_at"))
    lost = {m for m, _r, gone in rows if not gone} - {name for name, _key in keys.masters()}
    return [
        f"master keys, newest first: {', '.join(name for name, _key in keys.masters()) or 'none'}",
        f"keys in use: {sum(r is None for _m, r, _d in rows)}, "
        f"retired: {sum(r is not None and d is None for _m, r, d in rows)}, "
        f"destroyed: {sum(d is not None for _m, _r, d in rows)}",
        f"texts: {texts['sealed']} encrypted, {texts['plain']} plain",
        *(f"MISSING: keys are wrapped by the master key {name}, which is not here" for name in sorted(lost)),
    ]


def rotate(life: float = keys.LIFE) -> Turned:
    """Turn every key. ``life``: how long other processes may remember an opened key. Safe to run again when cut off."""
    _at_work()
    done = Turned(wrapped=_wrap_anew())
    done.made = _retire()
    done.texts = _write_anew()
    time.sleep(life + 1)  # whoever still wrote under an old key has forgotten it now
    done.texts += _write_anew()
    done.destroyed = _destroy_unused()
    return done


def _at_work() -> None:
    """This connection is the owner's own work: see policies.py."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('helhet.work', 'owner', false)")


def _wrap_anew() -> int:
    """Keys that an older master key wraps are wrapped by the newest."""
    newest, n = keys.masters()[0][0], 0
    for row in DataKey.objects.filter(destroyed_at=None).exclude(master=newest):
        name, wrapped = keys.wrap(keys.unwrap(row), row.controller, row.individual)
        n += DataKey.objects.filter(pk=row.pk, master=row.master).update(master=name, wrapped=wrapped)
    return n


def _retire() -> int:
    n = 0
    for row in DataKey.objects.filter(retired_at=None):
        with transaction.atomic():
            if DataKey.objects.filter(pk=row.pk, retired_at=None).update(retired_at=clock.now()):
                keys.forget_opened()
                keys.make(row.controller, row.individual)
                n += 1
    return n


def _write_anew() -> int:
    """Each text under a retired key is written under its pair's key of now, unless somebody was first."""
    retired = {r.pk: r for r in DataKey.objects.filter(retired_at__isnull=False, destroyed_at=None)}
    n = 0
    for field in columns():
        for id, raw in lying(field):
            row = retired.get(keys.key_id(raw))
            if row is not None:
                n += _anew(field, id, raw, row)
    return n


def _anew(field: PersonText, id: int, raw: bytes, row: Any) -> int:
    table, column = field.model._meta.db_table, field.column
    with transaction.atomic(), connection.cursor() as cursor:
        keys.writing(row.controller, row.individual)
        sealed = keys.seal(decode(raw, field.place), field.place)
        cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s AND "{column}" = %s',  # noqa: S608 - ours
                       [sealed, id, raw])
        return cursor.rowcount


def _destroy_unused() -> int:
    """Retired keys that no text lies under any longer are destroyed."""
    used = {keys.key_id(raw) for field in columns() for _id, raw in lying(field)}
    old = DataKey.objects.filter(retired_at__isnull=False, destroyed_at=None).exclude(pk__in=used)
    return old.update(wrapped=b"", destroyed_at=clock.now())


def main(what: str, life: float = keys.LIFE) -> int:
    """``helhet keys status`` and ``helhet keys rotate``."""
    if what == "status":
        lines = status()
        print("\n".join(lines))
        return 1 if any(line.startswith("MISSING") for line in lines) else 0
    if not keys.masters():
        print("HELHET_KEYS names no master key.", file=sys.stderr)
        return 1
    done = rotate(life)
    print(f"{done.wrapped} keys wrapped anew, {done.made} keys made, {done.texts} texts written anew, "
          f"{done.destroyed} old keys destroyed")
    return 0
