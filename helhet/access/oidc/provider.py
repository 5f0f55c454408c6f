"""Who may vouch for people: read from a TOML file, one table for each provider. No claim is named in code."""

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

ALGORITHMS = ("PS256", "PS384", "RS256", "RS384", "RS512", "ES256", "ES384", "EdDSA")  # never none, never HS*
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class BadProviders(Exception):
    """The file of providers cannot be used; the message says what to mend."""


@dataclass(frozen=True)
class Claims:
    """What this provider calls what we ask: the one mapping from its words to ours."""

    subject: tuple[str, ...] = ()  # staff: the key of the directory; a person: their number, the first that is there
    commission: str = ""  # the one assignment chosen at the provider
    commissions: str = ""  # or all of them: texts, or objects
    commission_in: str = ""  # where in such an object the key of the assignment stands


@dataclass(frozen=True)
class Provider:
    """One identity provider, as the customer has agreed with it."""

    code: str
    name: str
    kind: str  # staff or person
    issuer: str
    client_id: str
    keys: tuple[str, ...]  # our private keys, PEM: the first signs, all are published
    acr: frozenset[str]
    claims: Claims
    scopes: tuple[str, ...] = ("openid",)
    users: str = ""  # the issuer the directory writes its users under; empty: the house's setting
    max_age: int = 3600
    prompt: str = "login"
    userinfo: str = "none"  # none, json or signed
    algorithms: tuple[str, ...] = ("PS256", "RS256", "ES256")
    ask: dict[str, Any] = field(default_factory=dict, hash=False)  # the claims parameter, as it is sent

    @property
    def directory(self) -> str:
        return self.users or str(settings.DIRECTORY_ISSUER)


def providers() -> dict[str, Provider]:
    """Every provider by code; none when no file is named. Raises BadProviders."""
    return _read(settings.PROVIDERS) if settings.PROVIDERS else {}


def provider(code: str) -> Provider | None:
    return providers().get(code)


@lru_cache(maxsize=8)
def _read(path: str) -> dict[str, Provider]:
    try:
        tables = tomllib.loads(Path(path).read_text())
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BadProviders(f"The file of providers {path} cannot be read: {error}") from None
    return {code: _provider(code, table) for code, table in tables.items()}


def _provider(code: str, table: dict[str, Any]) -> Provider:
    claims = dict(table.pop("claims", {}))
    subject = claims.pop("subject", ())
    claims["subject"] = (subject,) if isinstance(subject, str) else tuple(subject)
    for name in ("keys", "scopes", "algorithms"):
        if name in table:
            table[name] = tuple(table[name])
    table["acr"] = frozenset(table.get("acr", ()))
    try:
        made = Provider(code=code, claims=Claims(**claims), **table)
    except TypeError as error:
        raise BadProviders(f"The provider {code}: {error}") from None
    _demand(made)
    return made


def _demand(it: Provider) -> None:
    faults = (
        (re.fullmatch(r"[a-z0-9-]{1,40}", it.code), "its name in the file is small letters, digits and hyphens"),
        (it.kind in ("staff", "person"), "kind is staff or person"),
        (is_safe(it.issuer), "issuer is an https address"),
        (it.client_id and it.keys, "client_id and keys are needed"),
        (it.acr, "acr names the levels that are accepted; without one nobody is let in"),
        (it.claims.subject, "claims.subject says in which claim the key is found"),
        ("openid" in it.scopes, "scopes must hold openid"),
        (it.userinfo in ("none", "json", "signed"), "userinfo is none, json or signed"),
        (it.algorithms and set(it.algorithms) <= set(ALGORITHMS), f"algorithms are among {', '.join(ALGORITHMS)}"),
        (0 < it.max_age <= 12 * 3600, "max_age is at most twelve hours"),
    )
    for holds, words in faults:
        if not holds:
            raise BadProviders(f"The provider {it.code}: {words}.")


def is_safe(address: object) -> bool:
    """Whether an address may be asked: https, or loopback where there are only invented people."""
    if not isinstance(address, str):
        return False
    parts = urlsplit(address)
    if parts.username or parts.fragment or not parts.hostname:
        return False
    return parts.scheme == "https" or (settings.DEMO and parts.scheme == "http" and parts.hostname in LOOPBACK)
