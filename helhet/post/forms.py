"""Adding an address, proving that it is one's own, and saying when one wants to be told."""

from datetime import time
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit import forms
from helhet.post.rules import Channel


class Add(forms.Form):
    channel = forms.ChoiceField(
        label=_("Hur vill du få besked?"), missing=_("Välj e-post eller sms."),
        choices=[(Channel.MAIL, _("E-post")), (Channel.SMS, _("Sms"))],
    )
    mail = forms.EmailField(label=_("E-postadress"), required=False)
    sms = forms.PhoneField(label=_("Mobilnummer"), required=False, autocomplete="tel")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        chosen = data.get("channel")
        missing = {"mail": _("Skriv e-postadressen."), "sms": _("Skriv mobilnumret.")}
        if chosen in missing and not data.get(chosen) and chosen not in self.errors:
            self.add_error(chosen, str(missing[chosen]))
        return data

    @property
    def address(self) -> str:
        return str(self.cleaned_data[self.cleaned_data["channel"]])


class Code(forms.Form):
    code = forms.ShortText(
        label=_("Koden du fick"), help_text=_("Sex siffror. Den gäller i 30 minuter."), max_length=12, width=10,
        autocomplete="one-time-code", missing=_("Skriv koden som står i meddelandet."),
    )


class Habits(forms.Form):
    digest_at = forms.TimeField(label=_("När på dagen vill du ha dagens besked?"),
                                help_text=_("Det kommer bara om det finns något nytt att läsa."))
    at_once = forms.YesNo(label=_("Ska vi säga till direkt när något är bråttom?"),
                          help_text=_("Högst en gång i timmen."))
    quiet = forms.YesNo(label=_("Ska det vara tyst på natten?"))
    quiet_from = forms.TimeField(label=_("Tyst från"), required=False)
    quiet_to = forms.TimeField(label=_("Tyst till"), required=False)
    quiet_weekends = forms.YesNo(label=_("Ska det vara tyst på lördagar och söndagar?"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("quiet"):
            for name in ("quiet_from", "quiet_to"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, str(_("Skriv ett klockslag, till exempel 20.00.")))
        else:
            data["quiet_from"] = data["quiet_to"] = time(0)
        return data
