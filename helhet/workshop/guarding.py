"""How tests live with the second guard. Used by conftest.py alone, on databases that have the tests' policy.

Tests look at tables directly, which that policy allows while nobody has said who asks. Whatever says it, a verb, a
door or a request, is under the real policies; so three things are brought about here:

- a connection of pytest's own says that it is a test's (`helhet.test`); served sites and proofs never do;
- when the outermost transaction above pytest's own ends, what it said is forgotten, as a COMMIT forgets it;
- a request of ``django.test.Client`` is no test's while it lasts: its queries before and after a context see nothing.
"""

from typing import Any

from django.db import connections
from django.db.backends.signals import connection_created
from django.db.transaction import Atomic
from django.test import Client
from psycopg.pq import TransactionStatus

_as_served = False


def let_tests_look() -> None:
    """From now on, in this process."""
    connection_created.connect(_say_test, dispatch_uid="helhet-test")
    if Atomic.__exit__ is not _leave:
        global _exit, _request
        _exit, _request = Atomic.__exit__, Client.request
        Atomic.__exit__ = _leave  # type: ignore[method-assign]
        Client.request = _as_from_outside  # type: ignore[method-assign]


_exit: Any = None
_request: Any = None


def _raw(connection: Any, statement: str) -> None:
    """Without Django, so that it counts as no query of the page's."""
    mine = connection.connection
    if mine is not None and not mine.closed and mine.info.transaction_status != TransactionStatus.INERROR:
        mine.execute(statement)


def _say_test(connection: Any, **_kwargs: Any) -> None:
    _raw(connection, f"SELECT set_config('helhet.test', '{'off' if _as_served else 'on'}', false)")


def _leave(self: Atomic, *raised: Any) -> None:
    connection = connections[self.using or "default"]
    _exit(self, *raised)
    if connection.in_atomic_block and all(block._from_testcase for block in connection.atomic_blocks):
        _raw(connection, "SELECT helhet_leave()")


def _as_from_outside(self: Client, **request: Any) -> Any:
    global _as_served
    connection, _as_served = connections["default"], True
    _raw(connection, "SELECT set_config('helhet.test', 'off', false), helhet_leave()")
    try:
        return _request(self, **request)
    finally:
        _as_served = False
        _raw(connection, "SELECT set_config('helhet.test', 'on', false), helhet_leave()")
