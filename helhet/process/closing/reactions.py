"""By whatever way a case is closed, the same is left to do; and what of it waits."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from helhet.access.actor import Actor
from helhet.clock import registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.process.case.models import Case, CaseMove
from helhet.process.case.reactions import on
from helhet.process.case.rules import ENDED, State
from helhet.process.case.shared import case_of, rows
from helhet.process.closing import settling
from helhet.process.closing.duties import Left, waiting
from helhet.process.closing.models import ClosingDuty
from helhet.process.closing.words import Ground


def closed(case: Case, by: Actor, data: dict[str, Any]) -> None:
    """everybody is told, and each unit notes it for itself"""
    if case.state != State.CLOSED:
        return
    last = CaseMove.objects.filter(case=case).order_by("-at", "-id").first()
    row = settling.open_closing(case, ground=data.get("ground", Ground.WITHDRAWAL.value),
                                reason=last.reason if last else "", need_remained=False, by=by)
    settling.settle(row, case)


for _verb in ("consent.withdraw", "closing.close", "closing.restart", "case.stop"):
    on(_verb, "closing", closed)


def source(subject: Subject, today: date) -> Iterable[Due]:
    case = case_of(subject)
    left = rows(ClosingDuty, case.pk, "closing__case", also=("closing", "done")) if case and case.state in ENDED else []
    return tuple(waiting(
        Left(str(r.ref), r.code, r.unit_id, r.principal is not None, r.closing.closed_on)
        for r in sorted(left, key=lambda r: r.position) if not hasattr(r, "done")
    ))


registry.register("closing", source)
_HOLDER = "the main responsible's unit; the convener's when none is chosen"
words.register(
    "closing.told", _("Berätta att SIP:en är avslutad"), "closing-after", action=_("Bocka av"), bound=_HOLDER,
    rules=("CLOSE-07",), values=("closing_duties",), done_by=("closing.after",),
)
words.register(
    "closing.where_to_turn", _("Säg vart personen vänder sig nu"), "closing-after", action=_("Skriv vart"),
    bound=_HOLDER, rules=("CLOSE-10",), values=("closing_duties",), done_by=("closing.after",),
)
words.register(
    "closing.own_record", _("Anteckna avslutet i er egen dokumentation"), "closing-after", action=_("Bocka av"),
    bound="each unit that took part; where the principal answers, one unit of each", rules=("CLOSE-08", "CLOSE-09"),
    values=("closing_duties", "close_documented_by"), done_by=("closing.after",),
)
words.register(
    "closing.experience", _("Fråga personen hur det har varit"), "closing-after", action=_("Skriv svaret"),
    bound=_HOLDER, rules=("CLOSE-12",), values=("closing_duties",), done_by=("closing.after",),
)
