"""Rounds as they are looked through, and the log as it is searched: only the chain of one's own controller."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from helhet.access.actor import Actor
from helhet.access.context import set_context
from helhet.access.rules import Permission
from helhet.access.staffing import door as staffing
from helhet.access.staffing.rules import last_day, quarter_of
from helhet.audit import events as register
from helhet.audit import log, reading
from helhet.kit import clock
from helhet.kit.dates import MONTHS
from helhet.kit.doors import NotThere
from helhet.organisations import door as organisations
from helhet.oversight import events
from helhet.oversight.models import DirectoryFile, Round, Sample, Verdict
from helhet.oversight.rules import Reason
from helhet.people import logged as people

ROUNDS = 24
NOBODY = -1  # a number that stands nowhere in one's own log is looked for like any other


@dataclass(frozen=True)
class Judged:
    reasonable: bool
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class SampleCard:
    """One reader's readings of one person in a month; ``own`` when the reader is the one who looks."""

    id: int
    ref: UUID
    reader: str
    unit: str
    person: str
    individual: int
    times: int
    first: datetime
    last: datetime
    what: tuple[str, ...]
    why: tuple[str, ...]
    own: bool
    judged: Judged | None


@dataclass(frozen=True)
class RoundCard:
    id: int
    ref: UUID
    month: date
    due: date
    drawn_at: datetime
    readings: int
    lines: int
    judged: int
    to_look_into: int
    signed_at: datetime | None
    signed_by: str
    signed_words: str
    samples: tuple[SampleCard, ...] = ()

    @property
    def month_name(self) -> str:
        return f"{MONTHS[self.month.month - 1]} {self.month.year}"

    @property
    def left(self) -> int:
        return self.lines - self.judged

    def late(self, today: date) -> bool:
        return self.signed_at is None and self.due < today


@dataclass(frozen=True)
class Overview:
    """What there is to look at: the rounds, newest first, and how the units stand with their lists."""

    rounds: tuple[RoundCard, ...]
    units: tuple[staffing.UnitsQuarter, ...]
    list_due: date


@dataclass(frozen=True)
class Question:
    """What somebody looks for in the log. ``end`` does not count."""

    start: datetime | None = None
    end: datetime | None = None
    individual: int | None = None
    actor: UUID | None = None
    unit: int | None = None


@dataclass(frozen=True)
class Found:
    """A page of the log, the persons it names, and whose data was touched in all."""

    lines: tuple[reading.Line, ...]
    next: str
    names: dict[int, str] = field(default_factory=dict)
    touched: int = 0
    times: int = 0


def overview(by: Actor) -> Overview:
    """The rounds of one's own controller and its units' lists. Raises NotThere."""
    with transaction.atomic():
        controller = enter(by)
        rows = Round.objects.filter(controller=controller).select_related("signature").order_by("-month")[:ROUNDS]
        return Overview(_rounds(list(rows), by), staffing.of_controller(controller),
                        last_day(quarter_of(clock.today())))


def round_(by: Actor, ref: UUID) -> RoundCard:
    """One round with its lines; that its persons were shown stands in the log. Raises NotThere."""
    with transaction.atomic():
        controller = enter(by)
        row = Round.objects.filter(controller=controller, ref=ref).select_related("signature").first()
        if row is None:
            raise NotThere
        card = _rounds([row], by, whole=True)[0]
        log.record(events.LOOKED, by=by, individuals=sorted({s.individual for s in card.samples}),
                   data={"round": str(ref)})
    return card


def search(by: Actor, asked: Question, before: str = "") -> Found:
    """A page of one's own controller's log. The search and whom it showed are logged. Raises NotThere, ValueError."""
    at = int(before) if before else None
    if at is not None and not 0 < at < 2**63:
        raise ValueError(before)
    question = reading.Asked(asked.start, asked.end, asked.individual, asked.actor, asked.unit)
    with transaction.atomic():
        controller = enter(by)
        page = reading.search(controller, question, before=at)
        touched = reading.touched(controller, question)
        shown = sorted({i for line in page.rows for i in line.individuals})
        names = people.names(shown)
        kinds = [name for name in ("start", "end", "individual", "actor", "unit") if getattr(asked, name) is not None]
        log.record(events.SEARCHED, by=by, individuals=shown, data={"by": kinds})
    return Found(page.rows, page.next, names, len(touched), sum(n for _i, n in touched))


