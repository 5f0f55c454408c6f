"""The only place that ends a SIP, begins anew, and ticks off what is left."""

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
from helhet.people import actions as people_actions
from helhet.people import door as people
from helhet.process.case import actions as cases
from helhet.process.case.actions import hold, move
from helhet.process.case.models import Case
from helhet.process.case.moves import must_be_allowed
from helhet.process.case.rules import State, StopGround
from helhet.process.closing import rules, settling
from helhet.process.closing.models import Closing, ClosingDone, ClosingDuty
from helhet.process.closing.words import DutyCode, Ground
from helhet.process.consent import actions as consent
from helhet.process.follow_up import door as follow_up
from helhet.process.follow_up.rules import BOTH
from helhet.process.need import actions as need
from helhet.process.plan import door as plan
from helhet.rulebook import door as rulebook

__all__ = ["close", "restart", "stop", "tick"]


def close(
    case_ref: UUID, *, ground: str, reason: str = "", died_on: date | None = None, moved_on: date | None = None,
    moved_to: str = "", where_to_turn: str = "", by: Actor,
) -> None:
    """End a SIP with a plan. A withdrawal goes through the consent, which stops the sharing.

    Raises Refused (CLOSE-01..06, FU-01, FU-06), NotThere. Withdrawal, death, move and another plan are never refused
    for need.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.CASE_CLOSE)
        cases.must_take_part(case, by)
        must_be_allowed("closing.close", case.state, State.CLOSED)
        facts = plan.plan_of(case.pk)
        if facts is None or not by.is_staff:
            raise NotThere
        standing = follow_up.standing(case.pk)
        person = people.person(by, case.individual_id)
        both = standing.need_sides >= BOTH
        refuse(rules.may_close(rules.Ending(
            by_unit=by.unit_id, main_unit=facts.main_unit, main_name=facts.main_unit_name, ground=ground,
            convener_unit=case.convener_unit_id, reason=reason.strip() or standing.reason,
            followed_up=standing.followed_up, need_from_both=both, died_on=person.died_on or died_on,
            today=clock.today(),
        ), rulebook.profile(case.profile_version_id)))
        _what_happened(case, ground in (Ground.DEATH,), ground == Ground.MOVED, died_on, moved_on, moved_to, by)
        if ground == Ground.WITHDRAWAL:
            consent.withdraw(case_ref, scope="all", words=reason, by=by)
        else:
            settling.open_closing(case, ground=ground, reason=reason, need_remained=both, by=by)
            move(case, verb="closing.close", to=State.CLOSED, by=by, reason=reason, data={"ground": ground})
        _said_where(case, where_to_turn, by)


def stop(
    case_ref: UUID, *, ground: str, reason: str = "", died_on: date | None = None, moved_on: date | None = None,
    moved_to: str = "", where_to_turn: str = "", by: Actor,
) -> None:
    """End the work before there is a plan. Never refused for its ground. Raises NotThere for others than the holder."""
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.CASE_CLOSE)
        if by.unit_id != case.convener_unit_id:
            raise NotThere
        chosen = StopGround(ground)
        _what_happened(case, chosen == StopGround.DECEASED, chosen == StopGround.MOVED, died_on, moved_on, moved_to,
                       by)
        cases.stop(case_ref, ground=chosen, reason=reason, by=by)
        _said_where(case, where_to_turn, by)


def restart(
    case_ref: UUID, *, ground: str, reason: str = "", after_hospital: bool = False,
    care_contact_unit: int | None = None, where_to_turn: str = "", by: Actor,
) -> UUID:
    """End the SIP and begin a new, linked one, without any consent of the old (CON-24). Returns the new case's ref.

    After a stay in hospital the permanent care contact begins it, or is given it (CLOSE-13). Raises Refused (CLOSE-06,
    FU-07, FU-08, CLOSE-13, NEED-01), NotThere.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.CASE_CLOSE)
        cases.must_take_part(case, by)
        must_be_allowed("closing.restart", case.state, State.CLOSED)
        facts = plan.plan_of(case.pk)
        if facts is None or not by.is_staff:
            raise NotThere
        standing = follow_up.standing(case.pk)
        is_contact = by.role == "care_contact"
        holder = None if is_contact or not after_hospital else care_contact_unit
        refuse(rules.may_restart(rules.Restarting(
            by_unit=by.unit_id, main_unit=facts.main_unit, main_name=facts.main_unit_name, ground=ground,
            reason=reason.strip() or standing.reason, need_from_both=standing.need_sides >= BOTH,
            after_hospital=after_hospital, is_care_contact=is_contact, next_holder=holder is not None,
        ), rulebook.profile(case.profile_version_id)))
        settling.open_closing(case, ground=Ground.RESTART, reason=reason, need_remained=False, by=by)
        move(case, verb="closing.restart", to=State.CLOSED, by=by, reason=reason,
             data={"ground": Ground.RESTART.value, "because": ground})
        _said_where(case, where_to_turn, by)
        return _begin_anew(case, reason, after_hospital, holder, by)


