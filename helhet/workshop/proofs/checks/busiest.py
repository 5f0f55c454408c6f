"""Whom a measurement signs in as: the one who works at the unit that convenes most cases."""

from dataclasses import dataclass

from django.db.models import Count

from helhet.access import actions as access
from helhet.access.models import Assignment, User
from helhet.people import actions as people
from helhet.process.case.models import Case, OverviewRow
from helhet.process.case.rules import State
from helhet.workshop.signin import ISSUER
from helhet.workshop.world.ground import MAKER


@dataclass(frozen=True)
class Busiest:
    """References to sign in with and to look at, as text."""

    worker: str
    cases: int
    case: str
    individual: str
    number: str
    person_user: str


def busiest() -> Busiest:
    """Find the busiest unit; choose one of its active cases, the same each time; give its person a sign-in."""
    active = Case.objects.filter(state=State.ACTIVE)
    unit, _n = active.order_by().values_list("convener_unit").annotate(n=Count("id")).order_by("-n")[0]
    cases = OverviewRow.objects.filter(unit=unit).count()
    found = active.filter(convener_unit=unit).order_by("id")
    case = found[found.count() // 2]
    worker = Assignment.objects.filter(unit=unit).select_related("user").order_by("id")[0].user
    person = case.individual
    user = access.add_user(kind="individual", name=person.name, issuer=ISSUER, subject="measured")
    people.link_sign_in(user=user, individual=person.pk, by=MAKER)
    return Busiest(str(worker.ref), cases, str(case.ref), str(person.ref), person.number or "",
                   str(User.objects.get(pk=user).ref))

