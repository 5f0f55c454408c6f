"""Forms of the ending: a ground, what follows from it, and the list to tick."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit import forms, limits
from helhet.process.case.rules import StopGround
from helhet.process.closing.words import Ground

Choices = Sequence[tuple[Any, ...]]
TEXT = 3000


class _Ending(forms.Form):
    """What every ending asks: why in words, and where the person turns."""

    died_on = forms.DateField(label=_("Vilken dag?"), required=False)
    moved_on = forms.DateField(label=_("När?"), required=False)
    moved_to = forms.ShortText(label=_("Vart?"), required=False)
    reason = forms.LongText(label=_("Vill ni skriva något mer om varför?"), rows=3, required=False, max_length=TEXT)
    where_to_turn = forms.LongText(
        label=_("Vart vänder sig personen nu?"), rows=3, required=False, max_length=TEXT, rule="CLOSE-10",
        help_text=_("Namn, enhet och telefon. Ni kan också skriva det efteråt."))

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what it is
        field.offer(choices)


class CloseForm(_Ending):
    ground = forms.ChoiceField(label=_("Varför avslutas SIP:en?"), missing=_("Välj varför SIP:en avslutas."))

    def __init__(self, *args: Any, grounds: Choices, known_dead: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("ground", grounds)
        dead = self.is_bound and self.data.get("ground") == Ground.DEATH
        self.fields["died_on"].required = not known_dead and (dead or not self.is_bound)


class StopForm(_Ending):
    ground = forms.ChoiceField(label=_("Varför avslutas arbetet?"), choices=StopGround.choices,
                               missing=_("Välj varför arbetet avslutas."))

    def __init__(self, *args: Any, known_dead: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dead = self.is_bound and self.data.get("ground") == StopGround.DECEASED
        self.fields["died_on"].required = not known_dead and (dead or not self.is_bound)


class RestartForm(forms.Form):
    ground = forms.ChoiceField(label=_("Varför börjar ni om?"), missing=_("Välj varför ni börjar om."))
    reason = forms.LongText(label=_("Vad är det nya?"), rows=4, required=False, max_length=TEXT,
                            help_text=_("Det följer med som skäl till den nya SIP:en."))
    after_hospital = forms.YesNo(label=_("Görs det efter en tid på sjukhus?"), rule="CLOSE-13")
    care_contact_unit = forms.SelectField(label=_("Den fasta vårdkontaktens enhet"), required=False)
    where_to_turn = forms.LongText(label=_("Vem ringer personen så länge?"), rows=2, required=False, max_length=TEXT,
                                   rule="CLOSE-10")

    def __init__(self, *args: Any, grounds: Choices, units: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("ground", grounds), ("care_contact_unit", [("", _("Välj")), *units])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.offer(choices)

    def clean_care_contact_unit(self) -> int | None:
        return int(self.cleaned_data["care_contact_unit"] or 0) or None


class AfterForm(forms.Form):
    """The list: what the unit has done, and the two things one writes down."""

    duties = forms.MultiChoice(label=_("Bocka av det som är gjort"), required=False)
    where_to_turn = forms.LongText(label=_("Vart vänder sig personen nu?"), rows=3, required=False, max_length=TEXT,
                                   rule="CLOSE-10", help_text=_("Namn, enhet och telefon."))
    experience = forms.LongText(label=_("Hur har det varit för personen och de närstående?"), rows=4, required=False,
                                max_length=limits.LONG, rule="CLOSE-12",
                                help_text=_("Skriv vad de sa, eller att de inte ville svara."))
    done_on = forms.DateField(label=_("När gjordes det?"))

    def __init__(self, *args: Any, ticks: Choices, where: bool, experience: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["duties"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.offer(ticks)
        gone = {"duties": not ticks, "where_to_turn": not where, "experience": not experience}
        for name, missing in gone.items():
            if missing:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) for name in ("duties", "where_to_turn", "experience")):
            self.add_error(next(iter(self.fields)), _("Bocka av eller skriv något av det som är gjort."))
        return data