def _begin_anew(case: Case, reason: str, after_hospital: bool, holder: int | None, by: Actor) -> UUID:
    """The new case: noticed by this unit, or by the care contact's unit that is to take it on."""
    kind = "after_discharge" if after_hospital else "new"
    if holder is not None and holder != by.unit_id:
        made = cases.start(individual=case.individual_id, verb="need.notice", to=State.NOTICED, by=by, sip_kind=kind,
                           discovered_on=clock.today(), holder=organisations.unit_by_id(holder).id, previous=case,
                           reason=reason, data={"restart": True})
        return made.ref
    return need.notice(
        individual=case.individual_id, noticed_by=[settling.noticer(by.unit_kind)], discovered_on=clock.today(),
        sip_kind=kind, triggers=["both_principals"], why=reason, existing_sip="no", previous=case.ref, by=by,
    )


def _what_happened(
    case: Case, died: bool, moved: bool, died_on: date | None, moved_on: date | None, moved_to: str, by: Actor
) -> None:
    """Note on the person that they have died or moved, when that is not known."""
    person = people.person(by, case.individual_id)
    if died and died_on and person.died_on is None:
        people_actions.mark_deceased(individual=case.individual_id, on=died_on, by=by)
    if moved and moved_on and person.moved_on is None:
        people_actions.mark_moved(individual=case.individual_id, on=moved_on, to=moved_to, by=by)


def _said_where(case: Case, text: str, by: Actor) -> None:
    """Where to turn was said at once: the duty is done the same day."""
    duty = ClosingDuty.objects.filter(closing__case=case, code=DutyCode.WHERE_TO_TURN, done__isnull=True).first()
    if text.strip() and duty is not None and duty.unit_id == by.unit_id:
        _done(duty, clock.today(), text, by)
        cases.touch(case)


def tick(
    case_ref: UUID, *, duties: Iterable[UUID], done_on: date, where_to_turn: str = "", experience: str = "",
    by: Actor,
) -> None:
    """Tick off what is done after the ending, and write what was said. Raises Refused (CLOSE-07..12), NotThere."""
    wanted = set(duties)
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.CASE_CLOSE)
        must_be_allowed("closing.after", case.state, State.CLOSED)
        closing = Closing.objects.filter(case=case).first()
        if closing is None or not by.is_staff:
            raise NotThere
        texts = {DutyCode.WHERE_TO_TURN.value: where_to_turn.strip(), DutyCode.EXPERIENCE.value: experience.strip()}
        rows = [d for d in ClosingDuty.objects.filter(closing=closing).select_related("unit", "done")
                if d.ref in wanted or texts.get(d.code)]
        if not wanted <= {d.ref for d in rows}:
            raise NotThere
        mine = settling.principal(by.unit_id)
        refuse(tuple(r for d in rows for r in rules.may_tick(rules.Ticking(
            code=d.code, by_unit=by.unit_id, unit=d.unit_id, unit_name=d.unit.name,
            for_principal=d.principal is not None, same_principal=mine is not None and mine == d.principal,
            text=texts.get(d.code, ""), done_on=done_on, closed_on=closing.closed_on, today=clock.today(),
            done=hasattr(d, "done"),
        ))))
        for duty in rows:
            _done(duty, done_on, texts.get(duty.code, ""), by)
        move(case, verb="closing.after", by=by, data={"duties": sorted({d.code for d in rows})})


def _done(duty: ClosingDuty, on: date, text: str, by: Actor) -> None:
    ClosingDone.objects.create(duty=duty, done_on=on, text=clean_text(text), at=clock.now(), by=by.user_id,
                               by_name=by.name, unit_name=by.unit_name)
