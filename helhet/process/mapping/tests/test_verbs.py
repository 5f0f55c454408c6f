"""The mapping's verbs: from a right state and a wrong one, two writers, and who is let in."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from helhet.access.rules import Kind
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Conflict, Refused
from helhet.process.case import door as cases
from helhet.process.case.models import Case, CaseMove
from helhet.process.case.rules import State
from helhet.process.mapping import actions, door
from helhet.process.mapping.door import MappingCard
from helhet.process.mapping.models import NetworkPerson
from helhet.process.mapping.tests.scenes import FULL, WORDS, in_state, prepared, preparing, say
from helhet.process.tests.cast import Cast


def seen(cast: Cast, case: Case) -> MappingCard:
    with cases.visit(cast.nurse, case.ref) as v:
        card = door.mapping(v)
    assert card is not None
    return card


def test_what_matters_is_kept_in_the_persons_own_words(cast: Cast) -> None:
    case = preparing(cast)
    assert say(case, cast.nurse) == 1
    assert say(case, cast.nurse, "Att orka med gården.", seen=1) == 2
    assert door.important_text(case.pk) == "Att orka med gården."
    assert CaseMove.objects.filter(case=case, verb="mapping.write").count() == 2


@pytest.mark.rule("PREP-01")
def test_every_other_verb_waits_for_what_matters(cast: Cast) -> None:
    case = preparing(cast)
    tries = [
        lambda: actions.write_area(case.ref, area="sleep", texts={"needs": "Sover dåligt"}, seen={}, by=cast.nurse),
        lambda: actions.write_preparation(case.ref, texts={"purpose": "Sova"}, seen={}, by=cast.nurse),
        lambda: actions.write_day(case.ref, texts={"usual_activities": "Går ut"}, seen={}, by=cast.nurse),
        lambda: actions.add_network_person(case.ref, name="Siv", relation="syster", ring=1, by=cast.nurse),
        lambda: actions.hold_pre_meeting(case.ref, held_on=clock.today(), with_person=True, who="", settled="Tid",
                                         safer="", by=cast.nurse),
        lambda: actions.settle_participation(case.ref, how="whole", by=cast.nurse),
    ]
    for attempt in tries:
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.rules == ("PREP-01",)
    say(case, cast.nurse)
    for attempt in tries:
        attempt()
    card = seen(cast, case)
    assert card.area("sleep").texts["needs"].text == "Sover dåligt"  # type: ignore[union-attr]
    assert card.preparation["purpose"].text == "Sova"
    assert card.day["usual_activities"].text == "Går ut"
    assert [p.name for p in card.network] == ["Siv"]
    assert card.talks[0].with_person and card.participation and card.participation.how == "whole"


@pytest.mark.parametrize("state", [State.STARTED, State.DOCUMENTING, State.CLOSED])
def test_the_mapping_is_not_written_where_the_table_does_not_let_it(cast: Cast, state: str) -> None:
    case = preparing(cast)
    say(case, cast.nurse)
    in_state(case, state)
    with pytest.raises(Refused):
        say(case, cast.nurse, "Något annat", seen=1)
    assert door.important_text(case.pk) == WORDS


def test_the_second_of_two_writers_gets_both_texts(cast: Cast) -> None:
    case = preparing(cast)
    say(case, cast.nurse)
    actions.write_area(case.ref, area="sleep", texts={"needs": "Sover dåligt"}, seen={"needs": 0}, by=cast.nurse)
    with pytest.raises(Conflict) as conflict:
        actions.write_area(case.ref, area="sleep", texts={"needs": "Vaknar tre"}, seen={"needs": 0}, by=cast.colleague)
    assert (conflict.value.mine, conflict.value.theirs, conflict.value.by) == (
        "Vaknar tre", "Sover dåligt", "Jonas Lind")
    actions.write_area(case.ref, area="sleep", texts={"needs": "Vaknar tre"}, seen={"needs": 1}, by=cast.colleague)
    assert seen(cast, case).area("sleep").texts["needs"].n == 2  # type: ignore[union-attr]


def test_the_same_field_of_another_area_is_another_text(cast: Cast) -> None:
    case = prepared(cast)
    actions.write_area(case.ref, area="sleep", texts={"needs": "Sover dåligt"}, seen={"needs": 0}, by=cast.nurse)
    actions.write_area(case.ref, area="food", texts={"needs": "Äter sent"}, seen={"needs": 0}, by=cast.nurse)
    card = seen(cast, case)
    assert card.filled == 2
    assert card.area("food").texts["needs"].text == "Äter sent"  # type: ignore[union-attr]
    assert card.area("nowhere") is None


def test_a_stranger_finds_nothing_and_a_called_unit_may_not_write(cast: Cast) -> None:
    case = preparing(cast)
    with pytest.raises(NotThere):
        say(case, cast.stranger)
    with pytest.raises((NotThere, Refused)):
        say(case, cast.social)
    assert door.important_text(case.pk) == ""


def test_a_changed_place_on_the_map_ends_the_old_row(cast: Cast) -> None:
    case = prepared(cast)
    siv = actions.add_network_person(case.ref, name="Siv", relation="syster", ring=2, marks=frozenset("SV"),
                                     wanted=True, by=cast.nurse)
    actions.add_network_person(case.ref, name="Siv", relation="syster", ring=1, replaces=siv, by=cast.nurse)
    assert [(p.ring, p.marks) for p in seen(cast, case).network] == [(1, ())]
    assert NetworkPerson.objects.get(ref=siv).marks == ["V", "S"]
    actions.remove_network_person(case.ref, person=seen(cast, case).network[0].ref, by=cast.nurse)
    assert seen(cast, case).network == ()
    assert NetworkPerson.objects.count() == 2


def test_a_talk_in_the_future_is_refused(cast: Cast) -> None:
    case = prepared(cast)
    with pytest.raises(Refused):
        actions.hold_pre_meeting(case.ref, held_on=clock.today() + timedelta(days=1), with_person=False, who="",
                                 settled="Tid", safer="", by=cast.nurse)


def test_the_newest_answer_about_taking_part_holds(cast: Cast) -> None:
    case = prepared(cast, how="letter")
    actions.settle_participation(case.ref, how="part", own_words="Jag vill gå när jag vill", by=cast.nurse)
    found = door.participation(case.pk)
    assert found and (found.how, found.own_words) == ("part", "Jag vill gå när jag vill")


def test_what_is_prepared_goes_on_to_the_call(cast: Cast) -> None:
    case = prepared(cast)
    actions.write_preparation(case.ref, texts={"purpose": "Bättre nätter", "questions": "Vem ringer?"}, seen={},
                              by=cast.nurse)
    actions.add_network_person(case.ref, name="Siv", relation="syster", ring=1, wanted=True, by=cast.nurse)
    assert door.prepared(case.pk) == door.Prepared(WORDS, "Bättre nätter", "Vem ringer?", ("Siv",))


@pytest.mark.rule("PREP-13")
def test_orebro_refuses_before_somebody_is_coordination_responsible(cast: Cast) -> None:
    case = preparing(cast, by=cast.actors["orebro"], units=("orebro_clinic",))
    with pytest.raises(Refused) as refused:
        say(case, cast.actors["orebro"])
    assert refused.value.rules == ("PREP-13",)


@pytest.mark.rule("PREP-14")
def test_orebro_lets_only_the_coordination_responsible_write(cast: Cast) -> None:
    holder, coordinator = cast.actors["orebro"], cast.actors["coordinator"]
    case = preparing(cast, by=holder, units=("orebro_clinic",))
    actions.create_base(case.ref, unit=cast.unit("orebro"), by=holder)
    say(case, coordinator)  # same unit, in the role of coordinator
    actions.create_base(case.ref, unit=cast.unit("orebro"), by=coordinator)
    with pytest.raises(Refused) as refused:
        say(case, holder, "Något annat", seen=1)
    assert refused.value.rules == ("PREP-14",)


@pytest.mark.rule("CON-01")
def test_a_unit_outside_the_consent_is_not_made_coordination_responsible(cast: Cast) -> None:
    holder = cast.actors["orebro"]
    case = preparing(cast, by=holder, units=("orebro_clinic",))
    with pytest.raises(Refused) as refused:
        actions.create_base(case.ref, unit=cast.unit("social"), by=holder)
    assert refused.value.rules == ("CON-01",)
    actions.create_base(case.ref, unit=cast.unit("orebro_clinic"), by=holder)
    say(case, cast.actors["orebro_clinic"])
    assert door.important_text(case.pk) == WORDS


def test_without_the_mapping_kind_only_what_matters_is_read(cast: Cast) -> None:
    case = preparing(cast, kinds=FULL - {Kind.MAPPING.value})
    say(case, cast.nurse)
    with cases.visit(cast.nurse, case.ref) as v:
        v.decision = type(v.decision)(frozenset({"goals"}), "", "CON-10")
        assert door.mapping(v) is None
        assert door.settled(v) is None
        assert door.important(v).text == WORDS
        v.decision = type(v.decision)(frozenset({"meeting"}), "", "ATT-01")
        assert not door.important(v)


def test_reading_costs_the_same_however_much_is_written(cast: Cast) -> None:
    case = prepared(cast)

    def queries() -> int:
        with cases.visit(cast.nurse, case.ref) as v, CaptureQueriesContext(connection) as found:
            door.mapping(v)
        return len(found)

    before = queries()
    for area in ("home", "food", "sleep"):
        actions.write_area(case.ref, area=area, texts={"needs": "x", "view": "y"}, seen={}, by=cast.nurse)
        actions.add_network_person(case.ref, name=area, relation="", ring=1, by=cast.nurse)
    assert queries() == before <= 6
