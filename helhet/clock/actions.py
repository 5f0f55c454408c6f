"""Stores what is due, in the transaction of the verb that changed it."""

from helhet.clock.models import Obligation
from helhet.clock.registry import Subject, sources
from helhet.clock.rules import Due
from helhet.kit import clock, witness


def computed(subject: Subject) -> frozenset[Due]:
    """What every room says is due for a subject, from the facts as they stand."""
    today = clock.today()
    return frozenset(due for source in sources() for due in source(subject, today))


def refresh(subject: Subject) -> None:
    """Make the stored obligations of a subject equal to the computed. Ends every action."""
    wanted = computed(subject)
    rows = {_due(o): o.pk for o in Obligation.objects.filter(subject=subject.ref)}
    gone = [pk for due, pk in rows.items() if due not in wanted]
    if gone:
        Obligation.objects.filter(pk__in=gone).delete()
    new = [due for due in wanted if due not in rows]
    for due in new:
        witness.obliged(due.rule)
    Obligation.objects.bulk_create(
        Obligation(
            unit_id=d.unit, individual=subject.individual, subject_kind=subject.kind, subject=subject.ref,
            code=d.code, rule=d.rule, due=d.due, since=d.since, profile_version=subject.profile_version,
            detail=d.detail,
        )
        for d in sorted(new, key=lambda d: (d.code, d.unit, d.detail))
    )


def _due(o: Obligation) -> Due:
    return Due(o.code, o.unit_id, o.rule, o.since, o.due, o.detail)
