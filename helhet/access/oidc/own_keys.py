"""Our own keys: the first signs that it is we who ask, all are published so that one can be changed for another."""

import json
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from helhet.access.oidc.provider import BadProviders, Provider
from helhet.kit import clock

ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LASTS = 60  # seconds: it is used at once
_CURVES = {"P-256": "ES256", "P-384": "ES384"}


@lru_cache(maxsize=32)
def _key(path: str) -> RSAKey | ECKey:
    try:
        pem = Path(path).read_bytes()
        made: RSAKey | ECKey = ECKey.import_key(pem) if b"EC PRIVATE" in pem else _any(pem)
    except (OSError, JoseError, ValueError) as error:
        raise BadProviders(f"Our key {path} cannot be used: {error}") from None
    if not made.is_private:
        raise BadProviders(f"Our key {path} is not a private key.")
    return made


def _any(pem: bytes) -> RSAKey | ECKey:
    try:
        return RSAKey.import_key(pem)
    except (JoseError, ValueError):
        return ECKey.import_key(pem)


def name_of(key: RSAKey | ECKey) -> str:
    """A key's name is its thumbprint (RFC 7638): nobody has to keep a list."""
    return str(key.thumbprint())


def published(of: Provider) -> list[dict[str, Any]]:
    """The public half of each of our keys, for the provider to fetch."""
    keys = [_key(path) for path in of.keys]
    return [{**key.as_dict(private=False), "kid": name_of(key), "use": "sig", "alg": _algorithm(key)} for key in keys]


def assertion(of: Provider) -> dict[str, str]:
    """private_key_jwt (RFC 7523): says who we are to this provider, once. The audience is the pinned issuer."""
    key, now = _key(of.keys[0]), int(clock.now().timestamp())
    claims = {"iss": of.client_id, "sub": of.client_id, "aud": of.issuer, "jti": secrets.token_urlsafe(24),
              "iat": now, "exp": now + LASTS}
    header = {"alg": _algorithm(key), "kid": name_of(key), "typ": "JWT"}
    token = jws.serialize_compact(header, json.dumps(claims), key, algorithms=[header["alg"]])
    return {"client_id": of.client_id, "client_assertion_type": ASSERTION, "client_assertion": token}


def _algorithm(key: RSAKey | ECKey) -> str:
    return "PS256" if isinstance(key, RSAKey) else _CURVES[str(key.curve_name)]
