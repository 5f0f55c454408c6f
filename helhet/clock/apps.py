from importlib import import_module

from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "helhet.clock"
    label = "clock"

    def ready(self) -> None:
        """Let the clock register what it writes in the log."""
        import_module("helhet.clock.events")
