"""Random histories through the real verbs: what the process refuses is skipped, what it does must hold together."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.clock import actions as waiting
from helhet.clock import news, words
from helhet.clock.models import InboxItem, Obligation
from helhet.clock.rules import Due
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.refusals import Conflict, Refused
from helhet.process.case import actions as cases
from helhet.process.case.models import Case, Participant
from helhet.process.case.rules import ENDED, ParticipantKind, State
from helhet.process.closing import actions as closing
from helhet.process.closing.models import ClosingDuty
from helhet.process.closing.words import Ground
from helhet.process.consent import actions as consent
from helhet.process.follow_up import actions as follow_up
from helhet.process.follow_up.tests import scenes as following
from helhet.process.invitation import actions as invitation
from helhet.process.invitation.models import Answer, Receiver
from helhet.process.invitation.tests import scenes as calling
from helhet.process.mapping import actions as mapping
from helhet.process.mapping.tests import scenes as mapping_scenes
from helhet.process.meeting import actions as meeting
from helhet.process.meeting.models import Meeting
from helhet.process.meeting.sitting import Attendee
from helhet.process.need import actions as need
from helhet.process.plan import actions as plan
from helhet.process.plan import door as plans
from helhet.process.plan.models import HandOut
from helhet.process.plan.tests import world
from helhet.process.tests.cast import Cast
from helhet.rulebook import door as rulebook

AFTER_CLOSING = {"CLOSE-07", "CLOSE-08", "CLOSE-09", "CLOSE-10", "CLOSE-12", "CLOSE-13"}
TO_THE_PERSON = {"closing.where_to_turn", "closing.experience"}
CONVENERS = ("psychiatry", "vetlanda", "orebro")
CALLED = ("social", "health_centre")
Do = Callable[["History"], object]


@dataclass
class History:
    """One person's SIPs as they go: who convenes, which case is in hand, what has been tried and done."""

    cast: Cast
    chance: random.Random
    at: datetime
    convener: str
    person: int
    ref: UUID | None = None
    told: list[str] = field(default_factory=list)

    @property
    def case(self) -> Case:
        return Case.objects.get(ref=self.ref)

    @property
    def by(self) -> Actor:
        return self.cast.actors[self.convener]

    @property
    def main(self) -> Actor:
        """Who works at the main responsible's unit, when one is chosen."""
        chosen = plans.main_of(self.case.pk)
        at = {a.unit_id: a for a in self.cast.actors.values() if a.role == "staff"}
        return at.get(chosen.unit if chosen else None, self.by)

    def anyone(self) -> Actor:
        return self.chance.choice([self.by, self.main, *(self.cast.actors[key] for key in CALLED)])

    def step(self) -> str:
        """Let some time pass and do one thing, mostly one that leads on. Returns what was done, or ''."""
        self.at = min(self.at + timedelta(hours=self.chance.choice((1, 5, 30, 100, 400))), clock.now())
        onward = ONWARD[self.case.state] if self.ref else (_notice, _request)
        if self.ref and self.chance.random() < 0.15:
            return self._tried(self.chance.choice(ANY))
        return self._tried(onward[0]) or self._tried(self.chance.choice(onward[1:]))

    def _tried(self, verb: Do) -> str:
        with clock.travel(self.at):
            try:
                with transaction.atomic():
                    verb(self)
            except (Refused, NotThere, Conflict):
                return ""
        self.told.append(verb.__name__.strip("_"))
        return self.told[-1]


def begin(cast: Cast, seed: int) -> History:
    """A history from the first noticed need, or from a meeting that goes on, or from a plan in force."""
    chance = random.Random(seed)
    person = chance.choice((cast.adult, cast.adult, cast.child, cast.elder))
    h = History(cast, chance, clock.now() - timedelta(days=400), chance.choice(CONVENERS), person)
    with clock.travel(h.at):
        if seed % 4 == 0:
            h.ref = world.at_meeting(cast, individual=person, by=h.convener).ref
        elif seed % 2 == 0:
            h.convener = "psychiatry"
            h.ref = world.established(cast, individual=person)[0].ref
    return h


# The need

def _notice(h: History) -> None:
    previous = h.ref if h.ref and h.case.state in ENDED else None
    h.ref = need.notice(
        individual=h.person, noticed_by=["individual"], discovered_on=clock.today(), previous=previous, why="",
        sip_kind=h.chance.choice(("new", "new", "after_discharge")), triggers=["who_answers"], existing_sip="no",
        by=h.by)


def _request(h: History) -> None:
    h.ref = need.request(individual=h.person, asked_by="individual", words="Jag vill ha en SIP.",
                         unit=h.by.unit_id or 0, by=h.by)


