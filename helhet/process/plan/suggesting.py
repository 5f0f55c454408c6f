"""What the mapping said about each part of life, as help to begin a sub-goal. Pure; nothing is filled in by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.kit import limits
from helhet.process.mapping.cards import MappingCard

# Which text of the mapping can begin what: wishes and needs say where to, what works says why it is possible.
BEGINS = {"wishes": "title", "needs": "title", "resources": "possible"}
LABELS = {
    "wishes": _("Så skulle %(name)s vilja ha det"),
    "needs": _("Så är det nu, och det här behövs"),
    "resources": _("Det som fungerar, och det %(name)s kan själv"),
}
ROOM = {"title": limits.SHORT, "possible": limits.LONG}


@dataclass(frozen=True)
class Said:
    """One text of the mapping. ``begins`` names the field of a sub-goal that it can begin."""

    code: str
    label: str
    text: str
    begins: str


@dataclass(frozen=True)
class AreaSaid:
    """What was said about one part of life; only parts where something was."""

    code: str
    name: str
    said: tuple[Said, ...]


def said(mapping: MappingCard | None, name: str) -> tuple[AreaSaid, ...]:
    """The parts of life the mapping says something of, in its order. Empty for whoever may not read it."""
    found = []
    for area in mapping.areas if mapping else ():
        texts = [Said(f"{area.code}.{kind}", str(LABELS[kind]) % {"name": name}, area.texts[kind].text, begins)
                 for kind, begins in BEGINS.items() if area.texts.get(kind)]
        if texts:
            found.append(AreaSaid(area.code, area.name, tuple(texts)))
    return tuple(found)


def beginning(areas: tuple[AreaSaid, ...], code: str, now: Mapping[str, Any]) -> dict[str, Any]:
    """The first values of the form when a text was chosen: after what stands there already, never instead of it.

    ``code`` comes from an address: one that is not among the areas changes nothing.
    """
    chosen = next(((area, text) for area in areas for text in area.said if text.code == code), None)
    if chosen is None:
        return dict(now)
    area, text = chosen
    there = now.get(text.begins) or ""
    whole = there if text.text in there else f"{there} {text.text}".strip()
    return {**now, "area": now.get("area") or area.code, text.begins: whole[:ROOM[text.begins]]}
