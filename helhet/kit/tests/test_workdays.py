"""Working days in Sweden, and which day it is around midnight when the clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from helhet.kit import clock, workdays

CLOSED = [
    # Easter moves: Good Friday and Easter Monday, 2024-2028
    "2024-03-29", "2024-04-01", "2025-04-18", "2025-04-21", "2026-04-03", "2026-04-06", "2027-03-26", "2027-03-29",
    "2028-04-14", "2028-04-17",
    "2024-05-09", "2026-05-14",  # Ascension Day
    "2025-06-06", "2028-06-06",  # National Day, a Friday and a Tuesday
    "2024-06-21", "2025-06-20", "2026-06-19", "2027-06-25", "2028-06-23",  # midsummer eve
    "2024-11-02", "2025-11-01", "2026-10-31",  # All Saints' Day is always a Saturday
    "2024-12-24", "2024-12-25", "2024-12-26", "2024-12-31", "2025-01-01", "2025-01-06", "2026-01-06",
]
OPEN = [
    "2024-02-29", "2028-02-29",  # leap days, a Thursday and a Tuesday
    "2024-06-20", "2026-06-18", "2026-06-26", "2025-12-23", "2025-12-29", "2026-01-02", "2026-01-05",
    "2027-04-30", "2024-05-10",  # the eve of 1 May and the day between: black in the almanac
    "2025-05-30",
]


@pytest.mark.parametrize("day", CLOSED)
def test_a_red_day_or_an_eve_is_not_a_working_day(day: str) -> None:
    assert not workdays.is_working(date.fromisoformat(day))


@pytest.mark.parametrize("day", OPEN)
def test_an_ordinary_day_is_a_working_day(day: str) -> None:
    assert workdays.is_working(date.fromisoformat(day))


@pytest.mark.parametrize(("since", "count", "last"), [
    ("2026-11-20", 5, "2026-11-27"),  # Friday to Friday
    ("2026-11-21", 1, "2026-11-23"),  # from a Saturday
    ("2026-04-01", 3, "2026-04-08"),  # over Easter
    ("2026-12-23", 5, "2027-01-05"),  # Christmas, New Year, and Epiphany after
    ("2026-06-18", 1, "2026-06-22"),  # over midsummer
    ("2024-02-28", 2, "2024-03-01"),  # a leap day counts
    ("2028-02-28", 1, "2028-02-29"),
    ("2026-11-21", 0, "2026-11-21"),  # none: the day itself, Saturday or not
])
def test_days_ahead_and_back(since: str, count: int, last: str) -> None:
    first, end = date.fromisoformat(since), date.fromisoformat(last)
    assert workdays.after(first, count) == end
    if workdays.is_working(first):
        assert workdays.before(end, count) == first


def test_every_day_of_five_years_agrees_with_counting_by_hand() -> None:
    days = (date(2024, 1, 1) + timedelta(days=n) for n in range(1827))
    counted = [day for day in days if workdays.is_working(day)]
    assert [sum(d.year == year for d in counted) for year in range(2024, 2029)] == [251, 249, 251, 253, 251]
    for at in range(0, len(counted) - 10, 7):
        assert workdays.after(counted[at], 10) == counted[at + 10]
        assert workdays.before(counted[at + 10], 10) == counted[at]


@pytest.mark.parametrize(("moment", "day"), [
    # 29 March 2026 the clock goes from 02 to 03; 25 October from 03 back to 02
    (datetime(2026, 3, 28, 22, 30, tzinfo=UTC), date(2026, 3, 28)),  # 23.30
    (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 29)),  # 00.30
    (datetime(2026, 3, 29, 21, 30, tzinfo=UTC), date(2026, 3, 29)),  # 23.30, summer time by now
    (datetime(2026, 3, 29, 22, 30, tzinfo=UTC), date(2026, 3, 30)),  # 00.30
    (datetime(2026, 10, 24, 21, 30, tzinfo=UTC), date(2026, 10, 24)),
    (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
    (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), date(2026, 10, 25)),  # winter time again
    (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 26)),
    (datetime(2028, 2, 28, 23, 30, tzinfo=UTC), date(2028, 2, 29)),  # into a leap day
    (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 1, 1)),
])
def test_today_is_swedens_day_around_midnight(moment: datetime, day: date) -> None:
    with clock.travel(moment):
        assert clock.today() == day
