from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "helhet.people"
    label = "people"

    def ready(self) -> None:
        from helhet.access.actor import resolve_persons_by
        from helhet.people import door, events  # noqa: F401 - events register themselves

        resolve_persons_by(door.resolve)
