"""The pages of the ending: clear words, what they keep, and whom they shut out."""

from uuid import uuid4

import pytest
from django.test import Client

from helhet.kit import clock
from helhet.kit.forms import date_data
from helhet.process.case.models import Case, CaseMove
from helhet.process.case.rules import State
from helhet.process.closing.models import ClosingDone, ClosingDuty
from helhet.process.follow_up.tests.scenes import done, followed, fresh, in_force, in_vetlanda
from helhet.process.follow_up.tests.test_pages import as_, text
from helhet.process.plan.tests import world
from helhet.process.tests.cast import Cast


def base(case: Case) -> str:
    return f"/sip/{case.ref}/avslut/"


@pytest.mark.rule("CLOSE-01", "CLOSE-02", "CLOSE-05", "CLOSE-06", "INFO-08")
def test_from_the_ground_to_the_letter(client: Client, cast: Cast) -> None:
    case = done(followed(cast), cast.social)
    as_(client, cast.social)
    page = text(client.get(base(case)))
    assert "Ingen blir av med sin hjälp" in page and "Personens mål är nådda" in page
    half = client.post(base(case), {"where_to_turn": "Amina Berg, 0303-23 80 10"})
    assert half.status_code == 422 and "Amina Berg, 0303-23 80 10" in half.content.decode()
    form = {"ground": "goals_met", "where_to_turn": "Amina Berg, 0303-23 80 10", "once": str(uuid4())}
    assert [client.post(base(case), form).status_code for _ in range(2)] == [303, 303]
    assert CaseMove.objects.filter(case=case, verb="closing.close").count() == 1
    after = text(client.get(f"{base(case)}efterat/"))
    assert "SIP:en är avslutad" in after and "Hur har det varit för personen" in after
    letter = client.get(f"{base(case)}brev/")
    assert "Du har nått målen i din plan" in text(letter) and "Amina Berg, 0303-23 80 10" in text(letter)
    assert client.get(base(case)).headers["Location"].endswith("/efterat/")


@pytest.mark.rule("FU-01")
def test_a_refused_ending_keeps_what_was_written(client: Client, cast: Cast) -> None:
    case = in_force(cast)
    as_(client, cast.social)
    assert "Följ upp först" in text(client.get(base(case)))
    no = client.post(base(case), {"ground": "goals_met", "reason": "Det känns klart"})
    assert no.status_code == 422 and "Det känns klart" in no.content.decode()
    assert "Följ upp planen först" in text(no)
    dead = client.post(base(case), {"ground": "death"})
    assert dead.status_code == 422 and "Vilken dag" in text(dead)
    as_(client, cast.nurse)
    assert client.post(base(case), {"ground": "goals_met"}).status_code == 422
    moved = client.post(base(case), {"ground": "moved", **date_data("moved_on", clock.today()), "moved_to": "Falun"})
    assert moved.status_code == 303 and fresh(case).state == State.CLOSED


@pytest.mark.rule("CON-24", "CLOSE-06")
def test_beginning_anew_leads_to_a_new_consent(client: Client, cast: Cast) -> None:
    case = in_force(cast)
    as_(client, cast.social)
    page = text(client.get(f"{base(case)}starta-om/"))
    assert "Det gamla samtycket följer inte med" in page
    no = client.post(f"{base(case)}starta-om/", {"reason": "Vill bo själv"})
    assert no.status_code == 422 and "Vill bo själv" in no.content.decode()
    hospital = {"ground": "goal_changed", "reason": "Vill bo själv", "after_hospital": "yes"}
    no = client.post(f"{base(case)}starta-om/", hospital)
    assert no.status_code == 422 and "fasta vårdkontakten" in text(no)
    sent = client.post(f"{base(case)}starta-om/", {**hospital, "after_hospital": "no"})
    new = Case.objects.get(previous_id=case.pk)
    assert sent.headers["Location"] == f"/sip/{new.ref}/"
    again = client.post(f"{base(case)}starta-om/", {**hospital, "after_hospital": "no"})
    assert again.status_code == 303 and Case.objects.filter(previous_id=case.pk).count() == 1
    assert "Till den nya SIP:en" in text(client.get(f"{base(case)}efterat/"))


def test_the_list_is_ticked_by_each_and_in_jonkoping_by_each_principal(client: Client, cast: Cast) -> None:
    case = in_vetlanda(cast)
    as_(client, cast.actors["vetlanda"])
    assert client.post(base(case), {"ground": "other_plan"}).status_code == 303
    address = f"{base(case)}efterat/"
    assert "Varje huvudman" in text(client.get(address)) or "regel CLOSE-09" in text(client.get(address))
    nothing = client.post(address, date_data("done_on", clock.today()))
    assert nothing.status_code == 422
    mine = ClosingDuty.objects.get(closing__case=case, code="own_record", unit_id=cast.unit("vetlanda"))
    long_ago = date_data("done_on", clock.today().replace(year=2020))
    wrong_day = client.post(address, {"duties": [str(mine.ref)], **long_ago, "experience": "Det var bra"})
    assert wrong_day.status_code == 422 and "Det var bra" in wrong_day.content.decode()
    form = {"duties": [str(mine.ref)], **date_data("done_on", clock.today()), "once": str(uuid4())}
    assert [client.post(address, form).status_code for _ in range(2)] == [303, 303]
    assert ClosingDone.objects.count() == 1
    as_(client, cast.actors["vetlanda_clinic"])
    page = text(client.get(address))
    assert "Avslutet är antecknat i vår egen dokumentation" in page and "Hur har det varit för" not in page
    assert client.get(f"{base(case)}brev/").status_code == 404  # the letter is the holder's to send


def test_before_a_plan(client: Client, cast: Cast) -> None:
    case = world.at_meeting(cast)
    as_(client, cast.social)
    assert client.get(f"{base(case)}fore-plan/").status_code == 404
    assert "Här finns inget att avsluta för er" in text(client.get(base(case)))
    as_(client, cast.nurse)
    assert client.get(base(case)).headers["Location"].endswith("/fore-plan/")
    assert "Ingen blir av med sin hjälp" in text(client.get(f"{base(case)}fore-plan/"))
    half = client.post(f"{base(case)}fore-plan/", {"ground": "deceased", "reason": "Ringde i dag"})
    assert half.status_code == 422 and "Ringde i dag" in half.content.decode()
    form = {"ground": "met_otherwise", "reason": "Får hjälp av skolan", "once": str(uuid4())}
    assert [client.post(f"{base(case)}fore-plan/", form).status_code for _ in range(2)] == [303, 303]
    assert fresh(case).state == State.CLOSED
    assert "Arbetet är avslutat" in text(client.get(f"{base(case)}efterat/"))
    assert "Du får det du behöver på ett annat sätt" in text(client.get(f"{base(case)}brev/"))


def test_strangers_and_others(client: Client, cast: Cast) -> None:
    case = in_force(cast)
    as_(client, cast.stranger)
    pages = ("", "starta-om/", "efterat/", "brev/", "fore-plan/")
    assert {client.get(base(case) + p).status_code for p in pages} == {404}
    assert {client.post(base(case) + p, {}).status_code for p in pages} == {404}
    as_(client, cast.actors["health_centre"])
    assert "Det är Mottagningsenheten som avslutar" in text(client.get(base(case)))
    assert client.get(f"{base(case)}efterat/").status_code == 404
