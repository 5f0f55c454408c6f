"""Working days in Sweden: pure, from the calendar alone.

Not a working day: Saturday, Sunday, a red day, and the three eves on which offices are closed although the almanac
is black (midsummer, Christmas and New Year's eve). Law's own days are calendar days and never come here.
"""

from datetime import date, timedelta
from functools import cache

import holidays

_CHRISTMAS_EVE, _NEW_YEARS_EVE = (12, 24), (12, 31)
_SATURDAY = 5


@cache
def red_days(year: int) -> frozenset[date]:
    """The red days of a year that are not simply Sundays: Good Friday, 6 June, All Saints' Day and the rest."""
    return frozenset(holidays.country_holidays("SE", years=year, include_sundays=False))


def is_working(day: date) -> bool:
    """Whether an office in Sweden is open this day."""
    if day.weekday() >= _SATURDAY or (day.month, day.day) in (_CHRISTMAS_EVE, _NEW_YEARS_EVE):
        return False
    return day not in red_days(day.year) and not _midsummer_eve(day)


def after(day: date, count: int) -> date:
    """The day that lies ``count`` working days after this one, which is not counted itself; 0 gives the same day."""
    return _step(day, count, timedelta(days=1))


def before(day: date, count: int) -> date:
    """The day that lies ``count`` working days before this one, which is not counted itself; 0 gives the same day."""
    return _step(day, count, timedelta(days=-1))


def _midsummer_eve(day: date) -> bool:
    """The Friday between 19 and 25 June."""
    return day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4


def _step(day: date, count: int, step: timedelta) -> date:
    while count > 0:
        day += step
        count -= is_working(day)
    return day
