from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "helhet.kit"
    label = "kit"

    def ready(self) -> None:
        """A request begins with nobody writing, whatever the thread did before."""
        from django.core.signals import request_started

        from helhet.kit import keys

        request_started.connect(keys.nobody, dispatch_uid="keys.nobody")
