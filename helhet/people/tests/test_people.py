"""The verbs and the door, in the database. Numbers are Skatteverket's test numbers."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from helhet.access import actions as access
from helhet.access import actor as actors
from helhet.access import door as access_door
from helhet.access import reach
from helhet.access.actor import Actor
from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.organisations import actions as organisations
from helhet.organisations import door as units
from helhet.people import actions, door, events
from helhet.people.models import Details, Individual, Relation, RelationWord

pytestmark = pytest.mark.django_db
ADULT, CHILD, OTHER = "198101012394", "202301152399", "191012199822"


@pytest.fixture
def nurse() -> Actor:
    owner = organisations.add_controller("Socialnämnden", "board", units.municipality("1482").id)
    unit = organisations.add_unit("Enheten", "social_services", owner)
    user = access.add_user(kind="staff", name="Jonas Lind", issuer="test", subject="jonas")
    found = access_door.staff_actor(
        access.assign(user=user, unit=unit, role="staff", purpose="support", valid_from=date(2020, 1, 1)))
    assert found is not None
    return found


@pytest.fixture
def lars(nurse: Actor) -> int:
    return actions.register(number="810101-2394", given_name="Lars", family_name="Andersson", by=nurse)


@pytest.fixture
def child(nurse: Actor) -> int:
    return actions.register(number=CHILD, given_name="Kim", family_name="Ek", by=nurse)


def happened(individual: int) -> list[str]:
    return [e.event for e in log.about(individual)]


# Writing in


def test_a_person_is_written_in_and_read_back(nurse: Actor) -> None:
    id = actions.register(
        number="810101-2394", given_name="Lars", family_name="Andersson", by=nurse, address="Gården 1", phone="070-1",
        email="lars@example.se", language="Svenska", interpreter="sign", functional_variation="Hör dåligt",
        adaptation="Skrivet språk",
    )
    card = door.person(nurse, id)
    assert (card.name, card.number, card.born, card.number_kind) == (
        "Lars Andersson", "19810101-2394", date(1981, 1, 1), "personnummer")
    assert (card.address, card.phone, card.email, card.language) == ("Gården 1", "070-1", "lars@example.se", "Svenska")
    assert (card.interpreter, card.interpreter_name) == ("sign", "Teckenspråkstolk")
    assert (card.functional_variation, card.adaptation) == ("Hör dåligt", "Skrivet språk")
    assert not card.is_child
    assert card.relations == ()
    assert door.person_id(card.ref) == id
    assert happened(id) == [events.REGISTERED]


def test_writing_in_somebody_again_changes_and_reveals_nothing(nurse: Actor, lars: int) -> None:
    actions.set_contact(individual=lars, by=nurse, phone="070-1")
    again = actions.register(number="19810101-2394", given_name="Fel", family_name="Namn", by=nurse, phone="08-9",
                             address="Gården 1")
    card = door.person(nurse, lars)
    assert again == lars
    assert (card.name, card.phone, card.address) == ("Lars Andersson", "070-1", "Gården 1")
    assert set(happened(lars)) == {events.REGISTERED, events.CONTACT}


def test_a_wrong_number_is_refused_at_its_field(nurse: Actor) -> None:
    with pytest.raises(Refused) as refused:
        actions.register(number="198101012395", given_name="Lars", family_name="Andersson", by=nurse)
    assert refused.value.refusals[0].field == "number"
    assert Individual.objects.count() == 0


def test_changed_contact_details_keep_the_old_underneath(nurse: Actor, lars: int) -> None:
    actions.set_contact(individual=lars, by=nurse, phone="070-1", address="Gården 1")
    actions.set_contact(individual=lars, by=nurse, phone="070-2")
    actions.set_contact(individual=lars, by=nurse, phone="070-2")
    assert door.person(nurse, lars).address == "Gården 1"
    assert [d.phone for d in Details.objects.order_by("id")] == ["070-1", "070-2"]
    with pytest.raises(TypeError):
        actions.set_contact(individual=lars, by=nurse, shoe_size="43")


def test_contact_details_can_only_be_appended(nurse: Actor, lars: int) -> None:
    actions.set_contact(individual=lars, by=nurse, phone="070-1")
    rows = Details.objects.all()
    for change in (lambda: rows.update(phone="x"), lambda: rows._raw_delete(rows.db)):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()


def test_the_database_refuses_a_person_without_number_and_two_with_one(lars: int) -> None:
    for number in (None, ADULT):
        with pytest.raises(IntegrityError), transaction.atomic():
            Individual.objects.create(number=number, number_kind="personnummer", given_name="A", added_at=clock.now())


def test_a_name_and_a_mark_can_be_changed(nurse: Actor, lars: int) -> None:
    actions.rename(individual=lars, given_name="Lasse", family_name="Ek", by=nurse)
    actions.mark_protected(individual=lars, by=nurse)
    card = door.person(nurse, lars)
    assert (card.name, card.protected) == ("Lasse Ek", True)


def test_death_and_moving_are_facts_with_a_day(nurse: Actor, lars: int) -> None:
    today = clock.today()
    with pytest.raises(Refused):
        actions.mark_deceased(individual=lars, on=today + timedelta(days=1), by=nurse)
    actions.mark_moved(individual=lars, on=today, to="Örebro", by=nurse)
    actions.mark_deceased(individual=lars, on=date(2020, 1, 1), by=nurse)
    card = door.person(nurse, lars)
    assert (card.moved_to, card.died_on, card.age) == ("Örebro", date(2020, 1, 1), 39)


@pytest.mark.rule("SCO-14")
def test_an_awaited_child_stands_beside_its_mother(nurse: Actor, lars: int) -> None:
    due = clock.today() + timedelta(days=100)
    child = actions.register_unborn(mother=lars, expected_on=due, by=nurse)
    card = door.person(nurse, child)
    assert (card.name, card.number, card.age, card.is_unborn, card.is_child) == (
        "Väntat barn Andersson", "", None, True, True)
    assert (card.mother_id, card.mother_name, card.expected_on) == (lars, "Lars Andersson", due)
    assert happened(child) == [events.UNBORN]
    with pytest.raises(Refused):
        actions.register_unborn(mother=child, by=nurse)


def test_nobody_is_not_there(nurse: Actor) -> None:
    for ask in (lambda: door.person(nurse, 0), lambda: door.person_id(uuid4()), lambda: door.relation(nurse, uuid4()),
                lambda: actions.end_relation(relation=0, by=nurse),
                lambda: actions.add_relation(individual=0, kind="other", name="X", by=nurse)):
        with pytest.raises(NotThere):
            ask()


# Relations


def test_relations_carry_their_own_rights_and_come_guardians_first(nurse: Actor, child: int) -> None:
    actions.add_relation(individual=child, kind="next_of_kin", name="Moster Siv", by=nurse, participation=True)
    actions.add_relation(individual=child, kind="guardian", name="Eva Ek", label="mamma", by=nurse, insight=True,
                         consent=True, phone="070-3")
    card = door.person(nurse, child)
    assert [r.called for r in card.relations] == ["mamma", "Närstående"]
    mother = card.relations[0]
    assert (mother.insight, mother.participation, mother.consent, mother.phone) == (True, False, True, "070-3")
    assert card.guardians == (mother,)
    assert door.relation(nurse, mother.ref) == mother
    assert card.facts[0].ref == mother.ref


def test_a_refused_relation_leaves_nothing(nurse: Actor, lars: int) -> None:
    with pytest.raises(Refused):
        actions.add_relation(individual=lars, kind="guardian", name="Eva Ek", by=nurse)
    assert Relation.objects.count() == 0


def test_an_ended_relation_stays_ended(nurse: Actor, lars: int) -> None:
    id = actions.add_relation(individual=lars, kind="next_of_kin", name="Siv", by=nurse, valid_from=date(2020, 1, 1))
    actions.end_relation(relation=id, by=nurse, why="De har flyttat isär")
    assert door.relations(lars) == ()
    assert [r.name for r in door.relations(lars, ended=True)] == ["Siv"]
    with pytest.raises(Refused):
        actions.end_relation(relation=id, by=nurse, on=clock.today() + timedelta(days=1))
    assert events.RELATION_ENDED in happened(lars)


def test_insight_objection_and_must_not_know_are_decided_apart(nurse: Actor, lars: int) -> None:
    id = actions.add_relation(individual=lars, kind="next_of_kin", name="Siv", by=nurse, participation=True)
    actions.decide_insight(relation=id, insight=True, kinds=["plan"], by=nurse)
    actions.record_objection(relation=id, objects=True, words="Inte längre", by=nurse)
    actions.mark_must_not_know(relation=id, why="Hot", by=nurse)
    (card,) = door.relations(lars)
    assert card.facts.insight_kinds == {"plan"}
    assert (card.objected, card.objection, card.must_not_know, card.participation) == (True, "Inte längre", True, True)
    actions.record_objection(relation=id, objects=False, by=nurse)
    actions.mark_must_not_know(relation=id, must_not_know=False, by=nurse)
    (card,) = door.relations(lars)
    assert (card.objected, card.must_not_know) == (False, False)


def test_a_guardian_can_be_done_without_on_a_decision(nurse: Actor, child: int) -> None:
    id = actions.add_relation(individual=child, kind="guardian", name="Eva Ek", by=nurse, consent=True)
    with pytest.raises(Refused):
        actions.do_without(relation=id, ground="board_decision", document="", decided_by="", by=nurse,
                           valid_from=clock.today())
    actions.do_without(relation=id, ground="board_decision", document="Beslut 12", decided_by="Socialnämnden",
                       by=nurse, valid_from=clock.today())
    assert door.relations(child)[0].facts.done_without[0].holds(clock.today())


# Lists and lookup


def test_a_list_costs_one_query_however_long(
    nurse: Actor, lars: int, child: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(1):
        found = door.persons([lars, child, lars])
    assert found[lars].name == "Lars Andersson"
    assert (found[lars].is_child, found[child].is_child) == (False, True)


def test_a_person_costs_three_queries_however_many_stand_beside(
    nurse: Actor, lars: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for n in range(6):
        actions.add_relation(individual=lars, kind="next_of_kin", name=f"Syskon {n}", by=nurse)
    with django_assert_num_queries(3):
        assert len(door.person(nurse, lars).relations) == 6


def test_names_sort_in_swedish_order(nurse: Actor) -> None:
    numbers = (ADULT, OTHER, "201401682396")
    for number, family in zip(numbers, ("Öberg", "Zander", "Åberg"), strict=True):
        actions.register(number=number, given_name="A", family_name=family, by=nurse)
    lines = sorted(door.persons(Individual.objects.values_list("pk", flat=True)).values(), key=lambda p: p.sort_sv)
    assert [p.name for p in lines] == ["A Zander", "A Åberg", "A Öberg"]


def test_a_number_answers_only_for_those_the_unit_reaches(
    nurse: Actor, lars: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    before = len(happened(lars))
    assert door.find_by_number(nurse, ADULT) is None
    assert door.find_by_number(nurse, "inget nummer") is None
    assert len(happened(lars)) == before
    assert nurse.unit_id is not None
    reach.rewrite(case_ref=uuid4(), individual=lars, source="own", grants=[
        reach.Grant(nurse.unit_id, frozenset({"need"}), clock.now())])
    found = door.find_by_number(nurse, "810101-2394")
    assert found is not None
    assert found.id == lars
    assert happened(lars)[0] == events.LOOKED_UP


def test_a_stranger_and_nobody_cost_the_same(nurse: Actor, lars: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (ADULT, OTHER, "fel"):
        with CaptureQueriesContext(connection) as seen:
            door.find_by_number(nurse, number)
        counts.append(len(seen))
    assert len(set(counts)) == 1


# Their own door


def sign_in_as(nurse: Actor, individual: int, relation: int | None = None) -> tuple[Any, Any]:
    user = access.add_user(kind="relation" if relation else "individual", name="Inloggad", issuer="test",
                           subject=str(uuid4()))
    actions.link_sign_in(user=user, individual=individual, relation=relation, by=nurse)
    ref = Relation.objects.get(pk=relation).ref if relation else None
    return access_door.User.objects.get(pk=user).ref, ref


def test_a_person_comes_in_as_themself(nurse: Actor, lars: int, child: int) -> None:
    user, _ = sign_in_as(nurse, lars)
    me = actors.person(user, None)
    assert me is not None
    assert (me.kind, me.individual_id, me.relation_id) == ("individual", lars, None)
    own = door.relation_of(me, lars, clock.today())
    assert own is not None
    assert own.own
    assert door.relation_of(me, child, clock.today()) is None
    assert door.relation_of(me, 0, clock.today()) is None
    assert [c.individual_name for c in door.sign_ins(user)] == ["Lars Andersson"]
    actions.mark_deceased(individual=lars, on=clock.today(), by=nurse)
    assert actors.person(user, None) is None
    assert door.sign_ins(user) == ()


def test_a_guardian_comes_in_beside_the_child_while_it_holds(nurse: Actor, child: int, lars: int) -> None:
    relation = actions.add_relation(individual=child, kind="guardian", name="Eva Ek", by=nurse, insight=True,
                                    valid_from=date(2020, 1, 1))
    user, ref = sign_in_as(nurse, child, relation)
    mother = actors.person(user, ref)
    assert mother is not None
    assert (mother.kind, mother.individual_id, mother.relation_id) == ("relation", child, relation)
    seen = door.relation_of(mother, child, clock.today())
    assert seen is not None
    assert not seen.own
    assert "plan" in seen.kinds
    assert door.relation_of(mother, lars, clock.today()) is None
    assert actors.person(user, None) is None
    born = door.person(nurse, child).born
    assert born is not None
    with clock.travel(clock.at(born.replace(year=born.year + 18), 0)):
        assert actors.person(user, ref) is None
        assert door.sign_ins(user) == ()
        grown = door.relation_of(mother, child, clock.today())
        assert grown is None or not grown.kinds
    actions.end_relation(relation=relation, by=nurse)
    assert actors.person(user, ref) is None


def test_whoever_must_not_know_cannot_come_in(nurse: Actor, child: int) -> None:
    relation = actions.add_relation(individual=child, kind="guardian", name="Eva Ek", by=nurse, insight=True)
    user, ref = sign_in_as(nurse, child, relation)
    actions.mark_must_not_know(relation=relation, by=nurse)
    assert actors.person(user, ref) is None


def test_a_sign_in_fits_its_relation(nurse: Actor, child: int, lars: int) -> None:
    relation = actions.add_relation(individual=child, kind="guardian", name="Eva Ek", by=nurse)
    with pytest.raises(NotThere):
        sign_in_as(nurse, lars, relation)


def test_staff_and_strangers_have_no_relation(nurse: Actor, lars: int) -> None:
    assert door.relation_of(nurse, lars, clock.today()) is None
    assert actors.person(uuid4(), None) is None
    assert actors.person(uuid4(), uuid4()) is None


def test_what_was_said_of_a_relation_is_never_lost(nurse: Actor) -> None:
    person = actions.register(number=ADULT, given_name="Lars", family_name="Andersson", by=nurse)
    beside = actions.add_relation(individual=person, kind="next_of_kin", name="Britt", by=nurse)
    actions.record_objection(relation=beside, objects=True, words="Inte just nu", by=nurse)
    actions.record_objection(relation=beside, objects=False, words="Nu går det bra", by=nurse)
    said = RelationWord.objects.filter(relation_id=beside, event=events.OBJECTION).order_by("id")
    assert [w.words for w in said] == ["Inte just nu", "Nu går det bra"]
    assert [w.facts for w in said] == [{"objects": True}, {"objects": False}]
