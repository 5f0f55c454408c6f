"""Add somebody to one's unit, end an assignment, confirm the quarter's list. Takes hold at the next press."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from helhet.access import events
from helhet.access.actor import Actor
from helhet.access.models import Assignment, Confirmation, User
from helhet.access.rules import Permission
from helhet.access.staffing import rules
from helhet.access.staffing.door import going_on
from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse


def add(*, hsa_id: str, role: str, first: date, last: date | None = None, by: Actor) -> UUID:
    """Let somebody of the directory work at one's own unit, from a day to and with another. Gives the ref.

    The purpose is the unit's own, as the administrator's assignment says it. Raises Refused, NotThere.
    """
    with transaction.atomic():
        unit = _hold(by)
        today = clock.today()
        user = User.objects.filter(kind="staff", issuer=_issuer(by), subject=hsa_id, is_active=True).first()
        theirs = going_on(unit, today).filter(user=user) if user else ()
        own = going_on(unit, today).filter(user_id=by.user_id or 0, valid_from__lte=today)
        mine = set(own.values_list("role", flat=True))
        refuse(rules.may_add(
            role=role, known=user is not None, oneself=bool(user and user.pk == by.user_id), my_roles=mine,
            has_already=any(a.role == role for a in theirs), first=first, last=last, today=today))
        row = Assignment.objects.create(
            user_id=user.pk if user else 0, unit_id=unit, role=role, purpose=by.purpose, valid_from=first,
            valid_to=last + timedelta(days=1) if last else None, added_by=by.name)
        log.record(events.STAFF_ADDED, by=by, data={"assignment": str(row.ref), "who": str(row.user.ref), "role": role})
    return row.ref


def end(*, assignment: UUID, last: date | None = None, by: Actor) -> None:
    """End an assignment at one's own unit: at once, or after a last day. Raises Refused, NotThere."""
    with transaction.atomic():
        unit = _hold(by)
        row = Assignment.objects.filter(ref=assignment, unit_id=unit).first()
        if row is None:
            raise NotThere
        today = clock.today()
        refuse(rules.may_end(ended=row.valid_to is not None and row.valid_to <= today, last=last, today=today,
                             leaves_unit_without=_last_one(row, by, today)))
        _end(row, last + timedelta(days=1) if last else today, by)


def confirm(*, keep: Mapping[UUID, bool], by: Actor) -> None:
    """Confirm this quarter's list: each assignment kept or ended now. Raises Refused, NotThere."""
    with transaction.atomic():
        unit = _hold(by)
        today = clock.today()
        quarter = rules.quarter_of(today)
        rows = list(going_on(unit, today))
        refuse(rules.may_confirm(
            already=Confirmation.objects.filter(unit_id=unit, quarter=quarter).exists(),
            undecided=sum(r.ref not in keep for r in rows), unknown=len(set(keep) - {r.ref for r in rows})))
        ended = [r for r in rows if not keep[r.ref]]
        for row in ended:
            refuse(rules.may_end(ended=False, last=None, today=today, leaves_unit_without=_last_one(row, by, today)))
            _end(row, today, by)
        Confirmation.objects.create(unit_id=unit, quarter=quarter, at=clock.now(), by_user=by.user_id or 0,
                                    by_name=by.name, kept=len(rows) - len(ended), ended=len(ended))
        log.record(events.STAFF_CONFIRMED, by=by,
                   data={"quarter": quarter, "kept": len(rows) - len(ended), "ended": len(ended)})


def _hold(by: Actor) -> int:
    """One's own unit's list, held still. Raises NotThere for who does not administer it."""
    if not by.is_staff or not by.may(Permission.UNIT_ADMINISTER) or by.unit_id is None:
        raise NotThere
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(12, %s)", [by.unit_id])
    return by.unit_id


def _issuer(by: Actor) -> str:
    """Whom the directory's people are vouched for by; without a directory, the same as oneself."""
    if settings.DIRECTORY_ISSUER:
        return str(settings.DIRECTORY_ISSUER)
    return User.objects.values_list("issuer", flat=True).get(pk=by.user_id or 0)


def _last_one(row: Assignment, by: Actor, today: date) -> bool:
    """Whether this is one's own assignment, and nobody else administers the unit today."""
    if row.user_id != by.user_id or not rules.administers(row.role):
        return False
    others = going_on(row.unit_id, today).filter(valid_from__lte=today).exclude(pk=row.pk)
    return not any(rules.administers(role) for role in others.values_list("role", flat=True))


def _end(row: Assignment, valid_to: date, by: Actor) -> None:
    row.valid_to, row.ended_by = max(valid_to, row.valid_from), by.name
    row.save(update_fields=["valid_to", "ended_by"])
    log.record(events.STAFF_ENDED, by=by, data={"assignment": str(row.ref), "until": valid_to.isoformat()})
