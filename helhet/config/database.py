"""Reads a database address into Django's words."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


def parse_url(url: str) -> dict[str, Any]:
    """``postgresql://user:password@host:port/name?host=/socket/folder`` as a DATABASES entry.

    Raises ValueError when the address is not one of PostgreSQL: no other engine is supported.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("DATABASE_URL must begin with postgresql://")
    query = parse_qs(parts.query)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") or query.get("host", [""])[0],
        "PORT": str(parts.port or query.get("port", [""])[0]),
    }
