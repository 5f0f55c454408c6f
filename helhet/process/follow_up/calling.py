"""The call to a follow-up: whom it goes to, taken from who takes part and who has something in the plan."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from helhet.access.actor import Actor
from helhet.kit import clock
from helhet.organisations import door as organisations
from helhet.process.case import door as cases
from helhet.process.case.models import Case
from helhet.process.case.rules import ParticipantKind
from helhet.process.invitation import actions as invitation
from helhet.process.invitation import rules as calls
from helhet.process.invitation.rules import ReceiverKind, Wanted
from helhet.process.meeting.words import MeetingKind
from helhet.process.plan import door as plan
from helhet.process.plan.rules import PlanFacts
from helhet.rulebook import door as rulebook
from helhet.rulebook.profile import Profile

KIND = MeetingKind.FOLLOW_UP.value
_ASKED = (ParticipantKind.CONVENER, ParticipantKind.SUMMONED, ParticipantKind.INVITED, ParticipantKind.GUARDIAN,
          ParticipantKind.NEXT_OF_KIN, ParticipantKind.COORDINATION, ParticipantKind.MAIN_RESPONSIBLE)


@dataclass(frozen=True)
class Letter:
    """What the call says, to whom (keys of ``Candidate``), and the person's yes to the list."""

    receivers: frozenset[str]
    purpose: str
    questions: str
    list_agreed: bool
    contact_name: str
    contact_phone: str
    contact_unit: str
    spoken: bool = False
    not_spoken_why: str = ""


@dataclass(frozen=True)
class Candidate:
    """Somebody the follow-up concerns."""

    key: str
    name: str
    function: str
    duty: bool
    does: tuple[str, ...] = ()


def candidates(case: int, own: int | None, profile: Profile) -> tuple[Candidate, ...]:
    """Who takes part now, and every unit with something left in the plan; not the caller's own unit."""
    facts = plan.plan_of(case)
    found: dict[str, Candidate] = {}
    team = [p for p in cases.participants(case) if p.kind in _ASKED]
    units = organisations.units_by_id(
        [*(p.unit_id for p in team if p.unit_id), *(facts.units if facts else ())])
    for unit in units.values():
        if unit.id != own:
            duty = calls.duty_of(unit.kind, profile)
            found[f"unit:{unit.id}"] = Candidate(f"unit:{unit.id}", unit.name, unit.kind_name, duty,
                                                 _does(facts, unit.id))
    for p in team:
        if p.relation_id:
            found[f"relation:{p.relation_id}"] = Candidate(f"relation:{p.relation_id}", p.name, p.kind_name, False)
        elif not p.unit_id and p.name:
            found[f"name:{p.name}"] = Candidate(f"name:{p.name}", p.name, p.function or p.kind_name, False)
    return tuple(found.values())


def _does(facts: PlanFacts | None, unit: int) -> tuple[str, ...]:
    return tuple(i.what for i in facts.standing if i.unit == unit) if facts else ()


def send(case: Case, letter: Letter, *, by: Actor) -> None:
    """Write the list and send the call of a locked case. Raises Refused as the invitation does."""
    profile = rulebook.profile(case.profile_version_id)
    known = candidates(case.pk, by.unit_id, profile)
    wanted = [_wanted(c, letter) for c in known if c.key in letter.receivers]
    invitation.prepare_list(case.ref, receivers=wanted, by=by)
    invitation.call_to(
        case, purpose=letter.purpose, questions=letter.questions, list_agreed_with_person=letter.list_agreed,
        contact_name=letter.contact_name, contact_phone=letter.contact_phone, contact_unit=letter.contact_unit,
        kind=KIND, by=by,
    )


def _wanted(one: Candidate, letter: Letter) -> Wanted:
    kind, _sep, key = one.key.partition(":")
    if one.does:
        why = _("Ni har en del i planen.")
        contribution = _("Berätta hur det har gått med: %(what)s") % {"what": "; ".join(one.does)}
    else:
        why = _("Du var med när planen gjordes.") if kind != "unit" else _("Ni var med när planen gjordes.")
        contribution = _("Berätta hur det har gått, och vad som är nytt.")
    return Wanted(
        kind={"unit": ReceiverKind.UNIT, "relation": ReceiverKind.RELATION}.get(kind, ReceiverKind.OUTSIDER),
        duty=one.duty, why=why, contribution=contribution, unit=int(key) if kind == "unit" else None,
        relation=int(key) if kind == "relation" else None, name=one.name if kind == "name" else "",
        function=one.function if kind == "name" else "", spoken_on=clock.today() if letter.spoken else None,
        not_spoken_why=letter.not_spoken_why,
    )
