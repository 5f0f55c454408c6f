"""No page asks the database more the more there is to show."""

import pytest

from helhet.process.tests.cast import Cast
from helhet.workshop.proofs.checks.questions import measure


@pytest.mark.django_db
def test_every_page_is_bounded_and_does_not_grow(cast: Cast) -> None:
    counted = list(measure(cast))
    assert len(counted) >= 15
    assert [c for c in counted if c.many > c.few] == [], "asks more when there is more"
    assert [c for c in counted if c.many > c.most] == [], "asks more than it may"
