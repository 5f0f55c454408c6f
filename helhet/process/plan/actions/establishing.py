"""From draft to version: all that the rules demand at once, frozen, and handed over to each who takes part."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from helhet.access import reach
from helhet.access.actor import Actor
from helhet.access.reach import Grant
from helhet.access.rules import Kind, Permission
from helhet.kit import clock, versions
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refusal, refuse
from helhet.organisations import door as organisations
from helhet.organisations.rules import UnitKind
from helhet.people import door as people
from helhet.process.case import door as cases
from helhet.process.case import moves
from helhet.process.case.actions import add_participant, end_participants, hold, move
from helhet.process.case.models import Case
from helhet.process.case.rules import ParticipantKind, State
from helhet.process.consent import actions as consent
from helhet.process.plan import around, load, rules, snapshot
from helhet.process.plan import content as c
from helhet.process.plan import models as m
from helhet.process.plan.actions.draft import draft_of, signed
from helhet.rulebook import door as rulebook
from helhet.rulebook.profile import Profile

COPIED = frozenset({Kind.PLAN.value, Kind.GOALS.value, Kind.CONTACTS.value})
_HEALTH_CARE = frozenset({
    UnitKind.MUNICIPAL_HEALTH_CARE, UnitKind.INPATIENT_CARE, UnitKind.OUTPATIENT_CARE, UnitKind.HEALTH_CENTRE,
    UnitKind.CHILD_HEALTH, UnitKind.ADULT_PSYCHIATRY, UnitKind.CONTRACTED_CARE,
})


def establish(case_ref: UUID, *, read_back: bool, consent_to_planning: bool, other: str = "", by: Actor) -> int:
    """Establish the plan; returns the version's number. ``other``: by a route, how and when the read-back is given.

    Raises Refused with everything that is missing at once (LAW-02, PLAN-01 … CON-27, PLAN-25), NotThere for whoever
    does not hold the pen.
    """
    with transaction.atomic():
        case = hold(case_ref, by=by, needs=Permission.PLAN_ESTABLISH)
        profile = rulebook.profile(case.profile_version_id)
        right = rules.right_hand(case.sip_kind, by.role, profile)
        _pen(case, by, profile)
        moves.must_be_allowed("plan.establish", case.state, State.ACTIVE)
        n = freeze(case, read_back=read_back, said_yes=consent_to_planning, other=other,
                   kva=_code(case, profile), by=by, also=right)
        move(case, verb="plan.establish", to=State.ACTIVE, by=by, data={"version": n})
        return n


def _pen(case: Case, by: Actor, profile: Profile) -> None:
    """Who holds the pen may try; after hospital also the permanent care contact of any unit that takes part."""
    team = cases.participants(case.pk)
    taking_part = any(p.unit_id == by.unit_id for p in team)
    contact = by.role == "care_contact" and profile.discharge_plan_by == "permanent_care_contact"
    if not around.reaches(case.ref, by.unit_id, taking_part):
        raise NotThere
    if not (around.documents(case.pk, team, by) or (contact and taking_part)):
        raise NotThere


def _code(case: Case, profile: Profile) -> str | None:
    return profile.kva_establish_discharge if case.sip_kind == "after_discharge" else profile.kva_establish


def freeze(
    case: Case, *, read_back: bool, said_yes: bool, other: str = "", kva: str | None = None, by: Actor,
    also: tuple[Refusal, ...] = (),
) -> int:
    """Make the open draft into a version, without a move: for ``establish`` and for follow_up.record.

    ``case`` is locked by the caller's ``hold``; ``kva`` the code health care units register; ``also`` refusals to
    raise together with what is missing. Closes the draft, makes the chosen main responsible so, hands each unit that
    takes part its copy. Returns the number. Raises Refused.
    """
    profile = rulebook.profile(case.profile_version_id)
    person = people.person(by, case.individual_id)
    draft = draft_of(case, by)
    content = load.draft_content(draft, around.frame(
        case=case.pk, number=case.number, kind=case.sip_kind, person=person,
        participants=cases.participants(case.pk)), versions.read(draft.ref))
    facts = rules.facts(content, around.circumstances(case.pk, person.is_child))
    closing = rules.may_close(facts, read_back=read_back, said_yes=said_yes, other=other)
    refuse((*also, *rules.missing(facts, profile), *closing))
    last = load.newest_version(case.pk)
    n = last.n + 1 if last else 1
    now = clock.now()
    text = snapshot.to_json(replace(content, agreement=c.Agreement(read_back, said_yes, other),
                             established=c.Established(by.name, by.unit_name, now, n)))
    version = m.PlanVersion.objects.create(case=case, draft=draft, n=n, snapshot=text, checksum=snapshot.checksum(text),
                                           **{**signed(by), "at": now})
    draft.closed_at = now
    draft.save(update_fields=["closed_at"])
    chosen = load.main_of(case.pk, draft.pk)
    if chosen is not None:
        accept(case, chosen, accepted_by=chosen.name, by=by)
    hand_over(case, version)
    if kva:
        _register(version, kva)
    return n


def accept(case: Case, main: m.MainResponsible, *, accepted_by: str, by: Actor) -> None:
    """From now on the responsibility is theirs: participant, reach by the person's consent."""
    m.MainAcceptance.objects.create(main=main, accepted_by=accepted_by, **signed(by))
    end_participants(case, kinds=[ParticipantKind.MAIN_RESPONSIBLE], because="replaced")
    add_participant(case, kind=ParticipantKind.MAIN_RESPONSIBLE, unit=main.unit_id, name=main.name, phone=main.phone)
    consent.rewrite_reach(case)


def hand_over(case: Case, version: m.PlanVersion) -> None:
    """Each unit that takes part and is covered now gets its copy; so does the main responsible, who is named in it."""
    team = cases.participants(case.pk)
    ids = dict.fromkeys(p.unit_id for p in team if p.unit_id)
    main = {p.unit_id for p in team if p.kind == ParticipantKind.MAIN_RESPONSIBLE}
    units = organisations.units_by_id([u for u in ids if u in main or around.reaches(case.ref, u, True, version.at)])
    m.PlanCopy.objects.bulk_create(
        m.PlanCopy(version=version, unit_id=u.id, controller=u.controller_id, at=version.at) for u in units.values()
    )
    first: dict[int, Grant] = {}
    for copy in m.PlanCopy.objects.filter(version__case=case).order_by("at", "id"):
        first.setdefault(copy.unit_id, Grant(copy.unit_id, COPIED, copy.at))
    reach.rewrite(case_ref=case.ref, individual=case.individual_id, source="copy", grants=first.values())


def _register(version: m.PlanVersion, code: str) -> None:
    """The code of measure for each unit of health care that has got the plan (QA-01, QA-02, IT-13).

    One that takes part and may not read it has nothing to register.
    """
    ids = set(m.PlanCopy.objects.filter(version=version).values_list("unit_id", flat=True))
    care = [u.id for u in organisations.units_by_id(ids).values() if u.kind in _HEALTH_CARE]
    m.KvaCode.objects.bulk_create(m.KvaCode(version=version, unit_id=u, code=code, at=version.at) for u in care)
