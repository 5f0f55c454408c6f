"""Form fields with Swedish sentences and what the look needs to know: hints, counters, widths, rules.

Every field takes, beside Django's own arguments: ``missing`` (the sentence when it is left empty), ``rule``
(the rule that stands behind it, shown as "Varför?"), ``autocomplete``, ``width`` (2, 3, 4, 5, 10, 20, 30).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from helhet.kit import limits
from helhet.kit.dates import MONTHS, SHORT_MONTHS
from helhet.kit.text import clean_text

Choices = Iterable[Sequence[Any]]


class Form(forms.Form):
    """The base of every form: never the browser's own bubbles, ids as the field's name."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "%s")
        super().__init__(*args, **kwargs)


class _Shown:
    """What the adapter in ``kit.fields`` reads from a field."""

    missing_default: Any = _("Fyll i ”{label}”.")

    def __init__(
        self, *args: Any, missing: Any = "", rule: str = "", autocomplete: str = "", width: int = 0, **kwargs: Any
    ) -> None:
        self.rule, self.autocomplete, self.width = rule, autocomplete, width
        default = format_lazy(self.missing_default, label=kwargs.get("label") or "")
        messages = {"required": missing or default, **(kwargs.pop("error_messages", None) or {})}
        super().__init__(*args, error_messages=messages, **kwargs)  # type: ignore[call-arg]


