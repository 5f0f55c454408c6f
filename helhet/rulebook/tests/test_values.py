"""The numbers beside the rules, as ``helhet rules`` and docs/obligations.md print them."""

from helhet.rulebook import values
from helhet.rulebook.report import ROOT


def test_each_clock_of_the_rulebook_stands_beside_its_value() -> None:
    found = values.by_rule(ROOT)
    assert found["CALL-15"] == ["notice_days: NAT –, VGR –, JKPG 21 days (CALL-15), ORE –"]
    assert "document_days: NAT –, VGR –, JKPG –, ORE 3 days (PLAN-20)" in found["PLAN-20"]
    assert any(line.startswith("discharge_call_days: NAT 3 days (DIS-13)") for line in found["CALL-23"])
    assert any("ORE 12 months (CLOSE-11)" in line for line in found["CLOSE-11"])
    assert any("AW010 (QA-03)" in line for line in found["QA-03"])
    assert any(line.startswith("follow_up_rhythm_days: NAT sip 180") for line in found["FU-01"])
