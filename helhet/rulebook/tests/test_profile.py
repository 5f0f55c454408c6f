"""Profiles: what differs between regions, where it comes from, and what a wrong file is told."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from helhet.rulebook import catalogue, profile
from helhet.rulebook.profile import ProfileError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(profile.PROFILES, tmp_path / "profiles"))


def _change(folder: Path, code: str, old: str, new: str) -> None:
    path = folder / f"{code}.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def _broken(folder: Path, code: str) -> ProfileError:
    with pytest.raises(ProfileError) as caught:
        profile.build(code, profile.merged(code, folder))
    return caught.value


@pytest.mark.parametrize(("key", "values"), [
    # key, (NAT, VGR, JKPG, ORE): the table of region-specific variants in the sources
    ("meeting_within_days", (None, 21, None, None)),
    ("notice_days", (None, None, 21, None)),
    ("document_days", (None, None, None, 3)),
    ("presumed_consent", (False, True, False, False)),
    ("mapping_writer", ("convener", "convener", "convener", "coordination_responsible")),
    ("mapping_shown_to_person", (True, True, True, False)),
    ("need_remains", ("reason", "refuse", "reason", "reason")),
    ("close_documented_by", ("unit", "unit", "principal", "unit")),
    ("kva_establish", (None, "AU124", None, None)),
    ("discharge_plan_by", ("documenter", "permanent_care_contact", "documenter", "documenter")),
])
def test_each_region_has_its_own(key: str, values: tuple[object, ...]) -> None:
    assert tuple(getattr(profile.load(code), key) for code in profile.CODES) == values


def test_school_may_start_and_be_called_in_vastra_gotaland_only_by_agreement() -> None:
    assert "school" in profile.load("VGR").may_start and "school" in profile.load("VGR").may_be_called
    assert "school" not in profile.load("NAT").may_start
    for code in profile.CODES:
        assert not {"social_insurance", "employment_service"} & set(profile.load(code).may_call)


@pytest.mark.parametrize("code", profile.CODES)
def test_every_value_has_a_rule_or_is_said_to_be_the_houses(code: str) -> None:
    loaded = profile.load(code)
    for key in profile.merged(code):
        origin = loaded.origin(key)
        assert origin.rule in catalogue.rules() or origin.source not in ("", "rule"), key


def test_a_value_left_out_comes_from_the_base_with_the_bases_origin() -> None:
    origin = profile.load("VGR").origin("discharge_call_days")
    assert (origin.rule, origin.profile) == ("DIS-14", "VGR")
    assert profile.load("ORE").origin("discharge_call_days").profile == "NAT"


def test_counties() -> None:
    assert [profile.county_profile(c) for c in ("14", "06", "18", "01", "")] == ["VGR", "JKPG", "ORE", "NAT", "NAT"]


@pytest.mark.parametrize(("given", "last"), [
    (date(2026, 3, 10), date(2027, 3, 9)),
    (date(2028, 2, 29), date(2029, 2, 28)),
    (date(2027, 3, 1), date(2028, 2, 29)),
])
def test_a_years_consent_ends_on_the_eve_of_the_same_day(given: date, last: date) -> None:
    assert profile.load("VGR").consent_last_day(given) == last


def test_a_missing_value_is_named_with_its_file_and_key(folder: Path) -> None:
    _change(folder, "NAT", "\nanswer_days", "\n# answer_days")
    error = _broken(folder, "JKPG")
    assert (error.where, error.key) == ("JKPG.toml", "answer_days") and "missing" in str(error)


@pytest.mark.parametrize(("old", "new", "key", "says"), [
    ("notice_days = { value = 21", 'notice_days = { value = "three weeks"', "notice_days", "does not fit"),
    ("notice_days = { value = 21", "notice_days = { value = -1", "notice_days", "does not fit"),
    ('value = 21, rule = "CALL-15"', 'value = 21, rule = "CALL-99"', "notice_days", "no such rule"),
    ('value = 21, rule = "CALL-15"', "value = 21", "notice_days", "name the rule"),
    ("notice_days", "notis_days", "notis_days", "unknown key"),
    ('close_documented_by = { value = "principal"', 'close_documented_by = { value = "nobody"',
     "close_documented_by", "none of"),
    ('"goals_met", "no_coordination", "withdrawal", ', '"goals_met", ', "closing_grounds", "withdrawal"),
    ('  "interventions", ', "  ", "plan_required", "interventions"),
])
def test_a_wrong_value_is_named_with_file_key_and_rule(
    folder: Path, old: str, new: str, key: str, says: str
) -> None:
    _change(folder, "JKPG", old, new)
    error = _broken(folder, "JKPG")
    assert (error.where, error.key) == ("JKPG.toml", key)
    assert says in str(error)


def test_three_weeks_notice_and_meeting_within_three_weeks_cannot_both_hold(folder: Path) -> None:
    path = folder / "JKPG.toml"
    path.write_text(path.read_text() + 'meeting_within_days = { value = 21, rule = "CALL-16" }\n', encoding="utf-8")
    error = _broken(folder, "JKPG")
    assert (error.key, error.rule) == ("notice_days", "CALL-15") and "C-01" in str(error)


def test_an_unknown_or_garbled_profile_is_refused(folder: Path) -> None:
    assert _broken(folder, "XYZ").where == "XYZ.toml"
    (folder / "ORE.toml").write_text("name = {", encoding="utf-8")
    assert _broken(folder, "ORE").key == "file"
