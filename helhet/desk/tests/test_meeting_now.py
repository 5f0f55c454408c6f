"""A meeting that goes on stands first of all on the page, for those who may open it."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helhet.access import blocks
from helhet.audit.models import AuditEvent
from helhet.desk import todo_views
from helhet.kit import clock
from helhet.people import actions as people
from helhet.process.case import actions as cases
from helhet.process.case.models import Case, OverviewRow
from helhet.process.case.rules import State
from helhet.process.plan.tests.world import at_meeting
from helhet.process.tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db
NOW = "Möte pågår nu"


@pytest.fixture
def case(cast: Cast) -> Case:
    return at_meeting(cast)


def home(cast: Cast, unit: str, query: str = "") -> str:
    client = Client()
    sign_in(client, cast.actors[unit])
    return client.get(reverse("home") + query).content.decode()


def block(page: str) -> str:
    """What stands under the heading; nothing when there is none."""
    return page.partition(NOW)[2].partition("</section>")[0]


@pytest.mark.parametrize("unit", ["psychiatry", "social", "health_centre"])
@pytest.mark.parametrize("query", ["", "?visa=mina"])
def test_whoever_is_in_it_finds_the_meeting_before_anything_else(
    cast: Cast, case: Case, unit: str, query: str
) -> None:
    page = home(cast, unit, query)
    assert "Lars, " in block(page)
    assert f'href="{reverse("meeting", args=[case.ref])}"' in block(page)
    assert "Till mötet" in block(page)
    assert page.index(NOW) < page.index("väntar på er" if not query else "Du har inte tagit på dig")


def test_another_unit_sees_nothing_of_it(cast: Cast, case: Case) -> None:
    page = home(cast, "misuse")
    assert NOW not in page
    assert "Lars" not in page
    assert str(case.ref) not in page


def test_it_is_gone_after_the_meeting(cast: Cast, case: Case) -> None:
    with transaction.atomic():
        case.state = State.DOCUMENTING
        case.save()
        cases.touch(case)
    assert NOW not in home(cast, "psychiatry")


def test_a_list_that_says_otherwise_than_the_words_is_the_one_that_holds(cast: Cast, case: Case) -> None:
    """Somebody whose case is found by the same words, and is not at a meeting, is not said to be."""
    met, other = at_meeting(cast, individual=cast.elder), case
    OverviewRow.objects.filter(case=other).update(state=State.DOCUMENTING)
    found = block(home(cast, "social"))
    assert str(met.ref) in found
    assert str(other.ref) not in found


def test_what_the_person_has_shut_or_has_run_out_is_not_told(cast: Cast, case: Case) -> None:
    OverviewRow.objects.filter(unit_id=cast.unit("health_centre")).update(until=clock.now())
    assert NOW not in home(cast, "health_centre")
    blocks.set_block(individual=cast.adult, scope=blocks.scopes([cast.unit("psychiatry")])[0], by=cast.nurse)
    assert NOW not in home(cast, "social")
    assert NOW in home(cast, "psychiatry")


def test_a_protected_identity_is_named_as_in_the_list_and_no_place_is(cast: Cast, case: Case) -> None:
    people.mark_protected(individual=cast.adult, by=cast.nurse)
    found = block(home(cast, "social"))
    assert "Lars, " in found
    assert "Andersson" not in found
    assert "Psykiatriska" not in found
    assert "Rum 2" not in found


def test_whom_it_names_stands_in_the_log(cast: Cast, case: Case) -> None:
    home(cast, "health_centre")
    shown = AuditEvent.objects.filter(event="case.listed").order_by("-id")[0]
    assert str(case.ref) in shown.data["cases"]


def test_it_asks_one_question_more_however_many_there_are(
    cast: Cast, case: Case, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, cast.nurse)
    client.get(reverse("home"))
    with CaptureQueriesContext(connection) as one:
        assert NOW in client.get(reverse("home")).content.decode()
    monkeypatch.setattr(todo_views, "AT_ONCE", 2)
    for individual in (cast.adult, cast.elder, cast.elder):
        at_meeting(cast, individual=individual)
    with CaptureQueriesContext(connection) as many:
        page = client.get(reverse("home")).content.decode()
    assert block(page).count("Till mötet") == 2
    assert "Visa alla möten som pågår" in block(page)
    assert len(many) == len(one)
    OverviewRow.objects.update(state=State.DOCUMENTING)
    with CaptureQueriesContext(connection) as quiet:
        assert NOW not in client.get(reverse("home")).content.decode()
    assert len(one) == len(quiet) + 1


def test_the_next_page_of_the_list_does_not_repeat_it(cast: Cast, case: Case) -> None:
    page = home(cast, "psychiatry", f"?sida={clock.today() - timedelta(days=1)}_1")
    assert "Hej Jonas" in page
    assert NOW not in page
