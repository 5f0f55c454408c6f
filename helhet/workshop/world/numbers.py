"""The identity numbers of the demo's people: only such as Skatteverket publishes for test."""

import csv
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("test-numbers.csv")


@cache
def numbers() -> dict[str, str]:
    """Twelve signs by the person's key."""
    lines = [line for line in SOURCE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row["key"]: row["number"] for row in csv.DictReader(lines)}
