"""Lists, search and obligations follow from the facts alone, so the world draws them up once, when all is told."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest import mock

from helhet.clock import actions as waiting
from helhet.process.case import actions
from helhet.process.case.models import Case


@contextmanager
def lists_last() -> Iterator[None]:
    """Inside, verbs leave the lists alone; at the end each case is brought in step, as seen from the present day."""
    with ExitStack() as quiet:
        for where, name in ((waiting, "refresh"), (actions, "_overview"), (actions, "_search")):
            quiet.enter_context(mock.patch.object(where, name, lambda _case: None))
        yield
    for case in Case.objects.select_related("convener_unit").order_by("id"):
        actions.touch(case)
