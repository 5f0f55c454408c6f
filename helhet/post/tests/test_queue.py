"""The queue lives in a schema of its own, where the serving roles may work and nothing else."""

import psycopg
import pytest
from psycopg import errors

from helhet.post import sql


def test_the_queue_lies_in_its_own_schema(fresh_database: object) -> None:
    with psycopg.connect(fresh_database.worker) as db:  # type: ignore[attr-defined]
        places = {schema for (schema,) in db.execute(
            "SELECT schemaname FROM pg_tables WHERE tablename LIKE 'procrastinate%'")}
        assert places == {sql.SCHEMA}
        with pytest.raises(errors.InsufficientPrivilege):
            db.execute("CREATE TABLE jobs.mine (n integer)")
