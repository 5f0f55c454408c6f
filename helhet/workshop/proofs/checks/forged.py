"""Kinds of forged sign-in: what is bent, and by which word the house should have refused it."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from helhet.workshop.idp import hostile as bent
from helhet.workshop.idp.hostile import Bend, Hostile, says

Answer = dict[str, Any]
LOA2 = "http://id.sambi.se/loa/loa2"


@dataclass(frozen=True)
class Kind:
    """One kind: at the provider (``bend``) or on the way back in the browser (``answer``)."""

    name: str
    why: str
    bend: Bend = field(default_factory=Bend)
    answer: Callable[[Hostile, Answer], Answer] = lambda of, said: said


def _token(name: str, why: str, **changed: Any) -> Kind:
    return Kind(name, why, Bend(claims=says(**changed)))


def _both(name: str, why: str, **changed: Any) -> Kind:
    return Kind(name, why, Bend(claims=says(**changed), userinfo=says(**changed)))


def _signed(name: str, why: str, sign: Any) -> Kind:
    return Kind(name, why, Bend(sign=sign))


def _header(name: str, why: str, **changed: Any) -> Kind:
    return Kind(name, why, Bend(header=says(**changed)))


def _raw(name: str, why: str, path: str, status: int, kind: str, body: bytes, **more: str) -> Kind:
    return Kind(name, why, Bend(raw={path: (status, {"Content-Type": kind, **more}, body)}))


def _secret_half(said: Answer) -> Answer:
    return {"keys": [{**said["keys"][0], "d": "AQAB"}]}


def _shared_secret(said: Answer) -> Answer:
    return {"keys": [*said["keys"], {"kty": "oct", "kid": "two", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"}]}


def kinds(client: str) -> list[Kind]:
    """Every kind that one browser and one provider can show; those that take two are in ``proofs/idp.py``."""
    return [*_what_it_says(client), *_who_signed(), *_about_itself(), *_on_the_wire(), *_more_of_it(), *_back_again()]


def _what_it_says(client: str) -> list[Kind]:
    now = int(time.time())
    return [
        _token("another issuer", "issuer", iss="https://annan.example"),
        _token("for another client", "audience", aud="another-client"),
        _token("for several clients", "audience", aud=[client, "another-client"]),
        _token("for nobody", "audience", aud=None),
        _token("another authorized party", "authorized_party", azp="another-client"),
        _token("expired", "expired", exp=now - 600, iat=now - 590),
        _token("made in the future", "made_later", iat=now + 600, exp=now + 900),
        _token("made long ago, with a long life", "too_old", iat=now - 7200, exp=now + 7200),
        _token("not to be used yet", "not_yet", nbf=now + 600),
        _token("without an end", "no_exp", exp=None),
        _token("without a moment", "no_iat", iat=None),
        _token("an end in words", "no_exp", exp="in five minutes"),
        _token("another nonce", "nonce", nonce="another"),
        _token("without nonce", "nonce", nonce=None),
        _token("without subject", "subject", sub=None),
        _token("level of assurance two", "level", acr=LOA2),
        _token("without level of assurance", "level", acr=None),
        _token("card shown yesterday", "signed_in_too_long_ago", auth_time=now - 86_400),
        _token("no moment for the card", "no_auth_time", auth_time=None),
        _token("card shown tomorrow", "signed_in_later", auth_time=now + 86_400),
        _token("another access token", "access_token", at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
        _both("without the key of the directory", "no_key", employeeHsaId=None),
        _both("key of the directory as a list", "no_key", employeeHsaId=["SE-1", "SE-2"]),
        _both("somebody who is not in the directory", "unknown_staff", employeeHsaId="SE0000000000-9999"),
        _both("an assignment that is not theirs", "no_assignment", commissionHsaId="SE0000000000-8888"),
    ]


def _who_signed() -> list[Kind]:
    return [
        _signed("no signature (alg none)", "algorithm", bent.unsigned),
        _signed("public key as shared secret (HS256)", "algorithm", bent.with_public_key_as_secret),
        _signed("signed by somebody else", "signature", bent.with_another_key),
        _signed("changed after it was signed", "signature", bent.changed_after_signing),
        _signed("the audience twice", "said_twice", bent.twice("aud", "another-client")),
        _signed("the key of the directory twice", "said_twice", bent.twice("employeeHsaId", "SE0000000000-7777")),
        _signed("not a token at all", "not_a_token", lambda of, header, claims: "eyJhbGciOiJub25lIn0"),
        _header("a key name nobody has", "unknown_key", kid="two"),
        _header("without a key name", "no_key_name", kid=None),
        _header("brings its own key", "header", jwk={"kty": "RSA", "n": "AQAB", "e": "AQAB"}),
        _header("says where its key is", "header", jku="https://annan.example/keys"),
        _header("a sign-out used as a sign-in", "header", typ="logout+jwt"),
    ]


def _about_itself() -> list[Kind]:
    return [
        Kind("discovery of another issuer", "issuer_differs", Bend(discovery=says(issuer="https://annan.example"))),
        Kind("a token address without TLS", "unsafe_address",
             Bend(discovery=says(**{"token_endpoint": "http://annan.example/token"}))),
        Kind("an address that is not the web's", "unsafe_address", Bend(discovery=says(jwks_uri="file:///etc/passwd"))),
        Kind("its own secret key among the keys", "secret_keys", Bend(keys=_secret_half)),
        Kind("a shared secret among the keys", "secret_keys", Bend(keys=_shared_secret)),
        Kind("no keys", "bad_keys", Bend(keys=lambda said: {"keys": []})),
    ]


def _on_the_wire() -> list[Kind]:
    return [
        _raw("discovery that leads elsewhere", "redirected", "/.well-known/openid-configuration", 302, "text/html", b"",
             Location="/keys"),
        _raw("a token from elsewhere", "redirected", "/token", 307, "text/html", b"", Location="/userinfo"),
        _raw("an enormous answer", "too_large", "/token", 200, "application/json", b'{"a": "' + b"x" * 400_000 + b'"}'),
        _raw("a page for a token", "not_json", "/token", 200, "text/html", b"<html></html>"),
        _raw("a list for a token", "not_json", "/token", 200, "application/json", b"[]"),
        Kind("an answer that never comes", "too_slow", Bend(slow={"/token": 3.0})),
        Kind("another kind of token", "token_type", Bend(token=says(**{"token_type": "mac"}))),
        Kind("no ID token", "not_a_token", Bend(token=says(id_token=None))),
    ]


def _more_of_it() -> list[Kind]:
    return [
        Kind("userinfo about somebody else", "userinfo_subject", Bend(userinfo=says(sub="somebody-else"))),
        Kind("userinfo for another client", "audience", Bend(userinfo=says(aud="another-client"))),
        Kind("userinfo without a signature", "userinfo_unsigned", Bend(userinfo_signed=False)),
        Kind("userinfo that says something else", "places_differ",
             Bend(userinfo=says(employeeHsaId="SE0000000000-7777"))),
    ]


def _back_again() -> list[Kind]:
    return [
        Kind("from another issuer, says the answer", "issuer_in_answer",
             answer=lambda of, said: {**said, "iss": "https://annan.example"}),
        Kind("from nobody, says the answer", "no_issuer_in_answer",
             answer=lambda of, said: {name: value for name, value in said.items() if name != "iss"}),
        Kind("a code nobody gave", "provider_refused", answer=lambda of, said: {**said, "code": "guessed"}),
        Kind("no code", "no_code", answer=lambda of, said: {**said, "code": ""}),
        Kind("two codes", "said_twice", answer=lambda of, said: {**said, "code": [said["code"], "guessed"]}),
        Kind("a state nobody has", "unknown_state", answer=lambda of, said: {**said, "state": "x" * 43}),
        Kind("no state", "unknown_state", answer=lambda of, said: {**said, "state": ""}),
    ]
