from django.apps import AppConfig


class CitizenConfig(AppConfig):
    name = "helhet.citizen"
    label = "citizen"

    def ready(self) -> None:
        from helhet.citizen.shell import citizen_shell
        from helhet.kit.shell import register

        register("citizen", citizen_shell)
