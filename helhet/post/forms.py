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
    mail = forms.EmailField(label=_("E-postadress"), missing=_("Skriv e-postadressen."))
    sms = forms.PhoneField(label=_("Mobilnummer"), missing=_("Skriv mobilnumret."), autocomplete="tel")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _needs(self, {name: self.data.get("channel") == name for name in (Channel.MAIL, Channel.SMS)})

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
    quiet = forms.YesNo(label=_("Ska det vara tyst på natten?"), inline=False)
    quiet_from = forms.TimeField(label=_("Tyst från"))
    quiet_to = forms.TimeField(label=_("Tyst till"))
    quiet_weekends = forms.YesNo(label=_("Ska det vara tyst på lördagar och söndagar?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _needs(self, dict.fromkeys(("quiet_from", "quiet_to"), self.data.get("quiet") == "yes"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("quiet"):
            data["quiet_from"] = data["quiet_to"] = time(0)
        return data


def _needs(form: forms.Form, required: dict[str, bool]) -> None:
    """What lies under another answer is asked for only with that answer."""
    for name, needed in required.items() if form.is_bound else ():
        form.fields[name].required = needed
