"""A question of times, from its rows: to the convener all of it, to each who is asked only their own part."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.context import open_asked, set_context
from helhet.access.rules import Kind, Permission
from helhet.audit import log
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Refusal
from helhet.organisations import door as organisations
from helhet.people import door as people
from helhet.process.case import events as case_events
from helhet.process.case.door import Visit
from helhet.process.case.models import Case, Participant
from helhet.process.invitation import door, events, facts
from helhet.process.invitation.models import Receiver, TimeAnswer, TimeAsked, TimeOption, TimePoll
from helhet.process.invitation.rules import ReceiverKind
from helhet.process.invitation.rules.times import INDIVIDUAL, Closed, Fits, How, OpenPoll, rank
from helhet.process.invitation.times_cards import AskedCard, OptionCard, PollCard, TimesAsked
from helhet.process.meeting import door as meeting
from helhet.process.meeting.rules import may_be_then
from helhet.process.meeting.words import MeetingKind, MeetingState
from helhet.rulebook.profile import Profile


def newest_of(case: int) -> TimePoll | None:
    """The question that was asked last, open or not."""
    return TimePoll.objects.select_related("unit", "chosen").filter(case_id=case).order_by("-asked_at", "-id").first()


def open_of(case: int) -> TimePoll | None:
    return TimePoll.objects.filter(case_id=case, closed_at__isnull=True).first()


def whom_to_ask(case: Case) -> list[Receiver]:
    """Those on the list: of the call that is written, else of the one that is out."""
    call = facts.draft_of(case.pk) or facts.newest(case.pk)
    return facts.receivers(call) if call else []


def poll(v: Visit) -> PollCard | None:
    """The newest question with every answer, for the unit that holds the case. A constant number of queries."""
    if not door.holds(v) or not v.take(Kind.MEETING):
        return None
    row = newest_of(v.case.id)
    if row is None:
        return None
    asked = _asked(row, facts.Covered(v.case.id, v.case.convener_unit_id), v.person.given_name)
    kind = MeetingKind.FOLLOW_UP if v.case.state in ("active", "following_up") else MeetingKind.NEW
    plain = _options(row)
    options = [_weighed(o, asked, kind, v) for o in plain]
    best = sorted(options, key=lambda o: (o.past, rank(o.person, _others(o, asked), o.starts_at)))
    return _card(row, tuple(best), asked)


def own(v: Visit) -> TimesAsked | None:
    """The open question as the person reads it, or somebody near them who is asked: their own part."""
    if v.by.is_staff or not v.take(Kind.MEETING):
        return None
    row = open_of(v.case.id)
    mine = _row_of(row, v.by) if row else None
    if row is None or mine is None:
        return None
    return _own(row, mine, v.case.ref, v.person.given_name)


def asked_of(by: Actor, ref: UUID) -> TimesAsked:
    """The newest question as a unit that is asked reads it, before and after the call. Logged; raises NotThere.

    A withdrawn consent shuts it in the same moment, and looks like a question that was never asked.
    """
    with transaction.atomic():
        set_context(by, [ref])
        open_asked(ref)
        case = Case.objects.filter(ref=ref).first()
        row = newest_of(case.pk) if case else None
        mine = _row_of(row, by) if row else None
        open_to = case is not None and mine is not None and by.may(Permission.CALL_ANSWER)
        if case is not None and row is not None and mine is not None and open_to and may_know(case, row, by.unit_id):
            log.record(events.TIMES_READ, by=by, individuals=[case.individual_id], subject=ref)
            return _own(row, mine, ref, people.persons([case.individual_id])[case.individual_id].name)
        log.record(case_events.DENIED, by=by, subject=ref)
    raise NotThere(logged=True)


def may_know(case: Case, poll: TimePoll, unit: int | None) -> bool:
    """Whether consent or a route lets this unit know that a meeting is planned, and it has not left since."""
    return facts.Covered(case.pk, case.convener_unit_id).unit(unit) and unit not in left_since(poll)


def left_since(poll: TimePoll) -> frozenset[int]:
    """The units that took part when the question was asked, and do so no longer. One query."""
    there, left = set(), set()
    rows = Participant.objects.filter(case_id=poll.case_id, unit__isnull=False)
    for unit, until in rows.values_list("unit_id", "valid_to"):
        if until is None:
            there.add(unit)
        elif until >= poll.asked_at:
            left.add(unit)
    return frozenset(left - there)


def chosen(case: int) -> OptionCard | None:
    """The time that was chosen in the newest question, while it is ahead: for the follow-up's call."""
    row = newest_of(case)
    if row is None or row.chosen is None or row.chosen.starts_at <= clock.now():
        return None
    return _option(row.chosen)


def open_facts(ref: UUID) -> OpenPoll | None:
    """The open question of a case as the obligations see it. One query where there is none."""
    row = TimePoll.objects.select_related("case").filter(case__ref=ref, closed_at__isnull=True).first()
    if row is None:
        return None
    covered, left = facts.Covered(row.case_id, row.case.convener_unit_id), left_since(row)
    silent = TimeAsked.objects.filter(poll=row, in_helhet=True, unit__isnull=False, answers__isnull=True)
    last = max(TimeOption.objects.filter(poll=row).values_list("starts_at", flat=True))
    return OpenPoll(
        row.unit_id, clock.local(row.asked_at).date(), row.answer_by, clock.local(last).date(),
        tuple(sorted(u for u in silent.values_list("unit_id", flat=True) if u and covered.unit(u) and u not in left)),
    )


