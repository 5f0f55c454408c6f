"""Texts about a person lie encrypted: one key for each controller and person, wrapped by a master key.

A value is the byte 1, the key's id, a nonce and the text under AES-GCM, bound to its table and column. An empty text
holds nothing and lies plain, as does what was written before there were keys (byte 0). Who writes and about whom is
said by ``writing`` and ``about``, which the doors and verbs call when they open something; a text of somebody else than
the person who is opened does not open. A destroyed key takes its texts with it.
"""

import os
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from helhet.kit import clock
from helhet.kit.masters import Masters

SEALED = b"\x01"
HEAD = struct.Struct(">BQ12s")
OVERHEAD = HEAD.size + 16
LIFE = 60.0  # seconds that an opened key is remembered
GONE = _("Texten är gallrad.")


class Whose(NamedTuple):
    """Who writes, about whom, and in which transaction that was said: it holds no longer than that."""

    controller: int = 0
    individual: int = 0
    said_in: Any = None


NOBODY = Whose()
_said: ContextVar[Whose] = ContextVar("whose", default=NOBODY)
_plain: ContextVar[bool] = ContextVar("plain", default=False)


class Unreadable(Exception):
    """The text was changed, or moved from another place or person, or its key is wrapped by a master we lack."""


@dataclass(frozen=True)
class Key:
    """An opened key. ``cipher`` None: destroyed."""

    id: int
    controller: int
    individual: int
    cipher: AESGCM | None
    retired: bool
    until: float


class _Made:
    """A key made in a transaction that still goes on: remembered by all when it commits, by itself until then."""

    def __init__(self, key: Key) -> None:
        self.key = key

    def __call__(self) -> None:
        _remember(self.key)


_by_id: dict[tuple[str, int], Key] = {}
_by_pair: dict[tuple[str, int, int], Key] = {}


def writing(controller: int | None, individual: int | None = None) -> None:
    """From now on in this transaction texts are written for this controller, about this person.

    Without a person it is about whoever it was about, where the same controller wrote already.
    """
    now = _whose()
    known = now.individual if individual is None and now.controller == (controller or 0) else 0
    _said.set(Whose(controller or 0, individual or known, _transaction()))


def about(individual: int) -> None:
    """From now on in this transaction it is about this person. Texts of others no longer open."""
    _said.set(Whose(_whose().controller, individual, _transaction()))


@contextmanager
def within(individual: int) -> Iterator[None]:
    """The same for the length of a block."""
    before = _said.get()
    about(individual)
    try:
        yield
    finally:
        _said.set(before)


def _whose() -> Whose:
    now = _said.get()
    return now if now.said_in is _transaction() else NOBODY


def _transaction() -> Any:
    """The outermost transaction that goes on, without the one that a test lives in; None outside any."""
    return next((b for b in connection.atomic_blocks if not getattr(b, "_from_testcase", False)), None)


@contextmanager
def house() -> Iterator[None]:
    """What is written here belongs to nobody in particular: addresses that are compared across persons."""
    before = _said.get()
    _said.set(Whose(said_in=_transaction()))
    try:
        yield
    finally:
        _said.set(before)


def forget_opened() -> None:
    """Forget every opened key here; other processes do when the keys' short life is over."""
    _by_id.clear()
    _by_pair.clear()


def forget() -> None:
    """Forget every opened key and who writes, as after a restart."""
    forget_opened()
    _said.set(NOBODY)


@contextmanager
def plain() -> Iterator[None]:
    """Texts lie plain: for a synthetic world, whose copies share the bytes of a few templates. Nobody is in it."""
    before = _plain.set(True)
    try:
        yield
    finally:
        _plain.reset(before)


def nobody(**_: Any) -> None:
    """A new request begins: nobody writes yet."""
    _said.set(NOBODY)


def seal(text: str, place: str) -> bytes | None:
    """The text encrypted for its place (table.column) under the key of who writes; None when there is no master key."""
    if _plain.get() or not masters():
        return None
    now = _whose()
    key = _active(now.controller, now.individual)
    assert key.cipher is not None  # noqa: S101 - an active key is whole
    nonce = os.urandom(12)
    return HEAD.pack(1, key.id, nonce) + key.cipher.encrypt(nonce, text.encode(), place.encode())


