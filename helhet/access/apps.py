from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "helhet.access"
    label = "access"

    def ready(self) -> None:
        from helhet.access import drafts, events, session_views  # noqa: F401
        from helhet.kit import pages, shell

        pages.use_drafts(drafts.AccessDrafts())
        shell.register_stay(session_views.stay_of)
