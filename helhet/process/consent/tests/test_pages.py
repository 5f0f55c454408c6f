"""The pages of consent: right answers, refusals that keep what was typed, a double click, a stranger."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from helhet.kit import clock
from helhet.kit.forms import date_data
from helhet.organisations import door as organisations
from helhet.people import actions as people
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.consent.actions import Item
from helhet.process.consent.door import coverage
from helhet.process.consent.models import Consent, Decline, Information, Route, Withdrawal
from helhet.process.consent.tests import scenes
from helhet.process.tests.cast import ADULT, Cast, sign_in

PAGES = ("consent", "consent-inform", "consent-units", "consent-record", "consent-route-units", "consent-route",
         "consent-decline", "consent-withdraw", "consent-print", "consent-print-blank")


@pytest.fixture
def nurse(client: Client, cast: Cast) -> Client:
    sign_in(client, cast.nurse)
    return client


def at(name: str, case: Case) -> str:
    return reverse(name, args=[case.ref])


def ref(cast: Cast, unit: str) -> str:
    return str(organisations.unit_by_id(cast.unit(unit)).ref)


def cells(cast: Cast, unit: str, **answers: str) -> dict[str, str]:
    key = ref(cast, unit).replace("-", "")
    return {f"c_{key}_{kind}": answer for kind, answer in answers.items()}


def answer(cast: Cast, **changes: Any) -> dict[str, Any]:
    posted = {
        "enhet": [ref(cast, "social")], **cells(cast, "social", need="yes", plan="yes", mapping="no"),
        "not_agreed": "Tiden på avdelningen", "part_a": "yes", "part_b": "yes", "digital": "",
        **date_data("valid_until", clock.today() + timedelta(days=100)), "who": "individual", "form": "oral",
        "obtained_how": "På mottagningen, Jonas hörde", "enough_information": "yes", "voluntary": "yes",
        "support_needed": "", "once": str(uuid4()), **changes,
    }
    return {k: v for k, v in posted.items() if v is not None}


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_and_nobody_get_the_same_answer(client: Client, cast: Cast, name: str) -> None:
    case = scenes.started(cast)
    sign_in(client, cast.stranger)
    assert client.get(at(name, case)).status_code == 404
    assert client.get(reverse(name, args=[uuid4()])).status_code == 404


@pytest.mark.rule("INFO-03", "INFO-04", "NEED-13", "LAW-15", "CON-22")
def test_inform_and_offer(nurse: Client, cast: Cast) -> None:
    case = scenes.noticed(cast)
    page = nurse.get(at("consent-inform", case))
    assert "Berätta om SIP" in page.content.decode()
    told = {**date_data("informed_on", clock.today()), "how": "Med bilder", "understood": "Berättade tillbaka",
            "offered": "yes", "adapted": "", "language": "", "present": "", "once": str(uuid4())}
    for _click in range(2):
        assert nurse.post(at("consent-inform", case), told).status_code == 303
    assert Information.objects.filter(case=case).count() == 1
    assert scenes.fresh(case).state == State.STARTED


@pytest.mark.rule("INFO-02")
def test_not_adapted_is_refused_and_what_was_typed_stays(nurse: Client, cast: Cast) -> None:
    people.set_contact(individual=cast.adult, functional_variation="Hör dåligt", by=cast.nurse)
    case = scenes.noticed(cast)
    told = {**date_data("informed_on", clock.today()), "how": "Muntligt i lugn och ro", "understood": "Nickade",
            "offered": "yes", "once": str(uuid4())}
    page = nurse.post(at("consent-inform", case), told)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Muntligt i lugn och ro" in text and "anpassade informationen" in text
    assert not Information.objects.exists()


def test_units_are_chosen_by_search_and_only_refs_stand_in_the_address(nurse: Client, cast: Cast) -> None:
    case = scenes.started(cast)
    first = nurse.get(at("consent-record", case))
    assert first.status_code == 302 and first.headers["Location"] == at("consent-units", case)
    found = nurse.post(at("consent-units", case), {"text": "Ytterby", "search": "1", "enhet": [ref(cast, "social")]})
    assert "Ytterbyskolans elevhälsa" in found.content.decode()
    on = nurse.post(at("consent-units", case), {"enhet": [ref(cast, "social"), ref(cast, "school")]})
    assert on.status_code == 303
    assert on.headers["Location"] == (
        f"{at('consent-record', case)}?enhet={ref(cast, 'social')}&enhet={ref(cast, 'school')}")
    nothing = nurse.post(at("consent-units", case), {"text": "Finns inte alls", "search": "1"})
    assert "Ingen enhet heter så" in nothing.content.decode()


@pytest.mark.rule("CON-02", "CON-11", "CON-14", "CON-15", "CON-07", "CON-04", "CON-06")
def test_nothing_is_chosen_from_the_start(nurse: Client, cast: Cast) -> None:
    case = scenes.started(cast)
    page = nurse.get(f"{at('consent-record', case)}?enhet={ref(cast, 'social')}").content.decode()
    assert "Vem får veta vad?" in page and "Mottagningsenheten" in page
    assert "checked" not in page


def test_an_address_with_something_else_than_a_unit(nurse: Client, cast: Cast) -> None:
    case = scenes.started(cast)
    for wrong in ("Lars", str(uuid4())):
        assert nurse.get(f"{at('consent-record', case)}?enhet={wrong}").status_code == 404


@pytest.mark.rule("CON-14")
def test_a_yes_is_written_once(nurse: Client, cast: Cast) -> None:
    case = scenes.started(cast)
    posted = answer(cast)
    for _click in range(2):
        assert nurse.post(at("consent-record", case), posted).status_code == 303
    row = Consent.objects.get(case=case)
    assert (row.not_agreed, row.obtained_how) == ("Tiden på avdelningen", "På mottagningen, Jonas hörde")
    assert coverage(case.pk).units == {cast.unit("social"): scenes.SEES}
    shown = nurse.get(at("consent", case)).content.decode()
    assert "Tiden på avdelningen" in shown and "Mottagningsenheten" in shown


@pytest.mark.rule("CON-10")
def test_a_recipient_without_kinds_keeps_what_was_typed(nurse: Client, cast: Cast) -> None:
    case = scenes.started(cast)
    empty = dict.fromkeys(cells(cast, "social", need="", plan="", mapping=""))
    page = nurse.post(at("consent-record", case), answer(cast, **empty))
    text = page.content.decode()
    assert page.status_code == 422
    assert "Tiden på avdelningen" in text and "CON-10" in text
    assert not Consent.objects.exists()


@pytest.mark.rule("CON-12")
def test_too_long_names_the_last_day(nurse: Client, cast: Cast) -> None:
    case = scenes.started(cast)
    late = date_data("valid_until", clock.today() + timedelta(days=400))
    page = nurse.post(at("consent-record", case), answer(cast, **late))
    assert page.status_code == 422 and "högst ett år" in page.content.decode()


@pytest.mark.rule("CON-09")
def test_everybody_is_nobody(nurse: Client, cast: Cast) -> None:
    case = scenes.started(cast)
    page = nurse.post(at("consent-record", case), answer(cast, who_1="Alla berörda", c_x1_plan="yes"))
    assert page.status_code == 422 and "Alla berörda" in page.content.decode()


def test_looking_saves_nothing(nurse: Client, cast: Cast) -> None:
    case = scenes.started(cast)
    page = nurse.post(at("consent-record", case), answer(cast, preview="1"))
    assert page.status_code == 200 and "Inget är sparat än" in page.content.decode()
    assert not Consent.objects.exists()


def test_a_draft_comes_back_with_its_units(nurse: Client, cast: Cast) -> None:
    case = scenes.started(cast)
    address = f"{at('consent-record', case)}?enhet="
    assert nurse.post(address, answer(cast, save_draft="1")).status_code == 303
    page = nurse.get(address).content.decode()
    assert "Tiden på avdelningen" in page and "Mottagningsenheten" in page
    assert not Consent.objects.exists()


@pytest.mark.rule("CON-20", "INFO-07", "CON-21")
def test_a_no_is_registered(nurse: Client, cast: Cast) -> None:
    case = scenes.started(cast)
    assert nurse.get(at("consent-decline", case)).status_code == 200
    posted = {"who": "individual", "informed": "not_wanted", "reason": "", "once": str(uuid4())}
    for _click in range(2):
        assert nurse.post(at("consent-decline", case), posted).status_code == 303
    assert Decline.objects.get(case=case).informed == "not_wanted"
    assert scenes.fresh(case).state == State.DECLINED


@pytest.mark.rule("CON-13")
def test_take_back_one_kind_of_one_unit(nurse: Client, cast: Cast) -> None:
    case = scenes.called(cast)
    page = nurse.get(at("consent-withdraw", case)).content.decode()
    assert "Det som Mottagningsenheten får se" in page
    posted = {"what": f"r:{cast.unit('social')}:", "kind": "plan", "who": "individual", "words": "",
              "once": str(uuid4())}
    for _click in range(2):
        assert nurse.post(at("consent-withdraw", case), posted).status_code == 303
    assert Withdrawal.objects.filter(case=case).count() == 1
    assert coverage(case.pk).units == {cast.unit("social"): frozenset({"need"})}
    for wrong in ({"what": "r:1:"}, {"what": "each", "kind": ""}):
        assert nurse.post(at("consent-withdraw", case), {**posted, **wrong, "once": str(uuid4())}).status_code == 422
    left = {"what": "each", "kind": "need", "once": str(uuid4())}
    assert nurse.post(at("consent-withdraw", case), {**posted, **left}).status_code == 303
    assert coverage(case.pk).units == {}


def test_the_no_stands_beside_the_yes(nurse: Client, cast: Cast) -> None:
    case = scenes.started(cast)
    page = nurse.get(f"{at('consent-record', case)}?enhet=").content.decode()
    assert "Lars vill inte ha en SIP" in page
    asking = nurse.get(at("consent-record", case) + "?enhet=").content.decode()
    assert f'href="{at("consent-decline", case)}"' in asking


@pytest.mark.rule("CON-17")
def test_a_route_is_documented(nurse: Client, cast: Cast) -> None:
    case = scenes.started(cast)
    address = f"{at('consent-route', case)}?enhet={ref(cast, 'social')}"
    assert "25 kap. 13 §" in nurse.get(address).content.decode()
    posted = {
        "enhet": [ref(cast, "social")], **cells(cast, "social", need="yes"), "why_not_asked": "Svår demens",
        "way": "harm_assessment", "ground": "osl-25-13", "assessment": "Behövs", "relation": "",
        "decided_by": "Maj Lund", **date_data("decided_on", clock.today()), "document": "Journal 3",
        **date_data("valid_until", clock.today() + timedelta(days=30)), "once": str(uuid4()),
    }
    assert nurse.post(address, posted).status_code == 303
    assert Route.objects.filter(case=case).count() == 1
    assert scenes.fresh(case).state == State.PREPARING
    assert "beslut utan samtycke" in nurse.get(at("consent", case)).content.decode()


@pytest.mark.rule("CON-18")
def test_a_route_without_ground_is_refused_and_kept(nurse: Client, cast: Cast) -> None:
    case = scenes.started(cast)
    posted = {
        "enhet": [ref(cast, "social")], **cells(cast, "social", need="yes"), "why_not_asked": "Svår demens",
        "way": "harm_assessment", "ground": "", "assessment": "Behövs", "decided_by": "Maj Lund",
        **date_data("decided_on", clock.today()), "document": "Journal 3",
        **date_data("valid_until", clock.today() + timedelta(days=30)), "once": str(uuid4()),
    }
    page = nurse.post(at("consent-route", case), posted)
    assert page.status_code == 422 and "Svår demens" in page.content.decode()
    assert not Route.objects.exists()


@pytest.mark.rule("CON-08", "CON-25")
def test_every_page_opens_at_every_step(nurse: Client, cast: Cast) -> None:
    case = scenes.called(cast)
    for state in State:
        scenes.put(case, state)
        for name in ("consent", "consent-decline", "consent-withdraw", "consent-print", "consent-print-blank"):
            assert nurse.get(at(name, case)).status_code == 200, (state, name)


@pytest.mark.rule("CON-08")
def test_the_paper_carries_every_field(nurse: Client, cast: Cast) -> None:
    case = scenes.prepared(cast, not_agreed="Tiden på avdelningen", obtained_how="I köket", support_needed="Tolk")
    text = nurse.get(at("consent-print", case)).content.decode()
    for word in ("Lars Andersson", f"{ADULT[:8]}-{ADULT[8:]}", "Personen själv", "Muntligt", "I köket",
                 "Mottagningsenheten", "Varför, Planen", "Kartläggning", "Tiden på avdelningen", "Tolk",
                 "ta tillbaka", "Underskrift"):
        assert word in text, word
    blank = nurse.get(at("consent-print-blank", case)).content.decode()
    assert "Lars Andersson" in blank and "Tiden på avdelningen" not in blank


def test_another_unit_never_reads_what_was_refused(client: Client, cast: Cast) -> None:
    case = scenes.called(cast, not_agreed="Tiden på avdelningen", items=[
        Item(cast.unit("social"), kinds=frozenset({"plan"}), declined=frozenset({"mapping"}))])
    sign_in(client, cast.social)
    for name in ("consent", "consent-print"):
        text = client.get(at(name, case)).content.decode()
        assert "Tiden på avdelningen" not in text
    # Whoever meets the person writes down the answer, also without reading what was answered before.
    assert client.post(at("consent-record", case), answer(cast, not_agreed="")).status_code == 303
    assert Consent.objects.filter(case=case).count() == 2
