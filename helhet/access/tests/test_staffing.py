"""Who works at a unit: what its administrator may do, and what takes hold at the next press."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from helhet.access import actions as access
from helhet.access import door as users
from helhet.access.actor import Actor
from helhet.access.models import Confirmation
from helhet.access.staffing import actions, door, rules
from helhet.audit.models import AuditEvent
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused


def worker(cast: Any, subject: str, role: str, unit: str = "psychiatry") -> Actor:
    user = access.add_user(kind="staff", name=f"Nr {subject}", issuer="demo", subject=subject)
    ref = access.assign(user=user, unit=cast.units[unit], role=role, purpose="care", valid_from=date(2020, 1, 1))
    found = users.staff_actor(ref)
    assert found
    return found


@pytest.fixture
def boss(cast: Any) -> Actor:
    return worker(cast, "boss", "manager")


@pytest.fixture
def newcomer(cast: Any) -> Actor:
    return worker(cast, "newcomer", "staff", unit="misuse")


def add(boss: Actor, subject: str = "newcomer", role: str = "staff", **more: Any) -> Any:
    return actions.add(hsa_id=subject, role=role, first=more.pop("first", clock.today()), by=boss, **more)


def test_somebody_added_can_work_at_once_and_ended_no_longer(boss: Actor, newcomer: Actor) -> None:
    ref = add(boss)
    actor = users.staff_actor(ref)
    assert actor is not None and actor.unit_id == boss.unit_id and actor.purpose == "care"
    actions.end(assignment=ref, by=boss)
    assert users.staff_actor(ref) is None
    said = AuditEvent.objects.filter(event__in=["access.staff_added", "access.staff_ended"])
    assert {e.controller for e in said} == {boss.controller_id}
    assert said.count() == 2


def test_an_end_on_a_day_holds_that_day_out(boss: Actor, newcomer: Actor) -> None:
    ref, today = add(boss), clock.today()
    actions.end(assignment=ref, last=today, by=boss)
    assert users.staff_actor(ref) is not None
    with clock.travel(clock.at(today + timedelta(days=1), 0, 1)):
        assert users.staff_actor(ref) is None


def test_nobody_gives_themself_a_role_they_lack(boss: Actor) -> None:
    for role in ("trusted", "staff", "log_reviewer"):
        with pytest.raises(Refused, match="ge dig själv"):
            add(boss, "boss", role)


@pytest.mark.parametrize("role", ["directory_keeper", "profile_keeper", "archivist", "king"])
def test_roles_above_the_unit_are_not_given_here(boss: Actor, newcomer: Actor, role: str) -> None:
    with pytest.raises(Refused, match="ges inte här"):
        add(boss, role=role)


def test_the_last_administrator_stays(cast: Any, boss: Actor) -> None:
    assert boss.assignment_ref
    with pytest.raises(Refused, match="enda"):
        actions.end(assignment=boss.assignment_ref, by=boss)
    worker(cast, "second", "manager")
    actions.end(assignment=boss.assignment_ref, by=boss)
    assert users.staff_actor(boss.assignment_ref) is None


def test_a_second_time_unknown_and_turned_days_are_refused(boss: Actor, newcomer: Actor) -> None:
    add(boss)
    for more, words in (({}, "redan den rollen"), ({"subject": "nobody"}, "Ingen med det HSA-id"),
                        ({"role": "reception", "first": date(2020, 1, 1)}, "kan inte ha varit"),
                        ({"role": "reception", "last": date(2020, 1, 1)}, "före den första")):
        with pytest.raises(Refused, match=words):
            add(boss, **more)


def test_another_units_list_is_not_there(cast: Any, boss: Actor, newcomer: Actor) -> None:
    assert newcomer.assignment_ref
    with pytest.raises(NotThere):
        actions.end(assignment=newcomer.assignment_ref, by=boss)
    for act in (lambda: add(cast.nurse), lambda: door.unit_list(cast.nurse),
                lambda: actions.confirm(keep={}, by=cast.nurse),
                lambda: door.unit_list(replace(boss, kind="individual", permissions=frozenset()))):
        with pytest.raises(NotThere):
            act()


def test_the_list_is_confirmed_once_a_quarter(cast: Any, boss: Actor, newcomer: Actor) -> None:
    ref = add(boss)
    lines = door.unit_list(boss).lines
    assert door.waits(boss) is not None
    keep = {line.ref: line.ref != ref for line in lines}
    with pytest.raises(Refused, match="Svara för alla"):
        actions.confirm(keep={ref: True}, by=boss)
    with pytest.raises(Refused, match="har ändrats"):
        actions.confirm(keep={**keep, boss.user_ref: True}, by=boss)  # type: ignore[dict-item]
    actions.confirm(keep=keep, by=boss)
    assert users.staff_actor(ref) is None
    assert door.waits(boss) is None
    assert Confirmation.objects.get().ended == 1
    with pytest.raises(Refused, match="redan bekräftad"):
        actions.confirm(keep={line.ref: True for line in door.unit_list(boss).lines}, by=boss)


def test_one_cannot_confirm_oneself_away(boss: Actor) -> None:
    keep = {line.ref: not line.me for line in door.unit_list(boss).lines}
    with pytest.raises(Refused, match="enda"):
        actions.confirm(keep=keep, by=boss)
    assert boss.assignment_ref and users.staff_actor(boss.assignment_ref)


def test_a_list_not_confirmed_is_late_after_thirty_days(boss: Actor) -> None:
    for day, late in ((date(2027, 1, 30), False), (date(2027, 1, 31), True)):
        with clock.travel(clock.at(day)):
            assert door.unit_list(boss).late(clock.today()) is late
    assert rules.quarter_of(date(2026, 12, 31)) == "2026Q4"
    assert rules.last_day("2026Q4") == date(2026, 10, 30)


def test_the_overview_of_a_controller_counts_every_unit(cast: Any, boss: Actor) -> None:
    found = {u.unit: u for u in door.of_controller(boss.controller_id or 0)}
    assert found["Psykiatriska mottagningen"].people == 3
    assert found["Psykiatriska mottagningen"].confirmed is None
    assert "Mottagningsenheten" not in found
