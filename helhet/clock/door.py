"""What waits for a unit. The case door logs whom the page showed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from helhet.clock import words
from helhet.clock.models import Obligation
from helhet.clock.rules import nearness

PAGE = 50


@dataclass(frozen=True)
class DueCard:
    subject: UUID
    individual: int
    code: str
    sentence: str
    url_name: str
    action: str
    rule: str
    due: date | None
    nearness: str
    days: int | None
    detail: str


def waiting(unit: int, today: date, limit: int = PAGE) -> tuple[DueCard, ...]:
    """What waits for a unit since today or before, the most urgent first. One query."""
    rows = Obligation.objects.filter(unit_id=unit, since__lte=today).order_by("due", "id")[:limit]
    return tuple(_card(o, today) for o in rows)


def of_subject(subject: UUID, today: date) -> tuple[DueCard, ...]:
    """What waits in one case, for all units."""
    return tuple(_card(o, today) for o in Obligation.objects.filter(subject=subject).order_by("due", "id"))


def _card(o: Obligation, today: date) -> DueCard:
    days = (o.due - today).days if o.due else None
    return DueCard(
        o.subject, o.individual, o.code, words.sentence(o.code), words.url_name(o.code), words.action(o.code), o.rule,
        o.due, nearness(o.due, today), days, o.detail,
    )
