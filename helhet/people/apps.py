from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "helhet.people"
    label = "people"

    def ready(self) -> None:
        from helhet.access.actor import find_persons_by, resolve_persons_by
        from helhet.people import arriving, door, events  # noqa: F401 - events register themselves

        resolve_persons_by(door.resolve)
        find_persons_by(arriving.ways_in)
