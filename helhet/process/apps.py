from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig

ROOMS = ("case", "dialogue", "need", "consent", "mapping", "meeting", "invitation", "plan", "live",
         "follow_up", "closing", "papers")


class ProcessConfig(AppConfig):
    name = "helhet.process"
    label = "process"

    def ready(self) -> None:
        """Let every room register its events, its reactions in process order, and what the night walks through."""
        from helhet.people import ages
        from helhet.process.case import door

        ages.found_by(door.profiles_of)
        for part in ("events", "reactions", "keeping"):
            for room in ROOMS:
                name = f"helhet.process.{room}.{part}"
                if find_spec(name):
                    import_module(name)
