"""The only place that starts a case, moves it, or changes who takes part."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from helhet.access import reach, search
from helhet.access.actor import Actor
from helhet.access.context import set_context
from helhet.access.decision import DENIED, Decision, decide
from helhet.access.decision import needs as opens
from helhet.access.reach import Grant
from helhet.access.rules import ALL_KINDS, Kind, Permission
from helhet.audit import log
from helhet.clock import actions as waiting
from helhet.clock.registry import Subject
from helhet.kit import clock, keys
from helhet.kit.doors import NotThere
from helhet.kit.refusals import refuse
from helhet.organisations import door as organisations
from helhet.people import door as people
from helhet.process.case import moves, reactions, telling
from helhet.process.case.models import Case, CaseMove, OverviewRow, Participant
from helhet.process.case.rules import CORRECTED_KIND, ENDED, CorrectedPart, ParticipantKind, State, may_correct
from helhet.rulebook import door as rulebook

PERSONS = ("individual", "relation")
HOLDERS = (ParticipantKind.CONVENER, ParticipantKind.MAIN_RESPONSIBLE)
ROLE_KINDS = {
    ParticipantKind.COORDINATION: frozenset({Kind.MAPPING.value, Kind.GOALS.value}),
    ParticipantKind.MAIN_RESPONSIBLE: frozenset({Kind.CONSENT.value}),
}


def start(
    *, individual: int, verb: str, to: str, by: Actor, sip_kind: str = "new", discovered_on: date | None = None,
    holder: int | None = None, previous: Case | None = None, reason: str = "", data: dict[str, Any] | None = None,
) -> Case:
    """Open a new case in the caller's transaction. ``holder`` is the unit that owes the next step, else the actor's.

    The profile is that of the county of the holder's principal at notice. Returns the case, already moved by ``verb``.
    """
    unit = holder or by.unit_id
    if unit is None:
        raise ValueError("a case needs a unit that holds it")
    version, _profile = rulebook.for_county(_county(unit, by))
    keys.about(individual)
    now = clock.now()
    case = Case.objects.create(
        individual_id=individual, state=to, profile_version_id=version, convener_unit_id=unit,
        convener_user=by.user_id if unit == by.unit_id else None, sip_kind=sip_kind, discovered_on=discovered_on,
        previous=previous, created_at=now, moved_at=now,
    )
    Participant.objects.create(case=case, kind=ParticipantKind.CONVENER, unit_id=unit, user=case.convener_user,
                               valid_from=now)
    _record(case, verb, moves.START, to, by, reason, data or {})
    return case


def _county(unit: int, by: Actor) -> str:
    return organisations.unit_by_id(unit).county_code or by.county_code


def hold(ref: UUID, *, by: Actor, needs: Permission | None = None) -> Case:
    """Lock a case for a verb. Raises NotThere when it is not open to ``by`` or the role lacks the permission.

    Must run inside the verb's transaction.
    """
    set_context(by, [ref])
    case = Case.objects.select_for_update().filter(ref=ref).first()
    if case is None or not _open_to(case, by):
        raise NotThere
    if needs is not None and by.is_staff and not by.may(needs):
        raise NotThere
    keys.about(case.individual_id)
    return case


def _open_to(case: Case, by: Actor) -> bool:
    decision = None if by.kind == "system" else _decision(case, by)
    return decision is None or (bool(decision) and not decision.only_reads)


def _decision(case: Case, by: Actor) -> Decision:
    if by.kind in PERSONS:
        relation = people.relation_of(by, case.individual_id, clock.today(), rulebook.profile(case.profile_version_id))
        return decide(by, by.purpose, (), (), relation, clock.now()) if relation else DENIED
    return decide(by, by.purpose, reach.rows(case.ref, by.unit_id or 0, shut=True), (), None, clock.now())


def must_be_with(case: Case, by: Actor) -> None:
    """Raises NotThere for a unit that only holds a copy: it has left, or the person has taken back its share.

    Who holds the case or the plan stays with it, also when the consent has run out and is to be renewed.
    """
    if not by.is_staff:
        return
    decided = _decision(case, by)
    holds = Participant.objects.filter(case=case, unit_id=by.unit_id or 0, kind__in=HOLDERS, valid_to__isnull=True)
    if decided.kinds <= decided.copied and not holds.exists():
        raise NotThere


def must_take_part(case: Case, by: Actor) -> None:
    """Raises NotThere for a unit that is not round the table now, whatever it may read: see ``must_be_with``."""
    must_be_with(case, by)
    if by.is_staff and not Participant.objects.filter(
        case=case, unit_id=by.unit_id or 0, valid_to__isnull=True
    ).exists():
        raise NotThere


def must_see(case: Case, by: Actor, kind: Kind) -> None:
    """Raises NotThere for who does not read this kind as it stands now: whose it is to write is not told them."""
    decided = None if by.kind == "system" else _decision(case, by)
    if decided is not None and kind.value not in decided.kinds - decided.copied:
        raise NotThere


def move(
    case: Case, *, verb: str, by: Actor, to: str | None = None, reason: str = "", data: dict[str, Any] | None = None
) -> None:
    """Make a move of the table: row, state, log, reactions, lists and obligations, in the verb's transaction.

    ``to`` None keeps the state. ``data`` holds codes and refs for the log and for reactions, never free text.
    Raises Refused when the table holds no such move.
    """
    source, target = case.state, to or case.state
    moves.must_be_allowed(verb, source, target)
    case.state = target
    case.save(update_fields=["state", "level", "sip_kind", "convener_unit", "convener_user", "discovered_on"])
    _record(case, verb, source, target, by, reason, data or {})


def _record(
    case: Case, verb: str, source: str, target: str, by: Actor, reason: str, data: dict[str, Any]
) -> None:
    case.moved_at = clock.now()
    case.save(update_fields=["moved_at"])
    CaseMove.objects.create(
        case=case, verb=verb, from_state=source, to_state=target, by=by.user_id, by_name=by.name,
        assignment=by.assignment_id, unit=by.unit_id, unit_name=by.unit_name, at=case.moved_at, reason=reason,
        data=data,
    )
    own_reach(case)
    reactions.fire(verb, case, by, data)
    before = telling.with_now(case)
    touch(case)
    telling.tell_units(case, subject(case), verb=verb, source=source, by=by, data=data, before=before)
    # The log row comes last in the transaction: its chain is locked as short as can be.
    log.record(verb, by=by, individuals=[case.individual_id], subject=case.ref, data=data)


def touch(case: Case) -> None:
    """Bring lists, search and obligations in step with the case."""
    _overview(case)
    _search(case)
    waiting.refresh(subject(case))


def subject(case: Case) -> Subject:
    """The case as the clock knows it."""
    return Subject("case", case.ref, case.individual_id, case.profile_version_id,
                   rulebook.profile(case.profile_version_id))


def own_reach(case: Case) -> None:
    """Rewrite what the holding and coordinating units reach by their own record."""
    reach.rewrite(case_ref=case.ref, individual=case.individual_id, source="own", grants=own_grants(case))


def own_grants(case: Case) -> tuple[Grant, ...]:
    """The convener's unit everything, for good: it is its own record. The coordinating unit what it writes, the main
    responsible the consent it is to renew (CON-12, RESP-10): each only for as long as it has the role.
    """
    rows = Participant.objects.filter(case=case, unit__isnull=False).order_by("valid_from", "id")
    held = dict(rows.filter(kind=ParticipantKind.CONVENER).order_by("-valid_from").values_list("unit_id", "valid_from"))
    roles = rows.filter(kind__in=list(ROLE_KINDS), valid_to__isnull=True).values_list("unit_id", "kind", "valid_from")
    return (
        *(Grant(unit, ALL_KINDS, since) for unit, since in held.items()),
        *(Grant(unit, ROLE_KINDS[ParticipantKind(kind)], since) for unit, kind, since in roles if unit not in held),
    )


def _overview(case: Case) -> None:
    rows = {}
    for unit, kind in Participant.objects.filter(case=case, unit__isnull=False).order_by("-valid_from").values_list(
        "unit_id", "kind"
    ):
        rows[unit] = kind
    reached: dict[int, list[datetime | None]] = {}
    for row in reach.rows(case.ref, shut=True):
        if row.valid_to is None or row.valid_to > clock.now():
            # What a block shuts keeps its row, already out of every list: lifting the block brings it back.
            reached.setdefault(row.unit, []).append(clock.now() if row.shut else row.valid_to)
    OverviewRow.objects.filter(case=case).delete()
    OverviewRow.objects.bulk_create(
        OverviewRow(unit_id=unit, case=case, case_ref=case.ref, number=case.number, individual=case.individual_id,
                    state=case.state, role=kind, updated_at=case.moved_at, until=_last(reached[unit]))
        for unit, kind in rows.items() if unit in reached
    )


def _last(ends: list[datetime | None]) -> datetime | None:
    """The last of several ends; None when one of them never ends."""
    known = [end for end in ends if end is not None]
    return max(known) if len(known) == len(ends) else None


def _search(case: Case) -> None:
    person = people.persons([case.individual_id])[case.individual_id]
    listed = OverviewRow.objects.filter(Q(until__isnull=True) | Q(until__gt=clock.now()), case=case)
    units = list(listed.values_list("unit_id", flat=True))
    # With a protected identity nobody finds the person by the place.
    unit = "" if person.protected else case.convener_unit.name
    words = " ".join([person.name, person.number, person.number.replace("-", ""), case.number, unit,
                      str(State(case.state).label)])
    search.index(case_ref=case.ref, individual=case.individual_id, units=units, words=words.lower(), at=case.moved_at)


def add_participant(
    case: Case, *, kind: str, unit: int | None = None, relation: int | None = None, name: str = "", function: str = "",
    phone: str = "", user: int | None = None,
) -> Participant:
    """Let somebody take part from now on. Adding the same unit in the same kind again changes nothing."""
    if unit is not None:
        found = Participant.objects.filter(case=case, kind=kind, unit_id=unit, valid_to__isnull=True).first()
        if found:
            return found
    return Participant.objects.create(case=case, kind=kind, unit_id=unit, relation_id=relation, name=name,
                                      function=function, phone=phone, user=user, valid_from=clock.now())


def end_participants(case: Case, *, kinds: Iterable[str] = (), unit: int | None = None, because: str) -> None:
    """End participations, of some kinds or of a unit, from now. What was theirs stays their own record."""
    rows = Participant.objects.filter(case=case, valid_to__isnull=True)
    if kinds:
        rows = rows.filter(kind__in=list(kinds))
    if unit is not None:
        rows = rows.filter(unit_id=unit)
    rows.update(valid_to=clock.now(), left_because=because)


def stop(ref: UUID, *, ground: str, reason: str, by: Actor) -> None:
    """End the work before there is a plan (case.stop). ``ground`` is a StopGround; never refused for its ground."""
    with transaction.atomic():
        case = hold(ref, by=by, needs=Permission.CASE_CLOSE)
        if by.kind != "system" and by.unit_id != case.convener_unit_id:
            raise NotThere
        move(case, verb="case.stop", to=State.CLOSED, by=by, reason=reason, data={"ground": ground})


def is_ended(case: Case) -> bool:
    return State(case.state) in ENDED


def correct(ref: UUID, *, what: str, text: str, persons_view: str = "", by: Actor) -> None:
    """Write a correction beside what stands, which stays readable (case.correct).

    ``what`` is a CorrectedPart; ``persons_view`` is the person's own, possibly differing, opinion. Raises Refused
    (IT-04) without a text, NotThere for who may not read that part.
    """
    with transaction.atomic():
        case = hold(ref, by=by, needs=Permission.CONSENT_RECORD)
        must_be_with(case, by)
        if not by.is_staff or not opens(_decision(case, by), CORRECTED_KIND[CorrectedPart(what)]):
            raise NotThere
        refuse(may_correct(text))
        said = f"{text}\n{persons_view}" if persons_view else text
        move(case, verb="case.correct", by=by, reason=said, data={"what": what})
