"""A day passes by itself: what was not done is told, and what comes is reminded of, once, whoever is awake.

Midnight is Sweden's. The row of a day is written in the transaction that tells of it: a worker that dies leaves
neither, and of two that come at once the second finds the row and leaves.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from helhet.access.actor import system
from helhet.access.context import set_context
from helhet.clock.models import DayPassed, Obligation
from helhet.clock.registry import Subject
from helhet.clock.telling import tell
from helhet.clock.words import late_code
from helhet.kit import clock
from helhet.post import actions as post
from helhet.rulebook import door as rulebook

BY = system("clock")
CHUNK = 500  # obligations in memory at a time
AHEAD = 30  # days: no profile reminds earlier than this (rulebook.agreement)


def pass_days(now: datetime | None = None) -> int:
    """Tell of every day that has passed since last time, one transaction each; returns how many.

    Safe to run at any time, any number of times, in any number of workers. A database without a row begins with
    yesterday: what was overdue long before is in the list already, and is not told all at once.
    """
    today = clock.local(now).date() if now else clock.today()
    last, passed = _last(), 0
    day = last + timedelta(days=1) if last else today - timedelta(days=1)
    while day < today:
        passed += _pass(day, today)
        day += timedelta(days=1)
    return passed


def _last() -> date | None:
    return DayPassed.objects.order_by("-day").values_list("day", flat=True).first()


def _pass(day: date, today: date) -> bool:
    with transaction.atomic():
        set_context(BY)
        if not _first(day):
            return False
        _tell_late(day)
        _remind(day + timedelta(days=1), today)
    return True


def _first(day: date) -> bool:
    """Write the day's row. Another worker's waits here until we commit, and then finds it."""
    try:
        with transaction.atomic():
            DayPassed.objects.create(day=day, at=clock.now())
    except IntegrityError:
        return False
    return True


def _tell_late(day: date) -> None:
    """Each unit that still owes what was due on the day. In the units' order, so that two never wait for each other."""
    rows = Obligation.objects.filter(due=day).order_by("unit", "id")
    for o in rows.iterator(chunk_size=CHUNK):
        tell(late_code(o.code), units=[o.unit_id], subject=_subject(o), by=BY,
             once=told_once(o.subject, o.code, o.detail, day))


def told_once(subject: UUID, code: str, detail: str, day: date) -> str:
    """The same obligation with a new day is late anew."""
    return f"late:{subject}:{code}:{detail}:{day}"


def _subject(o: Obligation) -> Subject:
    return Subject(o.subject_kind, o.subject, o.individual, o.profile_version, rulebook.profile(o.profile_version))


def _remind(morning: date, today: date) -> None:
    """What is due this very day is told outside at once, what comes nearer with the day's other news, as
    many days before as its case's profile says (reminder_days_before).

    A day that was slept through reminds only of what still lies ahead.
    """
    if morning == today:
        _outside(morning, at_once=True)
    coming = Obligation.objects.filter(due__gt=max(morning, today), due__lte=morning + timedelta(days=AHEAD))
    for day, version in coming.order_by("due", "profile_version").values_list("due", "profile_version").distinct():
        if day and rulebook.profile(version).first_day_before("reminder_days_before", day) == morning:
            _outside(day, at_once=False, profile_version=version)


def _outside(day: date, *, at_once: bool, **only: int) -> None:
    owing = Obligation.objects.filter(due=day, **only)
    for unit in owing.order_by("unit").values_list("unit_id", flat=True).distinct().iterator(chunk_size=CHUNK):
        post.news("unit", unit, at_once=at_once)
