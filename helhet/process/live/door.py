"""What leaves a meeting that goes on for those who follow it: texts and who is writing, by one decision for each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from helhet.access.actor import Actor
from helhet.access.context import asking
from helhet.access.rules import Kind, Permission
from helhet.kit import clock, keys
from helhet.kit.doors import NotThere
from helhet.kit.models import FieldVersion
from helhet.process.case import door as cases
from helhet.process.case.door import Visit
from helhet.process.case.models import Case
from helhet.process.case.rules import State
from helhet.process.live.events import FOLLOWED
from helhet.process.live.models import Lease
from helhet.process.live.sight import sees_writing
from helhet.process.meeting import door as meeting
from helhet.process.meeting.words import MeetingState
from helhet.process.plan import door as plan
from helhet.process.plan import load
from helhet.process.plan.models import Draft


@dataclass(frozen=True)
class Change:
    """A text as it stands now, and who wrote last in it."""

    row: UUID
    field: str
    n: int
    text: str
    who: str


@dataclass(frozen=True)
class Writing:
    """Somebody is writing here, for so many seconds more unless they go on."""

    row: UUID
    field: str
    who: str
    user: int
    seconds: int


@dataclass(frozen=True)
class Changes:
    """What has changed since ``since`` was the last. ``stamp`` differs when more than texts has changed."""

    since: int
    texts: tuple[Change, ...]
    writing: tuple[Writing, ...]
    stamp: str
    individual: int
    veiled: bool

    def told(self, user: int | None) -> dict[str, Any]:
        """As the script of a page reads it; that one writes oneself is not told."""
        return {
            "since": self.since, "stamp": self.stamp,
            "texts": [{"row": str(c.row), "field": c.field, "n": c.n, "text": c.text} for c in self.texts],
            "writing": [{"row": str(w.row), "field": w.field, "who": w.who, "seconds": w.seconds}
                        for w in self.writing if w.user != user],
        }


def opened(by: Actor, ref: UUID, since: int = 0) -> Changes:
    """Somebody begins to follow: every text newer than ``since``, and it stands in the log. Raises NotThere."""
    with cases.visit(by, ref, event=FOLLOWED) as v:
        if not sees_writing(v):
            raise NotThere
        v.take(Kind.PLAN)
        return _changes(v, since)


def changes(by: Actor, ref: UUID, since: int, steps: Collection[str] = State.values) -> Changes:
    """The same for somebody who follows already, decided anew; not logged again (ADR 0011).

    ``steps``: those of the case in which there is something to follow. Raises NotThere.
    """
    with cases.going_on(by, ref) as v:
        if v.case.state not in steps or not sees_writing(v):
            raise NotThere
        return _changes(v, since)


def heard(by: Actor, ref: UUID, individual: int, since: int) -> Changes:
    """The same for a seat of the stream that has been decided since anything of its access changed (ADR 0011).

    The database's own guard is asked once more, and nothing else: a few short questions for each text that is saved.
    Raises NotThere when it shows no case.
    """
    with asking(by, [ref]), keys.within(individual):
        case = Case.objects.filter(ref=ref).values_list("pk", "moved_at").first()
        if case is None:
            raise NotThere
        draft = Draft.objects.filter(case_id=case[0], closed_at__isnull=True).first()
        return _since(draft, since, case[1], individual, veiled=False)


def has_ground(by: Actor, ref: UUID) -> bool:
    """Whether the database's own guard still shows the case to somebody who follows."""
    with asking(by, [ref]):
        return Case.objects.filter(ref=ref).exists()


def asked(by: Actor, ref: UUID, since: int) -> Changes:
    """For who cannot be told and asks again and again: what is handed out is logged, and that nothing is new is not.

    Only in a step where a plan is being written. Raises NotThere.
    """
    found = changes(by, ref, since, plan.WRITING)
    return opened(by, ref, since) if found.texts else found


@dataclass(frozen=True)
class Standing:
    """Whether somebody who follows may go on, whether the meeting does, and whether something is hidden from them."""

    follows: bool = False
    goes_on: bool = False
    veiled: bool = False


def standing(by: Actor, ref: UUID, after: timedelta = timedelta(0)) -> Standing:
    """How it stands for somebody who follows. ``after``: how long beyond its time a meeting is believed to go on."""
    try:
        with cases.going_on(by, ref) as v:
            now = meeting.meeting_of(v.case.id)
            open_still = now is not None and now.state == MeetingState.OPEN and clock.now() < now.ends_at + after
            return Standing(sees_writing(v), open_still, v.decision.veiled)
    except NotThere:
        return Standing()


def writes(v: Visit) -> bool:
    """Whether the visitor may write in the texts as they stand: not one from whom something in them is hidden."""
    return v.by.may(Permission.PLAN_WRITE) and not v.decision.veiled and plan.may_write(v)


def _changes(v: Visit, since: int) -> Changes:
    return _since(load.open_draft(v.case.id), since, v.case.moved_at, v.case.individual_id, v.decision.veiled)


def _since(draft: Draft | None, since: int, moved_at: datetime, individual: int, veiled: bool) -> Changes:
    texts: tuple[Change, ...] = ()
    writing: tuple[Writing, ...] = ()
    if draft is not None:
        rows = FieldVersion.objects.filter(subject=draft.ref, pk__gt=since).order_by("row_ref", "field", "-n")
        found = list(rows.distinct("row_ref", "field"))
        since = max([since, *(r.pk for r in found)])
        texts = tuple(Change(r.row_ref, r.field, r.n, r.text, r.by_name) for r in found)
        now = clock.now()
        leases = Lease.objects.filter(draft=draft, until__gt=now).order_by("until")
        writing = tuple(Writing(r.row_ref, r.field, r.name, r.user, int((r.until - now).total_seconds()) + 1)
                        for r in leases)
    return Changes(since, texts, writing, moved_at.isoformat(), individual, veiled)
