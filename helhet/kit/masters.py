"""The master keys, which wrap the keys of texts. They come from the environment alone, the newest first.

``HELHET_KEYS`` is ``name:base64`` with commas between, or ``file:/path`` to a file with one such pair a line.
A master key is 32 random bytes. An older one stays in the list until nothing is wrapped by it any more.
"""

import base64
import binascii
from pathlib import Path

SIZE = 32
Masters = tuple[tuple[str, bytes], ...]


def read(spec: str) -> Masters:
    """The master keys that a setting names, newest first. Raises ValueError with a sentence when it cannot be right."""
    if spec.startswith("file:"):
        spec = ",".join(Path(spec.removeprefix("file:")).read_text(encoding="ascii").split())
    found = tuple(_one(pair) for pair in spec.split(",") if pair.strip())
    if not found:
        raise ValueError("HELHET_KEYS names no key. Texts about persons are not stored without one.")
    if len({name for name, _key in found}) != len(found):
        raise ValueError("HELHET_KEYS has two keys by the same name.")
    return found


def _one(pair: str) -> tuple[str, bytes]:
    name, _colon, secret = pair.strip().partition(":")
    try:
        key = base64.b64decode(secret, validate=True)
    except binascii.Error:
        key = b""
    if not name or len(name) > 20 or len(key) != SIZE:
        raise ValueError("HELHET_KEYS is name:base64 of 32 bytes, with commas between; the newest first.")
    return name, key
