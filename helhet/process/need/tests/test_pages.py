"""The pages of a need: what is typed stays, a double click counts once, a stranger finds nothing."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from helhet.kit import clock
from helhet.kit.forms import date_data
from helhet.organisations import door as organisations
from helhet.people.models import Individual
from helhet.process.case.models import Case
from helhet.process.case.rules import ENDED, State
from helhet.process.need.models import Ask, Assessment, NeedNotice, NeedRefusal
from helhet.process.need.tests.test_actions import notice, put, request, state
from helhet.process.tests.cast import ADULT, Cast, sign_in


@pytest.fixture
def nurse(client: Client, cast: Cast) -> Client:
    sign_in(client, cast.nurse)
    return client


def said(**changes: Any) -> dict[str, Any]:
    posted = {
        "number": ADULT, "given_name": "Lars", "family_name": "Andersson", "noticed_by": ["regional_health_care"],
        **date_data("discovered_on", clock.today()), "sip_kind": "new", "nine": ["sent_around"], "three": ["addiction"],
        "why": "Ingen har helheten", "existing_sip": "no", "once": str(uuid4()), **changes,
    }
    return {k: v for k, v in posted.items() if v is not None}


@pytest.mark.rule(
    "LAW-01", "LAW-07", "NEED-06", "NEED-09", "NEED-14", "NEED-15", "NEED-16", "NEED-23",
    "NEED-24", "NEED-11", "LAW-03", "CH-14", "SCO-13",
)
def test_the_page_helps_to_see_it_early(nurse: Client, cast: Cast) -> None:
    text = nurse.get(reverse("need-notice")).content.decode()
    for word in ("Personen känner sig runtskickad", "Skadligt bruk", "Inlagd på sjukhus igen", "Vänta inte",
                 "Ny SIP efter utskrivning", "Personen tycker att det är oklart"):
        assert word in text


@pytest.mark.rule("NEED-14", "PLAN-27")
def test_a_need_is_written_once(nurse: Client, cast: Cast) -> None:
    posted = said()
    for _click in range(2):
        sent = nurse.post(reverse("need-notice"), posted)
        assert sent.status_code == 303
    row = NeedNotice.objects.get()
    assert sent.headers["Location"] == reverse("case", args=[row.case.ref])
    assert row.triggers == ["addiction", "sent_around"] and row.case.individual_id == cast.adult
    shown = nurse.get(reverse("need", args=[row.case.ref])).content.decode()
    assert "Ingen har helheten" in shown and "Bedöm behovet" in shown


@pytest.mark.rule("PLAN-27")
def test_what_is_missing_is_named_and_the_rest_stays(nurse: Client, cast: Cast) -> None:
    page = nurse.post(reverse("need-notice"), said(noticed_by=None, given_name=""))
    text = page.content.decode()
    assert page.status_code == 422
    assert "Ingen har helheten" in text and "Kryssa i vem eller vilka" in text and "Skriv personens förnamn" in text
    assert not Case.objects.exists()


def test_a_rule_says_no_and_what_was_typed_stays(nurse: Client, cast: Cast) -> None:
    page = nurse.post(reverse("need-notice"), said(sip_kind="after_discharge", existing_sip="not_asked"))
    text = page.content.decode()
    assert page.status_code == 422 and "ska en SIP som redan finns följas upp" in text and "LAW-10" in text
    assert "Ingen har helheten" in text and not Case.objects.exists()


@pytest.mark.rule("NEED-01")
def test_a_unit_that_may_not_start_is_led_to_pointing_out(client: Client, cast: Cast) -> None:
    sign_in(client, cast.actors["fk"])
    assert reverse("need-point-out") in client.get(reverse("need-notice")).content.decode()
    page = client.post(reverse("need-notice"), said())
    assert page.status_code == 422 and "Påtala ett behov" in page.content.decode()
    assert not Case.objects.exists()


def test_a_stranger_registered_now_and_one_known_before_look_alike(nurse: Client, cast: Cast) -> None:
    assert nurse.post(reverse("need-notice"), said(given_name="Annan")).status_code == 303
    assert Individual.objects.get(number=ADULT).given_name == "Lars"


@pytest.mark.rule("NEED-03", "NEED-10")
def test_a_request_is_written_once(nurse: Client, cast: Cast) -> None:
    unit = str(organisations.unit_by_id(cast.unit("psychiatry")).ref)
    posted = {"number": ADULT, "given_name": "Lars", "family_name": "Andersson", "asked_by": "next_of_kin",
              "name": "Eva", "words": "Vi orkar inte ringa runt", "unit": unit, "once": str(uuid4())}
    for _click in range(2):
        sent = nurse.post(reverse("need-request"), posted)
    row = Ask.objects.get()
    assert sent.headers["Location"] == reverse("case", args=[row.case.ref])
    nameless = nurse.post(reverse("need-request"), {**posted, "name": "", "once": str(uuid4())})
    assert nameless.status_code == 422 and "Vi orkar inte ringa runt" in nameless.content.decode()


@pytest.mark.rule("NEED-02")
def test_pointing_out_leads_home(client: Client, cast: Cast) -> None:
    sign_in(client, cast.actors["fk"])
    unit = str(organisations.unit_by_id(cast.unit("social")).ref)
    posted = {"number": ADULT, "given_name": "Lars", "family_name": "Andersson", "words": "Bor på gatan",
              "agreed_by_person": "on", "unit": unit, "once": str(uuid4())}
    page = client.post(reverse("need-point-out"), {**posted, "agreed_by_person": ""})
    assert page.status_code == 422 and "Bor på gatan" in page.content.decode()
    assert client.post(reverse("need-point-out"), posted).headers["Location"] == reverse("home")
    ref = Ask.objects.get().case.ref
    assert client.get(reverse("need", args=[ref])).status_code == 404


@pytest.mark.rule("NEED-04")
def test_a_no_that_is_no_exception_is_refused_and_kept(nurse: Client, cast: Cast) -> None:
    ref = request(cast)
    answer = {"reason": "Har redan en plan hos oss", "where_to_turn": "Mottagningsenheten", "once": str(uuid4())}
    page = nurse.post(reverse("need-refuse", args=[ref]), answer)
    assert page.status_code == 422 and "Har redan en plan hos oss" in page.content.decode()
    for _click in range(2):
        assert nurse.post(reverse("need-refuse", args=[ref]), {**answer, "exceptional": "on"}).status_code == 303
    assert NeedRefusal.objects.count() == 1 and state(ref) == State.REFUSED
    assert "Har redan en plan hos oss" in nurse.get(reverse("need", args=[ref])).content.decode()


def test_take_up(nurse: Client, cast: Cast) -> None:
    ref = request(cast)
    page = nurse.get(reverse("need-take-up", args=[ref])).content.decode()
    assert "Vi orkar inte ringa runt" in page and "Personnummer" not in page
    assert nurse.post(reverse("need-take-up", args=[ref]), said()).status_code == 303
    assert state(ref) == State.NOTICED


@pytest.mark.rule("SCO-13")
@pytest.mark.parametrize("end", sorted(ENDED))
def test_begin_again_after_an_end(nurse: Client, cast: Cast, end: str) -> None:
    old = notice(cast)
    put(old, end)
    assert "Det blir en ny SIP" in nurse.get(reverse("need-again", args=[old])).content.decode()
    assert nurse.post(reverse("need-again", args=[old]), said()).status_code == 303
    assert Case.objects.get(previous__ref=old).state == State.NOTICED


def test_a_known_person_is_not_asked_for_again(nurse: Client, cast: Cast) -> None:
    notice(cast)
    person = Individual.objects.get(pk=cast.adult).ref
    page = nurse.get(reverse("need-notice-for", args=[person])).content.decode()
    assert "Det gäller Lars Andersson" in page and "Personnummer" not in page
    assert nurse.get(reverse("need-notice-for", args=[uuid4()])).status_code == 404
    stranger = Individual.objects.get(pk=cast.elder).ref
    assert nurse.get(reverse("need-notice-for", args=[stranger])).status_code == 404


@pytest.mark.rule("NEED-17", "NEED-18", "NEED-21", "INFO-10", "LEV-01", "LEV-02", "LEV-03", "LEV-04", "LEV-05",
                  "LAW-03")
def test_assess(nurse: Client, cast: Cast) -> None:
    ref = notice(cast, discovered_on=clock.today() - timedelta(days=1))
    page = nurse.get(reverse("need-assess", args=[ref])).content.decode()
    assert "SIP++" in page and "Möts personens behov" in page and "Finns redan en SIP?" in page
    judged = {"needs_met": "no", "coordination_needed": "yes", "base_level_tried": "yes", "agreed_with_person": "yes",
              "level": "sip_plus", "outcome": "sip", "once": str(uuid4())}
    for _click in range(2):
        assert nurse.post(reverse("need-assess", args=[ref]), judged).status_code == 303
    assert Assessment.objects.count() == 1
    assert "Berätta om SIP och erbjud den" in nurse.get(reverse("need", args=[ref])).content.decode()


@pytest.mark.rule("NEED-07")
def test_assess_without_base_level(nurse: Client, cast: Cast) -> None:
    ref = notice(cast)
    judged = {"needs_met": "no", "coordination_needed": "yes", "base_level_tried": "no", "agreed_with_person": "yes",
              "level": "sip", "outcome": "sip", "other_way": "Kuratorn räcker inte", "once": str(uuid4())}
    page = nurse.post(reverse("need-assess", args=[ref]), judged)
    assert page.status_code == 422 and "Kuratorn räcker inte" in page.content.decode()
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("name", ["need", "need-assess", "need-refuse", "need-take-up", "need-again"])
def test_a_stranger_and_nobody_get_the_same_answer(client: Client, cast: Cast, name: str) -> None:
    ref: UUID = request(cast)
    sign_in(client, cast.stranger)
    assert client.get(reverse(name, args=[ref])).status_code == 404
    assert client.get(reverse(name, args=[uuid4()])).status_code == 404
