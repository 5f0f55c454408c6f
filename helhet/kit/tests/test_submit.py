"""A form reaches its verb once; refusals and conflicts give everything typed back."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import RequestFactory

from helhet.kit import clock, forms, once
from helhet.kit.models import Once
from helhet.kit.pages import submit
from helhet.kit.refusals import Conflict, Refusal, Refused


class Words(forms.Form):
    text = forms.LongText(label="Text")


def send(verb: Any, once: str = "", **posted: str) -> HttpResponse:
    request = RequestFactory().post("/x/", {"once": once or str(uuid4()), **posted})
    request.actor = SimpleNamespace(user_id=None, is_staff=False)  # type: ignore[attr-defined]
    request.session = SessionStore()
    request._messages = SessionStorage(request)  # type: ignore[attr-defined]
    return submit(request, lambda d: Words(d), verb, then=lambda r: f"/klart/{r}/", page="kit/pages/form.html",
                  data={"title": "Rubrik"})


def test_a_double_click_has_one_effect_and_one_result(db: None) -> None:
    done: list[str] = []

    def verb(data: dict[str, Any]) -> int:
        done.append(data["text"])
        return len(done)

    key = str(uuid4())
    first, second = send(verb, key, text="hej"), send(verb, key, text="hej")
    assert done == ["hej"]
    assert first["Location"] == second["Location"] == "/klart/1/"
    assert first.status_code == 303


def test_a_refusal_keeps_what_was_typed_and_says_the_rule(db: None) -> None:
    def verb(_data: dict[str, Any]) -> None:
        raise Refused(Refusal("CALL-10", "Skriv varför ni ska träffas.", "text"))

    answer = send(verb, text="Det jag skrev")
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Det jag skrev" in body
    assert "Skriv varför ni ska träffas." in body


def test_the_second_writer_sees_both_texts(db: None) -> None:
    def verb(_data: dict[str, Any]) -> None:
        raise Conflict(field="text", mine="min text", theirs="Karins text", by="Karin", n=4)

    answer = send(verb, text="min text")
    body = answer.content.decode()
    assert answer.status_code == 409
    assert "min text" in body
    assert "Karins text" in body


def test_a_refused_form_may_be_sent_again_with_the_same_key(db: None) -> None:
    answers = iter([Refused(Refusal("CALL-10", "Nej.")), None])

    def verb(_data: dict[str, Any]) -> int:
        trouble = next(answers)
        if trouble:
            raise trouble
        return 1

    key = str(uuid4())
    assert send(verb, key, text="a").status_code == 422
    assert send(verb, key, text="a").status_code == 303


@pytest.mark.parametrize("bad", ["", "\x00", "x" * 10_001])
def test_what_cannot_be_saved_gets_a_sentence(db: None, bad: str) -> None:
    answer = send(lambda d: 1, text=bad)
    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.content.decode()


def test_clicks_are_forgotten_after_a_week(db: None) -> None:
    now = clock.now()
    for days in (8, 6):
        Once.objects.create(key=uuid4(), user=1, result="/", at=now - timedelta(days=days))
    assert once.tidy() == 1
    assert [o.at for o in Once.objects.all()] == [now - timedelta(days=6)]
