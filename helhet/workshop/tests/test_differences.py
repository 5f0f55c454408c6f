"""A proof that cannot fail proves nothing: each is given a world in which one thing is wrong."""

from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

import pytest
from django.db import connection, transaction

from helhet.workshop.database import AS_OWNER, Urls
from helhet.workshop.proofs.checks import cases, invented, logged, owed, reaching

WORLD = True
Check = Callable[[], Iterator[str]]


@pytest.fixture(scope="module")
def as_owner(fresh_database: Urls) -> Iterator[None]:
    """The demo world through its owner's login, at the owner's work: only they could put such things wrong."""
    kept = dict(connection.settings_dict)
    options = {**kept["OPTIONS"], "options": f"{kept['OPTIONS'].get('options', '')} {AS_OWNER}"}
    address = urlsplit(fresh_database.owner)
    connection.close()
    connection.settings_dict.update(
        USER=unquote(address.username or ""), PASSWORD=unquote(address.password or ""), OPTIONS=options)
    yield
    connection.close()
    connection.settings_dict.update(kept)


PLANTED: tuple[tuple[str, str, Check], ...] = (
    ("a state no move led to", "UPDATE process_case SET state = 'meeting' WHERE state = 'active'", cases.states),
    ("a move that is none", "UPDATE process_casemove SET verb = 'plan.establish' WHERE verb = 'consent.inform'",
     cases.states),
    ("a list that shows too much", "UPDATE process_overviewrow SET state = 'closed' WHERE state = 'active'",
     cases.overview),
    ("a list with another number", "UPDATE process_overviewrow SET number = '2026-000000'", cases.overview),
    ("a list that forgets", "DELETE FROM process_overviewrow WHERE role = 'summoned'", cases.overview),
    ("a search that finds for others", "UPDATE access_searchentry SET units = units || 0", cases.searchable),
    ("a plan that was changed", "UPDATE process_planversion SET checksum = reverse(checksum)", cases.plans),
    ("a reach too many", "INSERT INTO access_reach (unit_id, individual, case_ref, kinds, source, valid_from)"
     " SELECT unit_id, individual, case_ref, '{mapping}', 'route', now() FROM access_reach LIMIT 1",
     reaching.differences),
    ("a reach too few", "DELETE FROM access_reach WHERE source = 'copy'", reaching.differences),
    ("a reach too wide", "UPDATE access_reach SET kinds = kinds || '{mapping}'::varchar[] WHERE source = 'call'",
     reaching.differences),
    ("a reach too long", "UPDATE access_reach SET valid_to = valid_to + interval '1 day' WHERE source = 'consent'",
     reaching.differences),
    ("a duty forgotten", "DELETE FROM clock_obligation WHERE id = (SELECT min(id) FROM clock_obligation)",
     owed.differences),
    ("a duty put off", "UPDATE clock_obligation SET due = due + 1", owed.differences),
    ("a duty doubled", "INSERT INTO clock_obligation (unit_id, individual, subject_kind, subject, code, rule, due,"
     " since, profile_version, detail, taken_name) SELECT unit_id, individual, subject_kind, subject, code, rule, due,"
     " since, profile_version, detail, taken_name FROM clock_obligation LIMIT 1", owed.differences),
    ("a duty that nobody has taken", "UPDATE clock_obligation SET taken_by = 1, taken_name = 'Ingen'",
     owed.differences),
    ("a name changed in the log", "UPDATE audit_auditevent SET actor_name = 'Ingen' WHERE n = 3", logged.broken),
    ("a line cut out of the log", "DELETE FROM audit_auditevent WHERE n = 3", logged.broken),
    ("a line about somebody else", "UPDATE audit_auditsubject SET individual = individual + 1", logged.broken),
    ("an event without a sentence", "UPDATE audit_auditevent SET event = 'nothing.known' WHERE n = 3",
     logged.unknown_events),
    ("a number that could be somebody's", "UPDATE people_individual SET number = '198511299999'"
     " WHERE id = (SELECT min(id) FROM people_individual)", invented.persons),
    ("such a number in a text", "UPDATE access_user SET title = 'ring 851129-9999'", invented.texts),
)


_right: set[Check] = set()


def _is_right(check: Check) -> None:
    """The world is right as it was built; looked at once for each check."""
    if check not in _right:
        assert list(check()) == []
        _right.add(check)


@pytest.mark.usefixtures("as_owner")
@pytest.mark.parametrize(("statement", "check"), [p[1:] for p in PLANTED], ids=[p[0] for p in PLANTED])
def test_what_is_wrong_is_found(statement: str, check: Check) -> None:
    _is_right(check)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount > 0, "something was planted"
        assert list(check()), "and found"
        transaction.set_rollback(True)
