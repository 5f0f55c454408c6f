"""Days and hours as one says them."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.utils import translation

from helhet.kit import clock, dates

TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def saturday() -> Iterator[None]:
    with clock.travel(datetime(2026, 11, 21, 12, tzinfo=UTC)), translation.override("sv"):
        yield


def test_a_day_is_said_with_weekday_and_with_year_only_when_it_is_another() -> None:
    assert dates.date_sv(date(2026, 12, 2)) == "onsdag 2 december"
    assert dates.date_sv(date(2027, 1, 4)) == "måndag 4 januari 2027"
    assert dates.day_sv(date(2026, 12, 2)) == "2 dec"
    assert dates.day_sv(date(2027, 3, 9)) == "9 mars 2027"
    assert dates.date_full(date(2026, 12, 2)) == "2 december 2026"


def test_hours_are_swedish_hours() -> None:
    moment = datetime(2026, 12, 2, 13, 0, tzinfo=UTC)
    assert dates.time_sv(moment) == "14.00"
    assert dates.time_sv(time(8, 5)) == "08.05"
    assert dates.datetime_sv(moment) == "onsdag 2 december kl. 14.00"
    assert dates.day_sv(datetime(2026, 12, 1, 23, 30, tzinfo=UTC)) == "2 dec"


def test_a_period_is_shown_with_its_last_day() -> None:
    assert dates.period_sv(date(2026, 12, 2), date(2026, 12, 10)) == "2 dec – 9 dec"
    assert dates.period_sv((date(2026, 12, 2), None)) == "från 2 dec, tills vidare"
    assert dates.period_sv(SimpleNamespace(lower=None, upper=date(2026, 12, 10))) == "till och med 9 dec"


@pytest.mark.parametrize(("days", "words"), [
    (0, "i dag"), (1, "i morgon"), (-1, "i går"), (11, "om 11 dagar"), (-3, "för 3 dagar sedan"),
])
def test_how_far_away(days: int, words: str) -> None:
    assert dates.days_left(TODAY + timedelta(days), TODAY) == words


@pytest.mark.parametrize(("days", "words", "kind"), [
    (-1, "1 dag försenad", "late"), (-2, "2 dagar försenad", "late"), (0, "senast i dag", "soon"),
    (1, "senast i morgon", "soon"),
    (5, "senast torsdag", "neutral"), (49, "senast 9 jan 2027", "neutral"),
])
def test_a_deadline_in_words(days: int, words: str, kind: str) -> None:
    assert dates.due_sv(TODAY + timedelta(days), TODAY) == words
    assert dates.due_kind(TODAY + timedelta(days), TODAY) == kind


def test_what_happened_is_near_in_words() -> None:
    assert dates.when_sv(clock.at(TODAY, 8, 12)) == "i dag 08.12"
    assert dates.when_sv(clock.at(TODAY - timedelta(1), 15, 40)) == "i går 15.40"
    assert dates.when_sv(clock.at(date(2026, 11, 6), 9)) == "6 nov"


def test_nothing_gives_nothing() -> None:
    assert {name: f(None) for name, f in dates.FILTERS.items() if name != "due_kind"} == {
        name: "" for name in dates.FILTERS if name != "due_kind"
    }
