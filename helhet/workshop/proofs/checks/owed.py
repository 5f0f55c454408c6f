"""What waits, computed anew from the facts of each case and compared with what is stored."""

from collections.abc import Iterator

from helhet.clock import actions as waiting
from helhet.clock.models import Obligation
from helhet.clock.rules import Due
from helhet.clock.taken import untrue
from helhet.process.case import actions as cases
from helhet.process.case.models import Case
from helhet.workshop.proofs.checks import some


def differences(sample: int | None = None) -> Iterator[str]:
    """One sentence for each case whose stored obligations are not the computed ones."""
    for case in some(Case.objects.all(), sample).iterator():
        subject = cases.subject(case)
        wanted = waiting.computed(subject)
        rows = list(Obligation.objects.filter(subject=case.ref))
        stored = {Due(o.code, o.unit_id, o.rule, o.since, o.due, o.detail) for o in rows}
        if stored != wanted or len(rows) != len(wanted):
            codes = sorted({d.code for d in stored ^ wanted})
            yield f"case {case.ref}: stored and computed differ in {', '.join(codes) or 'number'}"
        if any(o.individual != case.individual_id for o in rows):
            yield f"case {case.ref}: an obligation names another person"
        if untrue([case.ref]):
            yield f"case {case.ref}: an obligation does not say who has taken it on"
    if Obligation.objects.filter(subject_kind="case").exclude(subject__in=Case.objects.values("ref")).exists():
        yield "there are obligations without a case"