def unseal(raw: bytes, place: str) -> str:
    """The text of a sealed value; a sentence when its key is destroyed. Raises Unreadable."""
    if len(raw) < OVERHEAD:
        raise Unreadable("cut off")
    _one, id, nonce = HEAD.unpack_from(raw)
    key = _key(id)
    if key.cipher is None:
        return str(GONE)
    person = _whose().individual
    if person and key.individual and key.individual != person:
        raise Unreadable("written about somebody else")
    try:
        return key.cipher.decrypt(nonce, raw[HEAD.size:], place.encode()).decode()
    except InvalidTag:
        raise Unreadable("changed, or moved from another place") from None


def masters() -> Masters:
    """The master keys of the settings, newest first; none in a bare check-out."""
    return getattr(settings, "MASTER_KEYS", ())


def key_id(raw: bytes) -> int:
    """The id of the key that a stored value lies under; 0 for plain."""
    return int(HEAD.unpack_from(raw)[1]) if raw[:1] == SEALED else 0


def _key(id: int) -> Key:
    from helhet.kit.models import DataKey

    key = _by_id.get((_name(), id)) or next((k for k in _made() if k.id == id), None)
    if key is not None and key.until > time.monotonic():
        return key
    # What a page shows of one person lies under a few keys: all of them in one query.
    person = _whose().individual
    wanted = Q(pk=id) | Q(individual=person) if person else Q(pk=id)
    for row in DataKey.objects.filter(wanted):
        opened = _open(row)
        if row.pk not in {k.id for k in _made()}:
            _remember(opened)
        key = opened if row.pk == id else key
    if key is None or key.id != id:
        raise Unreadable("no such key")
    return key


def _active(controller: int, individual: int) -> Key:
    """The key that texts are written under now, made when there is none."""
    from helhet.kit.models import DataKey

    pair = (controller, individual)
    mine = next((k for k in reversed(_made()) if (k.controller, k.individual) == pair and not k.retired), None)
    found = mine or _by_pair.get((_name(), *pair))
    if found is not None and found.until > time.monotonic() and not found.retired:
        return found
    row = DataKey.objects.filter(controller=controller, individual=individual, retired_at=None).first()
    if row is not None:
        opened = _open(row)
        if row.pk not in {k.id for k in _made()}:
            _remember(opened)
        return opened
    return make(controller, individual)


def make(controller: int, individual: int) -> Key:
    """A new key for a pair that has none in use, or the one that somebody else made first."""
    from helhet.kit.models import DataKey

    name, wrapped = wrap(AESGCM.generate_key(256), controller, individual)
    # Two who write first at once: the second waits, and takes the first one's key.
    DataKey.objects.bulk_create(
        [DataKey(controller=controller, individual=individual, master=name, wrapped=wrapped, created_at=clock.now())],
        ignore_conflicts=True,
    )
    row = DataKey.objects.get(controller=controller, individual=individual, retired_at=None)
    opened = _open(row)
    transaction.on_commit(_Made(opened))
    return opened


def wrap(key: bytes, controller: int, individual: int) -> tuple[str, bytes]:
    """A key under the newest master key: the master's name and the wrapped key."""
    name, master = masters()[0]
    nonce = os.urandom(12)
    return name, nonce + AESGCM(master).encrypt(nonce, key, f"{controller}:{individual}".encode())


def unwrap(row: Any) -> bytes:
    """The key of a row. Raises Unreadable when its master key is not among ours or the row was changed."""
    known = dict(masters())
    wrapped = bytes(row.wrapped)
    if row.master not in known:
        raise Unreadable("wrapped by a master key that is not here")
    try:
        return AESGCM(known[row.master]).decrypt(
            wrapped[:12], wrapped[12:], f"{row.controller}:{row.individual}".encode())
    except InvalidTag:
        raise Unreadable("the key was changed") from None


def _open(row: Any) -> Key:
    cipher = None if row.destroyed_at else AESGCM(unwrap(row))
    return Key(row.pk, row.controller, row.individual, cipher, row.retired_at is not None, time.monotonic() + LIFE)


def _made() -> list[Key]:
    """Keys made in this transaction and not rolled back: the callbacks that still wait say which."""
    return [each[1].key for each in connection.run_on_commit if isinstance(each[1], _Made)]


def _remember(key: Key) -> None:
    if len(_by_id) > 20_000:  # a worker that walks through everybody
        _by_id.clear()
        _by_pair.clear()
    _by_id[_name(), key.id] = key
    if not key.retired:
        _by_pair[_name(), key.controller, key.individual] = key


def _name() -> str:
    return str(connection.settings_dict["NAME"])
