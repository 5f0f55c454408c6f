"""People as frozen cards. Does not check reach itself: the case door calls it within its own visit.

The exception is ``find_by_number``, which anybody on duty can ask: it answers only for a person the asker's unit
already reaches, and looks the same for a stranger and for nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch

from helhet.access import openings, reach
from helhet.access.actor import Actor
from helhet.access.context import at_the_door, open_number, open_person, set_context
from helhet.access.decision import Relation as Access
from helhet.access.rules import Kind
from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.people import ages as ages_of
from helhet.people import events, rules
from helhet.people.cards import ListedPerson, PersonCard, RelationCard, SignInCard
from helhet.people.models import Details, GuardianException, Individual, Relation, SignIn
from helhet.people.numbers import BadNumber, read_number, show_number
from helhet.people.rules import Ages, Interpreter, Period, RelationFacts, RelationKind

__all__ = ["ListedPerson", "PersonCard", "RelationCard", "SignInCard"]
_ORDER = list(RelationKind.values)


class ShowsMapping(Protocol):
    @property
    def mapping_shown_to_person(self) -> bool: ...


def person(by: Actor, id: int) -> PersonCard:
    """Everything about one person, with the relations that hold today. Three queries. Raises NotThere."""
    row = Individual.objects.select_related("details", "mother").filter(pk=id).first()
    if row is None:
        raise NotThere
    return _card(by, row, relations(row.pk))


def person_id(ref: UUID) -> int:
    """The id behind a ref. Raises NotThere. The caller still has to show that it may read."""
    found = Individual.objects.filter(ref=ref).values_list("pk", flat=True).first()
    if found is None:
        raise NotThere
    return found


def enter(by: Actor, ref: UUID) -> PersonCard:
    """The page of a person whom the asker's unit reaches in some case now; logged. Raises NotThere for all others.

    How to reach them stands there for whoever may know contacts.
    Ended relations are shown too: what somebody once could is part of the record.
    """
    with transaction.atomic():
        set_context(by)
        open_person(ref)
        row = Individual.objects.select_related("details", "mother").filter(ref=ref).first()
        kinds = reach.open_now(by.unit_id or 0, row.pk if row else 0, clock.now())
        if row is None or not kinds or not by.is_staff:
            raise NotThere
        card = replace(_cut(_card(by, row, relations(row.pk, ended=True)), kinds),
                       shared=reach.shared_now(by.unit_id or 0, row.pk, clock.now()))
        log.record(events.READ, by=by, individuals=[row.pk])
    return card


# One by one through the index that takes as long however many people there are; "offset 0" keeps it so also where
# reading everybody would be near enough as short.
_PERSONS = """
SELECT i.* FROM unnest(%s::bigint[]) AS wanted(id)
CROSS JOIN LATERAL (SELECT * FROM people_individual p WHERE p.id = wanted.id OFFSET 0) i
"""


def persons(ids: Iterable[int]) -> dict[int, ListedPerson]:
    """Lines for a list, by id. One query, however many; none for nobody."""
    today, wanted = clock.today(), sorted(set(ids))
    rows = Individual.objects.raw(_PERSONS, [wanted]) if wanted else ()
    return {
        r.pk: ListedPerson(r.pk, r.ref, r.name, r.given_name, show_number(r.number), _age(r, today),
                           rules.is_child(r, today), r.is_unborn, r.protected, r.died_on, r.sort_sv)
        for r in rows
    }


def relations(individual: int, *, ended: bool = False) -> tuple[RelationCard, ...]:
    """Who stands beside a person today, guardians first; with ``ended`` also those who did. Two queries."""
    today = clock.today()
    rows = Relation.objects.select_related("individual").filter(individual_id=individual).prefetch_related(
        Prefetch("exceptions", GuardianException.objects.order_by("id"))
    )
    cards = (_relation(r, today) for r in rows)
    kept = (c for c in cards if ended or c.in_force)
    return tuple(sorted(kept, key=lambda c: (_ORDER.index(c.kind), c.valid_from, c.id)))


def relation(by: Actor, ref: UUID) -> RelationCard:
    """One relation, ended or not. Raises NotThere."""
    row = Relation.objects.select_related("individual").prefetch_related("exceptions").filter(ref=ref).first()
    if row is None:
        raise NotThere
    return _relation(row, clock.today())


@dataclass(frozen=True)
class Standing:
    """Somebody at the person's own door: the person, and the relation they come by (None: themself)."""

    person: Individual
    relation: RelationFacts | None

    def under(self, ages: Ages, day: date) -> Access:
        """How they stand to a plan that runs under a profile with these ages."""
        return rules.relation_access(self.relation, self.person, day, ages)


