"""Scenes of the call, for tests of this room and of later ones, made by the verbs only."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from helhet.access.actor import Actor
from helhet.kit import clock
from helhet.process.case.models import Case
from helhet.process.invitation import actions
from helhet.process.invitation.models import Receiver
from helhet.process.invitation.rules import ReceiverKind, Wanted
from helhet.process.mapping.tests.scenes import fresh, prepared
from helhet.process.meeting import actions as meeting
from helhet.process.tests.cast import Cast

SAYS = {
    "purpose": "Flera håller i delar av Lars vardag, och ingen ser helheten.",
    "questions": "Vem hjälper till med ekonomin? Vem ringer Lars?",
    "contact_name": "Jonas Lind", "contact_phone": "0303-23 80 10", "contact_unit": "Psykiatriska mottagningen",
}


def wanted(cast: Cast, key: str = "social", **changes: Any) -> Wanted:
    """A unit of the cast as a complete receiver."""
    values = {
        "kind": ReceiverKind.UNIT, "duty": True, "unit": cast.unit(key), "why": "Ni känner Lars ekonomi.",
        "contribution": "Berätta vilket stöd som finns.", "spoken_on": clock.today(), **changes,
    }
    return Wanted(**values)


def kin(relation: int, **changes: Any) -> Wanted:
    """Somebody close to the person, invited."""
    values = {
        "kind": ReceiverKind.RELATION, "duty": False, "relation": relation, "why": "Du står Lars nära.",
        "contribution": "Berätta hur vardagen är.", "spoken_on": clock.today(), **changes,
    }
    return Wanted(**values)


def planned(cast: Cast, *, kind: str = "new", days: int = 10, **choices: Any) -> Case:
    """A case with consent, what matters, and a meeting that stands; nothing on the list yet."""
    case = prepared(cast, **choices)
    start = clock.at(clock.today() + timedelta(days=days), 14)
    meeting.plan(
        case.ref, kind=kind, starts_at=start, ends_at=start + timedelta(hours=1), place="Vårdcentralen, rum 4",
        form="physical", agreed_with_person=True, leader_name="Eva Dahl", documenter_name="Jonas Lind",
        reason_for_time="Lars orkar inte tidigare", by=choices.get("by") or cast.nurse,
    )
    return fresh(case)


def listed(cast: Cast, *others: Wanted, **choices: Any) -> Case:
    """The same with a complete list: social services called, and the others."""
    case = planned(cast, **choices)
    actions.prepare_list(case.ref, receivers=[wanted(cast), *others], by=choices.get("by") or cast.nurse)
    return case


def called(cast: Cast, *others: Wanted, **choices: Any) -> Case:
    """The call is out: the meeting is in ten days, social services is called, and the others as they wanted."""
    case = listed(cast, *others, **choices)
    send(case, choices.get("by") or cast.nurse)
    return fresh(case)


def send(case: Case, by: Actor, **changes: Any) -> UUID:
    values = {**SAYS, "list_agreed_with_person": True, **changes}
    return actions.send(case.ref, by=by, **values)  # type: ignore[arg-type]


def row(case: Case, unit: int) -> Receiver:
    """A unit's newest row of the newest call."""
    found = Receiver.objects.filter(call__case=case, unit_id=unit).order_by("-id").first()
    assert found is not None
    return found
