"""Forms of finding a time: proposing some, saying which suit, and choosing one."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from helhet.kit import clock, forms, limits
from helhet.process.invitation.forms.call import Follows
from helhet.process.invitation.rules.times import MOST, Fits, How, Proposed

LENGTHS = [("60", _("En timme")), ("75", _("En timme och en kvart")), ("90", _("En och en halv timme")),
           ("120", _("Två timmar")), ("45", _("45 minuter"))]
SHOWN = 3


class TimesForm(Follows):
    """Up to eight times. How one meets is said once; a time may have another way, or another place."""

    length = forms.SelectField(label=_("Hur långt är mötet?"), choices=LENGTHS, initial="75")
    how = forms.ChoiceField(label=_("Hur ses ni?"), choices=How.choices, rule="CON-26", missing=_("Välj hur ni ses."))
    place = forms.ShortText(label=_("Plats"), required=False, max_length=limits.SHORT,
                            help_text=_("Rum och adress. Hemma hos personen, eller på skärm? Lämna tomt."))
    answer_by = forms.DateField(label=_("Svara senast"))
    list_agreed_with_person = forms.Confirm(
        label=_("Vi har gått igenom listan med personen, som är med på vilka som frågas"), rule="CALL-07",
        missing=_("Gå igenom listan med personen först, och kryssa sedan i rutan."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, MOST + 1):
            words = {"n": n}
            self.fields[f"day_{n}"] = forms.DateField(label=_("Förslag %(n)s, dag") % words, required=False)
            self.fields[f"starts_{n}"] = forms.TimeField(
                label=_("Förslag %(n)s, klockan") % words, required=False, help_text=_("Till exempel 14.00"))
            self.fields[f"how_{n}"] = forms.SelectField(
                label=_("Förslag %(n)s, hur ses ni då?") % words, required=False, choices=How.choices)
            self.fields[f"place_{n}"] = forms.ShortText(
                label=_("Förslag %(n)s, plats") % words, required=False, max_length=limits.SHORT)
        self.follows = tuple(f"{part}_{n}" for n in range(1, MOST + 1) for part in ("day", "starts", "how", "place"))
        for name in self.follows:
            self.fields[name].required = True  # as shown: none is marked as voluntary, and none is asked for

    def rows(self) -> Iterator[tuple[int, bool, BoundField, BoundField, BoundField, BoundField]]:
        """Each proposal's boxes, and whether it is to be seen from the start."""
        for n in range(1, MOST + 1):
            used = n <= SHOWN or bool(self.data.get(f"day_{n}_day")) or bool(self.errors.get(f"day_{n}"))
            yield n, used, self[f"day_{n}"], self[f"starts_{n}"], self[f"how_{n}"], self[f"place_{n}"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for n in range(1, MOST + 1):
            day, starts = data.get(f"day_{n}"), data.get(f"starts_{n}")
            if day and not starts and f"starts_{n}" not in self.errors:
                self.add_error(f"starts_{n}", _("Skriv vilken tid mötet börjar, till exempel 14.00."))
            if starts and not day and f"day_{n}" not in self.errors:
                self.add_error(f"day_{n}", _("Skriv vilken dag."))
        if not any(data.get(f"day_{n}") for n in range(1, MOST + 1)) and "day_1" not in self.errors:
            self.add_error("day_1", _("Föreslå minst en tid, helst två eller tre."))
        return data

    @staticmethod
    def times(data: dict[str, Any]) -> tuple[Proposed, ...]:
        """The cleaned proposals as the verb wants them."""
        found = []
        for n in range(1, MOST + 1):
            if not data.get(f"day_{n}"):
                continue
            starts = clock.at(data[f"day_{n}"], data[f"starts_{n}"].hour, data[f"starts_{n}"].minute)
            how = data.get(f"how_{n}") or data["how"]
            shared = data["place"] if how == data["how"] or how in (How.ROOM, How.MIXED) else ""
            place = data.get(f"place_{n}") or (shared if how != How.DIGITAL else "")
            found.append(Proposed(starts, starts + timedelta(minutes=int(data["length"])), how, place))
        return tuple(found)


class RepliesForm(forms.Form):
    """One question for each time; nothing is chosen from the start."""

    def __init__(self, *args: Any, options: Sequence[tuple[UUID, str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refs = {f"t_{ref.hex}": ref for ref, _when, _where in options}
        for name, (_ref, when, where) in zip(self.refs, options, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=when, help_text=where, choices=Fits.choices, inline=True,
                missing=_("Svara om tiden passar: %(when)s.") % {"when": when})

    def replies(self, data: dict[str, Any]) -> dict[UUID, str]:
        return {ref: data[name] for name, ref in self.refs.items()}


class FixForm(forms.Form):
    """The chosen time; the rest is asked for only when a rule asks for it."""

    option = django_forms.UUIDField(widget=django_forms.HiddenInput)
    reason_for_time = forms.LongText(label=_("Varför blir det den här tiden?"), rows=2, required=False,
                                     max_length=2000)
    agreed_how = forms.LongText(label=_("Hur har ni tänkt med personen i stället?"), rows=2, required=False,
                                max_length=2000)
    link = forms.ShortText(label=_("Länk till mötet på skärm"), required=False, max_length=limits.SHORT)
    technical_help = forms.LongText(label=_("Vem hjälper personen med tekniken, och hur?"), rows=2, required=False,
                                    max_length=2000)


class NothingForm(forms.Form):
    """A button that is its own form."""