def _row_of(row: TimePoll, by: Actor) -> TimeAsked | None:
    """The asker's own line in a question."""
    found = TimeAsked.objects.filter(poll=row)
    if by.is_staff:
        return found.filter(unit_id=by.unit_id or 0).first()
    if by.kind == INDIVIDUAL:
        return found.filter(kind=INDIVIDUAL).first()
    return found.filter(relation_id=by.relation_id or 0).first()


def _own(row: TimePoll, mine: TimeAsked, ref: UUID, person: str) -> TimesAsked:
    said = _replies([mine]).get(mine.pk, {})
    options = sorted(_options(row), key=lambda o: o.starts_at)
    card = AskedCard(mine.ref, mine.kind, "", "", mine.duty, mine.in_helhet, True, mine.unit_id, mine.relation_id, said)
    picked = next((o for o in options if row.chosen and o.ref == row.chosen.ref), None)
    if picked is not None and not _stands(row.case_id, picked):
        picked = None
    return TimesAsked(
        case_ref=ref, person=person, from_unit=organisations.unit_by_id(row.unit_id).name, contact=row.by_name,
        phone=row.phone, answer_by=row.answer_by, open=row.closed_at is None, passed=all(o.past for o in options),
        chosen=picked, options=tuple(options), mine=card,
    )


def _stands(case: int, picked: OptionCard) -> bool:
    """Whether the chosen time still holds: it may have been moved or called off since."""
    at = meeting.meeting_of(case)
    if at is None or at.state not in (MeetingState.PLANNED, MeetingState.OPEN):
        return True  # chosen for a follow-up, whose call is on its way
    return at.starts_at == picked.starts_at


def _options(row: TimePoll) -> list[OptionCard]:
    return [_option(o) for o in TimeOption.objects.filter(poll=row).order_by("starts_at", "id")]


def _option(o: TimeOption) -> OptionCard:
    return OptionCard(o.ref, o.starts_at, o.ends_at, o.how, str(How(o.how).label), o.place, o.starts_at <= clock.now())


def _asked(row: TimePoll, covered: facts.Covered, person: str) -> list[AskedCard]:
    rows = list(TimeAsked.objects.select_related("relation").filter(poll=row).order_by("-duty", "id"))
    units = organisations.units_by_id([r.unit_id for r in rows if r.unit_id])
    said = _replies(rows)
    cards = []
    for r in rows:
        unit = units.get(r.unit_id or 0)
        name = unit.name if unit else r.relation.name if r.relation else r.name or person
        phone = r.phone or (unit.phone if unit else r.relation.phone if r.relation else "")
        cards.append(AskedCard(r.ref, r.kind, name, phone, r.duty, r.in_helhet, _covered(r, covered), r.unit_id,
                               r.relation_id, said.get(r.pk, {})))
    return sorted(cards, key=lambda a: not a.is_person)


def _covered(r: TimeAsked, covered: facts.Covered) -> bool:
    if r.kind == ReceiverKind.UNIT:
        return covered.unit(r.unit_id)
    return r.kind in (INDIVIDUAL, ReceiverKind.RELATION) or covered.name(r.name)


def _replies(rows: Iterable[TimeAsked]) -> dict[int, dict[UUID, str]]:
    """The newest word of each on each time, by the id of the one asked. One query."""
    found = TimeAnswer.objects.filter(asked__in=[r.pk for r in rows]).order_by("asked", "option", "-at", "-id")
    said: dict[int, dict[UUID, str]] = {}
    for asked, option, reply in found.distinct("asked", "option").values_list("asked_id", "option__ref", "reply"):
        said.setdefault(asked, {})[option] = reply
    return said


def _weighed(o: OptionCard, asked: list[AskedCard], kind: str, v: Visit) -> OptionCard:
    notes = () if o.past else advice(kind, o, v.case.discovered_on, v.profile)
    others = [a for a in asked if not a.is_person and a.covered]
    by_word = {w: tuple(a.name for a in others if a.replies.get(o.ref, "") == w) for w in (*Fits.values, "")}
    person = next((a.replies.get(o.ref, "") for a in asked if a.is_person), "")
    return replace(o, person=person, fits=by_word[Fits.FITS], if_needed=by_word[Fits.IF_NEEDED],
                   no=by_word[Fits.NO], silent=by_word[""], notes=notes)


def advice(kind: str, o: OptionCard, discovered_on: date | None, profile: Profile) -> tuple[Refusal, ...]:
    """What the profile says of the day: it asks for a reason, and never refuses (CALL-15, CALL-16)."""
    return may_be_then(kind, o.starts_at, "", discovered_on, profile, clock.now())


def _others(o: OptionCard, asked: list[AskedCard]) -> list[str]:
    return [a.replies.get(o.ref, "") for a in asked if not a.is_person and a.covered]


def _card(row: TimePoll, options: tuple[OptionCard, ...], asked: list[AskedCard]) -> PollCard:
    return PollCard(
        ref=row.ref, by_name=row.by_name, unit_id=row.unit_id, unit_name=row.unit.name, phone=row.phone,
        asked_at=row.asked_at, answer_by=row.answer_by, open=row.closed_at is None,
        closed_name=str(Closed(row.closed_because).label) if row.closed_because else "",
        chosen=row.chosen.ref if row.chosen else None, options=options, asked=tuple(asked),
    )
