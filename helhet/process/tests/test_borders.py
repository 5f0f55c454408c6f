"""Who tries to see more than is theirs, or to write what is not: each way in that was once open, kept shut."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.access.actor import Actor
from helhet.access.rules import Kind
from helhet.access.tests.entering import enter
from helhet.audit.models import AuditEvent
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.people import actions as people_actions
from helhet.people import door as people
from helhet.people.models import Individual, Relation
from helhet.process.case import actions as cases
from helhet.process.case import door, overview
from helhet.process.case.models import Case, Participant
from helhet.process.case.rules import State
from helhet.process.closing import actions as closing
from helhet.process.consent import actions as consent
from helhet.process.consent.actions import Item
from helhet.process.follow_up import actions as follow_up
from helhet.process.follow_up import door as follow_up_door
from helhet.process.invitation import actions as invitation
from helhet.process.invitation.tests import scenes as calls
from helhet.process.mapping import actions as mapping
from helhet.process.mapping import door as mapping_door
from helhet.process.mapping.tests import scenes as maps
from helhet.process.plan import actions as plan
from helhet.process.plan import door as plan_door
from helhet.process.plan.tests import world
from helhet.process.tests.cast import ADULT, Cast, sign_in

CENTRE = "health_centre"


def _withdrawn(cast: Cast) -> Case:
    """A plan in force; the person has since taken back what the health centre may see. It keeps its copy."""
    case, _rows = world.established(cast)
    consent.withdraw(case.ref, scope="recipient", unit=cast.unit(CENTRE), by=cast.nurse)
    return Case.objects.get(pk=case.pk)


def _left(cast: Cast) -> Case:
    """A plan in force; the health centre is no longer with."""
    case, _rows = world.established(cast)
    row = Participant.objects.get(case=case, unit_id=cast.unit(CENTRE), valid_to__isnull=True)
    invitation.participant_exclude(case.ref, participant=row.ref, agreed_with_person=True, by=cast.nurse)
    return Case.objects.get(pk=case.pk)


def _noticed(cast: Cast, by: Actor, individual: int) -> Case:
    with transaction.atomic():
        return cases.start(individual=individual, verb="need.notice", to=State.NOTICED, by=by,
                           discovered_on=clock.today())


def _yes(cast: Cast, unit: str, kinds: frozenset[str]) -> dict[str, Any]:
    return {"part_a": True, "part_b": True, "form": "oral", "giver": "individual", "obtained_how": "Muntligt",
            "items": [Item(cast.unit(unit), kinds=kinds)], "valid_until": clock.today() + timedelta(days=90)}


# Writing what is not theirs


@pytest.mark.parametrize("scene", [_withdrawn, _left])
def test_a_copy_does_not_let_a_unit_answer_for_the_person(cast: Cast, scene: Any) -> None:
    case, centre = scene(cast), cast.actors[CENTRE]
    with pytest.raises(NotThere):
        consent.record(case.ref, **_yes(cast, CENTRE, world.KINDS), by=centre)
    with pytest.raises(NotThere):
        consent.withdraw(case.ref, scope="all", by=centre)
    with pytest.raises(NotThere):
        consent.route(case.ref, way="harm_assessment", ground="osl-25-13", why_not_asked="-", assessment="-",
                      decided_by="-", decided_on=clock.today(), document="-", by=centre,
                      valid_until=clock.today() + timedelta(days=9), items=[Item(cast.unit(CENTRE), kinds=world.KINDS)])
    assert Case.objects.get(pk=case.pk).state == State.ACTIVE


def test_a_unit_that_left_writes_nothing_more_about_the_plan(cast: Cast) -> None:
    case, centre = _left(cast), cast.actors[CENTRE]
    with pytest.raises(NotThere):
        plan.hand_out(case.ref, receiver="individual", by=centre)
    with pytest.raises(NotThere):
        follow_up.note_change(case.ref, kinds=["health"], what="Nytt", by=centre)


def test_a_care_contact_of_a_unit_that_left_begins_nothing_anew(cast: Cast) -> None:
    case = _left(cast)
    with pytest.raises((NotThere, Refused)):
        closing.restart(case.ref, ground="goal_changed", reason="Nytt mål", after_hospital=True,
                        by=cast.actors["care_contact"])
    assert Case.objects.get(pk=case.pk).state == State.ACTIVE


def test_only_who_reads_a_part_corrects_it_and_reads_the_correction(cast: Cast) -> None:
    case = calls.called(cast, kinds=frozenset({"meeting", "need"}))
    with pytest.raises(NotThere):
        cases.correct(case.ref, what="mapping", text="Fel", by=cast.social)
    with pytest.raises(NotThere):
        cases.correct(case.ref, what="need", text="Fel", by=cast.stranger)
    cases.correct(case.ref, what="mapping", text="Han bor hos sin syster", by=cast.nurse)
    cases.correct(case.ref, what="need", text="Det var i april", by=cast.social)
    for by, sees in ((cast.nurse, True), (cast.social, False)):
        with door.visit(by, case.ref) as v:
            said = " ".join(m.reason for m in door.history(v))
        assert ("syster" in said) is sees
        assert "april" in said


def test_nobody_beside_the_person_stops_or_corrects(cast: Cast) -> None:
    case = _noticed(cast, cast.nurse, cast.adult)
    beside = _beside(cast, cast.adult, "next_of_kin", insight=True, insight_kinds=["need", "plan"])
    with pytest.raises(NotThere):
        cases.stop(case.ref, ground="need_ended", reason="", by=beside)
    with pytest.raises(NotThere):
        cases.correct(case.ref, what="need", text="Fel", by=beside)


def test_a_unit_at_the_table_takes_away_only_its_own_words(cast: Cast) -> None:
    case = world.at_meeting(cast)
    centre = cast.actors[CENTRE]
    theirs = plan.add_disagreement(case.ref, whose="Kommunen", text="Vi tycker annorlunda", by=cast.social)
    plan.write_contact(case.ref, unit=cast.unit("social"), name="Amina Berg", function="", phone="1", by=cast.social)
    with door.visit(cast.social, case.ref) as v:
        card = plan_door.draft(v)
    assert card is not None
    contact = card.content.contacts[0].ref
    with pytest.raises(NotThere):
        plan.remove_row(case.ref, "disagreement", theirs, by=centre)
    with pytest.raises(NotThere):
        plan.remove_row(case.ref, "contact", contact, by=centre)  # type: ignore[arg-type]
    plan.remove_row(case.ref, "disagreement", theirs, by=cast.social)


# Reading more than consent gives


@pytest.mark.rule("CON-25")
@pytest.mark.parametrize("scene", [_withdrawn, _left])
def test_a_copy_shows_nothing_that_is_new(cast: Cast, scene: Any) -> None:
    case, centre = scene(cast), cast.actors[CENTRE]
    mapping.say_what_matters(case.ref, words="Något helt nytt", seen=1, by=cast.nurse)
    follow_up.note_change(case.ref, kinds=["health"], what="Har flyttat hem", by=cast.social)
    with door.visit(cast.social, case.ref) as v:
        card = plan_door.newest(v)
    assert card is not None
    mine = next(i for i in card.content.interventions if i.unit == cast.unit("social"))
    plan.report(case.ref, mine.ref, status="ongoing", by=cast.social)  # type: ignore[arg-type]
    with door.visit(centre, case.ref) as v:
        assert mapping_door.important(v).text == ""
        copy, follow = plan_door.newest(v), follow_up_door.follow_up(v)
        happened = [m.verb for m in door.history(v)]
    assert copy is not None
    assert copy.content.goal == world.WORDS
    assert copy.reports == {}
    assert follow is not None
    assert follow.changes == ()
    assert "plan.report" not in happened
    assert "mapping.write" not in happened


def test_the_history_tells_of_no_kind_that_is_shut(cast: Cast) -> None:
    case = calls.called(cast, kinds=frozenset({"meeting"}))
    with door.visit(cast.social, case.ref) as v:
        verbs = {m.verb for m in door.history(v)}
    assert "invitation.send" in verbs
    assert not {verb for verb in verbs if verb.startswith(("consent.", "mapping.", "need."))}


@pytest.mark.rule("IT-04")
def test_who_has_read_at_another_controller_is_not_a_called_units_business(cast: Cast) -> None:
    case = calls.called(cast)
    for by in (cast.nurse, cast.social):
        with door.visit(by, case.ref):
            pass
    with door.visit(cast.social, case.ref) as v:
        units = {r.unit for r in door.readings(v)}
    assert units == {"Mottagningsenheten"}
    with door.visit(cast.nurse, case.ref) as v:
        assert {r.unit for r in door.readings(v)} > units


def test_the_coordination_responsible_reads_the_mapping_and_no_longer_than_it_is_theirs(cast: Cast) -> None:
    clinic, social = cast.actors["orebro_clinic"], cast.actors["orebro"]
    case = maps.preparing(cast, by=clinic, units=("orebro",), kinds=frozenset({"mapping"}))
    mapping.create_base(case.ref, unit=cast.unit("orebro"), by=clinic)
    with door.visit(social, case.ref) as v:
        assert v.take(Kind.MAPPING)
        assert not v.take(Kind.CONSENT)
        assert not v.take(Kind.NEED)
    mapping.create_base(case.ref, unit=cast.unit("orebro_clinic"), by=clinic)
    with pytest.raises(NotThere), door.visit(social, case.ref):
        pass


def test_preparation_is_shown_to_who_may_read_the_mapping_and_logged(cast: Cast, client: Client) -> None:
    case = calls.listed(cast)
    sign_in(client, cast.nurse)
    client.get(reverse("invitation", args=[case.ref]))
    assert "mapping" in AuditEvent.objects.filter(event="case.read", subject=case.ref).latest("n").data["kinds"]


# The person and their people


def test_the_persons_page_follows_what_is_open_now(cast: Cast) -> None:
    people_actions.set_contact(individual=cast.adult, by=cast.nurse, address="Hemliga gatan 1", phone="070-1")
    ref = Individual.objects.get(pk=cast.adult).ref
    case = calls.called(cast, kinds=frozenset({"meeting"}))
    assert people.enter(cast.nurse, ref).address == "Hemliga gatan 1"
    assert people.enter(cast.social, ref).address == ""
    with door.visit(cast.social, case.ref) as v:
        assert (v.person.address, v.person.phone) == ("", "")
    consent.withdraw(case.ref, scope="recipient", unit=cast.unit("social"), by=cast.nurse)
    for by in (cast.social, cast.stranger):
        with pytest.raises(NotThere):
            people.enter(by, ref)


def test_a_number_that_is_known_elsewhere_gives_away_no_address(cast: Cast) -> None:
    """A unit that notices a need of somebody another unit knows sees what it wrote itself, and nothing else."""
    people_actions.set_contact(individual=cast.adult, by=cast.nurse, address="Hemliga gatan 1", phone="070-1",
                               functional_variation="Afasi")
    stranger = cast.stranger
    found = people_actions.register(number=ADULT, given_name="Lars", family_name="Andersson", phone="070-2",
                                    by=stranger)
    assert found == cast.adult
    case = _noticed(cast, stranger, found)
    with door.visit(stranger, case.ref) as v:
        assert (v.person.phone, v.person.address, v.person.functional_variation) == ("070-2", "", "")
    assert people.person(cast.nurse, cast.adult).address == "Hemliga gatan 1"
    assert people.person(cast.nurse, cast.adult).phone == "070-1"


def _beside(cast: Cast, individual: int, kind: str, **rights: Any) -> Actor:
    rights = {"insight": False, **rights}
    row = people_actions.add_relation(individual=individual, kind=kind, name="Maj Hittepå", by=cast.nurse, **rights)
    user = access.add_user(kind="relation", name="Maj Hittepå", issuer="test", subject=str(uuid4()))
    people_actions.link_sign_in(user=user, individual=individual, relation=row, by=cast.nurse)
    found = people.resolve(access_door.User.objects.get(pk=user).ref, Relation.objects.get(pk=row).ref)
    assert found is not None
    return found


def _sign_in_beside(client: Client, by: Actor) -> None:
    assert by.user_ref is not None
    enter(client, by.user_ref, relation=Relation.objects.get(pk=by.relation_id).ref)


def test_without_insight_one_does_not_learn_that_there_is_a_sip(cast: Cast, client: Client) -> None:
    guardian = _beside(cast, cast.child, "guardian", consent=True)
    _sign_in_beside(client, guardian)
    before = client.get(reverse("my-sip"))
    _noticed(cast, cast.nurse, cast.child)
    after = client.get(reverse("my-sip"))
    assert (before.status_code, after.status_code) == (404, 404)
    assert before.content == after.content


def test_a_mandate_over_economy_does_not_read_what_matters(cast: Cast) -> None:
    case, _rows = world.established(cast)
    beside = _beside(cast, cast.adult, "god_man", insight=True, mandate="Tingsrätten 2024-01-01", scope_economy=True)
    with door.visit(beside, case.ref) as v:
        assert mapping_door.important(v).text == ""
        assert plan_door.newest(v) is not None


# Lists and the log


def test_a_call_that_was_passed_on_does_not_say_whom_it_concerns(cast: Cast, client: Client) -> None:
    """Not even to a unit that knows the person from something else."""
    case = calls.called(cast)
    with transaction.atomic():
        own = cases.start(individual=cast.adult, verb="need.notice", to=State.NOTICED, by=cast.stranger)
    invitation.forward(case.ref, to_unit=cast.unit("misuse"), asked_sender=True, by=cast.social)
    shown = overview.names(cast.stranger, [case.ref, own.ref])
    assert set(shown) == {own.ref}
    sign_in(client, cast.stranger)
    page = client.get(reverse("home")).content.decode()
    assert "En person ni inte känner än" in page


def test_everybody_a_search_shows_stands_in_the_log(cast: Cast) -> None:
    for _n in range(overview.SIZE + 2):
        _noticed(cast, cast.nurse, cast.adult)
    found = overview.found(cast.nurse, "lars")
    event = AuditEvent.objects.get(event="case.searched")
    assert {str(row.ref) for row in found} == set(event.data["cases"])
    found = overview.of_person(cast.nurse, cast.adult)
    event = AuditEvent.objects.filter(event="case.listed").latest("n")
    assert {str(row.ref) for row in found} == set(event.data["cases"])
