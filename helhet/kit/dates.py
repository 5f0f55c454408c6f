"""Days and hours as one says them in Swedish: "tisdag 2 december", "14.00", "om 11 dagar"."""

from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from helhet.kit import clock

WEEKDAYS = (
    gettext_lazy("måndag"), gettext_lazy("tisdag"), gettext_lazy("onsdag"), gettext_lazy("torsdag"),
    gettext_lazy("fredag"), gettext_lazy("lördag"), gettext_lazy("söndag"),
)
MONTHS = (
    gettext_lazy("januari"), gettext_lazy("februari"), gettext_lazy("mars"), gettext_lazy("april"),
    gettext_lazy("maj"), gettext_lazy("juni"), gettext_lazy("juli"), gettext_lazy("augusti"),
    gettext_lazy("september"), gettext_lazy("oktober"), gettext_lazy("november"), gettext_lazy("december"),
)
SHORT_MONTHS = (
    gettext_lazy("jan"), gettext_lazy("feb"), gettext_lazy("mars"), gettext_lazy("april"),
    gettext_lazy("maj"), gettext_lazy("juni"), gettext_lazy("juli"), gettext_lazy("aug"),
    gettext_lazy("sep"), gettext_lazy("okt"), gettext_lazy("nov"), gettext_lazy("dec"),
)


def _day(value: date | datetime) -> date:
    return clock.local(value).date() if isinstance(value, datetime) else value


def date_sv(value: date | datetime | None) -> str:
    """"tisdag 2 december", with the year when it is another than this one. Empty for None."""
    if value is None:
        return ""
    day = _day(value)
    words = {"weekday": WEEKDAYS[day.weekday()], "day": day.day, "month": MONTHS[day.month - 1], "year": day.year}
    if day.year != clock.today().year:
        return _("%(weekday)s %(day)s %(month)s %(year)s") % words
    return _("%(weekday)s %(day)s %(month)s") % words


def date_full(value: date | datetime | None) -> str:
    """"2 december 2026": for papers and periods, where the year must stand."""
    if value is None:
        return ""
    day = _day(value)
    return _("%(day)s %(month)s %(year)s") % {"day": day.day, "month": MONTHS[day.month - 1], "year": day.year}


def day_sv(value: date | datetime | None) -> str:
    """"2 dec", with the year when it is another than this one."""
    if value is None:
        return ""
    day = _day(value)
    words = {"day": day.day, "month": SHORT_MONTHS[day.month - 1], "year": day.year}
    if day.year != clock.today().year:
        return _("%(day)s %(month)s %(year)s") % words
    return _("%(day)s %(month)s") % words


def time_sv(value: datetime | time | None) -> str:
    """"14.00" as on a Swedish wall."""
    if value is None:
        return ""
    wall = clock.local(value) if isinstance(value, datetime) else value
    return f"{wall.hour:02d}.{wall.minute:02d}"


def datetime_sv(value: datetime | None) -> str:
    """"tisdag 2 december kl. 14.00"."""
    if value is None:
        return ""
    return _("%(date)s kl. %(time)s") % {"date": date_sv(value), "time": time_sv(value)}


def period_sv(value: Any, end: date | None = None) -> str:
    """A half-open period shown with its last day: "2 dec – 1 dec 2027".

    Takes a range (``lower``, ``upper``), a pair, or two dates. Without an end: "från 2 dec, tills vidare".
    """
    if value is None:
        return ""
    start = value
    if hasattr(value, "lower"):
        start, end = value.lower, value.upper
    elif isinstance(value, tuple):
        start, end = value
    if end is None:
        return _("från %(day)s, tills vidare") % {"day": day_sv(start)}
    last = _day(end).fromordinal(_day(end).toordinal() - 1)
    if start is None:
        return _("till och med %(day)s") % {"day": day_sv(last)}
    return _("%(first)s – %(last)s") % {"first": day_sv(start), "last": day_sv(last)}


def days_left(value: date | datetime | None, today: date | None = None) -> str:
    """How far away a day is: "i dag", "i morgon", "om 11 dagar", "i går", "för 3 dagar sedan"."""
    if value is None:
        return ""
    days = (_day(value) - (today or clock.today())).days
    if days in (-1, 0, 1):
        return (_("i går"), _("i dag"), _("i morgon"))[days + 1]
    if days > 0:
        return ngettext("om %(n)s dag", "om %(n)s dagar", days) % {"n": days}
    return ngettext("för %(n)s dag sedan", "för %(n)s dagar sedan", -days) % {"n": -days}


def due_sv(value: date | datetime | None, today: date | None = None) -> str:
    """A deadline in words: "3 dagar försenad", "senast i dag", "senast i morgon", "senast fredag", "senast 9 jan"."""
    if value is None:
        return ""
    day = _day(value)
    days = (day - (today or clock.today())).days
    if days < 0:
        return ngettext("%(n)s dag försenad", "%(n)s dagar försenad", -days) % {"n": -days}
    if days < 2:
        return (_("senast i dag"), _("senast i morgon"))[days]
    when = WEEKDAYS[day.weekday()] if days < 7 else day_sv(day)
    return _("senast %(day)s") % {"day": when}


def due_kind(value: date | datetime | None, today: date | None = None, soon: int = 3) -> str:
    """The kind of chip for a deadline: "late", "soon" or "neutral"."""
    if value is None:
        return "neutral"
    days = (_day(value) - (today or clock.today())).days
    return "late" if days < 0 else "soon" if days <= soon else "neutral"


def when_sv(value: datetime | None) -> str:
    """When something happened, near in words: "i dag 08.12", "i går 15.40", "18 nov"."""
    if value is None:
        return ""
    days = (clock.today() - _day(value)).days
    if days in (0, 1):
        day = (_("i dag"), _("i går"))[days]
        return _("%(day)s %(time)s") % {"day": day, "time": time_sv(value)}
    return day_sv(value)


FILTERS = {
    f.__name__: f
    for f in (date_sv, date_full, day_sv, time_sv, datetime_sv, period_sv, days_left, due_sv, due_kind, when_sv)
}