def relation_of(by: Actor, individual: int, day: date, ages: Ages | None = None) -> Access | None:
    """How somebody at the person's own door stands to that person's plan; None when they do not at all.

    ``ages`` are those of the case's profile. Without a case: whether there is something they read in any.
    """
    found = standing(by, individual)
    return found.under(ages or ages_of.widest(individual), day) if found else None


def standing(by: Actor, individual: int) -> Standing | None:
    """Who this is beside the person, if anybody, before any case is asked about."""
    row = Individual.objects.filter(pk=individual).first()
    beside = None
    if by.relation_id is not None:
        beside = Relation.objects.select_related("individual").prefetch_related("exceptions").filter(
            pk=by.relation_id, individual_id=individual
        ).first()
    if row is None or by.individual_id != individual or (by.kind == "relation" and beside is None):
        return None
    if by.kind not in ("individual", "relation"):
        return None
    return Standing(row, _facts(beside) if beside else None)


def near_who_read(individual: int, kind: Kind, day: date, ages: Ages) -> frozenset[int]:
    """The relations that let somebody near the person read this kind of a case on a day. Three queries."""
    row = Individual.objects.get(pk=individual)
    beside = Relation.objects.select_related("individual").prefetch_related("exceptions").filter(individual=row)
    found = {r.pk: rules.relation_access(_facts(r), row, day, ages) for r in beside}
    return frozenset(pk for pk, a in found.items() if a and not a.must_not_know and kind.value in a.kinds)


def hide(relation: Access, profile: ShowsMapping) -> Access:
    """Take away what the profile does not show at the person's own door (PREP-18)."""
    if profile.mapping_shown_to_person:
        return relation
    return replace(relation, hidden=relation.hidden | {Kind.MAPPING.value})


def find_by_number(by: Actor, number: str) -> PersonCard | None:
    """The person with this number, if the asker's unit already reaches them; else None, whoever exists.

    Logs the asking; the person is named in the log only when shown. A number that cannot be right gives None.
    """
    try:
        signs = read_number(number, clock.today()).number
    except BadNumber:
        signs = ""
    with transaction.atomic():
        set_context(by)
        open_number(signs)
        row = Individual.objects.select_related("details", "mother").filter(number=signs).first()
        kinds = reach.open_now(by.unit_id or 0, row.pk if row else 0, clock.now())
        beside = relations(row.pk if row else 0)
        shown = _cut(_card(by, row, beside), kinds) if row is not None and kinds else None
        log.record(events.LOOKED_UP, by=by, individuals=[shown.id] if shown else [])
    return shown


def sign_ins(user: UUID) -> tuple[SignInCard, ...]:
    """The ways a user can come in today, themself first."""
    today = clock.today()
    ways = SignIn.objects.select_related("individual", "relation__individual")
    rows = ways.filter(user__ref=user, user__is_active=True)
    with at_the_door(user):
        open_ = [r for r in rows if _opens(r, today)]
    return tuple(
        SignInCard(r.individual_id, r.individual.name, r.relation.ref if r.relation else None,
                   str(RelationKind(r.relation.kind).label) if r.relation else "")
        for r in sorted(open_, key=lambda r: (r.relation_id is not None, r.individual.sort_sv))
    )


def resolve(user: UUID, relation: UUID | None) -> Actor | None:
    """The Actor of a signed-in person or of somebody beside them; None when the relation no longer holds."""
    found = SignIn.objects.select_related("user", "individual", "relation__individual").filter(
        user__ref=user, user__is_active=True
    )
    found = found.filter(relation__ref=relation) if relation else found.filter(relation__isnull=True)
    with at_the_door(user):
        row = found.first()
    if row is None or not _opens(row, clock.today()):
        return None
    kind = "relation" if row.relation_id else "individual"
    return Actor(
        user_id=row.user_id, user_ref=row.user.ref, name=row.user.name, kind=kind, phone=row.user.phone,
        title=str(RelationKind(row.relation.kind).label) if row.relation else "", purpose=kind,
        individual_id=row.individual_id, individual_ref=row.individual.ref, relation_id=row.relation_id,
    )


