"""The verbs of a need: notice, request, point out, refuse and assess."""

from datetime import date
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.context import open_handed_on, set_context
from helhet.access.rules import Permission
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.kit.text import clean_text
from helhet.organisations import door as organisations
from helhet.process.case.actions import hold, move, start, touch
from helhet.process.case.models import Case
from helhet.process.case.moves import must_be_allowed
from helhet.process.case.rules import ENDED, WITH_PLAN, State
from helhet.process.need import rules
from helhet.process.need.models import Ask, Assessment, NeedNotice, NeedRefusal
from helhet.process.need.rules import Asked, Judged, Seen
from helhet.process.need.words import Outcome
from helhet.process.need.written import signed
from helhet.rulebook import door as rulebook
from helhet.rulebook.profile import Profile


def notice(
    *, individual: int, noticed_by: list[str], discovered_on: date, sip_kind: str, triggers: list[str], why: str = "",
    existing_sip: str, by: Actor, case_ref: UUID | None = None, previous: UUID | None = None,
) -> UUID:
    """A unit sees a need; it becomes the convener (NEED-11). Returns the case's ref.

    ``case_ref`` takes up a request or a pointing out; ``previous`` is an ended case to link the new one to. Raises
    Refused (NEED-01, CH-11, PLAN-26, …), NotThere.
    """
    _staff(by, Permission.NEED_NOTICE)
    with transaction.atomic():
        set_context(by)
        seen = Seen(by.unit_kind, frozenset(noticed_by), discovered_on, sip_kind, frozenset(triggers), why.strip(),
                    existing_sip)
        old = hold(previous, by=by) if previous else None
        taken = _asked_of(case_ref, by) if case_ref else None
        if any(c is not None and c.individual_id != individual for c in (old, taken)):
            raise NotThere
        if old is not None and State(old.state) not in ENDED:
            must_be_allowed("need.notice", old.state, State.NOTICED)
        profile = rulebook.profile(taken.profile_version_id) if taken else _profile(by.county_code)
        refuse(rules.may_notice(seen, profile, clock.today()))
        if taken is not None:
            taken.sip_kind, taken.discovered_on, taken.convener_user = sip_kind, discovered_on, by.user_id
            move(taken, verb="need.notice", to=State.NOTICED, by=by, data={"sip_kind": sip_kind})
        case = taken or start(individual=individual, verb="need.notice", to=State.NOTICED, by=by, sip_kind=sip_kind,
                              discovered_on=discovered_on, previous=old, data={"sip_kind": sip_kind})
        NeedNotice.objects.create(
            case=case, noticed_by=sorted(noticed_by), discovered_on=discovered_on, triggers=sorted(triggers),
            why=clean_text(why), existing_sip=existing_sip, **signed(by),
        )
        return case.ref


def request(
    *, individual: int, asked_by: str, name: str = "", words: str, unit: int, by: Actor
) -> UUID:
    """The person, a guardian or next of kin asks a unit for a SIP; the unit owes an answer (NEED-04).

    Staff write down what they hear; at their own door a person asks for themself. Raises Refused (NEED-03, NEED-10),
    NotThere.
    """
    if by.is_staff:
        _staff(by, Permission.NEED_NOTICE)
    elif by.individual_id != individual:
        raise NotThere
    with transaction.atomic():
        set_context(by)
        receiver = organisations.unit_by_id(unit)
        asked = Asked(asked_by, name.strip(), words.strip(), receiver.kind)
        refuse(rules.may_request(asked, _profile(receiver.county_code)))
        case = start(individual=individual, verb="need.request", to=State.REQUESTED, by=by, holder=unit,
                     data={"asked_by": asked_by})
        Ask.objects.create(case=case, pointed_out=False, asked_by=asked_by, name=clean_text(name),
                           words=clean_text(words), agreed_by_person=asked_by == "individual", **signed(by))
        return case.ref


def point_out(*, individual: int, unit: int, words: str, agreed_by_person: bool, by: Actor) -> UUID:
    """Another actor points to a need; the unit they turn to owes an answer. Raises Refused (NEED-02), NotThere."""
    _staff(by, Permission.NEED_POINT_OUT)
    with transaction.atomic():
        set_context(by)
        receiver = organisations.unit_by_id(unit)
        refuse(rules.may_point_out(words.strip(), agreed_by_person, receiver.kind, _profile(receiver.county_code)))
        case = start(individual=individual, verb="need.point_out", to=State.POINTED_OUT, by=by, holder=unit)
        Ask.objects.create(case=case, pointed_out=True, words=clean_text(words), agreed_by_person=agreed_by_person,
                           **signed(by))
        return case.ref


def refuse_request(case_ref: UUID, *, reason: str, exceptional: bool, where_to_turn: str, by: Actor) -> None:
    """Say no to a request or a pointing out, as an exception (NEED-04) with its reason (NEED-05). Raises Refused."""
    with transaction.atomic():
        case = _asked_of(case_ref, by)
        refuse(rules.may_refuse(reason.strip(), exceptional, where_to_turn.strip()))
        NeedRefusal.objects.create(case=case, reason=clean_text(reason), where_to_turn=clean_text(where_to_turn),
                                   **signed(by))
        move(case, verb="need.refuse", to=State.REFUSED, by=by)


def assess(
    case_ref: UUID, *, needs_met: bool, coordination_needed: bool, other_way: str = "", base_level_tried: bool,
    base_level_exception: str = "", level: str, outcome: str, handed_to: str = "", consent_to_hand_on: bool = False,
    agreed_with_person: bool, by: Actor,
) -> None:
    """Judge the need: goes on, is met by information, or is handed on. Raises Refused (NEED-07, NEED-17, …), NotThere.

    Handing on carries nothing about the person. With their consent the SIP that already goes on is told that somebody
    wants to join it; whether there is one is answered to nobody (NEED-22).
    """
    with transaction.atomic():
        case = _asked_of(case_ref, by)
        judged = Judged(needs_met, coordination_needed, base_level_tried, base_level_exception.strip(), level, outcome,
                        handed_to.strip(), other_way.strip())
        refuse(rules.may_assess(judged, rulebook.profile(case.profile_version_id)))
        Assessment.objects.create(
            case=case, needs_met=needs_met, coordination_needed=coordination_needed, other_way=clean_text(other_way),
            base_level_tried=base_level_tried, base_level_exception=clean_text(base_level_exception), level=level,
            outcome=outcome, handed_to=clean_text(handed_to), consent_to_hand_on=consent_to_hand_on,
            agreed_with_person=agreed_with_person, **signed(by),
        )
        case.level = level
        move(case, verb="need.assess", to=rules.leads_to(outcome), by=by, data={"level": level, "outcome": outcome})
        if outcome == Outcome.ONGOING_SIP and consent_to_hand_on:
            open_handed_on(case.pk)
            for other in Case.objects.filter(individual_id=case.individual_id, state__in=WITH_PLAN).exclude(pk=case.pk):
                touch(other)


def _asked_of(ref: UUID, by: Actor) -> Case:
    """Hold a case for the unit that owes the next step. Raises NotThere for every other unit."""
    case = hold(ref, by=by, needs=Permission.NEED_NOTICE)
    if not by.is_staff or by.unit_id != case.convener_unit_id:
        raise NotThere
    return case


def _staff(by: Actor, needs: Permission) -> None:
    if not by.is_staff or not by.may(needs):
        raise NotThere


def _profile(county: str) -> Profile:
    return rulebook.for_county(county)[1]
