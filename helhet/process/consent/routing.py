"""A documented way where the person cannot consent (CON-17, CON-18)."""

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
from helhet.organisations import door as organisations
from helhet.people import door as people
from helhet.process.case.actions import hold, move, must_be_with
from helhet.process.case.rules import State
from helhet.process.consent import facts, rules
from helhet.process.consent.coverage import in_force
from helhet.process.consent.models import Route, RouteItem
from helhet.process.consent.reaching import rewrite_reach
from helhet.process.consent.rules import Item, Path
from helhet.process.need.written import signed
from helhet.rulebook import door as rulebook


def route(
    case_ref: UUID, *, way: str, why_not_asked: str, decided_by: str, decided_on: date, document: str,
    valid_until: date, items: Iterable[Item], ground: str = "", assessment: str = "", relation_id: int | None = None,
    by: Actor,
) -> int:
    """Write a route: a representative's mandate (by the convener), or our own unit's trial of harm for its own
    information. ``items`` name receiving units and kinds. Trying again is a new row that takes the old one's place.

    Started goes on to preparing once somebody is covered. Raises Refused (CON-17, 18, 19), NotThere.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.CONSENT_RECORD)
        must_be_with(case, by)
        person = people.person(by, case.individual_id)
        relation = next((r for r in person.relations if r.id == relation_id), None)
        if relation_id and relation is None:
            raise NotThere
        named = {i.recipient_unit: i.kinds for i in items if i.recipient_unit}
        units = organisations.units_by_id(named)
        receivers = tuple((units[unit].kind, kinds) for unit, kinds in named.items())
        path = Path(
            way=way, ground=ground, why_not_asked=why_not_asked.strip(), assessment=assessment.strip(),
            decided_by=decided_by.strip(), decided_on=decided_on, document=document.strip(), valid_until=valid_until,
            sender_kind=by.unit_kind, receivers=receivers, is_convener=by.unit_id == case.convener_unit_id,
            person=person, relation=relation.facts if relation else None,
        )
        refuse(rules.may_route(path, rulebook.profile(case.profile_version_id), clock.today()))
        row = Route.objects.create(
            case=case, way=way, ground=ground, relation_id=relation_id, why_not_asked=clean_text(why_not_asked),
            assessment=clean_text(assessment), decided_by=clean_text(decided_by), decided_on=decided_on,
            document=clean_text(document), valid_until=valid_until, **signed(by),
        )
        RouteItem.objects.bulk_create(
            RouteItem(route=row, unit_id=unit, kind=kind) for unit, kinds in named.items() for kind in sorted(kinds)
        )
        rewrite_reach(case)
        covered = in_force(facts.load(case.pk), clock.now())
        on = rules.reaches_preparing(case.state == State.STARTED, covered)
        move(case, verb="consent.route", to=State.PREPARING if on else None, by=by,
             data={"route": str(row.ref), "way": way, "ground": ground})
        return row.pk
