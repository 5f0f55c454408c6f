"""Draws each controller's sample of the month that is over. The worker does it at night; nobody asks for it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import SystemRandom
from uuid import UUID

from django.db import IntegrityError, transaction

from helhet.access.actor import system
from helhet.access.context import set_context
from helhet.access.models import Opening, User
from helhet.audit import log, reading
from helhet.kit import clock
from helhet.organisations import door as organisations
from helhet.oversight import events, rules
from helhet.oversight.models import Round, Sample
from helhet.people import door as people
from helhet.people import logged

BY = system("oversight")
LISTS = ("case.listed", "case.searched", "deviation.listed")  # a row in a list is not yet a person opened


@dataclass(frozen=True)
class _Opened:
    user: UUID
    individual: int
    start: datetime
    end: datetime


def draw_all() -> int:
    """Draw last month's round for every controller that has none yet. Gives how many; harmless to repeat."""
    month, drawn = rules.month_before(clock.today()), 0
    for controller, units in organisations.units_by_controller().items():
        try:
            drawn += draw(controller, units, month)
        except IntegrityError:  # somebody else drew it in the same moment
            continue
    return drawn


def draw(controller: int, units: Iterable[int], month: str) -> bool:
    """Draw one controller's round; False when it is drawn already or nobody read anything."""
    first, after = rules.days_of(month)
    start, end = _midnight(first), _midnight(after)
    with transaction.atomic():
        set_context(BY)
        if Round.objects.filter(controller=controller, month=month).exists():
            return False
        found = reading.readers(controller, units, start, end, LISTS)
        if not found:
            return False
        _keep(controller, month, found)
    return True


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.STOCKHOLM)


def _keep(controller: int, month: str, found: tuple[reading.Reader, ...]) -> None:
    facts, names = _facts(found, controller, month)
    now = clock.now()
    row = Round.objects.create(controller=controller, month=month, drawn_at=now, readings=sum(r.times for r in found),
                               due=clock.today() + timedelta(days=rules.DAYS))
    chosen = rules.draw(facts, SystemRandom())
    Sample.objects.bulk_create(
        Sample(round=row, reader=r.actor, reader_name=r.name, unit_name=r.unit, individual=r.individual,
               person_name=names[r.individual], times=r.times, first_at=r.first, last_at=r.last, events=list(r.codes),
               reasons=[w.value for w in why])
        for r, why in ((found[i], why) for i, why in chosen.items())
    )
    log.record(events.DRAWN, by=BY, also=[controller], data={"round": str(row.ref), "lines": len(chosen)})


def _facts(
    found: tuple[reading.Reader, ...], controller: int, month: str
) -> tuple[list[rules.Facts], dict[int, str]]:
    """What the choice is made by, and the names to show. Four queries."""
    first, after = rules.days_of(month)
    start, end = _midnight(first), _midnight(after)
    individuals = {r.individual for r in found}
    known = people.persons(individuals)
    active = reading.written_of(individuals, start - rules.QUIET, end + rules.QUIET)
    opened = _openings(controller, start, end)
    facts = [
        rules.Facts(
            reader=r.name, person=known[r.individual].name if r.individual in known else "",
            moments=tuple(clock.local(m) for m in r.moments), active=r.individual in active,
            protected=bool(r.individual in known and known[r.individual].protected),
            opened=any(o.user == r.actor and o.individual == r.individual and
                       any(o.start <= m < o.end for m in r.moments) for o in opened))
        for r in found
    ]
    return facts, logged.names(individuals)


def _openings(controller: int, start: datetime, end: datetime) -> list[_Opened]:
    rows = Opening.objects.filter(controller=controller, opened_at__lt=end, ends_at__gte=start)
    refs = dict(User.objects.filter(pk__in=[r.user for r in rows]).values_list("pk", "ref"))
    return [_Opened(refs[r.user], r.individual, r.opened_at, r.ended_at or r.ends_at) for r in rows if r.user in refs]