def _opens(row: SignIn, today: date) -> bool:
    if row.individual.died_on:
        return False
    if row.relation is None:
        return True
    facts = row.relation.facts
    return not facts.must_not_know and not facts.unchecked and rules.in_force(facts, row.individual, today)


def _age(row: Individual, day: date) -> int | None:
    """The age they have, or had when they died."""
    return rules.age_on(row.born, min(day, row.died_on or day))


def details_for(by: Actor, row: Individual) -> Details:
    """How to reach the person, as far as ``by`` may know: what they wrote themselves, or share a case about.

    The person is written in once for everybody; what one unit has noted of them is not everybody's for that.
    """
    newest = row.details
    if newest is None or not by.is_staff or newest.by_assignment in (None, by.assignment_id):
        return newest or Details()
    rows = list(Details.objects.filter(individual=row).order_by("-id"))
    open_ = reach.writers_open_to(by.unit_id or 0, by.controller_id or 0, row.pk, Kind.CONTACTS.value,
                                  {r.by_assignment for r in rows if r.by_assignment}, clock.now())
    return next((r for r in rows if r.by_assignment is None or r.by_assignment in open_), Details())


def _cut(card: PersonCard, kinds: frozenset[str]) -> PersonCard:
    return card if Kind.CONTACTS.value in kinds else card.without_contacts()


def _card(by: Actor, row: Individual, beside: tuple[RelationCard, ...]) -> PersonCard:
    today, how = clock.today(), details_for(by, row)
    card = PersonCard(
        id=row.pk, ref=row.ref, name=row.name, given_name=row.given_name, family_name=row.family_name,
        number=show_number(row.number), number_kind=row.number_kind, born=row.born, age=_age(row, today),
        is_child=rules.is_child(row, today), is_unborn=row.is_unborn, expected_on=row.expected_on,
        mother_id=row.mother_id, mother_name=row.mother.name if row.mother else "", protected=row.protected,
        protection=row.protection,
        died_on=row.died_on, moved_on=row.moved_on, moved_to=row.moved_to, address=how.address, phone=how.phone,
        email=how.email, language=how.language, interpreter=how.interpreter,
        interpreter_name=str(Interpreter(how.interpreter).label) if how.interpreter else "",
        functional_variation=how.functional_variation, adaptation=how.adaptation, relations=beside,
    )
    return card.without_place() if row.protected and not openings.shown(by, row.pk) else card


def hidden_words(individual: int) -> tuple[str, ...]:
    """What of the person's own says where they are, and of those near them: for the veil. Two queries."""
    found: list[str] = []
    for d in Details.objects.filter(individual_id=individual):
        found += [d.phone, d.email, d.address, *(part.strip() for part in d.address.replace("\n", ",").split(","))]
    for r in Relation.objects.filter(individual_id=individual):
        found += [r.phone, r.email, r.address]
    return tuple(word for word in found if word)


def _relation(row: Relation, day: date) -> RelationCard:
    facts = _facts(row)
    return RelationCard(
        id=row.pk, ref=row.ref, individual_id=row.individual_id, kind=row.kind,
        kind_name=str(RelationKind(row.kind).label), label=row.label, name=row.name, number=show_number(row.number),
        phone=row.phone, email=row.email, address=row.address, valid_from=row.valid_from, valid_to=row.valid_to,
        in_force=rules.in_force(facts, row.individual, day), insight=row.insight, participation=row.participation,
        consent=row.consent, powers_note=row.powers_note, mandate=row.mandate, objected=row.objected_on is not None,
        objection=row.objection, must_not_know=row.must_not_know, facts=facts,
    )


def _facts(row: Relation) -> RelationFacts:
    exceptions = tuple(Period(e.valid_from, e.valid_to) for e in row.exceptions.all())
    return replace(row.facts, done_without=exceptions)
