"""Lists, search and obligations follow from the facts alone, so a story draws them up once, when it is told."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from unittest import mock

from helhet.access.rules import Permission
from helhet.clock import actions as waiting
from helhet.clock import taking
from helhet.clock.models import InboxItem, Obligation
from helhet.deviation import door as deviations
from helhet.deviation.models import Report
from helhet.kit import clock
from helhet.process.case import actions
from helhet.process.case.models import Case
from helhet.workshop.world.ground import World

FRESH = 3  # days: what is newer lies unread


@contextmanager
def lists_last(world: World) -> Iterator[None]:
    """Inside, verbs leave the lists alone; at the end each new case is brought in step, as seen from today."""
    before = set(world.persons.values())
    with ExitStack() as quiet:
        for where, name in ((waiting, "refresh"), (actions, "_overview"), (actions, "_search")):
            quiet.enter_context(mock.patch.object(where, name, lambda _case: None))
        yield
    new = set(world.persons.values()) - before
    for case in Case.objects.select_related("convener_unit").filter(individual_id__in=new).order_by("id"):
        actions.touch(case)
    _read(world, new)
    for report in Report.objects.select_related("case").filter(individual__in=new).order_by("id"):
        waiting.refresh(deviations.subject(report))


def _read(world: World, persons: set[int]) -> None:
    """What came some days ago has been read; messages tell of themselves, and a call waits for its answer."""
    workers = {a.unit_id: a for a in world.workers.values() if a.may(Permission.INBOX_KEEP)}
    waits = set(Obligation.objects.filter(individual__in=persons, code__startswith="invitation-")
                .values_list("unit_id", "subject"))
    read: dict[int, list[InboxItem]] = {}
    for item in InboxItem.objects.filter(individual__in=persons, at__lt=world.moment(FRESH)).order_by("at"):
        own = item.theme in ("messages", "deviations", "late") or item.acknowledged_at is not None
        if not own and item.unit_id in workers and (item.theme != "calls" or (item.unit_id, item.subject) not in waits):
            read.setdefault(item.unit_id, []).append(item)
    for unit, items in read.items():
        with clock.travel(items[-1].at + timedelta(hours=1)):
            taking.acknowledge([i.ref for i in items], by=workers[unit])
