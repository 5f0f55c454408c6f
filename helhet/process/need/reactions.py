"""What a need makes wait: an answer, a start, and a question carried to a SIP that already goes on."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from helhet.clock import registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.kit import clock
from helhet.process.case.models import Case
from helhet.process.case.moves import BEFORE_PLAN_ENDS, WITH_PLAN_ENDS
from helhet.process.case.rules import WITH_PLAN, State
from helhet.process.case.shared import case_of, once, rows
from helhet.process.need import rules
from helhet.process.need.holding import holding
from helhet.process.need.models import Assessment
from helhet.process.need.words import Outcome


def _waiting(subject: Subject, today: date) -> Iterable[Due]:
    case = case_of(subject)
    if case is None:
        return ()
    joins = once(case.pk, Assessment, _joins) if State(case.state) in WITH_PLAN else None
    asked = [at for other, at in joins or () if other != case.pk and at > case.moved_at]
    return (
        *rules.waiting(_need(case), subject.profile),
        *rules.asked_to_join(case.state, holding(case), [clock.local(at).date() for at in asked]),
    )


def _joins(cases: list[Case]) -> dict[int, list[tuple[int, datetime]]]:
    """By case: in which cases of the same person somebody wants to coordinate within a SIP, and when."""
    wants = Assessment.objects.filter(case__individual__in=[c.individual_id for c in cases],
                                      outcome=Outcome.ONGOING_SIP, consent_to_hand_on=True)
    found: dict[int, list[tuple[int, datetime]]] = {}
    for person, case, at in wants.values_list("case__individual", "case", "at"):
        found.setdefault(person, []).append((case, at))
    return {c.pk: found.get(c.individual_id, []) for c in cases}


def _need(case: Case) -> rules.Need:
    assessed = case.state == State.NOTICED and bool(rows(Assessment, case.pk))
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
    rules=("NEED-12", "LAW-04"), values=("start_days",), done_by=("need.assess", "consent.inform"),
    ended_by=BEFORE_PLAN_ENDS,
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
