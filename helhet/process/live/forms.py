"""The small forms of the meeting: one press to lead it, a question to keep, and what is to be done in one line."""

from typing import Any

from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from helhet.kit import forms, limits
from helhet.process.mapping.rules import LifeArea
from helhet.process.plan.words import TIMES, HowOften, Where

OWN = "own"  # what the person does is nobody's unit


class Lead(forms.Form):
    """One press by who leads. ``value`` names the part, or which one of several."""

    do = forms.ShortText(widget=HiddenInput)
    value = forms.ShortText(widget=HiddenInput, required=False)
    asked = forms.Confirm(label=_("Frågan är ställd igen"), required=False)


class Park(forms.Form):
    text = forms.ShortText(label=_("En fråga att ta senare"), max_length=limits.SHORT,
                           missing=_("Skriv frågan, så att den inte glöms bort."))


class Joined(forms.Form):
    """Somebody who was not on the list has come to the meeting."""

    name = forms.ShortText(label=_("Vad heter den som kom?"), max_length=limits.NAME,
                           missing=_("Skriv vad den som kom heter."))
    how = forms.ChoiceField(label=_("Varför är hen här?"), missing=_("Välj varför hen är här."), choices=[
        ("support", _("Som personens eget stöd")), ("other", _("Av ett annat skäl, och samtycket nämner hen"))])
    asked = forms.Confirm(label=_("Personen är tillfrågad, och det känns bra"), required=False, rule="CON-29")


class QuickGoal(forms.Form):
    """A sub-goal in one line; the rest is written where it then stands."""

    title = forms.ShortText(label=_("Vad är viktigt på kort sikt?"), max_length=limits.SHORT,
                            missing=_("Skriv vad som är viktigt på kort sikt."))
    area = forms.SelectField(label=_("Vilken del av livet?"), choices=LifeArea.choices,
                             missing=_("Välj vilken del av livet det gäller."))


class QuickIntervention(forms.Form):
    """The five questions of one intervention (PLAN-13): what, who, when, how often, where."""

    what = forms.ShortText(label=_("Vad ska göras?"), max_length=limits.SHORT, missing=_("Skriv vad som ska göras."))
    who = forms.SelectField(label=_("Vem gör det?"), missing=_("Välj vem som gör det."))
    when = forms.ShortText(label=_("När?"), required=False, suggest=TIMES)
    how_often = forms.SelectField(label=_("Hur ofta?"), required=False, choices=HowOften.choices)
    where = forms.SelectField(label=_("Var?"), required=False, choices=Where.choices)

    def __init__(self, data: Any = None, *, who: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["who"].offer([("", _("Välj")), *who])  # type: ignore[attr-defined]