def _take_up(h: History) -> None:
    need.notice(individual=h.person, noticed_by=["individual"], discovered_on=clock.today(), sip_kind="new", why="",
                triggers=["who_answers"], existing_sip="no", case_ref=h.ref, by=h.by)


def _refuse_request(h: History) -> None:
    need.refuse_request(_ref(h), reason="Hör hemma hos skolan.", exceptional=True, where_to_turn="Skolan", by=h.by)


def _assess(h: History) -> None:
    need.assess(_ref(h), needs_met=False, coordination_needed=True, base_level_tried=True, level="sip",
                outcome=h.chance.choice(("sip", "sip", "sip", "information", "ongoing_sip")), agreed_with_person=True,
                consent_to_hand_on=True, by=h.by)


# Consent

def _inform(h: History) -> None:
    consent.inform(_ref(h), informed_on=clock.today(), how="Muntligt", understood="Ja", offered=True, by=h.by)


def _record(h: History) -> None:
    some = h.chance.sample(CALLED, h.chance.choice((1, 2, 2)))
    consent.record(
        _ref(h), part_a=True, part_b=h.chance.random() < 0.9, form="oral", giver="individual", digital=True,
        items=[consent.Item(h.cast.unit(u), kinds=world.KINDS) for u in some], maturity="Förstår helheten",
        valid_until=clock.today() + timedelta(days=h.chance.choice((20, 200, 360))), by=h.by)


def _route(h: History) -> None:
    consent.route(
        _ref(h), way="harm_assessment", ground="osl-25-13", why_not_asked="Svarar inte.", assessment="Ingen skada.",
        decided_by="Verksamhetschefen", decided_on=clock.today(), document="D 1", by=h.anyone(),
        valid_until=clock.today() + timedelta(days=150),
        items=[consent.Item(h.cast.unit(u), kinds=world.KINDS) for u in CALLED])


def _withdraw(h: History) -> None:
    scope = h.chance.choice(("all", "part_b", "recipient", "kind"))
    more = {"recipient": {"unit": h.cast.unit("social")}, "kind": {"kind": "mapping"}}.get(scope, {})
    consent.withdraw(_ref(h), scope=scope, words="Nej tack.", by=h.by, **more)  # type: ignore[arg-type]


def _decline(h: History) -> None:
    consent.decline(_ref(h), informed="yes", reason="Vill inte.", by=h.by)


# Preparing and calling

def _prepare(h: History) -> None:
    if h.convener == "orebro":
        mapping.create_base(_ref(h), unit=h.by.unit_id or 0, by=h.by)
    mapping_scenes.say(h.case, h.by)
    mapping.settle_participation(_ref(h), how="whole", by=h.by)


def _plan_meeting(h: History) -> None:
    starts = clock.at(clock.today() + timedelta(days=h.chance.choice((3, 10, 24))), 14)
    meeting.plan(_ref(h), kind="new", starts_at=starts, ends_at=starts + timedelta(hours=1), place="Rum 4",
                 form="physical", agreed_with_person=True, leader_independent=True,
                 reason_for_time="Orkar inte tidigare", by=h.by)


def _list(h: History) -> None:
    spoken = {"spoken_on": clock.today()} if h.chance.random() < 0.8 else {"spoken_on": None}
    invitation.prepare_list(_ref(h), by=h.by, receivers=[
        calling.wanted(h.cast, key, **spoken) for key in h.chance.sample(CALLED, h.chance.choice((1, 2)))])


def _send(h: History) -> None:
    calling.send(h.case, h.by)


def _answer(h: History) -> None:
    by = h.cast.actors[h.chance.choice(CALLED)]
    reply = h.chance.choice(("comes", "comes", "comes", "other_time", "cannot", "substitute"))
    if Answer.objects.filter(receiver__call__case=h.case).count() > 2:
        raise NotThere  # enough said
    invitation.answer(_ref(h), answer=reply, who_name=by.name, who_title="kurator", hindrance="ill", message="Sjuk.",
                      by=by)


def _forward(h: History) -> None:
    invitation.forward(_ref(h), to_unit=h.cast.unit("misuse"), asked_sender=True, by=h.cast.social)


def _take_over(h: History) -> None:
    invitation.accept_forward(_ref(h), who_name="Peter Ek", who_title="handläggare", by=h.cast.stranger)


def _decline_forward(h: History) -> None:
    invitation.decline_forward(_ref(h), why="Inte vi heller.", by=h.cast.stranger)


def _hand_over(h: History) -> None:
    invitation.hand_over(_ref(h), receiver=None, by=h.by)


def _tell_off(h: History) -> None:
    row = Receiver.objects.filter(call__case=h.case).order_by("-id").first()
    invitation.hand_over(_ref(h), receiver=row.ref if row and h.chance.random() < 0.5 else None, told_off=True, by=h.by)


