"""A region's own profile: made from one of the house's, changed in versions, and never against law or itself."""

from typing import Any
from uuid import uuid4

import pytest

from helhet.audit.models import AuditEvent
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.rulebook import actions, door
from helhet.rulebook.changes import Wish, applied, differing, may_stand
from helhet.rulebook.profile import merged

pytestmark = pytest.mark.django_db


class Keeper:
    """Somebody in the role, as the actions see them."""

    user_ref, name, assignment_id, unit_id, unit_name = uuid4(), "Rakel Rav", None, None, "Region Halland"
    controller_id, purpose = None, "other"
    permissions = frozenset({"profile_write"})


class Nurse(Keeper):
    permissions = frozenset({"case_read"})


BY = Keeper()
HALLAND = {"name": Wish("Region Halland"), "counties": Wish(["13"])}


def _refused(**wishes: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        actions.make(base="NAT", wishes={**HALLAND, **{k: Wish(v) for k, v in wishes.items()}}, by=BY)
    return caught.value


def test_a_new_profile_holds_for_its_county_from_now_on() -> None:
    before, _nat = door.for_county("13")
    code = actions.make(base="NAT", wishes={**HALLAND, "notice_days": Wish(14)}, by=BY)
    version, profile = door.for_county("13")
    assert (profile.code, profile.name, profile.notice_days) == (code, "Region Halland", 14)
    assert version != before and door.profile(before).notice_days is None  # a case begun before keeps its own
    assert door.for_county("12")[1].code == "NAT"
    assert AuditEvent.objects.filter(event="profile.made").count() == 1


def test_what_is_changed_is_the_houses_or_the_decisions_and_the_rest_keeps_its_rule() -> None:
    code = actions.make(base="NAT", wishes={**HALLAND, "start_days": Wish(3), "answer_days": Wish(5, "working")}, by=BY)
    _id, profile = door.current(code)
    assert (profile.origin("start_days").rule, profile.origin("start_days").source) == (None, "house")
    assert profile.origin("answer_days").profile == "NAT"  # as it was
    assert profile.origin("discharge_call_days").rule == "DIS-13"
    actions.change(code, seen=1, wishes={"start_days": Wish(2, "working")}, decision="Riktlinje 2027:4", by=BY)
    _id, profile = door.current(code)
    assert (profile.start_days, profile.origin("start_days").source) == (2, "Riktlinje 2027:4")
    assert profile.in_words("start_days") == "2 arbetsdagar"


def test_a_change_is_a_new_version_and_running_cases_keep_theirs() -> None:
    code = actions.make(base="VGR", wishes=HALLAND, by=BY)
    first, _profile = door.current(code)
    actions.change(code, seen=1, wishes={"deviation_days": Wish(30)}, decision="Beslut 7", by=BY)
    second, profile = door.current(code)
    assert (profile.deviation_days, door.profile(first).deviation_days) == (30, 60)
    made = [(v.n, v.by_name, v.note) for v in door.versions(code)]
    assert made == [(2, "Rakel Rav", "Beslut 7"), (1, "Rakel Rav", "")]
    assert AuditEvent.objects.filter(event="profile.changed").count() == 1


@pytest.mark.parametrize(("wishes", "field", "rule"), [
    ({"notice_days": 14, "meeting_within_days": 10}, "notice_days", "CALL-15"),
    ({"discharge_call_days": 4}, "discharge_call_days", "DIS-13"),
    ({"counties": []}, "counties", ""),
    ({"counties": ["14"]}, "counties", ""),
    ({"name": "västra götaland"}, "name", ""),
    ({"plan_required": ["interventions"]}, "plan_required", "PLAN-01"),
    ({"closing_grounds": ["goals_met"]}, "closing_grounds", "CLOSE-05"),
    ({"kva_establish": "AU12"}, "kva_establish", "QA-01"),
    ({"may_start": ["social_services"], "may_call": ["social_services"]}, "may_start", "NEED-11"),
    ({"may_call": ["social_insurance", "social_services"]}, "may_call", "CALL-02"),
    ({"consent_max_years": 0}, "consent_max_years", "CON-12"),
    ({"consent_renew_days_before": 400}, "consent_renew_days_before", "CON-12"),
    ({"reminder_days_before": 9}, "reminder_days_before", ""),
    ({"answer_days": None}, "answer_days", ""),
    ({"answer_days": "sju"}, "answer_days", ""),
])
def test_a_profile_that_cannot_stand_is_refused_with_the_value_to_mend(
    wishes: dict[str, Any], field: str, rule: str
) -> None:
    refused = _refused(**wishes)
    assert (field, rule) in [(r.field, r.rule) for r in refused.refusals]
    assert all(str(r.sentence)[-1] == "." for r in refused.refusals)
    assert [card.code for card in door.newest()] == ["NAT", "VGR", "JKPG", "ORE"]  # nothing is written


def test_the_houses_own_files_are_not_changed_here() -> None:
    for code in ("VGR", "R99"):
        with pytest.raises(NotThere):
            actions.change(code, seen=1, wishes={"deviation_days": Wish(30)}, by=BY)


def test_only_a_profile_keeper_may() -> None:
    with pytest.raises(NotThere):
        actions.make(base="NAT", wishes=HALLAND, by=Nurse())
    code = actions.make(base="NAT", wishes=HALLAND, by=BY)
    with pytest.raises(NotThere):
        actions.change(code, seen=1, wishes={"deviation_days": Wish(30)}, by=Nurse())


def test_the_second_to_save_is_told_and_nothing_is_lost() -> None:
    code = actions.make(base="NAT", wishes=HALLAND, by=BY)
    actions.change(code, seen=1, wishes={"deviation_days": Wish(30)}, by=BY)
    with pytest.raises(Refused, match="hann spara"):
        actions.change(code, seen=1, wishes={"deviation_days": Wish(20)}, by=BY)
    with pytest.raises(Refused, match="Inget är ändrat"):
        actions.change(code, seen=2, wishes={"deviation_days": Wish(30)}, by=BY)


def test_what_differs_is_seen_before_saving() -> None:
    before = merged("NAT")
    after = applied(before, {"notice_days": Wish(14), "deviation_days": Wish(60), "answer_days": Wish(5)}, "R13")
    assert differing(before, after) == ("notice_days", "answer_days")  # five days, but no longer working days
    assert may_stand("NAT", after, ()) and not may_stand("R13", {**after, "counties": {**before["counties"],
                                                                                      "value": ["13"]}}, ())