def person_with(by: Actor, number: str) -> int:
    """Whom a number stands for in one's own log; ``NOBODY`` when it stands for none. Raises NotThere."""
    with transaction.atomic():
        enter(by)
        return people.with_number(number) or NOBODY


def staff_of(by: Actor) -> list[tuple[str, str]]:
    """Everybody who works or has worked at one's own controller, for a choice: (ref, name)."""
    return staffing.everybody_of(by.controller_id or 0)


def units_of(by: Actor) -> list[tuple[str, str]]:
    """One's own controller's units, for a choice: (id, name)."""
    ids = organisations.units_by_controller().get(by.controller_id or 0, ())
    return sorted(((str(u.id), u.name) for u in organisations.units_by_id(ids).values()), key=lambda u: u[1])


def directory_file(by: Actor, ref: UUID) -> bytes:
    """The file one has just sent, before it is taken in. Raises NotThere."""
    if not by.may(Permission.DIRECTORY_WRITE):
        raise NotThere
    with transaction.atomic():
        set_context(by)
        row = DirectoryFile.objects.filter(by_user=by.user_id or 0, ref=ref).first()
        if row is None:
            raise NotThere
        return bytes(row.body)


def enter(by: Actor) -> int:
    """Say who asks; gives their controller. Raises NotThere for who does not look through the log."""
    if not by.is_staff or not by.may(Permission.LOG_REVIEW) or by.controller_id is None:
        raise NotThere
    set_context(by)
    return by.controller_id


def _rounds(rows: Sequence[Round], by: Actor, *, whole: bool = False) -> tuple[RoundCard, ...]:
    """Rounds as cards; ``whole`` with their lines. Two queries, however many."""
    samples: dict[int, list[Sample]] = {}
    for s in Sample.objects.filter(round__in=rows).order_by("reader_name", "person_name", "id"):
        samples.setdefault(s.round_id, []).append(s)
    newest: dict[int, Verdict] = {}
    for v in Verdict.objects.filter(sample__round__in=rows).order_by("id"):
        newest[v.sample_id] = v
    return tuple(_round(row, samples.get(row.pk, []), newest, by, whole) for row in rows)


def _round(row: Round, samples: Sequence[Sample], newest: dict[int, Verdict], by: Actor, whole: bool) -> RoundCard:
    judged = [newest[s.pk] for s in samples if s.pk in newest]
    signature = getattr(row, "signature", None)
    return RoundCard(
        id=row.pk, ref=row.ref, month=date.fromisoformat(f"{row.month}-01"), due=row.due, drawn_at=row.drawn_at,
        readings=row.readings, lines=len(samples), judged=len(judged),
        to_look_into=sum(not v.reasonable for v in judged),
        signed_at=signature.at if signature else None, signed_by=signature.by_name if signature else "",
        signed_words=signature.words if signature else "",
        samples=tuple(_sample(s, newest.get(s.pk), by) for s in samples) if whole else (),
    )


def _sample(s: Sample, verdict: Verdict | None, by: Actor) -> SampleCard:
    judged = Judged(verdict.reasonable, verdict.words, verdict.by_name, verdict.at) if verdict else None
    return SampleCard(
        id=s.pk, ref=s.ref, reader=s.reader_name, unit=s.unit_name, person=s.person_name, individual=s.individual,
        times=s.times, first=clock.local(s.first_at), last=clock.local(s.last_at),
        what=tuple(str(register.get(e).sentence) for e in s.events), why=tuple(str(Reason(r).label) for r in s.reasons),
        own=s.reader == by.user_ref, judged=judged,
    )
