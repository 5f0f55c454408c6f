"""Who comes in with an identity number that somebody has vouched for: themself, or somebody beside another."""

from django.db import connection

from helhet.access.actor import Way
from helhet.kit import clock
from helhet.people.door import sign_ins
from helhet.people.numbers import BadNumber, read_number


def ways_in(number: str) -> tuple[Way, ...]:
    """The ways in that are open today, themself first; none for a number that nobody has been let in with."""
    try:
        written = read_number(number, clock.today()).number
    except BadNumber:
        return ()
    with connection.cursor() as cursor:
        cursor.execute("SELECT helhet_who_comes(%s)", [written])
        users = [row[0] for row in cursor.fetchall()]
    cards = [(user, card) for user in users for card in sign_ins(user)]
    found = [Way(user, card.relation_ref, card.individual_name, card.kind_name) for user, card in cards]
    return tuple(sorted(found, key=lambda way: way.relation_ref is not None))
