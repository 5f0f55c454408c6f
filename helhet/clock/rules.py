"""What an obligation is, and how near it is."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Due:
    """One thing somebody owes: what (code), which unit, by which rule, until which day (None = without a day)."""

    code: str
    unit: int
    rule: str
    since: date
    due: date | None = None
    detail: str = ""


def nearness(due: date | None, today: date) -> str:
    """overdue, today, week or later: asked at the moment of showing, never stored."""
    if due is None:
        return "later"
    left = (due - today).days
    if left < 0:
        return "overdue"
    return "today" if left == 0 else "week" if left <= 7 else "later"
