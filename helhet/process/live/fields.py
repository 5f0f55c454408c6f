"""Which texts of a draft are written together, how long they may be, and whose they are."""

from uuid import UUID

from helhet.kit import limits
from helhet.process.plan import models as m

DRAFT = "draft"
_ROWS: dict[str, type[m.Row]] = {
    "sub_goal": m.SubGoal, "intervention": m.Intervention, "own": m.OwnPart, "other": m.OtherMeasure,
    "disagreement": m.Disagreement,
}
# What only those who hold the pen write; the rest each unit writes in what is its own.
PEN = frozenset({DRAFT, "sub_goal", "own", "other"})

# The longest each may be, as in the forms (plan/forms).
FIELDS: dict[str, dict[str, int]] = {
    DRAFT: {
        "goal": limits.LONG, "others_goal": limits.LONG, "before": limits.LONG, "how_short": limits.LONG,
        "how_long": limits.LONG, "help": limits.LONG, "place": limits.NAME, "participants": limits.LONG,
        "why_absent": limits.LONG, "adapted": limits.LONG, "kin_why": limits.LONG, "heard_how": limits.LONG,
        "prepared_why": limits.LONG, "took_part_why": limits.LONG,
    },
    "sub_goal": {
        "title": limits.SHORT, "aim": limits.LONG, "measure": limits.LONG, "accepted": limits.LONG,
        "possible": limits.LONG, "by_when": limits.SHORT, "follow_up": limits.SHORT,
    },
    "intervention": {"what": limits.SHORT, "when": limits.NAME, "where_text": limits.NAME, "reason": limits.LONG},
    "own": {"what": limits.LONG},
    "other": {"what": limits.LONG},
    "disagreement": {"text": limits.LONG},
}


def kinds(field: str) -> tuple[str, ...]:
    """What has a text of this name; nothing for a name that is none of ours."""
    return tuple(kind for kind, names in FIELDS.items() if field in names)


def most(field: str) -> int:
    return max((FIELDS[kind][field] for kind in kinds(field)), default=0)


def row_of(draft: m.Draft, ref: UUID, among: tuple[str, ...]) -> m.Row | None:
    """The row of this draft with that ref, of the kinds that have the text; None when it is taken away."""
    for kind in among:
        if kind != DRAFT:
            found = _ROWS[kind].objects.filter(draft=draft, ref=ref, removed_at__isnull=True).first()  # type: ignore[attr-defined]
            if found is not None:
                return found  # type: ignore[no-any-return]
    return None


def is_theirs(row: m.Row, unit: int | None) -> bool:
    """Whether a unit writes here without holding the pen: what it does, what it has proposed, its own dissent."""
    if isinstance(row, m.Intervention):
        return unit is not None and unit in (row.unit_id, row.added_by_unit)
    return isinstance(row, m.Disagreement) and unit is not None and row.added_by_unit == unit
