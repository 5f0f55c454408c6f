"""Checkpoints: signed, told to the others of the same cases, found by the code on paper; and the log's oldest part."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from helhet.audit import checkpoints, culling, events, keys, log, verify, watch
from helhet.audit.models import AuditCheckpoint, AuditEvent, AuditStub
from helhet.kit import clock
from helhet.kit.refusals import Refused

events.register("test.happened", "Något hände")
CASE = uuid4()


def actor(controller: int) -> Any:
    return SimpleNamespace(user_ref=uuid4(), name="Jonas", assignment_id=1, unit_id=1, unit_name="Enhet",
                           controller_id=controller, purpose="care")


def happen(*controllers: int) -> None:
    for controller in controllers:
        log.record("test.happened", by=actor(controller), individuals=[5], subject=CASE)


def faults(**more: Any) -> list[str]:
    connection.ensure_connection()
    return [f for f in verify.verify(connection.connection, **more).faults if "Log 9" in f or "register" in f]


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_each_chain_that_has_grown_is_signed_once_and_told_to_the_others(db: None) -> None:
    happen(9001, 9002, 9001)
    assert checkpoints.take() >= 2
    assert checkpoints.take() == 0, "what is told of checkpoints is nothing to make new ones of"
    row = AuditCheckpoint.objects.get(controller=9001)
    said = checkpoints.words(9001, 2, bytes(row.hash), row.at)
    assert row.n == 2
    assert keys.genuine(9001, said, bytes(row.signature))
    assert not keys.genuine(9002, said, bytes(row.signature))
    told = AuditEvent.objects.get(controller=9002, event=events.WITNESSED)
    assert (told.data["chain"], told.data["hash"]) == (9001, bytes(row.hash).hex())
    assert faults() == []


def test_an_earlier_secret_still_vouches_for_what_it_signed(db: None, settings: Any) -> None:
    settings.LOG_SECRETS = ["old"]
    signature = keys.sign(1, "words")
    settings.LOG_SECRETS = ["new", "old"]
    assert keys.genuine(1, "words", signature)
    assert keys.sign(1, "words") != signature
    settings.LOG_SECRETS = ["new"]
    assert not keys.genuine(1, "words", signature)


def test_a_code_on_paper_finds_its_checkpoint_however_it_is_typed(db: None) -> None:
    happen(9003)
    assert checkpoints.newest(9003) is None
    checkpoints.take()
    point = checkpoints.newest(9003)
    assert point and len(point.code) == 19
    found = checkpoints.look_up(f" {point.code.lower().replace('-', ' ')} ")
    assert found and found.holds
    assert found.controller == 9003
    assert checkpoints.look_up("AAAA-BBBB-CCCC-DDDD") is None
    assert checkpoints.look_up("") is None


@pytest.fixture
def old_log(db: None) -> None:
    """Seven years ago three things happened, and one now."""
    with clock.travel(datetime(2019, 3, 1, tzinfo=UTC)):
        happen(9004, 9005, 9004, 9004)
        checkpoints.take()
    happen(9004)


def test_the_oldest_part_goes_and_the_chain_is_still_whole(old_log: None) -> None:
    point = checkpoints.newest(9004)
    older = datetime(2020, 1, 1, tzinfo=UTC)
    found = culling.old(9004, older)
    assert found and (found.first, found.rows) == (1, found.last)
    assert culling.cull(older=older, why="Beslut 2026:7", by=actor(9004)) == found.rows
    assert not AuditEvent.objects.filter(controller=9004, n__lte=found.last).exists()
    assert AuditEvent.objects.filter(controller=9004, event=events.CULLED).exists()
    assert culling.cull(older=older, why="igen", by=actor(9004)) == 0
    assert faults() == []
    assert point
    kept = checkpoints.look_up(point.code)
    assert kept and kept.holds, "a code on paper outlives the rows that it was made of"


def test_what_is_younger_than_five_years_stays(old_log: None) -> None:
    with pytest.raises(Refused):
        culling.cull(older=datetime(2026, 1, 1, tzinfo=UTC), why="för tidigt", by=actor(9004))
    now = clock.now()
    stub = AuditStub.objects.create(controller=9004, first=1, last=AuditEvent.objects.filter(controller=9004).count(),
                                    before=b"\0" * 32, after=b"\0" * 32, why="", decided_by="", at=now, signature=b"x")
    with pytest.raises(DatabaseError, match="five years"), transaction.atomic():
        sql("SELECT audit_cull(%s, %s)", stub.pk, now)


def test_a_part_from_the_middle_never_goes(old_log: None) -> None:
    row = AuditEvent.objects.get(controller=9004, n=2)
    stub = AuditStub.objects.create(controller=9004, first=2, last=2, before=bytes(row.prev_hash),
                                    after=bytes(row.hash), why="", decided_by="", at=clock.now(), signature=b"x")
    with pytest.raises(DatabaseError, match="beginning of the chain"), transaction.atomic():
        sql("SELECT audit_cull(%s, %s)", stub.pk, clock.now())


def test_an_empty_log_has_nothing_to_take_away(db: None) -> None:
    assert culling.old(9999, clock.now()) is None


def test_each_night_the_log_is_gone_through(db: None) -> None:
    happen(9006, 9007)
    watch.look_through()
    row = AuditEvent.objects.filter(controller=log.NOBODY, event=events.LOOKED_THROUGH).latest("n")
    assert row.data["rows"] >= 2


def test_a_row_that_does_not_come_through_the_function_is_refused(db: None) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        sql("INSERT INTO audit_auditsubject (event, individual, at) VALUES (1, 1, now())")


def test_that_nobody_has_seen_a_row_for_long_is_a_fault(db: None) -> None:
    happen(9008)
    assert faults(seen_before=clock.now())[0].startswith("Log 9008: no checkpoint has seen row 1 ")
    checkpoints.take()
    assert faults(seen_before=clock.now()) == []


def test_only_the_serving_roles_may_call_the_log(fresh_database: Any) -> None:
    with psycopg.connect(fresh_database.owner) as db:
        for name in ("audit_append", "audit_cull", "audit_tails", "audit_fellows", "audit_old", "audit_hash_at"):
            (open_to_all,) = db.execute(
                "SELECT bool_or(acl.grantee = 0) FROM pg_proc p, aclexplode(p.proacl) acl WHERE proname = %s", (name,)
            ).fetchone() or (True,)
            assert open_to_all is False, name


def test_who_has_not_said_who_they_are_sees_no_row_and_the_person_sees_their_own(fresh_database: Any) -> None:
    append = ("SELECT audit_append(ARRAY[9100]::int[], now(), 'test.happened', NULL, 'Jonas', NULL, NULL, 9100, 1, 1,"
              " 'Enhet', NULL, 'care', '', NULL, false, NULL, NULL, gen_random_uuid(), %s::bigint[], '{}', NULL)")
    count = "SELECT (SELECT count(*) FROM audit_auditevent), (SELECT count(*) FROM audit_auditsubject)"
    with psycopg.connect(fresh_database.app) as db:
        db.execute(append, ([77],))
        db.execute(append, ([78],))
        assert db.execute(count).fetchone() == (0, 0)
        db.execute("SELECT set_config('helhet.individual', '77', true)")
        assert db.execute(count).fetchone() == (1, 1)
        db.execute("SELECT set_config('helhet.individual', '', true), set_config('helhet.controller', '9100', true)")
        assert db.execute(count).fetchone() == (0, 0), "one's own controller's log is for who looks through it"
