"""Forms with texts that several may write: each carries the number of the text one saw, hidden."""

from collections.abc import Mapping
from typing import Any

from django.forms import HiddenInput

from helhet.kit import forms


class SeenForm(forms.Form):
    """``texts`` names the fields that are kept in versions; ``numbers`` what the door said they stood at."""

    texts: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *, numbers: Mapping[str, int] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name in self.texts:
            self.fields[f"seen_{name}"] = forms.NumberField(
                required=False, widget=HiddenInput, initial=(numbers or {}).get(name, 0)
            )


class Nothing(forms.Form):
    """A form with only its button."""


def said(data: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    return {name: data.get(name) or "" for name in names}


def seen(data: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, int]:
    return {name: data.get(f"seen_{name}") or 0 for name in names}
