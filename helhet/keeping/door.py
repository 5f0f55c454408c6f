"""What a controller keeps, of whom, and when it may go. For its archivist alone; each list is logged."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils.functional import Promise

from helhet.access.actor import Actor
from helhet.access.context import set_context
from helhet.audit import log
from helhet.keeping import events, rules
from helhet.keeping.models import Hold, Letting, Marked
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.process.case.rules import ENDED

PAGE = 50


@dataclass(frozen=True)
class HoldCard:
    ref: UUID
    reason: str
    until: date | None
    by_name: str
    at: datetime


@dataclass(frozen=True)
class Held:
    """What the asker's controller holds about one person."""

    individual: int
    ref: UUID
    name: str
    number: str
    last_note: date
    law: rules.Law
    source: str | Promise
    due: rules.Due
    ongoing: bool
    marks: frozenset[str]
    hold: HoldCard | None

    @property
    def may_go(self) -> bool:
        return self.due.is_due(clock.today()) and not self.ongoing and self.hold is None

    @property
    def own_plan(self) -> bool:
        return self.law == rules.Law.OWN_PLAN


@dataclass(frozen=True)
class Gone:
    """A decision that has been carried out."""

    at: datetime
    by_name: str
    reason: str
    rows: int
    person: bool


@dataclass(frozen=True)
class Overview:
    """What may go now, what is held back, and what has gone; with how many more there are to look at."""

    due: tuple[Held, ...]
    held_back: tuple[Held, ...]
    later: int
    more: int
    gone: tuple[Gone, ...]


def overview(by: Actor) -> Overview:
    """Everything the archivist's controller holds, sorted by what there is to do. Logged with those who are shown."""
    with transaction.atomic():
        set_context(by)
        all_held = _held(by, None)
        due = sorted((h for h in all_held if h.may_go), key=lambda h: (h.due.on or date.max, h.name))
        back = tuple(h for h in all_held if h.hold is not None)[:PAGE]
        decided = Letting.objects.filter(controller=by.controller_id or 0, done_at__isnull=False).order_by("-at")
        gone = tuple(Gone(g.at, g.by_name, g.reason, g.rows_gone, g.person_gone) for g in decided[:10])
        shown = tuple(due[:PAGE])
        log.record(events.LISTED, by=by, individuals=sorted({h.individual for h in (*shown, *back)}))
    return Overview(shown, back, len(all_held) - len(due) - len(back), max(0, len(due) - PAGE), gone)


def one(by: Actor, ref: UUID) -> Held:
    """What the archivist's controller holds about one person. Raises NotThere when that is nothing."""
    with transaction.atomic():
        set_context(by)
        found = held(by, ref)
        log.record(events.LISTED, by=by, individuals=[found.individual])
    return found


def held(by: Actor, ref: UUID) -> Held:
    """The same within the caller's own transaction and context, unlogged. Raises NotThere."""
    found = _held(by, ref)
    if not found:
        raise NotThere
    return found[0]


def _held(by: Actor, person: UUID | None) -> list[Held]:
    if by.controller_id is None:
        raise NotThere
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM keeping_list(%s, %s, %s)", [clock.now(), sorted(ENDED), person])
        rows = cursor.fetchall()
    ids = [row[0] for row in rows]
    marks = _marks(by.controller_id, ids)
    holds = {h.individual: HoldCard(h.ref, h.reason, h.until, h.by_name, h.at) for h in live_holds(by, ids)}
    made = []
    for individual, ref, name, number, born, last, kinds, ongoing, placed, kind in rows:
        law = rules.law_of(kind, frozenset(kinds))
        marked = marks.get(individual, frozenset()) | ({rules.Mark.PLACED.value} if placed else frozenset())
        last_note = clock.local(last).date()
        term = rules.due(law, last_note, marked, born)
        made.append(Held(individual, ref, name, number and f"{number[:8]}-{number[8:]}", last_note, law,
                         rules.TERMS[law].source, term, ongoing, marked, holds.get(individual)))
    return made


def _marks(controller: int, ids: Iterable[int]) -> dict[int, frozenset[str]]:
    made: dict[int, frozenset[str]] = {}
    for individual, kind in Marked.objects.filter(controller=controller, individual__in=list(ids)).values_list(
        "individual", "kind"
    ):
        made[individual] = made.get(individual, frozenset()) | {kind}
    return made


def live_holds(by: Actor, ids: Iterable[int]) -> Iterable[Hold]:
    """The holds that stand today, the newest last."""
    rows = Hold.objects.filter(controller=by.controller_id or 0, individual__in=list(ids), lifted_at=None)
    return [row for row in rows.order_by("at") if row.until is None or row.until > clock.today()]
