"""Who may call, whom one may ask and how, and what must stand in a call. Pure."""

from dataclasses import replace

import pytest

from helhet.kit.refusals import Refused, refuse
from helhet.organisations.rules import UnitKind
from helhet.process.invitation.rules import Asked, CallFacts, may_add, may_ask, may_call, may_send
from helhet.rulebook.profile import load

VGR, JKPG, NAT = load("VGR"), load("JKPG"), load("NAT")
SOCIAL = Asked(
    name="Socialtjänsten", kind="unit", duty=True, unit_kind=UnitKind.SOCIAL_SERVICES, side="municipality",
    uses_helhet=True, covered=True, why="Känner ekonomin", contribution="Berättar om stödet", channel="system",
    spoken=True,
)
HOME_CARE = replace(SOCIAL, name="Hemsjukvården", unit_kind=UnitKind.MUNICIPAL_HEALTH_CARE)
CENTRE = replace(SOCIAL, name="Vårdcentralen", unit_kind=UnitKind.HEALTH_CENTRE, side="region")
WARD = replace(SOCIAL, name="Avdelningen", unit_kind=UnitKind.INPATIENT_CARE, side="region")
FK = replace(SOCIAL, name="Försäkringskassan", duty=False, unit_kind=UnitKind.SOCIAL_INSURANCE, side="other")
MOTHER = Asked(name="Mamma", kind="relation", duty=False, relation_kind="guardian", covered=True, why="Vet mest",
               contribution="Berättar", channel="print", spoken=True)
FACTS = CallFacts(
    caller_kind=UnitKind.ADULT_PSYCHIATRY, caller_side="region", meeting=True, kind="new", purpose="Se helheten",
    goal="Bo kvar", questions="Vem gör vad?", list_agreed=True, contact_name="Jonas", contact_phone="0303-1",
    contact_unit="Mottagningen", asked=(SOCIAL, FK, MOTHER),
)


def ids(refusals: tuple) -> set[str]:  # type: ignore[type-arg]
    with_raise = set()
    try:
        refuse(refusals)
    except Refused as refused:
        with_raise = set(refused.rules)
    return with_raise


def test_a_complete_call_goes_out() -> None:
    assert may_send(FACTS, VGR) == ()
    assert may_send(FACTS, NAT) == ()


@pytest.mark.rule("CALL-01")
def test_a_unit_outside_the_profile_does_not_call() -> None:
    assert ids(may_call(UnitKind.DENTAL_CARE, VGR)) == {"CALL-01"}
    assert ids(may_call(UnitKind.INPATIENT_CARE, VGR)) == {"CALL-01"}
    assert ids(may_call(UnitKind.SCHOOL, NAT)) == {"CALL-01"}
    assert may_call(UnitKind.SCHOOL, VGR) == ()


@pytest.mark.rule("CALL-02")
def test_the_employment_service_cannot_call() -> None:
    refused = may_call(UnitKind.EMPLOYMENT_SERVICE, JKPG)
    assert ids(refused) == {"CALL-02"}
    assert "Ring den enhet" in str(refused[0].sentence)


@pytest.mark.rule("CALL-03")
def test_the_insurance_agency_cannot_call_and_nothing_else_is_said() -> None:
    assert ids(may_send(replace(FACTS, caller_kind=UnitKind.SOCIAL_INSURANCE, purpose=""), VGR)) == {"CALL-03"}


@pytest.mark.rule("CALL-05")
def test_one_who_cannot_be_called_is_invited() -> None:
    assert ids(may_ask(replace(FK, duty=True), VGR)) == {"CALL-05"}
    assert ids(may_ask(replace(MOTHER, duty=True), VGR)) == {"CALL-05"}


@pytest.mark.rule("CH-21", "CALL-06")
def test_the_school_is_called_in_vgr_and_invited_elsewhere() -> None:
    school = replace(SOCIAL, unit_kind=UnitKind.SCHOOL)
    assert may_ask(school, VGR) == ()
    assert ids(may_ask(school, NAT)) == {"CALL-05"}
    assert may_ask(replace(school, duty=False), NAT) == ()


@pytest.mark.rule("PART-04")
@pytest.mark.parametrize("change", [{"objected": True}, {"must_not_know": True}, {"suitable": False}])
def test_next_of_kin_the_person_objects_to_cannot_be_asked(change: dict[str, bool]) -> None:
    sister = replace(MOTHER, relation_kind="next_of_kin", **change)
    assert ids(may_ask(sister, VGR)) == {"PART-04"}
    assert ids(may_send(replace(FACTS, asked=(SOCIAL, sister)), VGR)) == {"PART-04"}


@pytest.mark.rule("CH-07")
@pytest.mark.parametrize("change", [{"objected": True}, {"must_not_know": True}, {"suitable": False}])
def test_a_guardian_the_young_person_objects_to_cannot_be_asked(change: dict[str, bool]) -> None:
    assert ids(may_ask(replace(MOTHER, **change), VGR)) == {"CH-07"}


