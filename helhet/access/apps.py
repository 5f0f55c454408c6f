from django.apps import AppConfig
from django.core import checks


class AccessConfig(AppConfig):
    name = "helhet.access"
    label = "access"

    def ready(self) -> None:
        from helhet.access import drafts, events, session_views  # noqa: F401
        from helhet.access.oidc import check
        from helhet.kit import pages, shell

        pages.use_drafts(drafts.AccessDrafts())
        shell.register_stay(session_views.stay_of)
        checks.register(check.providers_can_be_used)
