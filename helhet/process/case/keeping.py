"""Lets the nightly walk come to each case that goes on, or that leaves something to do."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from helhet.clock.models import Obligation
from helhet.clock.registry import Keeper, Subject, keep
from helhet.process.case.actions import subject
from helhet.process.case.models import Case
from helhet.process.case.rules import OPEN
from helhet.process.case.shared import sharing


def _walked() -> QuerySet[Case]:
    owed = Obligation.objects.filter(subject=OuterRef("ref"))
    return Case.objects.filter(Q(state__in=list(OPEN)) | Exists(owed))


def after(key: int, many: int) -> list[tuple[int, Subject]]:
    """The next cases by rising id."""
    return [(case.pk, subject(case)) for case in _walked().filter(pk__gt=key).order_by("pk")[:many]]


def hold(ref: UUID) -> Subject | None:
    """Lock a case as a verb does, so that none moves it meanwhile."""
    case = Case.objects.select_for_update().filter(ref=ref).first()
    return subject(case) if case else None


keep("case", Keeper(after=after, hold=hold, count=lambda: _walked().count(), sharing=sharing))
