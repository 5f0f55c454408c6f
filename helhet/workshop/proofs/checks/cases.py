"""A case's state is its last move; lists and search say what the case says; a plan's text is the one established."""

from collections.abc import Iterator

from django.db import connection

from helhet.access import reach
from helhet.access.models import SearchEntry
from helhet.kit import clock
from helhet.people import door as people
from helhet.process.case.models import Case, CaseMove, OverviewRow, Participant
from helhet.process.case.moves import problems
from helhet.process.case.rules import State
from helhet.process.plan.models import PlanVersion
from helhet.process.plan.snapshot import checksum, from_json


def states() -> Iterator[str]:
    """Every case stands where its last move put it, and every move was one of the table."""
    last: dict[int, str] = {}
    for case, verb, source, target in CaseMove.objects.order_by("case_id", "at", "id").values_list(
        "case_id", "verb", "from_state", "to_state"
    ).iterator():
        if source != last.get(case, ""):
            yield f"case {case}: {verb} began in {source or 'nothing'}, the case stood in {last.get(case, 'nothing')}"
        if problems(verb, source, target):
            yield f"case {case}: {verb} from {source} to {target} is no move"
        last[case] = target
    for pk, ref, state in Case.objects.values_list("pk", "ref", "state").iterator():
        if last.get(pk) != state:
            yield f"case {ref}: stands in {state}, its last move led to {last.get(pk, 'nothing')}"


def overview() -> Iterator[str]:
    """A unit's list holds exactly the cases it takes part in and reaches now, as they stand."""
    now = clock.now()
    for case in Case.objects.iterator():
        roles = dict(Participant.objects.filter(case=case, unit__isnull=False).order_by("-valid_from")
                     .values_list("unit_id", "kind"))
        ends: dict[int, list[object]] = {}
        for row in reach.rows(case.ref):
            if row.valid_to is None or row.valid_to > now:
                ends.setdefault(row.unit, []).append(row.valid_to)
        wanted = {
            (unit, role, case.individual_id, case.number, case.state, case.moved_at,
             None if None in ends[unit] else max(ends[unit]))  # type: ignore[type-var]
            for unit, role in roles.items() if unit in ends
        }
        stored = {
            (r.unit_id, r.role, r.individual, r.number, r.state, r.updated_at, r.until)
            for r in OverviewRow.objects.filter(case=case) if r.until is None or r.until > now
        }
        if wanted != stored:
            yield f"case {case.ref}: {len(wanted ^ stored)} rows of the units' lists differ"


def searchable() -> Iterator[str]:
    """Every case is found by its name, number and step, by those whose list holds it, and by nobody else."""
    for case in Case.objects.select_related("convener_unit").iterator():
        person = people.persons([case.individual_id])[case.individual_id]
        words = " ".join([
            person.name, person.number, person.number.replace("-", ""), case.number, case.convener_unit.name,
            str(State(case.state).label)])
        units = sorted(OverviewRow.objects.filter(case=case).values_list("unit_id", flat=True))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM access_searchentry WHERE case_ref = %s AND units = %s::int[] AND individual = %s"
                " AND words = to_tsvector('simple', %s) AND updated_at = %s",
                [case.ref, units, case.individual_id, words.lower(), case.moved_at])
            if cursor.fetchone()[0] != 1:
                yield f"case {case.ref}: its search entry says something else than the case"
    if SearchEntry.objects.count() != Case.objects.count():
        yield "there are search entries without a case"


def plans() -> Iterator[str]:
    """The checksum of every established plan is that of its text, and the text can be read."""
    for version in PlanVersion.objects.select_related("case").iterator(chunk_size=200):
        if checksum(version.snapshot) != version.checksum:
            yield f"case {version.case.ref}: version {version.n} has another text than was established"
        elif from_json(version.snapshot).number != version.case.number:
            yield f"case {version.case.ref}: version {version.n} is of another case"
