"""Who reaches what, computed anew from each source and compared with what is stored."""

from collections.abc import Iterable, Iterator

from helhet.access import reach
from helhet.access.models import Reach
from helhet.access.reach import Grant
from helhet.kit import clock
from helhet.process.case.actions import own_grants
from helhet.process.case.models import Case
from helhet.process.consent import reaching as consent
from helhet.process.dialogue import facts as dialogue
from helhet.process.invitation import actions as invitation
from helhet.process.plan.actions.establishing import COPIED
from helhet.process.plan.models import PlanCopy
from helhet.workshop.proofs.checks import some

SOURCES = tuple(source for source, _name in Reach.SOURCES)


def differences(sample: int | None = None) -> Iterator[str]:
    """One sentence for each case and source whose stored rows are not the computed ones."""
    for case in some(Case.objects.all(), sample).iterator():
        wanted = computed(case)
        for source in SOURCES:
            stored = reach.stored(case.ref, source)
            if source == "call":  # what has run out is not taken away before the next verb
                stored, wanted[source] = _living(stored), _living(wanted[source])
            if stored != wanted[source]:
                yield f"case {case.ref}: {len(stored ^ wanted[source])} rows of source {source} differ"
    known = set(Case.objects.values_list("ref", "individual_id"))
    for ref, individual in Reach.objects.values_list("case_ref", "individual").distinct():
        if (ref, individual) not in known:
            yield f"reach to {ref}: no such case with that person"


def computed(case: Case) -> dict[str, frozenset[Grant]]:
    """What each source gives, from the facts of the case alone."""
    by_consent = consent.expected(case)
    return {
        "own": frozenset(own_grants(case)), "consent": frozenset(by_consent["consent"]),
        "route": frozenset(by_consent["route"]), "call": invitation.grants(case), "copy": frozenset(_copies(case)),
        "message": frozenset(dialogue.grants(case)),
        # No verb writes these: an emergency is an opening of its own, and nobody has turned direct access on yet.
        "direct": frozenset(), "emergency": frozenset(),
    }


def _copies(case: Case) -> Iterator[Grant]:
    first: dict[int, Grant] = {}
    for copy in PlanCopy.objects.filter(version__case=case).order_by("at", "id"):
        first.setdefault(copy.unit_id, Grant(copy.unit_id, COPIED, copy.at))
    yield from first.values()


def _living(grants: Iterable[Grant]) -> frozenset[Grant]:
    now = clock.now()
    return frozenset(g for g in grants if g.valid_to is None or g.valid_to > now)