class ShortText(_Shown, forms.CharField):
    """One line. Cleaned to NFC without control characters. ``suggest``: answers at hand, none of them a must."""

    def __init__(
        self, *args: Any, max_length: int = limits.NAME, suggest: Iterable[Any] = (), **kwargs: Any
    ) -> None:
        self.suggest = tuple(suggest)
        messages = {"max_length": _("Texten får ha högst %(limit_value)d tecken, nu är den %(show_value)d.")}
        super().__init__(*args, max_length=max_length, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        return clean_text(super().to_python(value) or "")


class LongText(ShortText):
    """Several lines, with a counter under the box once half of the room is used."""

    widget = forms.Textarea

    def __init__(self, *args: Any, max_length: int = limits.LONG, rows: int = 5, **kwargs: Any) -> None:
        self.rows = rows
        super().__init__(*args, max_length=max_length, **kwargs)


class EmailField(_Shown, forms.EmailField):
    """An address to write to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("autocomplete", "email")
        kwargs["error_messages"] = {"invalid": _("Skriv adressen så här: namn@exempel.se")}
        super().__init__(*args, **kwargs)


class PhoneField(ShortText):
    """A telephone number as people write it: "070-123 45 67". Kept as written, with single spaces."""

    widget = forms.TextInput(attrs={"type": "tel"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("width", 20)
        super().__init__(*args, max_length=40, **kwargs)

    def to_python(self, value: Any) -> str:
        number = " ".join(super().to_python(value).split())
        digits = re.sub(r"\D", "", number)
        if number and (not re.fullmatch(r"\+?[\d ()/-]+", number) or not 5 <= len(digits) <= 15):
            raise ValidationError(_("Skriv telefonnumret med siffror, till exempel 070-123 45 67."), code="phone")
        return number


def _split(choices: Choices) -> tuple[list[tuple[Any, Any]], dict[str, Any]]:
    """(value, text) pairs for Django, and the hints by value for the adapter."""
    rows = [tuple(choice) for choice in choices]
    return [(row[0], row[1]) for row in rows], {str(row[0]): row[2] for row in rows if len(row) > 2 and row[2]}


class ChoiceField(_Shown, forms.ChoiceField):
    """One of a few, as radio buttons. A choice is (value, text) or (value, text, hint). Nothing is preset."""

    widget = forms.RadioSelect
    missing_default = _("Svara på ”{label}”.")

    def __init__(self, *, choices: Choices = (), inline: bool = False, **kwargs: Any) -> None:
        self.inline = inline
        pairs, self.choice_hints = _split(choices)
        messages = {"invalid_choice": _("Välj ett av alternativen i listan.")}
        super().__init__(choices=pairs, error_messages=messages, **kwargs)

    def offer(self, choices: Choices) -> None:
        """Set the choices of one form, from a door."""
        pairs, self.choice_hints = _split(choices)
        self.choices = pairs


class SelectField(ChoiceField):
    """One from a long list that one knows by heart, as a drop-down with an empty "Välj" first."""

    widget = forms.Select  # type: ignore[assignment]


class MultiChoice(ChoiceField, forms.MultipleChoiceField):
    """Several of a few, as checkboxes. Choices as in ChoiceField."""

    widget = forms.CheckboxSelectMultiple
    missing_default = _("Välj minst ett alternativ under ”{label}”.")


class YesNo(ChoiceField):
    """Ja eller Nej, neither chosen from the start. Cleans to True, False or None."""

    def __init__(self, *, yes: Any = "", no: Any = "", **kwargs: Any) -> None:
        kwargs.setdefault("inline", True)
        kwargs.setdefault("missing", _("Välj ja eller nej."))
        super().__init__(choices=[("yes", yes or _("Ja")), ("no", no or _("Nej"))], **kwargs)

    def clean(self, value: Any) -> Any:
        return {"yes": True, "no": False}.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class Confirm(_Shown, forms.BooleanField):
    """One box to tick."""

    missing_default = _("Kryssa i ”{label}” för att gå vidare.")


class DateParts(forms.Widget):
    """Three boxes: ``name_day``, ``name_month``, ``name_year``. Drawn by ``kit.fields``."""

    parts = ("day", "month", "year")

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str] | None:
        found = {part: str(data.get(f"{name}_{part}") or "").strip() for part in self.parts}
        return found if any(found.values()) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in self.parts)

    def format_value(self, value: Any) -> dict[str, str]:
        if isinstance(value, date):
            return {"day": str(value.day), "month": str(value.month), "year": str(value.year)}
        return value if isinstance(value, dict) else {}


def date_data(name: str, day: date) -> dict[str, str]:
    """A date as the browser would post it, for tests and for pre-filled forms."""
    return {f"{name}_{part}": text for part, text in DateParts().format_value(day).items()}


class DateField(_Shown, forms.Field):
    """A day as day, month, year. The month may be written as a word. Cleans to a date or None.

    ``birth=True`` gives the browser's own birthday as autocomplete.
    """

    widget = DateParts
    missing_default = _("Skriv dag, månad och år vid ”{label}”.")
    default_error_messages = {
        "part": _("Skriv både dag, månad och år."),
        "year": _("Skriv året med fyra siffror, till exempel 2027."),
        "invalid": _("Det datumet finns inte. Kontrollera dag, månad och år."),
    }

    def __init__(self, *args: Any, birth: bool = False, **kwargs: Any) -> None:
        self.birth = birth
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> date | None:
        if value is None or isinstance(value, date):
            return value
        if not all(value.values()):
            raise ValidationError(self.error_messages["part"], code="part")
        if not re.fullmatch(r"\d{4}", value["year"]):
            raise ValidationError(self.error_messages["year"], code="year")
        try:
            return date(int(value["year"]), _month(value["month"]), int(value["day"]))
        except ValueError as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        return DateParts().format_value(initial) != (data or {})


def _month(text: str) -> int:
    words = text.lower().rstrip(".")
    for names in (MONTHS, SHORT_MONTHS):
        for number, name in enumerate(names, 1):
            if words == str(name):
                return number
    return int(text)


class TimeField(ShortText):
    """An hour as one writes it: "14.00", "14:00", "1400" or "14". Cleans to a time or None."""

    missing_default = _("Skriv ett klockslag vid ”{label}”, till exempel 14.00.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("width", 5)
        super().__init__(*args, max_length=10, **kwargs)

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        match = re.fullmatch(r"(\d{1,2})[.:]?(\d{2})?", str(value).strip())
        if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:
            raise ValidationError(_("Skriv klockslaget så här: 14.00."), code="time")
        return time(int(match[1]), int(match[2] or 0))

    def run_validators(self, value: Any) -> None:
        """Length is judged by the pattern above."""

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%H.%M") if isinstance(value, time) else value


class NumberField(_Shown, forms.IntegerField):
    """A whole number in a narrow box."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("width", 4)
        kwargs["error_messages"] = {
            "invalid": _("Skriv ett helt tal med siffror."),
            "min_value": _("Talet ska vara minst %(limit_value)s."),
            "max_value": _("Talet får vara högst %(limit_value)s."),
        }
        super().__init__(*args, **kwargs)


class ManyFiles(forms.FileInput):
    """One box in which several files may be chosen at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(_Shown, forms.Field):
    """Files to attach, cleaned to a tuple. What they hold is looked through by the room that keeps them.

    ``accept`` is what the browser's own window offers first. A form that is shown again never holds files.
    """

    widget = ManyFiles

    def __init__(self, *args: Any, accept: str = "", **kwargs: Any) -> None:
        self.accept = accept
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> tuple[Any, ...]:
        return tuple(f for f in (value or ()) if f)
