"""The log: unknown events raise, rows only come, and each chain holds together."""

from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction

from helhet.audit import events, log
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
        before = log.GENESIS
        for row in rows:
            assert bytes(row.prev_hash) == before
            assert bytes(row.hash) == log.digest(row, [5])
            before = bytes(row.hash)


@pytest.mark.parametrize("table", [AuditEvent, AuditSubject])
def test_the_app_can_neither_change_nor_remove_a_row(db: None, table: type) -> None:
    log.record("test.happened", by=actor(900_003), individuals=[5])
    for attempt in (lambda: table.objects.update(**({"n": 7} if table is AuditEvent else {"individual": 7})),
                    lambda: table.objects.all().delete()):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            attempt()


def test_the_extract_tells_who_read_about_whom(db: None) -> None:
    log.record("test.happened", by=actor(900_004), individuals=[77])
    log.record("test.read", by=actor(900_004), individuals=[77, 78])
    assert [e.sentence for e in log.about(77, readings=True)] == ["Läste"]
    assert [e.sentence for e in log.about(77)] == ["Läste", "Något hände"]
    assert [e.who for e in log.about(78)] == ["Jonas"]
