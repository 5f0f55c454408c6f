"""A unit's SIPs: list, filter, page and search. Starts from the narrow table; logs whom it shows."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from helhet.access import search
from helhet.access.actor import Actor
from helhet.access.context import asking, of_unit, open_names, set_context
from helhet.audit import log
from helhet.kit import clock
from helhet.people import door as people
from helhet.process.case import events
from helhet.process.case.cards import Known, ListedCase, Page
from helhet.process.case.models import OverviewRow
from helhet.process.case.rules import ENDED, OPEN, ParticipantKind, State

SIZE = 25
MANY = 500


def listed(by: Actor, *, state: str = "", after: str = "", ended: bool = False) -> Page:
    """One page of the unit's cases, newest change first. ``after`` is the cursor of the last row seen."""
    with transaction.atomic():
        set_context(by)
        found = _reached(by)
        if state in State.values:
            found = found.filter(state=state)
        elif not ended:
            found = found.exclude(state__in=[s.value for s in ENDED])
        rows = _lines(_page(found, after))
        _log(by, events.LISTED, rows)
        more = len(rows) > SIZE
        return Page(rows[:SIZE], rows[SIZE - 1].cursor if more else None, {})


# Counted no further than to MANY: a page must not cost more the more there is.
_COUNTS = """
SELECT s.state, (SELECT count(*) FROM (
    SELECT FROM process_overviewrow r
    WHERE r.unit_id = %s AND r.state = s.state AND (r.until IS NULL OR r.until > %s) LIMIT %s
) counted) FROM unnest(%s::text[]) AS s(state)
"""


def counts(by: Actor) -> dict[str, int]:
    """How many of the unit's open cases stand in each state, at most MANY of each. One query."""
    with of_unit(by.unit_id), connection.cursor() as cursor:
        cursor.execute(_COUNTS, [by.unit_id, clock.now(), MANY, [s.value for s in OPEN]])
        return dict(cursor.fetchall())


def newest_in(by: Actor, state: str, most: int) -> list[UUID]:
    """The unit's cases in one step, the last changed first. One query; whom they are about says ``names``."""
    with of_unit(by.unit_id):
        rows = _reached(by).filter(state=state).order_by("-updated_at", "-case_id")
        return list(rows.values_list("case_ref", flat=True)[:most])


def found(by: Actor, text: str) -> tuple[ListedCase, ...]:
    """The unit's cases that match a name, number or step. Logs whom the search showed."""
    with transaction.atomic():
        set_context(by)
        refs = search.find(text, by.unit_id or 0)
        newest = sorted(_of(by, refs), key=lambda r: (r.updated_at, r.case_id), reverse=True)
        rows = _lines(newest[:SIZE])
        _log(by, events.SEARCHED, rows)
        return rows


def of_person(by: Actor, individual: int) -> tuple[ListedCase, ...]:
    """The unit's cases with one person, ended ones too. Logs that they were shown."""
    with transaction.atomic():
        set_context(by)
        rows = _lines(_page(_reached(by).filter(individual=individual), ""))
        _log(by, events.LISTED, rows)
        return rows[:SIZE]


def _reached(by: Actor) -> QuerySet[OverviewRow]:
    """The unit's rows whose reach has not run out by itself since the case was last touched."""
    return OverviewRow.objects.filter(Q(until__isnull=True) | Q(until__gt=clock.now()), unit_id=by.unit_id)


# Case by case through the index of refs, whatever the size: "offset 0" keeps it from being weighed against reading
# all that the unit has, which is the shorter way only while that is little.
_OF = """
SELECT r.* FROM unnest(%s::uuid[]) AS wanted(ref)
CROSS JOIN LATERAL (SELECT * FROM process_overviewrow o WHERE o.case_ref = wanted.ref OFFSET 0) r
WHERE r.unit_id = %s AND (r.until IS NULL OR r.until > %s)
"""


def _of(by: Actor, cases: Collection[UUID]) -> list[OverviewRow]:
    """Those of these cases that the unit reaches now, in no order. One query, none when there are no cases."""
    wanted = sorted(set(cases))
    return list(OverviewRow.objects.raw(_OF, [wanted, by.unit_id, clock.now()])) if wanted else []


def _page(found: QuerySet[OverviewRow], after: str) -> list[OverviewRow]:
    """The newest first, and one more than a page shows."""
    query = found.order_by("-updated_at", "-case_id")
    if after:
        at, case = after.rsplit("_", 1)
        moment = datetime.fromisoformat(at)
        # The first condition is what the index can begin from; the second settles those of the same moment.
        query = query.filter(updated_at__lte=moment).filter(
            Q(updated_at__lt=moment) | Q(updated_at=moment, case_id__lt=int(case)))
    return list(query[: SIZE + 1])


def _lines(found: Iterable[OverviewRow]) -> tuple[ListedCase, ...]:
    rows = list(found)
    open_names([r.case_ref for r in rows])
    persons = people.persons([r.individual for r in rows])
    return tuple(
        ListedCase(
            ref=r.case_ref, number=r.number, individual_id=r.individual, name=persons[r.individual].name,
            age=persons[r.individual].age, state=r.state, state_name=str(State(r.state).label),
            role=str(ParticipantKind(r.role).label), updated_at=r.updated_at,
            cursor=f"{r.updated_at.isoformat()}_{r.case_id}",
        )
        for r in rows
    )


def names(by: Actor, cases: Collection[UUID], event: str = events.LISTED) -> dict[UUID, Known]:
    """Who, in which step and in which role, for lists that hold only a case's ref; logged as shown under ``event``.

    By case and not by person: a unit may know somebody from elsewhere, and not that a passed-on call concerns them.
    A case the unit does not reach now is left out.
    """
    with transaction.atomic(savepoint=False):
        set_context(by)
        rows = _of(by, cases)
        open_names([r.case_ref for r in rows])
        shown = people.persons([r.individual for r in rows])
        if shown:
            log.record(event, by=by, individuals=sorted(shown), data={"cases": sorted(str(r.case_ref) for r in rows)})
        return {r.case_ref: Known(shown[r.individual].name, shown[r.individual].given_name, shown[r.individual].age,
                                  str(State(r.state).label), str(ParticipantKind(r.role).label),
                                  shown[r.individual].protected) for r in rows}


def searched(by: Actor, text: str) -> dict[UUID, Known]:
    """The unit's cases that match a name, number or step, as ``names``; logged as a search."""
    with asking(by):
        return names(by, search.find(text, by.unit_id or 0), events.SEARCHED) if text.strip() else {}


def _log(by: Actor, event: str, rows: tuple[ListedCase, ...]) -> None:
    if rows:
        shown = rows[:SIZE]
        refs = [str(r.ref) for r in shown]
        log.record(event, by=by, individuals=sorted({r.individual_id for r in shown}), data={"cases": refs})

