"""The verbs of consent, each from right and wrong states; sharing starts and stops in the same transaction."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from helhet.access import reach
from helhet.access.reach import Grant
from helhet.audit.models import AuditEvent
from helhet.clock.models import Obligation
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.people import actions as people
from helhet.people.models import Individual, Relation
from helhet.process.case import actions as cases
from helhet.process.case import reactions
from helhet.process.case.door import visit
from helhet.process.case.models import Case, CaseMove
from helhet.process.case.moves import MOVES
from helhet.process.case.rules import ENDED, OPEN, ParticipantKind, State
from helhet.process.consent import actions, door
from helhet.process.consent.actions import Item
from helhet.process.consent.models import Consent, ConsentItem, Decline, Route, Withdrawal
from helhet.process.consent.reaching import expected
from helhet.process.consent.tests import scenes
from helhet.process.tests.cast import Cast


def held(case: Case, unit: int) -> frozenset[str]:
    """What a unit reaches now by consent or route, as stored."""
    now = clock.now()
    rows = [r for r in reach.rows(case.ref, unit) if r.source in ("consent", "route")
            and r.valid_from <= now and (r.valid_to is None or now < r.valid_to)]
    return frozenset().union(*(r.kinds for r in rows))


def stored_is_computed(case: Case) -> None:
    for source, grants in expected(case).items():
        assert reach.stored(case.ref, source) == frozenset(grants)


def test_information_starts_the_case(cast: Cast) -> None:
    case = scenes.started(cast)
    assert case.state == State.STARTED
    with visit(cast.nurse, case.ref) as v:
        told = door.information(v)
    assert told and told.offered and told.how == "Muntligt, på mottagningen"


@pytest.mark.rule("INFO-02")
def test_information_is_adapted(cast: Cast) -> None:
    people.set_contact(individual=cast.adult, functional_variation="Hör dåligt", by=cast.nurse)
    case = scenes.noticed(cast)
    with pytest.raises(Refused) as refused:
        scenes.inform(cast, case)
    assert refused.value.rules == ("INFO-02",)
    scenes.inform(cast, case, adapted="Skrivtolk")


@pytest.mark.parametrize("state", sorted(set(State) - {State.NOTICED}))
def test_inform_only_once_a_need_is_noticed(cast: Cast, state: str) -> None:
    case = scenes.put(scenes.noticed(cast), state)
    with pytest.raises(Refused):
        scenes.inform(cast, case)


def test_only_the_convener_informs(cast: Cast) -> None:
    case = scenes.noticed(cast)
    with pytest.raises(NotThere):
        scenes.inform(cast, case, by=cast.social)


@pytest.mark.rule("CON-04", "CON-06", "CON-14")
def test_a_yes_prepares(cast: Cast) -> None:
    case = scenes.prepared(cast)
    assert case.state == State.PREPARING
    now = door.coverage(case.pk)
    assert now.units == {cast.unit("social"): scenes.SEES} and now.part_a and now.part_b and not now.route
    assert ConsentItem.objects.filter(yes=False, kind="mapping").count() == 1
    assert AuditEvent.objects.filter(event="consent.record", subject=case.ref).exists()


@pytest.mark.rule("CON-03")
def test_neither_yes_nor_route_does_not_prepare(cast: Cast) -> None:
    case = scenes.started(cast)
    with pytest.raises(Refused) as refused:
        scenes.yes(cast, case, part_a=False, part_b=False, items=[])
    assert refused.value.rules == ("CON-03",)
    scenes.yes(cast, case, part_a=False, items=[])  # only that the plan is made: nobody is covered yet
    assert scenes.fresh(case).state == State.STARTED


@pytest.mark.parametrize(("rule", "change"), [
    pytest.param("CON-09", {"items": []}, marks=pytest.mark.rule("CON-09")),
    pytest.param("CON-09", {"items": [Item(None, "Alla", frozenset({"plan"}))]}, marks=pytest.mark.rule("CON-09")),
    pytest.param("CON-10", {"items": [Item(None, "Eva")]}, marks=pytest.mark.rule("CON-10")),
    pytest.param("CON-12", {"valid_until": date(2031, 1, 1)}, marks=pytest.mark.rule("CON-12")),
    pytest.param("CON-05", {"form": "presumed"}, marks=pytest.mark.rule("CON-05")),
])
def test_a_yes_that_is_refused_leaves_nothing(cast: Cast, rule: str, change: dict[str, Any]) -> None:
    case = scenes.started(cast)
    with pytest.raises(Refused) as refused:
        scenes.yes(cast, case, **change)
    assert rule in refused.value.rules
    assert not Consent.objects.exists() and door.coverage(case.pk).units == {}
    assert scenes.fresh(case).state == State.STARTED


@pytest.mark.rule("CON-05")
def test_presumed_for_one_meeting_and_never_again(cast: Cast) -> None:
    case = scenes.prepared(cast, form="presumed", part_b=None)
    assert door.coverage(case.pk).presumed
    _meeting_ends(case)
    assert not door.coverage(case.pk).in_force
    with pytest.raises(Refused) as refused:
        scenes.yes(cast, case, form="presumed", part_b=None)
    assert refused.value.rules == ("CON-05",)


def test_when_the_meeting_ends_presumed_sharing_is_shut(cast: Cast) -> None:
    case = scenes.called(cast, form="presumed", part_b=None)
    assert held(case, cast.unit("social")) == scenes.SEES
    _meeting_ends(case)
    reactions.fire("meeting.end", case, cast.nurse, {})
    assert held(case, cast.unit("social")) == frozenset()
    stored_is_computed(case)


def _meeting_ends(case: Case) -> None:
    CaseMove.objects.create(case=case, verb="meeting.end", from_state="meeting", to_state="documenting",
                            by_name="Jonas Lind", at=clock.now())


Verb = Callable[[Cast, Case], object]
VERBS: dict[str, Verb] = {
    "consent.record": lambda cast, case: scenes.yes(cast, case),
    "consent.route": lambda cast, case: scenes.route(cast, case),
    "consent.decline": lambda cast, case: actions.decline(case.ref, informed="yes", by=cast.nurse),
    "consent.withdraw": lambda cast, case: actions.withdraw(case.ref, scope="kind", kind="plan", by=cast.nurse),
}


@pytest.mark.parametrize("state", sorted(State))
@pytest.mark.parametrize("verb", sorted(VERBS))
def test_each_verb_from_every_state(cast: Cast, verb: str, state: str) -> None:
    case = scenes.put(scenes.noticed(cast), state)
    if state in MOVES[verb].sources:
        VERBS[verb](cast, case)
        assert scenes.fresh(case).state in MOVES[verb].targets(state)
    else:
        with pytest.raises(Refused):
            VERBS[verb](cast, case)
        assert scenes.fresh(case).state == state


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_a_stranger_does_nothing(cast: Cast, verb: str) -> None:
    case = scenes.prepared(cast)
    with pytest.raises(NotThere):
        VERBS[verb](_as_stranger(cast), case)


def _as_stranger(cast: Cast) -> Cast:
    return Cast(units=cast.units, actors={**cast.actors, "psychiatry": cast.stranger}, adult=cast.adult)


def test_a_called_unit_reaches_what_was_agreed_from_when_it_was_called(cast: Cast) -> None:
    case = scenes.prepared(cast)
    assert held(case, cast.unit("social")) == frozenset()  # agreed, but not called
    case = scenes.called(cast, not_agreed="")
    assert held(case, cast.unit("social")) == scenes.SEES
    assert held(case, cast.unit("school")) == frozenset()
    row = next(g for g in expected(case)["consent"])
    last = Consent.objects.filter(case=case).get().valid_until
    assert row.valid_to == clock.at(last + timedelta(days=1), 0)
    stored_is_computed(case)
    with visit(cast.social, case.ref) as v:
        assert v.decision.kinds == scenes.SEES


@pytest.mark.rule("CON-13")
def test_a_recipient_taken_back_is_shut_the_same_second(cast: Cast) -> None:
    case = scenes.called(cast)
    actions.withdraw(case.ref, scope="recipient", unit=cast.unit("social"), by=cast.nurse)
    assert held(case, cast.unit("social")) == frozenset()
    assert scenes.fresh(case).state == State.CALLED
    with pytest.raises(NotThere), visit(cast.social, case.ref):
        pass
    stored_is_computed(case)


def test_one_kind_taken_back_leaves_the_others(cast: Cast) -> None:
    case = scenes.called(cast)
    actions.withdraw(case.ref, scope="kind", unit=cast.unit("social"), kind="plan", by=cast.nurse)
    assert held(case, cast.unit("social")) == {"need"}
    actions.withdraw(case.ref, scope="kind", kind="need", by=cast.nurse)
    assert held(case, cast.unit("social")) == frozenset()
    stored_is_computed(case)


@pytest.mark.rule("CON-25")
@pytest.mark.parametrize(("scope", "state", "leads"), [
    ("all", State.CALLED, State.DECLINED), ("part_b", State.PREPARING, State.DECLINED),
    ("all", State.ACTIVE, State.CLOSED), ("part_b", State.FOLLOWING_UP, State.CLOSED),
    ("recipient", State.ACTIVE, State.ACTIVE),
])
def test_all_or_part_b_taken_back_ends_it(cast: Cast, scope: str, state: str, leads: str) -> None:
    case = scenes.put(scenes.called(cast), state)
    with visit(cast.nurse, case.ref) as v:
        assert any(t.scope == scope for t in door.takeable(v))
    actions.withdraw(case.ref, scope=scope, unit=cast.unit("social") if scope == "recipient" else None, by=cast.nurse)
    assert scenes.fresh(case).state == leads
    if scope != "part_b":
        assert held(case, cast.unit("social")) == frozenset()
    assert not door.coverage(case.pk).part_b or scope == "recipient"
    assert CaseMove.objects.filter(case=case, verb="consent.withdraw", data__ground="withdrawal").exists()
    assert _says_why(cast, case) == (leads != state)


def _says_why(cast: Cast, case: Case) -> bool:
    return State(scenes.fresh(case).state) in ENDED


@pytest.mark.rule("CON-13")
def test_taking_back_needs_nothing(cast: Cast) -> None:
    case = scenes.started(cast)
    actions.withdraw(case.ref, scope="all", by=cast.nurse)
    assert scenes.fresh(case).state == State.DECLINED
    assert Withdrawal.objects.filter(case=case).count() == 1


def test_next_of_kin_take_back_theirs_and_close_nothing(cast: Cast) -> None:
    kin = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Eva Berg", by=cast.nurse)
    case = scenes.called(cast)
    scenes.yes(cast, case, giver="next_of_kin", relation_id=kin, part_b=None)
    scenes.put(case, State.ACTIVE)
    actions.withdraw(case.ref, scope="all", giver="next_of_kin", relation_id=kin, by=cast.nurse)
    assert scenes.fresh(case).state == State.ACTIVE
    assert held(case, cast.unit("social")) == scenes.SEES


@pytest.mark.rule("CON-20", "INFO-07", "CON-21")
@pytest.mark.parametrize("informed", ["yes", "no", "not_wanted"])
def test_a_no_is_always_registered(cast: Cast, informed: str) -> None:
    case = scenes.called(cast)
    actions.decline(case.ref, informed=informed, reason="Orkar inte", by=cast.nurse)
    assert scenes.fresh(case).state == State.DECLINED
    assert Decline.objects.get(case=case).informed == informed
    assert held(case, cast.unit("social")) == frozenset()
    assert not door.coverage(case.pk).in_force
    stored_is_computed(case)


@pytest.mark.rule("CON-17", "CON-18")
def test_a_route_prepares_and_opens_to_those_called(cast: Cast) -> None:
    case = scenes.started(cast)
    with pytest.raises(Refused) as refused:
        scenes.route(cast, case, document="")
    assert refused.value.rules == ("CON-18",)
    scenes.route(cast, case)
    case = scenes.fresh(case)
    assert case.state == State.PREPARING
    now = door.coverage(case.pk)
    assert now.route and not now.part_a and now.route_units == {cast.unit("social"): scenes.SEES}
    with transaction.atomic():
        cases.add_participant(case, kind=ParticipantKind.SUMMONED, unit=cast.unit("social"))
        actions.rewrite_reach(case)
        cases.touch(case)
    assert held(case, cast.unit("social")) == scenes.SEES
    with visit(cast.social, case.ref) as v:
        assert v.decision.rule == "CON-17"
    stored_is_computed(case)


@pytest.mark.rule("CON-18")
def test_each_called_unit_tries_its_own_and_again_after_a_meeting(cast: Cast) -> None:
    case = scenes.started(cast)
    scenes.route(cast, case)
    with transaction.atomic():
        cases.add_participant(case, kind=ParticipantKind.SUMMONED, unit=cast.unit("social"))
        actions.rewrite_reach(case)
        cases.touch(case)
    due = {(o.code, o.unit_id) for o in Obligation.objects.filter(subject=case.ref, rule="CON-18")}
    assert due == {("consent-route-again", cast.unit("psychiatry")), ("consent-own-trial", cast.unit("social"))}
    scenes.route(cast, case, by=cast.social, ground="osl-26-1", items=[
        Item(cast.unit("psychiatry"), kinds=frozenset({"plan"}))])
    assert not Obligation.objects.filter(subject=case.ref, code="consent-own-trial").exists()
    assert cast.unit("psychiatry") not in door.coverage(case.pk).route_units  # its own material, not the case
    _meeting_ends(case)
    assert not door.coverage(case.pk).route_fresh
    scenes.route(cast, case)
    assert door.coverage(case.pk).route_fresh


@pytest.mark.rule("CON-19", "CON-18")
def test_a_mandate_is_the_conveners_to_write(cast: Cast) -> None:
    mandate = people.add_relation(
        individual=cast.adult, kind="forvaltare", name="Bo Alm", consent=True, scope_person=True, mandate="Tingsrätten",
        by=cast.nurse)
    case = scenes.called(cast)
    said = {"way": "representative", "ground": "", "assessment": "", "relation_id": mandate}
    with pytest.raises(Refused):
        scenes.route(cast, case, by=cast.social, **said)
    scenes.route(cast, case, **said)
    assert Route.objects.get(case=case).relation_id == mandate


@pytest.mark.rule("CON-19")
def test_an_administrator_answers_within_the_scope(cast: Cast) -> None:
    give: dict[str, Any] = {"individual": cast.adult, "kind": "forvaltare", "name": "Bo Alm", "consent": True,
                            "mandate": "Tingsrätten", "by": cast.nurse}
    economy = people.add_relation(scope_economy=True, **give)
    case = scenes.started(cast)
    with pytest.raises(Refused) as refused:
        scenes.yes(cast, case, giver="administrator", relation_id=economy)
    assert refused.value.rules == ("CON-19",)
    whole = people.add_relation(scope_person=True, **give)
    scenes.yes(cast, case, giver="administrator", relation_id=whole)
    assert Consent.objects.get(case=case).giver_name == "Bo Alm"


@pytest.mark.rule("CON-16")
def test_two_guardians(cast: Cast) -> None:
    one, two = (people.add_relation(individual=cast.child, kind="guardian", name=name, consent=True, by=cast.nurse)
                for name in ("Mamma Hittepå", "Pappa Hittepå"))
    case = scenes.started(cast, cast.child)
    with pytest.raises(Refused) as refused:
        scenes.yes(cast, case, giver="guardian", guardians_yes=[one], child_view="Vet inte")
    assert refused.value.rules == ("CON-16",)
    scenes.yes(cast, case, giver="guardian", guardians_yes=[one, two], child_view="Vill slippa skolan")
    row = Consent.objects.get(case=case)
    assert row.giver_name == "Mamma Hittepå, Pappa Hittepå" and row.said_yes.count() == 2


@pytest.mark.rule("CH-02")
def test_guardians_of_somebody_over_fifteen_do_not_answer_unless_that_one_is_asked(cast: Cast) -> None:
    guardian = people.add_relation(individual=cast.child, kind="guardian", name="Mamma", consent=True, by=cast.nurse)
    case = scenes.started(cast, cast.child)
    with pytest.raises(Refused) as refused:
        scenes.yes(cast, case, giver="guardian", guardians_yes=[guardian], child_view=" ")
    assert refused.value.rules == ("CH-02",) and not Consent.objects.filter(case=case).exists()
    scenes.yes(cast, case, giver="guardian", guardians_yes=[guardian], child_view="Alex ville inte svara i dag")
    assert Consent.objects.get(case=case).child_view == "Alex ville inte svara i dag"


def test_what_guardians_gave_ends_the_day_the_young_person_comes_of_age(cast: Cast) -> None:
    guardian = people.add_relation(individual=cast.child, kind="guardian", name="Mamma", consent=True, by=cast.nurse)
    eve = clock.today() + timedelta(days=10)
    case = scenes.started(cast, cast.child)
    scenes.yes(cast, case, giver="guardian", guardians_yes=[guardian], child_view="Det går bra")
    Individual.objects.filter(pk=cast.child).update(born=_eighteen(eve))
    assert door.coverage(case.pk, clock.at(eve, 0) - timedelta(seconds=1)).part_a
    assert not door.coverage(case.pk, clock.at(eve, 0)).part_a


def _eighteen(day: date) -> date:
    return day.replace(year=day.year - 18)


def test_somebody_elses_relation_is_not_there(cast: Cast) -> None:
    other = people.add_relation(individual=cast.elder, kind="next_of_kin", name="Eva", by=cast.nurse)
    case = scenes.started(cast)
    with pytest.raises(NotThere):
        scenes.yes(cast, case, giver="next_of_kin", relation_id=other, part_b=None)
    with pytest.raises(NotThere):
        scenes.route(cast, case, relation_id=other)
    assert Relation.objects.count() == 1


@pytest.mark.rule("CON-12")
def test_renewal_waits_until_asked_again(cast: Cast) -> None:
    case = scenes.prepared(cast)
    due = Obligation.objects.get(subject=case.ref, code="consent-renew")
    assert (due.rule, due.due) == ("CON-12", clock.today() + timedelta(days=300))
    scenes.yes(cast, case, valid_until=clock.today() + timedelta(days=350))
    due = Obligation.objects.get(subject=case.ref, code="consent-renew")
    assert due.due == clock.today() + timedelta(days=350)
    with pytest.raises(Refused):
        scenes.yes(cast, case, valid_until=clock.today() + timedelta(days=370))
    actions.decline(case.ref, informed="yes", by=cast.nurse)
    assert not Obligation.objects.filter(subject=case.ref, code__startswith="consent").exists()


def test_a_new_case_starts_without_the_old_yes(cast: Cast) -> None:
    old = scenes.prepared(cast)
    with transaction.atomic():
        new = cases.start(individual=cast.adult, verb="need.notice", to=State.NOTICED, by=cast.nurse, previous=old)
    assert door.coverage(new.pk) == type(door.coverage(new.pk))()


def test_death_ends_it(cast: Cast) -> None:
    case = scenes.called(cast)
    Individual.objects.filter(pk=cast.adult).update(died_on=clock.today())
    assert not door.coverage(case.pk).in_force
    with transaction.atomic():
        actions.rewrite_reach(case)
    assert held(case, cast.unit("social")) == frozenset()


def test_what_was_refused_is_for_the_convener_and_the_person(cast: Cast) -> None:
    case = scenes.called(cast, not_agreed="Tiden på avdelningen", items=[
        Item(cast.unit("social"), kinds=frozenset({"plan"}), declined=frozenset({"mapping"}))])
    with transaction.atomic():
        reach.rewrite(case_ref=case.ref, individual=cast.adult, source="copy", grants=[
            Grant(cast.unit("social"), frozenset({"consent"}), clock.now() - timedelta(minutes=1))])
    with visit(cast.nurse, case.ref) as v:
        mine = door.in_force(v)
        assert mine and mine.not_agreed and mine.grants[0].refused == ("Kartläggning",)
        assert mine.words_for(cast.unit("social")) == "planen" and mine.sentence
    with visit(cast.social, case.ref) as v:
        theirs, cards = door.in_force(v), door.consents(v)
    assert theirs and theirs.not_agreed == "" and theirs.grants[0].refused == ()
    assert cards[0].not_agreed == "" and cards[0].items[0].no == ()


def test_open_states_are_all_tried() -> None:
    assert set(MOVES["consent.withdraw"].sources) == set(OPEN)