# The meeting and its plan

def _move_meeting(h: History) -> None:
    starts = clock.at(clock.today() + timedelta(days=h.chance.choice((5, 30))), 10)
    meeting.move_meeting(_ref(h), starts_at=starts, ends_at=starts + timedelta(hours=1), place="Rum 9",
                         reason="Krockade.", agreed_with_person=True, by=h.chance.choice((h.by, h.main)))


def _cancel(h: History) -> None:
    meeting.cancel(_ref(h), reason="Personen är sjuk.", by=h.chance.choice((h.by, h.main)))


def _open(h: History) -> None:
    """On the day of the meeting, which may be days ahead."""
    row = Meeting.objects.filter(case=h.case, state="planned").first()
    if row is None:
        raise NotThere
    h.at = min(max(h.at, row.starts_at), clock.now() + timedelta(days=400))
    holder = h.main if h.case.state == State.FOLLOWING_UP else h.by
    with clock.travel(h.at):
        there = [Attendee("individual", "there"), Attendee("unit", "there", unit=holder.unit_id, kind="convener")]
        team = Participant.objects.filter(case=h.case, valid_to__isnull=True, unit__isnull=False)
        for unit in sorted(set(team.values_list("unit_id", flat=True)) - {holder.unit_id}):
            there.append(Attendee("unit", h.chance.choice(("there", "there", "absent")), unit=unit, kind="summoned"))
        meeting.open_meeting(_ref(h), attendance=there, yes_again=True, carry_on_why="Alla ville.", by=holder)


def _deviation(h: History) -> None:
    meeting.deviation(_ref(h), kind="called_absent", path="call_again", note="Kom inte.", unit=h.cast.unit("social"),
                      by=h.by)


def _end(h: History) -> None:
    outcome = h.chance.choice(("documenting", "documenting", "documenting", "preparing", "called", "informed_only"))
    starts = clock.at(clock.today() + timedelta(days=20), 10)
    again = {"starts_at": starts, "ends_at": starts + timedelta(hours=1)} if outcome == "called" else {}
    meeting.end(_ref(h), summary="Vi kom överens.", outcome_state=outcome, why="Hann inte klart.", by=h.by, **again)


def _write(h: History) -> None:
    """The whole plan; who does not get in, or is not covered, writes nothing."""
    if h.told.count("write") > 1:
        raise NotThere  # enough written
    world.fill(h.cast, h.case, by=h.by)


def _establish(h: History) -> None:
    plan.establish(_ref(h), read_back=True, consent_to_planning=True, by=h.by)


def _write_once(h: History) -> None:
    if h.told.count("write_once") or h.chance.random() < 0.3:
        raise NotThere
    _write(h)


def _hand_out_once(h: History) -> None:
    if HandOut.objects.filter(version__case=h.case).exists():
        raise NotThere
    plan.hand_out(_ref(h), receiver="individual", by=h.by)


def _change_main(h: History) -> None:
    plan.change_main_responsible(_ref(h), unit=h.by.unit_id or 0, name=h.by.name, phone="0303-23 80 10", wish="",
                                 person_asked=True, reason="Lättare så.", by=h.main)


def _accept_main(h: History) -> None:
    plan.accept_main_responsible(_ref(h), by=h.by)


# In force, and after

def _note_change(h: History) -> None:
    kinds = [h.chance.choice(("hospital", "housing", "health"))]
    follow_up.note_change(_ref(h), kinds=kinds, what="Har flyttat.", by=h.anyone())


def _note_codes(h: History) -> None:
    follow_up.note_codes(_ref(h), by=h.anyone())


def _call_again(h: History) -> None:
    main = h.main
    others = {"psychiatry", "vetlanda", "orebro", *CALLED}
    keys = [f"unit:{h.cast.unit(k)}" for k in sorted(others) if h.cast.unit(k) != main.unit_id]
    team = set(Participant.objects.filter(case=h.case, valid_to__isnull=True).values_list("unit_id", flat=True))
    letter = following.letter(h.cast)
    wanted = frozenset(k for k in keys if int(k.partition(":")[2]) in team)
    follow_up.call(_ref(h), sitting=following.sitting(h.chance.choice((10, 30))), by=main, what_changed="Allt.",
                   letter=follow_up.Letter(wanted, letter.purpose, letter.questions, True, main.name, main.phone,
                                           main.unit_name, spoken=True))


def _follow_up(h: History) -> None:
    if h.chance.random() < 0.5:
        follow_up.record(_ref(h), said=following.said(h.case), texts={}, next=following.next_time(), by=h.main,
                         read_back=True, said_yes=True, together=follow_up.Together("whole", "offered"))
    else:
        outcome = h.chance.choice(("close", "restart"))
        follow_up.record(_ref(h), by=h.main, texts={}, said=following.said(
            h.case, effort=following.ENOUGH, outcome=outcome, need_municipality=False, need_region=False))


