"""The meeting's pages: before it, at it, and for whom they do not exist."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from helhet.kit import clock
from helhet.kit.forms import date_data
from helhet.people.models import Individual
from helhet.process.case.models import Case, Participant
from helhet.process.case.rules import State
from helhet.process.mapping import actions as mapping
from helhet.process.mapping.tests.scenes import WORDS, fresh, in_state, prepared
from helhet.process.meeting.models import Attendance, Deviation, Meeting
from helhet.process.meeting.tests.scenes import called, opened, planned
from helhet.process.tests.cast import Cast, sign_in

FORMS = ("meeting-plan", "meeting-move", "meeting-cancel", "meeting-open", "meeting-end", "meeting-deviation")


@pytest.fixture
def nurse(client: Client, cast: Cast) -> Client:
    sign_in(client, cast.nurse)
    return client


def text(answer: Any) -> str:
    return answer.content.decode()  # type: ignore[no-any-return]


def post(client: Client, name: str, case: Case, **sent: Any) -> Any:
    return client.post(reverse(name, args=[case.ref]), {"once": str(uuid4())} | sent)


def wanted(days: int = 10, **changes: Any) -> dict[str, Any]:
    return {
        "kind": "new", "participation": "whole", "agreed_with_person": "yes", "starts": "14.00", "ends": "15.30",
        "form": "physical", "place": "Biblioteket", "leader_name": "Jonas Lind", "leader_independent": "no",
        "documenter_name": "Eva Dahl",
    } | date_data("day", clock.today() + timedelta(days=days)) | changes


@pytest.mark.rule(
    "PART-05", "PART-06", "PART-12", "MEET-02", "MEET-04", "MEET-05", "MEET-06", "MEET-19",
)
def test_the_pages_before_the_meeting_show_their_rules(nurse: Client, cast: Cast) -> None:
    case = prepared(cast, how="letter")
    mapping.settle_participation(case.ref, how="letter", letter="Hej", adaptations="Lugn lokal", support_person="Siv",
                                 by=cast.nurse)
    mapping.write_preparation(case.ref, texts={"purpose": "Bättre nätter", "questions": "Vem ringer?\nNär?"}, seen={},
                              by=cast.nurse)
    first = text(nurse.get(reverse("meeting", args=[case.ref])))
    assert first.index(WORDS) < first.index("Bättre nätter") < first.index("Vem ringer?") < first.index("Mötets gång")
    assert "Planera" in first
    plan = text(nurse.get(reverse("meeting-plan", args=[case.ref])))
    assert "Lugn lokal" in plan and 'value="letter"\n' in plan or "checked" in plan
    assert post(nurse, "meeting-plan", case, **wanted()).status_code == 303
    shown = text(nurse.get(reverse("meeting", args=[case.ref])))
    assert "Biblioteket" in shown and "Eva Dahl" in shown and "kl. 14.00" in shown
    case = in_state(case, State.CALLED)
    opening = text(nurse.get(reverse("meeting-open", args=[case.ref])))
    assert 'value="Siv"' in opening
    for name in FORMS:
        found = nurse.get(reverse(name, args=[case.ref])).status_code
        assert found == 200, name


@pytest.mark.rule("CALL-16")
def test_a_late_meeting_asks_why_and_keeps_what_was_typed(nurse: Client, cast: Cast) -> None:
    case = prepared(cast)
    late = post(nurse, "meeting-plan", case, **wanted(30))
    assert late.status_code == 422
    assert 'value="Biblioteket"' in text(late) and 'value="15.30"' in text(late)
    assert "skriv varför det dröjer" in text(late)
    assert post(nurse, "meeting-plan", case, **wanted(30, reason_for_time="Semester")).status_code == 303


@pytest.mark.rule("CON-26", "PREP-20")
def test_a_screen_without_a_yes_or_a_link(nurse: Client, cast: Cast) -> None:
    case = prepared(cast)
    answer = post(nurse, "meeting-plan", case, **wanted(form="digital", place=""))
    assert answer.status_code == 422
    assert "inte sagt ja till möte på skärm" in text(answer) and "Skriv länken" in text(answer)


def test_two_clicks_plan_one_meeting(nurse: Client, cast: Cast) -> None:
    case = prepared(cast)
    sent = wanted() | {"once": str(uuid4())}
    answers = [nurse.post(reverse("meeting-plan", args=[case.ref]), sent) for _n in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert Meeting.objects.count() == 1 and Meeting.objects.get().changes.count() == 1


@pytest.mark.rule("CH-08")
def test_for_a_child_one_asks_whose_time_it_is(nurse: Client, cast: Cast) -> None:
    case = prepared(cast)
    assert "Varför passar tiden" not in text(nurse.get(reverse("meeting-plan", args=[case.ref])))
    Individual.objects.filter(pk=cast.adult).update(born=clock.today() - timedelta(days=3_000))
    assert "Varför passar tiden Lars?" in text(nurse.get(reverse("meeting-plan", args=[case.ref])))
    assert post(nurse, "meeting-plan", case, **wanted(child_time="Före lovet")).status_code == 303
    assert Meeting.objects.get().child_time == "Före lovet"


def test_moving_and_calling_off_through_the_pages(nurse: Client, cast: Cast) -> None:
    case = called(cast, today=False)
    when = date_data("day", clock.today() + timedelta(days=12)) | {"starts": "9", "ends": "10"}
    no = post(nurse, "meeting-move", case, place="Kyrkan", agreed_with_person="yes", **when)
    assert no.status_code == 422 and 'value="Kyrkan"' in text(no)
    assert post(nurse, "meeting-move", case, place="Kyrkan", agreed_with_person="yes", reason="Sjuk",
                **when).status_code == 303
    assert post(nurse, "meeting-cancel", case).status_code == 422
    assert post(nurse, "meeting-cancel", case, reason="Alla är sjuka").status_code == 303
    shown = text(nurse.get(reverse("meeting", args=[case.ref])))
    assert "Inställt" in shown and "Alla är sjuka" in shown and fresh(case).state == State.PREPARING


def answers(case: Case, **changes: Any) -> dict[str, Any]:
    found = Participant.objects.filter(case=case, valid_to__isnull=True)
    return {"individual": "there", "yes_again": "yes"} | {f"p_{p.ref.hex}": "there" for p in found} | changes


@pytest.mark.rule("CON-01")
def test_somebody_more_who_is_not_in_the_consent_stops_the_opening(nurse: Client, cast: Cast) -> None:
    case = called(cast)
    assert "Dags att börja" in text(nurse.get(reverse("meeting", args=[case.ref])))
    no = post(nurse, "meeting-open", case, **answers(case, other_1="Grannen Bo"))
    assert no.status_code == 422
    assert "Samtycket gäller inte Grannen Bo" in text(no) and 'value="Grannen Bo"' in text(no)
    assert post(nurse, "meeting-open", case, **answers(case)).status_code == 303
    assert [a.name or a.unit.name for a in Attendance.objects.order_by("position")][0] == "Lars"  # type: ignore[union-attr]
    shown = text(nurse.get(reverse("meeting", args=[case.ref])))
    assert "Mötet pågår" in shown and reverse("plan-draft", args=[case.ref]) in shown


def test_the_meeting_ends_through_its_page(nurse: Client, cast: Cast) -> None:
    case = opened(cast)
    no = post(nurse, "meeting-end", case, outcome_state="called", summary="Tiden räckte inte")
    assert no.status_code == 422 and "Tiden räckte inte" in text(no)
    half = post(nurse, "meeting-end", case, outcome_state="called", summary="Tiden", **date_data("day", clock.today()))
    assert half.status_code == 422 and "Skriv klockslaget" in text(half)
    yes = post(nurse, "meeting-end", case, outcome_state="documenting", summary="Vi är överens")
    assert yes.status_code == 303 and fresh(case).state == State.DOCUMENTING
    assert "Vi är överens" in text(nurse.get(reverse("meeting", args=[case.ref])))


def test_a_follow_up_ends_with_one_question(nurse: Client, cast: Cast) -> None:
    case = in_state(opened(cast), State.FOLLOWING_UP)
    assert "Hur går ni vidare" not in text(nurse.get(reverse("meeting-end", args=[case.ref])))
    assert post(nurse, "meeting-end", case, summary="Det går bra").status_code == 303
    assert Meeting.objects.get().state == "held"


@pytest.mark.parametrize(("kind", "path", "target"), [
    ("declined", "decline", "consent-decline"), ("person_absent", "new_time", "meeting-move"),
    ("called_absent", "new_call", "invitation"), ("invited_absent", "noted", "meeting"),
])
def test_each_deviation_leads_on(nurse: Client, cast: Cast, kind: str, path: str, target: str) -> None:
    case = called(cast)
    who = Participant.objects.get(case=case, kind="summoned").ref
    no = post(nurse, "meeting-deviation", case, kind=kind, path="carry_on", note="Ringde, inget svar")
    assert no.status_code == 422 and "Ringde, inget svar" in text(no)
    yes = post(nurse, "meeting-deviation", case, kind=kind, path=path, note="Ringde", participant=str(who))
    assert (yes.status_code, yes["Location"]) == (303, reverse(target, args=[case.ref]))
    assert Deviation.objects.get().kind == kind


def test_a_called_unit_reads_and_does_not_act(client: Client, cast: Cast) -> None:
    case = called(cast)
    sign_in(client, cast.social)
    shown = text(client.get(reverse("meeting", args=[case.ref])))
    assert "Biblioteket" in shown and "Flytta" not in shown and "Dags att börja" not in shown
    for name in FORMS:
        assert client.get(reverse(name, args=[case.ref])).status_code == 404


def test_a_stranger_gets_the_plain_404(client: Client, cast: Cast) -> None:
    case = planned(cast)
    sign_in(client, cast.stranger)
    for name in ("meeting", *FORMS):
        mine, none = (client.get(reverse(name, args=[ref])) for ref in (case.ref, uuid4()))
        assert mine.status_code == none.status_code == 404
        assert mine.content == none.content
