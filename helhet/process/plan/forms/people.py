"""Who does what beside the units, whom to ask for, who answers for the whole, and how the plan was made."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit import forms, limits
from helhet.process.plan.forms.seen import AwaitedLong, AwaitedYesNo, SeenForm
from helhet.process.plan.words import Kin, Part, TookPart


class OwnForm(forms.Form):
    who = forms.ChoiceField(label=_("Vem?"), choices=Part.choices, inline=True, missing=_("Välj vem det gäller."))
    name = forms.ShortText(label=_("Namn"), required=False, help_text=_("Behövs inte för personen själv."))
    what = forms.LongText(label=_("Vad gör hen?"), rule="PLAN-05", rows=3,
                          help_text=_("Till exempel ”Säger till när det blir för mycket”."),
                          missing=_("Skriv vad hen gör."))


class OtherForm(forms.Form):
    name = forms.ShortText(label=_("Vem gör det?"), rule="PLAN-03", missing=_("Skriv vem som gör det."),
                           help_text=_("Till exempel Försäkringskassan, arbetsgivaren eller en förening."))
    what = forms.LongText(label=_("Vad gör de?"), rows=3, missing=_("Skriv vad de gör."))
    said_by = forms.ShortText(label=_("Vem har sagt det?"), required=False)


class DisagreementForm(forms.Form):
    """What one does not agree on, and whose view it is (MEET-12). ``table``: who sits round it, as names at hand."""

    whose = forms.ShortText(label=_("Vems åsikt är det?"), missing=_("Skriv vems åsikt det är."),
                            help_text=_("Skriv namnet, eller enheten."))
    text = forms.LongText(label=_("Vad är ni inte överens om?"), rule="MEET-12", rows=4,
                          help_text=_("Skriv vad de tycker. Till exempel ”Vill vänta med skolan tills jag sover”."),
                          missing=_("Skriv vad ni inte är överens om."))

    def __init__(self, data: Any = None, *, table: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["whose"].suggest = tuple(table)  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    unit = forms.SelectField(label=_("Vilken enhet?"), missing=_("Välj en enhet."))
    name = forms.ShortText(label=_("Namn"), rule="PLAN-08", autocomplete="off")
    function = forms.ShortText(label=_("Vad hen arbetar som"), required=False)
    phone = forms.PhoneField(label=_("Telefon"), required=False)

    def __init__(self, data: Any = None, *, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]


class MainForm(forms.Form):
    """The main responsible, chosen at the meeting (RESP-09, MEET-17)."""

    wish = forms.LongText(label=_("Vem vill personen själv ha?"), rule="RESP-06", rows=2, max_length=limits.SHORT,
                          required=False)
    unit = forms.SelectField(label=_("Vilken enhet har huvudansvaret?"), rule="RESP-09",
                             missing=_("Välj en enhet hos kommunen eller regionen."))
    name = forms.ShortText(label=_("Namn"), rule="RESP-04", autocomplete="off")
    phone = forms.PhoneField(label=_("Telefon"), rule="PLAN-10")

    def __init__(self, data: Any = None, *, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["unit"].offer(units)  # type: ignore[attr-defined]


class FollowUpForm(SeenForm):
    texts = ("place", "participants")
    day = forms.DateField(label=_("Vilken dag följer vi upp?"), rule="MEET-09", help_text=_("Till exempel 15 1 2027"))
    starts = forms.TimeField(label=_("Från klockan"))
    ends = forms.TimeField(label=_("Till klockan"), required=False)
    place = forms.ShortText(label=_("Var?"), rule="PLAN-09", missing=_("Skriv var ni ska träffas."))
    participants = forms.LongText(label=_("Vilka borde vara med?"), required=False, rows=3,
                                  help_text=_("Namn och verksamhet, ett på varje rad."))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("starts") and found.get("ends") and found["ends"] <= found["starts"]:
            self.add_error("ends", _("Slutet kommer före början. Ändra klockslaget."))
        return found


class TogetherForm(SeenForm):
    texts = ("why_absent", "adapted", "kin_why")
    took_part = forms.ChoiceField(label=_("Var personen med när planen gjordes?"), rule="LAW-05",
                                  choices=TookPart.choices, missing=_("Välj om personen var med."))
    why_absent = forms.LongText(label=_("Om inte: varför, och hur fick hen säga sitt ändå?"), rule="LAW-18",
                                required=False, rows=3)
    adapted = forms.LongText(label=_("Hur anpassade ni informationen?"), rule="PART-01", required=False, rows=2)
    kin = forms.ChoiceField(label=_("Fick närstående möjlighet att vara med?"), rule="LAW-06", choices=Kin.choices)
    kin_why = forms.LongText(label=_("Om det inte var lämpligt: varför?"), required=False, rows=2)


class ChildForm(SeenForm):
    texts = ("heard_how", "prepared_why", "took_part_why")
    awaited = {"": ("heard", "heard_how", "prepared", "took_part", "placed")}
    heard = AwaitedYesNo(label=_("Har barnet fått säga vad det tycker?"), rule="CH-02", required=False)
    heard_how = AwaitedLong(label=_("Hur, eller varför inte?"), required=False, rows=3)
    prepared = AwaitedYesNo(label=_("Förberedde ni mötet med barnet och vårdnadshavarna?"), rule="CH-04",
                            required=False)
    prepared_why = forms.LongText(label=_("Om inte: varför?"), required=False, rows=2)
    took_part = AwaitedYesNo(label=_("Gjorde ni planen tillsammans med barnet och vårdnadshavarna?"), rule="CH-06",
                             required=False)
    took_part_why = forms.LongText(label=_("Om inte: varför? "), required=False, rows=2)
    placed = AwaitedYesNo(label=_("Är barnet placerat utanför hemmet?"), rule="CH-16", required=False)
    health_unit = forms.ShortText(label=_("Enhet som svarar för hälso- och sjukvård"), required=False)
    dental_unit = forms.ShortText(label=_("Enhet som svarar för tandvård"), required=False)
    school_unit = forms.ShortText(label=_("Enhet som svarar för skolgång"), required=False)
