"""What the mapping says stands beside a sub-goal, and begins it only when somebody asks for it."""

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from helhet.kit import limits
from helhet.process.case.models import Case
from helhet.process.mapping import actions as mapping
from helhet.process.plan import actions
from helhet.process.plan.suggesting import AreaSaid, Said, beginning
from helhet.process.plan.tests.test_pages import see
from helhet.process.plan.tests.world import at_meeting, sub_goal
from helhet.process.tests.cast import Cast, sign_in

WISH, GOOD = "Sova hela natten & vakna av mig själv", "Lugn musik hjälper"
AREAS = (AreaSaid("sleep", "Sömn", (Said("sleep.wishes", "Önskar", WISH, "title"),
                                   Said("sleep.resources", "Fungerar", GOOD, "possible"))),)


def told(cast: Cast) -> Case:
    case = at_meeting(cast)
    mapping.write_area(case.ref, area="sleep", texts={"needs": "", "wishes": WISH, "resources": GOOD, "view": "Trött"},
                       seen={}, by=cast.nurse)
    actions.open_draft(case.ref, by=cast.nurse)
    return case


def test_nothing_is_chosen_nothing_is_filled() -> None:
    assert beginning(AREAS, "", {"title": "Mitt"}) == {"title": "Mitt"}
    assert beginning(AREAS, "sleep.view", {}) == {} == beginning((), "sleep.wishes", {})


def test_a_beginning_stands_after_what_is_there() -> None:
    assert beginning(AREAS, "sleep.wishes", {}) == {"title": WISH, "area": "sleep"}
    assert beginning(AREAS, "sleep.resources", {"possible": "Mamma.", "area": "home"}) == {
        "possible": f"Mamma. {GOOD}", "area": "home"}
    once = beginning(AREAS, "sleep.wishes", {})
    assert beginning(AREAS, "sleep.wishes", once) == once


@given(st.text(max_size=2 * limits.SHORT), st.text(max_size=limits.SHORT))
def test_it_never_takes_anything_away_and_always_fits(text: str, there: str) -> None:
    areas = (AreaSaid("home", "Hemliv", (Said("home.needs", "Behövs", text, "title"),)),)
    begun = beginning(areas, "home.needs", {"title": there})["title"]
    assert begun.strip().startswith(there.strip()) and len(begun) <= limits.SHORT


@pytest.mark.rule("PREP-16", "GOAL-04", "GOAL-06")
def test_the_mapping_stands_beside(client: Client, cast: Cast) -> None:
    case = told(cast)
    page = see(client, cast, "psychiatry", "plan-sub-goal-add", case)
    for words in ("Det här kom fram i kartläggningen", "Sova hela natten &amp; vakna", GOOD, "Använd som början",
                  "?fran=sleep.wishes", 'data-begin="possible"'):
        assert words in page, words
    assert "Trött" not in page, "what the staff think begins nobody's goal"
    assert "<textarea" in page and page.count("Sova hela natten") == 1
    begun = client.get(reverse("plan-sub-goal-add", args=[case.ref]) + "?fran=sleep.wishes").content.decode()
    assert 'value="Sova hela natten &amp; vakna' in begun and '<option value="sleep" selected' in begun
    row = sub_goal(case, cast.nurse)
    change = reverse("plan-sub-goal", args=[case.ref, row])
    assert 'value="Vara i skolan alla dagar den här månaden"' in client.get(change).content.decode()
    assert 'value="Vara i skolan alla dagar den här månaden Sova' in client.get(
        f"{change}?fran=sleep.wishes").content.decode()


def test_without_a_mapping_nothing_stands_there(client: Client, cast: Cast) -> None:
    case = at_meeting(cast)
    actions.open_draft(case.ref, by=cast.nurse)
    assert "kartläggningen" not in see(client, cast, "psychiatry", "plan-sub-goal-add", case)


@pytest.mark.rule("PLAN-13", "PLAN-18", "MEET-12", "GOAL-03", "PLAN-17")
def test_the_meter_stands_under_the_text(client: Client, cast: Cast) -> None:
    case = told(cast)
    row = sub_goal(case, cast.nurse, "Insatsen ges vid behov efter remiss")
    page = see(client, cast, "psychiatry", "plan-sub-goal", case, row=row)
    assert "Svårt att läsa." in page and "<summary>vid behov</summary>" in page
    assert "<summary>" not in page.split("data-words")[0].split('data-meter="title"')[1]
    new = see(client, cast, "psychiatry", "plan-intervention-add", case)
    assert 'data-meter="what"' in new and '<option value="efter skolan">' in new and "När det behövs" in new
    assert 'data-meter="goal"' in see(client, cast, "psychiatry", "plan-goal", case)
    whose = see(client, cast, "psychiatry", "plan-disagreement", case)
    assert '<datalist id="whose-suggest"><option value="Lars">' in whose
    sign_in(client, cast.nurse)
    sent = {"whose": "Lars", "text": "Vill vänta"}
    assert client.post(reverse("plan-disagreement", args=[case.ref]), sent).status_code == 303
    assert "Lars: Vill vänta" in see(client, cast, "psychiatry", "plan-draft", case)
