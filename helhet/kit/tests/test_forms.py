"""The fields clean as people write."""

from datetime import date, time

import pytest
from django.utils import translation

from helhet.kit import forms


class Meeting(forms.Form):
    name = forms.ShortText(label="Namn", max_length=10)
    day = forms.DateField(label="Dag")
    hour = forms.TimeField(label="Tid", required=False)
    phone = forms.PhoneField(label="Telefon", required=False)
    comes = forms.YesNo(label="Kommer ni?")
    kinds = forms.MultiChoice(label="Delar", choices=[("a", "A", "om a"), ("b", "B")], required=False)


GOOD = {"name": "Kim", "day_day": "2", "day_month": "12", "day_year": "2026", "comes": "no"}


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


def errors(**changed: object) -> dict[str, list[str]]:
    return dict(Meeting({**GOOD, **changed}).errors)


def test_a_good_form_cleans() -> None:
    form = Meeting({**GOOD, "hour": "14.30", "phone": " 070-123  45 67 ", "kinds": ["a"]})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "name": "Kim", "day": date(2026, 12, 2), "hour": time(14, 30), "phone": "070-123 45 67", "comes": False,
        "kinds": ["a"],
    }


@pytest.mark.parametrize("month", ["12", "december", "Dec", "dec."])
def test_the_month_may_be_a_word(month: str) -> None:
    form = Meeting({**GOOD, "day_month": month})
    assert form.is_valid() and form.cleaned_data["day"] == date(2026, 12, 2)


@pytest.mark.parametrize(("changed", "sentence"), [
    ({"day_day": "", "day_month": "", "day_year": ""}, "Skriv dag, månad och år vid ”Dag”."),
    ({"day_day": ""}, "Skriv både dag, månad och år."),
    ({"day_year": "26"}, "Skriv året med fyra siffror, till exempel 2027."),
    ({"day_day": "31", "day_month": "2"}, "Det datumet finns inte. Kontrollera dag, månad och år."),
    ({"day_month": "blåmånad"}, "Det datumet finns inte. Kontrollera dag, månad och år."),
])
def test_a_day_that_is_wrong_says_how(changed: dict[str, str], sentence: str) -> None:
    assert errors(**changed) == {"day": [sentence]}


@pytest.mark.parametrize(("text", "hour"), [("14", time(14)), ("14:05", time(14, 5)), ("0905", time(9, 5))])
def test_hours_as_written(text: str, hour: time) -> None:
    form = Meeting({**GOOD, "hour": text})
    assert form.is_valid() and form.cleaned_data["hour"] == hour


@pytest.mark.parametrize("text", ["25", "14.70", "två", "1:2:3"])
def test_hours_that_are_none(text: str) -> None:
    assert errors(hour=text) == {"hour": ["Skriv klockslaget så här: 14.00."]}


@pytest.mark.parametrize("number", ["12", "ring mig", "070-12a", "1" * 20])
def test_numbers_one_cannot_ring(number: str) -> None:
    assert list(errors(phone=number)) == ["phone"]


def test_what_is_missing_is_named() -> None:
    assert errors(name="", comes="") == {"name": ["Fyll i ”Namn”."], "comes": ["Välj ja eller nej."]}


def test_length_is_said_with_both_figures() -> None:
    assert errors(name="x" * 12) == {"name": ["Texten får ha högst 10 tecken, nu är den 12."]}


def test_control_characters_are_refused() -> None:
    assert "name" in errors(name="a\x07b")


def test_a_choice_that_was_not_offered_is_refused() -> None:
    assert list(errors(kinds=["c"])) == ["kinds"]


def test_a_date_as_the_browser_posts_it() -> None:
    assert forms.date_data("day", date(2026, 12, 2)) == {"day_day": "2", "day_month": "12", "day_year": "2026"}


def test_choices_from_a_door() -> None:
    form = Meeting(GOOD)
    form.fields["kinds"].offer([("c", "C", "om c")])
    assert form.fields["kinds"].choices == [("c", "C")]
    assert form.fields["kinds"].choice_hints == {"c": "om c"}
