"""Writes about people: the only place that does. Each verb is one transaction with its line in the log."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from helhet.access import reach
from helhet.access.actor import Actor
from helhet.access.context import open_number, open_relation, set_context
from helhet.access.rules import Kind, Permission
from helhet.audit import log
from helhet.kit import clock, keys
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refusal, Refused, refuse
from helhet.kit.text import clean_text
from helhet.people import events, rules
from helhet.people.door import details_for
from helhet.people.models import Details, GuardianException, Individual, Relation, RelationWord, SignIn
from helhet.people.numbers import BadNumber, Identity, read_number
from helhet.people.rules import NumberKind, Protection
from helhet.rulebook import door as rulebook

_DETAILS = ("address", "phone", "email", "language", "interpreter", "functional_variation", "adaptation")
_WRITTEN_IN = timedelta(days=1)  # so long as the second guard keeps somebody open to who has just written them in


def register(
    *, number: str, given_name: str, family_name: str, by: Actor, address: str = "", phone: str = "", email: str = "",
    language: str = "", interpreter: str = "", functional_variation: str = "", adaptation: str = "",
    protection: str = Protection.NONE, ref: UUID | None = None,
) -> int:
    """Find the person with this number, or write them in; returns the id.

    Somebody already written in keeps their name and what is known of them, and only gaps are filled: whoever asks
    cannot tell the two apart. Raises Refused when the number cannot be right.
    """
    identity = _identity(number)
    given = {"address": address, "phone": phone, "email": email, "language": language, "interpreter": interpreter,
             "functional_variation": functional_variation, "adaptation": adaptation}
    with transaction.atomic():
        set_context(by)
        open_number(identity.number, write_in=True)
        person, _new = Individual.objects.get_or_create(
            number=identity.number,
            defaults={"number_kind": identity.kind, "born": identity.born, "given_name": clean_text(given_name),
                      "family_name": clean_text(family_name), "protection": Protection(protection),
                      "added_at": clock.now(), **({"ref": ref} if ref else {})},
        )
        held = Individual.objects.select_for_update().get(pk=person.pk)
        keys.about(person.pk)
        known = details_for(by, held)
        _append(held, {k: v for k, v in given.items() if v and not getattr(known, k)}, by)
        log.record(events.REGISTERED, by=by, individuals=[person.pk])
    return person.pk


def register_unborn(*, mother: int, by: Actor, expected_on: date | None = None, name: str = "") -> int:
    """Write in an awaited child beside the one who carries it (SCO-14); returns the id. Raises Refused, NotThere."""
    with transaction.atomic():
        set_context(by, persons=[mother])
        woman = _written(mother, by)
        refuse(rules.may_await(woman, expected_on, clock.today()))
        child = Individual.objects.create(
            number_kind=NumberKind.UNBORN, number=None, given_name=clean_text(name) or str(rules.AWAITED),
            family_name=woman.family_name, mother=woman, expected_on=expected_on, added_at=clock.now(),
        )
        log.record(events.UNBORN, by=by, individuals=[woman.pk, child.pk])
    return child.pk


def set_contact(*, individual: int, by: Actor, **changes: str) -> None:
    """Change how to reach and understand the person; only what is named changes, the old stays underneath.

    Takes address, phone, email, language, interpreter, functional_variation, adaptation. Raises TypeError for
    anything else, NotThere.
    """
    if unknown := set(changes) - set(_DETAILS):
        raise TypeError(f"not contact details: {sorted(unknown)}")
    with transaction.atomic():
        set_context(by, persons=[individual])
        _append(_written(individual, by), changes, by)
        log.record(events.CONTACT, by=by, individuals=[individual], data={"fields": sorted(changes)})


def rename(*, individual: int, given_name: str, family_name: str, by: Actor) -> None:
    """Correct or change the name. Raises NotThere."""
    with transaction.atomic():
        set_context(by, persons=[individual])
        person = _written(individual, by)
        person.given_name, person.family_name = clean_text(given_name), clean_text(family_name)
        person.save(update_fields=["given_name", "family_name"])
        log.record(events.RENAMED, by=by, individuals=[individual])


def mark_protected(*, individual: int, by: Actor, protection: str = Protection.MARKED) -> None:
    """Set or lift the mark for protected identity. Whoever stands beside the person is shut out until checked anew.

    To lift it (``Protection.NONE``) takes somebody trusted with what is protected. Raises NotThere.
    """
    kind = Protection(protection)
    with transaction.atomic():
        _change(individual, events.PROTECTED, by, lambda p: _must_be_trusted(p, kind, by),
                data={"protection": kind.value}, protection=kind)
        if kind != Protection.NONE:
            Relation.objects.filter(individual_id=individual).update(protected_checked_on=None)


def check_relation(*, relation: int, by: Actor, why: str) -> None:
    """Somebody trusted has checked that this guardian or representative may have access, though one of them is
    protected. Raises Refused without a reason, NotThere for who is not trusted with it.
    """
    if not by.may(Permission.PROTECTED_READ):
        raise NotThere
    with transaction.atomic():
        row = _held_relation(relation, by, any_kind=True)
        refuse(rules.may_check(why))
        row.protected_checked_on, row.protected_checked_by = clock.today(), by.name
        row.protected_checked_why = clean_text(why)
        row.save(update_fields=["protected_checked_on", "protected_checked_by", "protected_checked_why"])
        _say(events.CHECKED, row, by, why)


def mark_deceased(*, individual: int, on: date, by: Actor) -> None:
    """The person has died. What follows in their cases is for the process' rooms. Raises Refused."""
    _change(individual, events.DECEASED, by, lambda p: rules.may_have_died(p, on, clock.today()), died_on=on)


