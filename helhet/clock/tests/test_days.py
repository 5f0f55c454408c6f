"""Days that pass by themselves: each thing told once, whoever is awake, and nothing lost when a worker dies."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from helhet.clock import actions, days
from helhet.clock.models import DayPassed, InboxItem, Obligation
from helhet.clock.words import late_code
from helhet.kit import clock
from helhet.organisations import actions as organisations
from helhet.organisations.rules import ControllerKind, UnitKind
from helhet.rulebook import door as rulebook

pytestmark = pytest.mark.usefixtures("fresh_database")
CODE = "need-start"


@pytest.fixture
def units() -> Iterator[list[int]]:
    """Two units with nothing to do; what is told is put away afterwards. Days stay, so each test has its own."""
    owner = organisations.add_controller("Nämnden", ControllerKind.BOARD, None)
    yield [organisations.add_unit(f"Enhet {n}", UnitKind.SOCIAL_SERVICES, owner) for n in range(2)]
    InboxItem.objects.all().delete()
    Obligation.objects.all().delete()


@pytest.fixture
def today() -> Iterator[date]:
    """A morning just past midnight, later than any that another test has lived through."""
    last = DayPassed.objects.order_by("-day").first()
    day = max(last.day if last else date(2031, 1, 1), date(2031, 1, 1)) + timedelta(days=40)
    with clock.travel(clock.at(day, 0, 1)):
        yield day


def owed(unit: int, due: date | None, **more: object) -> Obligation:
    version, _profile = rulebook.current("NAT")
    kept: dict[str, Any] = {"code": CODE, "rule": "NEED-12", "since": date(2031, 1, 1), "detail": "", **more}
    return Obligation.objects.create(unit_id=unit, individual=1, subject_kind="case", subject=uuid4(), due=due,
                                     profile_version=version, **kept)


def slept_until(today: date) -> None:
    """Yesterday's worker told of the day before."""
    DayPassed.objects.create(day=today - timedelta(days=2), at=clock.now())


def told() -> list[tuple[int, str]]:
    return sorted((i.unit_id, str(i.subject)) for i in InboxItem.objects.all())


def test_what_was_due_yesterday_is_told_to_the_unit_that_owes_it(units: list[int], today: date) -> None:
    slept_until(today)
    late = owed(units[0], today - timedelta(days=1))
    for other in (today, today - timedelta(days=2), None):
        owed(units[1], other)
    assert actions.pass_days() == 1
    item = InboxItem.objects.get()
    assert (item.unit_id, item.subject, item.code, item.theme) == (units[0], late.subject, late_code(CODE), "late")


def test_asked_again_the_same_day_nothing_is_told(units: list[int], today: date) -> None:
    slept_until(today)
    owed(units[0], today - timedelta(days=1))
    assert [actions.pass_days(), actions.pass_days()] == [1, 0]
    assert len(told()) == 1


