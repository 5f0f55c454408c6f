"""Who only keeps a copy, or looks on from another role, writes nothing more: it is to them as if it were not there."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from helhet.access import openings
from helhet.access.actor import Actor
from helhet.access.rules import ROLES
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.people import actions as people
from helhet.people import door as persons
from helhet.people.models import Individual, Relation
from helhet.process.case import actions as cases
from helhet.process.case import door
from helhet.process.case.models import Case, Participant
from helhet.process.case.rules import State
from helhet.process.closing import actions as closing
from helhet.process.consent import actions as consent
from helhet.process.follow_up import actions as follow_up
from helhet.process.invitation import actions as invitation
from helhet.process.invitation.tests import scenes as calls
from helhet.process.mapping import actions as mapping
from helhet.process.mapping.tests import scenes as maps
from helhet.process.plan import actions as plan
from helhet.process.plan import door as plan_door
from helhet.process.plan.tests import world
from helhet.process.tests.cast import ADULT, Cast, sign_in

CENTRE = "health_centre"


def _withdrawn(cast: Cast) -> Case:
    case, _rows = world.established(cast)
    consent.withdraw(case.ref, scope="recipient", unit=cast.unit(CENTRE), by=cast.nurse)
    return Case.objects.get(pk=case.pk)


def _left(cast: Cast) -> Case:
    case, _rows = world.established(cast)
    row = Participant.objects.get(case=case, unit_id=cast.unit(CENTRE), valid_to__isnull=True)
    invitation.participant_exclude(case.ref, participant=row.ref, agreed_with_person=True, by=cast.nurse)
    return Case.objects.get(pk=case.pk)


def _as(by: Actor, role: str) -> Actor:
    """Somebody else at the same unit."""
    return replace(by, role=role, permissions=ROLES[role].permissions)


def _about(individual: int, near: int) -> list[Callable[[Actor], Any]]:
    """Every verb about a person and those near them."""
    return [
        lambda by: people.set_contact(individual=individual, address="Ny", by=by),
        lambda by: people.rename(individual=individual, given_name="Lasse", family_name="Ek", by=by),
        lambda by: people.register_unborn(mother=individual, by=by),
        lambda by: people.add_relation(individual=individual, kind="next_of_kin", name="Bo", by=by),
        lambda by: people.decide_insight(relation=near, insight=True, kinds=["plan"], by=by),
        lambda by: people.record_objection(relation=near, objects=True, by=by),
        lambda by: people.mark_must_not_know(relation=near, by=by),
        lambda by: people.do_without(relation=near, ground="board_decision", document="Beslut", decided_by="Nämnden",
                                     valid_from=clock.today(), by=by),
        lambda by: people.end_relation(relation=near, by=by),
        lambda by: people.mark_protected(individual=individual, by=by),
        lambda by: people.mark_moved(individual=individual, on=clock.today(), to="Örebro", by=by),
        lambda by: people.mark_deceased(individual=individual, on=clock.today(), by=by),
    ]


def _near(cast: Cast) -> int:
    return people.add_relation(individual=cast.adult, kind="next_of_kin", name="Siv", by=cast.nurse)


def _picture(individual: int) -> list[Any]:
    return [*Individual.objects.filter(pk=individual).values_list(),
            *Relation.objects.filter(individual_id=individual).values_list()]


# The person's own page


@pytest.mark.parametrize("scene", [_withdrawn, _left])
def test_a_copy_lets_nobody_change_what_stands_about_the_person(cast: Cast, scene: Any) -> None:
    near = _near(cast)
    scene(cast)
    before = _picture(cast.adult)
    for verb in _about(cast.adult, near):
        with pytest.raises(NotThere), transaction.atomic():
            verb(cast.actors[CENTRE])
    assert _picture(cast.adult) == before
    people.set_contact(individual=cast.adult, address="Nya gatan 2", by=cast.nurse)
    people.end_relation(relation=near, by=cast.social)


def test_who_may_not_write_changes_nothing_about_the_person(cast: Cast) -> None:
    near = _near(cast)
    world.established(cast)
    before = _picture(cast.adult)
    for by in (*(_as(cast.nurse, role) for role in ("reception", "manager", "log_reviewer", "archivist")),
               cast.stranger):
        for verb in _about(cast.adult, near):
            with pytest.raises(NotThere), transaction.atomic():
                verb(by)
    assert _picture(cast.adult) == before


def test_who_shares_no_contacts_changes_none(cast: Cast) -> None:
    near = _near(cast)
    calls.called(cast, kinds=frozenset({"meeting", "plan"}))
    for verb in _about(cast.adult, near)[:9]:
        with pytest.raises(NotThere), transaction.atomic():
            verb(cast.social)
    people.mark_protected(individual=cast.adult, by=cast.social)
    with pytest.raises(NotThere):  # to take the mark away again takes somebody trusted with it
        people.mark_protected(individual=cast.adult, protection="none", by=cast.social)
    people.mark_protected(individual=cast.adult, protection="none", by=_as(cast.nurse, "trusted"))


def test_an_emergency_only_reads(cast: Cast) -> None:
    world.established(cast)
    ward = replace(_as(cast.actors["ward"], "care_contact"), emergency_access=True, purpose="care")
    openings.open_emergency(number=ADULT, kinds=["contacts", "plan"], reason="Medvetslös", hours=2, danger=True,
                            by=ward)
    with pytest.raises(NotThere):
        people.set_contact(individual=cast.adult, address="Ny", by=ward)


def test_who_writes_somebody_in_writes_how_to_reach_them_until_it_is_known(cast: Cast) -> None:
    people.set_contact(individual=cast.adult, phone="070-1", by=cast.nurse)
    with clock.travel(clock.now() + timedelta(days=2)), pytest.raises(NotThere):
        people.set_contact(individual=cast.adult, phone="070-2", by=cast.nurse)


def test_the_person_writes_nothing_of_it_by_themself(cast: Cast) -> None:
    near = _near(cast)
    for verb in _about(cast.adult, near):
        with pytest.raises(NotThere), transaction.atomic():
            verb(replace(cast.nurse, kind="individual", unit_id=None, individual_id=cast.adult))


@pytest.mark.parametrize("scene", [_withdrawn, _left])
def test_with_a_copy_the_page_is_read_and_not_changed(cast: Cast, client: Client, scene: Any) -> None:
    _near(cast)
    scene(cast)
    card = persons.enter(cast.nurse, Individual.objects.get(pk=cast.adult).ref)
    pages = [reverse("person-contact", args=[card.ref]), reverse("person-relation-add", args=[card.ref]),
             reverse("person-relation-say", args=[card.ref, card.relations[0].ref]),
             reverse("person-protection", args=[card.ref])]
    for by, status in ((cast.nurse, 200), (cast.actors[CENTRE], 404)):
        sign_in(client, by)
        seen = client.get(reverse("person", args=[card.ref]))
        assert seen.status_code == 200
        for page in pages:
            assert (page in seen.content.decode()) is (status == 200)
            assert client.get(page).status_code == status
            assert status == 200 or client.post(page, {"phone": "070-1"}).status_code == 404


# The follow-up


@pytest.mark.rule("RESP-11")
@pytest.mark.parametrize("scene", [_withdrawn, _left])
def test_a_copy_tells_of_no_change(cast: Cast, client: Client, scene: Any) -> None:
    case, centre = scene(cast), cast.actors[CENTRE]
    with pytest.raises(NotThere):
        follow_up.note_change(case.ref, kinds=["health"], what="Nytt", by=centre)
    follow_up.note_change(case.ref, kinds=["health"], what="Nytt", by=cast.nurse)
    page = reverse("follow-up-change", args=[case.ref])
    for by, status in ((cast.nurse, 200), (centre, 404)):
        sign_in(client, by)
        assert (page in client.get(reverse("follow-up", args=[case.ref])).content.decode()) is (status == 200)
        assert client.get(page).status_code == status


def test_only_who_works_with_the_person_tells_of_a_change(cast: Cast) -> None:
    case, _rows = world.established(cast)
    for role in ("reception", "manager", "log_reviewer", "archivist"):
        with pytest.raises(NotThere):
            follow_up.note_change(case.ref, kinds=["health"], what="Nytt", by=_as(cast.nurse, role))


# Ending it


@pytest.mark.parametrize("scene", [_withdrawn, _left])
def test_a_plan_one_only_has_a_copy_of_is_ended_as_if_it_were_not_there(cast: Cast, scene: Any) -> None:
    case, centre = scene(cast), cast.actors[CENTRE]
    for ground in ("goals_met", "death"):
        with pytest.raises(NotThere):
            closing.close(case.ref, ground=ground, died_on=clock.today(), by=centre)
    for by in (centre, _as(centre, "care_contact")):
        with pytest.raises(NotThere):
            closing.restart(case.ref, ground="goal_changed", reason="Nytt", after_hospital=True, by=by)
    assert Case.objects.get(pk=case.pk).state == State.ACTIVE


def test_consent_without_taking_part_ends_nothing(cast: Cast) -> None:
    case, _rows = world.established(cast)
    Participant.objects.filter(case=case, unit_id=cast.unit(CENTRE)).update(valid_to=clock.now())
    with pytest.raises(NotThere):
        closing.close(case.ref, ground="goals_met", by=cast.actors[CENTRE])


@pytest.mark.rule("CLOSE-01")
def test_who_takes_part_now_is_told_who_ends_it(cast: Cast) -> None:
    case, _rows = world.established(cast)
    with pytest.raises(Refused) as no:
        closing.close(case.ref, ground="goals_met", by=cast.actors[CENTRE])
    assert no.value.rules == ("CLOSE-01",)


# The mapping


def _writes(case: Case) -> list[Callable[[Actor], Any]]:
    return [
        lambda by: mapping.say_what_matters(case.ref, words="Nytt", seen=1, by=by),
        lambda by: mapping.write_area(case.ref, area="sleep", texts={"needs": "Nytt"}, seen={}, by=by),
        lambda by: mapping.settle_participation(case.ref, how="whole", by=by),
        lambda by: mapping.create_base(case.ref, unit=by.unit_id or 0, by=by),
    ]


def test_who_sees_no_mapping_is_not_told_who_writes_it(cast: Cast) -> None:
    case = calls.called(cast, kinds=frozenset({"meeting", "plan", "goals"}))
    for verb in _writes(case):
        with pytest.raises(NotThere), transaction.atomic():
            verb(cast.social)


@pytest.mark.rule("PREP-02")
def test_who_sees_the_mapping_is_told_who_writes_it(cast: Cast) -> None:
    case = calls.called(cast, kinds=frozenset({"meeting", "mapping"}))
    with pytest.raises(Refused) as no:
        _writes(case)[1](cast.social)
    assert no.value.rules == ("PREP-02",)


def test_nobody_near_without_insight_is_told_who_writes_the_mapping(cast: Cast) -> None:
    case = maps.prepared(cast, digital=True)
    near = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Siv", insight=True,
                               insight_kinds=["plan", "goals"], by=cast.nurse)
    beside = replace(cast.nurse, kind="relation", unit_id=None, individual_id=cast.adult, relation_id=near,
                     permissions=frozenset(), assignment_id=None)
    for verb in _writes(case):
        with pytest.raises(NotThere), transaction.atomic():
            verb(beside)


# What a copy of the plan tells


def test_a_copy_tells_how_to_reach_the_person_only_where_that_was_shared(cast: Cast) -> None:
    people.set_contact(individual=cast.adult, address="Hemliga gatan 1", phone="070-55", by=cast.nurse)
    case = world.at_meeting(cast)
    consent.record(
        case.ref, part_a=True, part_b=True, form="oral", giver="individual", obtained_how="Muntligt",
        items=[consent.Item(cast.unit("social"), kinds=world.KINDS),
               consent.Item(cast.unit(CENTRE), kinds=world.KINDS - {"contacts"}, declined=frozenset({"contacts"}))],
        valid_until=clock.today() + timedelta(days=300), by=cast.nurse)
    world.fill(cast, case)
    plan.establish(case.ref, read_back=True, consent_to_planning=True, by=cast.nurse)

    def told(by: Actor) -> tuple[str, str, set[str]]:
        with door.visit(by, case.ref) as v:
            card = plan_door.newest(v)
        assert card is not None
        seen = card.content
        return seen.person.address, seen.person.phone, {m.phone for m in seen.members}

    address, phone, phones = told(cast.actors[CENTRE])
    assert (address, phone) == ("", "") and "070-55" not in phones and "0303-23 80 00" in phones
    assert told(cast.social)[0] == told(cast.nurse)[0] == "Hemliga gatan 1"
    consent.withdraw(case.ref, scope="all", by=cast.nurse)
    assert told(cast.social)[:2] == ("Hemliga gatan 1", "070-55")
    assert told(cast.actors[CENTRE])[:2] == ("", "")


# Since before: a verb that belongs to the holder alone


def test_the_work_is_stopped_by_the_holder_alone(cast: Cast) -> None:
    case = maps.prepared(cast, digital=True)
    with pytest.raises(NotThere):
        cases.stop(case.ref, ground="other", reason="", by=cast.social)
