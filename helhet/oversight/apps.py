from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "helhet.oversight"
    label = "oversight"

    def ready(self) -> None:
        """Let the room register what can happen here, and what waits."""
        for part in ("events", "reactions"):
            if find_spec(f"helhet.oversight.{part}"):
                import_module(f"helhet.oversight.{part}")
