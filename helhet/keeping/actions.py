"""What an archivist does: hold back, lift, mark, and decide that it goes."""

from datetime import date
from uuid import UUID

from django.db import connection, transaction

from helhet.access.actor import Actor
from helhet.access.context import set_context
from helhet.access.rules import Permission
from helhet.audit import log
from helhet.keeping import door, events, rules
from helhet.keeping.models import Hold, Letting, Marked
from helhet.kit import clock, keys
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.kit.text import clean_text


def hold(person: UUID, *, reason: str, until: date | None, by: Actor) -> None:
    """Hold back what one's controller has about a person, until a day or until it is lifted. Raises Refused, NotThere.
    """
    with transaction.atomic():
        held = _held(person, by)
        refuse(rules.may_hold(holds=True, reason=reason, until=until, today=clock.today()))
        Hold.objects.create(controller=by.controller_id or 0, individual=held.individual, reason=clean_text(reason),
                            until=until, at=clock.now(), by_name=by.name, by_user=by.user_id)
        log.record(events.HELD, by=by, individuals=[held.individual],
                   data={"until": until.isoformat() if until else ""})


def release(person: UUID, *, by: Actor) -> None:
    """Lift whatever holds it back. Raises NotThere."""
    with transaction.atomic():
        held = _held(person, by)
        ids = [row.pk for row in door.live_holds(by, [held.individual])]
        Hold.objects.filter(pk__in=ids).update(lifted_at=clock.now(), lifted_by_name=by.name)
        log.record(events.RELEASED, by=by, individuals=[held.individual])


def mark(person: UUID, *, kind: str, by: Actor) -> None:
    """Note what makes the law keep it longer. Noted twice is noted once. Raises NotThere."""
    with transaction.atomic():
        held = _held(person, by)
        Marked.objects.get_or_create(
            controller=by.controller_id or 0, individual=held.individual, kind=rules.Mark(kind),
            defaults={"at": clock.now(), "by_name": by.name, "by_user": by.user_id})
        log.record(events.MARKED, by=by, individuals=[held.individual], data={"kind": kind})


def let_go(person: UUID, *, reason: str, by: Actor, by_own_plan: bool = False) -> int:
    """Decide that one's controller's copy goes, and let it go at once. Gives how many rows went.

    ``by_own_plan``: the controller's own plan lets it, where no law gives a time. Raises Refused, NotThere.
    """
    with transaction.atomic():
        held = _held(person, by)
        refuse(rules.may_decide(holds=True, ongoing=held.ongoing, held_back=held.hold is not None, term=held.due,
                                by_own_plan=by_own_plan and held.own_plan, reason=reason, today=clock.today()))
        made = Letting.objects.create(
            controller=by.controller_id or 0, individual=held.individual, law=held.law.value, last_note=held.last_note,
            due_on=held.due.on, reason=clean_text(reason), at=clock.now(), by_name=by.name, by_user=by.user_id)
        log.record(events.DECIDED, by=by, individuals=[held.individual], data={"law": held.law.value})
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM keeping_carry_out(%s, %s)", [made.ref, clock.now()])
            rows, person_gone = cursor.fetchone()
        log.record(events.ERASED, by=by, individuals=[held.individual],
                   data={"law": held.law.value, "rows": rows, "person": person_gone})
    keys.forget_opened()
    return int(rows)


def _held(person: UUID, by: Actor) -> door.Held:
    if not by.may(Permission.KEEPING_DECIDE):
        raise NotThere
    set_context(by)
    held = door.held(by, person)
    keys.writing(by.controller_id, held.individual)
    return held
