"""The two halves of a sign-in: away to the provider, and back again (code flow with PKCE)."""

import hmac
import json
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from django.contrib.sessions.backends.base import SessionBase
from django.http import QueryDict

from helhet.access.oidc import discovery, tokens
from helhet.access.oidc.own_keys import assertion
from helhet.access.oidc.provider import Provider
from helhet.access.oidc.refused import NotBelieved, believe
from helhet.access.oidc.wire import ask, ask_json
from helhet.access.sessions import PENDING, Vouched
from helhet.kit import clock

LASTS = 600  # seconds to find one's card and its code
TABS = 5  # sign-ins under way at once in one browser
_ANSWER = {"code", "state", "iss", "error", "error_description", "error_uri", "session_state"}


class Cancelled(Exception):
    """The one who was to sign in changed their mind, or the provider said no."""


@dataclass(frozen=True)
class Identity:
    """Whom the provider vouches for, in the house's words."""

    provider: Provider
    key: str  # the key of the directory, or a person's number
    commissions: tuple[str, ...]  # the assignment chosen at the provider, or all there are; none: it does not say
    vouched: Vouched


def begin(of: Provider, session: SessionBase, back: str) -> str:
    """Remember that this browser is on its way, and say where it goes. Raises NotBelieved.

    The state is this tab's own: two tabs can sign in side by side.
    """
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    where = discovery.places(of).authorize
    now = clock.now().timestamp()
    open_ = {key: one for key, one in session.get(PENDING, {}).items() if one["at"] > now - LASTS}
    kept = dict(list(open_.items())[-(TABS - 1):])
    session[PENDING] = {**kept, state: {"provider": of.code, "nonce": nonce, "verifier": verifier, "at": now}}
    asked = {
        "response_type": "code", "client_id": of.client_id, "redirect_uri": back, "scope": " ".join(of.scopes),
        "state": state, "nonce": nonce, "code_challenge": create_s256_code_challenge(verifier),
        "code_challenge_method": "S256", "max_age": str(of.max_age), "acr_values": " ".join(sorted(of.acr)),
    }
    if of.prompt:
        asked["prompt"] = of.prompt
    if of.ask:
        asked["claims"] = json.dumps(of.ask)
    return f"{where}{'&' if '?' in where else '?'}{urlencode(asked)}"


def known(session: SessionBase, state: str) -> bool:
    """Whether a sign-in with this state was begun in this browser."""
    return state in session.get(PENDING, {})


def finish(of: Provider, session: SessionBase, answer: QueryDict, back: str) -> Identity:
    """What the provider answered, believed. The state is used up whatever comes of it.

    Raises NotBelieved, NotAnswering, Cancelled.
    """
    believe("said_twice", all(len(values) == 1 for _name, values in answer.lists()))
    begun = _used(session, answer.get("state", ""))
    believe("another_provider", begun["provider"] == of.code)
    believe("state_too_old", begun["at"] > clock.now().timestamp() - LASTS)
    _from_whom(of, answer)
    if "error" in answer:
        raise Cancelled(answer["error"][:60])
    code = answer.get("code", "")
    believe("no_code", 0 < len(code) <= 2000)
    said = _exchange(of, code, begun["verifier"], back)
    access_token = str(said.get("access_token", ""))
    claims = tokens.id_token(of, said.get("id_token"), begun["nonce"], access_token)
    return _identity(of, claims, _more(of, claims, access_token))


def _used(session: SessionBase, state: str) -> dict[str, Any]:
    open_ = dict(session.get(PENDING, {}))
    begun = open_.pop(state, None)
    believe("unknown_state", begun is not None)
    session[PENDING] = open_
    session.save()  # at once: the same answer again finds nothing
    return dict(begun)


def _from_whom(of: Provider, answer: QueryDict) -> None:
    """RFC 9207: the answer says who it is from, so that no provider can pass for another."""
    if discovery.places(of).says_issuer:
        believe("no_issuer_in_answer", "iss" in answer)
    if "iss" in answer:
        believe("issuer_in_answer", hmac.compare_digest(str(answer["iss"]).encode(), of.issuer.encode()))


def _exchange(of: Provider, code: str, verifier: str, back: str) -> dict[str, Any]:
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": verifier}
    said = ask_json(discovery.places(of).token, form=form | assertion(of))
    believe("token_type", str(said.get("token_type", "")).lower() == "bearer")
    return said


def _more(of: Provider, claims: dict[str, Any], access_token: str) -> dict[str, Any]:
    if of.userinfo == "none":
        return {}
    believe("access_token", 0 < len(access_token) <= 8000)
    kind, body = ask(discovery.places(of).userinfo, token=access_token)
    return tokens.user_info(of, kind, body, claims["sub"])


def _identity(of: Provider, claims: dict[str, Any], more: dict[str, Any]) -> Identity:
    """In the house's words. Where both places say something, they must say the same."""
    wanted = (*of.claims.subject, of.claims.commission)
    for name in wanted:
        believe("places_differ", name not in claims or name not in more or claims[name] == more[name])
    said = {**more, **claims}
    found = [said[name] for name in of.claims.subject if said.get(name)]
    believe("no_key", bool(found))
    believe("two_keys", len(found) == 1)  # a person has one number, never two kinds at once
    key = found[0]
    believe("no_key", isinstance(key, str) and key.isprintable() and 0 < len(key.strip()) <= 200)
    vouched = Vouched(of.code, str(claims.get("sid", ""))[:200], str(claims["acr"]), tokens.moment(claims["auth_time"]))
    one, many = said.get(of.claims.commission), said.get(of.claims.commissions)
    return Identity(of, str(key).strip(), _ids(one, of) or _ids(many, of), vouched)


def _ids(said: object, of: Provider) -> tuple[str, ...]:
    """Keys of assignments: a text, a list of texts, or of objects that hold it under the name the provider has."""
    if isinstance(said, str):
        return (said.strip(),) if said.strip() else ()
    if isinstance(said, list):
        return tuple(found for each in said[:200] for found in _ids(each, of))
    if isinstance(said, dict) and of.claims.commission_in:
        return _ids(str(said.get(of.claims.commission_in, "")), of)
    return ()


def leave(of: Provider, back: str) -> str:
    """Where to go to be signed out at the provider too; empty when it has no such place."""
    try:
        where = discovery.places(of).end_session
    except NotBelieved:
        return ""
    asked = urlencode({"client_id": of.client_id, "post_logout_redirect_uri": back})
    return f"{where}{'&' if '?' in where else '?'}{asked}" if where else ""
