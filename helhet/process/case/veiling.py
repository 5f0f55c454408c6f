"""What says where a person is: the words a protected identity hides in everything that is read of their case."""

from collections.abc import Callable, Iterable

from helhet.access import door as access_door
from helhet.access.actor import Actor
from helhet.kit import veil
from helhet.organisations import door as organisations
from helhet.people import door as people
from helhet.process.case.models import Case, CaseMove, Participant

Words = Callable[[int], Iterable[str]]
_also: list[Words] = []


def also(words: Words) -> None:
    """A later room says which of its words tell where the person is, by case id: a place, a named outsider."""
    if words not in _also:
        _also.append(words)


def draw(by: Actor, case: Case) -> None:
    """Hide in this request's answer everything that says where the person is. A handful of queries."""
    veil.draw(_words(case), known=(by.unit_name, by.controller_name, by.name, by.phone) if by.is_staff else ())


def _words(case: Case) -> list[str]:
    # Not those near the person, nor they themself: names of staff, units and outsiders say where somebody is.
    taking_part = Participant.objects.filter(case=case, relation__isnull=True)
    with_them = list(taking_part.values_list("unit_id", "name", "phone"))
    moves = CaseMove.objects.filter(case=case, unit__isnull=False)
    moved = list(moves.values_list("unit", "by_name", "unit_name").distinct())
    units = {case.convener_unit_id, *(u for u, _n, _p in with_them if u), *(u for u, _b, _n in moved if u)}
    found = list(people.hidden_words(case.individual_id))
    for card in organisations.units_by_id(units).values():
        found += [card.name, card.controller_name, card.principal_name, card.phone, card.email, *parts(card.address)]
        for point in organisations.contact_points(card.id):
            found += [point.label, point.phone, point.email]
    found += access_door.everybody_at(units)
    found += [text for _unit, *texts in (*with_them, *moved) for text in texts]
    for more in _also:
        found += more(case.pk)
    return [word for word in found if word]


def parts(address: str) -> list[str]:
    """A place as a whole and in its parts: the street alone says enough."""
    return [address, *(part.strip() for line in address.splitlines() for part in line.split(","))]
