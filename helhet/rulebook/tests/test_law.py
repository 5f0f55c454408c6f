"""National law reaches running cases from its day; nothing else of a newer version does."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from helhet.kit import clock
from helhet.rulebook import actions, door, profile
from helhet.rulebook.changes import Wish
from helhet.rulebook.tests.test_keeping import Keeper

pytestmark = pytest.mark.django_db
DAY = date(2027, 1, 1)
EVE = date(2026, 12, 31)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The house's files as the next version of the house would have them."""
    copy = Path(copytree(profile.PROFILES, tmp_path / "profiles"))
    merged, base_of = profile.merged, profile.base_of
    monkeypatch.setattr(profile, "merged", lambda code, at=copy: merged(code, at))
    monkeypatch.setattr(profile, "base_of", lambda code, at=copy: base_of(code, at))
    _forget()
    yield copy
    _forget()


def _forget() -> None:
    for kept in (door._kept, door._standing, profile.law, profile.load):
        kept.cache_clear()


def _change(folder: Path, code: str, old: str, new: str) -> None:
    text = (folder / f"{code}.toml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (folder / f"{code}.toml").write_text(text.replace(old, new), encoding="utf-8")
    _forget()


def _law_of_two_days(folder: Path) -> None:
    """A new law gives two days for the call after discharge-ready, and the house changes a number of its own."""
    _change(folder, "NAT", 'discharge_call_days = { value = 3, rule = "DIS-13" }',
            'discharge_call_days = { value = 2, rule = "DIS-13", law_from = "2027-01-01", before = 3 }')
    _change(folder, "NAT", "deviation_days = { value = 60", "deviation_days = { value = 45")


def test_a_case_begun_before_gets_the_law_from_its_day_and_no_new_number_of_the_house(folder: Path) -> None:
    before, _now = door.current("JKPG")
    _law_of_two_days(folder)
    assert "JKPG" in actions.load_profiles()
    assert door.profile(before, EVE).discharge_call_days == 3
    assert door.profile(before, DAY).discharge_call_days == 2
    assert [door.profile(before, day).deviation_days for day in (EVE, DAY)] == [60, 60]
    assert door.profile(before, DAY).origin("discharge_call_days").law_from == DAY


def test_a_case_begun_after_the_new_version_waits_for_the_day_too(folder: Path) -> None:
    _law_of_two_days(folder)
    actions.load_profiles()
    after, _now = door.current("JKPG")
    assert [door.profile(after, day).discharge_call_days for day in (EVE, DAY)] == [3, 2]
    assert door.profile(after, EVE).deviation_days == 45


def test_a_regions_own_number_is_left_alone(folder: Path) -> None:
    before, _now = door.current("VGR")
    _law_of_two_days(folder)
    actions.load_profiles()
    assert door.profile(before, DAY).discharge_call_days == 3
    assert door.profile(before, DAY).origin("discharge_call_days").rule == "DIS-14"


def test_today_is_asked_of_the_clock_in_sweden(folder: Path) -> None:
    before, _now = door.current("ORE")
    _law_of_two_days(folder)
    actions.load_profiles()
    with clock.travel(clock.at(EVE, 23, 59)):
        assert door.profile(before).discharge_call_days == 3
    with clock.travel(clock.at(DAY, 0, 1)):
        assert door.profile(before).discharge_call_days == 2


def test_a_profile_costs_no_query_the_second_time(django_assert_num_queries: Any) -> None:
    version, _profile = door.current("VGR")
    with django_assert_num_queries(0):
        for _time in range(3):
            door.profile(version, DAY)


def test_a_version_from_before_a_value_existed_is_filled_from_the_files() -> None:
    values = profile.merged("ORE")
    del values["deviation_days"]
    old = actions._append("ORE", 99, "NAT", values)
    _forget()
    assert door.profile(old.pk).deviation_days == 60
    assert door.profile(old.pk).document_days == 3


def test_a_number_that_a_keeper_has_set_is_left_alone_too(folder: Path) -> None:
    by = Keeper()
    code = actions.make(base="NAT", wishes={"name": Wish("Halland"), "counties": Wish(["13"]),
                                            "discharge_call_days": Wish(1)}, by=by)
    other = actions.make(base="NAT", wishes={"name": Wish("Skåne"), "counties": Wish(["12"])}, by=by)
    own, inherited = door.current(code)[0], door.current(other)[0]
    _law_of_two_days(folder)
    actions.load_profiles()
    assert [door.profile(version, DAY).discharge_call_days for version in (own, inherited)] == [1, 2]
