"""Persons as who looks through a log needs them: the one a number stands for, and what the others are called."""

from collections.abc import Iterable

from django.db import connection
from django.utils.translation import gettext as _

from helhet.kit import clock
from helhet.people import door
from helhet.people.numbers import BadNumber, read_number


def with_number(number: str) -> int | None:
    """Whom an identity number stands for in the log that one looks through; None when it stands for nobody there."""
    try:
        signs = read_number(number, clock.today()).number
    except BadNumber:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT helhet_logged_person(%s)", [signs])
        return cursor.fetchone()[0]  # type: ignore[no-any-return, index]


def names(individuals: Iterable[int]) -> dict[int, str]:
    """What to call persons whom a log concerns; who is protected is not named there. Two queries, none without ids."""
    wanted = set(individuals)
    if wanted:
        with connection.cursor() as cursor:  # opens those who stand in the log that one looks through
            cursor.execute("SELECT helhet_open_logged(%s::bigint[])", [sorted(wanted)])
    known = door.persons(wanted) if wanted else {}
    return {i: _called(known[i]) if i in known else "–" for i in wanted}


def _called(person: door.ListedPerson) -> str:
    return _("Person med skyddade uppgifter") if person.protected else person.name
