"""The only clock in Python. Rules never call it: they are handed the day they are asked about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_shift: timedelta = timedelta(0)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC) + _shift


def today() -> date:
    """The present day in Sweden: a period of law ends at midnight there, not in Greenwich."""
    return now().astimezone(STOCKHOLM).date()


def local(moment: datetime) -> datetime:
    """The moment as a person in Sweden would read it from the wall."""
    return moment.astimezone(STOCKHOLM)


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A Swedish wall-clock time as an aware moment."""
    return datetime.combine(day, time(hour, minute), STOCKHOLM)


@contextmanager
def travel(moment: datetime) -> Iterator[None]:
    """Let the clock start from another moment: for the demo world and tests, never for pages."""
    global _shift
    before, _shift = _shift, moment - datetime.now(UTC)
    try:
        yield
    finally:
        _shift = before
