"""Sessions in the tables: what is kept of them, how long, and what it costs."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helhet.access import actions, sessions
from helhet.access.models import SignedIn
from helhet.access.tests.entering import enter
from helhet.kit import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def nurse(cast: Any) -> Client:
    client = Client()
    enter(client, cast.nurse.user_ref, assignment=cast.nurse.assignment_ref)
    return client


def test_the_tables_hold_no_key(nurse: Client) -> None:
    key = nurse.cookies["sessionid"].value
    assert nurse.get("/uppdrag/").status_code == 200
    assert not Session.objects.filter(session_key=key).exists()
    assert Session.objects.filter(session_key=sessions.hashed(key)[:40]).exists()
    stolen = Client()
    stolen.cookies["sessionid"] = sessions.hashed(key)[:40]
    assert stolen.get("/uppdrag/").status_code == 303


def test_a_session_that_says_who_it_is_but_never_signed_in_is_nobody(cast: Any) -> None:
    client = Client()
    session = client.session
    session[sessions.USER] = str(cast.nurse.user_ref)
    session[sessions.ASSIGNMENT] = str(cast.nurse.assignment_ref)
    session.save()
    assert client.get("/uppdrag/").status_code == 303


def test_that_somebody_is_here_costs_one_write_a_minute(nurse: Client) -> None:
    def writes(after: int) -> int:
        with clock.travel(clock.now() + timedelta(seconds=after)), CaptureQueriesContext(connection) as asked:
            nurse.get("/uppdrag/")
        return sum(q["sql"].startswith('UPDATE "access_signedin"') for q in asked.captured_queries)

    assert [writes(30), writes(61), writes(62)] == [0, 1, 0]


def test_nobody_ends_the_session_of_another(nurse: Client, cast: Any) -> None:
    other = Client()
    enter(other, cast.colleague.user_ref, assignment=cast.colleague.assignment_ref)
    theirs = SignedIn.objects.get(user_id=cast.colleague.user_id)
    nurse.post("/inloggningar/", {"session": str(theirs.ref)})
    assert other.get("/uppdrag/").status_code == 200
    assert not actions.end_one(theirs.ref, by=cast.nurse)
    assert actions.end_one(theirs.ref, by=cast.colleague)
    assert other.get("/uppdrag/").status_code == 303


def test_what_is_over_is_forgotten_in_time(nurse: Client) -> None:
    with clock.travel(clock.now() + timedelta(hours=13)):
        assert actions.tidy() == 0
        assert not Session.objects.exists()
        assert SignedIn.objects.count() == 1
    with clock.travel(clock.now() + timedelta(days=91)):
        assert actions.tidy() == 1
