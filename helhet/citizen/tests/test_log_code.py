"""*Kontrollera en loggkod*: whoever holds a paper can see that the log is what it was."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from helhet.audit import checkpoints
from helhet.process.plan.tests.world import established
from helhet.process.tests.cast import Cast, sign_in

pytestmark = pytest.mark.django_db


def ask(client: Client, code: str) -> Any:
    return client.post(reverse("log-code"), {"code": code})


def test_a_code_of_a_printed_plan_is_found_by_anybody(cast: Cast, client: Client) -> None:
    case, _rows = established(cast)
    checkpoints.take()
    sign_in(client, cast.nurse)
    paper = client.get(reverse("plan-print", args=[case.ref])).content.decode()
    point = checkpoints.newest(cast.nurse.controller_id)
    assert point and f"Loggkod {point.code}" in paper
    answer = ask(Client(), point.code)
    assert answer.status_code == 200
    assert "Koden stämmer" in answer.content.decode()
    assert point.code not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]


def test_a_code_that_is_not_there_and_one_that_is_forgotten(cast: Cast, client: Client) -> None:
    assert "Vi hittar ingen sådan kod" in ask(client, "AAAA-BBBB-CCCC-DDDD").content.decode()
    empty = ask(client, "")
    assert empty.status_code == 422
    assert "Skriv koden som står längst ner på papperet." in empty.content.decode()


def test_a_log_that_was_changed_is_told_of(cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    established(cast)
    checkpoints.take()
    point = checkpoints.newest(cast.nurse.controller_id)
    monkeypatch.setattr("helhet.audit.checkpoints.keys.genuine", lambda *_: False)
    assert point and "Loggen har ändrats" in ask(client, point.code).content.decode()
