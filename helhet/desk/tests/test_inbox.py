"""The inbox and *Att göra* as pages: what is shown to whom, what a press does, and that nothing grows with rows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.audit.models import AuditEvent
from helhet.clock.models import InboxItem, Taken
from helhet.desk.case_page import grouped
from helhet.desk.rules import Standing, next_step, when_late
from helhet.desk.tests.test_taking import fill
from helhet.kit import clock
from helhet.process.case.cards import MoveCard
from helhet.process.case.models import Case, OverviewRow
from helhet.process.consent import actions as consent
from helhet.process.invitation import actions as invitation
from helhet.process.invitation.tests import scenes as calls
from helhet.process.tests.cast import Cast, sign_in


@pytest.fixture
def case(cast: Cast) -> Case:
    return calls.called(cast)


@pytest.fixture
def amina(cast: Cast, client: Client, case: Case) -> Client:
    sign_in(client, cast.social)
    return client


def text(client: Client, name: str, query: str = "", **how: object) -> str:
    answer = client.get(reverse(name, **how) + query)  # type: ignore[arg-type]
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_call_lies_in_the_inbox_until_somebody_says_that_it_is_read(amina: Client, cast: Cast) -> None:
    item = InboxItem.objects.get(unit_id=cast.unit("social"))
    assert "Inkorg (1)" in text(amina, "home").replace("\n", "")
    page = text(amina, "inbox")
    assert "Ni är kallade till ett SIP-möte" in page
    assert "Lars" in page
    assert "Psykiatriska mottagningen" in page
    text(amina, "inbox-item", kwargs={"ref": item.ref})
    item.refresh_from_db()
    assert item.acknowledged_at is None, "opened is not acknowledged"
    sent = amina.post(reverse("inbox"), {"items": str(item.ref), "do": "read"})
    assert sent.status_code == 303
    assert "Ni är kallade" not in text(amina, "inbox")
    assert "läst av Amina Berg" in text(amina, "inbox", "?lasta=1")


def test_nothing_ticked_is_said_and_the_list_is_still_there(amina: Client) -> None:
    sent = amina.post(reverse("inbox"), {"do": "read"})
    assert sent.status_code == 422
    assert "Kryssa i det du vill markera" in sent.content.decode()
    assert "Ni är kallade till ett SIP-möte" in sent.content.decode()


def test_a_colleague_gets_it_under_mina(amina: Client, cast: Cast) -> None:
    item = InboxItem.objects.get(unit_id=cast.unit("social"))
    assert "Här är det tomt." in text(amina, "inbox", "?visa=mina")
    amina.post(reverse("inbox"), {"items": str(item.ref), "do": "assign", "user": str(cast.social.user_ref)})
    assert "hos Amina Berg" in text(amina, "inbox", "?visa=mina")


def test_the_name_is_shown_only_while_the_unit_reaches_the_case(amina: Client, cast: Cast, case: Case) -> None:
    AuditEvent.objects.all()
    before = AuditEvent.objects.filter(event="case.listed").count()
    assert "Lars" in text(amina, "inbox")
    assert AuditEvent.objects.filter(event="case.listed").count() == before + 1
    consent.decline(case.ref, informed="yes", by=cast.nurse)
    page = text(amina, "inbox")
    assert "Lars" not in page
    assert "Ni behöver inte längre komma till ett SIP-möte" in page
    assert "En SIP ni inte är med i längre" in page
    assert reverse("invitation-answer", args=[case.ref]) not in page, "no button that leads to nothing"


def test_a_passed_on_call_opens_and_names_nobody(client: Client, cast: Cast, case: Case) -> None:
    invitation.forward(case.ref, to_unit=cast.unit("misuse"), asked_sender=True, by=cast.social)
    sign_in(client, cast.stranger)
    page = text(client, "inbox")
    assert "En kallelse är lämnad vidare till er" in page
    assert "En person ni inte känner än" in page
    assert "Lars" not in page
    assert reverse("invitation-received", args=[case.ref]) in page


def test_search_finds_by_name_and_keeps_the_words_out_of_the_address(amina: Client) -> None:
    sent = amina.post(reverse("inbox-search"), {"text": "lars"})
    assert sent["Location"] == reverse("inbox-search")
    assert "Ni är kallade till ett SIP-möte" in text(amina, "inbox-search")
    assert AuditEvent.objects.filter(event="case.searched").exists()
    amina.post(reverse("inbox-search"), {"text": "ingrid"})
    assert "Ingen träff." in text(amina, "inbox-search")


def test_what_cannot_be_is_not_there(amina: Client, cast: Cast) -> None:
    sign_in(amina, cast.stranger)
    item = InboxItem.objects.get(unit_id=cast.unit("social"))
    assert amina.get(reverse("inbox-item", args=[item.ref])).status_code == 404
    assert amina.post(reverse("inbox"), {"items": str(item.ref), "do": "read"}).status_code == 404
    assert amina.get(reverse("inbox") + "?sida=nonsens").status_code == 404


def test_one_press_takes_it_on_and_it_stands_under_mina(amina: Client, cast: Cast, case: Case) -> None:
    page = text(amina, "home")
    take = reverse("take", args=[case.ref, "invitation-answer"])
    assert take in page
    assert "Jag tar den" in page
    assert amina.post(take, {"who": str(cast.social.user_ref)}).status_code == 303
    assert "Du har tagit den." in text(amina, "home", "?visa=mina")
    assert "nu hos Amina Berg" in text(amina, "take", kwargs={"subject": case.ref, "code": "invitation-answer"})
    amina.post(take, {"who": "unit"})
    assert not Taken.objects.exists()
    assert "Här är det tomt." in text(amina, "home", "?visa=mina")


def test_who_has_it_from_now_on_is_said_as_it_is(amina: Client, cast: Cast, case: Case) -> None:
    user = access.add_user(kind="staff", name="Ove Ny", issuer="test", subject="ove")
    access.assign(user=user, unit=cast.unit("social"), role="staff", purpose="support", valid_from=clock.today())
    ove = next(c.ref for c in access_door.colleagues(cast.unit("social")) if c.name == "Ove Ny")
    for who, said in ((cast.social.user_ref, "Du har tagit uppgiften."), (ove, "Ove Ny har uppgiften nu."),
                      ("unit", "Uppgiften ligger hos hela enheten.")):
        amina.post(reverse("take", args=[case.ref, "invitation-answer"]), {"who": str(who)})
        assert said in text(amina, "home")


@pytest.mark.parametrize("name", ["inbox", "home"])
def test_sixty_rows_ask_no_more_than_one(amina: Client, cast: Cast, name: str) -> None:
    text(amina, name)
    with CaptureQueriesContext(connection) as one:
        text(amina, name)
    fill(InboxItem.objects.get(unit_id=cast.unit("social")), 60)
    for _n in range(2):
        calls.called(cast)
    with CaptureQueriesContext(connection) as many:
        page = text(amina, name)
    assert len(many) <= len(one)
    assert len(one) <= 24
    if name == "inbox":
        assert page.count('name="items"') == 25
        assert "Nästa sida" in page


def test_a_count_stops(amina: Client, cast: Cast) -> None:
    fill(InboxItem.objects.get(unit_id=cast.unit("social")), 501)
    assert "Inkorg (500+)" in text(amina, "home").replace("\n", "")
    assert "Fler än 500 olästa." in text(amina, "inbox")


def test_a_reach_that_has_run_out_by_itself_shows_no_name(amina: Client, cast: Cast) -> None:
    OverviewRow.objects.filter(unit_id=cast.unit("social")).update(until=clock.now())
    assert "Lars" not in text(amina, "inbox")


def test_the_same_thing_in_a_row_is_one_line_with_its_number_but_words_never_fold() -> None:
    def move(verb: str, by: str = "Jonas", reason: str = "") -> MoveCard:
        return MoveCard(verb, verb, clock.now(), by, "Enhet", reason)

    lines = grouped([move("a"), move("a"), move("a", "Eva"), move("b", reason="x"), move("b", reason="y")])
    assert [(line.verb, line.by, line.times) for line in lines] == [
        ("a", "Jonas", 2), ("a", "Eva", 1), ("b", "Jonas", 1), ("b", "Jonas", 1)]


def test_the_next_step_is_red_when_it_should_have_been_done() -> None:
    step = next_step(Standing(state="noticed", convener=True))
    assert step is not None
    late = when_late(step, [(step.url_name, 3), ("other", 9)])
    assert late is not None
    assert (late.kind, late.late) == ("late", 3)
    assert when_late(step, [("other", 9)]) == step
    assert when_late(None, [("other", 9)]) is None
