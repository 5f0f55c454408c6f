"""How a story is told: each sentence is a verb of the process, on its day, by the one who did it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from helhet.access.actor import Actor
from helhet.kit import clock
from helhet.organisations import door as organisations
from helhet.process.case import door as cases
from helhet.process.consent import actions as consent
from helhet.process.consent.words import SHARED
from helhet.process.invitation import actions as invitation
from helhet.process.invitation import times
from helhet.process.invitation.rules import Wanted
from helhet.process.invitation.rules.times import Proposed
from helhet.process.mapping import actions as mapping
from helhet.process.meeting import actions as meeting
from helhet.process.meeting.sitting import Attendee
from helhet.process.need import actions as need
from helhet.workshop.world import ground
from helhet.workshop.world.ground import World
from helhet.workshop.world.numbers import numbers
from helhet.workshop.world.places import PLACES

EVERYTHING = " ".join(kind for kind, _name, _means in SHARED)
# What a unit needs to know to take part in the plan, without reading the mapping.
PLAN = "need goals meeting plan contacts"
PAUSE = timedelta(minutes=6)


def person(world: World, key: str, given: str, family: str, **details: str) -> int:
    """Write somebody in, with their test number and a sign-in of their own."""
    return ground.add_person(world, key, numbers()[key], given, family, **details)


def workday(world: World, days_ago: int) -> int:
    """The nearest day on which people work: backwards before today, forwards after. Keeps the order of days."""
    step = 1 if days_ago > 0 else -1
    while days_ago and world.day(days_ago).weekday() > 4:
        days_ago += step
    return days_ago


@dataclass(frozen=True)
class Asked:
    """Somebody on the list of a call: a unit by its key, a relation by its key, or a named outsider."""

    who: str
    why: str
    gives: str
    duty: bool = True
    spoken: str = "yes"  # or why nobody could be reached
    wished: str = ""
    kind: str = "unit"
    function: str = ""
    phone: str = ""


def lines(questions: str) -> str:
    """One question on each line."""
    return re.sub(r"(?<=[.?]) ", "\n", questions)


def near(who: str, why: str, gives: str) -> Asked:
    """Somebody who stands close to the person, invited."""
    return Asked(who, why, gives, duty=False, kind="relation")


def outsider(who: str, why: str, gives: str, function: str, phone: str = "") -> Asked:
    """Somebody the person wants along who is neither."""
    return Asked(who, why, gives, duty=False, kind="outsider", function=function, phone=phone)


@dataclass
class Tale:
    """One case being told. ``by`` convenes; days are counted back from the world's today."""

    world: World
    key: str
    by: Actor
    ref: UUID = field(default_factory=lambda: UUID(int=0))
    asked: list[Asked] = field(default_factory=list)
    receivers: dict[str, UUID] = field(default_factory=dict)
    last: datetime | None = None

    @property
    def individual(self) -> int:
        return self.world.persons[self.key]

    @contextmanager
    def on(self, days_ago: int, hour: int = 9, minute: int = 10) -> Iterator[None]:
        """A moment of that day, always after what was told before, never after now."""
        moment = self.world.moment(workday(self.world, days_ago), hour, minute)
        if self.last is not None:
            moment = max(moment, self.last + PAUSE)
        with clock.travel(min(moment, clock.now())):
            yield
            self.last = clock.now()

    def day(self, days_ago: int) -> date:
        return self.world.day(workday(self.world, days_ago))

    def unit(self, key: str) -> int:
        return self.world.units[key]

    # The need

    def noticed(
        self, ago: int, *, who: str, triggers: str, why: str, kind: str = "new", seen: int = 0, existing: str = "no",
        taking_up: UUID | None = None, previous: UUID | None = None,
    ) -> None:
        with self.on(ago):
            self.ref = need.notice(
                individual=self.individual, noticed_by=who.split(), discovered_on=self.day(ago + seen),
                sip_kind=kind, triggers=triggers.split(), why=why, existing_sip=existing, by=self.by,
                case_ref=taking_up, previous=previous,
            )

    def assessed(
        self, ago: int, *, level: str = "sip", outcome: str = "sip", tried: str = "", met: bool = False,
        coordination: bool = True, other_way: str = "", handed_to: str = "", hand_on: bool = False,
    ) -> None:
        """``tried``: why the base level was passed over; empty when it was tried."""
        with self.on(ago):
            need.assess(
                self.ref, needs_met=met, coordination_needed=coordination, other_way=other_way,
                base_level_tried=not tried, base_level_exception=tried, level=level, outcome=outcome,
                handed_to=handed_to, consent_to_hand_on=hand_on, agreed_with_person=True, by=self.by,
            )

    # Consent

    def informed(self, ago: int, how: str, understood: str, *, adapted: str = "", language: str = "",
                 present: str = "") -> None:
        with self.on(ago):
            consent.inform(self.ref, informed_on=self.day(ago), how=how, adapted=adapted, language=language,
                           understood=understood, offered=True, present=present, by=self.by)

    def consented(
        self, ago: int, shares: Mapping[str, str], *, no: Mapping[str, str] | None = None,
        until: int | None = None, part_b: bool = True, digital: bool | None = None, form: str = "oral",
        giver: str = "individual", relation: str = "", guardians: Sequence[str] = (), not_agreed: str = "",
        how: str = "", maturity: str = "", child_view: str = "", names: Mapping[str, str] | None = None,
        by: Actor | None = None,
    ) -> None:
        """``shares`` and ``no``: unit key → kinds; ``names`` the same for people outside.

        ``until``: days ahead; left out the consent runs for nearly a year.
        """
        ahead = 360 - ago if until is None else until
        refused = no or {}
        items = [
            consent.Item(self.unit(key), kinds=frozenset(shares.get(key, "").split()),
                         declined=frozenset(refused.get(key, "").split()))
            for key in dict.fromkeys([*shares, *refused])
        ]
        items += [consent.Item(None, name, frozenset(kinds.split())) for name, kinds in (names or {}).items()]
        with self.on(ago):
            consent.record(
                self.ref, part_a=True, part_b=part_b, form=form, giver=giver,
                relation_id=self.world.relations[relation] if relation else None, items=items, not_agreed=not_agreed,
                valid_until=self.world.day(-ahead), digital=digital, obtained_how=how,
                guardians_yes=[self.world.relations[g] for g in guardians], maturity=maturity,
                child_view=child_view, by=by or self.by,
            )

    def routed(self, ago: int, shares: Mapping[str, str], *, why: str, assessment: str, decided_by: str,
               document: str, ground: str = "osl-25-13", until: int = 150, by: Actor | None = None) -> None:
        """Our own unit's trial of harm, for its own information."""
        items = [consent.Item(self.unit(key), kinds=frozenset(kinds.split())) for key, kinds in shares.items()]
        with self.on(ago):
            consent.route(
                self.ref, way="harm_assessment", ground=ground, why_not_asked=why, assessment=assessment,
                decided_by=decided_by, decided_on=self.day(ago), document=document, valid_until=self.world.day(-until),
                items=items, by=by or self.by,
            )

    def declined(self, ago: int, reason: str, *, informed: str = "yes") -> None:
        with self.on(ago):
            consent.decline(self.ref, informed=informed, reason=reason, by=self.by)

    def withdrew(self, ago: int, words: str, *, scope: str = "all", by: Actor | None = None, **what: object) -> None:
        with self.on(ago):
            consent.withdraw(self.ref, scope=scope, words=words, by=by or self.by, **what)  # type: ignore[arg-type]

    # The mapping

    def matters(self, ago: int, words: str, by: Actor | None = None) -> None:
        with self.on(ago):
            mapping.say_what_matters(self.ref, words=words, seen=0, by=by or self.by)

    def mapped(self, ago: int, areas: Mapping[str, Mapping[str, str]], by: Actor | None = None) -> None:
        """Life area → needs, wishes, resources and view."""
        with self.on(ago):
            for area, texts in areas.items():
                mapping.write_area(self.ref, area=area, texts=texts, seen={}, by=by or self.by)

    def prepared(self, ago: int, by: Actor | None = None, **texts: str) -> None:
        with self.on(ago):
            mapping.write_preparation(self.ref, texts=texts, seen={}, by=by or self.by)

    def spent_a_day(self, ago: int, by: Actor | None = None, **texts: str) -> None:
        """An ordinary day: usual_activities, usual_places, more_persons …"""
        with self.on(ago):
            mapping.write_day(self.ref, texts=texts, seen={}, by=by or self.by)

    def drew(self, ago: int, *people: tuple[str, str, int, str, str], by: Actor | None = None) -> None:
        """The network map: name, relation, ring, sector, marks; an exclamation mark after the marks is a wish."""
        with self.on(ago):
            for name, relation, ring, sector, marks in people:
                mapping.add_network_person(
                    self.ref, name=name, relation=relation, ring=ring, sector=sector,
                    marks=frozenset(marks.rstrip("!")), wanted=marks.endswith("!"), by=by or self.by,
                )

    def talked_before(self, ago: int, who: str, settled: str, safer: str, by: Actor | None = None) -> None:
        with self.on(ago):
            mapping.hold_pre_meeting(self.ref, held_on=self.day(ago), with_person=True, who=who, settled=settled,
                                     safer=safer, by=by or self.by)

    def takes_part(self, ago: int, how: str = "whole", by: Actor | None = None, **words: str) -> None:
        with self.on(ago):
            mapping.settle_participation(self.ref, how=how, by=by or self.by, **words)

    # The meeting and its call

    def booked(
        self, ago: int, meets: int, place: str, *, hour: int = 14, kind: str = "new", form: str = "physical",
        leader: str = "", writer: str = "", reason: str = "", child_time: str = "", link: str = "", help: str = "",
    ) -> None:
        """The meeting stands, ``meets`` days ago (negative: ahead)."""
        starts = self.world.moment(workday(self.world, meets), hour)
        leads, writes = self.world.workers.get(leader), self.world.workers.get(writer)
        with self.on(ago):
            meeting.plan(
                self.ref, kind=kind, starts_at=starts, ends_at=starts + timedelta(minutes=75), place=place, form=form,
                agreed_with_person=True, leader_name=leads.name if leads else "",
                leader_user=leads.user_id if leads else None, documenter_name=writes.name if writes else "",
                documenter_user=writes.user_id if writes else None, reason_for_time=reason, child_time=child_time,
                link=link, technical_help=help, by=self.by,
            )

    def listed(self, ago: int, *asked: Asked) -> None:
        with self.on(ago):
            self.asked = list(asked)
            refs = invitation.prepare_list(self.ref, receivers=[self._wanted(a, ago) for a in asked], by=self.by)
        self.receivers = dict(zip((a.who for a in asked), refs, strict=True))

    def asked_times(self, ago: int, place: str, *proposed: tuple[int, int], answer: int) -> None:
        """Which times suit? Each is a day, counted back as everywhere, and an hour; ``answer`` is the last day."""
        starts = [self.world.moment(workday(self.world, day), hour) for day, hour in proposed]
        with self.on(ago):
            invitation.ask_times(
                self.ref, times=[Proposed(at, at + timedelta(minutes=75), "room", place) for at in starts],
                answer_by=self.world.day(answer), list_agreed_with_person=True, by=self.by,
            )

    def said_of_times(self, ago: int, who: str, *replies: str) -> None:
        """A worker answers for their unit, time by time: fits, if_needed or no."""
        with self.on(ago, hour=15):
            by = self.world.workers[who]
            options = [o.ref for o in times.asked_of(by, self.ref).options]
            invitation.answer_times(self.ref, replies=dict(zip(options, replies, strict=True)), by=by)

    def called(self, ago: int, *, purpose: str, questions: str, comment: str = "", handed: bool = True) -> None:
        """The call goes out to the list; ``handed``: all who need it on paper have got theirs."""
        with self.on(ago):
            invitation.send(
                self.ref, purpose=purpose, questions=lines(questions), list_agreed_with_person=True,
                contact_name=self.by.name, contact_phone=self.by.phone, contact_unit=self.by.unit_name,
                comment=comment, by=self.by,
            )
        if handed:
            self.handed_over(ago)

    def handed_over(self, ago: int) -> None:
        """The person, and everybody outside Helhet, has the call on paper."""
        system = {place.key for place in PLACES if place.uses_helhet}
        outside = [self.receivers[a.who] for a in self.asked if a.who not in system]
        with self.on(ago):
            for receiver in (None, *outside):
                invitation.hand_over(self.ref, receiver=receiver, by=self.by)

    def answered(self, ago: int, who: str, answer: str = "comes", **how: object) -> None:
        """A worker answers for their unit, naming themself; a relation for themself; the convener notes others'."""
        by = self.world.workers.get(who) or self.world.users.get(who)
        whose = None if by else self.receivers[who]
        with self.on(ago, hour=15):
            invitation.answer(
                self.ref, answer=answer, receiver=whose, by=by or self.by, who_name=by.name if by else who,
                who_title=by.title if by and by.is_staff else "", **how,  # type: ignore[arg-type]
            )

    def _wanted(self, one: Asked, ago: int) -> Wanted:
        spoken = one.spoken == "yes"
        return Wanted(
            kind=one.kind, duty=one.duty, why=one.why, contribution=one.gives,
            unit=self.unit(one.who) if one.kind == "unit" else None,
            relation=self.world.relations[one.who] if one.kind == "relation" else None,
            name=one.who if one.kind == "outsider" else "", function=one.function, phone=one.phone,
            wished_profession=one.wished, spoken_on=self.day(ago + 1) if spoken else None,
            not_spoken_why="" if spoken else one.spoken,
        )

    # The sitting

    def sat_down(self, ago: int, *, absent: Sequence[str] = (), hour: int = 14, others: Sequence[Attendee] = (),
                 yes_again: bool | None = True, why: str = "", person: str = "there") -> None:
        """The meeting opens with everybody on the list but the absent."""
        with self.on(ago, hour=hour, minute=0):
            meeting.open_meeting(
                self.ref, attendance=[*self._there(absent, person), *others], yes_again=yes_again,
                carry_on_why=why, by=self.by,
            )

    def _there(self, absent: Sequence[str], person: str) -> Iterator[Attendee]:
        yield Attendee("individual", person)
        yield Attendee("unit", "there", self.by.unit_name, self.by.unit_id, kind="convener")
        for one in self.asked:
            presence = "absent" if one.who in absent else "there"
            kind = "summoned" if one.duty else "invited"
            if one.kind == "unit":
                card = organisations.unit_by_id(self.unit(one.who))
                yield Attendee("unit", presence, card.name, card.id, kind=kind)
            elif one.kind == "relation":
                yield Attendee("relation", presence, relation=self.world.relations[one.who], kind=kind)
            else:
                yield Attendee("other", presence, one.who, kind=kind)

    def rose(self, ago: int, summary: str, *, outcome: str = "documenting", why: str = "") -> None:
        """The meeting ends."""
        with self.on(ago, hour=15, minute=15):
            meeting.end(self.ref, summary=summary, outcome_state=outcome, why=why, by=self.by)

    # Reading

    def read(self, ago: int, who: str) -> None:
        """Somebody opens the case, and is written in the log."""
        with self.on(ago, hour=10), cases.visit(self.world.workers.get(who) or self.world.users[who], self.ref) as v:
            from helhet.process.mapping import door as mapping_door

            mapping_door.important(v)