def test_the_way_follows_the_order_of_the_region() -> None:
    assert ids(may_ask(replace(SOCIAL, channel="print"), VGR)) == {"CALL-08"}
    assert ids(may_ask(replace(SOCIAL, uses_helhet=False), VGR)) == {"CALL-08"}
    assert ids(may_ask(replace(MOTHER, channel="dialogue"), VGR)) == {"CALL-09"}


@pytest.mark.rule("CALL-08", "CALL-09")
def test_jkpg_may_invite_in_other_ways() -> None:
    assert may_ask(replace(MOTHER, channel="dialogue"), JKPG) == ()
    assert may_ask(replace(SOCIAL, channel="personal"), JKPG) == ()


@pytest.mark.rule("CALL-13")
def test_every_receiver_has_a_why() -> None:
    assert ids(may_send(replace(FACTS, asked=(replace(SOCIAL, why=""),)), VGR)) == {"CALL-13"}


@pytest.mark.rule("CALL-11")
def test_questions_and_contributions() -> None:
    assert ids(may_send(replace(FACTS, questions=""), VGR)) == {"CALL-11"}
    assert ids(may_send(replace(FACTS, asked=(replace(SOCIAL, contribution=""),)), VGR)) == {"CALL-11"}


@pytest.mark.rule("CALL-10")
@pytest.mark.parametrize("field", ["purpose", "goal"])
def test_purpose_and_long_term_goal(field: str) -> None:
    assert ids(may_send(replace(FACTS, **{field: ""}), VGR)) == {"CALL-10"}


@pytest.mark.rule("CALL-07")
def test_the_person_agreed_to_the_list() -> None:
    assert ids(may_send(replace(FACTS, list_agreed=False), VGR)) == {"CALL-07"}
    assert ids(may_add(SOCIAL, VGR, agreed=False)) == {"CALL-07"}


@pytest.mark.rule("PREP-06")
def test_an_empty_list_is_not_prepared() -> None:
    assert "PREP-06" in ids(may_send(replace(FACTS, asked=()), VGR))


@pytest.mark.rule("PREP-09")
def test_both_principals_are_called() -> None:
    assert ids(may_send(replace(FACTS, asked=(FK, CENTRE)), VGR)) == {"PREP-09"}
    assert ids(may_send(replace(FACTS, caller_side="municipality", caller_kind="social_services"), VGR)) == {"PREP-09"}
    # Somebody only invited does not carry the principal's duty.
    assert ids(may_send(replace(FACTS, asked=(replace(SOCIAL, duty=False),)), VGR)) == {"PREP-09"}


@pytest.mark.rule("PREP-10")
def test_spoken_with_or_why_not() -> None:
    silent = replace(SOCIAL, spoken=False)
    assert ids(may_send(replace(FACTS, asked=(silent,)), VGR)) == {"PREP-10"}
    assert may_send(replace(FACTS, asked=(replace(silent, not_spoken_why="Ingen svarar"),)), VGR) == ()


@pytest.mark.rule("LAW-11")
def test_consent_covers_every_receiver() -> None:
    assert ids(may_send(replace(FACTS, asked=(SOCIAL, replace(FK, covered=False))), VGR)) == {"LAW-11"}
    assert ids(may_add(replace(FK, covered=False), VGR, agreed=True)) == {"LAW-11"}


DISCHARGE = replace(FACTS, kind="after_discharge", caller_kind=UnitKind.SOCIAL_SERVICES, caller_side="municipality")


@pytest.mark.rule("LAW-09")
def test_after_discharge_with_municipal_health_care_the_outpatient_care_is_called() -> None:
    assert ids(may_send(replace(DISCHARGE, asked=(HOME_CARE, WARD)), VGR)) == {"LAW-09"}
    assert may_send(replace(DISCHARGE, asked=(HOME_CARE, CENTRE)), VGR) == ()


@pytest.mark.rule("ATT-10")
def test_after_discharge_the_outpatient_care_is_there() -> None:
    assert ids(may_send(replace(DISCHARGE, asked=(WARD,)), VGR)) == {"ATT-10"}
    assert may_send(replace(DISCHARGE, kind="new", asked=(WARD,)), VGR) == ()


@pytest.mark.rule("LAW-08", "CALL-12", "CALL-20", "CALL-21")
def test_after_discharge_with_those_responsible() -> None:
    assert may_send(replace(DISCHARGE, asked=(CENTRE,)), VGR) == ()


def test_the_kind_of_meeting_and_the_meeting_itself() -> None:
    assert ids(may_send(replace(FACTS, kind=""), VGR)) == {"CALL-21"}
    assert ids(may_send(replace(FACTS, meeting=False), VGR)) == {"CALL-14"}


@pytest.mark.rule("RESP-16")
@pytest.mark.parametrize("field", ["contact_name", "contact_phone", "contact_unit"])
def test_name_telephone_and_unit_of_the_one_to_ring(field: str) -> None:
    assert ids(may_send(replace(FACTS, **{field: ""}), VGR)) == {"RESP-16"}