def test_an_old_database_begins_with_yesterday(
    units: list[int], today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(days, "_last", lambda: None)  # rows of days are never taken away
    owed(units[0], today - timedelta(days=300))
    late = owed(units[0], today - timedelta(days=1))
    actions.pass_days()
    assert told() == [(units[0], str(late.subject))]


def test_five_days_asleep_are_caught_up_one_by_one(units: list[int], today: date) -> None:
    DayPassed.objects.create(day=today - timedelta(days=6), at=clock.now())
    for back in range(1, 9):
        owed(units[0], today - timedelta(days=back))
    assert actions.pass_days() == 5
    assert len(told()) == 5
    assert DayPassed.objects.filter(day__gt=today - timedelta(days=6)).count() == 5


def test_what_was_done_in_time_is_not_told(units: list[int], today: date) -> None:
    slept_until(today)
    owed(units[0], today - timedelta(days=1)).delete()
    actions.pass_days()
    assert told() == []


def test_a_new_day_for_the_same_thing_is_late_anew(units: list[int], today: date) -> None:
    slept_until(today)
    row = owed(units[0], today - timedelta(days=1))
    actions.pass_days()
    row.due = today
    row.save()
    with clock.travel(clock.at(today + timedelta(days=1), 0, 1)):
        actions.pass_days()
    assert len(told()) == 2


@pytest.mark.parametrize("moment, passed", [
    (datetime(2036, 3, 29, 22, 59, tzinfo=UTC), date(2036, 3, 28)),  # 23.59 on the 29th, winter time
    (datetime(2036, 3, 29, 23, 1, tzinfo=UTC), date(2036, 3, 29)),  # 00.01 on the night of summer time
    (datetime(2036, 3, 30, 21, 59, tzinfo=UTC), date(2036, 3, 29)),  # 23.59 the same day: it had 23 hours
    (datetime(2036, 3, 30, 22, 1, tzinfo=UTC), date(2036, 3, 30)),
    (datetime(2036, 10, 26, 22, 59, tzinfo=UTC), date(2036, 10, 25)),  # a day of 25 hours
    (datetime(2036, 10, 26, 23, 1, tzinfo=UTC), date(2036, 10, 26)),
    (datetime(2040, 2, 29, 23, 1, tzinfo=UTC), date(2040, 2, 29)),
])
def test_midnight_is_swedens(moment: datetime, passed: date) -> None:
    if not DayPassed.objects.filter(day__gte=passed - timedelta(days=1)).exists():
        DayPassed.objects.create(day=passed - timedelta(days=1), at=moment)
    actions.pass_days(moment)
    assert DayPassed.objects.order_by("-day")[0].day == passed


def test_two_workers_at_once_tell_each_thing_once(units: list[int], today: date) -> None:
    slept_until(today)
    wanted = sorted((unit, str(owed(unit, today - timedelta(days=1)).subject)) for unit in units * 30)
    start, passed = threading.Barrier(2), []

    def race() -> None:
        try:
            start.wait()
            passed.append(actions.pass_days())
        finally:
            connection.close()

    racers = [threading.Thread(target=race) for _ in range(2)]
    for one in racers:
        one.start()
    for one in racers:
        one.join()
    assert sorted(passed) == [0, 1]
    assert told() == wanted


class Killed(BaseException):
    """The worker is no more."""


def dies(monkeypatch: pytest.MonkeyPatch, where: object, name: str, at: int) -> None:
    """Let a step break off at its n:th call, before it has done anything."""
    real: Callable[..., object] = getattr(where, name)
    calls = iter(range(1, 1000))

    def step(*args: object, **more: object) -> object:
        if next(calls) == at:
            raise Killed
        return real(*args, **more)

    monkeypatch.setattr(where, name, step)


@pytest.mark.parametrize("name, at", [
    ("_first", 1), ("_tell_late", 1), ("tell", 1), ("tell", 2), ("tell", 3), ("_remind", 1), ("_outside", 1),
    ("_first", 2), ("tell", 4), ("_remind", 2),
])
def test_a_worker_that_dies_anywhere_loses_nothing_and_repeats_nothing(
    units: list[int], today: date, name: str, at: int
) -> None:
    DayPassed.objects.create(day=today - timedelta(days=3), at=clock.now())
    due = [today - timedelta(days=2)] * 3 + [today - timedelta(days=1)] * 2
    wanted = sorted((units[n % 2], str(owed(units[n % 2], day).subject)) for n, day in enumerate(due))
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
        dies(patch, days, name, at)
        actions.pass_days()
    assert len(told()) in (0, 3), "a day is told whole or not at all"
    actions.pass_days()
    assert told() == wanted


def test_outside_is_told_at_once_of_today_and_in_the_digest_of_what_comes(
    units: list[int], today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept_until(today)
    sent: list[tuple[int, bool]] = []
    monkeypatch.setattr(days.post, "news", lambda kind, unit, at_once: sent.append((unit, at_once)))
    for due in (today, today, today + timedelta(days=1)):
        owed(units[0], due)
    due = owed(units[1], today + timedelta(days=rulebook.current("NAT")[1].reminder_days_before))
    owed(units[1], due.due + timedelta(days=1))  # not yet
    actions.pass_days()
    assert sent == [(units[0], True), (units[1], False)]


def test_a_morning_that_was_slept_through_does_not_say_that_it_is_the_last_day(
    units: list[int], today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    DayPassed.objects.create(day=today - timedelta(days=3), at=clock.now())
    sent: list[tuple[int, bool]] = []
    monkeypatch.setattr(days.post, "news", lambda kind, unit, at_once: sent.append((unit, at_once)))
    owed(units[1], today)
    actions.pass_days()
    assert sent == [(units[1], True)]
