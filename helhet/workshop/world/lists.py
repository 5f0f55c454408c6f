"""Lists, search and obligations follow from the facts alone, so a story draws them up once, when it is told."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest import mock

from helhet.clock import actions as waiting
from helhet.deviation import door as deviations
from helhet.deviation.models import Report
from helhet.process.case import actions
from helhet.process.case.models import Case
from helhet.workshop.world.ground import World


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
    for report in Report.objects.select_related("case").filter(individual__in=new).order_by("id"):
        waiting.refresh(deviations.subject(report))
