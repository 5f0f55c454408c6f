import inspect
from typing import Any

import pytest

from helhet.people import actions
from helhet.people.forms import PersonFields

GIVEN = {"number": "810101-2394", "given_name": " Lars ", "family_name": "Andersson"}


def form(**more: Any) -> PersonFields:
    return PersonFields({**GIVEN, **more})


def test_three_fields_are_enough() -> None:
    sent = form()
    assert sent.is_valid(), sent.errors
    values = sent.person_values()
    assert (values["number"], values["given_name"], values["interpreter"]) == ("198101012394", "Lars", "")


def test_the_values_are_what_the_verb_takes() -> None:
    sent = form(interpreter="sign", phone="070-123 45 67")
    assert sent.is_valid()
    inspect.signature(actions.register).bind(by=None, **sent.person_values())


@pytest.mark.parametrize(("number", "says"), [
    ("", "tolv siffror"), ("198101012395", "sista siffran"), ("20990101-2390", "framåt"), ("hej", "tolv tecken"),
])
def test_a_wrong_number_says_how_to_mend_it_and_keeps_what_was_typed(number: str, says: str) -> None:
    sent = form(number=number)
    assert not sent.is_valid()
    assert says in sent.errors["number"][0]
    assert sent["number"].value() == number


@pytest.mark.parametrize("change", [
    {"given_name": ""}, {"family_name": "a\x00b"}, {"phone": "ring mig"}, {"email": "lars"}, {"interpreter": "x"},
    {"given_name": "a" * 201}, {"adaptation": "a" * 501},
])
def test_each_field_judges_its_own(change: dict[str, str]) -> None:
    sent = form(**change)
    assert not sent.is_valid()
    assert set(sent.errors) == set(change)
