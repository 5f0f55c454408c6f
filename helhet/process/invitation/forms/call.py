"""Forms of the call. Choices are offered from doors; what a field means for a rule stands beside it."""

from collections.abc import Sequence
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from helhet.kit import forms, limits
from helhet.process.invitation.rules import Channel, ReceiverKind

Choices = Sequence[tuple[Any, ...]]
OTHER = "other"
ASKED = [
    ("call", _("Kallelse"), _("De har skyldighet att komma. För kommun, region och i Västra Götaland skola.")),
    ("invite", _("Inbjudan"), _("De får komma om de vill. För alla andra.")),
]


class Follows(forms.Form):
    """Questions that follow a choice: never marked as voluntary, and never asked for unless they are chosen."""

    follows: tuple[str, ...] = ()

    def full_clean(self) -> None:
        shown = [self.fields[name] for name in self.follows if name in self.fields]
        for field in shown:
            field.required = False
        super().full_clean()
        for field in shown:
            field.required = True


class ReceiverForm(Follows):
    """One receiver: who, called or invited, why they, what they can give, and what has been said to them."""

    follows = ("spoken_on", "not_spoken_why")
    who = forms.ChoiceField(label=_("Vem?"), missing=_("Välj vem ni vill ha med."))
    name = forms.ShortText(label=_("Namn"), missing=_("Skriv vem ni vill bjuda in."))
    function = forms.ShortText(label=_("Vad gör hen, eller hur känner ni varandra?"), required=False)
    phone = forms.PhoneField(label=_("Telefon"), required=False, autocomplete="off")
    duty = forms.ChoiceField(label=_("Kallelse eller inbjudan?"), choices=ASKED, rule="CALL-05")
    why = forms.LongText(label=_("Varför vill ni ha med just dem?"), rows=3, rule="CALL-13", max_length=2000,
                         missing=_("Skriv varför ni vill ha med dem."))
    contribution = forms.LongText(
        label=_("Vad kan de bidra med för att nå målet?"), rows=3, rule="CALL-11", max_length=2000,
        missing=_("Skriv vad de kan bidra med."))
    wished_profession = forms.ShortText(
        label=_("Önskar ni en viss yrkesroll?"), help_text=_("Enheten bestämmer själv vem som kommer."),
        required=False, rule="ATT-02")
    spoken = forms.ChoiceField(
        label=_("Har ni pratat med dem om mötet?"), rule="PREP-10",
        choices=[("yes", _("Ja")), ("no", _("Nej, det gick inte")),
                 ("later", _("Inte än"), _("Kallelsen går ut när ni har pratat, eller skrivit varför det inte gick."))])
    spoken_on = forms.DateField(label=_("När?"))
    not_spoken_why = forms.ShortText(label=_("Varför gick det inte?"), max_length=limits.SHORT)
    channel = forms.ChoiceField(label=_("Hur får de kallelsen?"), rule="CALL-08", missing=_("Välj hur de får den."))
    list_agreed_with_person = forms.Confirm(
        label=_("Personen är med på att de bjuds in"), rule="CALL-07",
        missing=_("Gå igenom det med personen först, och kryssa sedan i rutan."))

    def __init__(
        self, *args: Any, kind: str, who: Choices = (), channels: Choices = (), joining: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        gone = {"list_agreed_with_person"} if not joining else set()
        if kind == ReceiverKind.OUTSIDER:
            gone |= {"who", "duty", "wished_profession"}
        else:
            gone |= {"name", "function", "phone"} | ({"channel"} if kind == ReceiverKind.UNIT else set())
            gone |= {"duty", "wished_profession"} if kind == ReceiverKind.RELATION else set()
            self._offer("who", who)
        for name in gone:
            del self.fields[name]
        if "channel" in self.fields:
            self._offer("channel", [c for c in channels if c[0] != Channel.SYSTEM])

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what it is
        field.offer(choices)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("spoken") == "yes" and not data.get("spoken_on") and "spoken_on" not in self.errors:
            self.add_error("spoken_on", _("Skriv vilken dag ni pratade."))
        if data.get("spoken") == "no" and not data.get("not_spoken_why"):
            self.add_error("not_spoken_why", _("Skriv varför det inte gick, så att de som läser förstår."))
        return data


class SendForm(forms.Form):
    """What the call says, and the person's yes to the list."""

    kind = forms.ChoiceField(label=_("Vad är det för möte?"), rule="CALL-21")
    purpose = forms.LongText(label=_("Varför ska vi träffas?"), rule="CALL-10", rows=4,
                             help_text=_("Utgå från vad som är viktigt för personen."),
                             missing=_("Skriv varför ni ska träffas."))
    questions = forms.LongText(label=_("Vilka frågor ska vi prata om?"), rule="CALL-11", rows=4,
                               missing=_("Skriv vilka frågor ni ska prata om."))
    comment = forms.LongText(label=_("Något mer de behöver veta?"), rows=2, required=False, max_length=2000,
                             help_text=_("Till exempel hur man hittar, eller något att tänka på i rummet."))
    contact_name = forms.ShortText(label=_("Ansvarig att ringa"), rule="RESP-16", autocomplete="off",
                                   missing=_("Skriv vem man ringer."))
    contact_phone = forms.PhoneField(label=_("Telefon"), autocomplete="off",
                                     missing=_("Skriv telefonnumret till den ansvariga."))
    contact_unit = forms.ShortText(label=_("Enhet"), missing=_("Skriv vilken enhet den ansvariga arbetar på."))
    list_agreed_with_person = forms.Confirm(
        label=_("Vi har gått igenom listan med personen, som är med på vilka som bjuds in"), rule="CALL-07",
        missing=_("Gå igenom listan med personen först, och kryssa sedan i rutan."))

    def __init__(self, *args: Any, kinds: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.offer(kinds)


class AnswerForm(Follows):
    """Three big choices, each with what it needs."""

    follows = ("who", "who_name", "substitute", "other_time")

    answer = forms.ChoiceField(label=_("Kommer ni?"), missing=_("Välj ett av svaren."))
    who = forms.SelectField(label=_("Vem kommer?"), rule="CALL-17")
    who_name = forms.ShortText(label=_("Skriv namn och gärna yrke"), autocomplete="off")
    substitute = forms.ShortText(label=_("Vem kommer i stället?"), rule="CALL-18", autocomplete="off")
    other_time = forms.LongText(label=_("Eller: vilka andra tider går?"), rows=2, max_length=2000)
    not_known = forms.Confirm(label=_("Personen är inte känd hos oss"), required=False)

    def __init__(self, *args: Any, duty: bool, unit: bool, colleagues: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("comes", _("Ja, vi kommer") if unit else _("Ja, kommer")),
            ("hinder", _("Vi har förhinder") if unit else _("Nej, eller inte den tiden")),
        ]
        if unit:
            choices.append(("not_us", _("Det här är inte hos oss")))
        self._offer("answer", choices)
        self._offer("who", [*colleagues, (OTHER, _("Någon annan"))])
        if not colleagues:
            del self.fields["who"]
        if not duty:
            del self.fields["not_known"]

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.offer(choices)


class ForwardForm(forms.Form):
    """To which unit of the same principal."""

    to_unit = forms.ChoiceField(label=_("Vilken enhet hos er huvudman ska ha kallelsen?"), rule="ATT-05",
                                missing=_("Välj den enhet som ska ha kallelsen."))
    asked_sender = forms.YesNo(label=_("Har ni pratat med den som kallade?"), rule="ATT-06")
    message = forms.LongText(label=_("Något som den som kallade behöver veta?"), required=False, rows=2,
                             max_length=2000)

    def __init__(self, *args: Any, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to_unit"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.offer(units)


class TakeOverForm(Follows):
    """Yes or no to a call that was passed on."""

    follows = ("why",)

    takes = forms.ChoiceField(label=_("Är det hos er?"), choices=[
        ("yes", _("Ja, vi tar över kallelsen"), _("Då är det ni som är kallade.")),
        ("no", _("Nej, det är inte hos oss"), _("Då är den som lämnade vidare kvar, och får fråga någon annan.")),
    ], missing=_("Svara om ni tar över kallelsen."))
    who_name = forms.ShortText(label=_("Vem kommer?"), required=False, autocomplete="off",
                               help_text=_("Vet ni inte än kan ni svara senare."))
    why = forms.ShortText(label=_("Varför inte?"), max_length=limits.SHORT)


class HandForm(forms.Form):
    """One click: the paper has been given, or they have been told."""

    receiver = django_forms.UUIDField(widget=django_forms.HiddenInput, required=False)
    told_off = django_forms.BooleanField(widget=django_forms.HiddenInput, required=False)


class RemoveForm(forms.Form):
    receiver = django_forms.UUIDField(widget=django_forms.HiddenInput)


class LeaveForm(forms.Form):
    """Somebody leaves the work around the person."""

    reason = forms.LongText(label=_("Varför lämnar de?"), rows=3, max_length=2000, missing=_("Skriv varför."))


class ExcludeForm(forms.Form):
    """Somebody is no longer with, by the person's wish."""

    agreed_with_person = forms.Confirm(label=_("Personen vill det här"), rule="CALL-07",
                                       missing=_("Kom överens med personen först, och kryssa sedan i rutan."))
    reason = forms.LongText(label=_("Något att anteckna?"), rows=3, max_length=2000, required=False)
