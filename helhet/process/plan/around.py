"""What stands around the plan: the person, who sat at the table, what the consent covers, and who reaches the draft."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from helhet.access import reach
from helhet.access.actor import Actor
from helhet.access.rules import Kind
from helhet.kit import clock
from helhet.people.cards import PersonCard
from helhet.process.case.cards import ParticipantCard
from helhet.process.case.rules import ParticipantKind
from helhet.process.consent import door as consent
from helhet.process.meeting import door as meeting
from helhet.process.meeting.models import Attendance
from helhet.process.meeting.words import MeetingState, Presence, Who
from helhet.process.need.models import NeedNotice
from helhet.process.need.words import NoticedBy, SipKind
from helhet.process.plan.content import Child, Member, Person, PlanContent
from helhet.process.plan.rules import Circumstances

DOCUMENTING = (ParticipantKind.CONVENER, ParticipantKind.DOCUMENTER, ParticipantKind.LEADER,
               ParticipantKind.MAIN_RESPONSIBLE)
_NEAR = (ParticipantKind.GUARDIAN, ParticipantKind.NEXT_OF_KIN, ParticipantKind.SUPPORT)
_REPRESENTS = ("god_man", "forvaltare", "framtidsfullmakt", "ombud", "guardian")


def circumstances(case: int, is_child: bool) -> Circumstances:
    """What the rules ask of consent and attendance, right now."""
    covered = consent.coverage(case, clock.now())
    return Circumstances(today=clock.today(), is_child=is_child, attended=meeting.attended(case),
                         part_b=covered.part_b, route=covered.route)


def frame(
    *, case: int, number: str, kind: str, person: PersonCard, participants: tuple[ParticipantCard, ...]
) -> PlanContent:
    """An empty plan with its front page filled in: what kind, whose, who noticed, who is round the table."""
    notice = NeedNotice.objects.filter(case_id=case).order_by("-at", "-id").first()
    beside = [f"{r.name}, {r.called.lower()}" for r in person.relations
              if r.kind in _REPRESENTS and not r.must_not_know]
    return PlanContent(
        number=number, kind=kind, kind_name=str(SipKind(kind).label) if kind in SipKind.values else kind,
        person=Person(name=person.name, number=person.number, address=person.address, phone=person.phone,
                      given_name=person.given_name, representative="; ".join(beside)),
        noticed_by=tuple(str(NoticedBy(n).label) for n in notice.noticed_by) if notice else (),
        discovered_on=notice.discovered_on if notice else None,
        child=Child() if person.is_child else None, members=_members(case, person, participants),
    )


def _members(case: int, person: PersonCard, participants: tuple[ParticipantCard, ...]) -> tuple[Member, ...]:
    """Who is round the table, the person first (MEET-06), and whether they came to the last meeting."""
    rows = list(Attendance.objects.filter(meeting__case_id=case).order_by("-meeting__number", "position"))
    last = [r for r in rows if r.meeting_id == rows[0].meeting_id]
    came = {(r.who, r.unit_id, r.relation_id): r.presence != Presence.ABSENT or bool(r.came_at) for r in last}
    found = [Member(person.name, "", str(Who.INDIVIDUAL.label), person.phone,
                    came.get((Who.INDIVIDUAL, None, None)))]
    seen: set[tuple[int | None, int | None, str]] = set()
    for p in participants:
        key = (p.unit_id, p.relation_id, "" if p.unit_id or p.relation_id else p.name)
        if key in seen:
            continue
        seen.add(key)
        who = Who.UNIT if p.unit_id else Who.RELATION
        found.append(Member(p.name, p.function, p.kind_name, p.phone, came.get((who, p.unit_id, p.relation_id))))
    found += [Member(r.name, "", str(Who(r.who).label), "", r.presence != Presence.ABSENT)
              for r in last if r.who in (Who.SUPPORT, Who.OTHER) and (None, None, r.name) not in seen]
    return tuple(found)


def without_contacts(content: PlanContent) -> PlanContent:
    """The same plan for who may not know how to reach the person or those near them; the units' telephones stay."""
    near = {str(Who.INDIVIDUAL.label), *(str(k.label) for k in _NEAR)}
    return replace(
        content, person=replace(content.person, address="", phone=""),
        members=tuple(replace(m, phone="") if m.kind_name in near else m for m in content.members),
        interventions=tuple(i if i.unit else replace(i, phone="") for i in content.interventions),
    )


def reaches(case_ref: UUID, unit: int | None, taking_part: bool, at: datetime | None = None) -> bool:
    """Whether the unit may see what is being written now: by consent or route, or as one of those who hold the case.

    A copy of an earlier version does not open the draft, and what one wrote as former holder does not either.
    """
    now = at or clock.now()
    for row in reach.rows(case_ref, unit) if unit else ():
        valid = row.valid_from <= now and (row.valid_to is None or now < row.valid_to)
        by_ground = row.source in ("consent", "route") or (row.source == "own" and taking_part)
        if valid and by_ground and Kind.PLAN.value in row.kinds:
            return True
    return False


def present(case: int, unit: int | None) -> bool:
    """While a meeting goes on, what is written is handed over only to those in the room; else always True."""
    sitting = meeting.meeting_of(case)
    return sitting is None or sitting.state != MeetingState.OPEN or unit in sitting.units_there


def stayed_away(case: int, unit: int | None) -> bool:
    """Called to the latest meeting and did not come: nothing of theirs is decided there (ATT-12)."""
    sitting = meeting.meeting_of(case)
    return sitting is not None and unit in sitting.units_missing


def documents(case: int, participants: tuple[ParticipantCard, ...], by: Actor) -> bool:
    """Whether ``by`` holds the pen: the unit convenes, leads, documents or is main responsible, or they are named."""
    if by.unit_id is None:
        return False
    if any(p.unit_id == by.unit_id and p.kind in DOCUMENTING for p in participants):
        return True
    sitting = meeting.meeting_of(case)
    return sitting is not None and by.user_id is not None and sitting.documenter_user == by.user_id
