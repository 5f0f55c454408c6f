"""What must hold in every database, as functions that give one short sentence for each thing that does not.

The sentences name a case by its ref and a log by its controller: never a person.
"""

import random
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import QuerySet

SEED = 1


def some(cases: "QuerySet[Any]", sample: int | None) -> "QuerySet[Any]":
    """All the cases, or that many of them, the same each time."""
    if sample is None:
        return cases
    keys = sorted(cases.values_list("pk", flat=True))
    chance = random.Random(SEED)  # noqa: S311 - a choice that can be repeated
    return cases.filter(pk__in=chance.sample(keys, min(sample, len(keys))))
