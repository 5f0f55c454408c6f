"""Telling the person, and writing a yes. A no and a withdrawal live in ``withdrawal``, routes in ``routing``."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.kit.text import clean_text
from helhet.people import door as people
from helhet.people.cards import PersonCard, RelationCard
from helhet.process.case.actions import hold, move, must_be_with
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.consent import facts, rules
from helhet.process.consent.coverage import in_force
from helhet.process.consent.models import Consent, ConsentItem, ConsentYes, Information
from helhet.process.consent.reaching import rewrite_reach
from helhet.process.consent.routing import route
from helhet.process.consent.rules import Answer, Item, Telling
from helhet.process.consent.speaking import must_be_theirs
from helhet.process.consent.withdrawal import decline, withdraw
from helhet.process.need.written import signed
from helhet.rulebook import door as rulebook

__all__ = ["Item", "decline", "inform", "record", "rewrite_reach", "route", "withdraw"]


def inform(
    case_ref: UUID, *, informed_on: date, how: str, adapted: str = "", language: str = "", understood: str = "",
    offered: bool, present: str = "", by: Actor,
) -> int:
    """Write that the person was told and offered a SIP; the case is started. Raises Refused (INFO-02 …), NotThere."""
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.CONSENT_RECORD)
        if by.is_staff and by.unit_id != case.convener_unit_id:
            raise NotThere
        person = people.person(by, case.individual_id)
        told = Telling(informed_on, how.strip(), adapted.strip(), understood.strip(), offered,
                       bool(person.functional_variation))
        refuse(rules.may_inform(told, clock.today()))
        row = Information.objects.create(
            case=case, informed_on=informed_on, how=clean_text(how), adapted=clean_text(adapted),
            language=clean_text(language), understood=clean_text(understood), offered=offered,
            present=clean_text(present), **signed(by),
        )
        move(case, verb="consent.inform", to=State.STARTED, by=by, data={"information": str(row.ref)})
        return row.pk


def record(
    case_ref: UUID, *, part_a: bool, part_b: bool | None, form: str, giver: str, relation_id: int | None = None,
    items: Iterable[Item], not_agreed: str = "", valid_until: date, digital: bool | None = None,
    obtained_how: str = "", enough_information: bool = True, voluntary: bool = True, support_needed: str = "",
    guardians_yes: Iterable[int] = (), maturity: str = "", child_view: str = "", by: Actor,
) -> int:
    """Write an answer with a yes in it; returns the id of the consent.

    ``items`` say for each recipient which kinds are a yes and which a no. ``part_b`` and ``digital`` None: not asked
    this time. ``guardians_yes`` are the relations that said yes, where several decide. Started goes on to preparing
    once somebody is covered. Raises Refused (CON-01, 03, 05, 09, 10, 12, 16, 18, 19, CH-02),
    NotThere.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.CONSENT_RECORD)
        must_be_with(case, by)
        must_be_theirs(by, giver, relation_id)
        person = people.person(by, case.individual_id)
        relation, yes = _relations(person, relation_id, guardians_yes)
        loaded = facts.load(case.pk)
        told = Information.objects.filter(case=case).order_by("-at").values_list("at", flat=True).first()
        answer = Answer(
            part_a=part_a, part_b=part_b, form=form, giver=giver, items=tuple(items), valid_until=valid_until,
            digital=digital, enough_information=enough_information, voluntary=voluntary,
            before=in_force(loaded, clock.now()), informed=told is not None,
            unwilling=any(told is None or w.at > told for w in loaded.withdrawn),
            asked_before=any(g.giver != rules.Giver.NEXT_OF_KIN for g in loaded.given),
            person=person, relations=person.facts, said_yes=frozenset(r.ref for r in yes),
            mature=bool(maturity.strip()), heard=bool(child_view.strip()),
            relation=relation.facts if relation else None,
            answered=frozenset(c.unit or c.name for g in loaded.given for c in g.yes | g.no),
        )
        refuse(rules.may_record(answer, rulebook.profile(case.profile_version_id), clock.today()))
        row = Consent.objects.create(
            case=case, part_a=part_a, part_b=part_b, digital=digital, form=form, giver=giver, relation_id=relation_id,
            giver_name=", ".join(r.name for r in yes) or person.name, maturity=clean_text(maturity),
            child_view=clean_text(child_view), not_agreed=clean_text(not_agreed), valid_until=valid_until,
            obtained_how=clean_text(obtained_how), enough_information=enough_information, voluntary=voluntary,
            support_needed=clean_text(support_needed), **signed(by),
        )
        _items(row, answer.items)
        ConsentYes.objects.bulk_create(ConsentYes(consent=row, relation_id=r.id) for r in yes)
        _recorded(case, row, by)
        return row.pk


def _relations(
    person: PersonCard, relation_id: int | None, guardians: Iterable[int]
) -> tuple[RelationCard | None, tuple[RelationCard, ...]]:
    """The relation that answers, and all that said yes. Raises NotThere for a relation that is not the person's."""
    wanted = dict.fromkeys([*([relation_id] if relation_id else []), *guardians])
    known = {r.id: r for r in person.relations}
    if not wanted.keys() <= known.keys():
        raise NotThere
    return (known[relation_id] if relation_id else None), tuple(known[i] for i in wanted)


def _items(row: Consent, items: Iterable[Item]) -> None:
    cells = {
        (i.recipient_unit, "" if i.recipient_unit else clean_text(i.recipient_name), kind, i.source_unit): yes
        for i in items for kinds, yes in ((i.kinds, True), (i.declined, False)) for kind in kinds
    }
    ConsentItem.objects.bulk_create(
        ConsentItem(consent=row, unit_id=unit, name=name, kind=kind, source_id=source, yes=yes)
        for (unit, name, kind, source), yes in cells.items()
    )


def _recorded(case: Case, row: Consent, by: Actor) -> None:
    rewrite_reach(case)
    after = in_force(facts.load(case.pk), clock.now())
    on = rules.reaches_preparing(case.state == State.STARTED, after)
    move(case, verb="consent.record", to=State.PREPARING if on else None, by=by,
         data={"consent": str(row.ref), "form": row.form, "giver": row.giver})
