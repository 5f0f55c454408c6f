"""After the plan is established: how it goes, who answers for it, and the papers handed out."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from helhet.access.actor import Actor
from helhet.access.rules import Permission
from helhet.audit import log
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.organisations import door as organisations
from helhet.process.case import door as cases
from helhet.process.case.actions import hold, move, touch
from helhet.process.case.models import Case
from helhet.process.plan import around, door, events, load, writing
from helhet.process.plan import models as m
from helhet.process.plan.actions.draft import propose, signed
from helhet.process.plan.actions.establishing import accept
from helhet.process.plan.words import CONFIRMED, OPEN, Receiver, Status


def report(case_ref: UUID, row: UUID, *, status: str, reason: str = "", by: Actor) -> None:
    """Tell how an intervention goes: ongoing, done, or ended with a reason (PLAN-24). The version stays as it was.

    Raises Refused (MEET-11 for another unit's, PLAN-24), NotThere.
    """
    with transaction.atomic():
        case, version = _held(case_ref, by, Permission.PLAN_WRITE)
        found = next((i for i in load.version_content(version).interventions if i.ref == str(row)), None)
        if found is None:
            raise NotThere
        main = door.main_of(case.pk)
        refuse(writing.may_report(by.unit_id, found.owner, found.unit, main.unit if main else None, status, reason))
        m.StatusReport.objects.create(case=case, intervention=row, status=Status(status), reason=reason, **signed(by))
        move(case, verb="plan.report", by=by, data={"row": str(row), "status": status})


def change_main_responsible(
    case_ref: UUID, *, unit: int, name: str, phone: str, person_asked: bool, wish: str, reason: str,
    accepted_by: str = "", by: Actor,
) -> bool:
    """The present main responsible hands over: to another person of the unit at once, to another unit when it says yes.

    ``accepted_by``: who there has already said yes, for a unit that does not work in the system. Returns whether it
    holds now; else the receiving unit is asked. Raises Refused (RESP-06, RESP-08, RESP-09, PLAN-10), NotThere.
    """
    with transaction.atomic():
        case, _version = _held(case_ref, by, Permission.PLAN_WRITE)
        now, to = door.main_of(case.pk), organisations.unit_by_id(unit)
        refuse(writing.may_change_main(by_unit=by.unit_id, present_unit=now.unit if now else None, side=to.side,
                                       name=name, phone=phone, person_asked=person_asked))
        row = propose(case, None, unit=unit, name=name, phone=phone, wish=wish, reason=reason, by=by)
        holds = unit == by.unit_id or bool(accepted_by and not to.uses_helhet)
        if holds:
            accept(case, row, accepted_by=accepted_by or name, by=by)
        move(case, verb="plan.change_main_responsible", by=by, data={"unit": unit, "accepted": holds})
        return holds


def accept_main_responsible(case_ref: UUID, *, by: Actor) -> None:
    """The receiving unit says yes to the main responsibility. Raises Refused (RESP-08), NotThere."""
    with transaction.atomic():
        case, _version = _held(case_ref, by, Permission.PLAN_WRITE)
        row = load.asked_main(case.pk)
        refuse(writing.may_accept_main(by.unit_id, row.unit_id if row else 0, row is not None))
        if row is None:
            raise NotThere
        accept(case, row, accepted_by=by.name, by=by)
        move(case, verb="plan.change_main_responsible", by=by, data={"unit": row.unit_id, "accepted": True})


def hand_out(case_ref: UUID, *, receiver: str, name: str = "", wanted: bool = True, by: Actor) -> None:
    """Note that somebody got the newest version on paper, or was offered it and did not want it (IT-08)."""
    with transaction.atomic():
        case, version = _held(case_ref, by, Permission.PLAN_WRITE)
        m.HandOut.objects.create(version=version, receiver=Receiver(receiver), name=name, wanted=wanted, **signed(by))
        touch(case)
        log.record(events.HANDED_OUT, by=by, individuals=[case.individual_id], subject=case.ref,
                   data={"version": version.n, "to": receiver, "wanted": wanted})


def _held(case_ref: UUID, by: Actor, needs: Permission) -> tuple[Case, m.PlanVersion]:
    case = hold(case_ref, by=by, needs=needs)
    version = load.newest_version(case.pk)
    if version is None or not by.is_staff or not _reads(case, version, by):
        raise NotThere
    return case, version


def _reads(case: Case, version: m.PlanVersion, by: Actor) -> bool:
    """Whether the unit takes part, and holds a copy of this version or is covered now."""
    taking_part = any(p.unit_id == by.unit_id for p in cases.participants(case.pk))
    held = version.copies.filter(unit_id=by.unit_id or 0).exists()
    return taking_part and (held or around.reaches(case.ref, by.unit_id, taking_part))


def units_left(case: Case, *, unit: int, by: Actor) -> None:
    """A unit no longer takes part: in the draft its interventions stand as proposed again, an open need.

    In an established plan each that is not done is reported ended, with why, so that nobody counts on it.
    """
    m.Intervention.objects.filter(
        draft__case=case, draft__closed_at__isnull=True, unit_id=unit, status__in=CONFIRMED - {Status.DONE}
    ).update(status=Status.PROPOSED, confirmed_at=None, confirmed_by="")
    version = load.newest_version(case.pk)
    if version is None:
        return
    now = load.as_it_goes(load.version_content(version), load.reports(case.pk, version.at))
    for i in now.interventions:
        if i.unit == unit and i.status in OPEN:
            m.StatusReport.objects.create(case=case, intervention=UUID(i.ref), status=Status.ENDED,
                                          reason=str(_("Enheten är inte längre med.")), **signed(by))
