"""What a provider says about itself, and its keys: from its pinned issuer, remembered for a while."""

import threading
import time
from dataclasses import dataclass
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, OKPKey, RSAKey

from helhet.access.oidc.provider import Provider, is_safe
from helhet.access.oidc.refused import NotBelieved, believe
from helhet.access.oidc.wire import ask_json

Key = RSAKey | ECKey | OKPKey
LASTS = 3600.0  # seconds that an answer is remembered
AT_MOST_EVERY = 10.0  # and how often unknown key names may make us ask again
SMALLEST_RSA = 2048


@dataclass(frozen=True)
class Places:
    """Where the provider does what."""

    authorize: str
    token: str
    keys: str
    userinfo: str
    end_session: str
    says_issuer: bool  # RFC 9207: the answer carries who it is from


_lock = threading.Lock()
_places: dict[str, tuple[float, Places]] = {}
_keys: dict[str, tuple[float, dict[str, Key]]] = {}


def forget() -> None:
    """Remember nothing of any provider: for tests."""
    _places.clear()
    _keys.clear()


def places(of: Provider) -> Places:
    """The provider's addresses, from discovery at the issuer we have written down. Raises NotBelieved."""
    at, known = _places.get(of.issuer, (0.0, None))
    if known and time.monotonic() - at < LASTS:
        return known
    said = ask_json(of.issuer.rstrip("/") + "/.well-known/openid-configuration")
    believe("issuer_differs", said.get("issuer") == of.issuer)
    found = Places(
        authorize=_place(said, "authorization_endpoint"), token=_place(said, "token_endpoint"),
        keys=_place(said, "jwks_uri"),
        userinfo=_place(said, "userinfo_endpoint") if of.userinfo != "none" else "",
        end_session=_place(said, "end_session_endpoint") if said.get("end_session_endpoint") else "",
        says_issuer=said.get("authorization_response_iss_parameter_supported") is True,
    )
    _places[of.issuer] = (time.monotonic(), found)
    return found


def _place(said: dict[str, Any], name: str) -> str:
    believe("unsafe_address", is_safe(said.get(name)))
    return str(said[name])


def key(of: Provider, kid: object) -> Key:
    """The provider's key with this name; asked for once more when it is new to us. Raises NotBelieved."""
    believe("no_key_name", isinstance(kid, str) and bool(kid))
    with _lock:
        at, known = _keys.get(of.issuer, (0.0, {}))
        age = time.monotonic() - at
        if not known or age > LASTS or (kid not in known and age > AT_MOST_EVERY):
            known = _fetch(of)
            _keys[of.issuer] = (time.monotonic(), known)
    believe("unknown_key", kid in known)
    return known[str(kid)]


def _fetch(of: Provider) -> dict[str, Key]:
    said = ask_json(places(of).keys).get("keys")
    believe("bad_keys", isinstance(said, list) and 0 < len(said) <= 50)
    found: dict[str, Key] = {}
    for one in said or ():
        believe("bad_keys", isinstance(one, dict))
        believe("secret_keys", not {"d", "p", "q", "k"} & set(one) and one.get("kty") != "oct")
        if one.get("use", "sig") != "sig" or not one.get("kid"):
            continue
        believe("bad_keys", one["kid"] not in found)
        found[one["kid"]] = _import(one)
    return found


def _import(said: dict[str, Any]) -> Key:
    try:
        made = JWKRegistry.import_key(said)
    except (JoseError, ValueError, TypeError):
        raise NotBelieved("bad_keys") from None
    believe("bad_keys", isinstance(made, RSAKey | ECKey | OKPKey))
    if isinstance(made, RSAKey):
        believe("weak_key", made.public_key.key_size >= SMALLEST_RSA)
    return made  # type: ignore[return-value]
