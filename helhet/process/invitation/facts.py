"""From rows to the facts the rules ask of. Used by actions, reactions and door of this room only."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from helhet.access.rules import Kind
from helhet.kit import clock
from helhet.organisations import door as organisations
from helhet.organisations.door import UnitCard
from helhet.people import door as people
from helhet.people.cards import RelationCard
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.case.shared import rows
from helhet.process.consent import door as consent
from helhet.process.invitation.cards import ReceiverCard
from helhet.process.invitation.models import Answer, Call, Forward, Handed, Receiver
from helhet.process.invitation.rules import (
    Asked,
    Channel,
    DraftFacts,
    OutFacts,
    ReceiverKind,
    Waits,
    Wanted,
    first_channel,
)
from helhet.process.invitation.rules.calling import AFTER_DISCHARGE
from helhet.process.meeting import door as meeting
from helhet.process.need.holding import holding
from helhet.rulebook.profile import Profile

BEFORE_CALL = frozenset({State.NOTICED, State.STARTED, State.PREPARING})


def draft_of(case: int) -> Call | None:
    """The call that is being written, if any."""
    return next((c for c in rows(Call, case) if c.sent_at is None), None)


def newest(case: int) -> Call | None:
    """The call that was sent last, live or not."""
    sent = [(c.sent_at, c.pk, c) for c in rows(Call, case) if c.sent_at]
    return max(sent)[2] if sent else None


def live(case: int) -> Call | None:
    """The call whose answers are still wanted."""
    found = newest(case)
    return found if found and found.off_at is None and found.done_at is None else None


def words_of(case: int) -> tuple[str, str] | None:
    """Purpose and questions of the call that was sent last: what the meeting's page begins with (MEET-01)."""
    call = newest(case)
    return (call.purpose, call.questions) if call else None


def receivers(call: Call, *, ended: bool = False) -> list[Receiver]:
    all_of = [r for r in rows(Receiver, call.case_id, "call__case") if r.call_id == call.pk]
    return sorted((r for r in all_of if ended or r.ended_at is None), key=lambda r: (not r.duty, r.pk))


def wanted_of(row: Receiver) -> Wanted:
    """A row as the convener once wanted it."""
    return Wanted(
        kind=row.kind, duty=row.duty, why=row.why, contribution=row.contribution, unit=row.unit_id,
        relation=row.relation_id, name=row.name, function=row.function, phone=row.phone,
        wished_profession=row.wished_profession, channel=row.channel, spoken_on=row.spoken_on,
        not_spoken_why=row.not_spoken_why,
    )


def asked(case: Case, wanted: Iterable[Wanted], profile: Profile) -> tuple[Asked, ...]:
    """What the rules ask of receivers: who they are, what the person has said of them, what consent covers."""
    rows = list(wanted)
    units = organisations.units_by_id([w.unit for w in rows if w.unit])
    beside = {r.id: r for r in people.relations(case.individual_id, ended=True)}
    covered = Covered(case.pk, case.convener_unit_id)
    return tuple(_asked(w, units.get(w.unit or 0), beside.get(w.relation or 0), covered, profile) for w in rows)


class Covered:
    """Who may know of the meeting at this moment, by consent or route."""

    def __init__(self, case: int, own: int) -> None:
        self.coverage = consent.coverage(case, clock.now())
        self.own = own
        self.names = {name.strip().casefold() for name in self.coverage.names}

    def unit(self, unit: int | None) -> bool:
        return unit is not None and (unit == self.own or self.coverage.covers(unit))

    def name(self, name: str) -> bool:
        return name.strip().casefold() in self.names

    def row(self, row: Receiver) -> bool:
        if row.kind == ReceiverKind.RELATION:
            return True
        return self.unit(row.unit_id) if row.kind == ReceiverKind.UNIT else self.name(row.name)

    def why(self, row: Receiver | ReceiverCard) -> bool:
        """Who may know why one began; those who stand the person near know already."""
        if row.kind == ReceiverKind.RELATION or row.unit_id == self.own:
            return True
        names = {name.strip().casefold(): kinds for name, kinds in self.coverage.names.items()}
        kinds = self.coverage.kinds(row.unit_id) if row.unit_id else names.get(row.name.strip().casefold(), frozenset())
        return Kind.NEED.value in kinds