def _close(h: History) -> None:
    ground = h.chance.choice([g.value for g in Ground])
    closing.close(_ref(h), ground=ground, reason="Det räcker nu.", died_on=clock.today(), moved_on=clock.today(),
                  moved_to="Skövde", by=h.main)


def _stop(h: History) -> None:
    closing.stop(_ref(h), ground=h.chance.choice(("need_ended", "met_otherwise", "consent_withdrawn", "moved")),
                 reason="Löste sig.", moved_on=clock.today(), moved_to="Skövde", by=h.by)


def _restart(h: History) -> None:
    hospital = h.chance.random() < 0.5
    h.ref = closing.restart(_ref(h), ground="new_needs", reason="Mycket är nytt.", after_hospital=hospital, by=h.main,
                            care_contact_unit=h.cast.unit("psychiatry") if hospital else None)


def _tick(h: History) -> None:
    by = h.anyone()
    left = ClosingDuty.objects.filter(closing__case=h.case, done__isnull=True, unit_id=by.unit_id)
    mine = [d.ref for d in left][: h.chance.choice((1, 9))]
    if not mine:
        raise NotThere
    closing.tick(_ref(h), duties=mine, done_on=clock.today(), where_to_turn="Vårdcentralen", experience="Bra.", by=by)


def _ref(h: History) -> UUID:
    assert h.ref is not None
    return h.ref


S = State
_DONE: tuple[Do, ...] = (_tick, _notice, _tell_off)
# For each state the verb that leads furthest, which is tried first, and others.
ONWARD: dict[str, tuple[Do, ...]] = {
    **dict.fromkeys(ENDED, _DONE),
    S.REQUESTED: (_take_up, _refuse_request), S.POINTED_OUT: (_take_up, _refuse_request),
    S.NOTICED: (_inform, _assess), S.STARTED: (_record, _route),
    S.PREPARING: (_send, _prepare, _plan_meeting, _list),
    S.CALLED: (_answer, _hand_over, _open, _open, _open, _forward, _take_over, _move_meeting),
    S.MEETING: (_write_once, _end), S.DOCUMENTING: (_establish, _write, _write),
    S.ACTIVE: (_hand_out_once, _note_codes, _call_again, _call_again, _call_again, _close, _note_change),
    S.FOLLOWING_UP: (_follow_up, _answer, _open, _open, _open, _close),
}
ANY: tuple[Do, ...] = (
    _withdraw, _decline, _stop, _close, _restart, _move_meeting, _cancel, _deviation, _change_main, _accept_main,
    _record, _route, _decline_forward, _tell_off, _assess, _note_change,
)


# What must hold after every step

def faults(h: History) -> Iterator[str]:
    """One sentence for each thing that does not hold, on the history's moment."""
    with clock.travel(h.at):
        for case in Case.objects.filter(individual_id=h.person):
            yield from (f"{case.state}: {fault}" for fault in _of_case(case))
    known = set(news.codes())
    yield from (f"{code} lies in an inbox and is not registered"
                for code in InboxItem.objects.order_by().values_list("code", flat=True).distinct() if code not in known)


def _of_case(case: Case) -> Iterator[str]:
    rows = list(Obligation.objects.filter(subject=case.ref))
    stored = {Due(o.code, o.unit_id, o.rule, o.since, o.due, o.detail) for o in rows}
    wanted = waiting.computed(cases.subject(case))
    if stored != wanted or len(rows) != len(stored):
        yield f"stored and computed differ: {sorted((d.code, d.unit, d.due) for d in stored ^ wanted)}"
    for due in stored:
        yield from _of_due(case, due)


def _of_due(case: Case, due: Due) -> Iterator[str]:
    declared = words.declared().get(due.code)
    if declared is None or due.rule not in declared.rules:
        yield f"{due.code} by {due.rule} is not declared"
    if not rulebook.rule(due.rule).sentence or not due.unit:
        yield f"{due.code} by {due.rule} has no rule or no owner"
    if case.state in ENDED and due.rule not in AFTER_CLOSING:
        yield f"{due.code} by {due.rule} still waits after the end"
    if due.code in TO_THE_PERSON and due.unit != _holder(case):
        yield f"{due.code} falls on {due.unit}, not on the main responsible or the convener"


def _holder(case: Case) -> int:
    main = Participant.objects.filter(case=case, kind=ParticipantKind.MAIN_RESPONSIBLE, unit__isnull=False)
    return main.order_by("-valid_from", "-id").values_list("unit_id", flat=True).first() or case.convener_unit_id
