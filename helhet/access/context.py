"""Tells the database who asks, for the length of one transaction: the second guard reads it.

No context, no rows. What is opened here is opened only as far as the database itself finds a ground (sql/guard.sql);
what may then be shown is for ``access.decision``. Must run inside a transaction, whose end forgets everything.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from helhet.access.actor import Actor
from helhet.kit import clock, keys

_said: ContextVar[int | None] = ContextVar("said", default=None)  # the unit of the context we stand in, if any


def set_context(by: Actor, cases: Collection[UUID] = (), persons: Collection[int] = ()) -> None:
    """Say who acts and which cases, reports and persons they want. One query.

    Said again by the same in the same transaction, it adds to what is open; by another, it begins anew.
    """
    said = _said.get()
    _enter("SELECT helhet_enter(%s, %s, %s, %s, %s, %s, %s, %s::uuid[], %s::bigint[])",
           by.unit_id, by.controller_id, by.user_id, by.individual_id, by.relation_id, by.purpose, clock.now(),
           list(cases), list(persons))
    _said.set(said if said == by.unit_id else None)
    keys.writing(by.controller_id, by.individual_id)


def open_cases(refs: Collection[UUID]) -> None:
    """Open more cases or reports to whoever asks. One query, none for nothing."""
    if refs:
        _ask("SELECT helhet_open(%s::uuid[])", list(refs))


def open_names(refs: Collection[UUID]) -> None:
    """Open whom these cases are about, and nothing more of the cases: for a page of a list. One query."""
    if refs:
        _ask("SELECT helhet_open_names(%s::uuid[])", list(refs))


def open_persons(ids: Collection[int]) -> None:
    """Open the persons whom the unit reaches in some case now, with those cases. One query, none for nothing."""
    if ids:
        _ask("SELECT helhet_open_persons(%s::bigint[])", list(ids))


def open_person(ref: UUID) -> None:
    """Open a person by their ref, if the unit reaches them now. One query."""
    _ask("SELECT helhet_person_by_ref(%s)", ref)


def open_relation(relation: int) -> None:
    """Open the person whom somebody stands beside, if the unit reaches them now. One query."""
    _ask("SELECT helhet_person_of_relation(%s)", relation)


def open_number(number: str, *, write_in: bool = False) -> None:
    """Open the person with a number, if the unit reaches them now; to ``write_in`` somebody, whoever has it."""
    _ask("SELECT helhet_person_by_number(%s, %s)", number, write_in)


def open_asked(ref: UUID) -> None:
    """Open a case to a unit that a call was passed on to, or that is asked about times, before it reaches it."""
    _ask("SELECT helhet_open_asked(%s)", ref)


def open_handed_on(case: int) -> None:
    """Open a person's other cases to be told that somebody wants to join, when the person consents to it (NEED-22)."""
    _ask("SELECT helhet_open_handed_on(%s)", case)


def next_of(case: int) -> UUID | None:
    """The ref of the case that took over from an open one, for whoever reaches that too. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT helhet_next(%s)", [case])
        return cursor.fetchone()[0]


def open_own_controllers(case: int) -> list[int]:
    """The same person's other cases that the asker's own controller is in: that they exist, and no more. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT helhet_open_own_controllers(%s)", [case])
        return list(cursor.fetchone()[0])


def case_of_message(ref: UUID) -> UUID | None:
    """The ref of the case that a message is in, which opens nothing: the case's door asks who may. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT helhet_case_of_message(%s)", [ref])
        return cursor.fetchone()[0]


@contextmanager
def asking(by: Actor, cases: Collection[UUID] = (), persons: Collection[int] = ()) -> Iterator[None]:
    """A transaction in which ``by`` asks."""
    with transaction.atomic():
        set_context(by, cases, persons)
        yield


@contextmanager
def of_unit(unit: int | None, user: int | None = None) -> Iterator[None]:
    """What lies with a unit, for whoever is at it; in a context of that same unit it changes nothing.

    Like the three below it is for a question or two, in which nothing is raised: it has no way back of its own.
    """
    with transaction.atomic(savepoint=False):
        if unit is not None and _said.get() == unit:
            yield
            return
        _enter("SELECT helhet_as_unit(%s, %s, %s)", unit, user, clock.now())
        _said.set(unit)
        try:
            yield
        finally:
            _said.set(None)


@contextmanager
def at_unit(by: Actor) -> Iterator[None]:
    """All that one page asks of its unit, in one transaction: who asks is said once, also for the parts inside."""
    with transaction.atomic(), of_unit(by.unit_id, by.user_id):
        yield


@contextmanager
def of_user(user: int) -> Iterator[None]:
    """What is one user's own, wherever they work; in a context of theirs it changes nothing."""
    with transaction.atomic(savepoint=False):
        _enter("SELECT helhet_as_user(%s, %s)", user, clock.now())
        yield


@contextmanager
def of_person(individual: int, relation: int | None = None) -> Iterator[None]:
    """What is a person's own, or of somebody beside them; in a context of theirs it changes nothing."""
    with transaction.atomic(savepoint=False):
        _enter("SELECT helhet_as_person(%s, %s, %s)", individual, relation, clock.now())
        yield


@contextmanager
def at_the_door(user: UUID) -> Iterator[None]:
    """Somebody who signs in as a person: the ways in that are theirs, before they have chosen one."""
    with transaction.atomic(savepoint=False):
        _enter("SELECT helhet_at_the_door(%s)", user)
        yield


@contextmanager
def in_job(name: str) -> Iterator[None]:
    """A job of the worker's, which walks through everything: its login has a policy of its own, that asks for a name.

    For the connection and not the transaction: a job is many transactions. Another login gets nothing by it.
    """
    _ask("SELECT set_config('helhet.purpose', %s, false)", name)
    try:
        yield
    finally:
        _ask("SELECT set_config('helhet.purpose', '', false)")


def said_anew() -> None:
    """For a question that itself says who asks: what an outer one of a unit said may not hold any longer."""
    _said.set(None)


def _enter(sql: str, *values: Any) -> None:
    said_anew()
    _ask(sql, *values)


def _ask(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
