"""Where each part of the draft is written: so that everything missing stands with a link to its place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helhet.kit.refusals import Refusal
from helhet.organisations.rules import Side
from helhet.process.plan.cards import DraftCard
from helhet.process.plan.content import Intervention
from helhet.process.plan.words import CONFIRMED, Owner, Status

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
# What another unit has confirmed only they can write: then it is said who has to, and no way leads there (MEET-11).
THEIRS: dict[str, str | Promise] = {
    "PLAN-07": gettext_lazy("%(unit)s behöver skriva när ”%(what)s” ska göras."),
    "PLAN-15": gettext_lazy("%(unit)s behöver skriva vem som gör ”%(what)s”."),
}
NOBODY: dict[str, str | Promise] = {
    Side.MUNICIPALITY: gettext_lazy("Ingen i kommunen har bekräftat en egen insats."),
    Side.REGION: gettext_lazy("Ingen i regionen har bekräftat en egen insats."),
}


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, and where one goes to write it. ``url_name`` empty: somebody else writes it.

    ``query`` says in the address what is to be written there, for a page that has the question chosen already.
    """

    refusal: Refusal
    url_name: str
    row: UUID | None
    anchor: str = ""
    query: str = ""


def missing(card: DraftCard, units: Mapping[int, UUID] | None = None) -> tuple[Missing, ...]:
    """Everything the draft lacks, each with its place.

    ``units``: the refs of those at the table, from the plan's own pages. They lead nearer: to the very answer, and
    to a form with its unit chosen. Without them each place is told by its name and row alone.
    """
    return tuple(_one(card, refusal, units) for refusal in card.missing)


def _one(card: DraftCard, refusal: Refusal, units: Mapping[int, UUID] | None) -> Missing:
    part, _colon, row = (refusal.field or "").partition(":")
    name, with_row = PLACES.get(part, ("", False))
    if not (card.documenter or part in OPEN_TO_ALL):
        name = ""
    if part == "confirmed":
        return _confirmed(card, refusal, row, near=units is not None)
    if part == "contacts":
        return _contact(card, refusal, name, int(row), units or {})
    found = card.intervention(row) if part == "intervention" else None
    if found is not None and _kept(card, found) and refusal.rule in THEIRS:
        words = {"unit": found.owner_name, "what": found.what}
        return Missing(replace(refusal, sentence=THEIRS[refusal.rule] % words), "", None)
    query = f"?delmal={row}" if part == "interventions" and row else ""
    return Missing(refusal, name, UUID(row) if with_row and row else None, query=query)


def _kept(card: DraftCard, i: Intervention) -> bool:
    """Whether another unit has confirmed it, so that nobody else may write in it."""
    return i.owner == Owner.UNIT and i.unit != card.unit and i.status in CONFIRMED


def _confirmed(card: DraftCard, refusal: Refusal, side: str, *, near: bool) -> Missing:
    """A principal that has promised nothing yet: the reader's own answer first, else whom one asks and about what."""
    waits = [i for i in card.content.interventions
             if i.owner == Owner.UNIT and i.side == side and i.status == Status.PROPOSED]
    own = next((i for i in waits if i.unit == card.unit), None)
    if own is not None:
        said = _("Svara om ”%(what)s” är er insats.") % {"what": own.what}
    elif waits:
        asked = _(", eller ").join(_("%(unit)s svara om ”%(what)s”") % {"unit": i.owner_name, "what": i.what}
                                   for i in waits)
        said = _("Be %(asked)s.") % {"asked": asked}
    else:
        return Missing(refusal, "plan-draft", None, "#insatser")
    refusal = replace(refusal, sentence=f"{NOBODY[side]} {said}")
    if own is None:
        return Missing(refusal, "", None)
    if near:
        return Missing(refusal, "plan-confirm", UUID(own.ref))
    return Missing(refusal, "plan-draft", None, "#insatser")


def _contact(card: DraftCard, refusal: Refusal, name: str, unit: int, units: Mapping[int, UUID]) -> Missing:
    """The pen names anybody's contact; a unit without it only its own (PLAN-08)."""
    if card.documenter or unit == card.unit:
        return Missing(refusal, name, None, query=f"?enhet={units[unit]}" if unit in units else "")
    whose = next((i.owner_name for i in card.content.interventions if i.unit == unit), "")
    sentence = _("%(unit)s behöver skriva vem som är personens kontakt hos dem.") % {"unit": whose}
    return Missing(replace(refusal, sentence=sentence), "", None)
