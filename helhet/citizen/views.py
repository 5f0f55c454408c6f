"""The person's pages. The same doors and the same decision as staff, and logged alike."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from helhet.access.actor import Actor
from helhet.access.pages import person
from helhet.access.rules import Kind
from helhet.citizen.paper_views import may_print
from helhet.citizen.words import standing
from helhet.kit import clock
from helhet.kit.doors import NotThere
from helhet.kit.pages import render
from helhet.process.case import door as cases
from helhet.process.case.rules import ParticipantKind, State
from helhet.process.consent import door as consent
from helhet.process.invitation import times as invitation_times
from helhet.process.mapping import door as mapping
from helhet.process.meeting import door as meeting
from helhet.process.need import door as need
from helhet.process.plan import door as plan


@person
def my_sip(request: HttpRequest) -> HttpResponse:
    """What matters to me, the next meeting, who does what and whom to call. The newest case first."""
    by = request.actor  # type: ignore[attr-defined]
    refs = cases.cases_of(by, by.individual_id)
    if not refs:
        return render(request, "citizen/pages/nothing.html", {"name": by.name})
    return _one(request, by, refs[0][0], refs[1:])


@person
def one(request: HttpRequest, ref: UUID) -> HttpResponse:
    """An earlier SIP of mine."""
    return _one(request, request.actor, ref, ())  # type: ignore[attr-defined]


def _one(request: HttpRequest, by: Actor, ref: UUID, earlier: tuple[tuple[UUID, datetime], ...]) -> HttpResponse:
    with cases.visit(by, ref) as v:
        data = {**_frame(v), "plan": plan.newest(v), "meeting": meeting.next_meeting(v),
                "important": mapping.important(v), "earlier": earlier, "times": invitation_times.own(v),
                "may_print": may_print(v),
                "mapping_hidden": not v.profile.mapping_shown_to_person,
                "may_read_messages": Kind.MESSAGES.value in v.decision.kinds,
                "asked": need.need(v) if v.case.state == State.REFUSED else None}
    shown = data["plan"]
    day = shown.now.follow_up.starts_at if shown else None
    data["late"] = day is not None and day < clock.now()
    return render(request, "citizen/pages/my_sip.html", data)


@person
def who_may_know(request: HttpRequest, ref: UUID) -> HttpResponse:
    """My consents in force: which unit may know what, until when, and what I have said no to."""
    with cases.visit(request.actor, ref) as v:  # type: ignore[attr-defined]
        data = {**_frame(v), "consent": consent.in_force(v)}
    return render(request, "citizen/pages/who_may_know.html", data)


@person
def who_has_read(request: HttpRequest, ref: UUID) -> HttpResponse:
    """Who has read in my SIP: name, unit, when and by which right. Only for the person themself."""
    by = request.actor  # type: ignore[attr-defined]
    if by.kind != "individual":
        raise NotThere
    with cases.visit(by, ref) as v:
        data = {**_frame(v), "readings": cases.readings(v)}
    return render(request, "citizen/pages/who_has_read.html", data)


def _frame(v: cases.Visit) -> dict[str, Any]:
    """What every page of a case says; ``may_consent`` is asked of the person, or of who answers in their place."""
    near = any(r.consent and r.id == v.by.relation_id for r in v.person.relations)
    ring = next((p.phone for p in v.case.participants if p.kind == ParticipantKind.CONVENER), "")
    return {"case": v.case, "person": v.person, "mine": v.is_own, "because": v.decision.because, "ring": ring,
            "standing": standing(v.case.state, own=v.is_own), "may_consent": v.is_own or near}
