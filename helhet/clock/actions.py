"""Stores what is due: in the transaction of the verb that changed it, and once a night for all that goes on."""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from helhet.access.actor import system
from helhet.access.context import set_context
from helhet.clock.days import pass_days
from helhet.clock.models import Obligation, Recomputation, Taken
from helhet.clock.registry import Keeper, Subject, keepers, sharing, sources
from helhet.clock.rules import Due
from helhet.clock.taken import settle, untrue
from helhet.kit import clock, witness

__all__ = ["Night", "computed", "pass_days", "recompute_all", "refresh"]
BY = system("clock")
CHUNK = 200  # subjects in memory at a time
SAY_EVERY = 2_000
NIGHT = timedelta(hours=20)  # a walk that stopped is taken up again so long, then begun anew
_ONE_WALK = 5_318_010  # any number; names "somebody walks through everything"
log = logging.getLogger("helhet.clock")


def computed(subject: Subject) -> frozenset[Due]:
    """What every room says is due for a subject, from the facts as they stand."""
    with sharing((subject,)):
        return _computed(subject)


def _computed(subject: Subject) -> frozenset[Due]:
    today = clock.today()
    return frozenset(due for source in sources() for due in source(subject, today))


def refresh(subject: Subject) -> bool:
    """Make the stored obligations of a subject equal to the computed. Ends every action. Gives whether any differed."""
    wanted = computed(subject)
    rows: dict[Due, int] = {}
    gone: list[Obligation] = []
    for o in Obligation.objects.filter(subject=subject.ref):
        if _due(o) in wanted and _due(o) not in rows:
            rows[_due(o)] = o.pk
        else:
            gone.append(o)
    if gone:
        Obligation.objects.filter(pk__in=[o.pk for o in gone]).delete()
        _let_go({(o.unit_id, o.code) for o in gone} - {(d.unit, d.code) for d in wanted}, subject)
    new = [due for due in wanted if due not in rows]
    for due in new:
        witness.obliged(due.rule)
    if new:
        Obligation.objects.bulk_create(_row(d, subject) for d in sorted(new, key=lambda d: (d.code, d.unit, d.detail)))
    settled = settle([subject.ref]) if wanted else 0
    return bool(gone or new or settled)


def _let_go(ended: set[tuple[int, str]], subject: Subject) -> None:
    """Who had taken on what is not owed any longer has it no longer: should it come again, it is the unit's."""
    for unit, code in sorted(ended):
        Taken.objects.filter(unit_id=unit, subject=subject.ref, code=code).delete()


def _row(d: Due, subject: Subject) -> Obligation:
    return Obligation(
        unit_id=d.unit, individual=subject.individual, subject_kind=subject.kind, subject=subject.ref, code=d.code,
        rule=d.rule, due=d.due, since=d.since, profile_version=subject.profile_version, detail=d.detail,
    )


def _due(o: Obligation) -> Due:
    return Due(o.code, o.unit_id, o.rule, o.since, o.due, o.detail)


@dataclass(frozen=True)
class Night:
    """What a walk through everything found. ``mended``: stored was not the computed; ``failed``: it broke."""

    seen: int = 0
    mended: int = 0
    failed: int = 0


def recompute_all(say: Callable[[str], None] | None = None) -> Night:
    """Recompute what is due in everything that goes on, a chunk at a time, and mend what differs.

    A verb is never in the way: a chunk is read without locks, and only what differs is locked and computed anew. A
    walk that was killed goes on where it was; a second one at the same time leaves at once. ``say`` gets a line of
    progress now and then, else the log. What breaks is counted and logged by its ref, and does not stop the night.
    """
    total = Night()
    with _alone() as alone:
        for kind, keeper in keepers().items() if alone else ():
            one = _walk(kind, keeper, say or log.info)
            total = Night(total.seen + one.seen, total.mended + one.mended, total.failed + one.failed)
    return total


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether nobody else walks now. The database lets go of it also when this process dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_ONE_WALK])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_ONE_WALK])


def _walk(kind: str, keeper: Keeper, say: Callable[[str], None]) -> Night:
    walk, of, told = _begun(kind), keeper.count(), 0
    while found := keeper.after(walk.after, CHUNK):
        done = _chunk(keeper, [subject for _key, subject in found])
        walk.after = found[-1][0]
        walk.seen, walk.mended = walk.seen + done.seen, walk.mended + done.mended
        walk.failed += done.failed
        walk.save(update_fields=["after", "seen", "mended", "failed"])
        if walk.seen - told >= SAY_EVERY:
            told = walk.seen
            say(f"{kind}: {walk.seen} of {of}, {walk.mended} mended")
    walk.finished_at = clock.now()
    walk.save(update_fields=["finished_at"])
    say(f"{kind}: all {walk.seen} recomputed, {walk.mended} mended, {walk.failed} failed")
    return Night(walk.seen, walk.mended, walk.failed)


def _begun(kind: str) -> Recomputation:
    """The walk that was not finished, or a new one."""
    left = Recomputation.objects.filter(kind=kind, finished_at__isnull=True, started_at__gt=clock.now() - NIGHT)
    return left.order_by("-id").first() or Recomputation.objects.create(kind=kind, started_at=clock.now())


def _chunk(keeper: Keeper, subjects: Sequence[Subject]) -> Night:
    with transaction.atomic():
        set_context(BY)
        stored, wrong = _stored(subjects), untrue([s.ref for s in subjects])
        with sharing(subjects):
            differing = [s.ref for s in subjects if s.ref in wrong or _differs(s, stored.get(s.ref, []))]
    mended = failed = 0
    for ref in differing:
        try:
            mended += _mend(keeper, ref)
        except Exception as error:  # noqa: BLE001 - one that breaks must not cost the others their night
            failed += 1
            log.error("could not recompute %s: %s", ref, type(error).__name__)
    return Night(len(subjects), mended, failed)


def _stored(subjects: Iterable[Subject]) -> dict[UUID, list[Due]]:
    found: dict[UUID, list[Due]] = {}
    for o in Obligation.objects.filter(subject__in=[s.ref for s in subjects]):
        found.setdefault(o.subject, []).append(_due(o))
    return found


def _differs(subject: Subject, stored: Sequence[Due]) -> bool:
    """Also when it breaks: then it is tried once more by itself, and told of."""
    try:
        wanted = _computed(subject)
    except Exception:  # noqa: BLE001
        return True
    return len(stored) != len(wanted) or wanted != frozenset(stored)


def _mend(keeper: Keeper, ref: UUID) -> bool:
    with transaction.atomic():
        set_context(BY)
        subject = keeper.hold(ref)
        return subject is not None and refresh(subject)
