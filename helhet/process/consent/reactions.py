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
from helhet.process.case.models import Case, Participant
from helhet.process.case.reactions import on
from helhet.process.case.rules import ENDED, ParticipantKind, State
from helhet.process.consent import facts, rules
from helhet.process.consent.actions import rewrite_reach
from helhet.process.consent.coverage import renewal_day, route_day
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
    case = Case.objects.filter(ref=subject.ref).first()
    if subject.kind != "case" or case is None or State(case.state) in ENDED:
        return ()
    said, holder, profile = facts.load(case.pk), holding(case), subject.profile
    route_until, met = route_day(said)
    tried = frozenset(r.source for r in said.released if r.source is not None) if route_until else frozenset()
    called = frozenset(Participant.objects.filter(
        case=case, kind=ParticipantKind.SUMMONED, valid_to__isnull=True, unit__isnull=False,
    ).values_list("unit_id", flat=True))
    return (
        rules.renew_due(renewal_day(said), holder, profile)
        + rules.route_due(route_until, clock.local(met).date() if met else None, holder, profile)
        + rules.trial_due(tried, called, clock.local(case.created_at).date())
    )


registry.register("consent", _waiting)
words.register("consent-renew", _("Förnya samtycket, eller avsluta SIP:en"), "consent-record",
               action=_("Fråga om samtycke"))
words.register("consent-route-again", _("Pröva beslutet utan samtycke på nytt före nästa möte"), "consent-route",
               action=_("Pröva beslutet"))
words.register("consent-own-trial", _("Pröva om er information kan lämnas ut"), "consent-route",
               action=_("Pröva om det går"))
