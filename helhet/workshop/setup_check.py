"""`helhet check`: what is missing before the house can be opened, one sentence each."""

import psycopg


def report(app_url: str) -> int:
    """Print a sentence for each fault; exit status 1 when there is one."""
    found = faults(app_url)
    for sentence in found:
        print(f"- {sentence}")
    print("Something is missing." if found else "All is in order.")
    return 1 if found else 0


def faults(app_url: str) -> list[str]:
    """Settings, connection, migrations and rights, in that order; a fault that hides the rest ends the list."""
    import django
    from django.core import checks

    django.setup()
    found = [f"{message.msg} {message.hint or ''}".strip() for message in checks.run_checks() if message.is_serious()]
    try:
        psycopg.connect(app_url, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        return [*found, f"The database does not answer at DATABASE_URL: {str(error).splitlines()[-1].strip()}"]
    waiting = _waiting_migrations()
    if waiting:
        return [*found, f"{waiting} migrations are not applied. Run 'helhet migrate' with DATABASE_OWNER_URL set."]
    from helhet.workshop import policies, roles

    return found + roles.missing(app_url, roles.append_only_tables()) + policies.missing(app_url)


def _waiting_migrations() -> int:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
