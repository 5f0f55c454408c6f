"""The person's block, and what is opened for a time: from the same second, in every way in, and never for good."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from helhet.access import blocks, openings
from helhet.access.actor import Actor
from helhet.access.models import Block, Opening
from helhet.access.rules import Permission
from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refused
from helhet.organisations.models import Controller, Unit
from helhet.people.models import Individual
from helhet.process.case import actions as cases
from helhet.process.case import door, overview
from helhet.process.case.models import Case
from helhet.process.consent import actions as consent
from helhet.process.invitation.tests import scenes as calls
from helhet.process.mapping import actions as mapping
from helhet.process.plan.tests import world
from helhet.process.tests.cast import ADULT, ELDER, Cast

KINDS = frozenset({"need", "meeting", "plan", "mapping", "goals"})


@pytest.fixture
def case(cast: Cast) -> Case:
    return calls.called(cast, kinds=KINDS)


def me(cast: Cast) -> Actor:
    return Actor(user_id=None, user_ref=uuid4(), name="Lars", kind="individual", purpose="individual",
                 individual_id=cast.adult)


def scope(cast: Cast, unit: str = "psychiatry", whole: bool = False) -> blocks.Scope:
    found = blocks.scopes([cast.unit(unit)])
    return found[1] if whole else found[0]


def shut(cast: Cast, **how: object) -> UUID:
    return blocks.set_block(individual=cast.adult, scope=scope(cast, **how), by=me(cast))  # type: ignore[arg-type]


def reads(by: Actor, case: Case) -> bool:
    try:
        with door.visit(by, case.ref):
            return True
    except NotThere:
        return False


def lists(by: Actor, case: Case) -> bool:
    found = {r.ref for r in overview.listed(by).rows} | {r.ref for r in overview.found(by, "Lars")}
    return case.ref in found


@pytest.mark.parametrize("whole", [False, True])
def test_a_block_shuts_for_everybody_outside_in_the_same_second(cast: Cast, case: Case, whole: bool) -> None:
    assert reads(cast.social, case)
    assert lists(cast.social, case)
    ref = shut(cast, whole=whole)
    assert not reads(cast.social, case)
    assert not lists(cast.social, case)
    assert reads(cast.nurse, case)
    assert reads(me(cast), case)
    cases.touch(Case.objects.get(pk=case.pk))
    assert not lists(cast.social, case), "touching the case does not bring it back"
    blocks.lift(ref=ref, individual=cast.adult, by=me(cast))
    assert reads(cast.social, case)
    assert lists(cast.social, case)


def test_a_block_elsewhere_shuts_nothing_here(cast: Cast, case: Case) -> None:
    shut(cast, unit="social")
    assert reads(cast.nurse, case)
    assert reads(cast.social, case)


def test_what_was_received_stays_and_nothing_newer_comes(cast: Cast) -> None:
    case, _rows = world.established(cast)
    centre = cast.actors["health_centre"]
    shut(cast)
    with door.visit(centre, case.ref) as v:
        assert v.decision.blocked
        assert v.decision.kinds == v.decision.copied
    with pytest.raises(NotThere):
        consent.withdraw(case.ref, scope="all", by=centre)


def test_nobody_near_sets_or_lifts_a_block(cast: Cast, case: Case) -> None:
    near = replace(me(cast), kind="relation", relation_id=1)
    with pytest.raises(Refused):
        blocks.set_block(individual=cast.adult, scope=scope(cast), by=near)
    ref = shut(cast)
    with pytest.raises(Refused):
        blocks.lift(ref=ref, individual=cast.adult, by=near)
    with pytest.raises(Refused):
        blocks.set_block(individual=cast.elder, scope=scope(cast), by=me(cast))
    with pytest.raises(NotThere):
        blocks.of_person(near, cast.adult)
    assert [b.ref for b in blocks.of_person(me(cast), cast.adult)] == [ref]


def test_staff_write_it_down_for_their_own_unit_and_nobody_elses(cast: Cast, case: Case) -> None:
    ref = blocks.set_block(individual=cast.adult, scope=scope(cast), by=cast.nurse)
    assert Block.objects.get(ref=ref).set_by_person is False
    assert blocks.set_block(individual=cast.adult, scope=scope(cast), by=cast.nurse) == ref
    with pytest.raises(NotThere):
        blocks.set_block(individual=cast.adult, scope=scope(cast, unit="social"), by=cast.nurse)
    with pytest.raises(NotThere):
        blocks.lift(ref=ref, individual=cast.adult, by=cast.social)
    assert blocks.of_person(cast.social, cast.adult) == ()
    assert "access.block_set" in [e.event for e in log.about(cast.adult)]


def test_only_who_would_reach_learns_that_something_is_shut(cast: Cast, case: Case) -> None:
    ref = shut(cast)
    assert [b.ref for b in blocks.shutting(cast.social, number=ADULT)] == [ref]
    assert blocks.shutting(cast.stranger, number=ADULT) == ()
    assert blocks.shutting(cast.social, number=ELDER) == ()
    assert blocks.asked_where(cast.social, cast.adult)[0].scope.name == "Psykiatriska mottagningen"
    with pytest.raises(NotThere):
        blocks.asked_where(cast.stranger, cast.adult)
    with pytest.raises(NotThere):
        blocks.shutting(me(cast), number=ADULT)


def opened(cast: Cast, block: UUID, **change: object) -> UUID:
    how = {"ground": "consent", "reason": "Hon bad oss", "hours": 24, "by": cast.social} | change
    return openings.open_block(individual=cast.adult, block=block, **how)  # type: ignore[arg-type]


def test_a_block_is_opened_for_a_time_and_ends_by_itself(cast: Cast, case: Case) -> None:
    ref = shut(cast)
    made = opened(cast, ref)
    assert reads(cast.social, case)
    assert not lists(cast.social, case), "what is opened for a time is not back in the lists"
    assert [o.ref for o in openings.of_unit(cast.social)] == [made]
    with clock.travel(clock.now() + timedelta(hours=24, seconds=1)):
        assert not reads(cast.social, case)
    openings.end(ref=made, by=cast.social)
    assert not reads(cast.social, case)
    (told,) = openings.of_person(me(cast), cast.adult)
    assert (told.who, told.kind, told.running) == ("Amina Berg", "block", False)
    assert Opening.objects.get(ref=made).told_at is not None


@pytest.mark.parametrize("wrong", [
    {"ground": ""}, {"ground": "danger"}, {"reason": " "}, {"hours": 0}, {"hours": 169}, {"ground": "cannot_ask"},
])
def test_no_opening_without_ground_reason_or_end(cast: Cast, case: Case, wrong: dict[str, object]) -> None:
    ref = shut(cast)
    with pytest.raises(Refused):
        opened(cast, ref, **wrong)
    assert not reads(cast.social, case)


def test_only_a_unit_that_is_shut_out_opens(cast: Cast, case: Case) -> None:
    ref = shut(cast)
    for by in (cast.stranger, cast.nurse):
        with pytest.raises(NotThere):
            opened(cast, ref, by=by)
    with pytest.raises(NotThere):
        opened(cast, uuid4())
    with pytest.raises(NotThere):
        openings.end(ref=opened(cast, ref), by=cast.nurse)


# Emergency


def doctor(cast: Cast, unit: str = "ward") -> Actor:
    """Somebody at the hospital who may open in an emergency, where the hospital has turned it on."""
    who = cast.actors[unit]
    return replace(who, emergency_access=True, permissions=who.permissions | {Permission.EMERGENCY_OPEN},
                   purpose="care")


def emergency(cast: Cast, **change: object) -> UUID | None:
    how = {"number": ADULT, "kinds": ["plan", "need"], "reason": "Medvetslös", "hours": 4, "danger": True,
           "by": doctor(cast)} | change
    return openings.open_emergency(**how)  # type: ignore[arg-type]


def test_an_emergency_opens_what_was_named_to_be_read_and_ends(cast: Cast, case: Case) -> None:
    who = doctor(cast)
    assert not reads(who, case)
    assert emergency(cast) == case.ref
    with door.visit(who, case.ref) as v:
        assert v.decision.kinds == {"plan", "need"}
        assert v.decision.only_reads
    with pytest.raises(NotThere):
        mapping.say_what_matters(case.ref, words="Nytt", seen=0, by=who)
    assert not reads(replace(who, emergency_access=False), case), "turned off, it ends in the same second"
    assert not reads(replace(who, permissions=frozenset({Permission.CASE_READ})), case)
    with clock.travel(clock.now() + timedelta(hours=4)):
        assert not reads(who, case)
    assert "access.emergency_opened" in [e.event for e in log.about(cast.adult)]


def test_no_emergency_where_law_gives_none(cast: Cast, case: Case) -> None:
    for unit in ("social", "school", "misuse", "fk"):
        with pytest.raises(NotThere):
            emergency(cast, by=doctor(cast, unit))
    with pytest.raises(NotThere):
        emergency(cast, by=replace(doctor(cast), emergency_access=False))
    with pytest.raises(NotThere):
        emergency(cast, by=cast.actors["ward"])
    assert emergency(cast, number=ELDER) is None
    Case.objects.filter(pk=case.pk).update(convener_unit=cast.unit("social"))
    assert emergency(cast) is None, "what social services hold is not opened in an emergency"
    assert not Opening.objects.exists()


@pytest.mark.parametrize("wrong", [
    {"danger": False}, {"reason": ""}, {"kinds": []}, {"kinds": ["letters"]}, {"kinds": ["x"]}, {"hours": 25},
    {"hours": 0},
])
def test_an_emergency_takes_danger_reason_scope_and_end(cast: Cast, case: Case, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        emergency(cast, **wrong)
    assert not reads(doctor(cast), case)


def test_an_emergency_does_not_open_what_is_blocked(cast: Cast, case: Case) -> None:
    shut(cast, unit="psychiatry")
    assert emergency(cast) == case.ref
    assert not reads(doctor(cast), case)


def test_an_emergency_is_signed_by_another_and_told_to_the_person(cast: Cast, case: Case) -> None:
    who = doctor(cast)
    emergency(cast)
    ref = Opening.objects.get().ref
    reviewer = replace(cast.nurse, permissions=cast.nurse.permissions | {Permission.LOG_REVIEW})
    assert [o.ref for o in openings.to_review(reviewer)] == [ref]
    with pytest.raises(NotThere):
        openings.to_review(cast.nurse)
    with pytest.raises(Refused):
        openings.review(ref=ref, was_right=True, words="", by=replace(who, permissions=reviewer.permissions))
    with pytest.raises(Refused):
        openings.review(ref=ref, was_right=False, words="", by=reviewer)
    with pytest.raises(NotThere):
        openings.review(ref=ref, was_right=True, words="", by=replace(reviewer, controller_id=0))
    with clock.travel(clock.now() + timedelta(days=8)):
        assert openings.to_review(reviewer)[0].late
    assert openings.letter(who, ref).told_at is None
    assert Opening.objects.get().told_at is not None
    openings.review(ref=ref, was_right=True, words="", by=reviewer)
    assert openings.to_review(reviewer) == ()
    with pytest.raises(NotThere):
        openings.review(ref=ref, was_right=True, words="", by=reviewer)


# The controller's choices, and protected identities


def test_both_choices_are_off_until_the_controller_has_made_them(cast: Cast) -> None:
    assert not cast.nurse.emergency_access
    assert not cast.nurse.direct_access
    assert not Controller.objects.filter(emergency_access=True).exists()
    assert Unit.objects.exists()


def test_what_a_protected_identity_hides_is_shown_to_one_for_an_hour(cast: Cast, case: Case) -> None:
    Individual.objects.filter(pk=cast.adult).update(protection="sekretessmarkering")
    trusted = replace(cast.nurse, permissions=cast.nurse.permissions | {Permission.PROTECTED_READ})

    def veiled(by: Actor) -> bool:
        with door.visit(by, case.ref) as v:
            return v.decision.veiled and v.person.veiled

    assert veiled(cast.nurse)
    assert veiled(trusted)
    assert not veiled(me(cast))
    with pytest.raises(NotThere):
        openings.show_protected(individual=cast.adult, reason="Behövs", by=cast.nurse)
    with pytest.raises(Refused):
        openings.show_protected(individual=cast.adult, reason=" ", by=trusted)
    openings.show_protected(individual=cast.adult, reason="Ska ringa i dag", by=trusted)
    assert not veiled(trusted)
    assert veiled(cast.nurse)
    with clock.travel(clock.now() + timedelta(hours=1)):
        assert veiled(trusted)
