"""Scenes with a meeting in them, for this room and later ones."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from helhet.access.actor import Actor
from helhet.kit import clock
from helhet.process.case.actions import add_participant
from helhet.process.case.models import Case
from helhet.process.case.rules import ParticipantKind, State
from helhet.process.consent import actions as consent
from helhet.process.mapping.tests.scenes import fresh, in_state, prepared
from helhet.process.meeting import actions
from helhet.process.meeting.models import Meeting
from helhet.process.meeting.sitting import Attendee
from helhet.process.tests.cast import Cast

PERSON = Attendee("individual", "there", "Lars")


def day(days: int = 10, hour: int = 14) -> datetime:
    return clock.at(clock.today() + timedelta(days=days), hour)


def plan(case: Case, by: Actor, **changes: Any) -> UUID:
    values: dict[str, Any] = {
        "kind": "new", "starts_at": day(), "ends_at": day(hour=15), "place": "Biblioteket", "form": "physical",
        "agreed_with_person": True, "leader_independent": True,
    }
    return actions.plan(case.ref, **(values | changes), by=by)


def planned(cast: Cast, **choices: Any) -> Case:
    case = prepared(cast, **choices)
    plan(case, choices.get("by") or cast.nurse)
    return fresh(case)


def called(cast: Cast, *, today: bool = True, **choices: Any) -> Case:
    """A case whose call has gone out, as the invitation leaves it; with ``today`` the day of the meeting has come."""
    case = planned(cast, **choices)
    add_participant(case, kind=ParticipantKind.SUMMONED, unit=cast.unit("social"))
    consent.rewrite_reach(case)
    if today:
        now = clock.now()
        Meeting.objects.filter(case=case).update(starts_at=now, ends_at=now + timedelta(hours=1))
    return in_state(case, State.CALLED)


def present(cast: Cast, *missing: str) -> list[Attendee]:
    """Lars, the convener and the called unit; those named are missing."""
    units = [("psychiatry", "Psykiatriska mottagningen", "convener"), ("social", "Mottagningsenheten", "summoned")]
    return [PERSON, *(
        Attendee("unit", "absent" if key in missing else "there", name, unit=cast.unit(key), kind=kind)
        for key, name, kind in units
    )]


def opened(cast: Cast, **choices: Any) -> Case:
    case = called(cast, **choices)
    actions.open_meeting(case.ref, attendance=present(cast), yes_again=True, by=cast.nurse)
    return fresh(case)
