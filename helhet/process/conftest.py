"""The fixed cast, for the tests of every room."""

import pytest

from helhet.process.tests import cast as casting


@pytest.fixture
def cast(db: None) -> casting.Cast:
    return casting.build()
