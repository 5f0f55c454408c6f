"""The only way in to a case: set the context, decide, fetch everything, log what was read, commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from helhet.access import openings, reach
from helhet.access.actor import Actor
from helhet.access.context import asking, set_context
from helhet.access.decision import DENIED, PROTECTED, Decision, decide
from helhet.access.rules import Kind
from helhet.audit import log
from helhet.kit import clock, keys, witness
from helhet.kit.doors import NotThere
from helhet.organisations import door as organisations
from helhet.people import ages as ages_of
from helhet.people import door as people
from helhet.people.rules import Ages
from helhet.process.case import events, veiling
from helhet.process.case.cards import CaseCard, MoveCard, ParticipantCard
from helhet.process.case.models import Case, CaseMove, Participant
from helhet.process.case.moves import MOVES
from helhet.process.case.rules import ParticipantKind, State, kind_told, path
from helhet.rulebook import door as rulebook
from helhet.rulebook.profile import Profile


@dataclass
class Visit:
    """An open door: what was decided, and what has been read so far. Rooms' doors take it; it dies with the block."""

    by: Actor
    case: CaseCard
    person: people.PersonCard
    decision: Decision
    profile: Profile
    owner: int = 0  # the controller whose record it is
    read: set[str] = field(default_factory=set)

    def take(self, kind: Kind) -> bool:
        """Whether this kind may be read; if so it will stand in the log as read. Ask before fetching."""
        if kind.value not in self.decision.kinds:
            return False
        self.read.add(kind.value)
        return True

    def live(self, kind: Kind) -> bool:
        """Whether this kind may be read as it stands now, and not only as it was when a copy was handed over."""
        return kind.value in self.decision.kinds - self.decision.copied

    @property
    def is_convener(self) -> bool:
        return self.by.unit_id == self.case.convener_unit_id

    @property
    def is_own(self) -> bool:
        return self.by.individual_id == self.case.individual_id and self.by.kind == "individual"


@contextmanager
def visit(by: Actor, ref: UUID, event: str = events.READ) -> Iterator[Visit]:
    """Open one case for reading. Raises NotThere when it does not exist or is not open to ``by``: the two look alike.

    One short transaction. At the end of the block the reading is logged under ``event`` with the kinds that were
    taken; if that fails nothing has been handed over.
    """
    with transaction.atomic():
        set_context(by, [ref])
        opened = _entered(by, ref)
        if opened is not None:
            with keys.within(opened.case.individual_id):
                yield opened
            rule, owner = opened.decision.rule, opened.owner  # what is read is theirs: it stands in their log too
            log.record(event, by=by, individuals=[opened.case.individual_id], subject=ref, ground=rule, rule=rule,
                       owner=owner, also=[owner], data={"kinds": sorted(opened.read)})
    if opened is None:
        with transaction.atomic():
            log.record(events.DENIED, by=by, subject=ref)
        witness.refused(DENIED.rule)
        raise NotThere(logged=True)


@contextmanager
def going_on(by: Actor, ref: UUID) -> Iterator[Visit]:
    """The same door, decided anew, for a reading that was logged when it began and goes on since (docs/adr/0011).

    Nothing is logged here: only the live stream of a meeting comes this way. Raises NotThere as soon as it is over.
    """
    with transaction.atomic():
        set_context(by, [ref])
        opened = _entered(by, ref)
        if opened is None:
            raise NotThere
        with keys.within(opened.case.individual_id):
            yield opened


def _entered(by: Actor, ref: UUID) -> Visit | None:
    """The open door, in a context that wants this case; None when it is shut, or nothing is there."""
    row = _case(ref)
    decision = _decide(by, row, ref)
    if row is None or not decision:
        return None
    person = people.person(by, row.individual_id)
    live = decision.kinds - decision.copied  # a copy tells how to reach them in its own words, and no newer
    if decision.veiled:
        veiling.draw(by, row)
    return Visit(by, _card(row), person if Kind.CONTACTS.value in live else person.without_contacts(), decision,
                 rulebook.profile(row.profile_version_id), row.convener_unit.controller_id)


def _case(ref: UUID) -> Case | None:
    return Case.objects.select_related("convener_unit", "previous", "individual").filter(ref=ref).first()


def _decide(by: Actor, row: Case | None, ref: UUID) -> Decision:
    """The decision for one case. Asks the same questions whether the case exists or not."""
    if by.kind in ("individual", "relation"):
        found = people.standing(by, row.individual_id if row else 0)
        if found is None or row is None:
            return DENIED
        profile = rulebook.profile(row.profile_version_id)
        relation = found.under(profile, clock.today())
        return decide(by, by.purpose, (), _grounds(by, row), people.hide(relation, profile), clock.now())
    rows = reach.rows(ref, by.unit_id or 0, shut=True)
    return decide(by, by.purpose, rows, _grounds(by, row), None, clock.now())


def _grounds(by: Actor, row: Case | None) -> tuple[str, ...]:
    """Whether where this person is stays hidden from who reads. Asks the tables only for protected identities."""
    if row is None or not row.individual.protected or openings.shown(by, row.individual_id):
        return ()
    return (PROTECTED,)


