"""What a need makes wait: an answer, a start, and a question carried to a SIP that already goes on."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from helhet.clock import registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.kit import clock
from helhet.process.case.models import Case
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
        *rules.waiting(case.state, case.convener_unit_id, clock.local(case.created_at).date(), case.discovered_on,
                       subject.profile),
        *rules.asked_to_join(case.state, holding(case), [clock.local(at).date() for at in asked]),
    )


registry.register("need", _waiting)
words.register("need-answer", _("Svara den som frågade om SIP"), "need", action=_("Läs frågan och svara"))
words.register("need-start", _("Berätta om SIP och erbjud den"), "need", action=_("Berätta om SIP"))
words.register("need-join", _("Någon vill samordna i den här SIP:en. Prata med personen"), "case",
               action=_("Till SIP:en"))
