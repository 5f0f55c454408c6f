"""The pages of deviations: from the meeting to the last word, and for whom they do not exist."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from helhet.deviation.models import Report
from helhet.deviation.tests.scenes import WHAT, missed, ref_of, sent, shut_out
from helhet.kit import clock
from helhet.kit.forms import date_data
from helhet.process.tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db


def text(answer: Any) -> str:
    return answer.content.decode()  # type: ignore[no-any-return]


def as_(by: Any) -> Client:
    client = Client()
    sign_in(client, by)
    return client


def post(client: Client, address: str, **sent: Any) -> Any:
    return client.post(address, {"once": str(uuid4())} | sent)


def do(client: Client, name: str, ref: UUID, **sent: Any) -> Any:
    return post(client, reverse(name, args=[ref]), **sent)


@pytest.mark.rule("ATT-12")
def test_one_press_from_the_meeting_and_it_is_written(cast: Cast) -> None:
    case = missed(cast)
    nurse = as_(cast.nurse)
    address = reverse("deviation-new-about", args=[case.ref, "absent", ref_of(cast.unit("social"))])
    assert address in text(nurse.get(reverse("meeting", args=[case.ref])))
    page = text(nurse.get(address))
    assert "Mottagningsenheten var kallad till SIP-mötet" in page and "60 dagar" in page
    words = {"kind": "absent", "what": "Mottagningsenheten var kallad."} | date_data("happened_on", clock.today())
    done = post(nurse, address, **words)
    row = Report.objects.get()
    assert done["Location"] == reverse("deviation", args=[row.ref])
    assert "ska svara senast" in text(nurse.get(done["Location"]))
    assert nurse.get(address)["Location"] == done["Location"], "a second press leads to what is already there"


def test_a_free_report_on_another_unit(cast: Cast) -> None:
    case, nurse = missed(cast), as_(cast.nurse)
    address = reverse("deviation-new", args=[case.ref])
    assert address in text(nurse.get(reverse("case", args=[case.ref])))
    words = {"kind": "discharge", "what": "Vi fick inte veta."} | date_data("happened_on", clock.today())
    no = post(nurse, address, unit="other", **words)
    assert no.status_code == 422 and "Vi fick inte veta." in text(no)
    yes = post(nurse, address, unit="other", elsewhere=str(ref_of(cast.unit("ward"))), **words)
    assert yes.status_code == 303 and Report.objects.get().receiver_id == cast.unit("ward")
    ward = as_(cast.actors["ward"])
    shown = text(ward.get(yes["Location"]))
    assert "En person vars namn ni inte får se" in shown
    assert "Andersson" not in shown and case.number not in shown and "Vi fick inte veta" not in shown


@pytest.mark.rule("ATT-12")
def test_received_answered_and_closed_through_the_pages(cast: Cast) -> None:
    row = sent(cast, missed(cast), day=clock.today())
    social, nurse = as_(cast.social), as_(cast.nurse)
    assert row.number in text(social.get(reverse("deviations")))
    shown = text(social.get(reverse("deviation", args=[row.ref])))
    assert WHAT in shown and "Vi tar emot den" in shown
    assert do(social, "deviation-receive", row.ref).status_code == 303
    no = do(social, "deviation-answer", row.ref, cause="Sjukdom")
    assert no.status_code == 422 and "Sjukdom" in text(no)
    assert do(social, "deviation-answer", row.ref, cause="Sjukdom", measure="Ersättare finns nu").status_code == 303
    assert "Ersättare finns nu" in text(nurse.get(reverse("deviation-close", args=[row.ref])))
    no = do(nurse, "deviation-close", row.ref, satisfied="no")
    assert no.status_code == 422
    assert do(nurse, "deviation-close", row.ref, satisfied="no", text="Ring också.").status_code == 303
    assert "Ring också." in text(social.get(reverse("deviation", args=[row.ref])))
    again = do(social, "deviation-answer", row.ref, cause="a", measure="b")
    assert again.status_code == 422 and "gått vidare" in text(again)


def test_sent_back_and_on_through_the_pages(cast: Cast) -> None:
    row = sent(cast, missed(cast), day=clock.today())
    social, nurse = as_(cast.social), as_(cast.nurse)
    assert do(social, "deviation-return", row.ref, text="Hemsjukvården").status_code == 303
    page = text(nurse.get(reverse("deviation-route", args=[row.ref])))
    assert str(ref_of(cast.unit("home_care"))) in page and str(ref_of(cast.unit("social"))) not in page
    assert do(nurse, "deviation-route", row.ref, unit=str(ref_of(cast.unit("home_care")))).status_code == 303
    assert row.number in text(as_(cast.actors["home_care"]).get(reverse("deviations")))
    assert "Inga sådana" in text(nurse.get(reverse("deviations-sent") + "?steg=closed"))


@pytest.mark.rule("IT-03")
def test_a_stranger_gets_the_plain_404_and_a_shut_out_unit_no_name(cast: Cast) -> None:
    case = missed(cast)
    row = sent(cast, case, day=clock.today())
    stranger, social = as_(cast.stranger), as_(cast.social)
    for name in ("deviation", "deviation-return", "deviation-answer", "deviation-close", "deviation-route"):
        mine, none = (stranger.get(reverse(name, args=[ref])) for ref in (row.ref, uuid4()))
        assert mine.status_code == none.status_code == 404 and mine.content == none.content
    assert stranger.get(reverse("deviation-new", args=[case.ref])).status_code == 404
    assert "Andersson" in text(social.get(reverse("deviations")))
    shut_out(cast, case)
    for address in (reverse("deviations"), *(reverse(n, args=[row.ref]) for n in ("deviation", "deviation-answer"))):
        shown = text(social.get(address))
        assert "Andersson" not in shown and WHAT not in shown and case.number not in shown, address


def test_a_page_that_is_not_in_turn_is_not_there(cast: Cast) -> None:
    row = sent(cast, missed(cast), day=clock.today())
    assert as_(cast.nurse).get(reverse("deviation-route", args=[row.ref])).status_code == 404
    assert as_(cast.social).get(reverse("deviation-close", args=[row.ref])).status_code == 404
    assert as_(cast.social).get(reverse("deviations") + "?steg=rain").status_code == 404
