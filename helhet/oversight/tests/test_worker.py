"""The worker draws the rounds under its own login, as it does at night."""

from typing import Any
from urllib.parse import urlsplit

import pytest

from helhet.oversight.models import Round, Sample
from helhet.oversight.tests.test_review import drawn, reads


@pytest.fixture
def as_worker(fresh_database: Any, django_db_blocker: Any) -> Any:
    """Turn the connection to the worker's login, and back."""
    from django.db import connections

    connection = connections["default"]

    def turn(url: str) -> None:
        connection.close()
        parts = urlsplit(url)
        connection.settings_dict.update(USER=parts.username, PASSWORD=parts.password)

    with django_db_blocker.unblock():
        yield lambda: turn(fresh_database.worker)
        turn(fresh_database.app)


def test_the_worker_draws_with_its_own_login(as_worker: Any) -> None:
    from helhet.process.tests import cast as casting

    cast = casting.build()
    reads(cast.nurse, cast.adult)
    as_worker()
    assert drawn() == 1
    assert drawn() == 0
    assert Sample.objects.count() == 0  # outside the job nothing is seen
    assert Round.objects.count() == 0
