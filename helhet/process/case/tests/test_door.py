"""The door of a case: fetching is checking, not yours looks like not there, every reading is logged."""

from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from helhet.access.rules import Kind
from helhet.audit.models import AuditEvent
from helhet.kit.doors import NotThere
from helhet.process.case import actions, door, overview
from helhet.process.case.models import Case, CaseMove
from helhet.process.case.rules import State
from helhet.process.tests.cast import Cast


@pytest.fixture
def case(cast: Cast) -> Case:
    with transaction.atomic():
        return actions.start(individual=cast.adult, verb="need.notice", to=State.NOTICED, by=cast.nurse)


def test_the_convener_enters_and_the_reading_is_logged(cast: Cast, case: Case) -> None:
    with door.visit(cast.nurse, case.ref) as v:
        assert v.person.given_name == "Lars"
        assert v.take(Kind.NEED)
    event = AuditEvent.objects.filter(event="case.read").get()
    assert event.subject == case.ref
    assert event.data == {"kinds": ["need"]}
    assert event.actor_name == "Jonas Lind"


@pytest.mark.rule("IT-03")
def test_a_stranger_and_nobody_look_alike(cast: Cast, case: Case) -> None:
    asked = []
    for ref in (case.ref, uuid4()):
        with CaptureQueriesContext(connection) as queries, pytest.raises(NotThere):
            with door.visit(cast.stranger, ref):
                pytest.fail("a stranger got in")
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert AuditEvent.objects.filter(event="case.denied").count() == 2
    assert not AuditEvent.objects.filter(event="case.read").exists()


def test_what_cannot_be_logged_is_not_shown(cast: Cast, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr("helhet.process.case.door.log.record", broken)
    with pytest.raises(RuntimeError):
        with door.visit(cast.nurse, case.ref):
            pass


def test_a_move_is_a_row_and_cannot_be_changed(cast: Cast, case: Case) -> None:
    move = CaseMove.objects.get(case=case)
    assert (move.from_state, move.to_state, move.by_name) == ("", State.NOTICED, "Jonas Lind")
    move.to_state = State.CLOSED
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        move.save()


def test_the_profile_is_that_of_the_holders_county(cast: Cast) -> None:
    with transaction.atomic():
        case = actions.start(individual=cast.elder, verb="need.notice", to=State.NOTICED, by=cast.actors["vetlanda"])
    with door.visit(cast.actors["vetlanda"], case.ref) as v:
        assert v.profile.code == "JKPG"


def test_lists_start_from_the_unit_and_log_whom_they_show(cast: Cast, case: Case) -> None:
    page = overview.listed(cast.nurse)
    assert [(row.name, row.number) for row in page.rows] == [("Lars Andersson", case.number)]
    assert overview.listed(cast.stranger).rows == ()
    assert AuditEvent.objects.filter(event="case.listed").count() == 1


def test_search_finds_by_part_of_name_and_number_only_for_the_unit(cast: Cast, case: Case) -> None:
    assert overview.found(cast.nurse, "anders")[0].ref == case.ref
    assert overview.found(cast.nurse, "19810101-2394")[0].ref == case.ref
    assert overview.found(cast.nurse, "anders' | *&!")  # signs of the search language are only signs
    assert overview.found(cast.stranger, "anders") == ()


def test_the_list_asks_as_many_questions_for_three_as_for_one(cast: Cast, case: Case) -> None:
    with CaptureQueriesContext(connection) as one:
        overview.listed(cast.nurse)
    for person in (cast.child, cast.elder):
        with transaction.atomic():
            actions.start(individual=person, verb="need.notice", to=State.NOTICED, by=cast.nurse)
    with CaptureQueriesContext(connection) as three:
        assert len(overview.listed(cast.nurse).rows) == 3
    assert len(one) == len(three)
