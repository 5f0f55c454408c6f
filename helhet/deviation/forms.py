"""What is asked when a deviation is reported, sent back, sent on, answered and closed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.deviation.cards import FormPage
from helhet.deviation.rules import DeviationKind
from helhet.kit import clock, limits
from helhet.kit.forms import ChoiceField, DateField, Form, LongText, SelectField, YesNo

OTHER = "other"


class ReportForm(Form):
    """A report. What the page already knows is filled in, and can be changed."""

    kind = ChoiceField(label=_("Vad hände?"), choices=DeviationKind.choices, rule="ATT-12",
                       missing=_("Välj vad som hände."))
    unit = ChoiceField(label=_("Vilken enhet gäller det?"), missing=_("Välj vilken enhet det gäller."))
    elsewhere = SelectField(label=_("Vilken annan enhet?"), required=False)
    happened_on = DateField(label=_("Vilken dag?"), missing=_("Skriv vilken dag det hände."))
    what = LongText(label=_("Berätta vad som hände"), rows=4, missing=_("Skriv kort vad som hände."),
                    help_text=_("Enheten läser det här bara om den får veta vem det gäller."))
    effect = LongText(label=_("Vad ledde det till för personen?"), rows=3, required=False,
                      help_text=_("Också det läser enheten bara om den får veta vem det gäller."))
    proposal = LongText(label=_("Vad vill ni att de gör?"), rows=3, required=False, max_length=limits.LONG,
                        help_text=_("Det här läser enheten alltid. Skriv det utan personens namn."))

    def of(self, page: FormPage) -> "ReportForm":
        """Offer the units of the page; a unit already known is not asked for."""
        if page.unit:
            for name in ("unit", "elsewhere"):
                self.fields.pop(name)
            return self
        more = [(OTHER, _("En annan enhet"), "")] if page.others else []
        self.fields["unit"].offer([*page.units, *more])  # type: ignore[attr-defined]
        self.fields["elsewhere"].offer([("", _("Välj")), *page.others])  # type: ignore[attr-defined]
        return self

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("unit") == OTHER and not data.get("elsewhere"):
            self.add_error("elsewhere", str(_("Välj vilken enhet det gäller.")))
        return data


class Receive(Form):
    """A press that says: this has come to the right place."""


class SendBack(Form):
    text = LongText(label=_("Varför gäller det inte er?"), rows=3, required=False, rule="ATT-12",
                    help_text=_("Skriv gärna vilken enhet det gäller. Den som rapporterade läser det."))


class Route(Form):
    unit = SelectField(label=_("Vilken enhet gäller det?"), missing=_("Välj vilken enhet det gäller."))


class Answer(Form):
    cause = LongText(label=_("Varför blev det så?"), rows=4, required=False, rule="ATT-12")
    measure = LongText(label=_("Vad gör ni för att det inte ska hända igen?"), rows=4, required=False)
    by_day = DateField(label=_("När är det gjort?"), required=False, help_text=_("Lämna tomt om det redan är gjort."))


class Close(Form):
    """``satisfied`` is asked for only when there is an answer."""

    satisfied = YesNo(label=_("Är ni nöjda med svaret?"), required=False, rule="ATT-12")
    text = LongText(label=_("Vill ni säga något mer?"), rows=3, required=False,
                    help_text=_("Är ni inte nöjda, skriv varför. Enheten läser det. Skriv utan personens namn."))


def first(page: FormPage) -> dict[str, Any]:
    """The report as it is filled in from the start."""
    return {"kind": page.kind, "happened_on": page.happened_on or clock.today(), "what": page.what}
