"""The pages of a meeting that goes on: the big screen, who writes, a unit, the person; and for whom there is none."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from helhet.access import actions as access
from helhet.access import door as access_door
from helhet.access.tests.entering import enter
from helhet.people import actions as people
from helhet.people.models import Individual
from helhet.process.case.models import Case
from helhet.process.live import circles
from helhet.process.live.actions import leading
from helhet.process.live.models import LiveMeeting
from helhet.process.meeting.tests.scenes import called, opened
from helhet.process.plan import actions as plan
from helhet.process.plan.actions.rows import Doing
from helhet.process.plan.models import Intervention, SubGoal
from helhet.process.tests.cast import ADULT, Cast, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("same_origin")]
TITLE, WHAT, THEIRS = "Sova hela natten", "Samtal om sömn", "Ekonomisk rådgivning"


@pytest.fixture
def same_origin(settings: Any) -> None:
    settings.LIVE_URL = ""


@pytest.fixture
def case(cast: Cast) -> Case:
    """A meeting that goes on: a sub-goal, what the clinic does, and a proposal to the municipality."""
    case = opened(cast)
    leading.start(case.ref, by=cast.nurse)
    goal = plan.add_sub_goal(case.ref, area="sleep", texts={"title": TITLE}, by=cast.nurse)
    for unit, status, what in (("psychiatry", "decided", WHAT), ("social", "proposed", THEIRS)):
        doing = Doing(owner="unit", status=status, unit=cast.unit(unit), sub_goal=goal)
        plan.add_intervention(case.ref, doing=doing, texts={"what": what}, by=cast.nurse)
    leading.turn_to(case.ref, part="behov", by=cast.nurse)
    return case


@pytest.fixture
def nurse(client: Client, cast: Cast) -> Client:
    sign_in(client, cast.nurse)
    return client


@pytest.fixture
def social(cast: Cast) -> Client:
    client = Client()
    sign_in(client, cast.social)
    return client


@pytest.fixture
def lars(cast: Cast) -> Client:
    client = Client()
    user = access.add_user(kind="individual", name="Lars Andersson", issuer="test", subject="lars")
    people.link_sign_in(user=user, individual=cast.adult, by=cast.nurse)
    card = access_door.user_named("test", "lars")
    assert card is not None
    enter(client, card.ref)
    return client


def text(answer: Any) -> str:
    return answer.content.decode()  # type: ignore[no-any-return]


def at(client: Client, name: str, case: Case, *more: Any) -> str:
    answer = client.get(reverse(name, args=[case.ref, *more]))
    assert answer.status_code == 200, answer.status_code
    return text(answer)


def post(client: Client, page: str, case: Case, *more: Any, **sent: Any) -> Any:
    return client.post(reverse(page, args=[case.ref, *more]), {"once": str(uuid4())} | sent)


@pytest.mark.rule("MEET-15")
def test_all_in_the_room_see_what_is_written_and_nobody_sees_a_number(
    nurse: Client, social: Client, lars: Client, case: Case
) -> None:
    for page in (at(nurse, "live-big", case), at(social, "live-table", case), at(lars, "my-meeting", case)):
        assert TITLE in page
        assert WHAT in page
        assert THEIRS in page
        assert ADULT not in page
        assert f"{ADULT[:8]}-{ADULT[8:]}" not in page
    big = at(nurse, "live-big", case)
    assert "h-nav" not in big
    assert "minuter kvar på Behov" in big
    assert big.index("blockquote") < big.index(TITLE)


@pytest.mark.rule(
    "MEET-03", "MEET-05", "MEET-06", "MEET-07", "MEET-08", "MEET-09", "MEET-10", "MEET-12", "MEET-15", "MEET-17")
def test_who_writes_has_everything_on_one_page(nurse: Client, case: Case) -> None:
    page = at(nurse, "live-write", case)
    goal = SubGoal.objects.get(draft__case=case)
    for what in ("mal", "vagen", "egen-del", "andra", "kontakt", "huvudansvarig", "uppfoljning", "tillsammans",
                 "inte-overens"):
        assert reverse("live-part", args=[case.ref, what]) in page
    assert reverse("live-part-of", args=[case.ref, "delmal", goal.ref]) in page
    assert f'data-live-row="{goal.ref}" data-live-field="title"' in page
    keys = [part.split('"')[0] for part in page.split('name="once" value="')[1:]]
    assert len(keys) > 5
    assert len(keys) == len(set(keys))


def test_the_keys_of_the_small_forms_add_a_row_and_lead_back(nurse: Client, case: Case, cast: Cast) -> None:
    home = reverse("live-write", args=[case.ref])
    answer = post(nurse, "live-quick-goal", case, title="Ordning på räkningarna", area="economy")
    assert (answer.status_code, answer["Location"]) == (303, home)
    goal = SubGoal.objects.get(draft__case=case, area="economy")
    who = str(cast.actors["social"].unit_ref)
    answer = post(nurse, "live-quick-intervention-under", case, goal.ref, what="Gå igenom breven", who=who,
                  when="i december", how_often="once", where="")
    assert (answer.status_code, answer["Location"]) == (303, home)
    row = Intervention.objects.get(sub_goal=goal)
    assert (row.unit_id, row.status, row.how_often) == (cast.unit("social"), "proposed", "once")
    post(nurse, "live-quick-intervention", case, what="Ringa", who="own", when="", how_often="", where="")
    assert Intervention.objects.filter(draft__case=case, owner="own").exists()
    answer = post(nurse, "live-quick-goal", case, title="", area="economy")
    assert answer.status_code == 422
    assert "Skriv vad som är viktigt på kort sikt." in text(answer)


def test_a_part_of_the_plan_leads_back_to_the_meeting(nurse: Client, case: Case) -> None:
    page = at(nurse, "live-part", case, "egen-del")
    home = reverse("live-write", args=[case.ref])
    assert f'href="{home}"' in page
    answer = post(nurse, "live-part", case, "egen-del", who="individual", name="", what="Går ut varje dag")
    assert (answer.status_code, answer["Location"]) == (303, home)
    assert nurse.get(reverse("live-part", args=[case.ref, "fika"])).status_code == 404
    assert nurse.get(reverse("live-part", args=[case.ref, "delmal"])).status_code == 404


@pytest.mark.rule("MEET-11", "MEET-20")
def test_a_unit_confirms_what_is_its_own_by_one_press(social: Client, case: Case, cast: Cast) -> None:
    page = at(social, "live-table", case)
    row = Intervention.objects.get(draft__case=case, unit_id=cast.unit("social"))
    where = reverse("live-part-of", args=[case.ref, "svara", row.ref])
    assert where in page
    answer = post(social, "live-part-of", case, "svara", row.ref, status="decided")
    assert (answer.status_code, answer["Location"]) == (303, reverse("live-table", args=[case.ref]))
    row.refresh_from_db()
    assert row.status == "decided"
    assert where not in at(social, "live-table", case)
    assert social.get(reverse("live-write", args=[case.ref])).status_code == 404


@pytest.mark.rule("MEET-12")
def test_a_unit_says_no_with_a_reason_that_all_see(social: Client, lars: Client, case: Case, cast: Cast) -> None:
    row = Intervention.objects.get(draft__case=case, unit_id=cast.unit("social"))
    where = reverse("live-part-of", args=[case.ref, "svara", row.ref])
    assert f'href="{where}?svar=nej"' in at(social, "live-table", case)
    assert 'value="no" checked' in social.get(f"{where}?svar=nej").content.decode()
    refused = post(social, "live-part-of", case, "svara", row.ref, status="no", why="")
    assert refused.status_code == 422
    assert "Skriv varför ni säger nej." in refused.content.decode()
    answer = post(social, "live-part-of", case, "svara", row.ref, status="no", why="Be kommunens egen rådgivare.")
    assert (answer.status_code, answer["Location"]) == (303, reverse("live-table", args=[case.ref]))
    for page in (at(social, "live-table", case), at(lars, "my-meeting", case)):
        assert f"Säger nej till ”{THEIRS}”. Be kommunens egen rådgivare." in page


def test_one_press_leads_and_only_by_who_leads(nurse: Client, social: Client, case: Case) -> None:
    answer = post(nurse, "live-lead", case, do="turn", value="summering", **{"from": "skarm"})
    assert (answer.status_code, answer["Location"]) == (303, reverse("live-big", args=[case.ref]))
    assert LiveMeeting.objects.get(meeting__case=case).part == "summering"
    assert post(social, "live-lead", case, do="turn", value="behov").status_code == 404
    assert post(nurse, "live-lead", case, do="turn", value="fika").status_code == 422
    assert post(nurse, "live-lead", case, do="fika").status_code == 404
    post(nurse, "live-lead", case, do="pause")
    assert "Paus. Vi fortsätter om en stund." in at(nurse, "live-big", case)


def test_a_question_is_kept_by_the_person_and_seen_by_who_leads(nurse: Client, lars: Client, case: Case) -> None:
    answer = post(lars, "my-meeting", case, text="Vem ringer på lördag?")
    assert (answer.status_code, answer["Location"]) == (303, reverse("my-meeting", args=[case.ref]))
    assert "Vem ringer på lördag?" in at(nurse, "live-write", case)
    assert post(lars, "my-meeting", case, text=" ").status_code == 422
    post(nurse, "live-lead", case, do="answered", value="1")
    assert "Vem ringer på lördag?" not in at(nurse, "live-write", case)


@pytest.mark.rule("MEET-14", "MEET-16")
def test_the_summing_up_names_what_is_missing_with_ways_back(nurse: Client, social: Client, case: Case) -> None:
    page = at(nurse, "live-sum-up", case)
    assert "Har du förstått vad som ska göras, och vem som gör vad?" in page
    assert "Det här saknas" in page
    assert reverse("live-part", args=[case.ref, "uppfoljning"]) in page
    assert social.get(reverse("live-sum-up", args=[case.ref])).status_code == 404


def test_there_is_no_meeting_before_it_opens_nor_for_strangers(
    nurse: Client, cast: Cast, lars: Client
) -> None:
    case = called(cast)
    for client, name in ((nurse, "live-write"), (nurse, "live-big"), (nurse, "live-table"), (lars, "my-meeting")):
        assert client.get(reverse(name, args=[case.ref])).status_code == 404
    stranger = Client()
    sign_in(stranger, cast.stranger)
    assert stranger.get(reverse("live-table", args=[case.ref])).status_code == 404


def test_a_unit_that_has_left_sees_nothing_more(nurse: Client, social: Client, case: Case) -> None:
    page = at(nurse, "live-write", case)
    assert "Mottagningsenheten går nu" in page
    post(nurse, "live-lead", case, do="left", value="3")
    gone = at(social, "live-table", case)
    assert TITLE not in gone
    assert "Planen är inte öppen för er just nu" in gone
    assert social.get(reverse("live-big", args=[case.ref])).status_code == 404


def test_a_protected_identity_is_veiled_on_the_screens_too(nurse: Client, case: Case, cast: Cast) -> None:
    assert "Mottagningsenheten" in at(nurse, "live-big", case) + at(nurse, "live-write", case)
    Individual.objects.filter(pk=cast.adult).update(protection="sekretessmarkering")
    for name in ("live-big", "live-write", "live-sum-up"):
        assert "Mottagningsenheten" not in at(nurse, name, case)
    assert "data-live-field" in at(nurse, "live-big", case)
    assert "<textarea" not in at(nurse, "live-write", case)  # nobody writes over what is hidden from them


@pytest.mark.rule("MEET-18")
@pytest.mark.parametrize("role", circles.ROLES)
def test_each_circle_is_a_page_for_anybody(client: Client, role: str) -> None:
    page = text(client.get(reverse("circle", args=[role])))
    for part in circles.circle(role):
        assert str(part.title) in page
        assert all(str(line).split(",")[0] in page for line in (*part.before, *part.during))
    assert ("Den här delen har vi skrivit själva" in page) == any(p.ours for p in circles.circle(role))
    assert client.get("/cirkel/fika/").status_code == 404
