"""What the last test run saw of the rules: one line of JSON for each test that was marked or saw a rule."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = Path("build") / "rules"
SEEN = ("refused", "met", "shown", "obliged")


@dataclass(frozen=True)
class Seen:
    """One test: its id, whether it passed, the ids it is marked for, and what was witnessed while it ran."""

    test: str
    outcome: str
    marked: tuple[str, ...]
    witnessed: dict[str, tuple[str, ...]]

    def proves(self, rule: str, *kinds: str) -> bool:
        """Passed, marked for the rule, and saw it in one of these ways."""
        return self.outcome == "passed" and rule in self.marked and any(
            rule in self.witnessed.get(kind, ()) for kind in kinds)


def write(path: Path, rows: Iterable[Seen]) -> None:
    """Replace one worker's part of the record."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def read(folder: Path) -> list[Seen]:
    """All workers' parts together; empty when no run has left any."""
    rows = []
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            raw = json.loads(line)
            rows.append(Seen(raw["test"], raw["outcome"], tuple(raw["marked"]),
                             {kind: tuple(ids) for kind, ids in raw["witnessed"].items()}))
    return rows
