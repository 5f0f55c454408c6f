"""Where each part of the draft is written: so that everything missing stands with a link to its place."""

from dataclasses import dataclass
from uuid import UUID

from helhet.kit.refusals import Refusal
from helhet.process.plan.cards import DraftCard

# part → (the page that writes it, whether it takes the row's ref)
PLACES: dict[str, tuple[str, bool]] = {
    "goal": ("plan-goal", False),
    "way": ("plan-way", False),
    "sub_goals": ("plan-sub-goal-add", False),
    "sub_goal": ("plan-sub-goal", True),
    "interventions": ("plan-intervention-add", False),
    "intervention": ("plan-intervention", True),
    "confirmed": ("plan-draft", False),
    "own": ("plan-own", False),
    "others": ("plan-others", False),
    "contacts": ("plan-contact", False),
    "main": ("plan-main-responsible", False),
    "follow_up": ("plan-follow-up", False),
    "together": ("plan-together", False),
    "child": ("plan-child", False),
    "consent": ("consent", False),
}
# What a unit at the table may write without holding the pen.
OPEN_TO_ALL = frozenset({"interventions", "intervention", "confirmed", "contacts"})


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, and where one goes to write it. ``url_name`` empty: somebody else writes it."""

    refusal: Refusal
    url_name: str
    row: UUID | None
    anchor: str = ""


def missing(card: DraftCard) -> tuple[Missing, ...]:
    """Everything the draft lacks, each with its place."""
    found = []
    for refusal in card.missing:
        part, _colon, row = (refusal.field or "").partition(":")
        name, with_row = PLACES.get(part, ("", False))
        if not (card.documenter or part in OPEN_TO_ALL):
            name = ""
        found.append(Missing(refusal, name, UUID(row) if with_row and row else None,
                             "#insatser" if part == "confirmed" else ""))
    return tuple(found)
