"""What is really in the database, read past every guard: the judge must not look through the eyes of the judged."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

# What a refused request may leave behind: its own denial in the log, its session, its form kept for after sign-in.
TRACES = frozenset({
    "audit_auditevent", "audit_auditsubject", "django_session", "access_signedin", "access_draft",
})


@dataclass
class Truth:
    """A connection that sees every row."""

    db: psycopg.Connection

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return self.db.execute(query.encode(), values).fetchall()  # type: ignore[arg-type]

    def one(self, query: str, *values: Any) -> Any:
        """The first value of the first row, or None."""
        found = self.rows(query, *values)
        return found[0][0] if found else None

    def tables(self) -> list[str]:
        """Every table but those in which a refusal leaves its trace."""
        names = [n for (n,) in self.rows(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1")]
        return [n for n in names if n not in TRACES and not n.startswith("audit_")]

    def picture(self) -> dict[str, str]:
        """A digest of every table: equal before and after means that nothing was changed in between."""
        found = {}
        for name in self.tables():
            row = self.db.execute(sql.SQL(
                "SELECT count(*), coalesce(sum(hashtextextended(t::text, 1)::numeric), 0) FROM {} AS t"
            ).format(sql.Identifier(name))).fetchone()
            found[name] = hashlib.sha256(repr(row).encode()).hexdigest()[:16]
        return found

    def newest_event(self) -> int:
        return int(self.one("SELECT coalesce(max(id), 0) FROM audit_auditevent"))

    def events_after(self, last: int) -> list[tuple[int, str, Any, Any]]:
        """Rows of the log after an id: id, event, subject, actor."""
        return [(a, b, c, d) for a, b, c, d in self.rows(
            "SELECT id, event, subject, actor FROM audit_auditevent WHERE id > %s ORDER BY id", last)]


@contextmanager
def truth(owner: str) -> Iterator[Truth]:
    """Open the judge's connection: the owner's, which says that it is at the owner's work and so sees every row."""
    with psycopg.connect(owner, autocommit=True) as db:
        db.execute("SET helhet.work = 'owner'")
        yield Truth(db)
