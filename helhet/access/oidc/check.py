"""A system check: the providers that are agreed on can be used, and on a server there is at least one."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning

from helhet.access.oidc import own_keys
from helhet.access.oidc.provider import BadProviders, providers


def providers_can_be_used(**_: Any) -> list[CheckMessage]:
    """Errors say what to mend in the file; without a file nobody can sign in on a server."""
    if not settings.PROVIDERS:
        words = "Nobody can sign in: HELHET_PROVIDERS names no file of identity providers (docs/sign-in.md)."
        return [] if settings.DEMO else [Warning(words, id="helhet.W010")]
    try:
        for of in providers().values():
            own_keys.published(of)
    except BadProviders as bad:
        return [Error(str(bad), id="helhet.E010")]
    return []