def mark_moved(*, individual: int, on: date, to: str, by: Actor) -> None:
    """The person has moved to another municipality or region."""
    _change(individual, events.MOVED, by, moved_on=on, moved_to=clean_text(to))


def add_relation(
    *, individual: int, kind: str, name: str, by: Actor, label: str = "", number: str = "", phone: str = "",
    email: str = "", address: str = "", valid_from: date | None = None, valid_to: date | None = None,
    insight: bool = False, insight_kinds: Iterable[str] = (), insight_basis: str = "", participation: bool = False,
    consent: bool = False, powers_note: str = "", mandate: str = "", scope_economy: bool = False,
    scope_person: bool = False, scope_right: bool = False, protected: bool = False,
    ref: UUID | None = None,
) -> int:
    """Write down who stands beside the person and with which rights; returns the id.

    Insight, participation and consent are given one by one; nothing follows from the kind. ``insight_kinds`` are
    what next of kin may read (the person's choice); ``insight_basis`` is needed for a guardian from the age that the
    profile of the writer's county says.
    Raises Refused, NotThere.
    """
    row = Relation(
        kind=kind, name=clean_text(name), label=clean_text(label), phone=phone, email=email, address=address,
        number=_identity(number).number if number else "", valid_from=valid_from or clock.today(), valid_to=valid_to,
        insight=insight, insight_kinds=sorted(insight_kinds), insight_basis=clean_text(insight_basis),
        participation=participation, consent=consent, powers_note=clean_text(powers_note),
        mandate=clean_text(mandate), scope_economy=scope_economy, scope_person=scope_person, scope_right=scope_right,
        protected=protected, added_at=clock.now(), added_by=by.name, **({"ref": ref} if ref else {}),
    )
    with transaction.atomic():
        set_context(by, persons=[individual])
        row.individual = _written(individual, by)
        refuse(rules.may_add(row.facts, row.individual, clock.today(), _ages(by)))
        row.save()
        _say(events.RELATION_ADDED, row, by, kind=kind, insight=insight, participation=participation, consent=consent)
    return row.pk


def end_relation(*, relation: int, by: Actor, on: date | None = None, why: str = "") -> None:
    """End a relation from a day on; it stays, ended. Raises Refused, NotThere."""
    with transaction.atomic():
        row = _held_relation(relation, by)
        last = on or clock.today()
        refuse(rules.may_end(row.facts, last))
        row.valid_to, row.ended_why = last, clean_text(why)
        row.save(update_fields=["valid_to", "ended_why"])
        _say(events.RELATION_ENDED, row, by, why, on=last.isoformat())


def decide_insight(
    *, relation: int, insight: bool, by: Actor, kinds: Iterable[str] = (), basis: str = ""
) -> None:
    """Decide anew what somebody may read, apart from whether they take part or consent. Raises Refused."""
    with transaction.atomic():
        row = _held_relation(relation, by)
        row.insight, row.insight_kinds, row.insight_basis = insight, sorted(kinds), clean_text(basis)
        refuse(rules.may_add(row.facts, row.individual, clock.today(), _ages(by)) if insight else ())
        row.save(update_fields=["insight", "insight_kinds", "insight_basis"])
        _say(events.INSIGHT, row, by, basis, insight=insight, kinds=row.insight_kinds)


def record_objection(*, relation: int, objects: bool, by: Actor, words: str = "") -> None:
    """The person does not want them along (CH-07, PART-04), or no longer minds."""
    with transaction.atomic():
        row = _held_relation(relation, by)
        row.objected_on, row.objection = (clock.today() if objects else None), clean_text(words)
        row.save(update_fields=["objected_on", "objection"])
        _say(events.OBJECTION, row, by, words, objects=objects)


def mark_must_not_know(*, relation: int, by: Actor, must_not_know: bool = True, why: str = "") -> None:
    """From now on no call, print, notice or page reaches them; or lift it again."""
    with transaction.atomic():
        row = _held_relation(relation, by)
        row.must_not_know, row.must_not_know_why = must_not_know, clean_text(why)
        row.save(update_fields=["must_not_know", "must_not_know_why"])
        _say(events.MUST_NOT_KNOW, row, by, why, on=must_not_know)


