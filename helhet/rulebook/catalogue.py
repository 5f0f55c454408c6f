"""The rules as data, read once from ``rules.csv``: what each says, where it comes from, how it is placed."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from helhet.kit.why import RuleText as ShownText

RULES_FILE = Path(__file__).with_name("rules.csv")
PLACEMENTS = ("enforced", "supported", "shown", "not_for_software", "planned")


@dataclass(frozen=True)
class RuleText(ShownText):
    """A rule as a page shows it, with its force (MUST, SHOULD …) and the region it comes from."""

    force: str = ""
    variant: str = ""


@dataclass(frozen=True)
class RuleRow:
    """One line of the file. ``note`` is the room, the issue (planned) or the reason (not for software)."""

    id: str
    theme: str
    force: str
    variant: str
    number: str
    title: str
    source: str
    sentence: str
    placement: str
    note: str

    @property
    def text(self) -> RuleText:
        return RuleText(self.id, self.sentence, self.title, self.source, self.force, self.variant)


def read(path: Path = RULES_FILE) -> tuple[RuleRow, ...]:
    """The rows of a rules file in its order. Raises ValueError naming the line when one is not whole."""
    rows = []
    with path.open(encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), start=2):
            missing = [key for key in RuleRow.__dataclass_fields__ if row.get(key) is None]
            if missing:
                raise ValueError(f"{path.name} line {line}: missing {', '.join(missing)}")
            rows.append(RuleRow(**{key: row[key] for key in RuleRow.__dataclass_fields__}))
    return tuple(rows)


@cache
def rules() -> MappingProxyType[str, RuleRow]:
    """Every rule of the house by its id."""
    return MappingProxyType({row.id: row for row in read()})


def text_of(rule_id: str) -> RuleText:
    """The rule's text. Raises KeyError for an id that is not in the rulebook."""
    return rules()[rule_id].text
