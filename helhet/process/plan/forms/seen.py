"""Forms with texts that several may write: each carries the number of the text one saw, hidden.

Some boxes may be empty while one writes, though the plan needs them before it can hold: they are not voluntary.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import HiddenInput
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from helhet.kit import forms

NEEDED = _("Behövs innan planen kan gälla.")


class _Awaited:
    """Drawn as one that is needed, and still taken when it is empty: the checklist asks for it in its time."""

    awaited = False
    required: bool
    help_text: Any
    empty_values: Any

    def await_it(self) -> None:
        self.awaited = self.required = True
        self.help_text = format_lazy("{} {}", NEEDED, self.help_text) if self.help_text else NEEDED

    def validate(self, value: Any) -> None:
        if not (self.awaited and value in self.empty_values):
            super().validate(value)  # type: ignore[misc]


class AwaitedShort(_Awaited, forms.ShortText):
    """One line."""


class AwaitedLong(_Awaited, forms.LongText):
    """Several lines."""


class AwaitedYesNo(_Awaited, forms.YesNo):
    """Ja eller Nej."""


class SeenForm(forms.Form):
    """``texts`` names the fields that are kept in versions; ``numbers`` what the door said they stood at.

    ``awaited``: part of the plan as the profile calls it → the fields the checklist then asks for; "" always.
    ``needs`` is the profile's answer.
    """

    texts: tuple[str, ...] = ()
    awaited: Mapping[str, tuple[str, ...]] = {}

    def __init__(
        self, data: Any = None, *, numbers: Mapping[str, int] | None = None,
        needs: Callable[[str], bool] | None = None, **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        for part, names in self.awaited.items():
            if not part or (needs and needs(part)):
                for name in names:
                    self.fields[name].await_it()  # type: ignore[attr-defined]
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
