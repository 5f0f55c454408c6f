"""The desk in the test client: who gets in, what is shown, and that nothing grows with rows."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helhet.audit.models import AuditEvent
from helhet.kit import clock
from helhet.process.case import actions
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.plan.tests.world import established
from helhet.process.tests.cast import Cast, sign_in


@pytest.fixture
def begin(cast: Cast) -> Callable[[int], Case]:
    def _begin(person: int) -> Case:
        with transaction.atomic():
            return actions.start(individual=person, verb="need.notice", to=State.NOTICED, by=cast.nurse,
                                 discovered_on=clock.today())

    return _begin


@pytest.fixture
def nurse(cast: Cast, client: Client) -> Client:
    sign_in(client, cast.nurse)
    return client


@pytest.mark.rule("SCO-06", "IT-01", "IT-06")
def test_the_case_page_begins_with_the_persons_words_and_says_what_is_next(
    nurse: Client, cast: Cast, begin: Callable[[int], Case]
) -> None:
    body = nurse.get(reverse("case", args=[begin(cast.adult).ref])).content.decode()
    assert "Vad är viktigt för mig" in body
    assert body.index("Vad är viktigt för mig") < body.index("Nästa:")
    assert reverse("need-assess", args=[Case.objects.get().ref]) in body


@pytest.mark.rule("IT-09")
def test_home_counts_the_units_cases_and_names_what_waits(
    nurse: Client, cast: Cast, begin: Callable[[int], Case]
) -> None:
    begin(cast.adult)
    body = nurse.get("/").content.decode()
    assert "Lars" in body
    assert "På väg mot en plan" in body


@pytest.mark.parametrize("page", ["case", "history", "consent", "plan", "mapping", "meeting", "invitation", "need",
                                  "follow-up", "closing", "consent-record", "plan-draft", "need-assess"])
def test_a_stranger_gets_the_same_bytes_as_for_an_address_that_does_not_exist(
    client: Client, cast: Cast, begin: Callable[[int], Case], page: str
) -> None:
    ref = begin(cast.adult).ref
    sign_in(client, cast.stranger)
    theirs, nobodys = client.get(reverse(page, args=[ref])), client.get(reverse(page, args=[uuid4()]))
    nowhere = client.get("/finns/inte/")
    assert theirs.status_code == nobodys.status_code == nowhere.status_code == 404
    assert theirs.content == nobodys.content == nowhere.content
    assert not AuditEvent.objects.filter(event="case.read").exists()


def test_without_sign_in_one_is_sent_to_sign_in_and_the_address_holds_no_case(
    client: Client, cast: Cast, begin: Callable[[int], Case]
) -> None:
    answer = client.get(reverse("case", args=[begin(cast.adult).ref]))
    assert answer.status_code == 303
    assert answer["Location"] == "/logga-in/"


def test_a_person_is_not_let_in_at_the_desk(client: Client, cast: Cast) -> None:
    from dataclasses import replace

    sign_in(client, replace(cast.nurse, assignment_ref=None))
    assert client.get("/").status_code in (303, 404)


def test_an_ended_assignment_no_longer_opens_anything(
    nurse: Client, cast: Cast, begin: Callable[[int], Case]
) -> None:
    from helhet.access import actions as access

    ref = begin(cast.adult).ref
    assert nurse.get(reverse("case", args=[ref])).status_code == 200
    access.end_assignment(assignment=cast.nurse.assignment_ref, on=clock.today())  # type: ignore[arg-type]
    assert nurse.get(reverse("case", args=[ref])).status_code == 303


@pytest.mark.parametrize("page", ["search", "inbox-search"])
def test_a_sign_that_no_name_has_does_not_break_a_search(nurse: Client, page: str) -> None:
    assert nurse.post(reverse(page), {"text": "la\x00rs"}).status_code == 303
    assert nurse.get(reverse(page)).status_code == 200


def test_search_keeps_its_words_out_of_the_address(nurse: Client, cast: Cast, begin: Callable[[int], Case]) -> None:
    begin(cast.adult)
    answer = nurse.post(reverse("search"), {"text": "lars"})
    assert answer.status_code == 303
    assert answer["Location"] == reverse("search")
    assert "Lars Andersson" in nurse.get(reverse("search")).content.decode()


def test_the_list_pages_by_key(nurse: Client, cast: Cast, begin: Callable[[int], Case]) -> None:
    for _n in range(27):
        begin(cast.adult)
    first = nurse.get(reverse("cases")).content.decode()
    assert first.count("2026-") == 25 or first.count("Lars Andersson") == 25
    assert "sida=" in first


def test_a_form_posted_after_sign_out_comes_back_to_the_same_user_only(
    nurse: Client, cast: Cast, begin: Callable[[int], Case]
) -> None:
    begin(cast.adult)
    from helhet.people.door import persons

    person = persons([cast.adult])[cast.adult].ref
    page = reverse("person-contact", args=[person])
    assert nurse.get(page).status_code == 200
    nurse.session.flush()
    nurse.cookies.pop("sessionid", None)
    late = nurse.post(page, {"phone": "070-999 88 77", "language": "somaliska"})
    assert late.status_code == 303
    assert "somaliska" not in nurse.get("/logga-in/").content.decode()
    sign_in(nurse, cast.nurse)
    again = nurse.get(page).content.decode()
    assert "somaliska" in again
    assert "070-999 88 77" in again
    other = Client()
    sign_in(other, cast.colleague)
    assert "somaliska" not in other.get(page).content.decode()


def test_a_draft_is_kept_for_the_one_who_wrote_it_and_gone_when_sent(
    nurse: Client, cast: Cast, begin: Callable[[int], Case]
) -> None:
    begin(cast.adult)
    from helhet.people.door import persons

    page = reverse("person-contact", args=[persons([cast.adult])[cast.adult].ref])
    nurse.post(page, {"language": "finska", "save_draft": "1"})
    assert "finska" in nurse.get(page).content.decode()
    with clock.travel(clock.now() + timedelta(days=15)):
        assert "finska" not in nurse.get(page).content.decode()
    sent = nurse.post(page, {"language": "finska", "once": str(uuid4())})
    assert sent.status_code == 303
    assert "Här är ditt utkast" not in nurse.get(page).content.decode()


@pytest.mark.parametrize("name", ["home", "cases"])
def test_the_number_of_queries_does_not_grow(
    nurse: Client, cast: Cast, begin: Callable[[int], Case], name: str
) -> None:
    begin(cast.adult)
    nurse.get(reverse(name))
    with CaptureQueriesContext(connection) as one:
        nurse.get(reverse(name))
    for _n in range(8):
        begin(cast.child)
    with CaptureQueriesContext(connection) as many:
        nurse.get(reverse(name))
    assert len(many) <= len(one)
    assert len(one) <= 30


def test_a_correction_stands_beside_what_was_written(
    nurse: Client, cast: Cast, begin: Callable[[int], Case]
) -> None:
    ref = begin(cast.adult).ref
    page = reverse("case-correct", args=[ref])
    sent = nurse.post(page, {"what": "need", "text": "Fel dag, det var den 3.", "once": str(uuid4())})
    assert sent.status_code == 303
    shown = nurse.get(reverse("history", args=[ref])).content.decode()
    assert "Fel dag, det var den 3." in shown
    assert "Behov uppmärksammades" in shown


@pytest.mark.rule("RESP-15", "IT-06")
def test_a_participating_unit_sees_the_plan_and_who_answers_for_the_follow_up(client: Client, cast: Cast) -> None:
    case, _rows = established(cast)
    sign_in(client, cast.social)
    body = client.get(reverse("case", args=[case.ref])).content.decode()
    assert "Huvudansvarig" in body
    assert "Amina Berg" in body
    assert client.get(reverse("plan", args=[case.ref])).status_code == 200


def test_the_mark_of_the_chosen_unit_stands_in_its_own_button(nurse: Client) -> None:
    button = nurse.get(reverse("assignments")).content.decode().partition('name="assignment"')[2]
    assert "vald nu" in button.partition("</button>")[0]
