"""Fields that may be left empty without being called voluntary: whether they are needed hangs on another answer.

The rules of the room judge them, with a sentence of their own.
"""

from typing import Any

from helhet.kit.forms import ChoiceField, DateField, LongText, MultiChoice, SelectField, ShortText, YesNo


class _Judged:
    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)  # type: ignore[misc]


class JudgedText(_Judged, LongText):
    """Several lines."""


class JudgedLine(_Judged, ShortText):
    """One line."""


class JudgedMany(_Judged, MultiChoice):
    """Several of a few."""


class JudgedYesNo(_Judged, YesNo):
    """Ja, Nej or nothing."""


class JudgedOne(_Judged, ChoiceField):
    """One of a few, or nothing."""


class JudgedSelect(_Judged, SelectField):
    """One of many, or nothing."""


class JudgedDate(_Judged, DateField):
    """A day, or nothing."""
