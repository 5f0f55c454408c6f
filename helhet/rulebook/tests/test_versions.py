"""Versions of profiles are appended when the content changes, and a case's own stays as it was."""

from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from helhet.rulebook import actions, door, profile
from helhet.rulebook.models import ProfileVersion

pytestmark = pytest.mark.django_db


def test_migrating_has_loaded_every_profile_and_loading_again_writes_nothing() -> None:
    assert set(ProfileVersion.objects.values_list("code", flat=True)) == set(profile.CODES)
    assert actions.load_profiles() == ()


def test_a_changed_profile_gets_a_new_version_and_the_old_one_still_reads_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before_id, before = door.current("JKPG")
    original = profile.merged

    def changed(code: str, *rest: Any) -> dict[str, dict[str, Any]]:
        values = original(code, *rest)
        if code == "JKPG":
            values["notice_days"] = values["notice_days"] | {"value": 14}
        return values

    monkeypatch.setattr(profile, "merged", changed)
    assert actions.load_profiles() == ("JKPG",)
    after_id, after = door.current("JKPG")
    assert (after_id != before_id, after.notice_days, before.notice_days) == (True, 14, 21)
    assert door.profile(before_id).notice_days == 21


def test_what_is_kept_reads_back_as_the_same_profile() -> None:
    for code in profile.CODES:
        _id, kept = door.current(code)
        assert kept == profile.load(code)
        assert kept.origin("may_call") == profile.load(code).origin("may_call")


def test_the_app_can_neither_change_nor_delete_a_version() -> None:
    for harm in (lambda rows: rows.update(n=99), lambda rows: rows.delete()):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            harm(ProfileVersion.objects.all())


def test_the_door_shows_rules() -> None:
    assert door.rule("CALL-15").force == "SHOULD" and len(door.rules()) == 395
    assert door.for_county("14")[1].code == "VGR"
    with pytest.raises(KeyError):
        door.rule("CON-99")
