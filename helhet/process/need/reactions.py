"""What a need makes wait: an answer, a start, and a question carried to a SIP that already goes on."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from helhet.clock import registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.kit import clock
from helhet.process.case.models import Case
from helhet.process.case.moves import BEFORE_PLAN_ENDS, WITH_PLAN_ENDS
from helhet.process.case.rules import State
from helhet.process.need import rules
from helhet.process.need.holding import holding
from helhet.process.need.models import Assessment
from helhet.process.need.words import Outcome


def _waiting(subject: Subject, today: date) -> Iterable[Due]:
    case = Case.objects.filter(ref=subject.ref).first()
    if subject.kind != "case" or case is None:
        return ()
    asked = Assessment.objects.filter(
        case__individual_id=case.individual_id, outcome=Outcome.ONGOING_SIP, consent_to_hand_on=True,
        at__gt=case.moved_at,
    ).exclude(case=case).values_list("at", flat=True)
    return (
        *rules.waiting(_need(case), subject.profile),
        *rules.asked_to_join(case.state, holding(case), [clock.local(at).date() for at in asked]),
    )


def _need(case: Case) -> rules.Need:
    assessed = case.state == State.NOTICED and Assessment.objects.filter(case=case).exists()
    return rules.Need(case.state, case.convener_unit_id, clock.local(case.created_at).date(), case.discovered_on,
                      case.sip_kind, assessed, case.previous_id is not None)


registry.register("need", _waiting)
words.register(
    "need-answer", _("Svara den som frågade om SIP"), "need", action=_("Läs frågan och svara"),
    bound="the unit that was asked", rules=("NEED-04",), values=("request_answer_days",),
    done_by=("need.refuse", "need.notice"), ended_by=BEFORE_PLAN_ENDS,
)
words.register(
    "need-start", _("Bedöm behovet och sätt i gång"), "need", action=_("Bedöm behovet"), bound="the convener's unit",
    rules=("NEED-12",), values=("start_days",), done_by=("need.assess", "consent.inform"), ended_by=BEFORE_PLAN_ENDS,
)
words.register(
    "need-inform", _("Berätta om SIP och erbjud den"), "consent-inform", action=_("Berätta om SIP"),
    bound="the convener's unit", rules=("INFO-01", "INFO-06"), values=("start_days",), done_by=("consent.inform",),
    ended_by=("need.assess", *BEFORE_PLAN_ENDS),
)
words.register(
    "need-restart", _("Börja om SIP:en efter sjukhusvistelsen"), "need", action=_("Bedöm behovet"),
    bound="the permanent care contact's unit, which was given the new SIP", rules=("CLOSE-13",),
    values=("start_days",), done_by=("need.assess", "consent.inform"), ended_by=BEFORE_PLAN_ENDS,
)
words.register(
    "need-join", _("Någon vill samordna i den här SIP:en. Prata med personen"), "case", action=_("Till SIP:en"),
    bound="the main responsible's unit", rules=("NEED-22",), done_by=("participant.add",), ended_by=WITH_PLAN_ENDS,
    lapses="anything is done in the SIP: the unit has taken it up",
)
