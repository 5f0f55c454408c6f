"""The only place that keeps a paper that is given out."""

import base64
import hashlib
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.rules import Permission
from helhet.audit import log
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.process.case import door as cases
from helhet.process.case.actions import hold, must_be_with, touch
from helhet.process.invitation import actions as calling
from helhet.process.invitation import door as invitation
from helhet.process.papers import door, events, rules, typeset
from helhet.process.papers.forms import letters, sip
from helhet.process.papers.models import Issued, Posted
from helhet.process.papers.paper import Addressed
from helhet.process.papers.register import paper
from helhet.process.papers.rules import Way
from helhet.process.plan import actions as plan
from helhet.process.plan import door as plans
from helhet.process.plan.actions.draft import signed


def issue(
    case_ref: UUID, *, code: str, receiver: str = "", name: str = "", way: str, easy: bool = False, letter: str = "",
    by: Actor,
) -> UUID:
    """Make the paper, keep it as it is given, and note to whom. Gives its ref.

    ``letter``: of a call's letters the one that is given; it says itself to whom, and the others stay unseen.

    A plan that is given in the hand is noted as handed out; one that is to be posted, when it has gone. Raises Refused
    (IT-08, CON-01) or NotThere. Nothing of it leaves by mail or SMS: a letter is printed, and sent by somebody.
    """
    one = paper(code)
    if one is None or one.fill is None or not by.is_staff:
        raise NotThere
    with transaction.atomic():
        with cases.visit(by, case_ref, events.PRINTED) as v:
            version = plans.newest(v) if code == sip.CODE else None
            leads = invitation.holds(v) and by.may(Permission.CALL_SEND)
            if one.letters is None:
                sheets = one.fill(v, easy)
            else:
                mine = _of(one.letters(v, easy), letter)
                sheets, receiver, name = (mine.sheet,), mine.to, mine.name
            near = door.near(v) if one.own else ()
        refuse(rules.may_issue(there=bool(sheets), receiver=receiver, name=name, own=one.own, near=near))
        case = hold(case_ref, by=by, needs=Permission.PLAN_WRITE)
        must_be_with(case, by)
        made = typeset.pdf(sheets)
        row = Issued.objects.create(
            case=case, code=code, version=version.version.n if version else None, easy=easy,
            sha256=hashlib.sha256(made).hexdigest(), size=len(made), body=base64.b64encode(made).decode(),
            receiver=receiver, name=name, way=Way(way), **signed(by))
        if way == Way.HAND and code == sip.CODE:
            plan.hand_out(case_ref, receiver=receiver, name=name, by=by)
        if way == Way.HAND and one.letters is not None and leads:
            calling.hand_over(case_ref, receiver=None if letter == letters.OWN else UUID(letter), by=by)
        touch(case)
        log.record(events.ISSUED, by=by, individuals=[case.individual_id], subject=case.ref,
                   data={"code": code, "version": row.version, "to": receiver, "way": way, "sha256": row.sha256})
    return row.ref


def _of(letters: tuple[Addressed, ...], key: str) -> Addressed:
    found = next((one for one in letters if one.key == key), None)
    if found is None:
        raise NotThere
    return found


def posted(case_ref: UUID, ref: UUID, *, by: Actor) -> None:
    """The letter has been printed and sent. A second time changes nothing. Raises NotThere for others' letters."""
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.PLAN_WRITE)
        row = Issued.objects.filter(case=case, ref=ref, way=Way.POST, by_unit=by.unit_id or 0).defer("body").first()
        if row is None:
            raise NotThere
        if Posted.objects.filter(issued=row).exists():
            return
        Posted.objects.create(issued=row, **signed(by))
        if row.code == sip.CODE:
            plan.hand_out(case_ref, receiver=row.receiver, name=row.name, by=by)
        touch(case)
        log.record(events.POSTED, by=by, individuals=[case.individual_id], subject=case.ref,
                   data={"code": row.code, "to": row.receiver, "sha256": row.sha256})
