"""The adapter: what a plain field becomes on the page."""

import re
from datetime import date

import pytest
from django.utils import translation
from markupsafe import Markup

from helhet.kit import forms, why, witness
from helhet.kit.fields import error_summary, field, has_errors


class Record(forms.Form):
    name = forms.ShortText(label="Namn", help_text="Som du kallas", autocomplete="name", width=20, rule="CON-12")
    words = forms.LongText(label="Viktigt", required=False, max_length=100)
    way = forms.ChoiceField(label="Hur?", choices=[("oral", "Muntligt", "Vem hörde?"), ("paper", "På papper")])
    parts = forms.MultiChoice(label="Delar", choices=[("a", "A"), ("b", "B")])
    until = forms.DateField(label="Till")
    born = forms.DateField(label="Född", birth=True)
    unit = forms.SelectField(label="Enhet", choices=[("x", "X")])
    read = forms.Confirm(label="Läst")
    secret = forms.ShortText(widget=forms.forms.HiddenInput, required=False)


@pytest.fixture(autouse=True)
def swedish():
    with translation.override("sv"):
        yield


def draw(name: str, data: dict | None = None, **options: object) -> str:
    return str(field(Record(data)[name], **options))


def test_a_line_of_text_has_label_hint_autocomplete_and_reason() -> None:
    html = draw("name")
    assert '<label class="govuk-label" for="name">' in html and 'aria-describedby="name-hint"' in html
    assert 'autocomplete="name"' in html and "govuk-input--width-20" in html
    assert 'data-rule="CON-12"' in html and "Varför?" in html


def test_what_is_optional_says_so() -> None:
    assert "Viktigt (frivilligt)" in draw("words")
    assert "(frivilligt)" not in draw("name")


def test_long_text_counts_in_swedish() -> None:
    html = draw("words")
    assert 'data-maxlength="100"' in html and "Texten får ha högst 100 tecken." in html
    assert "characters" not in re.sub(r"data-i18n[^=]+", "", html)


def test_choices_are_a_group_with_hints_and_nothing_preset() -> None:
    html = draw("way")
    assert "<legend" in html and "Vem hörde?" in html and " checked" not in html
    assert draw("way", {"way": "paper"}).count(" checked") == 1
    assert draw("parts", {"parts": ["a", "b"]}).count(" checked") == 2


def test_a_choice_may_open_another_field() -> None:
    html = draw("way", reveal={"oral": Markup("<p>mer</p>")})
    assert 'data-aria-controls="conditional-way"' in html and "<p>mer</p>" in html


def test_a_day_is_three_boxes_with_what_was_written() -> None:
    html = draw("until", {"until_day": "31", "until_month": "feb", "until_year": "2026"})
    assert 'value="31"' in html and 'value="feb"' in html and 'value="2026"' in html
    assert '<fieldset class="govuk-fieldset" role="group"' in html and ">\n            Månad" in html
    assert 'value="12"' in str(field(Record(initial={"until": date(2026, 12, 2)})["until"]))
    assert 'autocomplete="bday-day"' in draw("born")


def test_a_list_starts_with_nothing_chosen() -> None:
    assert re.search(r'<option value="" selected>Välj</option>', draw("unit"))


def test_one_box_to_tick() -> None:
    html = draw("read", {})
    assert 'type="checkbox"' in html and "Kryssa i ”Läst” för att gå vidare." in html


def test_an_error_is_said_with_words_and_tied_to_its_box() -> None:
    html = draw("name", {})
    assert '<span class="govuk-visually-hidden">Fel:</span> Fyll i ”Namn”.' in html
    assert 'aria-describedby="name-hint name-error"' in html


def test_the_summary_links_to_every_box() -> None:
    form = Record({})
    html = str(error_summary(form))
    links = re.findall(r'href="#([\w-]+)"', html)
    assert links == ["name", "way", "parts", "until_day", "born_day", "unit", "read"]
    page = "".join(str(field(bound)) for bound in form)
    assert all(f'id="{link}"' in page for link in links)
    assert has_errors(form) and not has_errors(Record()) and not has_errors(None)
    assert error_summary(Record()) == "" == error_summary(None)


def test_the_question_can_be_the_heading_of_the_page() -> None:
    assert '<h1 class="govuk-label-wrapper">' in draw("name", heading=True)
    assert '<h1 class="govuk-fieldset__heading">' in draw("way", heading=True)


def test_hidden_fields_stay_hidden() -> None:
    assert draw("secret").startswith('<input type="hidden"')


def test_what_people_write_is_escaped() -> None:
    html = draw("name", {"name": '"><script>x</script>'}) + draw("words", {"words": "</textarea><script>"})
    assert "<script>" not in html


def test_the_reason_tells_the_witness(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(why, "_lookup", lambda rule: why.RuleText(rule, "Samtycket antecknas.", "Riktlinje", "s. 4"))
    seen: list[tuple[str, str]] = []
    witness.listen(listener := lambda kind, rule: seen.append((kind, rule)))
    try:
        html = str(why.why("CON-12", "CON-13"))
    finally:
        witness.unlisten(listener)
    assert seen == [("shown", "CON-12"), ("shown", "CON-13")]
    assert "Samtycket antecknas." in html and "Riktlinje · s. 4 · regel CON-12" in html
    assert why.why("") == ""


def test_a_text_in_a_revealed_box_keeps_its_lines_as_typed() -> None:
    words = draw("words", {"words": "första raden\nandra raden"})
    html = str(field(Record(None)["way"], reveal={"oral": Markup(words)}))
    assert "första raden&#10;andra raden</textarea>" in html
