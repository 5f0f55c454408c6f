import pytest

from helhet.organisations import rules
from helhet.organisations.rules import Party, Side, UnitKind

K = UnitKind
CALLED = ("social_services", "municipal_health_care", "health_centre", "outpatient_care", "school")


@pytest.mark.parametrize(("kind", "expected"), [
    (K.SOCIAL_SERVICES, Side.MUNICIPALITY), (K.MUNICIPAL_HEALTH_CARE, Side.MUNICIPALITY), (K.SCHOOL, Side.MUNICIPALITY),
    (K.LSS, Side.MUNICIPALITY), (K.INPATIENT_CARE, Side.REGION), (K.HEALTH_CENTRE, Side.REGION),
    (K.CONTRACTED_CARE, Side.REGION), (K.SOCIAL_INSURANCE, Side.OTHER), (K.HVB, Side.OTHER), (K.PROBATION, Side.OTHER),
])
def test_a_unit_speaks_for_the_side_of_its_kind(kind: str, expected: str) -> None:
    assert rules.side(kind) == expected


def test_gotland_has_two_sides_at_the_table() -> None:
    assert rules.side(K.SOCIAL_SERVICES, is_region=True, is_municipality=True) == Side.MUNICIPALITY
    assert rules.side(K.HEALTH_CENTRE, is_region=True, is_municipality=True) == Side.REGION


def test_the_principal_decides_where_it_is_only_the_other() -> None:
    # Home care run by a region, as in Stockholm.
    assert rules.side(K.MUNICIPAL_HEALTH_CARE, is_region=True, is_municipality=False) == Side.REGION
    assert rules.side(K.CONTRACTED_CARE, is_region=False, is_municipality=True) == Side.MUNICIPALITY


def test_whoever_works_for_no_principal_speaks_for_neither() -> None:
    assert rules.side(K.SCHOOL, is_region=False, is_municipality=False) == Side.OTHER


def test_every_kind_has_a_side_and_a_party() -> None:
    for kind in K.values:
        assert rules.side(kind) in Side
        assert rules.party(kind, CALLED) in Party


def test_parties_are_called_by_duty_or_invited() -> None:
    assert rules.party(K.SOCIAL_SERVICES, CALLED) == Party.DUTY
    assert rules.party(K.SOCIAL_INSURANCE, CALLED) == Party.INVITED
    # The same school is called in one region and invited in another.
    assert rules.party(K.SCHOOL, ("social_services",)) == Party.INVITED


def test_others_may_point_out_a_need_but_starters_start() -> None:
    for kind in (K.PROBATION, K.DENTAL_CARE, K.SOCIAL_INSURANCE, K.OTHER_MUNICIPAL):
        assert rules.may_point_out(kind)
    for kind in (K.SOCIAL_SERVICES, K.SCHOOL, K.HEALTH_CENTRE):
        assert not rules.may_point_out(kind)


@pytest.mark.parametrize("good", ["", "SE2321000131-E000000000001", "SE1234567890-ABC", "SE1234567890-1"])
def test_an_hsa_id_of_the_right_form_is_accepted(good: str) -> None:
    assert rules.hsa_id_problem(good) is None


@pytest.mark.parametrize("bad", [
    "SE123456789-ABC", "NO1234567890-ABC", "SE1234567890", "SE1234567890-", "SE1234567890-abc", "SE1234567890-A B",
    "SE1234567890-ÅÄÖ", "SE1234567890-" + "A" * 19, "SE12345678901-A", " SE1234567890-ABC", "SE1234567890-ABC\n",
])
def test_an_hsa_id_of_another_form_gets_a_sentence(bad: str) -> None:
    assert "HSA-id" in str(rules.hsa_id_problem(bad))
