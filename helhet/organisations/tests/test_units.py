from collections.abc import Callable
from uuid import uuid4

import pytest

from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.organisations import actions, door
from helhet.organisations.models import Controller, Principal
from helhet.organisations.rules import ControllerKind, UnitKind

pytestmark = pytest.mark.django_db
K = UnitKind


def unit(name: str, kind: str, whose: door.PrincipalCard | None, **more: object) -> int:
    owner = actions.add_controller(f"Nämnden för {whose.name if whose else name}", ControllerKind.BOARD,
                                   whose.id if whose else None)
    return actions.add_unit(name, kind, owner, **more)  # type: ignore[arg-type]


@pytest.fixture
def kungalv() -> door.PrincipalCard:
    return door.municipality("1482")


@pytest.fixture
def vgr() -> door.PrincipalCard:
    return door.region("14")


def test_every_database_knows_the_principals() -> None:
    assert Principal.objects.count() == 21 + 290 - 1
    assert Principal.objects.filter(is_region=True).count() == 21
    assert Principal.objects.filter(is_municipality=True).count() == 290


def test_loading_again_adds_nothing() -> None:
    assert actions.load_principals() == 0


def test_the_files_hold_what_the_database_knows() -> None:
    # The database of a test may be older than the code that fills it: the files are read here and now.
    rows = {
        (r["name"], r.get("is_region", False), r.get("is_municipality", False), r["county_code"],
         r.get("municipality_code", "")) for r in actions._sweden()
    }
    assert ("Region Gotland", True, True, "09", "0980") in rows
    stored = Principal.objects.values_list("name", "is_region", "is_municipality", "county_code", "municipality_code")
    assert rows == set(stored)


def test_gotland_is_one_principal_that_is_both() -> None:
    both = Principal.objects.get(is_region=True, is_municipality=True)
    assert both.name == "Region Gotland"
    assert door.region("09") == door.municipality("0980")
    health = door.unit_by_id(unit("Visby vårdcentral", K.HEALTH_CENTRE, door.region("09")))
    social = door.unit_by_id(unit("Socialtjänsten i Visby", K.SOCIAL_SERVICES, door.region("09")))
    assert (health.side, social.side) == ("region", "municipality")
    assert health.sides == social.sides == {"region", "municipality"}


def test_a_card_says_whose_the_unit_is(kungalv: door.PrincipalCard) -> None:
    id = unit("Biståndsenheten", K.SOCIAL_SERVICES, kungalv, phone="0303-1", hsa_id="SE1234567890-A")
    card = door.unit_by_id(id)
    assert (card.principal_name, card.county_code, card.municipality_code) == ("Kungälvs kommun", "14", "1482")
    assert (card.side, card.kind_name, card.phone) == ("municipality", "Socialtjänst", "0303-1")
    assert door.unit(card.ref) == card
    assert door.units_by_id([id, id, 0]) == {id: card}


def test_a_state_agency_has_no_principal_and_no_side() -> None:
    card = door.unit_by_id(unit("Försäkringskassan", K.SOCIAL_INSURANCE, None))
    assert (card.principal_id, card.principal_name, card.side, card.sides, card.county_code) == (
        None, "", "other", frozenset(), "")


def test_a_controller_without_principal_is_not_doubled() -> None:
    first = actions.add_controller("Arbetsförmedlingen", ControllerKind.STATE_AGENCY, None)
    assert actions.add_controller("Arbetsförmedlingen", ControllerKind.STATE_AGENCY, None) == first
    assert Controller.objects.filter(name="Arbetsförmedlingen").count() == 1


def test_adding_a_unit_again_changes_it_and_keeps_its_ref(kungalv: door.PrincipalCard) -> None:
    points = [actions.Contact("SIP-kallelser", phone="0303-5", hours="8–16")]
    id = unit("Hemsjukvården", K.MUNICIPAL_HEALTH_CARE, kungalv, contact_points=points)
    before = door.unit_by_id(id)
    assert unit("Hemsjukvården", K.MUNICIPAL_HEALTH_CARE, kungalv, phone="0303-6", contact_points=points) == id
    after = door.unit_by_id(id)
    assert (after.ref, after.phone) == (before.ref, "0303-6")
    assert [p.label for p in door.contact_points(id)] == ["SIP-kallelser"]


def test_a_unit_keeps_the_ref_it_is_given(kungalv: door.PrincipalCard) -> None:
    ref = uuid4()
    assert door.unit_by_id(unit("Ytterbyskolan", K.SCHOOL, kungalv, ref=ref)).ref == ref


def test_a_wrong_hsa_id_is_refused(kungalv: door.PrincipalCard) -> None:
    with pytest.raises(Refused) as refused:
        unit("Enheten", K.SOCIAL_SERVICES, kungalv, hsa_id="fel")
    assert refused.value.refusals[0].field == "hsa_id"


