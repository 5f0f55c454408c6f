"""What a SIP that is prepared leaves for the one who writes the mapping."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from helhet.clock import registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.kit import clock
from helhet.process.case.moves import BEFORE_PLAN_ENDS
from helhet.process.case.rules import State
from helhet.process.case.shared import case_of, rows
from helhet.process.mapping import door, waiting
from helhet.process.mapping.models import Mapping


def source(subject: Subject, today: date) -> Iterable[Due]:
    case = case_of(subject)
    if case is None or case.state != State.PREPARING:
        return ()
    row = next(iter(rows(Mapping, case.pk)), None)
    return waiting.waits(waiting.Waiting(
        case.state, case.convener_unit_id, case.discovered_on or clock.local(case.created_at).date(),
        row.coordination_unit_id if row else None, bool(row and door.important_text(case.pk)),
    ), subject.profile)


registry.register("mapping", source)
words.register(
    waiting.BASE, _("Säg vem som är samordningsansvarig, så att kartläggningen kan börja"), "mapping-base",
    action=_("Skapa underlaget"), bound="the convener's unit", rules=("PREP-13",), values=("mapping_writer",),
    done_by=("mapping.write",), ended_by=BEFORE_PLAN_ENDS,
)
words.register(
    waiting.MATTERS, _("Fråga vad som är viktigt för personen"), "mapping-important", action=_("Skriv personens ord"),
    bound="the convener's unit; where the region has one, the coordination responsible's", rules=("PREP-01",),
    values=("mapping_writer",), done_by=("mapping.write",), ended_by=BEFORE_PLAN_ENDS,
)
