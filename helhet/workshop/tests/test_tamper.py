"""Each kind of change to the log is found once here; `helhet prove tamper` does it a thousand times."""

import random
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from helhet.audit import verify
from helhet.workshop.database import AS_OWNER
from helhet.workshop.proofs.checks import tampering


@pytest.fixture(scope="module")
def owner(fresh_database: Any, django_db_blocker: Any) -> Iterator[psycopg.Connection]:
    with django_db_blocker.unblock():
        tampering.fill(80)
    with psycopg.connect(fresh_database.owner, options=AS_OWNER, autocommit=True) as db:
        tampering.first_rows(db)
        yield db


def test_the_untouched_log_has_no_fault(owner: psycopg.Connection) -> None:
    report = verify.verify(owner)
    assert report.faults == []
    assert report.chains == len(tampering.CHAINS) + 1
    assert report.points > 2 * len(tampering.CHAINS), "checkpoints, and others that have seen them"


@pytest.mark.parametrize("kind", tampering.KINDS)
def test_a_change_is_found_and_said_where(owner: psycopg.Connection, kind: str) -> None:
    with owner.transaction():
        tampering.KINDS[kind](tampering.Log(owner), random.Random(kind))
        faults = verify.verify(owner).faults
        assert faults, kind
        assert all("og " in fault or "register" in fault for fault in faults)
        raise psycopg.Rollback


def test_one_chain_alone_is_verified_with_what_the_others_know_of_it(owner: psycopg.Connection) -> None:
    with owner.transaction():
        tampering.rebuild_and_forget(tampering.Log(owner), random.Random(3))
        found = {c: verify.verify(owner, controller=c).faults for c in tampering.CHAINS}
        assert sum(map(bool, found.values())) == 1, "only the one that was rebuilt"
        raise psycopg.Rollback
