"""Who answers: the person, or somebody who may for them. One choice instead of capacity and relation apart."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.people.cards import PersonCard, RelationCard
from helhet.process.consent.words import Giver

_GIVER = {"forvaltare": Giver.ADMINISTRATOR, "framtidsfullmakt": Giver.REPRESENTATIVE, "ombud": Giver.REPRESENTATIVE,
          "next_of_kin": Giver.NEXT_OF_KIN}


def answerers(person: PersonCard, *, kin: bool = True) -> list[tuple[str, Any, Any]]:
    """Everybody who can answer today, the person first. A god man is not among them."""
    found: list[tuple[str, Any, Any]] = []
    if not person.is_unborn:
        found.append((Giver.INDIVIDUAL.value, _("%(name)s själv") % {"name": person.given_name}, ""))
    if any(g.consent for g in person.guardians):
        found.append((Giver.GUARDIAN.value, _("Vårdnadshavarna"), _("De bestämmer tillsammans.")))
    for r in person.relations:
        giver = _GIVER.get(r.kind)
        if giver is None or (giver == Giver.NEXT_OF_KIN and not kin):
            continue
        hint = _("Bara för uppgifter om sig själv.") if giver == Giver.NEXT_OF_KIN else r.mandate
        found.append((f"{giver.value}:{r.ref}", f"{r.name}, {r.called.lower()}", hint))
    return found


def answered(person: PersonCard, value: str) -> tuple[str, int | None]:
    """The giver and the id of the relation behind a choice of ``answerers``."""
    giver, _sep, ref = value.partition(":")
    return giver, next((r.id for r in person.relations if str(r.ref) == ref), None) if ref else None


def deciding(person: PersonCard) -> tuple[RelationCard, ...]:
    """The guardians that can consent."""
    return tuple(g for g in person.guardians if g.consent)
