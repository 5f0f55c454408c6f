from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "helhet.desk"
    label = "desk"

    def ready(self) -> None:
        from helhet.desk.shell import staff_shell
        from helhet.kit.shell import register

        register("staff", staff_shell)
