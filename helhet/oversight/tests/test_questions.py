"""The pages ask the database no more when there is more to show."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helhet.access import actions as access
from helhet.audit import log
from helhet.kit import clock
from helhet.oversight import drawing
from helhet.oversight.models import Round
from helhet.oversight.tests.test_pages import as_
from helhet.oversight.tests.test_review import OCTOBER, reads, worker
from helhet.people.tests.test_extract import at_home

MOST = 20


def asked(client: Client, page: str) -> int:
    client.get(page)
    with CaptureQueriesContext(connection) as questions:
        assert client.get(page).status_code == 200
    return len(questions)


def look(cast: Any, reviewer: Any, boss: Any, me: Any) -> dict[str, int]:
    reviewing = as_(reviewer)
    reviewing.post("/loggen/", {"unit": str(cast.units["psychiatry"])})
    newest = Round.objects.order_by("-month").first()
    assert newest
    own = as_(me)
    found = {page: asked(reviewing, page) for page in ("/granskning/", f"/granskning/{newest.ref}/", "/loggen/")}
    found |= {page: asked(as_(boss), page) for page in ("/enheten/", "/enheten/stammer-det/")}
    found |= {page: asked(own, page) for page in ("/min-sip/vem-har-tittat/", "/min-sip/vem-har-tittat/utskrift/")}
    return {page.replace(str(newest.ref), "ref"): n for page, n in found.items()}


def test_no_more_questions_with_more_to_show(cast: Any) -> None:
    reviewer, boss = worker(cast, "reviewer", "log_reviewer"), worker(cast, "boss", "manager")
    me = at_home(cast, cast.adult)
    reads(cast.nurse, cast.adult)
    with clock.travel(OCTOBER + timedelta(days=30)):
        drawing.draw_all()
    few = look(cast, reviewer, boss, me)
    for month in range(1, 6):
        for n in range(4):
            user = access.add_user(kind="staff", name=f"Nr {month}{n}", issuer="demo", subject=f"w{month}{n}")
            access.assign(user=user, unit=cast.units["psychiatry"], role="staff", purpose="care",
                          valid_from=clock.today())
        for by in (cast.nurse, cast.colleague, cast.social):
            for individual in (cast.adult, cast.child, cast.elder):
                reads(by, individual, OCTOBER - timedelta(days=30 * month))
        with clock.travel(OCTOBER + timedelta(days=30 - 30 * month)):
            drawing.draw_all()
    log.record("case.listed", by=cast.nurse, individuals=[cast.adult, cast.child, cast.elder])
    many = look(cast, reviewer, boss, me)
    assert {page: n for page, n in many.items() if n > few[page] or n > MOST} == {}, (few, many)
