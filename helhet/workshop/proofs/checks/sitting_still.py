"""V7.3: how long one can be still, and how long at most."""

from collections.abc import Callable
from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helhet.kit import clock
from helhet.workshop.proofs.checks.sittings import Claims, Door, inside


def _later(minutes: float, client: Client, path: str = "/inloggningar/") -> int:
    with clock.travel(clock.now() + timedelta(minutes=minutes)):
        return client.get(path).status_code


def _still(door: Door) -> Claims:
    for who, browser, limit in (("staff", door.staff, 30), ("a person", door.person, 20)):
        client = browser()
        yield f"{who} still for {limit - 1} minutes is in", _later(limit - 1, client, "/kvar/") == 200
        asked = clock.now() + timedelta(minutes=limit - 2)
        with clock.travel(asked):
            left = client.get("/kvar/").json()["left"]
        yield "asking how long is left gives no more", 60 <= left <= 180
        yield f"{who} still for {limit + 1} minutes is out", _later(limit + 1, client) == 303
        yield "and stays out", not inside(client)
    client = door.staff()
    on = [_later(minutes, client) for minutes in (25, 50, 75)]
    yield "whoever does something stays", on == [200, 200, 200]
    client = door.staff()
    with clock.travel(clock.now() + timedelta(minutes=28)):
        left = client.post("/kvar/").json()["left"]
    yield "the word that one will be signed out comes three minutes before, and a press gives the whole time", (
        left > 30 * 60 - 30 and 'data-warn="180"' in client.get("/uppdrag/").content.decode())


def _whole(door: Door) -> Claims:
    client = door.staff()
    steps = [_later(minutes, client) for minutes in range(25, 12 * 60, 25)]
    yield f"in for twelve hours with something done {len(steps)} times", set(steps) == {200}
    yield "then out, whatever one does", _later(12 * 60 + 1, client) == 303
    client = door.staff()
    for minutes in range(25, 11 * 60, 25):
        _later(minutes, client)
    from helhet.access.models import Assignment
    from helhet.workshop.proofs.checks import arriving

    other = Assignment.objects.get(commission=arriving.CLINIC).ref
    with clock.travel(clock.now() + timedelta(hours=11)):
        client.post("/uppdrag/", {"assignment": str(other)})
    yield "another assignment gives no more", _later(12 * 60 + 1, client) == 303
    client = door.staff()
    client.get("/uppdrag/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/uppdrag/")
    own = [q["sql"] for q in asked.captured_queries if q["sql"].startswith(("SELECT", "UPDATE"))
           and '"access_signedin"' in q["sql"] and "django_session" not in q["sql"]]
    yield "and it costs no question of its own", not own


CHECKS: dict[str, Callable[[Door], Claims]] = {"7.3.1": _still, "7.3.2": _whole}