def test_units_are_found_in_swedish_order(kungalv: door.PrincipalCard) -> None:
    for name in ("Östra enheten", "Ängens enhet", "Åsens enhet", "Zenit enheten", "adlerska enheten"):
        unit(name, K.SOCIAL_SERVICES, kungalv)
    found = [c.name for c in door.find_units("enhet", principal=kungalv.id)]
    assert found == ["adlerska enheten", "Zenit enheten", "Åsens enhet", "Ängens enhet", "Östra enheten"]


def test_units_are_found_by_every_word_kind_county_and_principal(
    kungalv: door.PrincipalCard, vgr: door.PrincipalCard
) -> None:
    a = unit("Vuxenenheten", K.SOCIAL_SERVICES, kungalv)
    b = unit("Vuxenpsykiatrin", K.ADULT_PSYCHIATRY, vgr)
    c = unit("Vuxenenheten Vetlanda", K.SOCIAL_SERVICES, door.municipality("0685"))
    assert {u.id for u in door.find_units("vuxen")} == {a, b, c}
    assert {u.id for u in door.find_units("vuxen kungälv")} == {a}
    assert {u.id for u in door.find_units("vuxen", kinds=[K.SOCIAL_SERVICES])} == {a, c}
    assert {u.id for u in door.find_units("vuxen", county="14")} == {a, b}
    assert {u.id for u in door.units_of_principal(vgr.id)} == {b}
    assert door.find_units("vuxen", kinds=[]) == ()
    assert len(door.find_units("vuxen", limit=2)) == 2


def test_a_closed_unit_is_no_longer_found_but_still_named(kungalv: door.PrincipalCard) -> None:
    id = unit("Nedlagda enheten", K.SOCIAL_SERVICES, kungalv, default_receiver=True)
    actions.close_unit(id)
    assert door.find_units("nedlagda") == ()
    assert door.default_receivers("14", "1482") == ()
    assert door.unit_by_id(id).active is False


@pytest.mark.parametrize("text", ["%", "_", "'; drop table", "\\", "  "])
def test_odd_signs_find_only_what_they_say(kungalv: door.PrincipalCard, text: str) -> None:
    unit("Enheten", K.SOCIAL_SERVICES, kungalv)
    assert len(door.find_units(text, principal=kungalv.id)) == (1 if not text.strip() else 0)


def test_unknown_units_are_not_there() -> None:
    for ask in (lambda: door.unit(uuid4()), lambda: door.unit_by_id(0), lambda: door.principal(0),
                lambda: door.region("99"), lambda: door.municipality("9999")):
        with pytest.raises(NotThere):
            ask()


def test_default_receivers_are_the_nearest_health_centre_and_the_intake_unit(
    kungalv: door.PrincipalCard, vgr: door.PrincipalCard
) -> None:
    near = unit("Solgärde", K.HEALTH_CENTRE, vgr, default_receiver=True, municipality_code="1482")
    far = unit("Majorna", K.HEALTH_CENTRE, vgr, default_receiver=True, municipality_code="1480")
    unit("Specialisten", K.HEALTH_CENTRE, vgr, municipality_code="1482")
    intake = unit("Mottagningsenheten", K.SOCIAL_SERVICES, kungalv, default_receiver=True)
    unit("Missbruksenheten", K.SOCIAL_SERVICES, kungalv)
    unit("Mottagningen i Vetlanda", K.SOCIAL_SERVICES, door.municipality("0685"), default_receiver=True)
    assert [u.id for u in door.default_receivers("14", "1482")] == [near, intake]
    # Nobody in Partille: the health centres of the county are what there is to ask.
    assert [u.id for u in door.default_receivers("14", "1402")] == [far, near]


def test_on_gotland_both_receivers_are_of_the_same_principal() -> None:
    both = door.region("09")
    health = unit("Visby vårdcentral", K.HEALTH_CENTRE, both, default_receiver=True)
    social = unit("Mottagningen", K.SOCIAL_SERVICES, both, default_receiver=True)
    assert [u.id for u in door.default_receivers("09", "0980")] == [health, social]


def test_choices_say_whose_unit_it_is(kungalv: door.PrincipalCard) -> None:
    id, other = unit("Enhet B", K.SCHOOL, kungalv), unit("Enhet A", K.SCHOOL, kungalv)
    assert door.choices(principal=kungalv.id, without=[other]) == [
        (str(door.unit_by_id(id).ref), "Enhet B", "Skola och elevhälsa · Kungälvs kommun")
    ]


def test_queries_do_not_grow(
    kungalv: door.PrincipalCard, django_assert_num_queries: Callable[[int], object]
) -> None:
    ids = [unit(f"Enhet {n}", K.SOCIAL_SERVICES, kungalv, default_receiver=True) for n in range(12)]
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert len(door.units_by_id(ids)) == 12
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert len(door.find_units("enhet")) == 12
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        door.default_receivers("14", "1482")
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        door.units_by_id([])
