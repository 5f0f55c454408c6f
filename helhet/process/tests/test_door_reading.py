"""What an open door hands over, sign by sign: who one is there, who takes part, what has happened, who has read."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.decision import Decision
from helhet.access.rules import Kind, Permission
from helhet.audit.models import AuditEvent
from helhet.kit import clock, witness
from helhet.kit.doors import NotThere
from helhet.people import actions as people
from helhet.people.models import Individual
from helhet.process.case import actions, door, events
from helhet.process.case.models import Case, CaseMove
from helhet.process.case.rules import ParticipantKind, State
from helhet.process.invitation.tests import scenes as calls
from helhet.process.tests.cast import Cast
from helhet.rulebook.profile import Profile

CARRIED = frozenset({"need", "meeting"})


def started(cast: Cast, individual: int, by: Actor) -> Case:
    with transaction.atomic():
        return actions.start(individual=individual, verb="need.notice", to=State.NOTICED, by=by)


@pytest.fixture
def case(cast: Cast) -> Case:
    return started(cast, cast.adult, cast.nurse)


@pytest.fixture
def called(cast: Cast) -> Case:
    return calls.called(cast, kinds=CARRIED)


def me(cast: Cast, **changes: Any) -> Actor:
    return replace(Actor(user_id=None, user_ref=uuid4(), name="Lars", kind="individual", purpose="individual",
                         individual_id=cast.adult), **changes)


def beside(cast: Cast, **rights: Any) -> Actor:
    relation = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Eva", by=cast.nurse, **rights)
    return me(cast, kind="relation", relation_id=relation)


def visited(cast: Cast, by: Actor, unit: int | None = None, **decision: Any) -> door.Visit:
    """An open door without a table behind it."""
    return door.Visit(by, SimpleNamespace(convener_unit_id=unit, individual_id=cast.adult),  # type: ignore[arg-type]
                      None, Decision(because="", rule="IT-03", **decision), None)  # type: ignore[arg-type]


def test_who_one_is_there(cast: Cast) -> None:
    mine = cast.unit("psychiatry")
    assert visited(cast, cast.nurse, mine, kinds=frozenset()).is_convener
    assert not visited(cast, cast.social, mine, kinds=frozenset()).is_convener
    assert not visited(cast, cast.nurse, mine, kinds=frozenset()).is_own
    assert visited(cast, me(cast), mine, kinds=frozenset()).is_own
    assert not visited(cast, me(cast, individual_id=cast.child), mine, kinds=frozenset()).is_own
    assert not visited(cast, me(cast, kind="relation"), mine, kinds=frozenset()).is_own


def test_what_is_taken_is_remembered_and_what_is_shut_is_not(cast: Cast) -> None:
    v = visited(cast, cast.nurse, kinds=frozenset({"need", "plan"}), copied=frozenset({"plan"}))
    assert v.take(Kind.NEED)
    assert v.take(Kind.MAPPING) is False
    assert v.read == {"need"}
    assert v.live(Kind.NEED)
    assert not v.live(Kind.PLAN)
    assert not v.live(Kind.MAPPING)


def test_the_reading_stands_in_the_log_of_both_with_its_ground(cast: Cast, called: Case) -> None:
    with door.visit(cast.social, called.ref) as v:
        v.take(Kind.MEETING)
        rule = v.decision.rule
    rows = AuditEvent.objects.filter(event=events.READ, subject=called.ref, actor=cast.social.user_ref)
    convener = called.convener_unit.controller_id
    assert {row.controller for row in rows} == {convener, cast.social.controller_id}
    assert {(row.ground, row.rule, row.owner) for row in rows} == {(rule, rule, convener)}
    assert [entry.who for entry in _readings(cast.social, called)][:1] == [cast.social.name]


def test_another_event_can_be_what_happened(cast: Cast, case: Case) -> None:
    with door.visit(cast.nurse, case.ref, events.LISTED):
        pass
    assert [row.event for row in AuditEvent.objects.filter(subject=case.ref, event__in=[events.LISTED, events.READ])
            ] == [events.LISTED]


def test_what_is_refused_is_logged_and_told_to_the_witness(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(witness, "refused", told.append)
    with pytest.raises(NotThere) as shut:
        with door.visit(cast.stranger, case.ref):
            pytest.fail("a stranger got in")
    assert shut.value.logged
    assert told == ["IT-03"]
    row = AuditEvent.objects.get(event=events.DENIED)
    assert (row.subject, row.actor) == (case.ref, cast.stranger.user_ref)


def test_how_to_reach_the_person_is_for_those_who_may_know(cast: Cast, called: Case) -> None:
    people.set_contact(individual=cast.adult, phone="0701740605", by=cast.nurse)
    with door.visit(cast.nurse, called.ref) as v:
        assert v.person.phone == "0701740605"
    with door.visit(cast.social, called.ref) as v:
        assert Kind.CONTACTS.value not in v.decision.kinds
        assert v.person.phone == ""
        assert v.person.given_name == "Lars"


def test_a_protected_identity_veils_for_those_it_is_shut_to(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    monkeypatch.setattr(door.veiling, "draw", lambda by, row: drawn.append(row.pk))
    with door.visit(cast.nurse, case.ref) as v:
        assert not v.decision.veiled
    Individual.objects.filter(pk=cast.adult).update(protection="sekretessmarkering")
    with door.visit(cast.nurse, case.ref) as v:
        assert v.decision.veiled
    with door.visit(me(cast), case.ref) as v:
        assert not v.decision.veiled
    assert drawn == [case.pk]
    monkeypatch.setattr(door.openings, "shown", lambda by, individual: individual == cast.adult)
    with door.visit(cast.nurse, case.ref) as v:
        assert not v.decision.veiled


def test_the_person_and_who_stands_near(cast: Cast, case: Case) -> None:
    with door.visit(me(cast), case.ref) as v:
        assert v.is_own
        assert v.take(Kind.NEED)
    near = beside(cast, insight=True, insight_kinds={"need"})
    with door.visit(near, case.ref) as v:
        assert v.decision.kinds == {"need"}
    for shut in (beside(cast), me(cast, individual_id=cast.child), me(cast, relation_id=None, kind="relation")):
        with pytest.raises(NotThere):
            with door.visit(shut, case.ref):
                pytest.fail("got in")
    with pytest.raises(NotThere):
        with door.visit(me(cast), uuid4()):
            pytest.fail("there is nothing")


def test_what_the_profile_hides_from_the_person_is_asked_of_it(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Profile] = []

    def hide(relation: Any, profile: Profile) -> Any:
        asked.append(profile)
        return replace(relation, hidden=frozenset({"mapping"}))

    monkeypatch.setattr(door.people, "hide", hide)
    with door.visit(me(cast), case.ref) as v:
        assert not v.take(Kind.MAPPING)
    assert asked[0].code == "VGR"


def test_the_card(cast: Cast, case: Case) -> None:
    CaseMove.objects.create(case=case, verb="need.notice", to_state=State.STARTED, by_name="Jonas Lind",
                            at=clock.now() + timedelta(hours=1))
    CaseMove.objects.create(case=case, verb="need.notice", to_state=State.STARTED, by_name="Jonas Lind",
                            at=clock.now() + timedelta(hours=2))
    before = started(cast, cast.elder, cast.nurse)
    Case.objects.filter(pk=case.pk).update(state=State.STARTED, previous=before)
    card = door._card(Case.objects.get(pk=case.pk))
    assert (card.id, card.ref, card.number, card.previous_ref) == (case.pk, case.ref, case.number, before.ref)
    assert (card.state, card.state_name) == (State.STARTED, str(State.STARTED.label))
    assert (card.convener_unit, card.individual_id) == ("Psykiatriska mottagningen", cast.adult)
    first = CaseMove.objects.filter(case=case, to_state=State.STARTED).earliest("at").at
    assert first in [step.on for step in card.path]  # the first time a step was reached, not the last
    assert door._card(before).previous_ref is None


def test_who_takes_part(cast: Cast, case: Case) -> None:
    near = people.add_relation(individual=cast.adult, kind="next_of_kin", name="Eva", by=cast.nurse)
    with transaction.atomic():
        actions.add_participant(case, kind=ParticipantKind.SUMMONED, unit=cast.unit("social"))
        actions.add_participant(case, kind=ParticipantKind.INVITED, relation=near, name="Eva Andersson",
                                function="dotter", phone="0701740606")
        actions.add_participant(case, kind=ParticipantKind.SUMMONED, unit=cast.unit("school"), function="kurator",
                                phone="0701740607")
        actions.end_participants(case, unit=cast.unit("school"), because="left")
        actions.add_participant(case, kind=ParticipantKind.SUMMONED, unit=cast.unit("misuse"), function="kurator",
                                phone="0701740608")
    cards = door.participants(case.pk)
    first, social, eva, misuse = cards
    assert [c.name for c in cards] == ["Psykiatriska mottagningen", "Mottagningsenheten", "Eva Andersson",
                                       "Missbruksenheten"]
    assert [c.side for c in cards] == ["region", "municipality", "", "municipality"]
    assert (first.duty, social.duty, eva.relation_id, social.unit_id) == (True, True, near, cast.unit("social"))
    assert (eva.function, eva.phone) == ("dotter", "0701740606")
    assert (misuse.function, misuse.phone) == ("kurator", "0701740608")
    unit = door.organisations.units_by_id([cast.unit("social")])[cast.unit("social")]
    assert social.function == unit.kind_name
    assert social.phone == (unit.phone or "")


def test_a_units_telephone_stands_in_when_nobody_said_another(cast: Cast, case: Case, monkeypatch: Any) -> None:
    unit = SimpleNamespace(name="Enheten", kind_name="Socialtjänst", phone="030323800", side="municipality")
    monkeypatch.setattr(door.organisations, "units_by_id", lambda ids: dict.fromkeys(ids, unit))
    assert [(c.phone, c.function) for c in door.participants(case.pk)][0] == ("030323800", "Socialtjänst")


def test_the_convener_reads_everything_that_has_happened(cast: Cast, called: Case) -> None:
    actions.correct(called.ref, what="need", text="Det var mamman som ringde.", by=cast.nurse)
    with door.visit(cast.nurse, called.ref) as v:
        lines = door.history(v)
        newest = door.history(v, limit=1)
    assert len(lines) == CaseMove.objects.filter(case=called).count()
    assert lines[0].verb == "case.correct"
    assert [line.at for line in lines] == sorted((line.at for line in lines), reverse=True)
    assert newest == lines[:1]
    assert (lines[0].by, lines[0].unit) == ("Jonas Lind", "Psykiatriska mottagningen")
    assert "mamman" in lines[0].reason
    with door.visit(me(cast), called.ref) as v:
        assert len(door.history(v)) == len(lines)


def test_who_is_called_reads_what_their_kinds_tell(cast: Cast, called: Case) -> None:
    actions.correct(called.ref, what="need", text="Det var mamman som ringde.", by=cast.nurse)
    with door.visit(cast.social, called.ref) as v:
        lines = door.history(v)
        told = {line.verb.partition(".")[0] for line in lines}
        kinds = v.decision.kinds - v.decision.copied
    assert "invitation" in told
    assert ("consent" in told) == ("consent" in kinds)
    assert "mapping" not in told
    assert all(line.reason == "" for line in lines if line.verb != "case.correct")
    assert all("mamman" in line.reason for line in lines if line.verb == "case.correct")


def _row(verb: str, unit: int | None = None, what: str | None = None) -> Any:
    return SimpleNamespace(verb=verb, unit=unit, data={} if what is None else {"what": what})


def test_a_line_is_told_to_its_unit_and_to_those_who_may_read_its_kind(cast: Cast) -> None:
    own = cast.social.unit_id
    v = visited(cast, cast.social, kinds=frozenset({"meeting"}))
    assert door._told(v, _row("invitation.send"))
    assert not door._told(v, _row("need.notice"))
    assert not door._told(v, _row("need.notice", unit=cast.unit("school")))
    assert door._told(v, _row("need.notice", unit=own))
    assert door._told(v, _row("closing.close"))  # how it ended is told to all
    assert door._told(v, _row("case.correct", what="meeting"))
    assert not door._told(v, _row("case.correct", what="need"))
    assert not door._told(visited(cast, me(cast), kinds=frozenset()), _row("need.notice"))  # no unit is no unit's


@pytest.mark.rule("CON-24")
def test_that_a_new_one_has_begun_is_told_by_its_own_consent(cast: Cast) -> None:
    v = visited(cast, cast.social, kinds=frozenset({"plan"}))
    again, closed = str(door.MOVES["closing.restart"].says), str(door.MOVES["closing.close"].says)
    assert again != closed
    assert door._says(v, _row("closing.restart", unit=cast.unit("psychiatry")), False) == closed
    assert door._says(v, _row("closing.restart"), False) == closed
    assert door._says(v, _row("closing.restart", unit=cast.social.unit_id), False) == again
    assert door._says(v, _row("closing.restart"), True) == again
    assert door._says(v, _row("need.notice"), False) == str(door.MOVES["need.notice"].says)
    assert door._says(visited(cast, me(cast), kinds=frozenset()), _row("closing.restart"), False) == closed


def _readings(by: Actor, case: Case, **how: int) -> tuple[Any, ...]:
    with door.visit(by, case.ref) as v:
        return door.readings(v, **how)


def test_who_has_read(cast: Cast, called: Case) -> None:
    for by in (cast.nurse, cast.social, me(cast)):
        with door.visit(by, called.ref):
            pass
    everybody = {entry.who for entry in _readings(cast.nurse, called)}
    assert {cast.nurse.name, cast.social.name, "Lars"} <= everybody
    assert everybody == {entry.who for entry in _readings(me(cast), called)}
    assert {entry.who for entry in _readings(cast.social, called)} == {cast.social.name}
    assert len(_readings(cast.nurse, called, limit=2)) == 2
    assert all(entry.reading for entry in _readings(cast.nurse, called))
    near = beside(cast, insight=True, insight_kinds={"need"})
    assert {entry.who for entry in _readings(near, called)} == {"Lars"}  # no controller: those that are nobody's


def test_a_persons_own_cases(cast: Cast, case: Case) -> None:
    with clock.travel(clock.now() + timedelta(hours=1)):
        newer = started(cast, cast.adult, cast.actors["vetlanda"])
    started(cast, cast.elder, cast.nurse)
    found = door.cases_of(me(cast), cast.adult)
    assert [ref for ref, _at in found] == [newer.ref, case.ref]
    assert [at for _ref, at in found] == [newer.created_at, case.created_at]
    assert [ref for ref, _at in door.cases_of(beside(cast, insight=True, insight_kinds={"need"}), cast.adult)]
    for shut in (cast.nurse, beside(cast), me(cast, individual_id=cast.child)):
        with pytest.raises(NotThere):
            door.cases_of(shut, cast.adult)
    assert door.holders(me(cast), cast.adult) == tuple(sorted({cast.unit("psychiatry"), cast.unit("vetlanda")}))
    with pytest.raises(NotThere):
        door.holders(cast.nurse, cast.adult)


def test_cases_that_are_open_to_a_unit(cast: Cast, case: Case) -> None:
    with clock.travel(clock.now() + timedelta(hours=1)):
        newer = started(cast, cast.adult, cast.nurse)
        others = started(cast, cast.adult, cast.actors["vetlanda"])
    with clock.travel(clock.now() + timedelta(hours=2)):
        assert door.open_cases_of(cast.nurse, cast.adult) == (
            door.OpenCase(newer.ref, newer.number), door.OpenCase(case.ref, case.number))
        assert [c.ref for c in door.open_cases_of(cast.actors["vetlanda"], cast.adult)] == [others.ref]
        assert door.open_cases_of(cast.stranger, cast.adult) == ()
        assert door.open_cases_of(replace(cast.nurse, unit_id=None), cast.adult) == ()
        assert Permission.CASE_READ in cast.nurse.permissions

def test_who_asks_is_said_to_the_database_before_anything_is_asked(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Any] = []

    def before(name: str, within: Any) -> None:
        real = getattr(within, name)
        monkeypatch.setattr(within, name, lambda *a, **k: (said.append(name), real(*a, **k))[1])

    before("set_context", door)
    before("_case", door)
    before("rows_of", door.reach)
    before("units_of", door.reach)
    with door.visit(cast.nurse, case.ref):
        pass
    assert said == ["set_context", "_case"]
    said.clear()
    door.open_cases_of(cast.nurse, cast.adult)
    assert said == ["set_context", "rows_of"]
    said.clear()
    door.holders(me(cast), cast.adult)
    assert said == ["set_context", "units_of"]


def test_what_is_asked_of_reach_and_of_who_stands_near(
    cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(door.reach, "rows", lambda ref, unit, shut: asked.append((ref, unit, shut)) or ())
    monkeypatch.setattr(door.people, "standing", lambda by, individual: asked.append(individual))
    for by, ref in ((cast.nurse, case.ref), (replace(cast.nurse, unit_id=None), case.ref), (me(cast), case.ref),
                    (me(cast), uuid4())):
        with pytest.raises(NotThere):
            with door.visit(by, ref):
                pytest.fail("got in")
    assert asked == [(case.ref, cast.nurse.unit_id, True), (case.ref, 0, True), cast.adult, 0]


def test_somebody_of_whom_only_the_name_is_known(cast: Cast, case: Case) -> None:
    with transaction.atomic():
        actions.add_participant(case, kind=ParticipantKind.INVITED, name="Eva Andersson")
    eva = door.participants(case.pk)[-1]
    assert (eva.name, eva.function, eva.phone, eva.side, eva.unit_id) == ("Eva Andersson", "", "", "", None)


def test_a_reading_that_goes_on_is_decided_anew_and_not_logged_again(cast: Cast, called: Case) -> None:
    before = AuditEvent.objects.count()
    with door.going_on(cast.social, called.ref) as v:
        assert (v.case.ref, v.decision.kinds, v.read) == (called.ref, CARRIED, set())
    for who, ref in ((cast.actors["orebro"], called.ref), (cast.social, uuid4())):
        with pytest.raises(NotThere):
            with door.going_on(who, ref):
                pytest.fail("the door is open")
    assert AuditEvent.objects.count() == before


def test_the_profiles_of_a_persons_cases(cast: Cast, case: Case) -> None:
    assert [p.code for p in door.profiles_of(cast.adult)] == ["VGR"]
    assert door.profiles_of(cast.child) == ()
