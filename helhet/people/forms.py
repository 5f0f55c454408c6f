"""The fields about a person that other rooms' forms share."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helhet.kit import clock, limits
from helhet.kit.forms import ChoiceField, EmailField, Form, LongText, PhoneField, ShortText
from helhet.people.numbers import BadNumber, Identity, read_number
from helhet.people.rules import Interpreter


class NumberField(ShortText):
    """Personnummer, samordningsnummer or reservnummer as one writes it. Cleans to twelve signs, or ""."""

    missing_default = _("Skriv personnumret med tolv siffror, till exempel ÅÅÅÅMMDD-NNNN.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Personnummer"))
        kwargs.setdefault("help_text", _("Till exempel ÅÅÅÅMMDD-NNNN. Samordningsnummer och reservnummer går också "
                                         "bra."))
        kwargs.setdefault("width", 20)
        super().__init__(*args, max_length=30, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return self.identity(text).number if text else ""

    def identity(self, text: str) -> Identity:
        """The number with its kind and birth date. Raises ValidationError with the sentence."""
        try:
            return read_number(text, clock.today())
        except BadNumber as bad:
            raise ValidationError(str(bad.sentence), code="number") from None


class PersonFields(Form):
    """Base of a form that asks who the person is, how to reach them and how to understand each other.

    ``person_values()`` gives what ``people.actions.register`` takes.
    """

    number = NumberField()
    given_name = ShortText(label=_("Förnamn"), missing=_("Skriv personens förnamn."), width=20)
    family_name = ShortText(label=_("Efternamn"), missing=_("Skriv personens efternamn."), width=20)
    phone = PhoneField(label=_("Telefon"), required=False)
    email = EmailField(label=_("E-post"), required=False)
    address = ShortText(label=_("Adress"), required=False, max_length=limits.SHORT)
    language = ShortText(
        label=_("Språk"), required=False, width=20,
        help_text=_("Det språk personen helst talar, om det inte är svenska."),
    )
    interpreter = ChoiceField(label=_("Behövs tolk?"), required=False, choices=Interpreter.choices, initial="")
    functional_variation = LongText(
        label=_("Är det något vi behöver ta hänsyn till?"), required=False, rows=2, max_length=limits.SHORT,
        help_text=_("Till exempel att personen har svårt att höra, läsa eller koncentrera sig."), rule="INFO-02",
    )
    adaptation = LongText(
        label=_("Så anpassar vi"), required=False, rows=2, max_length=limits.SHORT,
        help_text=_("Till exempel korta pass, bildstöd eller att någon läser högt."),
    )

    def person_values(self) -> dict[str, Any]:
        """The cleaned values of these fields, by the names of ``register``."""
        return {name: self.cleaned_data[name] for name in PersonFields.base_fields}
