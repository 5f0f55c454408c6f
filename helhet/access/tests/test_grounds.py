"""The table of law: each way in each direction, and what is no row is a no."""

import pytest

from helhet.access.grounds import LAWS, SOURCES, Party, Situation, Way, party, section
from helhet.access.models import Reach
from helhet.organisations.rules import UnitKind

P, S = Party, Situation


def test_handing_over_and_direct_access_are_never_one_row() -> None:
    assert len({(r.way, r.giver, r.receiver, r.situation) for r in LAWS}) == len(LAWS)
    assert all(r.section for r in LAWS)
    assert {r.way for r in LAWS} == {Way.HANDED_OVER, Way.DIRECT, Way.EMERGENCY}
    assert all(("2022:913" in r.section) == (r.way != Way.HANDED_OVER) for r in LAWS)


@pytest.mark.parametrize("outside", [P.SCHOOL, P.FAMILY, P.OTHER])
@pytest.mark.parametrize("way", [Way.DIRECT, Way.EMERGENCY])
def test_school_family_care_and_invited_never_have_direct_access_nor_emergency(way: Way, outside: Party) -> None:
    for other in P:
        for situation in S:
            assert not section(way, outside, other, situation)
            assert not section(way, other, outside, situation)


def test_the_directions_are_not_symmetric() -> None:
    assert section(Way.DIRECT, P.SUPPORT, P.CARE, S.CANNOT)
    assert not section(Way.DIRECT, P.CARE, P.SUPPORT, S.CANNOT)
    assert section(Way.DIRECT, P.SUPPORT, P.SUPPORT, S.CANNOT)
    assert not section(Way.DIRECT, P.CARE, P.SUPPORT, S.CHILD)
    assert section(Way.HANDED_OVER, P.CARE, P.FAMILY, S.CANNOT) == "OSL 25 kap. 13 §"
    for giver in (P.SUPPORT, P.FAMILY, P.SCHOOL):
        assert not section(Way.HANDED_OVER, giver, P.CARE, S.CANNOT)
    assert not section(Way.EMERGENCY, P.CARE, P.SUPPORT, S.DANGER)
    assert not section(Way.HANDED_OVER, P.CARE, P.CARE, S.DANGER)


def test_consent_hands_over_between_all_and_opens_no_direct_access_outside_the_act() -> None:
    for giver in P:
        for receiver in P:
            assert section(Way.HANDED_OVER, giver, receiver, S.CONSENT)
            covered = giver in (P.CARE, P.SUPPORT) and receiver in (P.CARE, P.SUPPORT)
            assert bool(section(Way.DIRECT, giver, receiver, S.CONSENT)) == covered


def test_every_kind_of_unit_is_a_party_and_the_unknown_is_outside() -> None:
    assert {kind: party(kind) for kind in UnitKind.values}["school"] == P.SCHOOL
    assert party("social_services") == P.FAMILY
    assert party("municipal_health_care") == P.CARE
    assert party("lss") == P.SUPPORT
    assert party("something new") == P.OTHER


def test_every_source_of_reach_is_told_and_has_its_law() -> None:
    assert set(SOURCES) == {code for code, _name in Reach.SOURCES}
    assert all(s.law and str(s.because).startswith("Du ser ") for s in SOURCES.values())
    assert {c for c, s in SOURCES.items() if s.block_proof} == {"own", "copy", "message"}
    assert {c for c, s in SOURCES.items() if s.received} == {"copy", "message"}
    assert SOURCES["direct"].way == Way.DIRECT
    assert SOURCES["emergency"].way == Way.EMERGENCY
