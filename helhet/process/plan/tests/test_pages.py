"""The plan's pages: what they show, what they refuse, and that a second click does nothing more."""

import json
import re
from datetime import timedelta
from html import escape
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from helhet.kit import clock
from helhet.kit.forms import date_data
from helhet.organisations import door as organisations
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.plan import actions
from helhet.process.plan.forms import EstablishForm, InterventionForm, SubGoalForm
from helhet.process.plan.models import PlanVersion, SubGoal
from helhet.process.plan.tests.world import WORDS, at_meeting, established, fill, intervention, sub_goal
from helhet.process.tests.cast import Cast, sign_in


def see(client: Client, cast: Cast, who: str, name: str, case: Case, status: int = 200, **args: object) -> str:
    sign_in(client, cast.actors[who])
    page = client.get(reverse(name, kwargs={"ref": case.ref, **args}))
    assert page.status_code == status, page.content.decode()[:600]
    return page.content.decode()


@pytest.mark.rule("PLAN-11", "PLAN-23", "RESP-01", "RESP-04", "PLAN-19", "LAW-05", "PLAN-22", "PLAN-29", "PLAN-30",
                  "IT-13")
def test_the_plan_says_who_does_what(client: Client, cast: Cast) -> None:
    case, _rows = established(cast)
    page = see(client, cast, "social", "plan", case)
    for words in (WORDS, "Samtal om hur det är", "Stöd att komma upp på morgonen", "Säger till när det blir för mycket",
                  "varje vecka", "måndagar", "Hemma", "Amina Berg", "0303-23 80 10", "Ytterbyskolan, det lilla rummet",
                  "Att somna i tid", "Vi ökar till hela veckan", "AU124"):
        assert words in page, words
    assert page.index("Vem gör vad") < page.index("Delmål och insatser")


@pytest.mark.rule("PLAN-28", "CON-28", "IT-02", "IT-07")
def test_the_paper_holds_every_field(client: Client, cast: Cast) -> None:
    case, _rows = established(cast)
    page = see(client, cast, "psychiatry", "plan-print", case)
    version = PlanVersion.objects.get(case=case)
    for words in ("☒ Ny SIP", "☐ Ny SIP efter utskrivning", "☐ Skola", "19810101-2394", "Lars Andersson",
                  "Delmål: Vad är viktigt för mig på kort sikt?", "Vad ska göras, och när?", "Vem ska göra det?",
                  "Uppföljning", "Vi frågar varje fredag", "Mottagningsenheten", "Kungälv",
                  version.checksum[:4].upper(), "Ingen underskrift behövs", "Planen lästes upp"):
        assert words in page, words
    assert see(client, cast, "psychiatry", "plan-version-print", case, n=1)
    assert see(client, cast, "psychiatry", "plan-version", case, n=1)
    see(client, cast, "psychiatry", "plan-version", case, 404, n=2)


CODES = {"ref", "sub_goal", "area", "owner", "status", "how_often", "where", "who", "took_part", "kin", "kind", "side",
         "met", "given_name"}


def words_of(value: object, name: str = "") -> set[str]:
    """Every text in a snapshot that a person wrote or reads; not refs and codes."""
    if isinstance(value, dict):
        return set().union(*(words_of(v, k) for k, v in value.items()))
    if isinstance(value, list):
        return set().union(set(), *(words_of(v, name) for v in value))
    return {value} if isinstance(value, str) and value and name not in CODES and not re.match(r"\d{4}-\d\d-", value) \
        else set()


def test_the_paper_says_all_that_was_established(client: Client, cast: Cast) -> None:
    case, _rows = established(cast, individual=cast.child)
    page = see(client, cast, "psychiatry", "plan-print", case).lower().replace("\u00a0", " ")
    said = words_of(json.loads(PlanVersion.objects.get(case=case).snapshot))
    assert len(said) > 30
    assert {words for words in said if escape(words).lower() not in page} == set()


