"""Profiles: what differs between regions, where it comes from, and what a wrong file is told."""

import re
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
        profile.build(code, profile.merged(code, folder), folder)
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


@pytest.mark.parametrize(("key", "vgr", "jkpg", "ore"), [
    # The table of variants in the sources, and what their contradictions leave open (C-01, C-02, C-05, C-24, C-25)
    ("counties", ("14",), ("06",), ("18",)),
    ("school_part", "equal_party", "part_of_municipality", "not_stated"),
    ("preparer", "initiating_principal", "convener", "coordination_responsible"),
    ("attendance_duty", "called_unit", "not_stated", "called_unit"),
    ("oral_consent_documented", "must", "should", "must"),
    ("independent_leader", "at_disagreement", "always_good", "at_disagreement"),
    ("discharge_call_from", "message_sent", "notice", "notice"),
    ("plan_on_1177", False, False, True),
    ("deviation_days", 60, 60, 60),
])
def test_each_variant_of_the_sources_is_a_value(key: str, vgr: object, jkpg: object, ore: object) -> None:
    assert [getattr(profile.load(code), key) for code in ("VGR", "JKPG", "ORE")] == [vgr, jkpg, ore]


def test_the_steps_are_six_or_seven() -> None:
    assert [len(profile.load(code).steps) for code in ("VGR", "JKPG", "ORE")] == [6, 7, 7]


WORDS = {"three": 3, "two": 2, "one": 1}


@pytest.mark.parametrize("code", profile.CODES)
def test_a_number_is_the_one_its_rule_gives(code: str) -> None:
    """Where the rulebook gives days, weeks, years or a code, the profile says the same."""
    loaded, seen = profile.load(code), 0
    for key in profile.KEYS:
        origin, value = loaded.origin(key), getattr(loaded, key)
        number = catalogue.rules()[origin.rule].number if origin.rule else ""
        found = re.search(r"(\d+)[ –]*(calendar days|days|weeks|year)|([A-Z]{2}\d{3})", number)
        if not found or not isinstance(value, int | str) or isinstance(value, bool):
            continue
        says = found[3] or int(found[1]) * (7 if found[2] == "weeks" else 1)
        if isinstance(says, type(value)):
            assert value == says, (key, number)
            seen += 1
    assert seen >= {"NAT": 1, "VGR": 5, "JKPG": 2, "ORE": 1}[code]


@pytest.mark.parametrize("code", profile.CODES)
def test_laws_days_are_calendar_days(code: str) -> None:
    loaded = profile.load(code)
    for key in profile.KEYS:
        origin = loaded.origin(key)
        assert origin.count == "calendar" or origin.rule is None, key


def test_days_are_counted_as_the_value_says() -> None:
    nat, vgr, jkpg = profile.load("NAT"), profile.load("VGR"), profile.load("JKPG")
    assert nat.last_day("answer_days", date(2026, 12, 21)) == date(2026, 12, 30)  # over Christmas
    assert vgr.last_day("discharge_call_days", date(2026, 12, 23)) == date(2026, 12, 26)  # law's days do not wait
    assert nat.last_day("meeting_within_days", date(2026, 3, 2)) is None
    assert vgr.last_day("meeting_within_days", date(2028, 2, 20)) == date(2028, 3, 12)  # a leap year
    assert jkpg.first_day_before("notice_days", date(2026, 3, 22)) == date(2026, 3, 1)
    assert nat.first_day_before("notice_days", date(2026, 3, 22)) == date(2026, 3, 22)
    assert nat.first_day_before("answer_days", date(2026, 6, 24)) == date(2026, 6, 16)  # over midsummer


