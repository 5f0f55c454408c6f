from django.apps import AppConfig


class CitizenConfig(AppConfig):
    name = "helhet.citizen"
    label = "citizen"

    def ready(self) -> None:
        import helhet.citizen.reactions  # noqa: F401 - what the person is told of
        from helhet.citizen.shell import citizen_shell
        from helhet.kit.shell import register

        register("citizen", citizen_shell)
