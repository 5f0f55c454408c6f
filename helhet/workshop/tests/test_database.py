"""The embedded database starts, survives, and lets nobody do more than their role."""

import psycopg

from helhet.workshop.database import Urls


def test_the_app_owns_nothing_and_cannot_truncate(fresh_database: Urls) -> None:
    with psycopg.connect(fresh_database.app) as db:
        assert db.execute("SELECT current_user").fetchone() == ("helhet_app",)
