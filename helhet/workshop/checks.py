"""System checks: the demo's open door stands only on loopback and on an invented world; production refuses one."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, register
from django.db import DatabaseError

LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "testserver"}


@register()
def demo_only_on_loopback(**_: Any) -> list[Error]:
    """The demo sign-in lets anybody in: never on an address that others reach."""
    if settings.DEMO and not set(settings.ALLOWED_HOSTS) <= LOOPBACK:
        return [Error("The demo sign-in may only be served on loopback.", id="helhet.E001")]
    return []


def marked() -> bool:
    """Whether the present database says it holds an invented world."""
    from helhet.kit.models import DatabaseMark

    try:
        return DatabaseMark.objects.filter(what="world").exists()
    except DatabaseError:
        return False
