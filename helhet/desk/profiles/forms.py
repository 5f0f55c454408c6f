"""One form for a whole profile, in groups: each value gets the field that fits what it is."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms import BoundField, Field
from django.utils.translation import gettext_lazy as _

from helhet.desk.profiles.names import Names
from helhet.kit import forms, limits
from helhet.rulebook import words
from helhet.rulebook.changes import Wish
from helhet.rulebook.profile import Values, counted, kind_of, optional
from helhet.rulebook.shape import CALENDAR, WORKING

MOST_DAYS = 3660
COUNTS = [(CALENDAR, _("Dagar")), (WORKING, _("Arbetsdagar"))]
MAY_BE_NONE = ("plan_extra_fields", "restart_grounds", "closing_duties")
HINTS = {
    "guardian_insight_age": _("Antal år. Ett förval: det ni kommit överens om med den unga och skrivit ner går före."),
    "own_voice_age": _("Antal år. Ett förval: en nedskriven bedömning av den ungas mognad går före."),
    "adult_age": _("Står i föräldrabalken och är 18 i hela landet. Går inte att ändra."),
}
UNITS = {"_days": _("dagar"), "_before": _("dagar"), "_years": _("år"), "_months": _("månader"), "_age": _("år")}


class ProfileForm(forms.Form):
    """Every value of a profile, filled in from ``values``. ``wishes()`` gives them back as the verb takes them."""

    decision = forms.ShortText(
        label=_("Vilket beslut står bakom det du ändrar?"), required=False, max_length=limits.SHORT,
        help_text=_("Till exempel: Riktlinje för SIP 2027, dnr 12. Lämnar du det tomt visas det du ändrar som "
                    "husets tal."),
    )

    def __init__(self, data: Any, *, values: Values, names: Mapping[str, Names]) -> None:
        self.values = values
        shown = {key: _shown(key, entry) for key, entry in values.items()}
        initial = {name: value for fields in shown.values() for name, value in fields.items()}
        super().__init__(data, initial=initial)
        for key, label in words.LABELS.items():
            for name, field in _fields(key, label, values[key], names.get(key, {})):
                self.fields[name] = field
        self.order_fields([*(n for n in self.fields if n != "decision"), "decision"])

    def groups(self) -> Iterator[tuple[words.Group, list[tuple[str, list[BoundField]]]]]:
        """The groups, each with its values, each with its fields."""
        for group in words.GROUPS:
            yield group, [(key, [self[n] for n in self.fields if n == key or n.startswith(f"{key}__")])
                          for key in group.values]

    def wishes(self) -> dict[str, Wish]:
        """What was filled in, value by value."""
        return {key: _wish(key, self.values[key], self.cleaned_data) for key in words.LABELS}


def _fields(key: str, label: words.Text, entry: Mapping[str, Any], names: Names) -> Iterator[tuple[str, Field]]:
    kind, rule = kind_of(key), entry.get("rule") or ""
    if kind is bool:
        yield key, forms.YesNo(label=label, rule=rule)
    elif kind is int:
        yield key, _number(label, key, rule)
        if counted(key):
            yield f"{key}__count", forms.ChoiceField(label=_("Räknas i"), choices=COUNTS, inline=True)
    elif kind is dict:
        for code in entry["value"]:
            yield f"{key}__{code}", forms.NumberField(
                label=names.get(code, code), min_value=1, max_value=MOST_DAYS, help_text=_("Antal dagar."))
    elif names and kind is str:
        yield key, forms.ChoiceField(label=label, choices=list(names.items()), rule=rule)
    elif names:
        yield key, forms.MultiChoice(label=label, choices=list(names.items()), rule=rule,
                                     required=key not in MAY_BE_NONE)
    elif kind is tuple:
        yield key, forms.LongText(label=label, rows=4, rule=rule, required=False, max_length=limits.SHORT * 4,
                                  help_text=_("En på varje rad."))
    else:
        yield key, forms.ShortText(label=label, rule=rule, required=not optional(key))


def _number(label: words.Text, key: str, rule: str) -> forms.NumberField:
    unit = next((str(word) for end, word in UNITS.items() if key.endswith(end)), "")
    hint = _("Antal %(unit)s. Lämna tomt om ingen gräns gäller.") if optional(key) else _("Antal %(unit)s.")
    return forms.NumberField(label=label, rule=rule, required=not optional(key), min_value=0, max_value=MOST_DAYS,
                             help_text=HINTS.get(key) or hint % {"unit": unit})


def _shown(key: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """A kept value as its fields show it."""
    value = entry["value"]
    if isinstance(value, dict):
        return {f"{key}__{code}": n for code, n in value.items()}
    if kind_of(key) is tuple and not _is_codes(key):
        return {key: "\n".join(str(one) for one in value)}
    return {key: value, **({f"{key}__count": entry.get("count", CALENDAR)} if counted(key) else {})}


def _is_codes(key: str) -> bool:
    return key not in ("municipal_parties", "meeting_agenda", "follow_up_agenda")


def _wish(key: str, entry: Mapping[str, Any], data: Mapping[str, Any]) -> Wish:
    was, kind = entry["value"], kind_of(key)
    if kind is dict:
        return Wish({code: data[f"{key}__{code}"] for code in was if code in data["levels"]})
    if kind is tuple and _is_codes(key):
        # Boxes know no order: what holds the same things as before keeps the order it had.
        chosen = list(data[key])
        return Wish(was if set(chosen) == set(was) else [c for c in was if c in chosen] + [
            c for c in chosen if c not in was])
    if kind is tuple:
        return Wish([line.strip() for line in data[key].splitlines() if line.strip()])
    value = data[key]
    if kind is str and optional(key):
        value = value.strip().upper() or None
    return Wish(value, data.get(f"{key}__count") or CALENDAR if value is not None else CALENDAR)
