from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "helhet.keeping"
    label = "keeping"

    def ready(self) -> None:
        """Let the room register what can happen here, and what waits."""
        for part in ("events", "reactions"):
            if find_spec(f"helhet.keeping.{part}"):
                import_module(f"helhet.keeping.{part}")