@pytest.mark.rule("PLAN-14", "PLAN-18", "PLAN-21", "MEET-14", "PART-11", "IT-13", "MEET-09")
def test_the_draft_names_what_is_missing_with_links(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    goal = sub_goal(case, cast.nurse)
    intervention(case, cast.nurse, goal, "Boendestöd", unit=cast.unit("social"), status="proposed")
    page = see(client, cast, "psychiatry", "plan-draft", case)
    assert "Det här saknas" in page and reverse("plan-own", args=[case.ref]) in page
    theirs = see(client, cast, "social", "plan-draft", case)
    assert "Svara" in theirs and reverse("plan-own", args=[case.ref]) not in theirs
    assert "Upprätta planen" not in see(client, cast, "psychiatry", "plan-establish", case)
    see(client, cast, "social", "plan-establish", case, 404)
    fill(cast, case)
    ready = see(client, cast, "psychiatry", "plan-establish", case)
    assert "Upprätta planen" in ready and "AU124" in ready and WORDS in ready


@pytest.mark.rule("IT-13")
def test_after_discharge_shows_its_code(client: Client, cast: Cast) -> None:
    case = at_meeting(cast, kind="after_discharge")
    fill(cast, case)
    assert "AU125" in see(client, cast, "care_contact", "plan-establish", case)


def test_establish_by_the_page_once(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    fill(cast, case)
    sign_in(client, cast.nurse)
    address = reverse("plan-establish", args=[case.ref])
    no = client.post(address, {"once": str(uuid4()), "read_back": "yes", "consent_to_planning": "no"})
    assert no.status_code == 422 and "fråga om personen säger ja" in no.content.decode()
    sent = {"once": str(uuid4()), "read_back": "yes", "consent_to_planning": "yes"}
    assert client.post(address, sent).status_code == 303
    again = client.post(address, sent)
    assert again.status_code in (303, 404)
    case.refresh_from_db()
    assert case.state == State.ACTIVE and PlanVersion.objects.filter(case=case).count() == 1


def test_a_double_click_adds_one_sub_goal(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    actions.open_draft(case.ref, by=cast.nurse)
    sign_in(client, cast.nurse)
    sent = {"once": str(uuid4()), "title": "Sova", "area": "sleep"}
    for _click in range(2):
        assert client.post(reverse("plan-sub-goal-add", args=[case.ref]), sent).status_code == 303
    assert SubGoal.objects.filter(draft__case=case).count() == 1
    bad = client.post(reverse("plan-sub-goal-add", args=[case.ref]), {"title": "", "follow_up": "Vi ses"})
    assert bad.status_code == 422 and "Vi ses" in bad.content.decode()


def test_the_second_writer_sees_both_texts(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    actions.open_draft(case.ref, by=cast.nurse)
    address = reverse("plan-goal", args=[case.ref])
    sign_in(client, cast.colleague)
    assert client.get(address).status_code == 200
    actions.write_goal(case.ref, texts={"goal": "Att orka"}, seen={"goal": 1}, by=cast.nurse)
    clash = client.post(address, {"goal": "Att våga", "seen_goal": "1"})
    page = clash.content.decode()
    assert clash.status_code == 409 and "Att orka" in page and "Att våga" in page
    assert client.post(address, {"goal": "Att våga", "seen_goal": "2"}).status_code == 303


@pytest.mark.rule("MEET-11")
def test_the_page_refuses_to_decide_for_another(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    actions.open_draft(case.ref, by=cast.nurse)
    sign_in(client, cast.nurse)
    sent = {"what": "Boendestöd", "owner": "unit", "status": "decided", "when": "måndagar",
            "unit": str(organisations.unit_by_id(cast.unit("social")).ref), **date_data("starts_on", clock.today())}
    no = client.post(reverse("plan-intervention-add", args=[case.ref]), sent)
    page = no.content.decode()
    assert no.status_code == 422 and "Skriv den som ett förslag" in page and "måndagar" in page
    sent["status"] = "proposed"
    assert client.post(reverse("plan-intervention-add", args=[case.ref]), sent).status_code == 303


@pytest.mark.rule("GOAL-02", "GOAL-03", "GOAL-04", "GOAL-05", "GOAL-06", "PREP-16", "PLAN-13", "PLAN-30", "PLAN-17",
                  "PLAN-18", "MEET-12", "MEET-17", "RESP-04", "RESP-05", "RESP-06", "RESP-07", "RESP-12", "MEET-09",
                  "PART-01", "LAW-18", "CH-09", "PLAN-29", "PLAN-23", "GOAL-01")
def test_every_part_has_its_page(client: Client, cast: Cast) -> None:
    case = at_meeting(cast, individual=cast.child)
    rows = fill(cast, case)
    for name in ("plan-goal", "plan-way", "plan-sub-goal-add", "plan-intervention-add", "plan-own", "plan-others",
                 "plan-contact", "plan-disagreement", "plan-main-responsible", "plan-follow-up", "plan-together",
                 "plan-child"):
        see(client, cast, "psychiatry", name, case)
    for name, row in (("plan-sub-goal", "goal"), ("plan-intervention", "mine"), ("plan-confirm", "mine")):
        see(client, cast, "psychiatry", name, case, row=rows[row])
    see(client, cast, "psychiatry", "plan-intervention-under", case, goal=rows["goal"])
    see(client, cast, "psychiatry", "plan-remove", case, kind="intervention", row=rows["mine"])
    see(client, cast, "psychiatry", "plan-remove", case, 404, kind="stranger", row=rows["mine"])
    see(client, cast, "psychiatry", "plan-intervention", case, 404, row=uuid4())


def test_parts_are_saved_by_their_pages(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    actions.open_draft(case.ref, by=cast.nurse)
    sign_in(client, cast.nurse)
    later = clock.today() + timedelta(days=30)
    for name, sent in (
        ("plan-follow-up", {**date_data("day", later), "starts": "14.00", "ends": "15.00", "place": "Rum 2"}),
        ("plan-together", {"took_part": "whole", "kin": "none"}), ("plan-others-none", {}),
        ("plan-own", {"who": "guardian", "name": "Pappa", "what": "Kör till skolan"}),
        ("plan-disagreement", {"whose": "Pappa", "text": "Vill börja senare"}),
        ("plan-way", {"help": "Somna", "how_short": "Små steg", "how_long": "Större"}),
    ):
        assert client.post(reverse(name, args=[case.ref]), sent).status_code == 303, name
    page = client.get(reverse("plan-draft", args=[case.ref])).content.decode()
    for words in ("Rum 2", "Pappa: Kör till skolan", "Vill börja senare", "Ingen annan gör något", "Små steg"):
        assert words in page, words
    bad = client.post(reverse("plan-follow-up", args=[case.ref]),
                      {**date_data("day", later), "starts": "14.00", "ends": "13.00", "place": "Rum 2"})
    assert bad.status_code == 422 and "Slutet kommer före början" in bad.content.decode()


@pytest.mark.rule("RESP-08", "PLAN-24")
def test_after_the_plan(client: Client, cast: Cast) -> None:
    case, rows = established(cast)
    see(client, cast, "social", "plan-report", case, row=rows["theirs"])
    bad = client.post(reverse("plan-report", args=[case.ref, rows["theirs"]]), {"status": "ended"})
    assert bad.status_code == 422
    good = client.post(reverse("plan-report", args=[case.ref, rows["theirs"]]), {"status": "done"})
    assert good.status_code == 303
    see(client, cast, "social", "plan-main-responsible", case)
    see(client, cast, "social", "plan-hand-out", case)
    paper = {"receiver": "individual", "wanted": "yes"}
    assert client.post(reverse("plan-hand-out", args=[case.ref]), paper).status_code == 303
    assert "fick den" in see(client, cast, "social", "plan", case)
    see(client, cast, "psychiatry", "plan-main-responsible", case, 404)
    actions.change_main_responsible(case.ref, unit=cast.unit("psychiatry"), name="Jonas Lind", phone="0303-1 23 45",
                                    person_asked=True, wish="", reason="", by=cast.social)
    assert "Svara" in see(client, cast, "psychiatry", "plan", case)
    see(client, cast, "psychiatry", "plan-main-accept", case)
    assert client.post(reverse("plan-main-accept", args=[case.ref]), {}).status_code == 303


def test_a_stranger_and_nobody_look_the_same(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    actions.open_draft(case.ref, by=cast.nurse)
    sign_in(client, cast.stranger)
    for name in ("plan", "plan-draft", "plan-goal", "plan-establish", "plan-print", "plan-hand-out",
                 "plan-main-responsible", "plan-own"):
        theirs = client.get(reverse(name, args=[case.ref]))
        nobody = client.get(reverse(name, args=[uuid4()]))
        assert theirs.status_code == nobody.status_code == 404
        assert theirs.content == nobody.content


def test_the_number_of_questions_does_not_grow(
    client: Client, cast: Cast, django_assert_max_num_queries: object
) -> None:
    case = at_meeting(cast)
    rows = fill(cast, case)
    sign_in(client, cast.nurse)
    address = reverse("plan-draft", args=[case.ref])
    client.get(address)
    with django_assert_max_num_queries(70) as few:  # type: ignore[operator]
        client.get(address)
    for n in range(5):
        intervention(case, cast.nurse, rows["goal"], f"Samtal {n}")
    with django_assert_max_num_queries(len(few)):  # type: ignore[operator]
        client.get(address)


def test_begin_when_nobody_has(client: Client, cast: Cast) -> None:
    case = at_meeting(cast, state=State.DOCUMENTING)
    assert "Börja skriva" in see(client, cast, "psychiatry", "plan", case)
    assert "Börja skriva" in see(client, cast, "psychiatry", "plan-draft", case)
    assert client.post(reverse("plan-draft", args=[case.ref]), {}).status_code == 303
    assert WORDS in see(client, cast, "psychiatry", "plan-draft", case)


def test_further_fields_only_where_the_region_asks() -> None:
    goals: Any = {"goals": [], "units": []}
    assert "ends_on" not in InterventionForm(**goals).fields
    assert "ends_on" in InterventionForm(**goals, with_end=True).fields
    assert "met" not in SubGoalForm().fields and "met" in SubGoalForm(with_met=True).fields
    assert "other" not in EstablishForm().fields and "other" in EstablishForm(by_route=True).fields
