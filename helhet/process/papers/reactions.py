"""Letters that wait to be printed and sent stand among what the unit has to do."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from helhet.clock import registry, words
from helhet.clock.registry import Subject
from helhet.clock.rules import Due
from helhet.kit import clock
from helhet.process.case.shared import case_of, rows
from helhet.process.papers.models import Issued
from helhet.process.papers.rules import Unsent, Way, waits


def source(subject: Subject, today: date) -> Iterable[Due]:
    case = case_of(subject)
    kept = rows(Issued, case.pk, without=("body",), also=("posted",)) if case else []
    letters = (row for row in sorted(kept, key=lambda r: r.pk) if row.way == Way.POST and not hasattr(row, "posted"))
    return tuple(waits(Unsent(str(row.ref), row.by_unit, clock.local(row.at).date()) for row in letters if row.by_unit))


registry.register("papers", source)
words.register(
    "papers-send", _("Skriv ut ett brev och skicka det"), "papers-issued", action=_("Skriv ut och skicka"),
    bound="the unit that made the letter", rules=("IT-08",), done_by=("paper.posted",),
)