def _asked(
    w: Wanted, unit: UnitCard | None, relation: RelationCard | None, covered: Covered, profile: Profile
) -> Asked:
    common = Asked(
        name=w.name, kind=w.kind, duty=w.duty, why=w.why, contribution=w.contribution,
        channel=w.channel or first_channel(profile, uses_helhet=bool(unit and unit.uses_helhet)),
        spoken=w.spoken_on is not None, not_spoken_why=w.not_spoken_why,
    )
    if w.kind == ReceiverKind.UNIT and unit:
        return replace(common, name=unit.name, unit_kind=unit.kind, side=unit.side, uses_helhet=unit.uses_helhet,
                       covered=covered.unit(unit.id))
    if w.kind == ReceiverKind.RELATION and relation:
        # The person's own people need no line in the consent: their word stands on the relation (PART-04).
        return replace(common, name=relation.name, relation_kind=relation.kind, objected=relation.objected,
                       must_not_know=relation.must_not_know, covered=True,
                       suitable=relation.participation and relation.in_force)
    return replace(common, covered=covered.name(w.name))


def latest_answers(asked: Iterable[Receiver], since: datetime | None = None) -> dict[int, Answer]:
    """The newest answer of each receiver, by receiver id. One query."""
    found = Answer.objects.filter(receiver__in=[r.pk for r in asked]).order_by("receiver", "-at", "-id")
    if since is not None:
        found = found.filter(at__gte=since)
    return {a.receiver_id: a for a in found.distinct("receiver")}


def pending_forwards(asked: Iterable[Receiver]) -> dict[int, Forward]:
    """What is passed on and not answered, by receiver id. One query."""
    found = Forward.objects.filter(receiver__in=[r.pk for r in asked], accepted__isnull=True)
    return {f.receiver_id: f for f in found.select_related("to_unit")}


def is_out(case: Case) -> bool:
    """Whether a call can make anybody owe anything now: answers are wanted, or it is off and not all know."""
    call = newest(case.pk)
    return call is not None and (call.off_at is not None or case.state in (State.CALLED, State.FOLLOWING_UP))


def out_facts(case: Case, reached: frozenset[int]) -> OutFacts | None:
    """The newest call as the obligations see it; None before anything was sent. ``reached`` by source 'call'."""
    call = newest(case.pk)
    if call is None or call.sent_at is None:
        return None
    out = receivers(call)
    given = rows(Answer, case.pk, "receiver__call__case")
    answers = {a.receiver_id: a for a in sorted(given, key=lambda a: (a.at, a.pk))
               if call.asked_at is None or a.at >= call.asked_at}
    forwards = {f.receiver_id: f for f in rows(Forward, case.pk, "receiver__call__case") if f.accepted is None}
    starts = meeting.starts_at(case.pk, call.meeting) if call.meeting else None
    handed = {(h.receiver_id, h.told_off) for h in rows(Handed, case.pk, "call__case") if h.call_id == call.pk}
    return OutFacts(
        state=case.state, convener=holding(case), live=call.off_at is None and call.done_at is None,
        sent_on=_day(call.sent_at), asked_on=_day(call.asked_at or call.sent_at), answer_by=call.answer_by,
        off_on=_day(call.off_at) if call.off_at else None,
        meets_on=_day(starts) if starts else None,
        person_handed=(None, False) in handed, person_told_off=(None, True) in handed,
        receivers=tuple(
            Waits(
                ref=r.ref, unit=r.unit_id, channel=r.channel, reply=answers[r.pk].reply if r.pk in answers else "",
                handed=(r.pk, False) in handed, told_off=(r.pk, True) in handed,
                passed_to=forwards[r.pk].to_unit_id if r.pk in forwards else None,
                passed_on=_day(forwards[r.pk].at) if r.pk in forwards else None,
                took_over=r.came_from_id is not None, duty=r.duty,
                reached=r.unit_id is None or r.channel != Channel.SYSTEM or r.unit_id in reached,
            )
            for r in out
        ),
    )


def draft_facts(case: Case, profile: Profile) -> DraftFacts | None:
    """What a call that has not gone out makes the convener owe; None once one has, or before there is a SIP."""
    if case.state not in BEFORE_CALL:
        return None
    facts = DraftFacts(case.convener_unit_id)
    if case.sip_kind == AFTER_DISCHARGE and newest(case.pk) is None:
        facts = replace(facts, ready_on=case.discovered_on or _day(case.created_at))
    call = draft_of(case.pk) if case.state == State.PREPARING else None
    if call is None or all(r.spoken_on or r.not_spoken_why for r in receivers(call)):
        return facts
    starts = meeting.newest_starts_at(case.pk)
    by = profile.first_day_before("notice_days", _day(starts)) if starts and profile.notice_days else None
    return replace(facts, listed_on=_day(call.created_at), send_by=by)


def _day(moment: datetime) -> date:
    return clock.local(moment).date()
