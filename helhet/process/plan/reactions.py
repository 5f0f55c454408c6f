"""What the plan does when another step happens, and what it leaves for the units to do."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.access.actor import Actor
from helhet.clock import registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.kit import clock
from helhet.process.case import reactions
from helhet.process.case.models import Case, CaseMove, Participant
from helhet.process.case.moves import BEFORE_PLAN_ENDS, ENDS, WITH_PLAN_ENDS
from helhet.process.case.rules import ParticipantKind, State
from helhet.process.case.shared import case_of, rows, team
from helhet.process.plan import around, load, places, waiting  # noqa: F401 - places registers itself
from helhet.process.plan.actions.draft import draft_of
from helhet.process.plan.actions.later import units_left
from helhet.process.plan.models import HandOut, Intervention
from helhet.process.plan.words import Owner, Receiver, Status


def _opened(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """Open a draft, with the person's own words or the plan so far in it."""
    if by.is_staff:
        draft_of(case, by)


def _left(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """Turn what a unit that has left had promised into an open need."""
    unit = data.get("unit")
    if unit and not Participant.objects.filter(case=case, unit_id=unit, valid_to__isnull=True).exists():
        units_left(case, unit=unit, by=by)


reactions.on("meeting.open", "plan", _opened)
for _verb in ("participant.leave", "participant.exclude"):
    reactions.on(_verb, "plan", _left)


def _facts(subject: Subject) -> waiting.Waiting | None:
    """The facts of the steps where a plan is written or stands; None in all others, without further questions."""
    case = case_of(subject)
    if case is None or case.state not in waiting.WRITING | waiting.STANDING:
        return None
    found = waiting.Waiting(state=case.state, holder=_holder(case))
    if case.state in waiting.WRITING:
        draft = load.open_draft(case.pk)
        found = replace(found, held_on=_held_on(case), proposed=_proposed(case, draft.pk) if draft else ())
    version = load.newest_version(case.pk) if case.state in waiting.STANDING else None
    if version is not None:
        asked = load.asked_main(case.pk)
        given = [h for h in rows(HandOut, case.pk, "version__case")
                 if h.version_id == version.pk and h.receiver in (Receiver.INDIVIDUAL, Receiver.GUARDIAN)]
        found = replace(found, established_on=_day(version.at), established_by=version.by_unit,
                        handed_out=bool(given), asked_unit=asked.unit_id if asked else None,
                        asked_on=_day(asked.at) if asked else None)
    return found


def _held_on(case: Case) -> date | None:
    """The day the meeting ended and the writing began."""
    held = [m.at for m in rows(CaseMove, case.pk, without=("reason",))
            if m.to_state == State.DOCUMENTING and m.from_state != State.DOCUMENTING]
    return _day(max(held)) if held else None


def _holder(case: Case) -> int:
    pens = (p.unit_id for p in team(case.pk) if p.kind == ParticipantKind.DOCUMENTER and p.unit_id)
    return next(pens, case.convener_unit_id)


def _proposed(case: Case, draft: int) -> tuple[tuple[int, date], ...]:
    """Units with something proposed for them that they can see, and since when."""
    open_ones = [i for i in rows(Intervention, case.pk, "draft__case") if i.draft_id == draft and not i.removed_at
                 and i.owner == Owner.UNIT and i.status == Status.PROPOSED]
    first: dict[int, date] = {}
    for row in sorted(open_ones, key=lambda i: i.added_at):
        first.setdefault(row.unit_id or 0, _day(row.added_at))
    taking_part = {p.unit_id for p in team(case.pk)}
    return tuple((u, day) for u, day in first.items() if around.reaches(case.ref, u, u in taking_part))


def _day(moment: Any) -> date:
    return clock.local(moment).date()


def source(subject: Subject, today: date) -> Iterable[Due]:
    facts = _facts(subject)
    return waiting.waits(facts, subject.profile) if facts else ()


registry.register("plan", source)
_PEN = "the documenter's unit; the convener's when none is named"
words.register(
    "plan-establish", _("Skriv klart planen och upprätta den"), "plan-draft", action=_("Skriv planen"), bound=_PEN,
    rules=("PLAN-16",), done_by=("plan.establish",), ended_by=BEFORE_PLAN_ENDS,
)
words.register(
    "plan-establish-by", _("Skriv klart planen och upprätta den"), "plan-draft", action=_("Skriv planen"), bound=_PEN,
    rules=("PLAN-20",), values=("document_days",), done_by=("plan.establish",), ended_by=BEFORE_PLAN_ENDS,
)
words.register(
    "plan-confirm", _("Svara om insatsen är er"), "plan-draft", action=_("Svara om insatsen"),
    bound="the unit that something is proposed for", rules=("MEET-11",), done_by=("plan.write",),
    ended_by=(*ENDS, "participant.leave", "participant.exclude", "plan.establish", "follow_up.record"),
)
words.register(
    "plan-hand-out", _("Ge personen planen på papper"), "plan", action=_("Till planen"),
    bound="the unit that established the version", rules=("IT-08",), done_by=("plan.handed_out",),
    ended_by=WITH_PLAN_ENDS,
)
words.register(
    "plan-main-asked", _("Svara om ni tar huvudansvaret"), "plan", action=_("Svara om huvudansvaret"),
    bound="the unit that was asked", rules=("RESP-08",), done_by=("plan.change_main_responsible",),
    ended_by=WITH_PLAN_ENDS,
)
