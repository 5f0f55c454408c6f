"""The second guard in the database: on every table, and shut until somebody has said who they are."""

import psycopg
import pytest
from django.db import connection, transaction
from psycopg import errors

from helhet.access.context import open_cases, set_context
from helhet.kit.guards import Guard
from helhet.process.case import actions
from helhet.process.case.models import Case, CaseMove
from helhet.process.case.rules import State
from helhet.process.tests.cast import Cast
from helhet.workshop import policies
from helhet.workshop.database import Urls


def _case(cast: Cast, individual: int) -> Case:
    with transaction.atomic():
        return actions.start(individual=individual, verb="need.notice", to=State.NOTICED, by=cast.nurse)


def test_every_model_says_its_guard() -> None:
    assert [table for table, guard in policies.guards().items() if guard is None] == []
    assert all(g is None or g.why_open or g.sees for g in policies.guards().values())


def test_a_policy_names_its_own_table() -> None:
    first = policies.policies("one", Guard("EXISTS (SELECT FROM two AS above WHERE above.id = {own}.two_id)"))[0]
    assert first.sees == first.writes == 'EXISTS (SELECT FROM two AS above WHERE above.id = "one".two_id)'


def test_a_migrated_database_lacks_nothing_but_for_the_tests_own(fresh_database: Urls) -> None:
    assert all("policy test" in sentence for sentence in policies.missing(fresh_database.app))
    policies.end_for_tests(fresh_database.owner)
    assert policies.missing(fresh_database.app) == []
    with psycopg.connect(fresh_database.owner, autocommit=True) as db:
        db.execute("DROP POLICY app ON process_case")
        db.execute("ALTER TABLE process_casemove NO FORCE ROW LEVEL SECURITY")
        db.execute("CREATE POLICY wide ON post_way TO helhet_app USING (true)")
    found = " ".join(policies.missing(fresh_database.app))
    assert "policy app on process_case" in found and "forced on process_casemove" in found and "wide" in found
    policies.make(fresh_database.owner)
    assert policies.missing(fresh_database.app) == []


@pytest.mark.django_db
def test_a_unit_sees_the_case_it_asks_for_and_no_other(cast: Cast) -> None:
    mine, other = _case(cast, cast.adult), _case(cast, cast.child)
    with transaction.atomic():
        set_context(cast.nurse, [mine.ref])
        assert set(Case.objects.values_list("ref", flat=True)) == {mine.ref}
        open_cases([other.ref])
        assert Case.objects.count() == 2
    with transaction.atomic():
        set_context(cast.stranger, [mine.ref, other.ref])
        assert not Case.objects.exists() and not CaseMove.objects.exists()
        assert not Case.objects.filter(pk=mine.pk).update(level="x")


@pytest.mark.django_db
def test_another_asker_in_the_same_transaction_begins_anew(cast: Cast) -> None:
    mine = _case(cast, cast.adult)
    with transaction.atomic():
        set_context(cast.nurse, [mine.ref])
        set_context(cast.stranger)
        assert not Case.objects.exists()


@pytest.mark.django_db
def test_a_row_cannot_be_written_into_a_case_that_is_not_open(cast: Cast) -> None:
    mine, other = _case(cast, cast.adult), _case(cast, cast.child)
    with transaction.atomic():
        set_context(cast.nurse, [mine.ref])
        with pytest.raises(Exception) as refused, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE process_participant SET case_id = %s WHERE case_id = %s", [other.pk, mine.pk])
    assert isinstance(refused.value.__cause__, errors.InsufficientPrivilege)


@pytest.mark.django_db
def test_without_a_word_of_who_asks_there_is_nothing(cast: Cast) -> None:
    _case(cast, cast.adult)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL helhet.test = 'off'")
        for table in policies.guarded():
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - names of ours
            assert cursor.fetchone() == (0,), table
