"""Reads what a provider has signed, and believes it only when every line holds."""

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError

from helhet.access.oidc import discovery
from helhet.access.oidc.provider import Provider
from helhet.access.oidc.refused import NotBelieved, believe
from helhet.access.oidc.wire import parse
from helhet.kit import clock

LEEWAY = 60  # seconds that two clocks may differ
OLDEST = 600  # an ID token is fetched at once: one made longer ago is somebody else's
LOGOUT = "http://schemas.openid.net/event/backchannel-logout"
_HASHES = {"256": hashlib.sha256, "384": hashlib.sha384, "512": hashlib.sha512, "EdDSA": hashlib.sha512}
_CARRIES_KEYS = {"jwk", "jku", "x5u", "x5c", "crit", "zip"}


@dataclass(frozen=True)
class Signed:
    """What was signed, with which algorithm."""

    claims: dict[str, Any]
    algorithm: str


def read_signed(of: Provider, text: object, kinds: tuple[str, ...] = ("jwt",)) -> Signed:
    """What a token says, if one of this provider's own keys signed it. Raises NotBelieved."""
    believe("not_a_token", isinstance(text, str) and text.count(".") == 2 and text.isascii())
    header = parse(_decoded(str(text).partition(".")[0]))
    believe("algorithm", header.get("alg") in of.algorithms)
    believe("header", not _CARRIES_KEYS & set(header))
    believe("header", str(header.get("typ", kinds[0])).lower() in kinds)
    key = discovery.key(of, header.get("kid"))
    try:
        found = jws.deserialize_compact(str(text), key, algorithms=[str(header["alg"])])
    except (JoseError, ValueError, TypeError):
        raise NotBelieved("signature") from None
    return Signed(parse(found.payload), str(header["alg"]))


def id_token(of: Provider, text: object, nonce: str, access_token: str) -> dict[str, Any]:
    """The claims of an ID token that is for us, of this very sign-in, fresh and strong enough. Raises NotBelieved."""
    signed = read_signed(of, text)
    said, now = signed.claims, clock.now().timestamp()
    _is_for_us(of, said, now)
    believe("nonce", isinstance(said.get("nonce"), str) and hmac.compare_digest(said["nonce"], nonce))
    believe("expired", _number(said, "exp") > now - LEEWAY)
    believe("too_old", _number(said, "iat") > now - OLDEST)
    believe("subject", isinstance(said.get("sub"), str) and 0 < len(said["sub"]) <= 255)
    believe("level", said.get("acr") in of.acr)
    believe("signed_in_too_long_ago", _number(said, "auth_time") > now - of.max_age - LEEWAY)
    believe("signed_in_later", _number(said, "auth_time") < now + LEEWAY)
    if "at_hash" in said:
        believe("access_token", hmac.compare_digest(str(said["at_hash"]), _half_hash(access_token, signed.algorithm)))
    return said


def user_info(of: Provider, kind: str, body: bytes, subject: str) -> dict[str, Any]:
    """What UserInfo says, signed where the provider signs, and of the same subject. Raises NotBelieved."""
    if of.userinfo == "signed":
        believe("userinfo_unsigned", kind == "application/jwt")
        said = read_signed(of, body.decode("ascii", "replace"), ("jwt", "userinfo+jwt")).claims
        believe("issuer", said.get("iss") == of.issuer)
        believe("audience", said.get("aud") in (of.client_id, [of.client_id]))
    else:
        believe("not_json", kind == "application/json")
        said = parse(body)
    believe("userinfo_subject", said.get("sub") == subject)
    return said


def logout_token(of: Provider, text: object) -> str:
    """The provider's name for the session it has ended. Raises NotBelieved."""
    said, now = read_signed(of, text, ("logout+jwt", "jwt")).claims, clock.now().timestamp()
    _is_for_us(of, said, now)
    believe("expired", _number(said, "exp") > now - LEEWAY)
    believe("too_old", _number(said, "iat") > now - OLDEST)
    believe("nonce", "nonce" not in said)  # an ID token is not a logout
    events = said.get("events")
    believe("event", isinstance(events, dict) and isinstance(events.get(LOGOUT), dict))
    believe("event", isinstance(said.get("jti"), str))
    believe("session", isinstance(said.get("sid"), str) and 0 < len(said["sid"]) <= 200)
    return str(said["sid"])


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _is_for_us(of: Provider, said: dict[str, Any], now: float) -> None:
    believe("issuer", said.get("iss") == of.issuer)
    believe("audience", said.get("aud") in (of.client_id, [of.client_id]))
    believe("authorized_party", said.get("azp", of.client_id) == of.client_id)
    believe("made_later", _number(said, "iat") < now + LEEWAY)
    believe("not_yet", "nbf" not in said or _number(said, "nbf") < now + LEEWAY)


def _number(said: dict[str, Any], name: str) -> float:
    value = said.get(name)
    believe(f"no_{name}", isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e11)
    return float(value)  # type: ignore[arg-type]


def _decoded(part: str) -> bytes:
    try:
        return base64.b64decode(part + "=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise NotBelieved("not_a_token") from None


def _half_hash(text: str, algorithm: str) -> str:
    whole = _HASHES["EdDSA" if algorithm == "EdDSA" else algorithm[2:]](text.encode("ascii", "replace")).digest()
    return base64.urlsafe_b64encode(whole[: len(whole) // 2]).rstrip(b"=").decode()
