from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _load_profiles(**_signal: Any) -> None:
    from django.db import connection

    from helhet.rulebook import actions
    from helhet.rulebook.models import ProfileVersion

    if ProfileVersion._meta.db_table in connection.introspection.table_names():
        actions.load_profiles()


class RulebookConfig(AppConfig):
    name = "helhet.rulebook"
    label = "rulebook"

    def ready(self) -> None:
        from helhet.kit import why
        from helhet.rulebook import catalogue, events  # noqa: F401 - the events are registered

        why.set_lookup(catalogue.text_of)
        post_migrate.connect(_load_profiles, sender=self)