def test_numbers_are_said_in_words() -> None:
    vgr = profile.load("VGR")
    assert [vgr.in_words(k) for k in ("meeting_within_days", "answer_days", "notice_days", "consent_max_years")] == [
        "21 dagar", "5 arbetsdagar", "ingen tid är satt", "1 år"]
    assert profile.load("ORE").in_words("outdated_months") == "12 månader"


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
    ("\nnotice_days", "\nnotis_days", "notis_days", "unknown key"),
    ("notice_days = { value = 21", 'notice_days = { value = 21, count = "red"', "notice_days", "calendar or working"),
    ("notice_days = { value = 21", 'notice_days = { value = 21, law_from = "2027-01-01"', "notice_days", "before"),
    ("notice_days = { value = 21", 'notice_days = { value = 21, before = 20, law_from = "x"', "notice_days", "a day"),
    ("notice_days = { value = 21", 'notice_days = { value = 21, before = "x", law_from = "2027-01-01"', "notice_days",
     "does not fit"),
    ("notice_days = { value = 21", "notice_days = { value = 3", "notice_days", "Svarstiden"),
    ('"health_centre", "child_health", "adult_psychiatry", "contracted_care",\n], rule = "CALL-01", note = "kommunen',
     '"health_centre", "social_insurance",\n], rule = "CALL-01", note = "kommunen', "may_call", "Lägg till dem"),
    ('close_documented_by = { value = "principal"', 'close_documented_by = { value = "nobody"',
     "close_documented_by", "none of"),
    ('"goals_met", "no_coordination", "withdrawal", ', '"goals_met", ', "closing_grounds", "aldrig nekas"),
    ('  "interventions", ', "  ", "plan_required", "fyra punkter"),
])
def test_a_wrong_value_is_named_with_file_key_and_rule(
    folder: Path, old: str, new: str, key: str, says: str
) -> None:
    _change(folder, "JKPG", old, new)
    error = _broken(folder, "JKPG")
    assert (error.where, error.key) == ("JKPG.toml", key)
    lines = (folder / "JKPG.toml").read_text(encoding="utf-8").splitlines()
    assert error.line and lines[error.line - 1].startswith(f"{key} =")
    assert says in str(error) and f"line {error.line}" in str(error)


def test_three_weeks_notice_and_meeting_within_three_weeks_cannot_both_hold(folder: Path) -> None:
    path = folder / "JKPG.toml"
    path.write_text(path.read_text() + 'meeting_within_days = { value = 21, rule = "CALL-16" }\n', encoding="utf-8")
    error = _broken(folder, "JKPG")
    assert (error.key, error.rule, error.line) == ("notice_days", "CALL-15", 32) and "ingen dag" in str(error)


@pytest.mark.parametrize(("line", "key", "rule", "says"), [
    ('adult_age = { value = 20, source = "house" }', "adult_age", None, "föräldrabalken 9 kap. 1 §"),
    ('adult_age = { value = 16, source = "house" }', "adult_age", None, "i hela landet"),
    ('guardian_insight_age = { value = 16, source = "house" }', "guardian_insight_age", None, "Sänk den här åldern"),
    ('own_voice_age = { value = 12, rule = "CH-02" }', "own_voice_age", "CH-02", "Sänk den här åldern"),
    ('own_voice_age = { value = 18, source = "house" }', "own_voice_age", "CH-02", "högst 17"),
    ('guardian_insight_age = { value = 0, source = "house" }', "guardian_insight_age", None, "minst 1"),
])
def test_ages_go_upwards_and_eighteen_is_nobodys_to_change(
    folder: Path, line: str, key: str, rule: str | None, says: str
) -> None:
    path = folder / "VGR.toml"
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    error = _broken(folder, "VGR")
    assert (error.where, error.key, error.rule) == ("VGR.toml", key, rule) and says in str(error)
    assert error.line == len(path.read_text(encoding="utf-8").splitlines())


def test_a_region_may_have_other_ages_below_eighteen(folder: Path) -> None:
    path = folder / "VGR.toml"
    mine = 'guardian_insight_age = { value = 12, source = "house" }\nown_voice_age = { value = 16, source = "house" }\n'
    path.write_text(path.read_text(encoding="utf-8") + mine, encoding="utf-8")
    built = profile.build("VGR", profile.merged("VGR", folder))
    assert (built.guardian_insight_age, built.own_voice_age, built.adult_age) == (12, 16, 18)
    assert [(p.guardian_insight_age, p.own_voice_age, p.adult_age) for p in map(profile.load, profile.CODES)] == [
        (13, 15, 18)] * 4


def test_an_unknown_or_garbled_profile_is_refused(folder: Path) -> None:
    assert _broken(folder, "XYZ").where == "XYZ.toml"
    (folder / "ORE.toml").write_text("name = {", encoding="utf-8")
    error = _broken(folder, "ORE")
    assert (error.key, error.line) == ("file", 1)
