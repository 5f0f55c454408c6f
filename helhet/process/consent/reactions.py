"""What this room does when something happens elsewhere, and what it makes wait."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.access.actor import Actor
from helhet.clock import registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.kit import clock
from helhet.process.case.models import Case
from helhet.process.case.moves import BEFORE_PLAN_ENDS, ENDS
from helhet.process.case.reactions import on
from helhet.process.case.rules import ENDED, ParticipantKind, State
from helhet.process.case.shared import case_of, rows, team
from helhet.process.consent import facts, rules
from helhet.process.consent.actions import rewrite_reach
from helhet.process.consent.coverage import renewal_day, route_day
from helhet.process.consent.models import Information
from helhet.process.need.holding import holding

_TOUCHES = ("consent.decline", "case.stop", "closing.close", "closing.restart", "meeting.end", "invitation.send",
            "participant.add", "participant.leave", "participant.exclude", "plan.change_main_responsible",
            "plan.establish", "follow_up.call")


def _reach_follows(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """sharing follows what is in force and who takes part"""
    rewrite_reach(case)


for _verb in _TOUCHES:
    on(_verb, "consent", _reach_follows)


def _waiting(subject: Subject, today: date) -> Iterable[Due]:
    case = case_of(subject)
    if case is None or State(case.state) in ENDED:
        return ()
    said, holder, profile = facts.load(case.pk), holding(case), subject.profile
    route_until, met = route_day(said)
    tried = frozenset(r.source for r in said.released if r.source is not None) if route_until else frozenset()
    called = frozenset(p.unit_id for p in team(case.pk) if p.kind == ParticipantKind.SUMMONED and p.unit_id)
    return (
        rules.ask_due(_informed_on(case), holder, profile)
        + rules.renew_due(renewal_day(said), holder, profile)
        + rules.route_due(route_until, clock.local(met).date() if met else None, holder, profile)
        + rules.trial_due(tried, called, clock.local(case.created_at).date())
    )


def _informed_on(case: Case) -> date | None:
    """The day a SIP was offered, while the answer is still to be asked for."""
    if case.state != State.STARTED:
        return None
    last = max((told.at for told in rows(Information, case.pk)), default=None)
    return clock.local(last).date() if last else clock.local(case.created_at).date()


registry.register("consent", _waiting)
_HOLDER = "the unit that sees to the case: the main responsible's once there is one, else the convener's"
words.register(
    "consent-ask", _("Fråga personen om samtycke"), "consent-record", action=_("Fråga om samtycke"), bound=_HOLDER,
    rules=("LAW-11",), values=("start_days",), done_by=("consent.record", "consent.route"), ended_by=BEFORE_PLAN_ENDS,
)
words.register(
    "consent-renew", _("Förnya samtycket, eller avsluta SIP:en"), "consent-record", action=_("Fråga om samtycke"),
    bound=_HOLDER, rules=("CON-12",), values=("consent_max_years", "consent_renew_days_before"),
    done_by=("consent.record",), ended_by=ENDS, lapses="nothing is left that runs out",
)
words.register(
    "consent-route-again", _("Pröva beslutet utan samtycke på nytt före nästa möte"), "consent-route",
    action=_("Pröva beslutet"), bound=_HOLDER, rules=("CON-18",), values=("consent_renew_days_before",),
    done_by=("consent.route",), ended_by=ENDS, lapses="the person gives a consent instead",
)
words.register(
    "consent-own-trial", _("Pröva om er information kan lämnas ut"), "consent-route", action=_("Pröva om det går"),
    bound="each called unit, for its own information", rules=("CON-18",), done_by=("consent.route",),
    ended_by=(*ENDS, "participant.leave", "participant.exclude"),
)
