"""Thirty years go by: each controller's copy goes on its own day and by its own decision, and the others' stay."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from helhet.access.actor import Actor
from helhet.access.context import asking
from helhet.access.models import Reach
from helhet.access.rules import ROLES
from helhet.audit.models import AuditEvent
from helhet.keeping import actions, door, finding, rules
from helhet.keeping.models import Hold, Letting
from helhet.kit import clock, keys
from helhet.kit.doors import NotThere
from helhet.kit.models import DataKey, FieldVersion
from helhet.kit.refusals import Refused
from helhet.people.models import Individual
from helhet.process.case import actions as cases
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.plan.models import PlanCopy
from helhet.process.plan.tests.world import established
from helhet.process.tests.cast import Cast

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def archivist(actor: Actor) -> Actor:
    """The same controller's archivist."""
    return replace(actor, role="archivist", permissions=ROLES["archivist"].permissions, name="Arkivarien")


def years(n: int, days: int = 0) -> datetime:
    return START.replace(year=START.year + n) + timedelta(days=days)


@pytest.fixture
def person(cast: Cast) -> Iterator[Individual]:
    """Somebody with an established plan, whose SIP ended in March 2026."""
    with clock.travel(START):
        case, _rows = established(cast)
        with transaction.atomic():
            held = cases.hold(case.ref, by=cast.nurse)
            Case.objects.filter(pk=held.pk).update(state=State.CLOSED, moved_at=START)
            Reach.objects.filter(case_ref=case.ref).update(valid_from=START)
        yield Individual.objects.get(pk=case.individual_id)


def due(by: Actor) -> list[str]:
    return [h.name for h in door.overview(by).due]


def test_thirty_years(cast: Cast, person: Individual) -> None:
    social, care = archivist(cast.social), archivist(cast.nurse)
    others = [archivist(cast.actors[k]) for k in ("health_centre",)]
    for n in range(5):
        with clock.travel(years(n)):
            assert due(social) == due(care) == []
    with clock.travel(years(5, 1)):
        assert due(social) == [person.name] and due(care) == []
        actions.let_go(person.ref, reason="Plan 3", by=social)
        assert door.overview(social).due == ()
        with pytest.raises(NotThere):
            door.one(social, person.ref)
    # The others' copies stay, with every word of them.
    assert not PlanCopy.objects.filter(controller=social.controller_id or 0).exists()
    assert PlanCopy.objects.filter(controller=care.controller_id or 0).exists()
    assert FieldVersion.objects.count() and all(v.text for v in FieldVersion.objects.all()[:5])
    assert DataKey.objects.filter(individual=person.pk, destroyed_at=None).exists()
    with clock.travel(years(10, 1)):
        for by in (*others, care):
            assert due(by) == [person.name]
            actions.let_go(person.ref, reason="Plan 3", by=by)
    # Nothing of the person is left, and no key that could open a backup.
    assert {name: len(f.rows) for name, f in finding.everything(person.pk).items() if f.rows} == {"keeping_letting": 3}
    assert not Individual.objects.filter(pk=person.pk).exists()
    assert not DataKey.objects.filter(individual=person.pk, destroyed_at=None).exists()
    assert Letting.objects.filter(person_gone=True).count() == 1
    assert AuditEvent.objects.filter(event="keeping.erased").count() == 3
    with clock.travel(years(30)):
        assert due(social) == due(care) == []


def test_nothing_of_anybody_else_goes(cast: Cast, person: Individual) -> None:
    with clock.travel(START):
        established(cast, individual=cast.elder)
    before = {n: len(f.rows) for n, f in finding.everything(cast.elder).items()}
    with clock.travel(years(11)):
        for key in ("social", "health_centre", "psychiatry"):
            actions.let_go(person.ref, reason="Plan 3", by=archivist(cast.actors[key]))
    keys.forget()
    assert {n: len(f.rows) for n, f in finding.everything(cast.elder).items()} == before


def test_a_hold_stops_it_in_the_room_and_in_the_database(cast: Cast, person: Individual) -> None:
    social = archivist(cast.social)
    with clock.travel(years(6)):
        actions.hold(person.ref, reason="Tvist i domstol", until=None, by=social)
        assert due(social) == [] and len(door.overview(social).held_back) == 1
        with pytest.raises(Refused, match="hålls kvar"):
            actions.let_go(person.ref, reason="Plan 3", by=social)
        # Whatever the app believes, the database asks for itself.
        made = Letting.objects.create(controller=social.controller_id or 0, individual=person.pk, law="social",
                                      last_note=START.date(), reason="x", at=clock.now(), by_name="x")
        with pytest.raises(DatabaseError, match="held back"), asking(social), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM keeping_carry_out(%s, %s)", [made.ref, clock.now()])
        actions.release(person.ref, by=social)
        assert Hold.objects.get().lifted_by_name == "Arkivarien"
        assert actions.let_go(person.ref, reason="Plan 3", by=social) > 0


def test_a_hold_until_a_day_ends_by_itself(cast: Cast, person: Individual) -> None:
    social = archivist(cast.social)
    with clock.travel(years(6)):
        actions.hold(person.ref, reason="Granskning", until=years(7).date(), by=social)
        assert due(social) == []
    with clock.travel(years(7, 1)):
        assert due(social) == [person.name]


def test_what_is_marked_is_never_let_go(cast: Cast, person: Individual) -> None:
    social = archivist(cast.social)
    with clock.travel(years(6)):
        for _ in range(2):
            actions.mark(person.ref, kind=rules.Mark.PLACED, by=social)
    with clock.travel(years(30)):
        assert due(social) == []
        with pytest.raises(Refused, match="inte dags"):
            actions.let_go(person.ref, reason="Plan 3", by=social)


def test_another_controller_and_another_role_decide_nothing(cast: Cast, person: Individual) -> None:
    with clock.travel(years(11)):
        for by in (cast.social, archivist(cast.actors["vetlanda"])):
            with pytest.raises(NotThere):
                actions.let_go(person.ref, reason="Plan 3", by=by)


def test_work_that_goes_on_is_kept(cast: Cast) -> None:
    with clock.travel(START):
        case, _rows = established(cast)
    with clock.travel(years(11)):
        care = archivist(cast.nurse)
        assert due(care) == []
        with pytest.raises(Refused, match="pågår"):
            actions.let_go(Individual.objects.get(pk=case.individual_id).ref, reason="Plan 3", by=care)


def test_the_app_itself_may_delete_nothing(db: None) -> None:
    for table in ("keeping_letting", "kit_datakey", "process_plancopy", "kit_fieldversion"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names above
    for call in ("keeping_delete('process_case', '{1}')", "keeping_forget_case(1)", "keeping_forget_keys(1, now())"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT {call}")  # noqa: S608 - names above
