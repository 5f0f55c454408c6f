from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "helhet.access"
    label = "access"

    def ready(self) -> None:
        from helhet.access import drafts, events  # noqa: F401
        from helhet.kit import pages

        pages.use_drafts(drafts.AccessDrafts())
