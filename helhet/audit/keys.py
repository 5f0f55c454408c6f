"""One signing key per controller, made from the installation's secret: it is never in the database.

``HELHET_LOG_SECRETS`` holds the secrets, the present one first; older ones still vouch for what they signed.
"""

from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def sign(controller: int, words: str) -> bytes:
    """The controller's signature (Ed25519, 64 bytes) of some words."""
    return _key(_secrets()[0], controller).sign(words.encode())


def genuine(controller: int, words: str, signature: bytes) -> bool:
    """Whether the words are signed by the controller's key, the present one or an earlier."""
    return any(_holds(secret, controller, words, signature) for secret in _secrets())


def _secrets() -> tuple[str, ...]:
    return tuple(settings.LOG_SECRETS) or (settings.SECRET_KEY,)


def _holds(secret: str, controller: int, words: str, signature: bytes) -> bool:
    try:
        _key(secret, controller).public_key().verify(signature, words.encode())
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=1_000)
def _key(secret: str, controller: int) -> Ed25519PrivateKey:
    seed = HKDF(SHA256(), 32, salt=None, info=f"helhet log {controller}".encode()).derive(secret.encode())
    return Ed25519PrivateKey.from_private_bytes(seed)
