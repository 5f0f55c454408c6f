"""The demo world: every story ends where it should, by the rules, with nobody real in it."""

import csv
from pathlib import Path

import pytest

from helhet.access import reach
from helhet.audit.models import AuditEvent
from helhet.clock import actions as waiting
from helhet.clock.models import Obligation
from helhet.clock.rules import Due
from helhet.people.models import Individual
from helhet.process.case import actions as cases
from helhet.process.case.models import Case, CaseMove
from helhet.process.case.rules import State
from helhet.process.consent import reaching
from helhet.workshop.world.numbers import numbers
from helhet.workshop.world.places import PLACES, WORKERS
from helhet.workshop.world.stories import EXPECTED, STORIES

WORLD = True
SERIES = Path(__file__).parents[4] / "shared" / "data" / "test-identity-numbers.csv"  # beside the checkout, if there
pytestmark = pytest.mark.usefixtures("fresh_database")


def _states(key: str) -> tuple[str, ...]:
    found = Case.objects.filter(individual__number=numbers()[key]).order_by("id")
    return tuple(found.values_list("state", flat=True))


@pytest.mark.parametrize("key", sorted(EXPECTED))
def test_each_story_ends_in_its_state(key: str) -> None:
    assert _states(key) == EXPECTED[key]


def test_every_state_of_the_table_is_there() -> None:
    assert {state for states in EXPECTED.values() for state in states} == set(State.values)
    assert Case.objects.count() == sum(len(states) for states in EXPECTED.values())
    assert len(STORIES) == len(EXPECTED)


def test_every_move_and_every_reading_is_logged() -> None:
    assert AuditEvent.objects.filter(event="case.read").exists()
    for case in Case.objects.all():
        moves = CaseMove.objects.filter(case=case).count()
        assert AuditEvent.objects.filter(subject=case.ref).count() >= moves


def test_stored_obligations_are_the_computed() -> None:
    for case in Case.objects.select_related("convener_unit"):
        stored = {Due(o.code, o.unit_id, o.rule, o.since, o.due, o.detail)
                  for o in Obligation.objects.filter(subject=case.ref)}
        assert stored == waiting.computed(cases.subject(case)), case.number


def test_stored_reach_is_what_the_consents_say() -> None:
    for case in Case.objects.all():
        for source, grants in reaching.expected(case).items():
            assert reach.stored(case.ref, source) == frozenset(grants), (case.number, source)


def test_all_numbers_are_from_the_test_series() -> None:
    used = set(Individual.objects.exclude(number=None).values_list("number", flat=True))
    assert used == set(numbers().values())


@pytest.mark.skipif(not SERIES.exists(), reason="the whole series is not in the repository")
def test_our_numbers_are_skatteverkets() -> None:
    with SERIES.open(encoding="utf-8") as file:
        series = {row["number"] for row in csv.DictReader(file)}
    assert set(numbers().values()) <= series


@pytest.mark.parametrize("key", ["jonas", "amina", "karin", "eva", "maja", "siv"])
def test_those_one_signs_in_as_have_something_to_do(key: str) -> None:
    from helhet.access import door

    worker = next(w for w in WORKERS if w.key == key)
    user = door.user_named("demo", key)
    assert user is not None
    assert user.name == worker.name
    first = next(p.name for p in PLACES if p.key == worker.places[0])
    actor = door.staff_actor(next(a.ref for a in door.assignments(user.ref) if a.unit == first))
    assert actor is not None
    assert Obligation.objects.filter(unit_id=actor.unit_id).count() >= 2
    assert Case.objects.filter(ref__in=_reached(actor.unit_id)).count() >= 3


def _reached(unit: int | None) -> list[object]:
    from helhet.access.models import Reach

    return list(Reach.objects.filter(unit_id=unit).values_list("case_ref", flat=True))
