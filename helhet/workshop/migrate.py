"""Bring a database up to date: migrations as the owner, then the rights of the serving roles and the second guard."""

import os
import sys

from helhet.workshop.database import AS_OWNER


def bring_up_to_date(verbosity: int = 1) -> None:
    """Migrate, grant, and make the policies. DATABASE_OWNER_URL (else DATABASE_URL) names the database.

    Must run before Django is set up. Raises whatever the migrations raise.
    """
    owner_url = os.environ.get("DATABASE_OWNER_URL") or os.environ["DATABASE_URL"]
    os.environ["DATABASE_URL"] = owner_url
    os.environ["PGOPTIONS"] = AS_OWNER
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "helhet.config.settings.production")

    import django
    from django.core.management import call_command

    from helhet.workshop import policies, roles

    django.setup()
    policies.make_context(owner_url)
    call_command("migrate", interactive=False, verbosity=verbosity)
    _reference_data()
    roles.grant(owner_url, roles.append_only_tables())
    policies.make(owner_url)


def _reference_data() -> None:
    """What every database holds: the region profiles and Sweden's principals. Loading again changes nothing."""
    from helhet.organisations.actions import load_principals
    from helhet.rulebook.actions import load_profiles

    load_profiles()
    load_principals()


if __name__ == "__main__":
    bring_up_to_date(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
