"""Forms of the follow-up. The record's fields are made from the plan's own rows."""

from collections.abc import Sequence
from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from helhet.kit import forms, limits
from helhet.process.follow_up.words import (
    DONE,
    QUESTIONS,
    SEVEN,
    ChangeKind,
    Degree,
    Onward,
    Outcome,
    Reached,
    YesAgain,
)
from helhet.process.mapping.rules import Participation
from helhet.process.meeting.words import MeetingForm
from helhet.process.plan.words import Kin, TookPart

Choices = Sequence[tuple[Any, ...]]
TEXT = 3000


class ChangeForm(forms.Form):
    """What has changed so that one should meet earlier."""

    kinds = forms.MultiChoice(label=_("Vad är det som har ändrats?"), choices=ChangeKind.choices, rule="RESP-11")
    what = forms.LongText(label=_("Vad har hänt?"), rows=4, max_length=TEXT, rule="CH-22",
                          help_text=_("Kort, med det som de andra behöver veta."),
                          missing=_("Skriv kort vad som har hänt."))


class CallForm(forms.Form):
    """The meeting and the call on one page; everything starts from the plan."""

    what_changed = forms.LongText(
        label=_("Ses ni tidigare än planerat? Skriv vad som har ändrats."), rows=2, required=False, max_length=TEXT,
        rule="RESP-11")
    day = forms.DateField(label=_("Vilken dag?"), rule="FU-04")
    starts = forms.TimeField(label=_("Börjar"))
    ends = forms.TimeField(label=_("Slutar"))
    place = forms.ShortText(label=_("Plats"), max_length=limits.SHORT)
    form = forms.ChoiceField(label=_("Hur ses ni?"), choices=MeetingForm.choices)
    link = forms.ShortText(label=_("Om någon är med på skärm: länken till mötet"), max_length=limits.SHORT,
                           required=False)
    technical_help = forms.ShortText(label=_("Om någon är med på skärm: vem hjälper personen med tekniken?"),
                                     max_length=limits.SHORT, required=False)
    agreed_with_person = forms.YesNo(label=_("Är tid och plats bestämda tillsammans med personen?"), rule="CALL-14")
    agreed_how = forms.ShortText(label=_("Hur har ni tänkt i stället?"), max_length=limits.SHORT, required=False)
    participation = forms.ChoiceField(label=_("Hur vill personen vara med?"), choices=Participation.choices,
                                      rule="PART-07")
    reason_for_time = forms.ShortText(label=_("Om det är ont om tid: varför blir det så snart?"),
                                      max_length=limits.SHORT, required=False, rule="CALL-15")
    receivers = forms.MultiChoice(label=_("Vilka ska vara med?"), missing=_("Välj vilka som ska vara med."))
    list_agreed = forms.Confirm(
        label=_("Personen är med på vilka som bjuds in"), rule="CALL-07",
        missing=_("Gå igenom listan med personen först, och kryssa sedan i rutan."))
    spoken = forms.YesNo(label=_("Har ni pratat med dem ni kallar?"), rule="PREP-10")
    not_spoken_why = forms.ShortText(label=_("Varför inte?"), max_length=limits.SHORT, required=False)
    purpose = forms.LongText(label=_("Varför ses ni?"), rows=3, max_length=TEXT, missing=_("Skriv varför ni ses."))
    questions = forms.LongText(label=_("Vad ska ni prata om?"), rows=5, max_length=TEXT, rule="FU-09",
                               missing=_("Skriv vad ni ska prata om."))
    contact_name = forms.ShortText(label=_("Vem ringer man med frågor?"), rule="RESP-16", autocomplete="off")
    contact_phone = forms.PhoneField(label=_("Telefon"), autocomplete="off")
    contact_unit = forms.ShortText(label=_("Enhet"))

    def __init__(self, *args: Any, receivers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["receivers"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what it is
        field.offer(receivers)


# Asked only on the way that is chosen; a form that has not been sent shows them as they will be asked.
_ON_THE_WAY = {
    Outcome.REVISE: ("next_day", "next_starts", "place", "took_part", "kin"), Outcome.RESTART: ("restart_ground",),
}


class RecordForm(forms.Form):
    """One card for each sub-goal, the questions, and the way on."""

    yes_again = forms.ChoiceField(label=_("Säger personen ja också i dag?"), choices=YesAgain.choices, rule="CON-29")
    school_or_address = forms.YesNo(label=_("Har barnet bytt skola eller flyttat?"), rule="CH-22")
    need_municipality = forms.YesNo(label=_("Behövs kommunen framöver?"),
                                    missing=_("Svara på om kommunen behövs framöver."))
    need_region = forms.YesNo(label=_("Behövs regionen framöver?"),
                              missing=_("Svara på om regionen behövs framöver."))
    outcome = forms.ChoiceField(label=_("Vad har ni bestämt?"))
    restart_ground = forms.ChoiceField(label=_("Varför en ny SIP?"))
    reason = forms.LongText(label=_("Varför väljer ni så?"), rows=2, required=False, max_length=TEXT)
    next_day = forms.DateField(label=_("Dag för nästa uppföljning"), rule="FU-02")
    next_starts = forms.TimeField(label=_("Börjar"))
    next_ends = forms.TimeField(label=_("Slutar"), required=False)
    place = forms.ShortText(label=_("Plats"), max_length=limits.SHORT)
    took_part = forms.ChoiceField(label=_("Var personen med i dag?"), choices=TookPart.choices, rule="LAW-05")
    why_absent = forms.ShortText(label=_("Varför gick det inte?"), max_length=limits.SHORT, required=False)
    kin = forms.ChoiceField(label=_("Fick närstående vara med?"), choices=Kin.choices, rule="LAW-06")
    kin_why = forms.ShortText(label=_("Varför var det inte lämpligt?"), max_length=limits.SHORT, required=False)
    read_back = forms.Confirm(label=_("Vi har läst upp det som är bestämt"), required=False)
    said_yes = forms.Confirm(label=_("Personen säger ja till planen"), required=False)
    other = forms.LongText(label=_("Kan personen inte svara? Skriv hur och när uppläsningen görs."), rows=2,
                           required=False, max_length=TEXT)
    seen_place = django_forms.IntegerField(widget=django_forms.HiddenInput, required=False)
    seen_why_absent = django_forms.IntegerField(widget=django_forms.HiddenInput, required=False)
    seen_kin_why = django_forms.IntegerField(widget=django_forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, goals: Choices, efforts: Choices, outcomes: Choices, grounds: Choices, is_child: bool,
        seven: bool, **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        known = {ref for ref, _words in (*goals, *efforts)}
        for ref, title in goals:
            self.fields[f"goal_{ref}"] = _choice(
                Reached.choices, _("Är delmålet uppfyllt?"),
                _("Svara på hur det gick med ”%(title)s”.") % {"title": title})
            self.fields[f"goalnote_{ref}"] = _note()
        for ref, what in efforts:
            self._effort(ref, what)
        for name, text in {**QUESTIONS, **(SEVEN if seven else {})}.items():
            self.fields[name] = forms.LongText(label=text, rows=3, required=False, max_length=TEXT)
        self._offer("outcome", outcomes)
        self._offer("restart_ground", grounds)
        if not is_child:
            del self.fields["school_or_address"]
        own = [name for name in self.fields if "_" in name and name.rpartition("_")[2] in known]
        self.order_fields(["yes_again", *own, *QUESTIONS, *SEVEN])
        chosen = self.data.get("outcome") if self.is_bound else None
        for way, names in _ON_THE_WAY.items():
            for name in names:
                self.fields[name].required = chosen in (None, way)

    def _effort(self, ref: str, what: str) -> None:
        done = [(d.value, d.label) for d in DONE]
        words = {"what": what}
        for name, choices, label, missing in (
            ("given", done, _("Blev det av?"), _("Svara på om ”%(what)s” blev av.")),
            ("works", Degree.choices, _("Fungerar det?"), _("Svara på om ”%(what)s” fungerar.")),
            ("effect", Degree.choices, _("Hjälper det?"), _("Svara på om ”%(what)s” hjälper.")),
            ("onward", Onward.choices, _("Hur blir det nu?"), _("Svara på hur det blir med ”%(what)s” nu.")),
        ):
            self.fields[f"{name}_{ref}"] = _choice(choices, label, missing % words)
        self.fields[f"comment_{ref}"] = _note()

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.offer(choices)


def _choice(choices: Choices, label: Any, missing: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, missing=missing, inline=True)


def _note() -> forms.LongText:
    return forms.LongText(label=_("Vill ni skriva något om det?"), rows=2, required=False, max_length=TEXT)