def do_without(
    *, relation: int, ground: str, document: str, decided_by: str, valid_from: date, by: Actor,
    valid_to: date | None = None, matter: str = "",
) -> UUID:
    """Record the ground on which this guardian's answer is not needed; returns its ref. Raises Refused."""
    with transaction.atomic():
        row = _held_relation(relation, by)
        refuse(rules.may_except(row.facts, document, decided_by))
        made = GuardianException.objects.create(
            relation=row, ground=rules.ExceptionGround(ground), document=clean_text(document),
            decided_by=clean_text(decided_by), matter=clean_text(matter), valid_from=valid_from, valid_to=valid_to,
            added_at=clock.now(), added_by=by.name,
        )
        _say(events.EXCEPTION, row, by, ground=ground)
    return made.ref


def link_sign_in(*, user: int, individual: int, by: Actor, relation: int | None = None) -> None:
    """Let a user come in as the person, or (with ``relation``) beside them. Raises Refused, NotThere."""
    with transaction.atomic():
        set_context(by, persons=[individual])
        _written(individual, by)
        if relation is not None and _held_relation(relation, by).individual_id != individual:
            raise NotThere
        link: dict[str, Any] = {"user_id": user, "individual_id": individual, "relation_id": relation}
        SignIn.objects.get_or_create(**link, defaults={"added_at": clock.now()})
        log.record(events.SIGN_IN, by=by, individuals=[individual])


def _ages(by: Actor) -> rules.Ages:
    return rulebook.for_county(by.county_code)[1]


def _identity(number: str) -> Identity:
    try:
        return read_number(number, clock.today())
    except BadNumber as bad:
        raise Refused(Refusal(rules.HOUSE, bad.sentence, "number")) from None


def _held(individual: int) -> Individual:
    found = Individual.objects.select_for_update().filter(pk=individual).first()
    if found is None:
        raise NotThere
    keys.about(individual)
    return found


def _written(individual: int, by: Actor, *, any_kind: bool = False) -> Individual:
    """The person, held for ``by`` to write about. Raises NotThere, alike for who may not and for nobody."""
    person = _held(individual)
    _must_be_with(person, by, any_kind=any_kind)
    return person


def _must_be_with(person: Individual, by: Actor, *, any_kind: bool) -> None:
    """Raises NotThere for all but staff who write, at a unit that shares the person's contacts now (or anything, with
    ``any_kind``); or that has just written the person in, before any case is about them.

    A copy of what was shared, a look into another's record and an emergency only read.
    """
    if by.kind == "system":
        return
    if not by.is_staff or by.unit_id is None or not by.may(Permission.CONSENT_RECORD):
        raise NotThere
    now = clock.now()
    shared = reach.shared_now(by.unit_id, person.pk, now)
    if Kind.CONTACTS.value in shared or (shared and any_kind):
        return
    if now - person.added_at > _WRITTEN_IN or reach.has_been_with(by.unit_id, person.pk):
        raise NotThere


def _must_be_trusted(person: Individual, to: Protection, by: Actor) -> tuple[Refusal, ...]:
    if person.protected and to == Protection.NONE and by.is_staff and not by.may(Permission.PROTECTED_READ):
        raise NotThere
    return ()


def _held_relation(relation: int, by: Actor, *, any_kind: bool = False) -> Relation:
    set_context(by)
    open_relation(relation)
    found = Relation.objects.select_for_update(of=("self",)).select_related("individual").filter(pk=relation).first()
    if found is None:
        raise NotThere
    _must_be_with(found.individual, by, any_kind=any_kind)
    keys.about(found.individual_id)
    return found


def _append(person: Individual, changes: dict[str, str], by: Actor) -> None:
    """A new row of details on top of the newest that the writer may know of, when something really changes."""
    known = details_for(by, person)
    before = {k: getattr(known, k) for k in _DETAILS}
    after = before | {k: clean_text(v) for k, v in changes.items()}
    if after == before:
        return
    person.details = Details.objects.create(
        individual=person, **after, at=clock.now(), by_name=by.name, by_user=by.user_id,
        by_assignment=by.assignment_id,
    )
    person.save(update_fields=["details"])


def _change(
    individual: int, event: str, by: Actor, judge: Any = None, data: dict[str, Any] | None = None, **values: Any
) -> None:
    with transaction.atomic():
        set_context(by, persons=[individual])
        person = _written(individual, by, any_kind=True)
        refuse(judge(person) if judge else ())
        for name, value in values.items():
            setattr(person, name, value)
        person.save(update_fields=list(values))
        log.record(event, by=by, individuals=[individual], data=data)


def _say(event: str, row: Relation, by: Actor, words: str = "", **data: Any) -> None:
    """Append what was decided with its words, which the relation's own row no longer holds after the next change."""
    RelationWord.objects.create(
        relation=row, event=event, facts=data, words=clean_text(words), at=clock.now(), by_name=by.name,
        by_user=by.user_id, by_assignment=by.assignment_id,
    )
    log.record(event, by=by, individuals=[row.individual_id], data={"relation": str(row.ref), **data})
