from importlib import import_module

from django.apps import AppConfig


class DeviationConfig(AppConfig):
    name = "helhet.deviation"
    label = "deviation"

    def ready(self) -> None:
        """Let the room register what can happen here, and what waits."""
        for part in ("events", "reactions"):
            import_module(f"helhet.deviation.{part}")
