"""The log: unknown events raise, rows only come, and each chain holds together."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, transaction

from helhet.audit import chain, events, log
from helhet.audit.models import AuditEvent, AuditSubject

events.register("test.happened", "Något hände")
events.register("test.read", "Läste", reading=True)


def actor(controller: int) -> Any:
    return SimpleNamespace(user_ref=uuid4(), name="Jonas", assignment_id=1, unit_id=1, unit_name="Enhet",
                           controller_id=controller, purpose="care")


def test_an_unknown_event_raises(db: None) -> None:
    with pytest.raises(events.UnknownEvent):
        log.record("test.never_registered", by=actor(1))


def test_two_sentences_for_one_event_are_refused() -> None:
    with pytest.raises(ValueError, match="twice"):
        events.register("test.happened", "Något annat hände")


def test_each_controller_has_its_own_unbroken_chain(db: None) -> None:
    for controller in (900_001, 900_002, 900_001, 900_001):
        log.record("test.happened", by=actor(controller), individuals=[5], data={"x": 1})
    for controller, n in ((900_001, 3), (900_002, 1)):
        rows = list(AuditEvent.objects.filter(controller=controller).order_by("n"))
        assert [r.n for r in rows] == list(range(1, n + 1))
        before = chain.GENESIS
        for row in rows:
            assert bytes(row.prev_hash) == before
            assert bytes(row.hash) == chain.digest(chain.facts(row, [5], '{"x": 1}'))
            before = bytes(row.hash)


def test_what_is_hashed_is_the_same_in_both_languages(db: None) -> None:
    by = SimpleNamespace(user_ref=uuid4(), name='Åsa "Ö" \\ \t\x1f\x7f \u2028 😀', assignment_id=2**40, unit_id=3,
                         unit_name="Enhet\n", controller_id=900_010, purpose="care", title="läkare",
                         user_hsa="SE2321000131-P1", unit_hsa="SE2321000131-E1")
    data = {"kinds": ["plan", "need"], "x": 1.5, "ö": None, "djup": {"b": True, "a": [1, "två"]}}
    log.record("test.read", by=by, individuals=[9, 5, 9], subject=uuid4(), data=data, ground="CON-12", rule="CON-12",
               owner=7, outcome="denied")
    row = AuditEvent.objects.get(controller=900_010)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {chain.FACTS}, e.data::text FROM audit_auditevent e, (SELECT '5,9' AS whom) s"  # noqa: S608
                       " WHERE e.id = %s", [row.pk])
        facts, text = cursor.fetchone()
    assert facts == chain.facts(row, [5, 9], text)
    assert bytes(row.hash) == chain.digest(facts)
    assert row.resource == "plan,need"
    assert row.denied


def test_a_reading_of_anothers_material_stands_in_both_logs_and_reads_as_one(db: None) -> None:
    subject = uuid4()
    log.record("test.read", by=actor(900_011), individuals=[55], subject=subject, also=[900_012], owner=900_012)
    assert AuditEvent.objects.filter(subject=subject).count() == 2
    assert [e.controller for e in log.of_subject(subject, readings=True)] == [900_011]
    assert [e.owner for e in log.about(55)] == [900_012]


def test_one_question_to_the_database_however_many_logs(db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        log.record("test.happened", by=actor(900_013), individuals=[1, 2, 3], also=[900_014, 900_015])


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("table", [AuditEvent, AuditSubject])
def test_the_app_can_neither_write_change_nor_remove_a_row_by_itself(db: None, table: Any) -> None:
    log.record("test.happened", by=actor(900_003), individuals=[5])
    for attempt in (lambda: table.objects.update(**({"n": 7} if table is AuditEvent else {"individual": 7})),
                    lambda: table.objects.all().delete(), lambda: table.objects.get().save(force_insert=True),
                    lambda: _run(f"TRUNCATE {table._meta.db_table}")):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            attempt()


def test_the_extract_tells_who_read_about_whom(db: None) -> None:
    log.record("test.happened", by=actor(900_004), individuals=[77])
    log.record("test.read", by=actor(900_004), individuals=[77, 78])
    assert [e.sentence for e in log.about(77, readings=True)] == ["Läste"]
    assert [e.sentence for e in log.about(77)] == ["Läste", "Något hände"]
    assert [e.who for e in log.about(78)] == ["Jonas"]