def _card(row: Case) -> CaseCard:
    reached: dict[str, Any] = {}
    for state, at in CaseMove.objects.filter(case=row).order_by("at").values_list("to_state", "at"):
        reached.setdefault(state, at)
    return CaseCard(
        id=row.pk, ref=row.ref, number=row.number, state=row.state, state_name=str(State(row.state).label),
        sip_kind=row.sip_kind, level=row.level, individual_id=row.individual_id,
        convener_unit_id=row.convener_unit_id, convener_unit=row.convener_unit.name,
        convener_user_id=row.convener_user, profile_version=row.profile_version_id,
        discovered_on=row.discovered_on, created_at=row.created_at, moved_at=row.moved_at,
        previous_ref=row.previous.ref if row.previous else None, path=path(row.state, reached),
        participants=participants(row.pk),
    )


def participants(case: int) -> tuple[ParticipantCard, ...]:
    """Who takes part in a case now, conveners first. Two queries."""
    rows = list(
        Participant.objects.filter(case_id=case, valid_to__isnull=True).order_by("valid_from", "id")
    )
    units = organisations.units_by_id([r.unit_id for r in rows if r.unit_id])
    cards = []
    for r in rows:
        unit = units.get(r.unit_id) if r.unit_id else None
        cards.append(
            ParticipantCard(
                r.ref, r.kind, str(ParticipantKind(r.kind).label), r.unit_id, unit.name if unit else r.name,
                r.function or (unit.kind_name if unit else ""), r.phone or (unit.phone if unit else ""),
                unit.side if unit else "", r.relation_id, r.user,
            )
        )
    return tuple(cards)


def history(opened: Visit, limit: int = 100) -> tuple[MoveCard, ...]:
    """What has happened, newest first, as sentences: of the kinds that are open now, and what one's unit did itself.

    Reasons only for the convener and the person; a correction for whoever reads what it corrects.
    """
    full = opened.is_convener or opened.is_own
    rows = CaseMove.objects.filter(case_id=opened.case.id).order_by("-at", "-id")[:limit]
    return tuple(
        MoveCard(r.verb, _says(opened, r, full), r.at, r.by_name, r.unit_name,
                 r.reason if full or r.verb == "case.correct" else "")
        for r in rows if full or _told(opened, r)
    )


def _says(opened: Visit, row: CaseMove, full: bool) -> str:
    """What happened, as a sentence. That a new SIP has begun is told by the new one's own consent (CON-24)."""
    mine = row.unit is not None and row.unit == opened.by.unit_id
    verb = "closing.close" if row.verb == "closing.restart" and not (full or mine) else row.verb
    return str(MOVES[verb].says)


def _told(opened: Visit, row: CaseMove) -> bool:
    kind = kind_told(row.verb, row.data.get("what", ""))
    mine = row.unit is not None and row.unit == opened.by.unit_id
    return mine or kind is None or opened.live(kind)


def readings(opened: Visit, limit: int = 50) -> tuple[log.Entry, ...]:
    """Who has read in this case, newest first; for a unit that is called only those of its own controller."""
    everybody = opened.is_convener or opened.is_own
    return log.of_subject(opened.case.ref, readings=True, limit=limit,
                          controller=None if everybody else opened.by.controller_id or log.NOBODY)


def cases_of(by: Actor, individual: int) -> tuple[tuple[UUID, datetime], ...]:
    """A person's own cases, newest first, as ref and when it began: for the person's page. ``visit`` opens each.

    Raises NotThere for who may read nothing, also when there is nothing: they are not to learn which.
    """
    with asking(by, persons=[individual]):
        found, today, now = people.standing(by, individual), clock.today(), clock.now()

        def reads(ages: Ages) -> bool:
            return found is not None and bool(decide(by, by.purpose, (), (), found.under(ages, today), now))

        rows = Case.objects.filter(individual_id=individual).order_by("-created_at")
        cases = list(rows.values_list("ref", "created_at", "profile_version_id")[:20]) if found else []
        shown = tuple((ref, at) for ref, at, version in cases if reads(rulebook.profile(version)))
        if not shown and (cases or not reads(ages_of.of_country())):
            raise NotThere
        return shown


def profiles_of(individual: int) -> tuple[Profile, ...]:
    """The profiles that the person's cases run under, of those open to the transaction. One query."""
    versions = Case.objects.filter(individual_id=individual).values_list("profile_version_id", flat=True).distinct()
    return tuple(rulebook.profile(version) for version in versions.order_by("profile_version_id"))


@dataclass(frozen=True)
class OpenCase:
    """A case that is open to a unit this moment, as a link."""

    ref: UUID
    number: str


def open_cases_of(by: Actor, individual: int) -> tuple[OpenCase, ...]:
    """The person's cases that are open to the unit now, also by what it has opened for a time. Three queries."""
    with transaction.atomic():
        set_context(by, persons=[individual])
        found = {c.ref: c for c in Case.objects.filter(individual_id=individual).order_by("-created_at")[:20]}
        reached = reach.rows_of(found, by.unit_id or 0)
        now = clock.now()
        return tuple(OpenCase(c.ref, c.number) for c in found.values()
                     if decide(by, by.purpose, reached.get(c.ref, ()), (), None, now))


def holders(by: Actor, individual: int) -> tuple[int, ...]:
    """The units that hold the person's cases as their own record: what the person can shut. Raises NotThere."""
    refs = [ref for ref, _at in cases_of(by, individual)]
    with transaction.atomic():
        set_context(by, refs)
        units = reach.units_of(refs, "own")
    return tuple(sorted({unit for found in units.values() for unit in found}))
