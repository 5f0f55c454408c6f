"""The pages of the follow-up: what they lead to, what they keep, and whom they shut out."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from helhet.access.actor import Actor
from helhet.kit import clock
from helhet.kit.forms import date_data
from helhet.process.case.models import Case, CaseMove
from helhet.process.case.rules import State
from helhet.process.follow_up import actions
from helhet.process.follow_up.models import ChangeNoted, FollowUp
from helhet.process.follow_up.tests.scenes import call, done, followed, fresh, in_force, next_time
from helhet.process.meeting.models import Meeting
from helhet.process.plan import door as plan
from helhet.process.plan.tests import world
from helhet.process.tests.cast import Cast, sign_in


def as_(client: Client, actor: Actor) -> Client:
    sign_in(client, actor)
    return client


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def base(case: Case) -> str:
    return f"/sip/{case.ref}/uppfoljning/"


def call_form(cast: Cast, days: int = 40, **changes: Any) -> dict[str, Any]:
    day = clock.today() + timedelta(days=days)
    return {
        **date_data("day", day), "starts": "14.00", "ends": "15.00", "place": "Stadsbiblioteket", "form": "physical",
        "agreed_with_person": "yes", "participation": "whole", "receivers": [f"unit:{cast.unit('psychiatry')}"],
        "list_agreed": "on", "spoken": "yes", "purpose": "Vi följer upp", "questions": "Hur har det gått?",
        "contact_name": "Amina Berg", "contact_phone": "0303-23 80 10", "contact_unit": "Mottagningsenheten", **changes,
    }


def record_form(case: Case, **changes: Any) -> dict[str, Any]:
    facts = plan.plan_of(case.pk)
    assert facts is not None
    form = {f"goal_{g.ref}": "partly" for g in facts.sub_goals}
    for i in facts.standing:
        form |= {f"given_{i.ref}": "yes", f"works_{i.ref}": "yes", f"effect_{i.ref}": "partly",
                 f"onward_{i.ref}": "goes_on"}
    return {
        **form, "yes_again": "yes", "need_municipality": "yes", "need_region": "yes", "outcome": "revise",
        **date_data("next_day", next_time().starts_at.date()), "next_starts": "10.00", "place": "Vårdcentralen",
        "took_part": "whole", "kin": "offered", "read_back": "on", "said_yes": "on", "news": "Ny lärare",
        "seen_place": "0", "seen_why_absent": "0", "seen_kin_why": "0", **changes,
    }


@pytest.mark.rule("FU-04", "RESP-13", "FU-02", "FU-10")
def test_from_the_overview_to_a_sent_call(client: Client, cast: Cast) -> None:
    case = in_force(cast)
    as_(client, cast.social)
    shown = text(client.get(base(case)))
    assert "Planen följs upp" in shown and "Ytterbyskolan, det lilla rummet" in shown
    assert "Samtal om hur det är" in shown and "Amina Berg" in shown
    page = client.get(f"{base(case)}kalla/")
    assert "Ytterbyskolan, det lilla rummet" in page.content.decode() and "Psykiatriska mottagningen" in text(page)
    early = client.post(f"{base(case)}kalla/", call_form(cast, days=12))
    assert early.status_code == 422
    assert "Skriv vad som har ändrats" in text(early) and "Stadsbiblioteket" in early.content.decode()
    empty = client.post(f"{base(case)}kalla/", call_form(cast, purpose=""))
    assert empty.status_code == 422 and "Hur har det gått?" in empty.content.decode()
    once = call_form(cast, once=str(uuid4()))
    assert [client.post(f"{base(case)}kalla/", once).status_code for _ in range(2)] == [303, 303]
    assert CaseMove.objects.filter(case=case, verb="follow_up.call").count() == 1
    assert "Enheterna får kallelsen i Helhet direkt." in text(page)
    sent = text(client.get(base(case)))
    assert "Kallelsen till uppföljningen är skickad" in sent and "Öppna mötet" not in sent
    now = clock.now()
    Meeting.objects.filter(case=case, state="planned").update(starts_at=now, ends_at=now + timedelta(hours=1))
    assert "Öppna mötet" in text(client.get(base(case))), "on the day"


def test_a_change_is_told_by_any_unit_and_calls_earlier(client: Client, cast: Cast) -> None:
    case = in_force(cast)
    as_(client, cast.nurse)
    assert "Vänta inte" in text(client.get(f"{base(case)}andrat-lage/"))
    half = client.post(f"{base(case)}andrat-lage/", {"what": "Flyttar till mormor"})
    assert half.status_code == 422 and "Flyttar till mormor" in half.content.decode()
    form = {"what": "Flyttar till mormor", "kinds": ["home", "family"], "once": str(uuid4())}
    assert [client.post(f"{base(case)}andrat-lage/", form).status_code for _ in range(2)] == [303, 303]
    assert ChangeNoted.objects.count() == 1
    assert "Det är Mottagningsenheten som kallar" in text(client.get(f"{base(case)}kalla/"))
    wrong = client.post(f"{base(case)}kalla/", call_form(cast))
    assert wrong.status_code == 422 and "Mottagningsenheten" in text(wrong)
    as_(client, cast.social)
    assert "Flyttar till mormor" in text(client.get(base(case)))
    assert "Flyttar till mormor" in client.get(f"{base(case)}kalla/").content.decode()
    sent = client.post(f"{base(case)}andrat-lage/", {"what": "Nu bor hen där", "kinds": ["home"]})
    assert sent.headers["Location"].endswith("/uppfoljning/kalla/")


def test_without_consent_the_page_says_what_to_do_first(client: Client, cast: Cast) -> None:
    case = in_force(cast)
    with clock.travel(clock.now() + timedelta(days=320)):
        as_(client, cast.social)
        assert "Inget samtycke gäller just nu" in text(client.get(f"{base(case)}kalla/"))
        assert "inget samtycke gäller nu" in text(client.get(base(case)))


@pytest.mark.rule("MEET-21", "FU-05", "FU-09", "FU-08", "FU-02", "FU-10")
def test_the_record_goes_through_the_plan_row_by_row(client: Client, cast: Cast) -> None:
    case = followed(cast, individual=cast.child)
    as_(client, cast.social)
    address = f"{base(case)}anteckna/"
    page = text(client.get(address))
    assert "Vara i skolan alla dagar den här månaden" in page and "Stöd att komma upp på morgonen" in page
    assert "Har barnet bytt skola eller flyttat?" in page and "AW010" in page
    bare = client.post(address, {"news": "Ny lärare sedan i höstas"})
    assert bare.status_code == 422 and "Ny lärare sedan i höstas" in bare.content.decode()
    assert "Svara på hur det gick med ”Vara i skolan" in text(bare)
    lacking = client.post(address, record_form(case, school_or_address="no"))
    assert lacking.status_code == 422  # the plan lacks what concerns the child
    assert "hur barnet har fått säga" in text(lacking) and "Ny lärare" in lacking.content.decode()
    world.actions.write_child(
        case.ref, heard=True, prepared=True, took_part=True, placed=False, seen={}, by=cast.social,
        texts={"heard_how": "Eget samtal", "prepared_why": "", "took_part_why": ""})
    form = record_form(case, school_or_address="no", once=str(uuid4()))
    assert [client.post(address, form).status_code for _ in range(2)] == [303, 303]
    assert FollowUp.objects.get(case=case).made_version == 2
    assert fresh(case).state == State.ACTIVE
    assert "Ny lärare" in text(client.get(base(case)))


def test_somebody_else_who_wrote_the_place_first_is_seen(client: Client, cast: Cast) -> None:
    case = followed(cast)
    as_(client, cast.social)
    world.actions.write_follow_up(case.ref, starts_at=next_time().starts_at, ends_at=None, seen={},
                                  texts={"place": "Kulturhuset"}, by=cast.nurse)
    answer = client.post(f"{base(case)}anteckna/", record_form(case))
    assert answer.status_code == 409
    assert "Kulturhuset" in text(answer) and "Ny lärare" in answer.content.decode()


def test_to_be_ended_one_is_led_on(client: Client, cast: Cast) -> None:
    case = followed(cast)
    as_(client, cast.social)
    form = {k: "enough" if k.startswith("onward_") else v for k, v in record_form(case).items()}
    form |= {"outcome": "close", "need_municipality": "no", "need_region": "no"}
    sent = client.post(f"{base(case)}anteckna/", {k: v for k, v in form.items() if not k.startswith("next_")})
    assert sent.status_code == 303 and sent.headers["Location"].endswith("/avslut/")
    assert "Uppföljd – nu återstår att avsluta" in text(client.get(base(case)))


def test_strangers_and_before_a_plan(client: Client, cast: Cast) -> None:
    case = in_force(cast)
    as_(client, cast.stranger)
    pages = ("", "kalla/", "andrat-lage/", "anteckna/")
    assert {client.get(base(case) + p).status_code for p in pages} == {404}
    assert {client.post(base(case) + p, {}).status_code for p in pages[1:]} == {404}
    as_(client, cast.actors["health_centre"])
    assert client.get(base(case)).status_code == 200
    assert client.get(f"{base(case)}anteckna/").status_code == 404  # takes part, but does not hold the pen
    early = world.at_meeting(cast, individual=cast.elder)
    as_(client, cast.nurse)
    assert "Det finns ingen plan att följa upp än" in text(client.get(base(early)))
    assert client.get(f"{base(early)}kalla/").status_code == 404


def test_a_step_out_of_order_is_told_and_nothing_is_lost(client: Client, cast: Cast) -> None:
    case = call(cast, in_force(cast))
    as_(client, cast.social)
    again = client.post(f"{base(case)}kalla/", call_form(cast))
    assert again.status_code == 422 and "Stadsbiblioteket" in again.content.decode()
    unopened = client.post(f"{base(case)}anteckna/", record_form(case))
    assert unopened.status_code == 422 and "inte hållen än" in text(unopened)


def test_the_overview_asks_as_many_questions_for_two_as_for_one(client: Client, cast: Cast) -> None:
    case = done(followed(cast), cast.social)
    as_(client, cast.social)
    client.get(base(case))
    with CaptureQueriesContext(connection) as one:
        client.get(base(case))
    actions.note_change(case.ref, kinds=["home"], what="Flytt", by=cast.nurse)
    actions.note_change(case.ref, kinds=["health"], what="Bättre", by=cast.nurse)
    with CaptureQueriesContext(connection) as three:
        client.get(base(case))
    assert len(one) == len(three) <= 70


@pytest.mark.rule("QA-01")
def test_a_unit_of_health_care_ticks_off_its_code(client: Client, cast: Cast) -> None:
    case = in_force(cast)
    as_(client, cast.nurse)
    assert "AU124" in text(client.get(f"{base(case)}koder/"))
    assert client.post(f"{base(case)}koder/", {}).status_code in (302, 303)
    assert "ingen kod kvar" in text(client.get(f"{base(case)}koder/"))
    as_(client, cast.stranger)
    assert client.get(f"{base(case)}koder/").status_code == 404
    assert client.post(f"{base(case)}koder/", {}).status_code == 404
