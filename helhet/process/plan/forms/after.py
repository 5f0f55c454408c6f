"""Establishing, and what happens after: how it goes, who answers for it, and the papers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit import forms, limits
from helhet.process.plan.words import Receiver, Status


class EstablishForm(forms.Form):
    """Sum up, ask, establish (MEET-14, CON-27). ``other`` only by a documented route."""

    read_back = forms.YesNo(label=_("Har ni läst upp planen för personen?"), rule="MEET-14")
    consent_to_planning = forms.YesNo(label=_("Säger personen ja till planeringen?"), rule="CON-27")
    other = forms.LongText(label=_("Personen kan inte svara: hur och när går ni igenom planen i stället?"),
                           rule="LAW-18", required=False, rows=3, max_length=limits.SHORT)

    def __init__(self, data: Any = None, *, by_route: bool = False, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if not by_route:
            del self.fields["other"]


class ReportForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Hur går det?"), rule="PLAN-24", missing=_("Välj hur det går."),
        choices=[(Status.ONGOING, _("Det pågår")), (Status.DONE, _("Det är klart")),
                 (Status.ENDED, _("Det blev inte så, eller är avslutat"))])
    reason = forms.LongText(label=_("Vad har hänt?"), required=False, rows=3, max_length=limits.SHORT,
                            help_text=_("Behövs när insatsen avslutas. Alla som har planen kan läsa det."))


class ChangeMainForm(forms.Form):
    """The responsibility changes hands (RESP-08)."""

    person_asked = forms.Confirm(label=_("Personen är tillfrågad"), rule="RESP-06", required=False)
    wish = forms.LongText(label=_("Vad sa personen?"), required=False, rows=2, max_length=limits.SHORT)
    unit = forms.SelectField(label=_("Vilken enhet tar över?"), rule="RESP-08", missing=_("Välj en enhet."))
    name = forms.ShortText(label=_("Namn"), autocomplete="off")
    phone = forms.PhoneField(label=_("Telefon"))
    reason = forms.LongText(label=_("Varför byter ni?"), required=False, rows=2, max_length=limits.SHORT)
    accepted_by = forms.ShortText(
        label=_("Vem där har sagt ja?"), required=False,
        help_text=_("Bara för en enhet som inte arbetar i Helhet. De andra svarar själva."))

    def __init__(self, data: Any = None, *, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]


class HandOutForm(forms.Form):
    receiver = forms.ChoiceField(label=_("Vem har fått planen på papper?"), rule="IT-08", choices=Receiver.choices)
    name = forms.ShortText(label=_("Namn"), required=False)
    wanted = forms.YesNo(label=_("Ville hen ha den?"), rule="")
