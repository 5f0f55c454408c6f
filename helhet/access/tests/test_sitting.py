"""How long one stays signed in, to the second."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from helhet.access.sitting import Limits, Sitting, fresh, left, may_be_longer, over, stale

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
LIMITS = Limits(staff=1800, person=1200)
SECOND = timedelta(seconds=1)
HERE = Sitting(
    id=1, user_id=2, user=uuid4(), kind="staff", active=True, user_ended=None, provider="card", provider_session="s",
    acr="loa3", auth_time=NOW, started=NOW, seen=NOW, ends=NOW + timedelta(hours=12), ended=None,
)


@pytest.mark.parametrize(("kind", "limit"), [("staff", 1800), ("individual", 1200), ("relation", 1200)])
def test_stillness_ends_it_on_the_second(kind: str, limit: int) -> None:
    here, end = replace(HERE, kind=kind), NOW + timedelta(seconds=limit)
    assert over(here, end - SECOND, LIMITS) == ""
    assert left(here, end - SECOND, LIMITS) == SECOND
    assert over(here, end, LIMITS) == "idle"
    assert left(here, end, LIMITS) == timedelta(0)


def test_the_whole_ends_it_whatever_one_does() -> None:
    busy = replace(HERE, seen=HERE.ends - SECOND)
    assert over(busy, HERE.ends - SECOND, LIMITS) == ""
    assert left(busy, HERE.ends - SECOND, LIMITS) == SECOND
    assert over(busy, HERE.ends, LIMITS) == "whole"
    assert may_be_longer(HERE, NOW, LIMITS)
    assert not may_be_longer(HERE, HERE.ends - timedelta(minutes=30), LIMITS)


def test_ended_elsewhere_or_with_the_user() -> None:
    assert over(replace(HERE, ended=NOW), NOW, LIMITS) == "ended"
    assert over(replace(HERE, active=False), NOW, LIMITS) == "user"
    assert over(replace(HERE, user_ended=NOW), NOW, LIMITS) == "user"
    assert over(replace(HERE, user_ended=NOW - SECOND), NOW, LIMITS) == "", "a session from after does count"


def test_that_somebody_is_here_is_written_once_a_minute() -> None:
    assert not stale(HERE, NOW + timedelta(seconds=59))
    assert stale(HERE, NOW + timedelta(seconds=60))


def test_who_has_shown_the_card_lately() -> None:
    quarter = timedelta(minutes=15)
    assert fresh(HERE, NOW + quarter, quarter)
    assert not fresh(HERE, NOW + quarter + SECOND, quarter)
    assert not fresh(replace(HERE, auth_time=None), NOW, quarter)
    assert fresh(replace(HERE, provider="", auth_time=None), NOW, quarter), "the demo has nothing to ask again"
