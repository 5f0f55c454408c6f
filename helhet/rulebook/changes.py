"""What a profile keeper has changed, and whether the whole may stand: pure, from values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit.refusals import Refusal
from helhet.rulebook import agreement
from helhet.rulebook.profile import HOUSE, Values, assemble
from helhet.rulebook.shape import CALENDAR, ProfileError


@dataclass(frozen=True)
class Wish:
    """A value as somebody wants it, in the shape of a file (lists, dicts), and how its days are counted."""

    value: Any
    count: str = CALENDAR


@dataclass(frozen=True)
class Taken:
    """A profile that already holds for some counties."""

    code: str
    name: str
    counties: tuple[str, ...]


def applied(values: Values, wishes: Mapping[str, Wish], code: str, decision: str = "") -> Values:
    """The values with the wishes in them. What is as it was keeps its origin; what is new is the house's or comes from
    the decision that is named, never from the rule that gave the former value."""
    result = {key: dict(entry) for key, entry in values.items()}
    for key, wish in wishes.items():
        was = result[key]
        if (was["value"], was.get("count", CALENDAR)) == (wish.value, wish.count):
            continue
        result[key] = {"value": wish.value, "source": decision or HOUSE, "profile": code}
        if wish.count != CALENDAR:
            result[key]["count"] = wish.count
    return result


def differing(before: Mapping[str, Mapping[str, Any]], after: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """The keys that say something else, in the order of the values after."""
    return tuple(key for key, entry in after.items() if key not in before or _said(before[key]) != _said(entry))


def _said(entry: Mapping[str, Any]) -> tuple[Any, str]:
    return entry["value"], entry.get("count", CALENDAR)


def may_stand(code: str, values: Values, others: Iterable[Taken]) -> tuple[Refusal, ...]:
    """Whether these values make a whole profile: nothing missing, nothing against the law or against itself, and
    counties that no other profile holds for. Each refusal names the value it is about."""
    others = [taken for taken in others if taken.code != code]
    try:
        profile = assemble(code, values)
    except ProfileError as error:
        sentence = _("Det här värdet saknas eller går inte att använda. Fyll i det.")
        return (Refusal(error.rule or "", sentence, error.key),)
    found = [Refusal(f.rule, f.sentence, f.key) for f in agreement.faults(profile)]
    if not profile.counties:
        found.append(Refusal("", _("Välj minst ett län som profilen gäller för."), "counties"))
    for taken in others:
        if set(profile.counties) & set(taken.counties):
            found.append(Refusal("", _("Länet har redan en profil: %(name)s. Ändra i den, eller välj ett annat län.")
                                 % {"name": taken.name}, "counties"))
        if profile.name.casefold() == taken.name.casefold():
            found.append(Refusal("", _("Det finns redan en profil som heter så. Välj ett annat namn."), "name"))
    return tuple(found)
