"""Each answer of a real mail server and a real gateway is read right."""

from typing import Any
from uuid import uuid4

import pytest

from helhet.post.carriers import Outcome, carry
from helhet.post.letters import text
from helhet.post.tests.receivers import Receiver

TEXT = text("digest", for_unit=False)


def mailed(ref: Any = None) -> Outcome:
    return carry("mail", "nils@post.example", TEXT, ref or uuid4())


def texted(ref: Any = None) -> Outcome:
    return carry("sms", "+46701740651", TEXT, ref or uuid4())


def test_a_letter_is_taken_with_a_name_that_stays(mail: Receiver) -> None:
    ref = uuid4()
    assert mailed(ref).result == "sent"
    assert mailed(ref).result == "sent"
    assert {g.ref for g in mail.got} == {f"<{ref}@127.0.0.1>"}
    assert "Du har något att läsa i Helhet" in mail.said


@pytest.mark.parametrize(
    ("manner", "result", "unsure"),
    [("busy", "later", False), ("no", "never", False), ("hang", "later", True), ("cut", "later", True)],
)
def test_what_a_mail_server_can_answer(mail: Receiver, manner: str, result: str, unsure: bool) -> None:
    mail.manner = manner
    outcome = mailed()
    assert (outcome.result, outcome.unsure) == (result, unsure)
    assert outcome.why and "nils" not in outcome.why


def test_a_mail_server_that_is_not_there(settings: Any) -> None:
    settings.POST_SMTP_URL = "smtp://127.0.0.1:9"
    outcome = mailed()
    assert (outcome.result, outcome.unsure) == ("later", False)


def test_a_text_is_taken_with_a_key_that_stays(sms: Receiver) -> None:
    ref = uuid4()
    assert texted(ref).result == "sent"
    assert sms.got[0].ref == str(ref)
    assert "l\\u00e4sa i Helhet" in sms.said


@pytest.mark.parametrize(
    ("manner", "result", "unsure"),
    [("busy", "later", False), ("no", "never", False), ("key", "later", False), ("hang", "later", True),
     ("cut", "later", True)],
)
def test_what_a_gateway_can_answer(sms: Receiver, manner: str, result: str, unsure: bool) -> None:
    sms.manner = manner
    outcome = texted()
    assert (outcome.result, outcome.unsure) == (result, unsure)


def test_a_gateway_that_is_not_there(settings: Any) -> None:
    settings.POST_SMS_URL = "http://127.0.0.1:9/sms"
    assert texted().result == "later"


def test_without_a_carrier_the_notice_waits(settings: Any) -> None:
    settings.DEMO = False
    assert mailed() == Outcome("later", "not configured")
