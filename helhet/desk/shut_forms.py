"""Forms around what is shut: blocks, emergencies, protected identities."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.access.rules import EMERGENCY_HOURS, EMERGENCY_MOST, OPENING_GROUNDS, Kind
from helhet.kit import forms
from helhet.people.forms import NumberField
from helhet.people.rules import Protection

HOURS = [("4", _("4 timmar")), ("24", _("Ett dygn")), ("72", _("Tre dygn")), ("168", _("Sju dygn"))]


class LookForm(forms.Form):
    """Whether something is shut for the unit, of the person with this number."""

    number = NumberField(label=_("Personens personnummer"))


class OpenBlockForm(forms.Form):
    """The second step: which block, why, and for how long."""

    block = forms.ChoiceField(label=_("Vad behöver ni öppna?"), missing=_("Välj vad ni behöver öppna."))
    ground = forms.ChoiceField(
        label=_("Varför får ni öppna?"), missing=_("Välj varför spärren öppnas."),
        choices=[("consent", OPENING_GROUNDS["consent"], _("Fråga personen, och berätta vad ni ska läsa.")),
                 ("cannot_ask", OPENING_GROUNDS["cannot_ask"], _("Bara för vården, och bara om det inte kan vänta."))],
    )
    reason = forms.LongText(label=_("Varför behöver ni uppgifterna?"), rows=3,
                            missing=_("Skriv varför ni behöver uppgifterna."),
                            help_text=_("Personen kan läsa det du skriver."))
    hours = forms.ChoiceField(label=_("Hur länge?"), choices=HOURS, inline=True, initial="24",
                              missing=_("Välj hur länge."), help_text=_("Sedan stängs det av sig självt."))

    def __init__(self, *args: Any, offered: Sequence[Sequence[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["block"].offer(offered)  # type: ignore[attr-defined]


class ScopeForm(forms.Form):
    """What the person wants to shut."""

    scope = forms.ChoiceField(label=_("Vad ska spärras?"), missing=_("Välj vad som ska spärras."))

    def __init__(self, *args: Any, offered: Sequence[Sequence[Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scope"].offer(offered)  # type: ignore[attr-defined]


class EmergencyForm(forms.Form):
    """The first step of an emergency: who, what is needed, why, how long."""

    number = NumberField(label=_("Personens personnummer"))
    danger = forms.Confirm(label=_("Det är fara för liv eller hälsa, och personen kan inte svara"))
    kinds = forms.MultiChoice(
        label=_("Vad behöver du läsa?"), missing=_("Välj vad du behöver läsa."),
        choices=[(k.value, k.label) for k in (Kind.PLAN, Kind.GOALS, Kind.NEED, Kind.MAPPING, Kind.CONTACTS,
                                              Kind.MEETING, Kind.MESSAGES)],
        help_text=_("Välj bara det som behövs nu."),
    )
    reason = forms.LongText(label=_("Varför kan det inte vänta?"), rows=3,
                            missing=_("Skriv varför det inte kan vänta."),
                            help_text=_("Den som granskar läser det, och personen själv."))
    hours = forms.NumberField(label=_("Hur många timmar?"), initial=EMERGENCY_HOURS, min_value=1,
                              max_value=EMERGENCY_MOST, missing=_("Skriv hur många timmar."),
                              help_text=_("Högst 24. Sedan stängs det av sig självt."))


class Press(forms.Form):
    """A press that says yes."""


class ReviewForm(forms.Form):
    """Whether an emergency was right."""

    was_right = forms.YesNo(label=_("Var det rätt att nödöppna?"), missing=_("Svara ja eller nej."))
    words = forms.LongText(label=_("Vad har du sett, och vad gör ni åt det?"), rows=4, required=False,
                           help_text=_("Behövs om svaret är nej."))


class ReasonForm(forms.Form):
    """Why somebody needs to see what is protected."""

    reason = forms.LongText(label=_("Varför behöver du se uppgifterna nu?"), rows=3,
                            missing=_("Skriv varför du behöver se uppgifterna."),
                            help_text=_("Det står i loggen vem som har sett dem, och när."))


class CheckForm(forms.Form):
    """That somebody near may have access though an identity is protected."""

    why = forms.LongText(label=_("Hur vet ni att det är tryggt?"), rows=4,
                         missing=_("Skriv hur ni vet att personen inte är i fara av det."),
                         help_text=_("Till exempel vem du har talat med, och vilket beslut du har sett."))


class ProtectionForm(forms.Form):
    """What Skatteverket has decided."""

    protection = forms.ChoiceField(
        label=_("Har personen skyddade personuppgifter?"), missing=_("Välj vad som gäller."),
        choices=[(Protection.NONE.value, _("Nej")), (Protection.MARKED.value, Protection.MARKED.label),
                 (Protection.REGISTERED.value, Protection.REGISTERED.label)],
    )
