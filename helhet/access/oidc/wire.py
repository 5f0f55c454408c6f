"""Asks an identity provider something: never further than asked, never longer or larger than we have said."""

import json
import ssl
import time
from functools import lru_cache
from typing import Any

import httpx
from django.conf import settings

from helhet.access.oidc.refused import NotAnswering, NotBelieved, believe

MOST = 256 * 1024  # bytes of one answer: the largest set of keys is a tenth of it


def ask(address: str, *, form: dict[str, str] | None = None, token: str = "") -> tuple[str, bytes]:
    """The kind and the bytes of the answer. A redirect is never followed.

    Raises NotAnswering when there is none in time, NotBelieved when it is not one we can use.
    """
    until = time.monotonic() + settings.OIDC_PATIENCE
    headers = {"Accept": "application/json, application/jwt"} | ({"Authorization": f"Bearer {token}"} if token else {})
    try:
        with httpx.Client(timeout=settings.OIDC_PATIENCE, follow_redirects=False, trust_env=False,
                          verify=_trusted(settings.OIDC_CA)) as client:
            with client.stream("POST" if form else "GET", address, data=form, headers=headers) as answer:
                body = _read(answer, until)
                believe("redirected", not answer.is_redirect)
                if answer.status_code >= 500:
                    raise NotAnswering("provider_down")
                believe("provider_refused", answer.status_code == 200)
                return answer.headers.get("Content-Type", "").partition(";")[0].strip().lower(), body
    except httpx.TimeoutException:
        raise NotAnswering("too_slow") from None
    except httpx.HTTPError:
        raise NotAnswering("unreachable") from None


@lru_cache(maxsize=4)
def _trusted(file: str) -> ssl.SSLContext:
    """Whose word on TLS counts: the system's list of certificates, or the file we were given. Read once."""
    return ssl.create_default_context(cafile=file or None)


def _read(answer: httpx.Response, until: float) -> bytes:
    body = bytearray()
    for part in answer.iter_bytes(16 * 1024):
        body += part
        believe("too_large", len(body) <= MOST)
        if time.monotonic() > until:  # drop by drop is also too slow
            raise NotAnswering("too_slow")
    return bytes(body)


def ask_json(address: str, *, form: dict[str, str] | None = None, token: str = "") -> dict[str, Any]:
    """The same, as an object of JSON."""
    kind, body = ask(address, form=form, token=token)
    believe("not_json", kind == "application/json" or kind.endswith("+json"))
    return parse(body)


def parse(text: bytes | str) -> dict[str, Any]:
    """An object of JSON where nothing is said twice: two readers must never read two things."""
    try:
        found = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise NotBelieved("not_json") from None
    believe("not_json", isinstance(found, dict))
    return dict(found)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    believe("said_twice", len({name for name, _value in pairs}) == len(pairs))
    return dict(pairs)
