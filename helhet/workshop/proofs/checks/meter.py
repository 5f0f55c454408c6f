"""What a request costs: processor time of the pages and of the database, and blocks the database touched.

Processor time is read where Linux keeps it to the nanosecond; on other systems it is given as zero and not judged.
"""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import psycopg

PROC = Path("/proc")
T = TypeVar("T")


def tree(root: int) -> frozenset[int]:
    """A process and everything it has started."""
    children: dict[int, list[int]] = {}
    for folder in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(folder.name))
    found, todo = set(), [root]
    while todo:
        pid = todo.pop()
        found.add(pid)
        todo += children.get(pid, [])
    return frozenset(found)


def cpu(pids: frozenset[int]) -> float:
    """Milliseconds that the threads of these processes have run."""
    total = 0
    for pid in pids:
        for task in (PROC / str(pid) / "task").glob("*/schedstat"):
            with contextlib.suppress(OSError):
                total += int(task.read_text().split()[0])
    return total / 1e6


@dataclass
class Buffers:
    """Counts the blocks one database's statements touch, by the extension that keeps account of statements."""

    admin: str
    database: str

    def read(self) -> float:
        """Blocks found in memory or read, since the extension was started."""
        with psycopg.connect(self.admin) as db:
            row = db.execute(
                "SELECT coalesce(sum(shared_blks_hit + shared_blks_read), 0) FROM pg_stat_statements"
                " WHERE dbid = (SELECT oid FROM pg_database WHERE datname = %s)", (self.database,)).fetchone()
        return float(row[0]) if row else 0.0


def backends(admin: str, database: str) -> frozenset[int]:
    """The database's own processes that serve this database now."""
    with psycopg.connect(admin) as db:
        rows = db.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'", (database,))
        return frozenset(pid for (pid,) in rows)


@dataclass
class Cost:
    """What the requests of one page at one size cost, round by round."""

    seconds: list[list[float]] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)  # milliseconds a request, one figure a round
    buffers: float = 0
    rows: int = 0

    @property
    def median(self) -> float:
        return percentile([s for one in self.seconds for s in one], 0.5) * 1000

    @property
    def p95(self) -> float:
        """Of the best round: a busy machine spoils a round, never improves one."""
        return min(percentile(one, 0.95) for one in self.seconds) * 1000

    @property
    def cpu_median(self) -> float:
        return percentile(self.cpu, 0.5)


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def alternating(those: Sequence[T], turn: int) -> Iterator[T]:
    """The same ones, in the other order every other turn."""
    yield from those if turn % 2 == 0 else reversed(those)
